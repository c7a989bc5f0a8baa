//! The bootstrap, and how long resampling is interrupted.

use core::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyFloat};
use servqual::QualityError;
use servqual::stats;
use servqual::stats::interval::ConfidenceLevel;
use servqual::stats::{BootstrapOptions, Progress};

use crate::columns;
use crate::columns::{Loaded, read, reals};
use crate::error::{Answer, Trouble, broken, wrong};
use crate::record::from_word;
use crate::report::report;

/// The options of every bootstrap.
pub(crate) fn options(replicates: u64, seed: u64, level: f64, method: &str, threads: u32) -> Answer<BootstrapOptions> {
    let (level, method) = (ConfidenceLevel::new(level)?, from_word(method, "method")?);
    Ok(BootstrapOptions { replicates, seed, level, method, threads })
}

/// Runs long work without the interpreter lock. After each batch it looks for signals, such as that
/// of Ctrl+C, and tells `progress` how many replicates are done, of how many.
pub(crate) fn interruptible<T: Send>(
    py: Python<'_>,
    progress: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&mut Progress<'_>) -> servqual::Result<Option<T>> + Send,
) -> Answer<T> {
    let progress = progress.map(|progress| progress.clone().unbind());
    py.detach(move || {
        let mut stopped = None;
        let found = work(&mut |done, total| {
            let heard = Python::attach(|py| {
                py.check_signals()?;
                progress.as_ref().map_or(Ok(()), |progress| progress.call1(py, (done, total)).map(drop))
            });
            match heard {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    stopped = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        match (found, stopped) {
            (Some(found), _) => Ok(found),
            (None, Some(error)) => Err(error.into()),
            (None, None) => Err(broken("the work stopped by itself")),
        }
    })
}

/// The interval of any statistic of a column, by resampling rows with replacement.
///
/// Parameters
/// ----------
/// values : column
///     Numbers, none of them missing.
/// statistic : callable
///     Takes an `array.array` of doubles, as many as there are values, and returns a number; NumPy
///     and `statistics` take it as it is.
/// replicates : int
///     How many resamples, at least 40.
/// seed : int
///     The same seed gives the same interval, on every machine.
/// level : float
///     Confidence level.
/// method : {"bca", "percentile"}
///     Bias-corrected and accelerated (Efron 1987), which needs the statistic without each row in
///     turn, or plain quantiles (type 7) of the replicates.
/// progress : callable, optional
///     Hears how many replicates are done, of how many. What it raises stops the work, as Ctrl+C does.
///
/// Raises
/// ------
/// TooFewObservationsError
///     Below two values.
/// InvalidParameterError
///     Below 40 replicates, or where the statistic is not a finite number.
///
/// Examples
/// --------
///     >>> import statistics
///     >>> import servqual as sq
///     >>> waits = [0.5, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 7.0, 9.5, 12.0]
///     >>> found = sq.stats.bootstrap(waits, statistics.median, seed=1)
///     >>> found.estimate, found.lower <= found.estimate <= found.upper
///     (3.25, True)
#[pyfunction(name = "bootstrap")]
#[pyo3(signature = (values, statistic, *, replicates = 2000, seed = 0, level = 0.95, method = "bca", progress = None))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn bootstrap_statistic<'py>(
    py: Python<'py>,
    values: &Bound<'py, PyAny>,
    statistic: &Bound<'py, PyAny>,
    replicates: u64,
    seed: u64,
    level: f64,
    method: &str,
    progress: Option<&Bound<'py, PyAny>>,
) -> Answer<BootstrapInterval> {
    // One thread: a function of Python holds the interpreter lock.
    let options = options(replicates, seed, level, method, 1)?;
    let values = complete(&reals(read(values, "values")?)?.joined())?;
    let array = py.import("array")?.getattr("array")?.unbind();
    let statistic = statistic.clone().unbind();
    let failure = Mutex::new(None);
    let of_rows = |rows: &[u32]| {
        let drawn: Vec<u8> = rows.iter().flat_map(|&row| values[row as usize].to_ne_bytes()).collect();
        let found = Python::attach(|py| {
            let drawn = array.call1(py, ("d", PyBytes::new(py, &drawn)))?;
            Ok(statistic.call1(py, (drawn,))?.bind(py).call_method0("__float__")?.cast::<PyFloat>()?.value())
        });
        found.unwrap_or_else(|error: PyErr| {
            // The first failure is the one to tell; the core refuses what is not a number.
            failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            f64::NAN
        })
    };
    let found = interruptible(py, progress, |progress| stats::bootstrap(values.len(), &of_rows, &options, progress));
    match failure.into_inner() {
        Ok(Some(error)) => Err(error.into()),
        _ => Ok(BootstrapInterval(found?)),
    }
}

/// The values of a column in which none is missing.
pub(super) fn complete<T: Copy + Send + Sync + 'static>(column: &Loaded<T>) -> Answer<Vec<T>> {
    let (name, rows, _) = column.shape();
    let part = column.part(&(0..rows))?;
    match (0..rows).find(|&row| !part.is_valid(row)) {
        None => Ok(part.values().to_vec()),
        Some(row) => Err(QualityError::MissingValue { place: name.into(), row: row as u64 }.into()),
    }
}

/// The interval of the mean of whole numbers that are given as counts.
///
/// Drawing from the counts is the same law as resampling rows, at a cost that does not grow with the
/// number of observations.
///
/// Parameters
/// ----------
/// values : column
///     Whole numbers, each once.
/// counts : column
///     How often each was observed.
/// divisor : float
///     What values are divided by, such as the number of items of a sum.
/// replicates, seed, level, method, progress
///     As in `bootstrap`.
/// threads : int
///     Threads to share the work; changes no bit of the result.
///
/// Raises
/// ------
/// TooFewObservationsError
///     Below two observations.
/// InvalidParameterError
///     Below 40 replicates.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> found = sq.stats.bootstrap_mean_of_counts([-2, -1, 0, 1], [10, 30, 40, 20], seed=1)
///     >>> found.estimate
///     -0.3
#[pyfunction]
#[pyo3(signature = (
    values, counts, *, divisor = 1.0, replicates = 2000, seed = 0, level = 0.95, method = "bca", threads = 1,
    progress = None
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn bootstrap_mean_of_counts<'py>(
    py: Python<'py>,
    values: &Bound<'py, PyAny>,
    counts: &Bound<'py, PyAny>,
    divisor: f64,
    replicates: u64,
    seed: u64,
    level: f64,
    method: &str,
    threads: u32,
    progress: Option<&Bound<'py, PyAny>>,
) -> Answer<BootstrapInterval> {
    let options = options(replicates, seed, level, method, threads)?;
    let whole = |column, place| complete(&columns::counts(read(column, place)?)?.joined());
    let (values, counts) = (whole(values, "values")?, whole(counts, "counts")?);
    if values.len() != counts.len() {
        return Err(QualityError::LengthMismatch {
            left: "values".into(),
            right: "counts".into(),
            left_length: values.len() as u64,
            right_length: counts.len() as u64,
        }
        .into());
    }
    let count = |&count: &i64| u64::try_from(count).map_err(|_| wrong("counts", count.to_string(), "0 or more"));
    let counts = counts.iter().map(count).collect::<Result<Vec<u64>, Trouble>>()?;
    let pairs: Vec<(i64, u64)> = values.into_iter().zip(counts).collect();
    interruptible(py, progress, |progress| stats::bootstrap_mean_of_counts(&pairs, divisor, &options, progress))
        .map(BootstrapInterval)
}

report! {
    /// An interval by bootstrap.
    BootstrapInterval(stats::BootstrapInterval) in "servqual.stats" {
        /// The statistic of the data.
        estimate: f64,
        /// Lower end.
        lower: f64,
        /// Upper end.
        upper: f64,
        /// Standard deviation of the replicates.
        standard_error: f64,
        /// Mean of the replicates minus the estimate.
        bias: f64,
        /// The method used.
        method: String,
        /// Replicates.
        replicates: u64,
        /// Seed.
        seed: u64,
    }
    |interval| format!("{:?} [{:?}, {:?}]", interval.estimate, interval.lower, interval.upper)
}
