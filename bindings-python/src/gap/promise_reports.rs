//! What a register of promises says.

use pyo3::prelude::*;
use servqual::gap::five_gaps as model;
use servqual::measure::Language;

use super::Shortfall;
use crate::measure::{Label, Measure};
use crate::report::report;
use crate::table::Table;

report! {
    /// Gap 4 of one promise.
    PromiseGap(model::PromiseGap) {
        /// Id of the promise.
        id: String,
        /// Name for people.
        label: Label,
        /// Id of the channel.
        channel: String,
        /// What it is about, as the register writes it.
        subject: Py<PyAny>,
        /// The day on which it was published, as YYYY-MM-DD.
        published: String,
        /// What the look before publishing found; `None` where nobody looked.
        feasibility: Option<String>,
        /// How far what was delivered stays behind the promise; `None` where nothing was measured.
        over_promise: Option<Shortfall>,
        /// Above 1 more was promised than delivered; `None` for units without a zero, and where nothing
        /// was delivered.
        over_promise_ratio: Option<Measure>,
    }
    |gap| format!(
        "{}: {}", gap.id,
        gap.over_promise.as_ref().map_or("not measured".into(), |found| found.shortfall.show(Language::English))
    )
}

report! {
    /// Gap 4 of every promise, and over all.
    CommunicationGapReport(model::CommunicationGapReport) {
        /// One row for each promise, in the order of the register.
        promises: Table,
        /// Promises whose whole interval meets what was promised.
        kept: u64,
        /// Promises whose whole interval misses it.
        broken: u64,
        /// Promises of which the observations do not tell.
        undecided: u64,
        /// Promises of which nothing was measured.
        unmeasured: u64,
        /// Kept / (kept + broken); the others are left out and counted.
        share_kept: Measure,
        /// Ids of the promises that were published without a look whether they can be kept.
        unchecked: Vec<String>,
        /// Ids of the promises that were published although they were found not to be feasible.
        infeasible: Vec<String>,
        /// Mean over-promise, each as a share of what is possible in its unit.
        severity: Measure,
    }
    |report| report.severity.show(Language::English)
}

report! {
    /// How one promise was kept.
    PromiseKeeping(model::PromiseKeeping) {
        /// Id of the promise.
        id: String,
        /// Name for people.
        label: Label,
        /// Id of the channel.
        channel: String,
        /// Share of the rows in which at least as much was delivered (at most as much where less is
        /// promised), with Wilson's interval.
        kept: Measure,
        /// Mean of promised - delivered (delivered - promised where less is promised).
        over_promise: Measure,
        /// Two-sided p value of the t test that nothing was over-promised.
        p_value: Option<f64>,
        /// Mean over-promise / its standard deviation.
        cohens_d_z: Option<f64>,
        /// Sum promised / sum delivered (or the other way round), with the interval of a ratio estimate.
        over_promise_ratio: Option<Measure>,
        /// Mean over-promise of the rows as a share of what is possible, none below zero.
        severity: Option<Measure>,
    }
    |promise| format!("{}: {}", promise.id, promise.kept.show(Language::English))
}

report! {
    /// How promises were kept.
    PromiseKeepingReport(model::PromiseKeepingReport) {
        /// One row for each promise of the register.
        promises: Table,
        /// Share kept of all rows.
        kept: Measure,
        /// Mean severity of the promises.
        severity: Measure,
    }
    |report| report.kept.show(Language::English)
}
