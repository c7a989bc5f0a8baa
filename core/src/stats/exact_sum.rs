//! An exact sum of floating-point numbers: the same bits in any order, cut or merge.

use serde::{Deserialize, Serialize};

use super::wide;
use crate::error::{QualityError, Result};

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
        let mut other = other.clone();
        other.carry();
        for (mine, theirs) in self.digits.iter_mut().zip(other.digits.iter()) {
            *mine += theirs;
        }
        self.carry();
    }

    /// Brings every digit but the highest into 0..2^32: the one canonical form of the sum.
    fn carry(&mut self) {
        let mut carry = 0_i64;
        let last = DIGITS - 1;
        for digit in &mut self.digits[..last] {
            let total = *digit + carry;
            *digit = total & 0xffff_ffff;
            carry = total >> DIGIT_BITS;
        }
        self.digits[last] += carry;
        self.additions = 0;
    }

    /// The sum, rounded once to the nearest double (ties to even). Infinite where it overflows.
    pub fn value(&self) -> f64 {
        let mut canonical = self.clone();
        canonical.carry();
        if canonical.digits[DIGITS - 1] < 0 {
            for digit in canonical.digits.iter_mut() {
                *digit = -*digit;
            }
            canonical.carry();
            return -canonical.magnitude();
        }
        canonical.magnitude()
    }

    /// The sum as a double and a binary exponent, rounded once; nothing overflows.
    pub(super) fn scaled(&self) -> (f64, i32) {
        let (magnitude, exponent) = rounded(self.magnitude_digits().into_iter());
        (if self.is_negative() { -magnitude } else { magnitude }, LOWEST_EXPONENT + exponent)
    }

    /// Rounds a canonical, non-negative sum.
    fn magnitude(&self) -> f64 {
        let (window, exponent) = leading(self.digits.iter().map(|&digit| digit as u64));
        round_to_double(window, LOWEST_EXPONENT + exponent)
    }

    /// Whether the sum is below zero.
    pub(super) fn is_negative(&self) -> bool {
        let mut canonical = self.clone();
        canonical.carry();
        canonical.digits[DIGITS - 1] < 0
    }

    /// Whether the sum is zero.
    pub(super) fn is_zero(&self) -> bool {
        let mut canonical = self.clone();
        canonical.carry();
        canonical.digits.iter().all(|&digit| digit == 0)
    }

    /// The digits of the magnitude, the lowest first.
    fn magnitude_digits(&self) -> Vec<u64> {
        let mut canonical = self.clone();
        canonical.carry();
        if canonical.digits[DIGITS - 1] < 0 {
            canonical.digits.iter_mut().for_each(|digit| *digit = -*digit);
            canonical.carry();
        }
        canonical.digits.iter().map(|&digit| digit as u64).collect()
    }
}

/// Sums of values and of their squares by power of two, as whole numbers: so many powers, from
/// `lowest` on, with their sums side by side, so that neighbouring additions need not wait.
pub(super) struct PowerSums {
    lowest: u64,
    sums: [[[u128; 2]; Self::POWERS]; 2],
    pub(super) added: u64,
}

impl PowerSums {
    /// 2^16 squares of 106 bits fit 128.
    pub(super) const MOST: usize = 1 << 16;
    const POWERS: usize = 32;

    /// Empty sums for the powers up to the highest of the values.
    pub(super) fn below(values: &[f64]) -> Self {
        let highest = values.iter().map(|value| value.to_bits() >> 52 & 0x7ff).max().unwrap_or(0);
        let lowest = (highest + 1).saturating_sub(Self::POWERS as u64).max(1);
        Self { lowest, sums: [[[0; 2]; Self::POWERS]; 2], added: 0 }
    }

    /// Adds a value; false where it is negative or of another power.
    #[inline(always)]
    pub(super) fn add(&mut self, value: f64) -> bool {
        let bits = value.to_bits();
        // The sign makes the power too high.
        let power = (bits >> 52).wrapping_sub(self.lowest);
        let Some([sum, squares]) = self.sums[self.added as usize % 2].get_mut(power as usize) else { return false };
        let significand = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
        *sum += significand;
        *squares += significand * significand;
        self.added += 1;
        true
    }

    pub(super) fn flush(&self, sum: &mut ExactSum, squares: &mut ExactSum) {
        for sums in &self.sums {
            for (power, [of_values, of_squares]) in (self.lowest as i32..).zip(sums).filter(|(_, [sum, _])| *sum > 0) {
                sum.add_integer(false, *of_values, power - 1075);
                squares.add_integer(false, *of_squares, 2 * (power - 1075));
            }
        }
    }
}

/// `n` · `squares` − `sum`², exact before it is rounded to a double and a binary exponent; `None`
/// where it is negative, which sums of the same values cannot be.
pub(super) fn centred_squares(n: u64, sum: &ExactSum, squares: &ExactSum) -> Option<(f64, i32)> {
    // A sum of doubles is a multiple of 2^-1074, so its square one of 2^-2148, the lowest digit.
    let root = wide::shifted_down(&sum.magnitude_digits(), (LOWEST_EXPONENT / 2).unsigned_abs());
    let scaled = wide::product(&squares.magnitude_digits(), &[n & 0xffff_ffff, n >> 32]);
    let difference = wide::difference(&scaled, &wide::product(&root, &root))?;
    let (rounded, exponent) = rounded(difference.into_iter());
    Some((rounded, LOWEST_EXPONENT + exponent))
}

/// `below`² · `aa` + `above`² · `bb` − 2 `above` `below` `ab` for sums of a, b, a², b² and ab that are
/// not negative: `below`² times the squared residuals of a over b, exact before it is rounded.
/// `None` where it is negative, which sums of the same pairs cannot be.
pub(super) fn residual_squares([above, below, aa, bb, ab]: [&ExactSum; 5]) -> Option<(f64, i32)> {
    if [above, below, ab].iter().any(|sum| sum.is_negative()) {
        return None;
    }
    let root = |sum: &ExactSum| wide::shifted_down(&sum.magnitude_digits(), (LOWEST_EXPONENT / 2).unsigned_abs());
    let (above, below) = (root(above), root(below));
    let times = |left: &[u64], right: &[u64], sum: &ExactSum| {
        wide::product(&wide::product(left, right), &sum.magnitude_digits())
    };
    let squares = wide::sum(&times(&below, &below, aa), &times(&above, &above, bb));
    let twice = wide::product(&times(&above, &below, ab), &[2]);
    let (rounded, exponent) = rounded(wide::difference(&squares, &twice)?.into_iter());
    Some((rounded, 2 * LOWEST_EXPONENT + exponent))
}

/// The integer as a double and a binary exponent, rounded once whatever its size.
fn rounded(digits: impl DoubleEndedIterator<Item = u64> + ExactSizeIterator) -> (f64, i32) {
    let (window, exponent) = leading(digits);
    let shift = (64 - window.leading_zeros() as i32).max(0);
    let lost = window & ((1 << shift) - 1) != 0;
    (((window >> shift) as u64 | u64::from(lost)) as f64, exponent + shift)
}

/// The three leading digits as one integer, with the exponent of its lowest bit; digits below only
/// decide a tie, and one sticky bit stands for them.
fn leading(digits: impl DoubleEndedIterator<Item = u64> + ExactSizeIterator) -> (u128, i32) {
    let mut top = digits.len() as i32;
    let mut digits = digits.rev().skip_while(|&digit| {
        top -= i32::from(digit == 0);
        digit == 0
    });
    let mut window = 0_u128;
    for _ in 0..3 {
        window = (window << DIGIT_BITS) | u128::from(digits.next().unwrap_or(0));
    }
    if digits.any(|digit| digit != 0) {
        window |= 1;
    }
    (window, (top - 3) * DIGIT_BITS as i32)
}

/// `significand * 2^exponent`, rounded to nearest, ties to even, subnormals included.
fn round_to_double(significand: u128, exponent: i32) -> f64 {
    let length = 128 - significand.leading_zeros() as i32;
    let lowest_kept = (length - 53).max(-1074 - exponent);
    if lowest_kept <= 0 {
        return libm::ldexp(significand as f64, exponent);
    }
    if lowest_kept > length {
        return 0.0;
    }
    let kept = significand >> lowest_kept;
    let rest = significand & ((1_u128 << lowest_kept) - 1);
    let half = 1_u128 << (lowest_kept - 1);
    let up = rest > half || (rest == half && kept & 1 == 1);
    libm::ldexp((kept + u128::from(up)) as f64, exponent + lowest_kept)
}

impl PartialEq for ExactSum {
    fn eq(&self, other: &Self) -> bool {
        let (mut left, mut right) = (self.clone(), other.clone());
        left.carry();
        right.carry();
        left.digits == right.digits
    }
}

/// Wire form: the digits from the first that is not zero.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    first: u64,
    digits: Vec<i64>,
}

impl Serialize for ExactSum {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        let mut canonical = self.clone();
        canonical.carry();
        let first = canonical.digits.iter().position(|&digit| digit != 0).unwrap_or(0);
        let end = canonical.digits.iter().rposition(|&digit| digit != 0).map_or(first, |last| last + 1);
        Wire { first: first as u64, digits: canonical.digits[first..end].to_vec() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ExactSum {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        Self::from_digits(wire.first, &wire.digits).map_err(serde::de::Error::custom)
    }
}

impl ExactSum {
    fn from_digits(first: u64, digits: &[i64]) -> Result<Self> {
        let invalid = |expected: &str| QualityError::InvalidDocument {
            path: "sum.digits".into(),
            found: format!("{} digits from {first}", digits.len()),
            expected: expected.into(),
        };
        let start = usize::try_from(first).map_err(|_| invalid("digits within the accumulator"))?;
        let end = start.checked_add(digits.len()).filter(|&end| end <= DIGITS);
        let end = end.ok_or_else(|| invalid("digits within the accumulator"))?;
        let mut sum = Self::default();
        for (index, (slot, &digit)) in (start..end).zip(sum.digits[start..end].iter_mut().zip(digits)) {
            // The highest digit only holds the sign: 2^64 doubles do not reach it.
            let allowed = if index == DIGITS - 1 { -1..1 } else { 0..(1_i64 << 32) };
            if !allowed.contains(&digit) {
                return Err(invalid("digits of 32 bits"));
            }
            *slot = digit;
        }
        Ok(sum)
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
