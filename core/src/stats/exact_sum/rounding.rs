//! Wide integers rounded to doubles.

use super::DIGIT_BITS;

/// The integer as a double and a binary exponent, rounded once whatever its size.
pub(super) fn rounded(digits: impl DoubleEndedIterator<Item = u64> + ExactSizeIterator) -> (f64, i32) {
    let (window, exponent) = leading(digits);
    let shift = (64 - window.leading_zeros() as i32).max(0);
    let lost = window & ((1 << shift) - 1) != 0;
    (((window >> shift) as u64 | u64::from(lost)) as f64, exponent + shift)
}

/// The three leading digits as one integer, with the exponent of its lowest bit; digits below only
/// decide a tie, and one sticky bit stands for them.
pub(super) fn leading(digits: impl DoubleEndedIterator<Item = u64> + ExactSizeIterator) -> (u128, i32) {
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
pub(super) fn round_to_double(significand: u128, exponent: i32) -> f64 {
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
