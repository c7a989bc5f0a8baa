//! Exact first and second moments.

use serde::{Deserialize, Serialize};

use super::ExactSum;
use crate::error::{QualityError, Result};
use crate::measure::Column;

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

/// Number, sum, mean and spread of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Description {
    /// Values that are there.
    pub n: u64,
    /// Values that are missing.
    pub missing: u64,
    /// The exact sum, rounded once.
    pub sum: f64,
    /// The mean; missing without values.
    pub mean: Option<f64>,
    /// The standard deviation with divisor n − 1; missing below two values.
    pub standard_deviation: Option<f64>,
}

/// Describes a column of real numbers; missing values are counted and left out.
///
/// # Errors
/// [`QualityError::NotFinite`] naming the row of a NaN or an infinity.
///
/// ```
/// use servqual::measure::Column;
/// use servqual::stats::describe;
/// assert_eq!(describe(Column::new("x", &[1e16, 1.0, -1e16]))?.sum, 1.0);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn describe(values: Column<'_, f64>) -> Result<Description> {
    let mut moments = ExactMoments::default();
    for (row, value) in values.iter().enumerate() {
        match value {
            Some(value) if !value.is_finite() => {
                let (place, value) = (values.name().into(), value.to_string());
                return Err(QualityError::NotFinite { place, row: row as u64, value });
            }
            Some(value) => moments.add(value),
            None => {}
        }
    }
    Ok(Description {
        n: moments.n(),
        missing: values.len() as u64 - moments.n(),
        sum: moments.sum(),
        mean: moments.mean(),
        standard_deviation: moments.standard_deviation(),
    })
}
