//! Exact first and second moments.

use serde::{Deserialize, Serialize};

use super::ExactSum;

/// Number, mean and standard deviation of real values, the same bits in any order.
///
/// Sum and sum of squares are exact; the variance (n Σx² − (Σx)²) / (n (n − 1)) is evaluated in
/// double-double arithmetic, so that it loses nothing by cancellation. Costs 2.2 kB, whatever n.
///
/// ```
/// use servqual::stats::ExactMoments;
/// let mut moments = ExactMoments::default();
/// [2.0, 4.0, 4.0, 6.0].iter().for_each(|&value| moments.add(value));
/// assert_eq!(moments.mean(), Some(4.0));
/// assert_eq!(moments.variance(), Some(8.0 / 3.0));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExactMoments {
    n: u64,
    sum: ExactSum,
    squares: ExactSum,
}

impl ExactMoments {
    /// Adds one finite value.
    #[inline]
    pub fn add(&mut self, value: f64) {
        self.n += 1;
        self.sum.add(value);
        self.squares.add_square(value);
    }

    /// Adds the moments of another part of the data.
    pub fn merge(&mut self, other: &Self) {
        self.n += other.n;
        self.sum.merge(&other.sum);
        self.squares.merge(&other.squares);
    }

    /// Number of values.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The correctly rounded sum.
    pub fn sum(&self) -> f64 {
        self.sum.value()
    }

    /// The sum of squares, rounded once.
    pub fn square_sum(&self) -> f64 {
        self.squares.value()
    }

    /// The mean; `None` without values.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum.value() / self.n as f64)
    }

    /// The variance with divisor n − 1; `None` below two values.
    pub fn variance(&self) -> Option<f64> {
        if self.n < 2 {
            return None;
        }
        let n = self.n as f64;
        let [sum, sum_rest] = self.sum.value_and_rest();
        let [squares, squares_rest] = self.squares.value_and_rest();
        // n Σx² − (Σx)², each product with its rounding error.
        let scaled = n * squares;
        let scaled_rest = f64::mul_add(n, squares, -scaled) + n * squares_rest;
        let squared = sum * sum;
        let squared_rest = f64::mul_add(sum, sum, -squared) + 2.0 * sum * sum_rest;
        let numerator = (scaled - squared) + (scaled_rest - squared_rest);
        Some((numerator / (n * (n - 1.0))).max(0.0))
    }

    /// The standard deviation with divisor n − 1; `None` below two values.
    pub fn standard_deviation(&self) -> Option<f64> {
        self.variance().map(f64::sqrt)
    }
}
