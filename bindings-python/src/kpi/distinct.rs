//! Rows that stand twice.

use pyo3::prelude::*;
use servqual::kpi;
use servqual::measure::OwnedColumn;

use crate::columns::{read, texts};
use crate::error::Answer;

/// Refuses an id that stands in two rows, such as a ticket that was exported twice. Missing ids are
/// not held against each other.
///
/// Tallies count what they are given: whoever observes chunks checks the ids of all of them.
///
/// Parameters
/// ----------
/// ids : column
///     Texts or whole numbers.
/// name : str
///     The name of the column in the error.
///
/// Raises
/// ------
/// InvalidCellError
///     Naming the second row.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> sq.require_distinct(["a", "b", "a"], name="ticket")
///     Traceback (most recent call last):
///     servqual.errors.InvalidCellError: ticket, row 2: found `a`, expected an id that no other row has; row 0 has it
#[pyfunction]
#[pyo3(signature = (ids, *, name = "id"))]
pub(crate) fn require_distinct(py: Python<'_>, ids: &Bound<'_, PyAny>, name: &str) -> Answer<()> {
    let source = read(ids, name)?;
    Ok(py.detach(|| {
        let rows = texts(&source)?;
        kpi::require_distinct(&OwnedColumn::of(&source.name, rows.iter().map(Option::as_deref)).column()?)
    })?)
}
