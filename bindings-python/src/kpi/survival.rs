//! Survival curves, as an indicator counts them.

use pyo3::prelude::*;
use servqual::kpi;

use crate::comparison::comparison;
use crate::error::Answer;
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

impl SurvivalComparison {
    pub(super) fn of(first: &kpi::KpiTally, second: &kpi::KpiTally) -> Answer<Self> {
        Ok(Self(kpi::SurvivalComparison::new(first, second)?))
    }
}

comparison! {
    /// How long things of two groups last: the difference at one time, and a test of the whole curves.
    SurvivalComparison(kpi::SurvivalComparison) {
        /// Second minus first; `None` where one of them is not known.
        difference;
        /// Interval of the difference.
        interval;
        /// Two-sided p value of "no difference at that time".
        p_value;

        /// How many of the first group had not ended when they were last seen.
        #[getter]
        fn censored_first(&self) -> u64 {
            self.0.censored_first
        }

        /// How many of the second group had not ended.
        #[getter]
        fn censored_second(&self) -> u64 {
            self.0.censored_second
        }

        /// The log-rank statistic; `None` where nothing ended while both groups were watched.
        #[getter]
        fn log_rank_chi_squared(&self) -> Option<f64> {
            self.0.log_rank_chi_squared
        }

        /// The p value of "the curves are the same", by the log-rank test.
        #[getter]
        fn log_rank_p_value(&self) -> Option<f64> {
            self.0.log_rank_p_value
        }

        /// How many of the first group ended while both were watched.
        #[getter]
        fn ended_first(&self) -> Option<u64> {
            self.0.ended_first
        }

        /// How many of them would have, were the curves the same.
        #[getter]
        fn expected_first(&self) -> Option<f64> {
            self.0.expected_first
        }
    }
}
