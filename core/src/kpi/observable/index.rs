//! Sets of answers, added up to an index of each respondent.

use serde::{Deserialize, Serialize};

use super::super::definition::{IndexComponent, KpiDefinition, Observable};
use super::{Reading, count_missing};
use crate::error::{QualityError, Result};
use crate::measure::{Column, ExclusionReason, Exclusions, Interval, IntervalMethod};
use crate::stats::ExactMoments;
use crate::stats::interval::student;

/// Exact moments of the index of each respondent: 2.2 kB.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    index: Box<ExactMoments>,
}

impl Counted {
    pub(super) fn total(&self) -> u64 {
        self.index.n()
    }

    pub(super) fn observe(
        &mut self,
        definition: &KpiDefinition,
        answers: &[Column<'_, i8>],
        excluded: &mut Exclusions,
    ) -> Result<()> {
        let Observable::RatingSet { scale, components } = definition.observable() else { return Ok(()) };
        let (Some(first), true) = (answers.first(), answers.len() == components.len()) else {
            return Err(QualityError::WrongObservations {
                place: definition.id().into(),
                found: format!("{} columns of answers", answers.len()),
                expected: format!("{}, one for each component", components.len()),
            });
        };
        for column in answers {
            first.require_length(column)?;
            count_missing(column, definition.missing())?;
            let outside = |(row, answer): (usize, Option<i8>)| {
                answer.filter(|&answer| !scale.contains(answer)).map(|answer| (row, answer))
            };
            if let Some((row, answer)) = column.iter().enumerate().find_map(outside) {
                return Err(scale.outside(column.name(), row, answer.into()));
            }
        }
        let mut incomplete = 0;
        for row in 0..first.len() {
            let steps = answers
                .iter()
                .map(|column| column.get(row).map(|answer| (i16::from(answer) - i16::from(scale.minimum())) as f64));
            match steps.collect::<Option<Vec<f64>>>() {
                Some(steps) => self.index.add(index(components, &steps, scale.points() - 1)),
                None => incomplete += 1,
            }
        }
        excluded.add(ExclusionReason::Incomplete, incomplete);
        Ok(())
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.index.merge(&other.index);
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        let level = definition.level();
        let (mean, deviation) = (self.index.mean(), self.index.standard_deviation());
        let bounds = mean.zip(deviation).and_then(|(mean, sd)| student(mean, sd, self.index.n(), level));
        Reading {
            n: self.index.n(),
            estimate: mean,
            standard_deviation: deviation,
            interval: bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::StudentT)),
            ..Reading::default()
        }
    }
}

/// 100 · Σ w (answer − minimum) / (Σ w · (maximum − minimum)).
fn index(components: &[IndexComponent], steps: &[f64], most: u64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (component, &steps) in components.iter().zip(steps) {
        sum += component.weight * steps;
        weights += component.weight;
    }
    (100.0 * sum / (weights * most as f64)).min(100.0)
}
