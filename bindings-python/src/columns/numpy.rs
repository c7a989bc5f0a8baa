//! NumPy arrays and other buffers, shared with Python for as long as they are used.

use std::panic::AssertUnwindSafe;
use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::types::{
    ArrowPrimitiveType, DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType,
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef, BooleanArray, PrimitiveArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use pyo3::buffer::{Element, PyBuffer};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::{comes_from, list};
use crate::error::{Answer, broken, wrong};

/// NumPy's "not a time".
const NOT_A_TIME: i64 = i64::MIN;

/// Whether the object is a NumPy array.
pub(super) fn is_array(column: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(comes_from(column, "numpy")? && column.hasattr(intern!(column.py(), "dtype"))?)
}

/// A one-dimensional NumPy array; with `pandas`, NaN means missing.
pub(super) fn read(array: &Bound<'_, PyAny>, name: &str, pandas: bool) -> Answer<ArrayRef> {
    let dimensions: usize = array.getattr("ndim")?.extract()?;
    if dimensions != 1 {
        return Err(wrong(name, format!("an array of {dimensions} dimensions"), "one column"));
    }
    // A masked array hides values that its buffer still shows.
    if array.hasattr(intern!(array.py(), "mask"))? {
        return list::read(&array.call_method0("tolist")?, name, pandas);
    }
    let kind: String = array.getattr("dtype")?.getattr("kind")?.extract()?;
    match kind.as_str() {
        "i" | "u" | "f" => numbers(&tidy(array)?, name, pandas),
        "b" => {
            let bytes = share::<UInt8Type>(&tidy(array)?.call_method1("view", ("uint8",))?)?;
            Ok(Arc::new(BooleanArray::from(BooleanBuffer::collect_bool(bytes.len(), |row| bytes.value(row) != 0))))
        }
        "M" | "m" => times(&tidy(array)?, &kind, None),
        _ => list::read(&array.call_method0("tolist")?, name, pandas),
    }
}

/// The array itself where it lies in one piece in the order of this machine, otherwise a copy.
fn tidy<'py>(array: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = array.py();
    let options = PyDict::new(py);
    let dtype = array.getattr("dtype")?;
    let half = dtype.getattr("kind")?.eq("f")? && !matches!(dtype.getattr("itemsize")?.extract()?, 4_u8 | 8);
    let dtype =
        if half { "float64".into_pyobject(py)?.into_any() } else { dtype.call_method1("newbyteorder", ("=",))? };
    options.set_item("dtype", dtype)?;
    options.set_item("requirements", ["C_CONTIGUOUS", "ALIGNED"])?;
    py.import("numpy")?.call_method("require", (array,), Some(&options))
}

fn numbers(array: &Bound<'_, PyAny>, name: &str, pandas: bool) -> Answer<ArrayRef> {
    let numbers =
        read_buffer(array)?.ok_or_else(|| wrong(name, "an array of unknown numbers", "whole or real numbers"))?;
    Ok(if pandas { without_nan(numbers) } else { numbers })
}

/// The same array with NaN as missing: what pandas means by it.
fn without_nan(array: ArrayRef) -> ArrayRef {
    fn mask<T: ArrowPrimitiveType>(array: &dyn Array, is_nan: impl Fn(T::Native) -> bool) -> Option<ArrayRef> {
        let values = array.as_any().downcast_ref::<PrimitiveArray<T>>()?;
        let present = BooleanBuffer::collect_bool(values.len(), |row| !is_nan(values.value(row)));
        let nulls = NullBuffer::new(present);
        (nulls.null_count() > 0)
            .then(|| Arc::new(PrimitiveArray::<T>::new(values.values().clone(), Some(nulls))) as ArrayRef)
    }
    let masked = match array.data_type() {
        DataType::Float64 => mask::<Float64Type>(&array, f64::is_nan),
        DataType::Float32 => mask::<Float32Type>(&array, f32::is_nan),
        _ => None,
    };
    masked.unwrap_or(array)
}

/// NumPy's points in time and differences; in `zone`, or without one.
pub(super) fn times(array: &Bound<'_, PyAny>, kind: &str, zone: Option<&str>) -> Answer<ArrayRef> {
    let dtype = array.getattr("dtype")?;
    let data: (String, u32) = array.py().import("numpy")?.call_method1("datetime_data", (dtype,))?.extract()?;
    let known = data.1 == 1 && ["s", "ms", "us", "ns"].contains(&data.0.as_str());
    let (unit, array) = if known {
        (data.0.as_str(), array.clone())
    } else {
        let name = if kind == "M" { "datetime64[us]" } else { "timedelta64[us]" };
        ("us", array.call_method1("astype", (name,))?)
    };
    let integers = array.call_method1("view", ("int64",))?;
    match (kind, unit) {
        ("M", "s") => points::<TimestampSecondType>(&integers, zone),
        ("M", "ms") => points::<TimestampMillisecondType>(&integers, zone),
        ("M", "us") => points::<TimestampMicrosecondType>(&integers, zone),
        ("M", _) => points::<TimestampNanosecondType>(&integers, zone),
        (_, "s") => moments::<DurationSecondType>(&integers),
        (_, "ms") => moments::<DurationMillisecondType>(&integers),
        (_, "us") => moments::<DurationMicrosecondType>(&integers),
        _ => moments::<DurationNanosecondType>(&integers),
    }
}

fn points<T: arrow_array::types::ArrowTimestampType>(
    integers: &Bound<'_, PyAny>,
    zone: Option<&str>,
) -> Answer<ArrayRef> {
    Ok(Arc::new(nullable::<T>(integers)?.with_timezone_opt(zone)))
}

fn moments<T: ArrowPrimitiveType<Native = i64>>(integers: &Bound<'_, PyAny>) -> Answer<ArrayRef> {
    Ok(Arc::new(nullable::<T>(integers)?))
}

/// Shared integers in which "not a time" is missing.
fn nullable<T: ArrowPrimitiveType<Native = i64>>(integers: &Bound<'_, PyAny>) -> Answer<PrimitiveArray<T>> {
    let values = share::<T>(integers)?;
    let present = BooleanBuffer::collect_bool(values.len(), |row| values.value(row) != NOT_A_TIME);
    let nulls = NullBuffer::new(present);
    let missing = nulls.null_count() > 0;
    Ok(PrimitiveArray::new(values.values().clone(), missing.then_some(nulls)))
}

/// Any object with the buffer protocol and a type of numbers, such as `array.array`.
pub(super) fn read_buffer(column: &Bound<'_, PyAny>) -> Answer<Option<ArrayRef>> {
    macro_rules! first_of {
        ($($kind:ty),*) => {
            $(if let Ok(buffer) = PyBuffer::<<$kind as ArrowPrimitiveType>::Native>::get(column) {
                return Ok(wrap::<$kind>(buffer).map(|array| Arc::new(array) as ArrayRef));
            })*
        };
    }
    first_of!(
        Float64Type,
        Int64Type,
        Int8Type,
        Int32Type,
        Int16Type,
        Float32Type,
        UInt8Type,
        UInt16Type,
        UInt32Type,
        UInt64Type
    );
    Ok(None)
}

fn share<T: ArrowPrimitiveType>(array: &Bound<'_, PyAny>) -> Answer<PrimitiveArray<T>>
where
    T::Native: Element,
{
    wrap::<T>(PyBuffer::get(array)?).ok_or_else(|| broken("NumPy returned an array in pieces"))
}

/// The memory of a buffer as an Arrow array that keeps the buffer alive.
fn wrap<T: ArrowPrimitiveType>(buffer: PyBuffer<T::Native>) -> Option<PrimitiveArray<T>>
where
    T::Native: Element,
{
    if buffer.dimensions() != 1 || !buffer.is_c_contiguous() {
        return None;
    }
    let length = buffer.item_count();
    let pointer = NonNull::new(buffer.buf_ptr().cast::<u8>()).filter(|_| length > 0);
    let Some(pointer) = pointer else { return Some(PrimitiveArray::new(ScalarBuffer::from(vec![]), None)) };
    if pointer.addr().get() % align_of::<T::Native>() != 0 {
        return None;
    }
    let bytes = length * size_of::<T::Native>();
    // SAFETY: the buffer protocol keeps this memory valid and in place until the buffer is
    // released, which the owner does when the last Arrow array over it is dropped.
    let memory = unsafe { Buffer::from_custom_allocation(pointer, bytes, Arc::new(AssertUnwindSafe(buffer))) };
    Some(PrimitiveArray::new(ScalarBuffer::new(memory, 0, length), None))
}
