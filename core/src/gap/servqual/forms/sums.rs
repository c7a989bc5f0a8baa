//! Exact sums of importance-weighted scores.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::stats::SampleMoments;

/// Number, sum and sum of squares of whole numbers, by what they are divided by: for points the
/// sum that a respondent shared, else 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct ScaledMoments(BTreeMap<u64, WideMoments>);

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WideMoments {
    n: u64,
    sum: i128,
    squares: i128,
}

impl ScaledMoments {
    pub(super) fn add(&mut self, total: u64, value: i64) {
        let value = i128::from(value);
        let moments = self.0.entry(total).or_default();
        moments.n += 1;
        moments.sum += value;
        moments.squares += value * value;
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (&total, theirs) in &other.0 {
            let mine = self.0.entry(total).or_default();
            mine.n += theirs.n;
            mine.sum += theirs.sum;
            mine.squares += theirs.squares;
        }
    }

    pub(super) fn n(&self) -> u64 {
        self.0.values().map(|moments| moments.n).sum()
    }

    /// Mean and deviation of the values divided by their total and by `divisor`.
    pub(super) fn summary(&self, divisor: f64) -> Option<SampleMoments> {
        let n = self.n();
        if n == 0 {
            return None;
        }
        let size = n as f64;
        if let (Some((&total, moments)), 1) = (self.0.iter().next(), self.0.len()) {
            let divisor = divisor * total as f64;
            let deviation = (n > 1).then(|| (moments.spread() / (size * (size - 1.0))).sqrt() / divisor);
            return Some(SampleMoments { n, mean: moments.sum as f64 / size / divisor, deviation });
        }
        let mean = self.0.iter().map(|(&total, moments)| moments.sum as f64 / total as f64).sum::<f64>() / size;
        let deviation = (n > 1).then(|| (self.squares_about(mean) / (size - 1.0)).sqrt() / divisor);
        Some(SampleMoments { n, mean: mean / divisor, deviation })
    }

    /// Squared distances from `mean`; a trace below the rounding of its terms is zero.
    fn squares_about(&self, mean: f64) -> f64 {
        let (mut squares, mut magnitude) = (0.0, 0.0);
        for (&total, moments) in &self.0 {
            let total = total as f64;
            let terms = [
                moments.squares as f64 / (total * total),
                -2.0 * mean * (moments.sum as f64 / total),
                moments.n as f64 * mean * mean,
            ];
            squares += terms.iter().sum::<f64>();
            magnitude += terms.iter().map(|term| term.abs()).sum::<f64>();
        }
        if squares <= 8.0 * f64::EPSILON * magnitude { 0.0 } else { squares }
    }

    /// Whether these can be moments of at most `most` values of at most `bound` times their total,
    /// and of `n` values where that is given: what is read from bytes may be anything.
    pub(super) fn hold_together(&self, most: u64, bound: i64, totals: core::ops::RangeInclusive<u64>) -> bool {
        let mut left = most;
        self.0.iter().all(|(total, moments)| {
            let fits = moments.n <= left && moments.n > 0 && totals.contains(total);
            left = left.saturating_sub(moments.n);
            fits && moments.are_possible(i128::from(bound) * i128::from(*total))
        })
    }

    /// Whether both are moments of the same respondents.
    pub(super) fn is_parallel_to(&self, other: &Self) -> bool {
        let counts = |moments: &Self| moments.0.iter().map(|(&total, one)| (total, one.n)).collect::<Vec<_>>();
        counts(self) == counts(other)
    }
}

impl WideMoments {
    /// n Σx² − (Σx)², exact where it fits.
    fn spread(&self) -> f64 {
        let n = i128::from(self.n);
        let exact = n.checked_mul(self.squares).zip(self.sum.checked_mul(self.sum));
        match exact {
            Some((squares, square)) => ((squares - square) as f64).max(0.0),
            None => (self.n as f64 * self.squares as f64 - self.sum as f64 * self.sum as f64).max(0.0),
        }
    }

    fn are_possible(&self, bound: i128) -> bool {
        let n = i128::from(self.n);
        let within =
            |value: i128, bound: Option<i128>| bound.is_some_and(|bound| value.unsigned_abs() <= bound as u128);
        let squares = bound.checked_mul(bound).and_then(|square| square.checked_mul(n));
        within(self.sum, bound.checked_mul(n))
            && within(self.squares, squares)
            && self.squares >= 0
            && n.checked_mul(self.squares)
                .zip(self.sum.checked_mul(self.sum))
                .is_none_or(|(squares, square)| square <= squares)
    }
}
