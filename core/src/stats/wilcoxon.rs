//! Wilcoxon's signed-rank test from counts of whole-number differences.

use serde::{Deserialize, Serialize};

use super::normal_cumulative;

/// Wilcoxon's signed-rank test of symmetry about zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SignedRankTest {
    /// Sum of the ranks of the positive differences (V in R, W⁺ elsewhere).
    pub positive_rank_sum: f64,
    /// Sum of the ranks of the negative differences.
    pub negative_rank_sum: f64,
    /// Differences other than zero.
    pub n: u64,
    /// Differences of zero, which have no rank.
    pub zeros: u64,
    /// Standardised V.
    pub z: f64,
    /// Two-sided p value by the normal approximation.
    pub p_value: f64,
    /// Matched-pairs rank-biserial correlation (Kerby 2014): the share of rank sum above zero
    /// minus the share below, from −1 to 1.
    pub rank_biserial: f64,
}

/// The signed-rank test of differences given as `(difference, count)` pairs in rising order.
///
/// # Formula
/// Zeros are dropped (Wilcoxon 1945), ties share the mean of their ranks. z = (V − n(n+1)/4) / σ,
/// σ² = n(n+1)(2n+1)/24 − Σ(t³ − t)/48 over the ties t, without continuity correction; the rank
/// sums are exact. This is R's `wilcox.test(exact = FALSE, correct = FALSE)` and SciPy's
/// `wilcoxon(method = "approx", correction = False)`; SciPy reports the smaller rank sum as the
/// statistic, and R with its default arguments corrects for continuity.
///
/// `None` where every difference is zero.
///
/// ```
/// use servqual::stats::signed_rank;
/// let test = signed_rank(&[(-2, 1), (0, 3), (1, 2), (3, 1)]);
/// assert_eq!(test.map(|test| test.positive_rank_sum), Some(7.0));
/// assert_eq!(signed_rank(&[(0, 9)]), None);
/// ```
pub fn signed_rank(differences: &[(i64, u64)]) -> Option<SignedRankTest> {
    let mut magnitudes = std::collections::BTreeMap::<u64, [u64; 2]>::new();
    let mut zeros = 0;
    for &(difference, count) in differences.iter().filter(|(_, count)| *count > 0) {
        match difference {
            0 => zeros += count,
            _ => magnitudes.entry(difference.unsigned_abs()).or_default()[usize::from(difference > 0)] += count,
        }
    }
    let (mut n, mut twice_positive, mut ties) = (0_u128, 0_u128, 0_u128);
    for [negative, positive] in magnitudes.into_values() {
        let tied = u128::from(negative) + u128::from(positive);
        // The mean rank of a tie is n + (tied + 1) / 2; twice that is whole.
        twice_positive += u128::from(positive) * (2 * n + tied + 1);
        ties += tied * tied * tied - tied;
        n += tied;
    }
    if n == 0 {
        return None;
    }
    let twice_all = n * (n + 1);
    let twice_negative = twice_all - twice_positive;
    // 48 σ² and 4 (V − mean) are whole numbers.
    let variance = (2 * twice_all * (2 * n + 1) - ties) as f64 / 48.0;
    let above = (twice_positive as i128 - twice_negative as i128) as f64;
    let z = above / 4.0 / variance.sqrt();
    Some(SignedRankTest {
        positive_rank_sum: twice_positive as f64 / 2.0,
        negative_rank_sum: twice_negative as f64 / 2.0,
        n: n as u64,
        zeros,
        z,
        p_value: (2.0 * normal_cumulative(-z.abs())).min(1.0),
        rank_biserial: above / twice_all as f64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_by_hand() {
        // |d|: 1 1 2 3 with ranks 1.5 1.5 3 4; positive 1.5 + 1.5 + 4.
        let test = signed_rank(&[(-2, 1), (0, 3), (1, 2), (3, 1)]).unwrap();
        assert_eq!((test.positive_rank_sum, test.negative_rank_sum), (7.0, 3.0));
        assert_eq!((test.n, test.zeros), (4, 3));
        // σ² = 4·5·9/24 − 6/48 = 7.375.
        assert!((test.z - 2.0 / 7.375_f64.sqrt()).abs() < 1e-15);
        assert_eq!(test.rank_biserial, 0.4);
    }

    #[test]
    fn turning_the_signs_turns_the_test() {
        let test = signed_rank(&[(-3, 4), (-1, 2), (1, 5), (2, 2)]).unwrap();
        let turned = signed_rank(&[(-2, 2), (-1, 5), (1, 2), (3, 4)]).unwrap();
        assert_eq!((test.z, test.p_value), (-turned.z, turned.p_value));
        assert_eq!(test.positive_rank_sum, turned.negative_rank_sum);
    }
}
