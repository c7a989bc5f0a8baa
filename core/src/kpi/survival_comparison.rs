//! Two groups in which some have not ended: is the difference more than chance?

use serde::{Deserialize, Serialize};

use super::{KpiTally, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{Definition, Interval, IntervalMethod, Tally, Unit};
use crate::stats::interval::Bounds;
use crate::stats::{SurvivalAt, SurvivalTally, log_rank, normal_cumulative};

/// How long things of two groups last: the difference of what has been measured at one time, and a
/// test of the whole curves.
///
/// # Formula
/// Difference of survival (or incidence) shares at the time of the definition, second minus first,
/// with the interval d ± z·√(V₁ + V₂), where V = S²·Σ d/(n(n − d)) is Greenwood's variance; p value
/// by z. Where a share is 0 or 1 its variance is zero and says nothing: there is then no interval.
/// The interval of a difference of survival quantiles combines that of each group by the method of
/// variance estimates recovery (Zou and Donner 2008); it has no p value. The log-rank test compares
/// the curves from end to end, whatever the time of the definition.
///
/// Checked against lifelines and statsmodels (`tests/golden/survival_comparison.json`).
///
/// Greenwood (1926); Mantel (1966); Peto and Peto (1972).
///
/// ```
/// use servqual::kpi::{KpiTally, Observations, SurvivalComparison, SurvivalOptions, retention_by_survival};
/// use servqual::measure::{Column, Tally};
/// let observed = |days: [f64; 4]| {
///     let mut tally = KpiTally::new(retention_by_survival(SurvivalOptions { at_days: 30.0 })?);
///     let seconds = days.map(|days| days * 86_400.0);
///     tally.observe(Observations::Lifetimes {
///         duration: Column::new("stayed", &seconds),
///         ended: Column::new("left", &[true, true, false, true]),
///     })?;
///     servqual::Result::Ok(tally)
/// };
/// let comparison = SurvivalComparison::new(&observed([10.0, 20.0, 30.0, 40.0])?, &observed([10.0, 50.0, 60.0, 70.0])?)?;
/// assert_eq!((comparison.difference, comparison.censored_first), (Some(0.25), 1));
/// assert!(comparison.log_rank_p_value.is_some_and(|p| p > 0.05));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SurvivalComparison {
    /// What was measured both times.
    pub definition: Definition,
    /// Observations of the first group.
    pub n_first: u64,
    /// Observations of the second group.
    pub n_second: u64,
    /// How many of the first group had not ended when they were last seen.
    pub censored_first: u64,
    /// How many of the second group had not ended.
    pub censored_second: u64,
    /// Second minus first; missing where one of them is not known.
    pub difference: Option<f64>,
    /// Unit of the difference and its interval.
    pub unit: Unit,
    /// Interval of the difference.
    pub interval: Option<Interval>,
    /// Two-sided p value of "no difference at that time".
    pub p_value: Option<f64>,
    /// The log-rank statistic; missing where nothing ended while both groups were watched.
    pub log_rank_chi_squared: Option<f64>,
    /// The p value of "the curves are the same", by the log-rank test.
    pub log_rank_p_value: Option<f64>,
    /// How many of the first group ended while both were watched.
    pub ended_first: Option<u64>,
    /// How many of them would have, were the curves the same.
    pub expected_first: Option<f64>,
}

impl SurvivalComparison {
    /// Compares two groups.
    ///
    /// # Errors
    /// [`QualityError::DefinitionMismatch`] for two definitions or confidence levels;
    /// [`QualityError::WrongObservations`] where the statistic is not one of survival;
    /// [`QualityError::TooFewObservations`] where a group is empty.
    pub fn new(first: &KpiTally, second: &KpiTally) -> Result<Self> {
        first.require_mergeable(second)?;
        let definition = first.definition();
        let (Some(left), Some(right)) = (first.survival(), second.survival()) else {
            return Err(QualityError::WrongObservations {
                place: definition.id().into(),
                found: "a statistic without times".into(),
                expected: "a survival share, an incidence share or a survival quantile".into(),
            });
        };
        for tally in [left, right] {
            crate::measure::Measure::require_observations(definition.id(), tally.n(), 1)?;
        }
        let contrast = contrast(definition.statistic(), left, right);
        let bounds = contrast.error.map(|error| {
            let half = definition.level().normal() * error;
            let difference = contrast.difference.unwrap_or_default();
            Bounds { lower: (difference - half).max(-1.0), upper: (difference + half).min(1.0) }
        });
        let p_value = contrast
            .difference
            .zip(contrast.error)
            .map(|(difference, error)| 2.0 * normal_cumulative(-(difference / error).abs()));
        let test = log_rank(left, right);
        Ok(Self {
            definition: definition.definition(),
            n_first: left.n(),
            n_second: right.n(),
            censored_first: left.n() - left.ended(),
            censored_second: right.n() - right.ended(),
            difference: contrast.difference,
            unit: definition.unit().difference(),
            interval: match bounds {
                Some(bounds) => Some(Interval::new(bounds, definition.level(), IntervalMethod::WaldDifference)),
                None => recovered(first, second)?,
            },
            p_value,
            log_rank_chi_squared: test.map(|test| test.chi_squared),
            log_rank_p_value: test.map(|test| test.p_value),
            ended_first: test.map(|test| test.observed),
            expected_first: test.map(|test| test.expected),
        })
    }
}

/// The interval of a difference of survival quantiles.
fn recovered(first: &KpiTally, second: &KpiTally) -> Result<Option<Interval>> {
    if !matches!(second.definition().statistic(), Statistic::SurvivalQuantile { .. }) {
        return Ok(None);
    }
    Ok(second.finish()?.change_since(&first.finish()?)?.interval)
}

/// A difference with its standard error.
struct Contrast {
    difference: Option<f64>,
    error: Option<f64>,
}

fn contrast(statistic: &Statistic, first: &SurvivalTally, second: &SurvivalTally) -> Contrast {
    let shares = |at_seconds: f64, sign: f64| {
        let both = first.share_at(at_seconds).zip(second.share_at(at_seconds));
        let difference = both.map(|(first, second)| sign * (second.share - first.share));
        let certain = |at: &SurvivalAt| at.share <= 0.0 || at.share >= 1.0;
        let known = both.filter(|(first, second)| !certain(first) && !certain(second));
        let variance = |at: SurvivalAt| at.share * at.share * at.greenwood;
        let error = known.map(|(first, second)| (variance(first) + variance(second)).sqrt());
        Contrast { difference, error }
    };
    match statistic {
        Statistic::SurvivalShare { at_seconds } => shares(*at_seconds, 1.0),
        Statistic::IncidenceShare { at_seconds } => shares(*at_seconds, -1.0),
        Statistic::SurvivalQuantile { probability } => {
            let both = first.quantile(*probability).zip(second.quantile(*probability));
            Contrast { difference: both.map(|(first, second)| second - first), error: None }
        }
        _ => Contrast { difference: None, error: None },
    }
}
