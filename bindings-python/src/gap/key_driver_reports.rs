//! What key drivers say.

use pyo3::prelude::*;
use servqual::gap::key_drivers as model;
use servqual::gap::key_drivers::DriverMethod;
use servqual::measure::Language;

use crate::error::Answer;
use crate::measure::{Interval, Label, Measure};
use crate::report::{Cells, Field, dictionary, report};
use crate::table::{Columns, Table};

impl Field<Py<PyAny>> for DriverMethod {
    fn shown(&self, py: Python<'_>, _name: &str) -> Answer<Py<PyAny>> {
        dictionary(py, self)
    }
}

impl Cells for DriverMethod {
    fn columns(_rows: &[Option<&Self>], _name: &str, into: Columns) -> Columns {
        into
    }
}

report! {
    /// How much one driver explains.
    KeyDriver(model::KeyDriver) {
        /// Id of the driver.
        id: String,
        /// Name for people.
        label: Label,
        /// Correlation with the outcome: its sign is the direction of the driver.
        correlation: f64,
        /// Standardised regression weight, all drivers held together; not for ranking.
        standardized_weight: f64,
        /// LMG: its part of the outcome's variation.
        lmg: Measure,
        /// LMG as a share of R²; `None` where R² is zero.
        lmg_share: Option<f64>,
        /// Standard error of a sampled LMG.
        lmg_standard_error: Option<f64>,
        /// Johnson's relative weight: its part of the outcome's variation.
        relative_weight: Measure,
        /// Relative weight as a share of R²; `None` where R² is zero.
        relative_weight_share: Option<f64>,
        /// Rank by LMG, 1 the strongest.
        rank: u64,
    }
    |driver| format!("{}: {}", driver.id, driver.lmg.show(Language::English))
}

report! {
    /// What drives the outcome.
    KeyDriverReport(model::KeyDriverReport) {
        /// Id of the outcome.
        outcome: String,
        /// Name of the outcome.
        label: Label,
        /// R² of all drivers together.
        r_squared: Measure,
        /// R² corrected for the number of drivers, where it can be.
        adjusted_r_squared: Option<f64>,
        /// How LMG was computed: `exact`, or `sampled` with orders and seed.
        method: Py<PyAny>,
        /// One row for each driver, in their order.
        drivers: Table,
    }
    |report| format!("{}: {} drivers, {}", report.outcome, report.drivers.len(), report.r_squared.show(Language::English))
}

report! {
    /// Intervals of one driver.
    DriverInterval(model::DriverInterval) {
        /// Id of the driver.
        id: String,
        /// Percentile interval of its LMG.
        lmg: Interval,
        /// Percentile interval of its relative weight.
        relative_weight: Interval,
        /// Share of replicates in which it is the strongest by LMG.
        share_first: f64,
    }
    |driver| format!("{}: {:?} to {:?}", driver.id, driver.lmg.lower, driver.lmg.upper)
}

report! {
    /// Key drivers with bootstrap intervals.
    KeyDriverBootstrap(model::KeyDriverBootstrap) {
        /// The drivers of the data.
        report: KeyDriverReport,
        /// Replicates that could be evaluated; in the others a driver did not vary.
        replicates: u64,
        /// Replicates that could not.
        failed: u64,
        /// Seed.
        seed: u64,
        /// One row for each driver, in their order.
        intervals: Table,
    }
    |found| format!("{}: {} replicates", found.report.outcome, found.replicates)
}
