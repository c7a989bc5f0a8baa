//! Comparisons that stay valid however often somebody looks.

use serde::{Deserialize, Serialize};

use super::{Definition, Interval, IntervalMethod, Measure, Unit};
use crate::error::{QualityError, Result};
use crate::stats::interval::{Bounds, ConfidenceLevel};

/// How a comparison is watched.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct SequentialOptions {
    /// The size of a difference worth finding, in the unit of the difference: the standard deviation
    /// of the normal mixture. It must be chosen before the first look; a poor choice costs patience,
    /// not validity.
    pub mixture: f64,
}

/// Two groups held against each other while the data still come in.
///
/// # Formula
/// With D the difference of the estimates, V = s₁²/n₁ + s₂²/n₂ its squared standard error and τ the
/// mixture, the interval is D ± √(V (V + τ²) / τ² · ln((V + τ²) / (V α²))), and the p value
/// √((V + τ²) / V) · exp(−τ² D² / (2 V (V + τ²))), at most one. Over all looks together the interval
/// misses the truth with a probability of at most α; it is wider than that of a single look.
///
/// The normal mixture is Robbins's (1970), for differences as in Johari, Koomen, Pekelis and Walsh
/// (2022), "Always valid inference"; Howard, Ramdas, McAuliffe and Sekhon (2021). It holds in large
/// samples: let each group have some fifty observations before the first look. The variance of a
/// share counts half an observation on each side, so that it is never zero.
///
/// Checked against mpmath and a simulation with NumPy (`tests/golden/sequential.json`), and
/// by a seeded simulation in the tests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SequentialComparison {
    /// What was measured in both groups.
    pub definition: Definition,
    /// Observations of the first group so far.
    pub n_first: u64,
    /// Observations of the second group so far.
    pub n_second: u64,
    /// Second minus first.
    pub difference: Option<f64>,
    /// Unit of the difference and its interval.
    pub unit: Unit,
    /// The confidence sequence at this look.
    pub interval: Option<Interval>,
    /// Always-valid p value of "no difference" at this look; the smallest so far may be reported.
    pub p_value: Option<f64>,
    /// The mixture.
    pub mixture: f64,
}

impl SequentialComparison {
    /// Compares two measures of the same definition as they are now.
    ///
    /// # Errors
    /// [`QualityError::DefinitionMismatch`]; [`QualityError::InvalidParameter`] for a mixture that is
    /// not positive. A measure without a standard deviation, such as a quantile, gives no interval.
    ///
    /// ```
    /// use servqual::kpi::{Observations, resolution_rate};
    /// use servqual::measure::{Column, Measure, SequentialComparison, SequentialOptions};
    /// let measure = |yes: usize| -> servqual::Result<Measure> {
    ///     let solved: Vec<bool> = (0..400).map(|row| row < yes).collect();
    ///     resolution_rate()?.measure(Observations::Outcomes(Column::new("solved", &solved)))
    /// };
    /// let (first, second) = (measure(240)?, measure(272)?);
    /// let look = SequentialComparison::new(&first, &second, SequentialOptions { mixture: 0.05 })?;
    /// // A single look would call it: the sequence is wider, and waits.
    /// assert!(second.change_since(&first)?.p_value.is_some_and(|p| p < 0.05));
    /// assert!(look.p_value.is_some_and(|p| p > 0.05));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn new(first: &Measure, second: &Measure, options: SequentialOptions) -> Result<Self> {
        first.definition.require_same(&second.definition)?;
        let mixture = options.mixture;
        if !(mixture > 0.0 && mixture.is_finite()) {
            return Err(QualityError::InvalidParameter {
                place: "mixture".into(),
                value: mixture.to_string(),
                expected: "a positive difference in the unit of the measures".into(),
            });
        }
        let level = first
            .interval
            .or(second.interval)
            .map_or(Ok(ConfidenceLevel::default()), |interval| ConfidenceLevel::new(interval.level))?;
        let difference = first.estimate.zip(second.estimate).map(|(first, second)| second - first);
        let variance = squared_error(first).zip(squared_error(second)).map(|(first, second)| first + second);
        let found = difference.zip(variance).filter(|(_, variance)| *variance > 0.0);
        Ok(Self {
            definition: second.definition.clone(),
            n_first: first.n,
            n_second: second.n,
            difference,
            unit: first.definition.unit.difference(),
            interval: found.map(|(difference, variance)| {
                let half = half_width(variance, mixture, 1.0 - level.get());
                let bounds = Bounds { lower: difference - half, upper: difference + half };
                Interval::new(bounds, level, IntervalMethod::ConfidenceSequence)
            }),
            p_value: found.map(|(difference, variance)| p_value(difference, variance, mixture)),
            mixture,
        })
    }
}

/// The squared standard error of an estimate.
fn squared_error(measure: &Measure) -> Option<f64> {
    let n = measure.n as f64;
    if measure.definition.unit == Unit::Share
        && measure.interval.is_some_and(|interval| interval.method != IntervalMethod::LinearisedClusters)
    {
        measure.standard_deviation?;
        let share = (measure.estimate? * n + 0.5) / (n + 1.0);
        return Some(share * (1.0 - share) / n);
    }
    measure.standard_deviation.filter(|_| n > 1.0).map(|deviation| deviation * deviation / n)
}

fn half_width(variance: f64, mixture: f64, alpha: f64) -> f64 {
    let square = mixture * mixture;
    let all = variance + square;
    (variance * all / square * libm::log(all / (variance * alpha * alpha))).sqrt()
}

fn p_value(difference: f64, variance: f64, mixture: f64) -> f64 {
    let square = mixture * mixture;
    let all = variance + square;
    let exponent = square * difference * difference / (2.0 * variance * all);
    ((all / variance).sqrt() * libm::exp(-exponent)).min(1.0)
}
