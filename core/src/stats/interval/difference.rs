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

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    /// The estimate.
    pub estimate: f64,
    /// Its interval.
    pub bounds: Bounds,
}

/// The interval of a difference of two independent estimates from the interval of each: the method of
/// variance estimates recovery (Zou and Donner 2008). It keeps the asymmetry of both.
///
/// lower = d − √((θ₂ − l₂)² + (u₁ − θ₁)²), upper = d + √((u₂ − θ₂)² + (θ₁ − l₁)²), with d = θ₂ − θ₁.
///
/// ```
/// use servqual::stats::interval::{Bounded, Bounds, recovered_difference};
/// let bounded = |estimate, lower, upper| Bounded { estimate, bounds: Bounds { lower, upper } };
/// let bounds = recovered_difference(bounded(300.0, 260.0, 340.0), bounded(250.0, 220.0, 310.0));
/// assert_eq!(bounds.lower, -100.0);
/// assert!((bounds.upper - 22.111).abs() < 1e-3);
/// ```
pub fn recovered_difference(first: Bounded, second: Bounded) -> Bounds {
    let root = |x: f64, y: f64| (x * x + y * y).sqrt();
    let difference = second.estimate - first.estimate;
    Bounds {
        lower: difference - root(second.estimate - second.bounds.lower, first.bounds.upper - first.estimate),
        upper: difference + root(second.bounds.upper - second.estimate, first.estimate - first.bounds.lower),
    }
}

/// The interval of the relative change second / first − 1 of two positive estimates: the same method
/// on the logarithms. `None` where a bound is not positive.
pub fn recovered_ratio(first: Bounded, second: Bounded) -> Option<Bounds> {
    let log = |side: Bounded| {
        let bounds = Bounds { lower: libm::log(side.bounds.lower), upper: libm::log(side.bounds.upper) };
        Bounded { estimate: libm::log(side.estimate), bounds }
    };
    let positive = |side: Bounded| side.estimate > 0.0 && side.bounds.lower > 0.0;
    let bounds = (positive(first) && positive(second)).then(|| recovered_difference(log(first), log(second)))?;
    Some(Bounds { lower: libm::expm1(bounds.lower), upper: libm::expm1(bounds.upper) })
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
    let [a, b] = [first, second]
        .map(|sample| Bounded { estimate: sample.mean, bounds: wilson(sample.mean * sample.n, sample.n, level) });
    let bounds = recovered_difference(a, b);
    let pooled = (first.mean * first.n + second.mean * second.n) / (first.n + second.n);
    let error = (pooled * (1.0 - pooled) * (1.0 / first.n + 1.0 / second.n)).sqrt();
    Contrast { bounds, p_value: normal_two_sided(second.mean - first.mean, error) }
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
