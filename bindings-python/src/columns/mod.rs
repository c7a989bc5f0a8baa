//! Columns as Python has them, read into Arrow arrays without a copy where their memory allows it.
//!
//! Lists, NumPy arrays, pandas, Polars, PyArrow and DuckDB columns all become a [`Source`], which
//! no longer needs Python: what follows runs without the interpreter lock.

mod arrow;
mod cells;
mod frame;
mod groups;
mod instants;
mod list;
mod load;
mod names;
mod numbers;
mod numpy;
mod pandas;
mod typed;

use arrow_array::ArrayRef;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};

pub(crate) use arrow::{array_capsules, stream_capsule};
pub(crate) use cells::NamedCells;
pub(crate) use frame::Frame;
pub(crate) use groups::groups;
pub(crate) use instants::instants;
pub(crate) use list::{duration, instant};
pub(crate) use load::{Loaded, common_cuts};
pub(crate) use names::{keys, texts};
pub(crate) use numbers::{counts, microseconds, outcomes, ratings, reals, seconds};
pub(crate) use typed::Typed;

use crate::error::Answer;

/// A column that has left Python: its name and its chunks.
pub(crate) struct Source {
    /// What errors call it.
    pub(crate) name: String,
    /// Arrow arrays of one type.
    pub(crate) chunks: Vec<ArrayRef>,
}

/// Reads any column; `place` names it where it has no name of its own.
///
/// # What is missing
/// `None` and Arrow's null are missing, and so is everything that pandas calls missing in a column
/// of pandas, NaN included, because NaN is how pandas writes it. Everywhere else NaN is a value,
/// and one that no measure accepts.
pub(crate) fn read(column: &Bound<'_, PyAny>, place: &str) -> Answer<Source> {
    let py = column.py();
    if column.is_instance_of::<PyList>() || column.is_instance_of::<PyTuple>() {
        return Ok(Source { name: place.into(), chunks: vec![list::read(column, place, false)?] });
    }
    let name = own_name(column).unwrap_or_else(|| place.into());
    let chunks = if pandas::is_column(column)? {
        pandas::read(column, &name)?
    } else if column.hasattr(intern!(py, "__arrow_c_stream__"))? {
        arrow::read_stream(column, &name)?
    } else if column.hasattr(intern!(py, "__arrow_c_array__"))? {
        vec![arrow::read_array(column, &name)?]
    } else if numpy::is_array(column)? {
        vec![numpy::read(column, &name, false)?]
    } else if let Some(array) = numpy::read_buffer(column)? {
        vec![array]
    } else {
        vec![list::read(column, &name, false)?]
    };
    Ok(Source { name, chunks })
}

/// The name of a pandas or Polars series.
fn own_name(column: &Bound<'_, PyAny>) -> Option<String> {
    let name = column.getattr(intern!(column.py(), "name")).ok()?.extract::<String>().ok()?;
    (!name.is_empty()).then_some(name)
}

/// Whether the class of an object comes from `package`.
fn comes_from(object: &Bound<'_, PyAny>, package: &str) -> PyResult<bool> {
    let module = object.get_type().module()?;
    let module = module.to_str()?;
    Ok(module.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}
