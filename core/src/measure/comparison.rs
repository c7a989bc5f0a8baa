//! Two measures of the same definition: before and after, or two groups.

use serde::{Deserialize, Serialize};

use super::verdict::judge;
use super::{Definition, Interval, IntervalMethod, Measure, Outcome, Target, Unit};
use crate::error::{QualityError, Result};
use crate::stats::interval::{
    Bounded, Bounds, ConfidenceLevel, Contrast, Sample, log_ratio, newcombe, recovered_difference, recovered_ratio,
    wald_difference, welch,
};

/// How a measure differs from another one of the same definition.
///
/// The absolute difference and the relative change are two numbers with two units: "+10 %" is one
/// or the other, never both. Each has its interval, where its method is known for the definition:
/// Newcombe's hybrid score for shares, Welch's t for means, Wald for net scores, the logarithmic
/// delta method for relative changes. Where a measure has an interval but no variance that a sum
/// would follow (quantiles, survival times, bootstrapped statistics), both intervals are combined by
/// the method of variance estimates recovery (Zou and Donner 2008); such a difference has no p value.
/// The two measures come from independent observations.
///
/// Checked against statsmodels (Newcombe, Katz) and SciPy (Welch): `tests/golden/comparison.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Comparison {
    /// What was measured both times.
    pub definition: Definition,
    /// Observations of the first measure.
    pub n_first: u64,
    /// Observations of the second measure.
    pub n_second: u64,
    /// Second minus first.
    pub difference: Option<f64>,
    /// Unit of the difference and its interval.
    pub unit: Unit,
    /// Interval of the difference.
    pub interval: Option<Interval>,
    /// Two-sided p value of "no difference".
    pub p_value: Option<f64>,
    /// Second over first, minus one; missing where the first is not positive.
    pub relative_change: Option<f64>,
    /// Interval of the relative change.
    pub relative_interval: Option<Interval>,
}

impl Comparison {
    pub(super) fn new(first: &Measure, second: &Measure) -> Result<Self> {
        first.definition.require_same(&second.definition)?;
        let level = level_of(first, second)?;
        let samples = sample(first).zip(sample(second));
        let recovered = bounded(first).zip(bounded(second));
        let contrast = samples
            .zip(second.interval)
            .and_then(|((first, second), interval)| contrast(first, second, interval.method, level))
            .or_else(|| recovered.map(|(first, second)| recovered_contrast(first, second)));
        let both = first.estimate.zip(second.estimate);
        let relative = both.filter(|(first, _)| *first > 0.0).map(|(first, second)| second / first - 1.0);
        let net = first.definition.unit == Unit::NetPoint;
        let recovered_ratio = || recovered.and_then(|(first, second)| recovered_ratio(first, second));
        let ratio = samples
            .filter(|_| !net)
            .and_then(|(first, second)| log_ratio(first, second, level))
            .map(|bounds| (bounds, IntervalMethod::LogRatio))
            .or_else(|| recovered_ratio().map(|bounds| (bounds, IntervalMethod::VarianceRecovery)));
        Ok(Self {
            definition: second.definition.clone(),
            n_first: first.n,
            n_second: second.n,
            difference: both.map(|(first, second)| second - first),
            unit: first.definition.unit.difference(),
            interval: contrast.map(|(contrast, method)| Interval::new(contrast.bounds, level, method)),
            p_value: contrast.and_then(|(contrast, _)| contrast.p_value),
            relative_change: relative.filter(|_| !net),
            relative_interval: ratio.map(|(bounds, method)| Interval::new(bounds, level, method)),
        })
    }

    /// What the change says against a target, in the unit of the difference or as relative change.
    ///
    /// # Errors
    /// [`QualityError::UnitMismatch`] where the target is in another unit: a change in percentage
    /// points is not a change in percent.
    pub fn judge(&self, target: &Target) -> Result<Outcome> {
        let interval = if target.unit == Unit::RelativeChange {
            self.relative_interval
        } else if target.unit == self.unit {
            self.interval
        } else {
            return Err(QualityError::UnitMismatch {
                place: format!("change of {}", self.definition.id),
                found: target.unit.name(),
                expected: format!("{} or {}", self.unit.name(), Unit::RelativeChange.name()),
            });
        };
        Ok(interval.map_or(Outcome::Undecided, |interval| judge(interval.lower, interval.upper, target)))
    }
}

/// Intervals of different levels cannot be combined.
fn level_of(first: &Measure, second: &Measure) -> Result<ConfidenceLevel> {
    let levels = [first, second].map(|measure| measure.interval.map(|interval| interval.level));
    if let [Some(left), Some(right)] = levels
        && left != right
    {
        return Err(QualityError::DefinitionMismatch {
            left: first.definition.id.clone(),
            right: second.definition.id.clone(),
            difference: format!("confidence level {left} against {right}"),
        });
    }
    levels[0].or(levels[1]).map_or(Ok(ConfidenceLevel::default()), ConfidenceLevel::new)
}

/// The moments of what was measured; `None` for quantiles, which have none.
fn sample(measure: &Measure) -> Option<Sample> {
    let (n, mean) = (measure.n as f64, measure.estimate?);
    let standard_deviation = match (&measure.definition.unit, measure.interval.map(|interval| interval.method)) {
        // Events of a Poisson process: their variance is their number.
        (Unit::RatePer { per, .. }, _) => (mean * *per as f64).sqrt(),
        (_, Some(IntervalMethod::OrderStatistics)) => return None,
        _ => measure.standard_deviation?,
    };
    Some(Sample { n, mean, standard_deviation })
}

fn contrast(
    first: Sample,
    second: Sample,
    method: IntervalMethod,
    level: ConfidenceLevel,
) -> Option<(Contrast, IntervalMethod)> {
    match method {
        IntervalMethod::Wilson
        | IntervalMethod::WilsonContinuity
        | IntervalMethod::ClopperPearson
        | IntervalMethod::Jeffreys
        | IntervalMethod::AgrestiCoull => Some((newcombe(first, second, level), IntervalMethod::Newcombe)),
        IntervalMethod::StudentT => welch(first, second, level).map(|contrast| (contrast, IntervalMethod::Welch)),
        IntervalMethod::AdjustedWald
        | IntervalMethod::Wald
        | IntervalMethod::NetScoreTest
        | IntervalMethod::Garwood
        | IntervalMethod::Linearised
        | IntervalMethod::LinearisedClusters => {
            Some((wald_difference(first, second, level), IntervalMethod::WaldDifference))
        }
        _ => None,
    }
}

/// The estimate with its interval, where only these two tell how exact the measure is.
fn bounded(measure: &Measure) -> Option<Bounded> {
    let (estimate, interval) = measure.estimate.zip(measure.interval)?;
    let recovers = matches!(
        interval.method,
        IntervalMethod::OrderStatistics
            | IntervalMethod::BrookmeyerCrowley
            | IntervalMethod::GreenwoodLogLog
            | IntervalMethod::BootstrapPercentile
            | IntervalMethod::BootstrapBca
            | IntervalMethod::Feldt
    );
    recovers.then_some(Bounded { estimate, bounds: Bounds { lower: interval.lower, upper: interval.upper } })
}

fn recovered_contrast(first: Bounded, second: Bounded) -> (Contrast, IntervalMethod) {
    let contrast = Contrast { bounds: recovered_difference(first, second), p_value: None };
    (contrast, IntervalMethod::VarianceRecovery)
}
