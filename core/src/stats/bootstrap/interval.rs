//! From replicates to an interval.

use super::{BootstrapInterval, BootstrapMethod, BootstrapOptions};
use crate::error::{QualityError, Result};
use crate::stats::interval::Bounds;
use crate::stats::{normal_cumulative, normal_quantile};

/// Efron's acceleration Σ d³ / (6 (Σ d²)^1.5), d the mean of the jackknife values minus each.
pub(super) fn acceleration(jackknife: &[f64]) -> f64 {
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
pub(super) fn acceleration_of_mean(values: &[(i64, u64)], n: u64) -> f64 {
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
pub(super) fn interval_of(
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
