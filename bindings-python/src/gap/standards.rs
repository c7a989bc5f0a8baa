//! Gap 2: needs of customers without a measurable standard.

use pyo3::prelude::*;
use servqual::QualityError;
use servqual::gap::five_gaps as model;
use servqual::gap::five_gaps::{ServiceNeed, StandardsGapOptions};
use servqual::measure::Language;
use servqual::standard::Standard;
use servqual::stats::interval::ConfidenceLevel;

use super::Shortfall;
use crate::error::Answer;
use crate::handbook::Handbook;
use crate::measure::{Label, Measure};
use crate::record::{from_documents, from_word, to_dict};
use crate::report::{documents, report};
use crate::survey::Instrument;
use crate::table::Table;

documents!(model::StandardDefect);

/// Gap 2 on a day: which needs the standards hold, and whether their levels are what customers expect.
///
/// A standard is measurable where it is an indicator with a target that something can miss, and holds on
/// the day. Its level falls short by expected - target where more is asked for, target - expected where
/// less is.
///
/// Parameters
/// ----------
/// needs : iterable of mappings
///     `id` of each need, and where known `label`, `standards` (ids of those meant to hold it) and
///     `expected` (a `Measure` of the level that customers expect). `needs_of_items` and
///     `needs_of_touchpoints` make them.
/// handbook : Handbook
///     Its standards.
/// on : date or str
///     The day.
/// enumeration : {"census", "sample"}
///     Whether these are all needs, or a sample of them.
/// level : float
///     Confidence level of what is counted in a sample.
///
/// Raises
/// ------
/// TooFewObservationsError
///     Without needs.
/// QualityError
///     The subclass for its cause, such as an id given twice.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> handbook = sq.Handbook({"handbook": 1, "organisation": {"id": "desk", "label": {"zh": "前台", "en": "Desk"}}})
///     >>> report = sq.standards_gap([{"id": "prompt"}, {"id": "polite"}], handbook, on="2026-03-01")
///     >>> report.coverage.estimate, report.uncovered
///     (0.0, ['prompt', 'polite'])
#[pyfunction]
#[pyo3(signature = (needs, handbook, *, on, enumeration = "census", level = 0.95))]
pub(crate) fn standards_gap<'py>(
    needs: &Bound<'py, PyAny>,
    handbook: &Handbook,
    on: &Bound<'py, PyAny>,
    enumeration: &str,
    level: f64,
) -> Answer<StandardsGapReport> {
    let needs: Vec<ServiceNeed> = from_documents(needs, "need")?;
    let standards: Vec<Standard> = handbook.0.standards().iter().map(|entry| entry.standard.clone()).collect();
    let text = on.str()?.to_string();
    let day = text.parse().map_err(|_| QualityError::InvalidParameter {
        place: "on".into(),
        value: text.chars().take(60).collect(),
        expected: "a day such as 2026-01-05".into(),
    })?;
    let options = StandardsGapOptions {
        enumeration: from_word(enumeration, "enumeration")?,
        level: ConfidenceLevel::new(level)?,
    };
    Ok(StandardsGapReport(model::standards_gap(&needs, &standards, day, &options)?))
}

/// A need for each item of an instrument, without standards yet: for `standards_gap`.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> needs = sq.needs_of_items(sq.Instrument.preset("servqual_1988"))
///     >>> len(needs), needs[0]["standards"]
///     (22, [])
#[pyfunction]
pub(crate) fn needs_of_items<'py>(py: Python<'py>, instrument: &Instrument) -> PyResult<Bound<'py, PyAny>> {
    to_dict(py, &ServiceNeed::of_items(&instrument.0))
}

/// A need for each touchpoint of the journey of a handbook, without standards yet: for `standards_gap`.
#[pyfunction]
pub(crate) fn needs_of_touchpoints<'py>(py: Python<'py>, handbook: &Handbook) -> PyResult<Bound<'py, PyAny>> {
    to_dict(py, &handbook.0.journey().map_or(Vec::new(), ServiceNeed::of_touchpoints))
}

report! {
    /// A standard that is meant to hold a need.
    MappedStandard(model::MappedStandard) {
        /// Id of the standard.
        id: String,
        /// Why it is not measurable, by the name of the defect; `None` where it is.
        defect: Option<Py<PyAny>>,
        /// How far its level stays behind what is expected; `None` where nothing is expected in its unit.
        level: Option<Shortfall>,
    }
    |standard| format!("{}: {}", standard.id, if standard.defect.is_none() { "measurable" } else { "not measurable" })
}

report! {
    /// Gap 2 of one need.
    StandardsGap(model::StandardsGap) {
        /// Id of the need.
        id: String,
        /// Name for people.
        label: Label,
        /// Whether at least one measurable standard holds it.
        covered: bool,
        /// The standards that are meant to hold it.
        standards: Table,
    }
    |need| format!("{}: {}", need.id, if need.covered { "covered" } else { "not covered" })
}

report! {
    /// Gap 2 of every need, and over all.
    StandardsGapReport(model::StandardsGapReport) {
        /// The day that was asked for, as YYYY-MM-DD.
        on: String,
        /// One row for each need, in the order given.
        needs: Table,
        /// Share of the needs with a measurable standard: exact of a census, with an interval of a sample.
        coverage: Measure,
        /// Ids of the needs without one.
        uncovered: Vec<String>,
        /// Ids of the standards that no need names.
        unneeded: Vec<String>,
        /// Mean over the needs: 1 without a measurable standard, otherwise how far the most demanding one
        /// stays behind what is expected, as a share of what is possible.
        severity: Measure,
    }
    |report| report.severity.show(Language::English)
}
