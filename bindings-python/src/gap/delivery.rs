//! Gap 3: what was delivered against the standards.

use pyo3::prelude::*;
use servqual::gap::five_gaps as model;
use servqual::gap::five_gaps::DeliveryGapOptions;
use servqual::measure::Language;
use servqual::standard::Scope;
use servqual::stats::interval::ConfidenceLevel;

use super::Shortfall;
use crate::error::Answer;
use crate::handbook::Conformance;
use crate::measure::{Label, Measure};
use crate::record::from_word;
use crate::report::{documents, report};
use crate::table::Table;

documents!(Scope);

/// Gap 3 from the conformance with each standard.
///
/// The shortfall is target - delivered where more is asked for and delivered - target where less is: in
/// the unit of the standard, as a standardised effect, and as a share of what is possible.
///
/// Parameters
/// ----------
/// conformances : iterable of Conformance
///     Such as `Handbook.assess(data).standards`.
/// enumeration : {"census", "sample"}
///     Whether these are all standards, or a sample of them.
/// level : float
///     Confidence level of what is counted in a sample.
///
/// Raises
/// ------
/// TooFewObservationsError
///     Without standards.
/// QualityError
///     The subclass for its cause, such as intervals of different levels.
#[pyfunction]
#[pyo3(signature = (conformances, *, enumeration = "census", level = 0.95))]
pub(crate) fn delivery_gap(
    conformances: &Bound<'_, PyAny>,
    enumeration: &str,
    level: f64,
) -> Answer<DeliveryGapReport> {
    let found = conformances.try_iter()?.map(|found| Ok(found?.extract::<Conformance>()?.0));
    let found = found.collect::<PyResult<Vec<_>>>()?;
    let options =
        DeliveryGapOptions { enumeration: from_word(enumeration, "enumeration")?, level: ConfidenceLevel::new(level)? };
    Ok(DeliveryGapReport(model::delivery_gap(&found, &options)?))
}

report! {
    /// Gap 3 of one standard.
    DeliveryGap(model::DeliveryGap) {
        /// Id of the standard.
        id: String,
        /// Name for people.
        label: Label,
        /// Which part of the service it governs.
        pillar: String,
        /// Where it holds, as the handbook writes it.
        scope: Py<PyAny>,
        /// Version of the standard.
        version: String,
        /// How far what was delivered stays behind it.
        shortfall: Shortfall,
    }
    |gap| format!("{}: {}", gap.id, gap.shortfall.shortfall.show(Language::English))
}

report! {
    /// How many standards were kept, of one pillar or of all.
    DeliveryTotals(model::DeliveryTotals) {
        /// The pillar; `None` for all of them.
        pillar: Option<String>,
        /// Standards whose whole interval meets the target.
        kept: u64,
        /// Standards whose whole interval misses it.
        missed: u64,
        /// Standards of which the observations do not tell.
        undecided: u64,
        /// Kept / (kept + missed); undecided standards are left out and counted.
        share_kept: Measure,
        /// Mean shortfall of the standards, each as a share of what is possible in its unit.
        severity: Measure,
    }
    |totals| format!("{} kept, {} missed, {} undecided", totals.kept, totals.missed, totals.undecided)
}

report! {
    /// Gap 3 of every standard, by pillar and over all.
    DeliveryGapReport(model::DeliveryGapReport) {
        /// One row for each standard, in the order given.
        standards: Table,
        /// One row for each pillar that has a standard.
        pillars: Table,
        /// Over all standards.
        overall: DeliveryTotals,
    }
    |report| report.overall.severity.show(Language::English)
}
