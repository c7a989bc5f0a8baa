//! The bootstrap, and corrections for many tests.

use core::ops::ControlFlow;
use std::sync::Arc;

use super::json::json_text;
use crate::error::{QualityError, Result};
use crate::stats::interval::ConfidenceLevel;
use crate::stats::{BootstrapInterval, BootstrapMethod};

json_text!(BootstrapInterval, bootstrap_interval_from_json);

/// How a bootstrap is run.
#[derive(uniffi::Record)]
pub struct BootstrapOptions {
    /// Number of replicates, at least 40; 2 000 where not given.
    #[uniffi(default = None)]
    pub replicates: Option<u64>,
    /// Seed: the same seed gives the same interval; 0 where not given.
    #[uniffi(default = None)]
    pub seed: Option<u64>,
    /// Confidence level; 0.95 where not given.
    #[uniffi(default = None)]
    pub level: Option<ConfidenceLevel>,
    /// How replicates become an interval; bias-corrected and accelerated where not given.
    #[uniffi(default = None)]
    pub method: Option<BootstrapMethod>,
    /// Threads to share the work, one where not given. Changes no bit of the result.
    #[uniffi(default = None)]
    pub threads: Option<u32>,
}

impl From<BootstrapOptions> for crate::stats::BootstrapOptions {
    fn from(given: BootstrapOptions) -> Self {
        let default = Self::default();
        Self {
            replicates: given.replicates.unwrap_or(default.replicates),
            seed: given.seed.unwrap_or(default.seed),
            level: given.level.unwrap_or(default.level),
            method: given.method.unwrap_or(default.method),
            threads: given.threads.unwrap_or(default.threads),
        }
    }
}

/// A statistic of rows that are drawn with replacement.
#[uniffi::export(with_foreign)]
pub trait RowStatistic: Send + Sync {
    /// The statistic of these rows, of which some stand there several times.
    fn of_rows(&self, rows: Vec<u32>) -> f64;
}

/// The progress that never stops.
pub(super) fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// What was not stopped.
pub(super) fn finished<T>(found: Option<T>) -> Result<T> {
    found.ok_or_else(|| QualityError::InvalidParameter {
        place: "bootstrap".into(),
        value: "stopped".into(),
        expected: "a progress that goes on".into(),
    })
}

/// The interval of a statistic of `rows` rows, resampled with replacement. A statistic that is no
/// number is an error.
#[uniffi::export]
fn bootstrap(rows: u32, statistic: Arc<dyn RowStatistic>, options: BootstrapOptions) -> Result<BootstrapInterval> {
    let of_rows = |rows: &[u32]| statistic.of_rows(rows.to_vec());
    finished(crate::stats::bootstrap(rows as usize, &of_rows, &options.into(), &mut go_on)?)
}

/// Holm's adjusted p values (1979): the familywise error stays below the level.
#[uniffi::export]
fn holm(p_values: Vec<f64>) -> Vec<f64> {
    crate::stats::holm(&p_values)
}

/// Benjamini and Hochberg's adjusted p values (1995): the false discovery rate stays below the level.
#[uniffi::export]
fn benjamini_hochberg(p_values: Vec<f64>) -> Vec<f64> {
    crate::stats::benjamini_hochberg(&p_values)
}
