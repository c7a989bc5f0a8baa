//! Bootstrap intervals: seeded, parallel, interruptible, the same bits for any number of threads.

mod interval;
mod replicate;
mod resample;

use core::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::interval::ConfidenceLevel;
use crate::error::{QualityError, Result};

pub(crate) use interval::quantile_of_sorted;
pub use replicate::replicate;
pub use resample::{bootstrap, bootstrap_mean_of_counts};

/// How replicates become an interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BootstrapMethod {
    /// Quantiles of the replicates.
    Percentile,
    /// Bias-corrected and accelerated quantiles (Efron 1987).
    #[default]
    Bca,
}

/// How a bootstrap is run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BootstrapOptions {
    /// Number of replicates, at least 40.
    pub replicates: u64,
    /// Seed: the same seed gives the same interval.
    pub seed: u64,
    /// Confidence level.
    pub level: ConfidenceLevel,
    /// How replicates become an interval.
    pub method: BootstrapMethod,
    /// Threads to share the work; 0 counts as 1. Changes no bit of the result.
    pub threads: u32,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        Self { replicates: 2_000, seed: 0, level: ConfidenceLevel::default(), method: BootstrapMethod::Bca, threads: 1 }
    }
}

/// Hears how many replicates are done, of how many; `Break` stops the work.
pub type Progress<'a> = dyn FnMut(u64, u64) -> ControlFlow<()> + 'a;

/// An interval by bootstrap.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct BootstrapInterval {
    /// The statistic of the data.
    pub estimate: f64,
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
    /// Standard deviation of the replicates.
    pub standard_error: f64,
    /// Mean of the replicates minus the estimate.
    pub bias: f64,
    /// The method used.
    pub method: BootstrapMethod,
    /// Replicates.
    pub replicates: u64,
    /// Seed.
    pub seed: u64,
}

impl BootstrapOptions {
    fn check(&self) -> Result<()> {
        if self.replicates >= 40 {
            return Ok(());
        }
        Err(QualityError::InvalidParameter {
            place: "bootstrap.replicates".into(),
            value: self.replicates.to_string(),
            expected: "at least 40 replicates".into(),
        })
    }
}
