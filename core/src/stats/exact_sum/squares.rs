//! Sums of squares around a mean or a ratio, exact before they are rounded.

use super::rounding::rounded;
use super::{ExactSum, LOWEST_EXPONENT};
use crate::stats::wide;

/// `n` · `squares` − `sum`², exact before it is rounded to a double and a binary exponent; `None`
/// where it is negative, which sums of the same values cannot be.
pub(in crate::stats) fn centred_squares(n: u64, sum: &ExactSum, squares: &ExactSum) -> Option<(f64, i32)> {
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
pub(in crate::stats) fn residual_squares([above, below, aa, bb, ab]: [&ExactSum; 5]) -> Option<(f64, i32)> {
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
