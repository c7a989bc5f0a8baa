//! A column of results.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{DurationMicrosecondType, TimestampMicrosecondType};
use arrow_array::{Array, ArrayRef, DurationMicrosecondArray, TimestampMicrosecondArray};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyIterator, PyList, PyType};
use servqual::measure::OwnedColumn;

use super::{datetime, timedelta};
use crate::columns::array_capsules;
use crate::error::Answer;

/// A column of durations or of instants, `None` where there is none.
///
/// A sequence of `timedelta` or `datetime` for Python; `polars.Series(values)` and
/// `pyarrow.array(values)` read the memory without a copy, and so does every function of servqual that
/// takes a column.
#[pyclass(frozen, sequence, module = "servqual.time")]
pub(crate) struct Values(ArrayRef);

impl Values {
    /// Durations in microseconds.
    pub(crate) fn durations(column: &OwnedColumn<i64>) -> Answer<Self> {
        Ok(Self(Arc::new(column.column()?.iter().collect::<DurationMicrosecondArray>())))
    }

    /// Instants, in UTC.
    pub(crate) fn instants(column: &OwnedColumn<i64>) -> Answer<Self> {
        let instants: TimestampMicrosecondArray = column.column()?.iter().collect();
        Ok(Self(Arc::new(instants.with_timezone("UTC"))))
    }

    fn at<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Option<Bound<'py, PyAny>>> {
        if self.0.is_null(row) {
            return Ok(None);
        }
        Ok(Some(match self.0.as_primitive_opt::<DurationMicrosecondType>() {
            Some(durations) => timedelta(py, durations.value(row))?.into_any(),
            None => datetime(py, self.0.as_primitive::<TimestampMicrosecondType>().value(row))?,
        }))
    }

    /// The type as NumPy calls it, and the integers behind the values.
    fn integers(&self) -> (&'static str, &[i64]) {
        match self.0.as_primitive_opt::<DurationMicrosecondType>() {
            Some(durations) => ("timedelta64[us]", durations.values()),
            None => ("datetime64[us]", self.0.as_primitive::<TimestampMicrosecondType>().values()),
        }
    }
}

#[pymethods]
impl Values {
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Option<Bound<'py, PyAny>>> {
        let length = self.0.len();
        let row = if index < 0 { index.checked_add_unsigned(length) } else { Some(index) };
        match row.and_then(|row| usize::try_from(row).ok()).filter(|&row| row < length) {
            Some(row) => self.at(py, row),
            None => Err(PyIndexError::new_err(format!("row {index} of {length}"))),
        }
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.to_list(py)?.try_iter()
    }

    /// A list of `timedelta` or `datetime`, `None` where there is none.
    fn to_list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = (0..self.0.len()).map(|row| self.at(py, row)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, rows)
    }

    /// A NumPy array in microseconds, `NaT` where there is none; instants are in UTC.
    fn to_numpy<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (kind, integers) = self.integers();
        // The smallest integer is NumPy's "not a time".
        let integer = |row: usize| if self.0.is_null(row) { i64::MIN } else { integers[row] };
        let bytes: Vec<u8> = (0..integers.len()).flat_map(|row| integer(row).to_ne_bytes()).collect();
        let array = py.import("numpy")?.call_method1("frombuffer", (PyBytes::new(py, &bytes), "int64"))?;
        array.call_method1("view", (kind,))
    }

    /// A Polars series.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("polars")?.call_method1("Series", (slf,))
    }

    /// A PyArrow array.
    fn to_pyarrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("array", (slf,))
    }

    /// A pandas series; instants are in UTC.
    fn to_pandas<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let series = py.import("pandas")?.call_method1("Series", (self.to_numpy(py)?,))?;
        if self.integers().0 == "timedelta64[us]" {
            return Ok(series);
        }
        series.getattr("dt")?.call_method1("tz_localize", ("UTC",))
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> Answer<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // A producer may ignore the request; the reader casts.
        let _ = requested_schema;
        array_capsules(py, &self.0)
    }

    #[classmethod]
    fn __class_getitem__<'py>(cls: &Bound<'py, PyType>, row: &Bound<'py, PyAny>) -> Bound<'py, PyType> {
        let _ = row;
        cls.clone()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.as_ref() == other.0.as_ref()
    }

    fn __repr__(&self) -> String {
        format!("<Values: {} of {}>", self.0.len(), self.integers().0)
    }
}
