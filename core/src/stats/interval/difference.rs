//! Intervals of a difference and of a ratio between two samples, the second minus or over the first.

use super::{Bounds, ConfidenceLevel, wilson};
use crate::stats::{normal_cumulative, student_quantile, student_two_sided};

/// Size, mean and standard deviation of one sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Observations.
    pub n: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation of one observation.
    pub standard_deviation: f64,
}

impl Sample {
    fn squared_error(&self) -> f64 {
        self.standard_deviation * self.standard_deviation / self.n
    }
}

/// An interval with the two-sided p value of "no difference", where the test is defined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// The interval.
    pub bounds: Bounds,
    /// Two-sided p value.
    pub p_value: Option<f64>,
}

/// Newcombe's hybrid score interval of a difference of two proportions (1998, method 10), with the
/// p value of the pooled score test.
///
/// ```
/// use servqual::stats::interval::{ConfidenceLevel, Sample, newcombe};
/// let sample = |successes: f64, n: f64| Sample { n, mean: successes / n, standard_deviation: 0.0 };
/// // Newcombe's example: 56 of 70 against 48 of 80.
/// let contrast = newcombe(sample(48.0, 80.0), sample(56.0, 70.0), ConfidenceLevel::default());
/// assert!((contrast.bounds.lower - 0.0524).abs() < 1e-4 && (contrast.bounds.upper - 0.3339).abs() < 1e-4);
/// ```
pub fn newcombe(first: Sample, second: Sample, level: ConfidenceLevel) -> Contrast {
    let [a, b] = [first, second].map(|sample| wilson(sample.mean * sample.n, sample.n, level));
    let difference = second.mean - first.mean;
    let root = |x: f64, y: f64| (x * x + y * y).sqrt();
    let bounds = Bounds {
        lower: difference - root(second.mean - b.lower, a.upper - first.mean),
        upper: difference + root(b.upper - second.mean, first.mean - a.lower),
    };
    let pooled = (first.mean * first.n + second.mean * second.n) / (first.n + second.n);
    let error = (pooled * (1.0 - pooled) * (1.0 / first.n + 1.0 / second.n)).sqrt();
    Contrast { bounds, p_value: normal_two_sided(difference, error) }
}

/// Welch's interval and t test of a difference of two means (1947), degrees of freedom by
/// Satterthwaite; `None` where a sample has fewer than two observations or neither varies.
pub fn welch(first: Sample, second: Sample, level: ConfidenceLevel) -> Option<Contrast> {
    let [a, b] = [first.squared_error(), second.squared_error()];
    let error = (a + b).sqrt();
    if first.n < 2.0 || second.n < 2.0 || error <= 0.0 {
        return None;
    }
    let degrees = (a + b) * (a + b) / (a * a / (first.n - 1.0) + b * b / (second.n - 1.0));
    let difference = second.mean - first.mean;
    let half = student_quantile(2.0 * level.tail(), degrees) * error;
    let bounds = Bounds { lower: difference - half, upper: difference + half };
    Some(Contrast { bounds, p_value: Some(student_two_sided(difference / error, degrees)) })
}

/// The Wald interval and z test of a difference whose standard errors are known; for net scores.
pub fn wald_difference(first: Sample, second: Sample, level: ConfidenceLevel) -> Contrast {
    let difference = second.mean - first.mean;
    let error = (first.squared_error() + second.squared_error()).sqrt();
    let half = level.normal() * error;
    let bounds = Bounds { lower: difference - half, upper: difference + half };
    Contrast { bounds, p_value: normal_two_sided(difference, error) }
}

/// The interval of the relative change second / first − 1 of two positive means, on the
/// logarithmic scale by the delta method; for proportions this is Katz's interval (1978).
/// `None` where a mean is not positive.
pub fn log_ratio(first: Sample, second: Sample, level: ConfidenceLevel) -> Option<Bounds> {
    if first.mean <= 0.0 || second.mean <= 0.0 {
        return None;
    }
    let relative = |sample: Sample| sample.squared_error() / (sample.mean * sample.mean);
    let half = level.normal() * (relative(first) + relative(second)).sqrt();
    let ratio = second.mean / first.mean;
    let factor = libm::exp(half);
    Some(Bounds { lower: ratio / factor - 1.0, upper: ratio * factor - 1.0 })
}

fn normal_two_sided(difference: f64, error: f64) -> Option<f64> {
    (error > 0.0).then(|| 2.0 * normal_cumulative(-(difference / error).abs()))
}
