//! Confidence intervals, one file for each method family.

mod difference;
mod mean;
mod net_score;
mod proportion;
mod rate;

use serde::{Deserialize, Serialize};

pub use difference::{
    Bounded, Contrast, Sample, log_ratio, newcombe, recovered_difference, recovered_ratio, wald_difference, welch,
};
pub use mean::student;
pub use net_score::{adjusted_wald, net_score_test, wald_net_score};
pub use proportion::{
    ProportionMethod, agresti_coull, clopper_pearson, jeffreys, proportion, wilson, wilson_continuity,
};
pub use rate::garwood;

use super::normal_quantile;
use crate::error::{QualityError, Result};

/// Two ends of an interval, the lower first.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Bounds {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

/// The share of samples whose interval covers the truth, between 0 and 1; 0.95 by default.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "f64"))]
pub struct ConfidenceLevel(f64);

impl ConfidenceLevel {
    /// Checks that `level` lies strictly between 0 and 1 (0.95, not 95).
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`].
    pub fn new(level: f64) -> Result<Self> {
        if level > 0.0 && level < 1.0 {
            return Ok(Self(level));
        }
        Err(QualityError::InvalidParameter {
            place: "level".into(),
            value: level.to_string(),
            expected: "a confidence level between 0 and 1, such as 0.95".into(),
        })
    }

    /// The level as a fraction.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Half of what the interval may miss: (1 − level) / 2.
    pub fn tail(self) -> f64 {
        (1.0 - self.0) / 2.0
    }

    /// The normal quantile of the level, 1.96 at 0.95.
    pub fn normal(self) -> f64 {
        -normal_quantile(self.tail())
    }
}

impl Default for ConfidenceLevel {
    fn default() -> Self {
        Self(0.95)
    }
}

impl TryFrom<f64> for ConfidenceLevel {
    type Error = QualityError;

    fn try_from(level: f64) -> Result<Self> {
        Self::new(level)
    }
}

impl From<ConfidenceLevel> for f64 {
    fn from(level: ConfidenceLevel) -> Self {
        level.0
    }
}
