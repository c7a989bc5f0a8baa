//! What is known about the five gaps: antecedents, causes, remedies, checklists.

use pyo3::prelude::*;
use servqual::gap::five_gaps as model;

use crate::error::Answer;
use crate::measure::Label;
use crate::record::word;
use crate::report::{report, table};
use crate::table::Table;

report! {
    /// A factor behind a gap.
    Antecedent(model::Antecedent) {
        /// Stable id.
        id: String,
        /// The gap it acts on, such as `knowledge`.
        gap: String,
        /// What more of it does: `narrows` or `widens`.
        influence: String,
        /// Name for people.
        label: Label,
    }
    |antecedent| format!("{} {} {}", antecedent.id, word(&antecedent.influence), word(&antecedent.gap))
}

report! {
    /// Why a gap opens.
    GapCause(model::GapCause) {
        /// Stable id.
        id: String,
        /// The gap it opens.
        gap: String,
        /// Name for people.
        label: Label,
        /// Ids of the antecedents it belongs to; empty where the model of 1988 has none.
        antecedents: Vec<String>,
    }
    |cause| format!("{} of {}", cause.id, word(&cause.gap))
}

report! {
    /// What closes a gap.
    GapRemedy(model::GapRemedy) {
        /// Stable id.
        id: String,
        /// The gap it closes.
        gap: String,
        /// Name for people.
        label: Label,
        /// How many members the source counts without naming them; the user fills them in.
        open_members: Option<u64>,
    }
    |remedy| format!("{} of {}", remedy.id, word(&remedy.gap))
}

report! {
    /// A list to go through.
    GapChecklist(model::GapChecklist) {
        /// Stable id.
        id: String,
        /// Name for people.
        label: Label,
        /// The gaps it bears on; empty where the source names none.
        gaps: Vec<String>,
        /// Its points, in their order.
        points: Vec<Label>,
    }
    |list| format!("{}: {} points", list.id, list.points.len())
}

/// The 16 antecedents of gaps 1 to 4, gap by gap (Zeithaml, Berry and Parasuraman 1988).
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> found = sq.gap_antecedents()
///     >>> len(found), found[0].gap
///     (16, 'knowledge')
#[pyfunction]
pub(crate) fn gap_antecedents(py: Python<'_>) -> Answer<Table> {
    table(py, "antecedents", &model::antecedents())
}

/// The causes of gaps 1 to 4, as the source names them.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> sorted({cause.gap for cause in sq.gap_causes()})
///     ['communication', 'delivery', 'knowledge', 'standards']
#[pyfunction]
pub(crate) fn gap_causes(py: Python<'_>) -> Answer<Table> {
    table(py, "causes", &model::gap_causes())
}

/// The remedies of all five gaps, as the source names them.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> len({remedy.gap for remedy in sq.gap_remedies()})
///     5
#[pyfunction]
pub(crate) fn gap_remedies(py: Python<'_>) -> Answer<Table> {
    table(py, "remedies", &model::gap_remedies())
}

/// The checklists of the source.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> all(checklist.points for checklist in sq.gap_checklists())
///     True
#[pyfunction]
pub(crate) fn gap_checklists(py: Python<'_>) -> Answer<Table> {
    table(py, "checklists", &model::gap_checklists())
}
