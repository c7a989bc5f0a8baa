//! Resampling of rows, and of counts of values.

use super::interval::{acceleration, acceleration_of_mean, interval_of};
use super::{BootstrapInterval, BootstrapMethod, BootstrapOptions, Progress, replicate};
use crate::error::{QualityError, Result};
use crate::stats::Random;

/// Rows of the jackknife between two looks at whether to stop.
const JACKKNIFE_BATCH: usize = 1024;

/// The interval of a statistic of rows, resampled with replacement.
///
/// `statistic` gets row numbers, with repetitions; what it cannot compute (NaN, infinity) is an
/// error. BCa needs the statistic without each row in turn, n more evaluations.
///
/// Percentiles are of type 7, as SciPy's `bootstrap`; R's `boot.ci` interpolates on the normal scale
/// and differs by about one replicate.
///
/// # Errors
/// [`QualityError::TooFewObservations`] below two rows, [`QualityError::InvalidParameter`] below 40
/// replicates or where the statistic is not a number. `None` where `progress` asked to stop.
///
/// ```
/// use core::ops::ControlFlow;
/// use servqual::stats::{BootstrapOptions, bootstrap};
/// let waits = [1.0, 2.0, 2.5, 3.0, 7.0, 9.5];
/// let median = |rows: &[u32]| {
///     let mut values: Vec<f64> = rows.iter().map(|&row| waits[row as usize]).collect();
///     values.sort_by(f64::total_cmp);
///     (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
/// };
/// let options = BootstrapOptions { seed: 1, ..Default::default() };
/// let interval = bootstrap(waits.len(), &median, &options, &mut |_, _| ControlFlow::Continue(()))?;
/// assert!(interval.is_some_and(|interval| interval.lower <= 2.75 && interval.upper >= 2.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn bootstrap(
    rows: usize,
    statistic: &(dyn Fn(&[u32]) -> f64 + Sync),
    options: &BootstrapOptions,
    progress: &mut Progress<'_>,
) -> Result<Option<BootstrapInterval>> {
    if rows < 2 || u32::try_from(rows).is_err() {
        return Err(QualityError::TooFewObservations { place: "bootstrap".into(), required: 2, actual: rows as u64 });
    }
    let all: Vec<u32> = (0..rows as u32).collect();
    let one = |random: &mut Random| {
        let drawn: Vec<u32> = (0..rows).map(|_| random.below(rows as u64) as u32).collect();
        statistic(&drawn)
    };
    let Some(replicates) = replicate(options, &one, progress)? else { return Ok(None) };
    let acceleration = match options.method {
        BootstrapMethod::Percentile => 0.0,
        BootstrapMethod::Bca => {
            let without = |left_out: usize| {
                let mut kept = all.clone();
                kept.remove(left_out);
                statistic(&kept)
            };
            // One more statistic for each row: a long time where there are many, so it can be stopped.
            let mut jackknife = Vec::with_capacity(rows);
            for left_out in 0..rows {
                if left_out % JACKKNIFE_BATCH == 0 && progress(options.replicates, options.replicates).is_break() {
                    return Ok(None);
                }
                jackknife.push(without(left_out));
            }
            acceleration(&jackknife)
        }
    };
    interval_of(statistic(&all), replicates, acceleration, options).map(Some)
}

/// The interval of the mean of whole numbers given as `(value, count)`, divided by `divisor`.
///
/// Drawing n values from a histogram with replacement is one draw from the multinomial
/// distribution of its counts, which is what happens here: the same distribution as resampling
/// rows, at a cost that does not grow with n. (Rounding of the binomial probabilities aside, the
/// law is exact; the stream of numbers is another than that of [`bootstrap`].)
///
/// # Errors
/// As [`bootstrap`].
///
/// ```
/// use core::ops::ControlFlow;
/// use servqual::stats::{BootstrapOptions, bootstrap_mean_of_counts};
/// let gaps = [(-2, 30), (-1, 80), (0, 60), (1, 30)];
/// let interval =
///     bootstrap_mean_of_counts(&gaps, 1.0, &BootstrapOptions::default(), &mut |_, _| ControlFlow::Continue(()))?;
/// assert!(interval.is_some_and(|interval| interval.lower > -0.7 && interval.upper < -0.4));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn bootstrap_mean_of_counts(
    values: &[(i64, u64)],
    divisor: f64,
    options: &BootstrapOptions,
    progress: &mut Progress<'_>,
) -> Result<Option<BootstrapInterval>> {
    let counts: Vec<u64> = values.iter().map(|&(_, count)| count).collect();
    let n: u64 = counts.iter().sum();
    if n < 2 {
        return Err(QualityError::TooFewObservations { place: "bootstrap".into(), required: 2, actual: n });
    }
    let mean = |counts: &[u64]| {
        let sum: i128 =
            values.iter().zip(counts).map(|((value, _), &count)| i128::from(*value) * i128::from(count)).sum();
        sum as f64 / n as f64 / divisor
    };
    let one = |random: &mut Random| {
        let mut drawn = vec![0; counts.len()];
        random.resample(&counts, &mut drawn);
        mean(&drawn)
    };
    let Some(replicates) = replicate(options, &one, progress)? else { return Ok(None) };
    let acceleration = match options.method {
        BootstrapMethod::Percentile => 0.0,
        BootstrapMethod::Bca => acceleration_of_mean(values, n),
    };
    interval_of(mean(&counts), replicates, acceleration, options).map(Some)
}
