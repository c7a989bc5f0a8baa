//! Welch's tests of means whose variances differ.

use serde::{Deserialize, Serialize};

use super::beta::beta_tails;
use super::interval::Sample;
use super::student_two_sided;

/// Welch's t test of two means (1947).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WelchTest {
    /// The second mean minus the first, over its standard error.
    pub t: f64,
    /// Satterthwaite's degrees of freedom.
    pub degrees_of_freedom: f64,
    /// Two-sided p value.
    pub p_value: f64,
}

/// Welch's t test; `None` where a sample has fewer than two observations or neither varies.
pub fn welch_t(first: Sample, second: Sample) -> Option<WelchTest> {
    let squared_error = |sample: Sample| sample.standard_deviation * sample.standard_deviation / sample.n;
    let [a, b] = [first, second].map(squared_error);
    if first.n < 2.0 || second.n < 2.0 || a + b <= 0.0 {
        return None;
    }
    let t = (second.mean - first.mean) / (a + b).sqrt();
    let degrees_of_freedom = (a + b) * (a + b) / (a * a / (first.n - 1.0) + b * b / (second.n - 1.0));
    Some(WelchTest { t, degrees_of_freedom, p_value: student_two_sided(t, degrees_of_freedom) })
}

/// Welch's analysis of variance (1951): whether several means are equal whose variances differ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct WelchAnova {
    /// Samples that entered: those with two observations and a variance.
    pub samples: u64,
    /// The statistic.
    pub f: f64,
    /// Degrees of freedom above: samples − 1.
    pub numerator_degrees: f64,
    /// Degrees of freedom below.
    pub denominator_degrees: f64,
    /// P value.
    pub p_value: f64,
}

/// Welch's analysis of variance of the samples with two observations and a variance; `None` below
/// two of them.
///
/// F = Σ w (x̄ − x̃)² / (k − 1) / (1 + 2 (k − 2) / (k² − 1) · Σ (1 − w/W)² / (n − 1)) with w = n / s²,
/// W = Σ w and x̃ = Σ w x̄ / W; below (k² − 1) / (3 Σ (1 − w/W)² / (n − 1)) degrees of freedom. This is
/// R's `oneway.test` and statsmodels' `anova_oneway(use_var="unequal")`.
pub fn welch_anova(samples: &[Sample]) -> Option<WelchAnova> {
    let used: Vec<(Sample, f64)> = samples
        .iter()
        .filter(|sample| sample.n >= 2.0 && sample.standard_deviation > 0.0)
        .map(|sample| (*sample, sample.n / (sample.standard_deviation * sample.standard_deviation)))
        .collect();
    if used.len() < 2 {
        return None;
    }
    let k = used.len() as f64;
    let total: f64 = used.iter().map(|(_, weight)| weight).sum();
    let mean = used.iter().map(|(sample, weight)| weight * sample.mean).sum::<f64>() / total;
    let apart = |(sample, weight): &(Sample, f64)| weight * (sample.mean - mean) * (sample.mean - mean);
    let between = used.iter().map(apart).sum::<f64>() / (k - 1.0);
    let rest = |(sample, weight): &(Sample, f64)| (1.0 - weight / total) * (1.0 - weight / total) / (sample.n - 1.0);
    let rest: f64 = used.iter().map(rest).sum();
    let f = between / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * rest);
    let (above, below) = (k - 1.0, (k * k - 1.0) / (3.0 * rest));
    let (x, y) = (below / (below + above * f), above * f / (below + above * f));
    let p_value = beta_tails(x, y, below / 2.0, above / 2.0).lower;
    let (numerator_degrees, denominator_degrees) = (above, below);
    Some(WelchAnova { samples: used.len() as u64, f, numerator_degrees, denominator_degrees, p_value })
}
