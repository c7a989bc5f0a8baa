//! How often each possible difference occurred.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::gap::servqual::Layout;
use crate::measure::Scale;
use crate::stats::SampleMoments;
use crate::survey::Instrument;

/// Overall differences at most: sums of their squares must fit.
const LARGEST_OVERALL: i64 = 1 << 30;

/// How often each whole-number difference from −limit to limit occurred.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DifferenceCounts {
    pub(super) limit: i32,
    pub(super) counts: Vec<u64>,
}

impl DifferenceCounts {
    pub(super) fn new(limit: i32) -> Self {
        Self { limit, counts: vec![0; 2 * limit as usize + 1] }
    }

    pub(super) fn add(&mut self, difference: i32) {
        self.counts[(difference + self.limit) as usize] += 1;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// Each difference with its count, in rising order.
    pub(super) fn pairs(&self) -> Vec<(i64, u64)> {
        let counted = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        counted.map(|(at, &count)| (at as i64 - i64::from(self.limit), count)).collect()
    }

    /// The number of differences.
    pub(super) fn n(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// Mean and deviation of whole-number differences with counts, divided by `divisor`; `None` without
/// any. Differences are at most 2^30, and there are at most 2^33 of them.
pub(super) fn summary(pairs: &[(i64, u64)], divisor: f64) -> Option<SampleMoments> {
    let n: u64 = pairs.iter().map(|(_, count)| count).sum();
    if n == 0 {
        return None;
    }
    let wide = |(difference, count): &(i64, u64)| (i128::from(*difference), i128::from(*count));
    let sum: i128 = pairs.iter().map(wide).map(|(difference, count)| difference * count).sum();
    let squares: i128 = pairs.iter().map(wide).map(|(difference, count)| difference * difference * count).sum();
    let size = n as f64;
    let deviation = (n > 1).then(|| {
        let spread = i128::from(n) * squares - sum * sum;
        (spread as f64 / (size * (size - 1.0))).sqrt() / divisor
    });
    Some(SampleMoments { n, mean: sum as f64 / size / divisor, deviation })
}

/// How the gaps of the dimensions become one whole number: Σ factor · sum of the dimension, which is
/// the mean of the dimensions times `divisor`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OverallGap {
    pub(super) factors: Vec<i64>,
    pub(super) divisor: f64,
    /// The largest magnitude.
    pub(super) limit: i64,
}

impl OverallGap {
    /// `None` where the numbers of items have no common multiple that is small enough.
    pub(super) fn new(instrument: &Instrument) -> Option<Self> {
        let layout = Layout::new(instrument).ok()?;
        let factors: Vec<i64> = (0..instrument.dimensions().len()).map(|dimension| layout.factor(dimension)).collect();
        let limit = span(instrument.scale()) * layout.divisor() as i64;
        (limit <= LARGEST_OVERALL).then(|| Self { factors, divisor: layout.divisor(), limit })
    }

    /// The gap of one respondent, `None` where a dimension is missing.
    pub(super) fn of<'a>(&self, dimensions: impl Iterator<Item = &'a Option<i32>>) -> Option<i64> {
        let terms = self.factors.iter().zip(dimensions);
        terms.map(|(factor, sum)| sum.map(|sum| factor * i64::from(sum))).sum()
    }
}

/// Steps from one end of the scale to the other.
pub(super) fn span(scale: Scale) -> i64 {
    i64::from(scale.maximum()) - i64::from(scale.minimum())
}

/// How often each overall gap occurred; those that did not have no entry.
pub(super) type OverallCounts = BTreeMap<i64, u64>;
