//! The bootstrap, and corrections for many tests.

use core::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
    /// The statistic of these rows, of which some stand there several times. What it throws ends the
    /// bootstrap.
    fn of_rows(&self, rows: Vec<u32>) -> Result<f64>;
}

/// Hears how far a bootstrap has come, and may stop it.
#[uniffi::export(with_foreign)]
pub trait BootstrapProgress: Send + Sync {
    /// So many replicates of all are done. With false the bootstrap stops.
    fn goes_on(&self, done: u64, total: u64) -> Result<bool>;
}

/// What a callback of another language throws that is no error of this library.
impl From<uniffi::UnexpectedUniFFICallbackError> for QualityError {
    fn from(thrown: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // The first line says what happened; the rest is a stack of calls.
        let reason = thrown.reason.lines().next().unwrap_or_default();
        Self::InvalidParameter {
            place: "callback".into(),
            value: reason.chars().take(200).collect(),
            expected: "a callback that throws nothing".into(),
        }
    }
}

/// What a bootstrap asks while it runs.
pub(super) struct Watched {
    progress: Option<Arc<dyn BootstrapProgress>>,
    thrown: Mutex<Option<QualityError>>,
}

impl Watched {
    pub(super) fn new(progress: Option<Arc<dyn BootstrapProgress>>) -> Self {
        Self { progress, thrown: Mutex::new(None) }
    }

    fn thrown(&self) -> MutexGuard<'_, Option<QualityError>> {
        self.thrown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether to go on.
    pub(super) fn go_on(&self, done: u64, total: u64) -> ControlFlow<()> {
        let goes_on = match &self.progress {
            _ if self.thrown().is_some() => Ok(false),
            Some(progress) => progress.goes_on(done, total),
            None => Ok(true),
        };
        match goes_on {
            Ok(true) => ControlFlow::Continue(()),
            Ok(false) => ControlFlow::Break(()),
            Err(error) => {
                self.thrown().get_or_insert(error);
                ControlFlow::Break(())
            }
        }
    }

    /// What was not stopped, or why it was.
    pub(super) fn finished<T>(&self, found: Result<Option<T>>) -> Result<T> {
        if let Some(error) = self.thrown().take() {
            return Err(error);
        }
        found?.ok_or_else(|| QualityError::InvalidParameter {
            place: "bootstrap".into(),
            value: "stopped".into(),
            expected: "a progress that goes on".into(),
        })
    }
}

/// The interval of a statistic of `rows` rows, resampled with replacement. A statistic that is no
/// number is an error; so is a bootstrap that `progress` stops.
#[uniffi::export(default(progress = None))]
fn bootstrap(
    rows: u32,
    statistic: Arc<dyn RowStatistic>,
    options: BootstrapOptions,
    progress: Option<Arc<dyn BootstrapProgress>>,
) -> Result<BootstrapInterval> {
    let watched = Watched::new(progress);
    let of_rows = |rows: &[u32]| {
        statistic.of_rows(rows.to_vec()).unwrap_or_else(|error| {
            watched.thrown().get_or_insert(error);
            f64::NAN
        })
    };
    let go_on = &mut |done, total| watched.go_on(done, total);
    let found = crate::stats::bootstrap(rows as usize, &of_rows, &options.into(), go_on);
    watched.finished(found)
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
