//! An exact sum of floating-point numbers: the same bits in any order, cut or merge.

mod limbs;
mod powers;
mod rounding;
mod squares;
mod wire;

pub(super) use self::limbs::LimbSums;
pub(super) use self::powers::PowerSums;
use self::rounding::{leading, round_to_double, rounded};
pub(super) use self::squares::{centred_squares, residual_squares};

/// Binary exponent of the lowest bit that is kept: squares of the smallest subnormal fit.
const LOWEST_EXPONENT: i32 = -2148;
/// Bits of one digit.
const DIGIT_BITS: u32 = 32;
/// Digits from 2^-2148 to beyond the square of the largest double, with room for 2^64 summands.
const DIGITS: usize = 136;
/// Additions after which carries must be propagated: each adds less than 2^32 to a digit.
const ADDITIONS_BEFORE_CARRY: u32 = 1 << 30;

/// The exact sum of finite doubles (or of their squares), rounded once when it is read.
///
/// The sum is kept as one wide integer in 32-bit digits, an idea of Kulisch (1971) in the form of
/// Neal (2015), "Fast exact summation using small and large superaccumulators". Adding is exact,
/// so the result does not depend on order, chunks or threads. An accumulator takes 1 088 bytes,
/// whatever the number of summands.
///
/// Checked against Python's `math.fsum` (`tests/golden/stats/exact_sum.json`).
///
/// ```
/// use servqual::stats::ExactSum;
/// let mut sum = ExactSum::default();
/// for value in [1e16, 1.0, -1e16] {
///     sum.add(value);
/// }
/// assert_eq!(sum.value(), 1.0);
/// ```
#[derive(Debug, Clone)]
pub struct ExactSum {
    digits: Box<[i64; DIGITS]>,
    additions: u32,
}

impl Default for ExactSum {
    fn default() -> Self {
        Self { digits: Box::new([0; DIGITS]), additions: 0 }
    }
}

/// Sign, whole significand and binary exponent of a finite double.
fn decompose(value: f64) -> (bool, u64, i32) {
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32;
    let fraction = bits & ((1 << 52) - 1);
    let negative = bits >> 63 == 1;
    if exponent == 0 { (negative, fraction, -1074) } else { (negative, fraction | (1 << 52), exponent - 1075) }
}

impl ExactSum {
    /// Adds one finite value. The caller has refused NaN and infinity.
    #[inline]
    pub fn add(&mut self, value: f64) {
        debug_assert!(value.is_finite());
        let (negative, significand, exponent) = decompose(value);
        self.add_integer(negative, u128::from(significand), exponent);
    }

    /// Adds the exact square of one finite value.
    #[inline]
    pub fn add_square(&mut self, value: f64) {
        debug_assert!(value.is_finite());
        let (_, significand, exponent) = decompose(value);
        self.add_integer(false, u128::from(significand) * u128::from(significand), 2 * exponent);
    }

    /// Adds the exact product of two finite values.
    #[inline]
    pub fn add_product(&mut self, left: f64, right: f64) {
        debug_assert!(left.is_finite() && right.is_finite());
        let (left_negative, left, left_exponent) = decompose(left);
        let (right_negative, right, right_exponent) = decompose(right);
        let negative = left_negative != right_negative;
        self.add_integer(negative, u128::from(left) * u128::from(right), left_exponent + right_exponent);
    }

    /// Adds `significand * 2^exponent` digit by digit.
    #[inline]
    fn add_integer(&mut self, negative: bool, significand: u128, exponent: i32) {
        let position = (exponent - LOWEST_EXPONENT) as u32;
        let first = (position / DIGIT_BITS) as usize;
        let shift = position % DIGIT_BITS;
        let low = (significand << shift) as u64;
        // 128 bits shifted by at most 31 leave at most 159: five digits.
        let high = if shift == 0 { significand >> 64 } else { significand >> (64 - shift) };
        let digits = [
            low & 0xffff_ffff,
            low >> 32,
            (high as u64) & 0xffff_ffff,
            ((high >> 32) as u64) & 0xffff_ffff,
            ((high >> 64) as u64) & 0xffff_ffff,
        ];
        for (slot, digit) in self.digits[first..].iter_mut().zip(digits) {
            let digit = digit as i64;
            *slot += if negative { -digit } else { digit };
        }
        self.additions += 1;
        if self.additions >= ADDITIONS_BEFORE_CARRY {
            self.carry();
        }
    }

    /// Adds another sum to this one.
    pub fn merge(&mut self, other: &Self) {
        self.carry();
        for (mine, theirs) in self.digits.iter_mut().zip(other.canonical()) {
            *mine += theirs;
        }
        self.carry();
    }

    fn carry(&mut self) {
        carry(&mut self.digits);
        self.additions = 0;
    }

    /// The sum, rounded once to the nearest double (ties to even). Infinite where it overflows.
    pub fn value(&self) -> f64 {
        let Magnitude { is_negative, digits } = self.magnitude();
        let (window, exponent) = leading(digits.into_iter());
        let magnitude = round_to_double(window, LOWEST_EXPONENT + exponent);
        if is_negative { -magnitude } else { magnitude }
    }

    /// The sum as a double and a binary exponent, rounded once; nothing overflows.
    pub(super) fn scaled(&self) -> (f64, i32) {
        let Magnitude { is_negative, digits } = self.magnitude();
        let (magnitude, exponent) = rounded(digits.into_iter());
        (if is_negative { -magnitude } else { magnitude }, LOWEST_EXPONENT + exponent)
    }

    /// Whether the sum is below zero.
    pub(super) fn is_negative(&self) -> bool {
        self.canonical()[DIGITS - 1] < 0
    }

    /// Whether the sum is zero.
    pub(super) fn is_zero(&self) -> bool {
        self.canonical() == [0; DIGITS]
    }

    /// The digits in their canonical form.
    fn canonical(&self) -> [i64; DIGITS] {
        let mut digits = *self.digits;
        carry(&mut digits);
        digits
    }

    fn magnitude(&self) -> Magnitude {
        let mut digits = self.canonical();
        let is_negative = digits[DIGITS - 1] < 0;
        if is_negative {
            digits.iter_mut().for_each(|digit| *digit = -*digit);
            carry(&mut digits);
        }
        let end = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        Magnitude { is_negative, digits: digits[..end].iter().map(|&digit| digit as u64).collect() }
    }

    /// The digits of the magnitude, the lowest first, without zeros above the highest.
    fn magnitude_digits(&self) -> Vec<u64> {
        self.magnitude().digits
    }
}

/// A sum as sign and digits, the lowest first, without zeros above the highest.
struct Magnitude {
    is_negative: bool,
    digits: Vec<u64>,
}

/// Brings every digit but the highest into 0..2^32: the one canonical form of the sum.
fn carry(digits: &mut [i64; DIGITS]) {
    let mut carry = 0_i64;
    let last = DIGITS - 1;
    for digit in &mut digits[..last] {
        let total = *digit + carry;
        *digit = total & 0xffff_ffff;
        carry = total >> DIGIT_BITS;
    }
    digits[last] += carry;
}

impl PartialEq for ExactSum {
    fn eq(&self, other: &Self) -> bool {
        self.canonical() == other.canonical()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(values: &[f64]) -> ExactSum {
        let mut sum = ExactSum::default();
        values.iter().for_each(|&value| sum.add(value));
        sum
    }

    #[test]
    fn cancels_exactly() {
        assert_eq!(sum(&[1e308, 1.0, -1e308]).value(), 1.0);
        assert_eq!(sum(&[5e-324, 5e-324]).value(), 1e-323);
        assert_eq!(sum(&[-3.0, 1.0]).value(), -2.0);
        assert_eq!(sum(&[]).value(), 0.0);
        assert_eq!(sum(&[0.1; 10]).value(), 1.0);
    }

    #[test]
    fn squares_are_exact() {
        let mut squares = ExactSum::default();
        squares.add_square(1e200);
        squares.add_square(3.0);
        assert_eq!(squares.value(), f64::INFINITY);
        let mut one = ExactSum::default();
        one.add_square(1.0 + f64::EPSILON);
        one.add(-1.0 - 2.0 * f64::EPSILON);
        assert_eq!(one.value(), f64::EPSILON * f64::EPSILON);
    }

    proptest! {
        #[test]
        fn order_and_cut_do_not_matter(values in prop::collection::vec(-1e300_f64..1e300, 0..50), cut in 0_usize..50) {
            let cut = cut.min(values.len());
            let whole = sum(&values);
            let mut parts = sum(&values[cut..]);
            parts.merge(&sum(&values[..cut]));
            prop_assert_eq!(whole.value().to_bits(), parts.value().to_bits());
            let text = serde_json::to_string(&parts).unwrap();
            let back: ExactSum = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&back, &whole);
            prop_assert_eq!(text, serde_json::to_string(&whole).unwrap());
        }
    }
}
