//! Columns of pandas, with what pandas calls missing as missing.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{Array, ArrayRef, BooleanArray, DictionaryArray, Float64Array, PrimitiveArray, make_array};
use arrow_buffer::NullBuffer;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::{arrow, comes_from, list, numpy};
use crate::error::{Answer, broken, wrong};

/// Whether the object is a series or an index of pandas.
pub(super) fn is_column(column: &Bound<'_, PyAny>) -> PyResult<bool> {
    comes_from(column, "pandas")
}

/// A series, by the way its type is stored.
pub(super) fn read(series: &Bound<'_, PyAny>, name: &str) -> Answer<Vec<ArrayRef>> {
    let py = series.py();
    let Ok(dtype) = series.getattr(intern!(py, "dtype")) else {
        return Err(wrong(name, "a table", "one column"));
    };
    if comes_from(&dtype, "numpy")? {
        let array = series.call_method0("to_numpy")?;
        return Ok(vec![numpy::read(&array, name, true)?]);
    }
    if dtype.hasattr("pyarrow_dtype")? {
        let chunks = arrow::read_stream(&series.getattr("array")?.call_method0("__arrow_array__")?, name)?;
        return Ok(chunks.into_iter().map(without_nan).collect());
    }
    let array = if dtype.hasattr("categories")? {
        categories(series, name)?
    } else if dtype.hasattr("tz")? {
        zoned(series)?
    } else if dtype.hasattr("numpy_dtype")? {
        masked(series, &dtype, name)?
    } else {
        list::read(&series.call_method0("tolist")?, name, true)?
    };
    Ok(vec![array])
}

/// Arrow-backed columns, too, have NaN where pandas computed one.
fn without_nan(array: ArrayRef) -> ArrayRef {
    let Some(values) = array.as_primitive_opt::<Float64Type>() else { return array };
    if values.values().iter().any(|value| value.is_nan()) {
        return Arc::new(values.iter().map(|value| value.filter(|value| !value.is_nan())).collect::<Float64Array>());
    }
    array
}

/// Codes and categories stay apart, as in Arrow's dictionaries.
fn categories(series: &Bound<'_, PyAny>, name: &str) -> Answer<ArrayRef> {
    let accessor = series.getattr("cat")?;
    let categories = list::read(&accessor.getattr("categories")?.call_method0("tolist")?, name, true)?;
    let codes = accessor.getattr("codes")?.call_method0("to_numpy")?.call_method1("astype", ("int32",))?;
    let codes = numpy::read(&codes, name, false)?;
    let codes = codes.as_primitive::<Int32Type>();
    // pandas writes -1 for a missing category.
    let codes: PrimitiveArray<Int32Type> = codes.iter().map(|code| code.filter(|&code| code >= 0)).collect();
    Ok(Arc::new(DictionaryArray::try_new(codes, categories).map_err(broken)?))
}

/// Instants of a zone: pandas stores them in UTC.
fn zoned(series: &Bound<'_, PyAny>) -> Answer<ArrayRef> {
    let py = series.py();
    let unit: String = series.getattr("dtype")?.getattr("unit")?.extract()?;
    let options = PyDict::new(py);
    options.set_item("dtype", format!("datetime64[{unit}]"))?;
    numpy::times(&series.call_method("to_numpy", (), Some(&options))?, "M", Some("UTC"))
}

/// Nullable integers, floats and truth values: values and a mask.
fn masked(series: &Bound<'_, PyAny>, dtype: &Bound<'_, PyAny>, name: &str) -> Answer<ArrayRef> {
    let py = series.py();
    let missing = series.call_method0("isna")?.call_method0("to_numpy")?;
    let options = PyDict::new(py);
    options.set_item("dtype", dtype.getattr("numpy_dtype")?)?;
    if missing.call_method0("any")?.is_truthy()? {
        options.set_item("na_value", false)?;
    }
    let values = numpy::read(&series.call_method("to_numpy", (), Some(&options))?, name, true)?;
    let missing = numpy::read(&missing, name, false)?;
    let mask: &BooleanArray = missing.as_boolean();
    if mask.true_count() == 0 {
        return Ok(values);
    }
    let present = NullBuffer::new(!mask.values());
    let nulls = NullBuffer::union(values.nulls(), Some(&present));
    let data = values.to_data().into_builder().nulls(nulls).build().map_err(broken)?;
    Ok(make_array(data))
}
