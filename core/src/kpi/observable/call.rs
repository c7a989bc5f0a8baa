//! Calls: how long they waited and whether they were answered.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, ServiceLevelFormula, Statistic};
use super::duration::check;
use super::rating::share;
use super::{Reading, count_missing};
use crate::error::Result;
use crate::measure::{Column, ExclusionReason, Exclusions, Interval, IntervalMethod, MissingRule};
use crate::stats::ExactMoments;
use crate::stats::interval::student;

/// Counts by outcome and threshold, and the moments of answered waits: 2.3 kB.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    threshold: f64,
    short: f64,
    answered: u64,
    answered_within: u64,
    abandoned: u64,
    abandoned_within: u64,
    abandoned_short: u64,
    waits: Box<ExactMoments>,
}

impl Counted {
    pub(super) fn new(statistic: &Statistic) -> Self {
        let [threshold, short] = thresholds(statistic);
        Self {
            threshold,
            short,
            answered: 0,
            answered_within: 0,
            abandoned: 0,
            abandoned_within: 0,
            abandoned_short: 0,
            waits: Box::default(),
        }
    }

    pub(super) fn fits(&self, statistic: &Statistic) -> bool {
        [self.threshold, self.short] == thresholds(statistic)
            && self.answered_within <= self.answered
            && self.abandoned_within <= self.abandoned
            && self.abandoned_short <= self.abandoned
            && self.waits.n() == self.answered
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.answered.checked_add(self.abandoned)
    }

    pub(super) fn observe(
        &mut self,
        wait: Column<'_, f64>,
        answered: Column<'_, bool>,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        wait.require_length(&answered)?;
        count_missing(&wait, rule)?;
        count_missing(&answered, rule)?;
        check(&wait)?;
        let mut missing = 0;
        for (wait, answered) in wait.iter().zip(answered.iter()) {
            match wait.zip(answered) {
                Some((wait, true)) => self.answer(wait),
                Some((wait, false)) => self.abandon(wait),
                None => missing += 1,
            }
        }
        excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    fn answer(&mut self, wait: f64) {
        self.answered += 1;
        self.answered_within += u64::from(wait <= self.threshold);
        self.waits.add(wait);
    }

    fn abandon(&mut self, wait: f64) {
        self.abandoned += 1;
        self.abandoned_within += u64::from(wait <= self.threshold);
        self.abandoned_short += u64::from(wait <= self.short);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.answered += other.answered;
        self.answered_within += other.answered_within;
        self.abandoned += other.abandoned;
        self.abandoned_within += other.abandoned_within;
        self.abandoned_short += other.abandoned_short;
        self.waits.merge(&other.waits);
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        let offered = self.answered + self.abandoned;
        match definition.statistic() {
            Statistic::Share { criterion: Criterion::ServiceLevel { formula, .. } } => {
                let [met, of] = self.service_level(*formula);
                Reading { abandoned: offered - of, ..share(met, of, definition) }
            }
            Statistic::Share { .. } => {
                let abandoned = self.abandoned - self.abandoned_short;
                let of = offered - self.abandoned_short;
                Reading { abandoned: self.abandoned_short, ..share(abandoned, of, definition) }
            }
            _ => Reading { abandoned: self.abandoned, ..self.mean(definition) },
        }
    }

    /// Calls that count as met, and all calls that count.
    fn service_level(&self, formula: ServiceLevelFormula) -> [u64; 2] {
        let offered = self.answered + self.abandoned;
        match formula {
            ServiceLevelFormula::AbandonedAreMissed => [self.answered_within, offered],
            ServiceLevelFormula::AnsweredOnly => [self.answered_within, self.answered],
            ServiceLevelFormula::AbandonedWithinAreMet => [self.answered_within + self.abandoned_within, offered],
            ServiceLevelFormula::AbandonedWithinAreLeftOut => [self.answered_within, offered - self.abandoned_within],
            ServiceLevelFormula::ShortAbandonedAreMet => [self.answered_within + self.abandoned_short, offered],
        }
    }

    fn mean(&self, definition: &KpiDefinition) -> Reading {
        let level = definition.level();
        let (mean, deviation) = (self.waits.mean(), self.waits.standard_deviation());
        let bounds = mean.zip(deviation).and_then(|(mean, sd)| student(mean, sd, self.answered, level));
        Reading {
            n: self.answered,
            estimate: mean,
            standard_deviation: deviation,
            interval: bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::StudentT)),
            ..Reading::default()
        }
    }
}

/// The threshold of the service level and the limit of a short abandon, in seconds.
fn thresholds(statistic: &Statistic) -> [f64; 2] {
    match statistic {
        Statistic::Share { criterion: Criterion::ServiceLevel { seconds, short_abandon_seconds, .. } } => {
            [*seconds, *short_abandon_seconds]
        }
        Statistic::Share { criterion: Criterion::Abandoned { short_abandon_seconds } } => [0.0, *short_abandon_seconds],
        _ => [0.0, 0.0],
    }
}
