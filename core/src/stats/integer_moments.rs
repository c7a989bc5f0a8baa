//! Exact first and second moments of whole numbers.

use serde::{Deserialize, Serialize};

/// Number, sum and sum of squares of whole numbers: exact, so the same for any order or merge.
///
/// ```
/// use servqual::stats::IntegerMoments;
/// let mut moments = IntegerMoments::default();
/// moments.add(7, 2);
/// moments.add(4, 1);
/// assert_eq!(moments.summary(1.0).map(|summary| summary.mean), Some(6.0));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntegerMoments {
    /// Number of values.
    pub n: u64,
    /// Their sum.
    pub sum: i64,
    /// The sum of their squares.
    pub squares: i64,
}

/// Number, mean and standard deviation of a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleMoments {
    /// Number of values.
    pub n: u64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation with divisor n − 1; missing below two values.
    pub deviation: Option<f64>,
}

impl IntegerMoments {
    /// Adds `count` times the same value.
    pub fn add(&mut self, value: i64, count: u64) {
        self.n += count;
        self.sum += value * count as i64;
        self.squares += value * value * count as i64;
    }

    /// Adds the moments of another part of the data.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// The same values turned round: `ends` − value.
    pub fn turned(&self, ends: i64) -> Self {
        let n = self.n as i64;
        Self { n: self.n, sum: n * ends - self.sum, squares: n * ends * ends - 2 * ends * self.sum + self.squares }
    }

    /// Whether these can be the moments of at most `most` values of at most `bound` each: what is
    /// read from bytes may be anything.
    pub(crate) fn hold_together(&self, most: u64, bound: i64) -> bool {
        let (n, sum, squares) = (i128::from(self.n), i128::from(self.sum), i128::from(self.squares));
        let bound = i128::from(bound);
        self.n <= most && sum.abs() <= n * bound && squares <= n * bound * bound && sum * sum <= n * squares
    }

    /// Mean and deviation of the values divided by `divisor`; `None` without values.
    ///
    /// The numerator n Σx² − (Σx)² is exact before it is rounded once.
    pub fn summary(&self, divisor: f64) -> Option<SampleMoments> {
        if self.n == 0 {
            return None;
        }
        let size = self.n as f64;
        let deviation = (self.n > 1).then(|| {
            let spread = i128::from(self.n) * i128::from(self.squares) - i128::from(self.sum) * i128::from(self.sum);
            (spread as f64 / (size * (size - 1.0))).sqrt() / divisor
        });
        Some(SampleMoments { n: self.n, mean: self.sum as f64 / size / divisor, deviation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_keeps_the_spread() {
        let mut moments = IntegerMoments::default();
        [1, 2, 2, 7].iter().for_each(|&value| moments.add(value, 1));
        let turned = moments.turned(8).summary(1.0);
        assert_eq!(turned.map(|summary| summary.mean), Some(5.0));
        assert_eq!(
            turned.and_then(|summary| summary.deviation),
            moments.summary(1.0).and_then(|summary| summary.deviation)
        );
        assert_eq!(IntegerMoments::default().summary(1.0), None);
    }
}
