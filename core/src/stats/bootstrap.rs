//! Bootstrap intervals: seeded, parallel, interruptible, the same bits for any number of threads.

use core::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use super::interval::{Bounds, ConfidenceLevel};
use super::{Random, normal_cumulative, normal_quantile};
use crate::error::{QualityError, Result};

/// Replicates between two looks at whether to stop.
const BATCH: u64 = 32;

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

/// Computes `replicate` for each replicate with a random stream of its own, in their order.
///
/// `None` where `progress` asked to stop. Threads take batches as they come; as each replicate has
/// its own stream, the result is the same for any number of them.
///
/// # Errors
/// [`QualityError::InvalidParameter`] below 40 replicates.
///
/// ```
/// use core::ops::ControlFlow;
/// use servqual::stats::{BootstrapOptions, replicate};
/// let options = BootstrapOptions { replicates: 100, threads: 2, ..Default::default() };
/// let draws = replicate(&options, &|random| random.below(6) + 1, &mut |_, _| ControlFlow::Continue(()))?;
/// assert_eq!(draws.map(|draws| draws.len()), Some(100));
/// assert_eq!(replicate(&options, &|random| random.uniform(), &mut |_, _| ControlFlow::Break(()))?, None);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn replicate<T: Send>(
    options: &BootstrapOptions,
    replicate: &(dyn Fn(&mut Random) -> T + Sync),
    progress: &mut Progress<'_>,
) -> Result<Option<Vec<T>>> {
    options.check()?;
    let total = options.replicates;
    let batches = total.div_ceil(BATCH);
    let (next, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let work = |report: &mut dyn FnMut(u64) -> ControlFlow<()>| {
        let mut done = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch >= batches {
                break;
            }
            let end = (batch * BATCH + BATCH).min(total);
            let of = |index: u64| replicate(&mut Random::new(options.seed, index));
            done.push((batch, (batch * BATCH..end).map(of).collect::<Vec<T>>()));
            if report(end).is_break() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        done
    };
    let helpers = u64::from(options.threads.max(1)).min(batches) - 1;
    let mut parts = std::thread::scope(|scope| {
        let spawned: Vec<_> = (0..helpers).map(|_| scope.spawn(|| work(&mut |_| ControlFlow::Continue(())))).collect();
        let mut parts = work(&mut |done| progress(done, total));
        for helper in spawned {
            match helper.join() {
                Ok(more) => parts.extend(more),
                // A panic of the statistic is the caller's: pass it on.
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        parts
    });
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    parts.sort_by_key(|(batch, _)| *batch);
    Ok(Some(parts.into_iter().flat_map(|(_, batch)| batch).collect()))
}

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
            acceleration(&(0..rows).map(without).collect::<Vec<f64>>())
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

/// Efron's acceleration Σ d³ / (6 (Σ d²)^1.5), d the mean of the jackknife values minus each.
fn acceleration(jackknife: &[f64]) -> f64 {
    let mean = jackknife.iter().sum::<f64>() / jackknife.len() as f64;
    let (mut squares, mut cubes) = (0.0, 0.0);
    for value in jackknife {
        let d = mean - value;
        squares += d * d;
        cubes += d * d * d;
    }
    if squares > 0.0 { cubes / (6.0 * squares * squares.sqrt()) } else { 0.0 }
}

/// The same for a mean: the jackknife values are linear in the observations.
fn acceleration_of_mean(values: &[(i64, u64)], n: u64) -> f64 {
    let sum: i128 = values.iter().map(|&(value, count)| i128::from(value) * i128::from(count)).sum();
    let (mut squares, mut cubes) = (0.0, 0.0);
    for &(value, count) in values {
        let d = (i128::from(value) * i128::from(n) - sum) as f64 / n as f64;
        squares += d * d * count as f64;
        cubes += d * d * d * count as f64;
    }
    if squares > 0.0 { cubes / (6.0 * squares * squares.sqrt()) } else { 0.0 }
}

/// Quantile of type 7 of sorted values; zero without values.
pub(crate) fn quantile_of_sorted(sorted: &[f64], probability: f64) -> f64 {
    if sorted.is_empty() {
        return 0.0;
    }
    let at = probability.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let low = at.floor() as usize;
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + (at - low as f64) * (sorted[high] - sorted[low])
}

/// Sorts the replicates and reads the interval off them.
fn interval_of(
    estimate: f64,
    mut replicates: Vec<f64>,
    acceleration: f64,
    options: &BootstrapOptions,
) -> Result<BootstrapInterval> {
    if let Some(value) = replicates.iter().chain([&estimate]).find(|value| !value.is_finite()) {
        return Err(QualityError::InvalidParameter {
            place: "bootstrap.statistic".into(),
            value: value.to_string(),
            expected: "a statistic that every resample has".into(),
        });
    }
    replicates.sort_by(f64::total_cmp);
    let tail = options.level.tail();
    let [low, high] = match options.method {
        BootstrapMethod::Percentile => [tail, 1.0 - tail],
        BootstrapMethod::Bca => bca_probabilities(estimate, &replicates, acceleration, tail),
    };
    let size = replicates.len() as f64;
    let mean = replicates.iter().sum::<f64>() / size;
    let squares: f64 = replicates.iter().map(|value| (value - mean) * (value - mean)).sum();
    let bounds = Bounds { lower: quantile_of_sorted(&replicates, low), upper: quantile_of_sorted(&replicates, high) };
    Ok(BootstrapInterval {
        estimate,
        lower: bounds.lower,
        upper: bounds.upper,
        standard_error: (squares / (size - 1.0)).sqrt(),
        bias: mean - estimate,
        method: options.method,
        replicates: options.replicates,
        seed: options.seed,
    })
}

/// Φ(z₀ + (z₀ + z)/(1 − a (z₀ + z))) for both tails. z₀ comes from the share of replicates below
/// the estimate, ties counting half, kept one half replicate away from none and all.
fn bca_probabilities(estimate: f64, sorted: &[f64], acceleration: f64, tail: f64) -> [f64; 2] {
    let size = sorted.len() as f64;
    let below = sorted.partition_point(|value| *value < estimate);
    let up_to = sorted.partition_point(|value| *value <= estimate);
    let share = ((below + up_to) as f64 / (2.0 * size)).clamp(0.5 / size, 1.0 - 0.5 / size);
    let bias = normal_quantile(share);
    let z = normal_quantile(tail);
    [z, -z].map(|z| normal_cumulative(bias + (bias + z) / (1.0 - acceleration * (bias + z))))
}
