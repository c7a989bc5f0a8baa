//! Exact first and second moments.

use serde::{Deserialize, Serialize};

use super::exact_sum::{LimbSums, PowerSums, centred_squares, residual_squares};
use super::{ExactSum, Extent, MOST_OBSERVATIONS};
use crate::error::{QualityError, Result};

/// Number, mean and standard deviation of real values, the same bits in any order.
///
/// Sum and sum of squares are exact, and so is n Σx² − (Σx)², the numerator of the variance: nothing
/// is lost by cancellation, and nothing overflows that has a mean and a standard deviation. Costs
/// 2.2 kB, whatever n.
///
/// ```
/// use servqual::stats::ExactMoments;
/// let mut moments = ExactMoments::default();
/// [2.0, 4.0, 4.0, 6.0].iter().for_each(|&value| moments.add(value));
/// assert_eq!(moments.mean(), Some(4.0));
/// assert_eq!(moments.variance(), Some(8.0 / 3.0));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ExactMoments {
    n: u64,
    sum: ExactSum,
    squares: ExactSum,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    n: u64,
    sum: ExactSum,
    squares: ExactSum,
}

impl From<ExactMoments> for Wire {
    fn from(moments: ExactMoments) -> Self {
        Self { n: moments.n, sum: moments.sum, squares: moments.squares }
    }
}

impl TryFrom<Wire> for ExactMoments {
    type Error = QualityError;

    fn try_from(Wire { n, sum, squares }: Wire) -> Result<Self> {
        let empty = n == 0 && sum.is_zero() && squares.is_zero();
        // The inequality of Cauchy and Schwarz, exactly.
        let possible = n <= MOST_OBSERVATIONS && !squares.is_negative() && centred_squares(n, &sum, &squares).is_some();
        if empty || (n > 0 && possible) {
            return Ok(Self { n, sum, squares });
        }
        Err(QualityError::InvalidDocument {
            path: "moments".into(),
            found: format!("n = {n}, sum {:e}, sum of squares {:e}", sum.value(), squares.value()),
            expected: "sums of n values and of their squares".into(),
        })
    }
}

impl ExactMoments {
    /// Adds one finite value.
    #[inline]
    pub fn add(&mut self, value: f64) {
        self.n += 1;
        self.sum.add(value);
        self.squares.add_square(value);
    }

    /// Adds finite values, in the same sums as one by one.
    ///
    /// Values of about the same size are added up as whole numbers first.
    pub fn extend(&mut self, values: &[f64]) {
        for block in values.chunks(LimbSums::MOST) {
            match Extent::of(block) {
                Some(extent) => self.extend_within(block, extent),
                None => self.extend_by_power(block),
            }
        }
    }

    /// Adds finite values that lie within an extent.
    pub(crate) fn extend_within(&mut self, values: &[f64], extent: Extent) {
        for block in values.chunks(LimbSums::MOST) {
            match LimbSums::of(block, extent) {
                Some(sums) => {
                    self.n += block.len() as u64;
                    sums.flush(&mut self.sum, &mut self.squares);
                }
                None => self.extend_by_power(block),
            }
        }
    }

    fn extend_by_power(&mut self, block: &[f64]) {
        let mut sums = PowerSums::below(block);
        block.iter().filter(|&&value| !sums.add(value)).for_each(|&value| self.add(value));
        self.n += sums.added;
        sums.flush(&mut self.sum, &mut self.squares);
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
        let (sum, exponent) = self.sum.scaled();
        (self.n > 0).then(|| libm::ldexp(sum / self.n as f64, exponent))
    }

    /// The variance with divisor n − 1; `None` below two values. Infinite where it overflows.
    pub fn variance(&self) -> Option<f64> {
        let (scaled, exponent) = self.scaled_variance()?;
        Some(libm::ldexp(scaled, exponent))
    }

    /// The standard deviation with divisor n − 1; `None` below two values.
    pub fn standard_deviation(&self) -> Option<f64> {
        let (scaled, exponent) = self.scaled_variance()?;
        Some(root(scaled, exponent))
    }

    /// Sum of `numerator` over sum of `denominator`; `None` where that is not positive.
    pub(crate) fn ratio(numerator: &Self, denominator: &Self) -> Option<f64> {
        let (above, up) = numerator.sum.scaled();
        let (below, down) = denominator.sum.scaled();
        (below > 0.0).then(|| libm::ldexp(above / below, up - down))
    }

    /// Standard deviation of a − ratio · b over the pairs, in units of the mean of b: the residuals
    /// of the ratio by linearisation (Cochran 1977, section 2.11), with divisor n − 1. `products` is
    /// the sum of ab. `None` below two pairs or where the denominators are zero.
    pub(crate) fn residual_deviation(numerator: &Self, denominator: &Self, products: &ExactSum) -> Option<f64> {
        let (below, down) = denominator.sum.scaled();
        if numerator.n < 2 || below <= 0.0 {
            return None;
        }
        let (squares, exponent) = residual_squares(pair_sums(numerator, denominator, products))?;
        let n = numerator.n as f64;
        let square = below * below;
        Some(root(squares / (n - 1.0) * n * n / square / square, exponent - 4 * down))
    }

    /// Whether both can be the moments of pairs whose products, none negative, add to `products`.
    pub(crate) fn are_pairs(numerator: &Self, denominator: &Self, products: &ExactSum) -> bool {
        numerator.n == denominator.n && residual_squares(pair_sums(numerator, denominator, products)).is_some()
    }

    /// The variance as a double and a binary exponent.
    fn scaled_variance(&self) -> Option<(f64, i32)> {
        if self.n < 2 {
            return None;
        }
        let (numerator, exponent) = centred_squares(self.n, &self.sum, &self.squares).unwrap_or((0.0, 0));
        let n = self.n as f64;
        Some((numerator / (n * (n - 1.0)), exponent))
    }
}

/// The sums of a, b, a², b² and ab.
fn pair_sums<'a>(a: &'a ExactMoments, b: &'a ExactMoments, products: &'a ExactSum) -> [&'a ExactSum; 5] {
    [&a.sum, &b.sum, &a.squares, &b.squares, products]
}

/// The square root of `scaled` · 2^`exponent`, also where that overflows.
fn root(scaled: f64, exponent: i32) -> f64 {
    // An even exponent has an exact root.
    let (even, odd) = (exponent & !1, exponent & 1);
    libm::ldexp(libm::ldexp(scaled, odd).sqrt(), even / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(values: &[f64]) -> ExactMoments {
        let mut moments = ExactMoments::default();
        values.iter().for_each(|&value| moments.add(value));
        moments
    }

    #[test]
    fn nothing_is_lost_by_cancellation() {
        // The values are whole numbers of doubles: their deviations are exactly −2, 0 and 2.
        assert_eq!(moments(&[1e16, 1e16 + 2.0, 1e16 + 4.0]).standard_deviation(), Some(2.0));
        assert_eq!(moments(&[-3.0, -1.0, 1.0]).standard_deviation(), Some(2.0));
        assert_eq!(moments(&[0.1; 7]).standard_deviation(), Some(0.0));
        let one = 1.0 + f64::EPSILON;
        assert_eq!(moments(&[1.0, one]).standard_deviation(), Some(f64::EPSILON * 0.5_f64.sqrt()));
    }

    proptest::proptest! {
        #[test]
        fn a_slice_adds_what_its_values_add(
            values in proptest::collection::vec((-9.0_f64..9.0, -40_i32..40), 0..200),
            seconds in proptest::collection::vec(0.0_f64..1e5, 0..200),
        ) {
            let scaled = values.iter().map(|&(value, power)| libm::ldexp(value, power));
            let mixed: Vec<f64> = scaled.chain([0.0, -0.0, 5e-324, 1e308, -1e300]).collect();
            for values in [&mixed, &seconds] {
                let mut extended = ExactMoments::default();
                extended.extend(values);
                proptest::prop_assert_eq!(&extended, &moments(values));
            }
        }
    }

    #[test]
    fn large_and_small_values_keep_mean_and_deviation() {
        let large = moments(&[1e308, 1.5e308]);
        assert_eq!(large.sum(), f64::INFINITY);
        assert_eq!(large.mean(), Some(1.25e308));
        assert_eq!(large.variance(), Some(f64::INFINITY));
        assert!((large.standard_deviation().unwrap() / (0.25e308 * 2.0_f64.sqrt()) - 1.0).abs() < 4e-16);
        let small = moments(&[0.0, 5e-324]);
        assert_eq!(small.variance(), Some(0.0));
        assert_eq!(small.standard_deviation(), Some(5e-324));
        assert!((moments(&[1e-200, 3e-200]).standard_deviation().unwrap() / 2.0_f64.sqrt() - 1e-200).abs() < 1e-215);
    }

    #[test]
    fn residuals_of_a_ratio_are_exact() {
        let pairs = |pairs: &[[f64; 2]]| {
            let (mut above, mut below, mut products) = (moments(&[]), moments(&[]), ExactSum::default());
            for &[a, b] in pairs {
                above.add(a);
                below.add(b);
                products.add_product(a, b);
            }
            assert!(ExactMoments::are_pairs(&above, &below, &products));
            [ExactMoments::ratio(&above, &below), ExactMoments::residual_deviation(&above, &below, &products)]
        };
        assert_eq!(pairs(&[[3e15, 4e15], [0.75, 1.0], [3e-9, 4e-9]])[1].map(|sd| sd < 1e-30), Some(true));
        assert_eq!(pairs(&[[3.0, 4.0], [6.0, 8.0]]), [Some(0.75), Some(0.0)]);
        // Residuals 1 and −1 of the ratio 1/2, mean of b 4: √2 / 4.
        for [ratio, deviation] in [pairs(&[[3.0, 4.0], [1.0, 4.0]]), pairs(&[[3e200, 4e200], [1e200, 4e200]])] {
            assert_eq!(ratio, Some(0.5));
            assert!((deviation.unwrap() / (2.0_f64.sqrt() / 4.0) - 1.0).abs() < 3e-16);
        }
        assert_eq!(pairs(&[[1.0, 0.0], [2.0, 0.0]]), [None, None]);
        assert_eq!(pairs(&[]), [None, None]);
        assert!(!ExactMoments::are_pairs(&moments(&[1.0]), &moments(&[]), &ExactSum::default()));
    }

    #[test]
    fn sums_that_no_values_have_are_refused() {
        let read = |text: &str| serde_json::from_str::<ExactMoments>(text);
        let good = serde_json::to_string(&moments(&[-1.0, 2.5])).unwrap();
        assert_eq!(read(&good).unwrap(), moments(&[-1.0, 2.5]));
        assert!(read(&good.replace("\"n\":2", "\"n\":0")).is_err());
        assert!(read(&good.replace("\"n\":2", "\"n\":18446744073709551615")).is_err());
        let empty = r#"{"first": 0, "digits": []}"#;
        let one = r#"{"first": 67, "digits": [16]}"#;
        assert!(read(&format!(r#"{{"n": 1, "sum": {one}, "squares": {one}}}"#)).is_ok());
        assert!(read(&format!(r#"{{"n": 1, "sum": {one}, "squares": {empty}}}"#)).is_err());
        let negative = r#"{"first": 135, "digits": [-1]}"#;
        assert!(read(&format!(r#"{{"n": 1, "sum": {empty}, "squares": {negative}}}"#)).is_err());
    }
}
