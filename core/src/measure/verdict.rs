//! Met, missed or undecided, and how many more observations would decide.

use serde::{Deserialize, Serialize};

use super::{Interval, IntervalMethod, Measure, Target, TargetBound, Unit};
use crate::error::{QualityError, Result};
use crate::stats::interval::{
    Bounds, ConfidenceLevel, adjusted_wald, agresti_coull, clopper_pearson, garwood, jeffreys, net_score_test, student,
    wald_net_score, wilson, wilson_continuity,
};

/// What the interval says against the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Outcome {
    /// The whole interval meets the target.
    Met,
    /// The whole interval misses the target.
    Missed,
    /// The target lies within the interval, or there is no interval.
    Undecided,
}

/// The judgement of a measure against a target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Verdict {
    /// The target that was judged against.
    pub target: Target,
    /// Met, missed or undecided.
    pub outcome: Outcome,
    /// Estimate minus target, in the unit of the target.
    pub distance: Option<f64>,
    /// How many further observations would decide if the estimate stayed as it is: 0 where the
    /// verdict is decided, missing where no number would, or none can be told.
    pub further_observations: Option<u64>,
}

impl Verdict {
    /// Judges a measure; see [`Measure::judge`].
    pub(super) fn new(measure: &Measure, target: &Target) -> Result<Self> {
        if measure.definition.unit != target.unit {
            return Err(QualityError::UnitMismatch {
                place: measure.definition.id.clone(),
                found: target.unit.name(),
                expected: measure.definition.unit.name(),
            });
        }
        // A target may come from another language or a document that nobody checked.
        Target::new(target.bound, target.value, target.unit.clone())?;
        let outcome =
            measure.interval.map_or(Outcome::Undecided, |interval| judge(interval.lower, interval.upper, target));
        let further_observations = match outcome {
            Outcome::Undecided => further_observations(measure, target),
            Outcome::Met | Outcome::Missed => Some(0),
        };
        let distance = measure.estimate.map(|estimate| estimate - target.value);
        Ok(Self { target: target.clone(), outcome, distance, further_observations })
    }
}

pub(super) fn judge(lower: f64, upper: f64, target: &Target) -> Outcome {
    let (worst, best) = match target.bound {
        TargetBound::AtLeast => (lower, upper),
        TargetBound::AtMost => (upper, lower),
    };
    if target.is_met_by(worst) {
        Outcome::Met
    } else if target.is_met_by(best) {
        Outcome::Undecided
    } else {
        Outcome::Missed
    }
}

/// The smallest number of further observations at which the interval around the same estimate
/// no longer holds the target, by doubling and bisection.
fn further_observations(measure: &Measure, target: &Target) -> Option<u64> {
    let (estimate, interval) = (measure.estimate?, measure.interval?);
    if estimate == target.value {
        return None;
    }
    let decided = |n: u64| {
        let bounds = bounds_at(measure, estimate, &interval, n);
        bounds.is_some_and(|bounds| judge(bounds.lower, bounds.upper, target) != Outcome::Undecided)
    };
    let mut high = measure.n.checked_add(1)?;
    while !decided(high) {
        high = high.checked_mul(2).filter(|&n| n < 1 << 50)?;
    }
    let mut low = measure.n;
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if decided(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high - measure.n)
}

/// The interval that the same estimate would have with `n` observations.
fn bounds_at(measure: &Measure, estimate: f64, interval: &Interval, n: u64) -> Option<Bounds> {
    let level = ConfidenceLevel::new(interval.level).ok()?;
    let size = n as f64;
    match interval.method {
        // A share with its sign turned, such as Kano's worse coefficient.
        IntervalMethod::Wilson if estimate < 0.0 => {
            let bounds = wilson(-estimate * size, size, level);
            Some(Bounds { lower: -bounds.upper, upper: -bounds.lower })
        }
        IntervalMethod::Wilson => Some(wilson(estimate * size, size, level)),
        IntervalMethod::WilsonContinuity => Some(wilson_continuity(estimate * size, size, level)),
        IntervalMethod::ClopperPearson => Some(clopper_pearson(estimate * size, size, level)),
        IntervalMethod::Jeffreys => Some(jeffreys(estimate * size, size, level)),
        IntervalMethod::AgrestiCoull => Some(agresti_coull(estimate * size, size, level)),
        IntervalMethod::StudentT | IntervalMethod::Linearised => {
            student(estimate, measure.standard_deviation?, n, level)
        }
        IntervalMethod::AdjustedWald | IntervalMethod::Wald | IntervalMethod::NetScoreTest => {
            let net = estimate / 100.0;
            let deviation = measure.standard_deviation? / 100.0;
            // Variance p + d − (p − d)² and net p − d give back both shares.
            let both = deviation * deviation + net * net;
            let bounds_of = match interval.method {
                IntervalMethod::Wald => wald_net_score,
                IntervalMethod::NetScoreTest => net_score_test,
                _ => adjusted_wald,
            };
            let bounds = bounds_of((both - net) / 2.0 * size, (both + net) / 2.0 * size, size, level);
            Some(Bounds { lower: 100.0 * bounds.lower, upper: 100.0 * bounds.upper })
        }
        IntervalMethod::Garwood => {
            let Unit::RatePer { per, .. } = measure.definition.unit else { return None };
            let scale = per as f64 / size;
            let bounds = garwood(estimate / scale, level);
            Some(Bounds { lower: bounds.lower * scale, upper: bounds.upper * scale })
        }
        // Half-widths shrink with the square root of n.
        IntervalMethod::OrderStatistics
        | IntervalMethod::Feldt
        | IntervalMethod::GreenwoodLogLog
        | IntervalMethod::BrookmeyerCrowley
        | IntervalMethod::LinearisedClusters
        | IntervalMethod::BootstrapPercentile
        | IntervalMethod::BootstrapBca => {
            let shrink = (measure.n as f64 / size).sqrt();
            Some(Bounds {
                lower: estimate - (estimate - interval.lower) * shrink,
                upper: estimate + (interval.upper - estimate) * shrink,
            })
        }
        // Methods of differences: their samples are not those of one measure.
        _ => None,
    }
}
