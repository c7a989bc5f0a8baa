//! Durations, counted as the statistic needs them.
#![expect(clippy::manual_range_contains, reason = "two comparisons without a branch between them")]

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Statistic};
use super::rating::share;
use super::span::Case;
use super::{Reading, count_missing};
use crate::error::{QualityError, Result};
use crate::measure::{Column, ExclusionReason, Exclusions, Interval, IntervalMethod, MissingRule};
use crate::stats::interval::{Bounds, student};
use crate::stats::{ExactMoments, QuantileTally, SurvivalTally};

/// A share needs two counts, a mean exact moments, a quantile the distribution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::kpi) enum Counted {
    Share { at_most: f64, within: u64, n: u64 },
    Mean(Box<ExactMoments>),
    Quantile(QuantileTally),
    Survival(SurvivalTally),
}

impl Counted {
    pub(super) fn new(statistic: &Statistic) -> Self {
        match statistic {
            Statistic::Share { criterion: Criterion::AtMost { seconds } } => {
                Self::Share { at_most: *seconds, within: 0, n: 0 }
            }
            Statistic::Quantile { .. } => Self::Quantile(QuantileTally::default()),
            Statistic::SurvivalShare { .. } | Statistic::IncidenceShare { .. } | Statistic::SurvivalQuantile { .. } => {
                Self::Survival(SurvivalTally::default())
            }
            _ => Self::Mean(Box::default()),
        }
    }

    pub(super) fn fits(&self, statistic: &Statistic) -> bool {
        match (self, statistic) {
            (Self::Share { at_most, within, n }, Statistic::Share { criterion: Criterion::AtMost { seconds } }) => {
                at_most == seconds && within <= n
            }
            (Self::Mean(_), Statistic::Mean {})
            | (Self::Quantile(_), Statistic::Quantile { .. })
            | (
                Self::Survival(_),
                Statistic::SurvivalShare { .. } | Statistic::IncidenceShare { .. } | Statistic::SurvivalQuantile { .. },
            ) => true,
            _ => false,
        }
    }

    pub(super) fn total(&self) -> u64 {
        match self {
            Self::Share { n, .. } => *n,
            Self::Mean(moments) => moments.n(),
            Self::Quantile(tally) => tally.n(),
            Self::Survival(tally) => tally.n(),
        }
    }

    pub(super) fn observe(
        &mut self,
        seconds: Column<'_, f64>,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        let missing = count_missing(&seconds, rule)?;
        let present = seconds.present();
        if !are_possible(&present) {
            check(&seconds)?;
        }
        self.add(&present);
        excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    /// Adds cases by what is known of them: those that have not ended are counted as open.
    pub(super) fn observe_cases(&mut self, cases: &[Case], excluded: &mut Exclusions) {
        let mut counts = [0_u64; 3];
        let mut seconds = Vec::with_capacity(cases.len());
        let mut watched = Vec::new();
        let survival = matches!(self, Self::Survival(_));
        for case in cases {
            match *case {
                Case::Ended(length) => seconds.push(length),
                Case::Watched(length) if survival => watched.push((length, false)),
                Case::Missing => counts[0] += 1,
                Case::Open | Case::Watched(_) => counts[1] += 1,
                Case::NotBegun => counts[2] += 1,
            }
        }
        self.add(&seconds);
        if let Self::Survival(tally) = self {
            tally.extend(&watched);
        }
        excluded.add(ExclusionReason::Missing, counts[0]);
        excluded.add(ExclusionReason::Open, counts[1]);
        excluded.add(ExclusionReason::Immature, counts[2]);
    }

    /// Adds durations of which some are only known to be longer.
    pub(super) fn observe_lifetimes(
        &mut self,
        seconds: Column<'_, f64>,
        ended: Column<'_, bool>,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        seconds.require_length(&ended)?;
        count_missing(&seconds, rule)?;
        count_missing(&ended, rule)?;
        check(&seconds)?;
        let case = |(seconds, ended): (Option<f64>, Option<bool>)| match seconds.zip(ended) {
            Some((seconds, true)) => Case::Ended(seconds),
            Some((seconds, false)) => Case::Watched(seconds),
            None => Case::Missing,
        };
        let cases: Vec<Case> = seconds.iter().zip(ended.iter()).map(case).collect();
        self.observe_cases(&cases, excluded);
        Ok(())
    }

    /// The curve, where that is what is counted.
    pub(super) fn survival(&self) -> Option<&SurvivalTally> {
        match self {
            Self::Survival(tally) => Some(tally),
            _ => None,
        }
    }

    pub(super) fn add(&mut self, seconds: &[f64]) {
        match self {
            Self::Share { at_most, within, n } => {
                *within += seconds.iter().filter(|&&value| value <= *at_most).count() as u64;
                *n += seconds.len() as u64;
            }
            Self::Mean(moments) => moments.extend(seconds),
            Self::Quantile(tally) => tally.extend(seconds),
            Self::Survival(tally) => {
                let ended: Vec<_> = seconds.iter().map(|&seconds| (seconds, true)).collect();
                tally.extend(&ended);
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Share { within, n, .. }, Self::Share { within: their_within, n: their_n, .. }) => {
                *within += their_within;
                *n += their_n;
            }
            (Self::Mean(mine), Self::Mean(theirs)) => mine.merge(theirs),
            (Self::Quantile(mine), Self::Quantile(theirs)) => mine.merge(theirs),
            (Self::Survival(mine), Self::Survival(theirs)) => mine.merge(theirs),
            _ => debug_assert!(false, "states of equal definitions have the same shape"),
        }
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        let level = definition.level();
        match self {
            Self::Share { within, n, .. } => share(*within, *n, definition),
            Self::Mean(moments) => {
                let (mean, deviation) = (moments.mean(), moments.standard_deviation());
                let bounds = mean.zip(deviation).and_then(|(mean, sd)| student(mean, sd, moments.n(), level));
                Reading {
                    n: moments.n(),
                    estimate: mean,
                    standard_deviation: deviation,
                    interval: bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::StudentT)),
                    ..Reading::default()
                }
            }
            Self::Survival(tally) => survival(tally, definition),
            Self::Quantile(tally) => {
                let probability = match definition.statistic() {
                    Statistic::Quantile { probability } => *probability,
                    _ => 0.5,
                };
                let reading = tally.read(probability, level);
                Reading {
                    n: tally.n(),
                    estimate: reading.quantile,
                    standard_deviation: None,
                    interval: reading
                        .bounds
                        .map(|bounds| Interval::new(bounds, level, IntervalMethod::OrderStatistics)),
                    ..Reading::default()
                }
            }
        }
    }
}

/// What the curve says: nothing beyond the longest watch.
fn survival(tally: &SurvivalTally, definition: &KpiDefinition) -> Reading {
    let level = definition.level();
    let share = |at_seconds: f64| {
        let at = tally.share_at(at_seconds);
        (at.map(|at| at.share), at.and_then(|at| at.interval(level)), IntervalMethod::GreenwoodLogLog)
    };
    let (estimate, bounds, method) = match definition.statistic() {
        Statistic::SurvivalShare { at_seconds } => share(*at_seconds),
        Statistic::IncidenceShare { at_seconds } => {
            let (share, bounds, method) = share(*at_seconds);
            let bounds = bounds.map(|bounds| Bounds { lower: 1.0 - bounds.upper, upper: 1.0 - bounds.lower });
            (share.map(|share| 1.0 - share), bounds, method)
        }
        Statistic::SurvivalQuantile { probability } => {
            let [lower, upper] = tally.quantile_interval(*probability, level);
            let bounds = lower.zip(upper).map(|(lower, upper)| Bounds { lower, upper });
            (tally.quantile(*probability), bounds, IntervalMethod::BrookmeyerCrowley)
        }
        _ => (None, None, IntervalMethod::GreenwoodLogLog),
    };
    Reading {
        n: tally.n(),
        estimate,
        interval: bounds.map(|bounds| Interval::new(bounds, level, method)),
        censored: Some(tally.n() - tally.ended()),
        ..Reading::default()
    }
}

/// Whether all durations are finite and none is negative.
fn are_possible(seconds: &[f64]) -> bool {
    // Without a branch, so that several are compared at a time.
    seconds.iter().fold(true, |all, &value| all & (value >= 0.0) & (value <= f64::MAX))
}

/// Every duration that is there must be finite and not negative.
pub(super) fn check(seconds: &Column<'_, f64>) -> Result<()> {
    for (row, value) in seconds.iter().enumerate() {
        match value {
            Some(value) if !value.is_finite() => {
                return Err(QualityError::NotFinite {
                    place: seconds.name().into(),
                    row: row as u64,
                    value: value.to_string(),
                });
            }
            Some(value) if value < 0.0 => return Err(negative(seconds.name(), row, value)),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn negative(place: &str, row: usize, seconds: f64) -> QualityError {
    QualityError::NegativeDuration { place: place.into(), row: row as u64, seconds }
}
