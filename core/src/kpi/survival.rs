//! Survival curves as data.

use serde::{Deserialize, Serialize};

use crate::stats::SurvivalTally;
use crate::stats::interval::ConfidenceLevel;

/// One step of a survival curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SurvivalStep {
    /// The time in seconds.
    pub seconds: f64,
    /// How many had lasted until then.
    pub at_risk: u64,
    /// How many of them ended then.
    pub ended: u64,
    /// How many were last seen then, not ended.
    pub censored: u64,
    /// The share that lasts longer.
    pub share: f64,
    /// Lower end of its pointwise interval; missing where nothing or everything has ended.
    pub lower: Option<f64>,
    /// Upper end of its pointwise interval.
    pub upper: Option<f64>,
}

/// How many last how long, by Kaplan and Meier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SurvivalCurve {
    /// Observations.
    pub n: u64,
    /// How many of them ended.
    pub ended: u64,
    /// How many had not ended when they were last seen.
    pub censored: u64,
    /// Confidence level of the intervals.
    pub level: f64,
    /// The curve, step by step.
    pub steps: Vec<SurvivalStep>,
}

impl SurvivalCurve {
    pub(super) fn new(tally: &SurvivalTally, level: ConfidenceLevel) -> Self {
        let steps = tally.curve().into_iter().map(|at| {
            let bounds = at.interval(level);
            SurvivalStep {
                seconds: at.time,
                at_risk: at.at_risk,
                ended: at.ended,
                censored: at.cut,
                share: at.share,
                lower: bounds.map(|bounds| bounds.lower),
                upper: bounds.map(|bounds| bounds.upper),
            }
        });
        let (n, ended) = (tally.n(), tally.ended());
        Self { n, ended, censored: n - ended, level: level.get(), steps: steps.collect() }
    }
}
