//! Survival curves, as an indicator counts them.

use pyo3::prelude::*;
use servqual::kpi;

use crate::report::report;
use crate::table::Table;

report! {
    /// One time at which something ended.
    SurvivalStep(kpi::SurvivalStep) {
        /// Seconds after the beginning.
        seconds: f64,
        /// How many were still watched just before.
        at_risk: u64,
        /// How many ended then.
        ended: u64,
        /// How many were watched no longer, after it and before the next.
        censored: u64,
        /// The share that lasts longer, by Kaplan and Meier.
        share: f64,
        /// Lower end of its interval.
        lower: Option<f64>,
        /// Upper end of its interval.
        upper: Option<f64>,
    }
    |step| format!("{:?} s: {:?}", step.seconds, step.share)
}

report! {
    /// The share that lasts longer, at each time at which something ended.
    SurvivalCurve(kpi::SurvivalCurve) {
        /// How many were watched.
        n: u64,
        /// How many of them ended.
        ended: u64,
        /// How many were watched no longer before they ended.
        censored: u64,
        /// Confidence level of the intervals.
        level: f64,
        /// One row for each time at which something ended.
        steps: Table,
    }
    |curve| format!("n = {}, {} ended, {} steps", curve.n, curve.ended, curve.steps.len())
}
