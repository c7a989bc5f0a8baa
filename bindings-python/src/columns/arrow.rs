//! The Arrow C interface, in and out. Memory is handed over, never copied.

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::{ArrayReader, ArrayRef, RecordBatch, RecordBatchIterator, make_array};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::error::{Answer, broken, wrong};

/// The chunks of an object with `__arrow_c_stream__`: a series, or a table of one column.
pub(super) fn read_stream(column: &Bound<'_, PyAny>, name: &str) -> Answer<Vec<ArrayRef>> {
    let reader = open(column, name)?;
    let fields = match reader.field().data_type() {
        DataType::Struct(fields) => Some(fields.len()),
        _ => None,
    };
    let chunks = reader.collect::<Result<Vec<_>, _>>().map_err(|error| wrong(name, error.to_string(), "Arrow data"))?;
    match fields {
        None => Ok(chunks),
        Some(1) => Ok(chunks.iter().map(|chunk| chunk.as_struct().column(0).clone()).collect()),
        Some(width) => Err(wrong(name, format!("a table of {width} columns"), "one column")),
    }
}

/// Opens the stream of an object with `__arrow_c_stream__`.
pub(super) fn open(object: &Bound<'_, PyAny>, name: &str) -> Answer<ArrayStreamReader> {
    let capsule = object.call_method0("__arrow_c_stream__")?;
    let capsule = capsule.cast::<PyCapsule>().map_err(PyErr::from)?;
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds an initialised stream by the Arrow PyCapsule interface;
    // moving it out leaves a released one for the destructor of the capsule.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    ArrayStreamReader::try_new(stream).map_err(|error| wrong(name, error.to_string(), "an Arrow stream"))
}

/// The array of an object with `__arrow_c_array__`.
pub(super) fn read_array(column: &Bound<'_, PyAny>, name: &str) -> Answer<ArrayRef> {
    let pair = column.call_method0("__arrow_c_array__")?;
    let pair = pair.cast::<PyTuple>().map_err(PyErr::from)?;
    let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
    let schema = schema.cast::<PyCapsule>().map_err(PyErr::from)?;
    let array = array.cast::<PyCapsule>().map_err(PyErr::from)?;
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(c"arrow_array"))?.cast::<FFI_ArrowArray>();
    // SAFETY: capsules of these names hold an initialised schema and array by the Arrow PyCapsule
    // interface; the schema is only read, the array is moved out and released by its new owner.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    data.map(make_array).map_err(|error| wrong(name, error.to_string(), "an Arrow array"))
}

/// A batch as the capsule that every dataframe library reads.
pub(crate) fn stream_capsule<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Bound<'py, PyCapsule>> {
    let reader = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
}

/// An array as the pair of capsules that every library of arrays reads: schema and array.
pub(crate) fn array_capsules<'py>(
    py: Python<'py>,
    array: &ArrayRef,
) -> Answer<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
    let (array, schema) = to_ffi(&array.to_data()).map_err(broken)?;
    let schema = PyCapsule::new_with_value(py, schema, c"arrow_schema")?;
    Ok((schema, PyCapsule::new_with_value(py, array, c"arrow_array")?))
}
