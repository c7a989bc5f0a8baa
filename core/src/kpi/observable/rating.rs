//! Ratings, counted by point of their scale.

use serde::{Deserialize, Serialize};

use super::super::IntervalChoice;
use super::super::{Criterion, KpiDefinition, Statistic};
use super::group::{Codes, Group};
use super::{Reading, count_missing};
use crate::error::Result;
use crate::measure::{Column, ExclusionReason, Exclusions, Interval, IntervalMethod, MissingRule, Scale};
use crate::stats::interval::{
    Bounds, ConfidenceLevel, adjusted_wald, agresti_coull, clopper_pearson, jeffreys, net_score_test, student,
    wald_net_score, wilson, wilson_continuity,
};

/// Successes, trials and level to an interval.
type ShareInterval = fn(f64, f64, ConfidenceLevel) -> Bounds;
/// Answers below, above and in all, and level to an interval.
type NetScoreInterval = fn(f64, f64, f64, ConfidenceLevel) -> Bounds;

/// How often each point was answered: eight bytes a point, whatever the number of answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    scale: Scale,
    counts: Vec<u64>,
}

impl Counted {
    pub(super) fn new(scale: Scale) -> Self {
        Self { scale, counts: vec![0; scale.points() as usize] }
    }

    pub(super) fn fits(&self, scale: Scale) -> bool {
        self.scale == scale && self.counts.len() as u64 == scale.points()
    }

    pub(super) fn observe(
        &mut self,
        ratings: Column<'_, i8>,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        let missing = count_missing(&ratings, rule)?;
        // Every possible byte has a slot, so that the loop needs no branch.
        let mut counts = [0_u64; 256];
        ratings.present().iter().for_each(|&answer| counts[usize::from(answer as u8)] += 1);
        let minimum = i16::from(self.scale.minimum());
        let inside = |slot: usize| (0..self.counts.len() as i16).contains(&(i16::from(slot as u8 as i8) - minimum));
        if counts.iter().enumerate().any(|(slot, &count)| count > 0 && !inside(slot)) {
            let outside = |(row, answer): (usize, Option<i8>)| {
                answer.filter(|&answer| !self.scale.contains(answer)).map(|answer| (row, answer))
            };
            if let Some((row, answer)) = ratings.iter().enumerate().find_map(outside) {
                return Err(self.scale.outside(ratings.name(), row, answer.into()));
            }
        }
        for (point, slot) in self.counts.iter_mut().zip(self.scale.minimum()..) {
            *point += counts[usize::from(slot as u8)];
        }
        excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| *mine += theirs);
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.counts.iter().try_fold(0_u64, |total, &count| total.checked_add(count))
    }

    fn n(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many answers lie between two points, both included.
    fn between(&self, from: i8, to: i8) -> u64 {
        let answers = self.scale.minimum()..=self.scale.maximum();
        answers.zip(&self.counts).filter(|(answer, _)| (from..=to).contains(answer)).map(|(_, &count)| count).sum()
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        match definition.statistic() {
            Statistic::Share { criterion: Criterion::Between { from, to } } => {
                share(self.between(*from, *to), self.n(), definition)
            }
            Statistic::NetScore { below_up_to, above_from } => self.net_score(*below_up_to, *above_from, definition),
            _ => self.mean(definition),
        }
    }

    fn net_score(&self, below_up_to: i8, above_from: i8, definition: &KpiDefinition) -> Reading {
        let n = self.n();
        let below = self.between(self.scale.minimum(), below_up_to);
        let above = self.between(above_from, self.scale.maximum());
        let size = n as f64;
        let net = (above as f64 - below as f64) / size;
        let variance = (above + below) as f64 / size - net * net;
        let (interval, method): (NetScoreInterval, _) = match definition.interval() {
            Some(IntervalChoice::Wald) => (wald_net_score, IntervalMethod::Wald),
            Some(IntervalChoice::NetScoreTest) => (net_score_test, IntervalMethod::NetScoreTest),
            _ => (adjusted_wald, IntervalMethod::AdjustedWald),
        };
        let bounds = interval(below as f64, above as f64, size, definition.level());
        let points = Bounds { lower: 100.0 * bounds.lower, upper: 100.0 * bounds.upper };
        Reading {
            n,
            estimate: Some(100.0 * (above as f64 - below as f64) / size),
            standard_deviation: Some(100.0 * variance.max(0.0).sqrt()),
            interval: Some(Interval::new(points, definition.level(), method)),
            ..Reading::default()
        }
    }

    fn mean(&self, definition: &KpiDefinition) -> Reading {
        let n = self.n();
        let (mut sum, mut squares) = (0_i128, 0_i128);
        for (answer, &count) in (i128::from(self.scale.minimum())..).zip(&self.counts) {
            sum += answer * i128::from(count);
            squares += answer * answer * i128::from(count);
        }
        let mean = sum as f64 / n as f64;
        let deviation = (n > 1).then(|| {
            let numerator = i128::from(n) * squares - sum * sum;
            (numerator as f64 / (n as f64 * (n - 1) as f64)).sqrt()
        });
        let bounds = deviation.and_then(|deviation| student(mean, deviation, n, definition.level()));
        let method = IntervalMethod::StudentT;
        Reading {
            n,
            estimate: Some(mean),
            standard_deviation: deviation,
            interval: bounds.map(|bounds| Interval::new(bounds, definition.level(), method)),
            ..Reading::default()
        }
    }
}

/// Ratings by group; `None` where one lies outside the scale.
pub(super) fn by_group(empty: &Counted, codes: &Codes<'_>, ratings: Column<'_, i8>) -> Option<Vec<Group>> {
    if !codes.fit(&ratings) {
        return None;
    }
    // The points of the scale, then a slot for what lies outside.
    let points = empty.counts.len();
    let width = (points + 1).next_power_of_two();
    let (mut counts, values) = (vec![0_u32; codes.groups() * width], ratings.values());
    let minimum = empty.scale.minimum();
    codes.each([ratings.validity()], |group, row| {
        let step = usize::from(values[row].wrapping_sub(minimum) as u8).min(points);
        counts[group * width + step] += 1;
    });
    let group = |(counts, rows): (&[u32], u32)| {
        let counts: Vec<u64> = counts[..points].iter().copied().map(u64::from).collect();
        let there = counts.iter().sum();
        Group::new(super::Counted::Rating(Counted { scale: empty.scale, counts }), rows, there)
    };
    let inside = counts.chunks_exact(width).all(|counts| counts[points] == 0);
    inside.then(|| counts.chunks_exact(width).zip(codes.rows()).map(group).collect())
}

/// The reading of a share, with the interval of the definition: Wilson's where it names none.
pub(in crate::kpi) fn share(successes: u64, n: u64, definition: &KpiDefinition) -> Reading {
    let share = successes as f64 / n as f64;
    let (interval, method): (ShareInterval, _) = match definition.interval() {
        Some(IntervalChoice::WilsonContinuity) => (wilson_continuity, IntervalMethod::WilsonContinuity),
        Some(IntervalChoice::ClopperPearson) => (clopper_pearson, IntervalMethod::ClopperPearson),
        Some(IntervalChoice::Jeffreys) => (jeffreys, IntervalMethod::Jeffreys),
        Some(IntervalChoice::AgrestiCoull) => (agresti_coull, IntervalMethod::AgrestiCoull),
        _ => (wilson, IntervalMethod::Wilson),
    };
    // Without observations there is nothing to compute, and the tally says so.
    let bounds = (n > 0).then(|| interval(successes as f64, n as f64, definition.level()));
    Reading {
        n,
        estimate: Some(share),
        standard_deviation: Some((share * (1.0 - share)).sqrt()),
        interval: bounds.map(|bounds| Interval::new(bounds, definition.level(), method)),
        ..Reading::default()
    }
}
