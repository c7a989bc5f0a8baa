//! Correlation of values that come with counts.

use super::interval::{Bounds, ConfidenceLevel};
use super::student_two_sided;

/// A pair of values and how often it occurred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairCount {
    /// First value.
    pub x: f64,
    /// Second value.
    pub y: f64,
    /// How often both came together.
    pub count: u64,
}

/// Which correlation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrelationKind {
    /// Pearson's product-moment correlation.
    Pearson,
    /// Spearman's rank correlation; ties share the mean of their ranks.
    Spearman,
}

/// A correlation with its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// Which it is.
    pub kind: CorrelationKind,
    /// Number of pairs.
    pub n: u64,
    /// The coefficient, from −1 to 1.
    pub coefficient: f64,
    /// Two-sided p value of "no correlation" by Student's t with n − 2 degrees of freedom; missing
    /// below three pairs.
    pub p_value: Option<f64>,
}

/// The correlation of pairs with counts; `None` where a side does not vary.
///
/// Spearman's is Pearson's of the mean ranks. For Spearman the t test is an approximation, the one
/// that SciPy's `spearmanr` reports.
///
/// ```
/// use servqual::stats::{CorrelationKind, PairCount, correlation};
/// let pair = |x, y, count| PairCount { x, y, count };
/// let pairs = [pair(1.0, 1.0, 2), pair(2.0, 4.0, 1), pair(3.0, 9.0, 1)];
/// assert_eq!(correlation(&pairs, CorrelationKind::Spearman).map(|found| found.coefficient), Some(1.0));
/// assert!(correlation(&pairs[..1], CorrelationKind::Pearson).is_none());
/// ```
pub fn correlation(pairs: &[PairCount], kind: CorrelationKind) -> Option<Correlation> {
    let pairs: Vec<PairCount> = pairs.iter().copied().filter(|pair| pair.count > 0).collect();
    let first = pairs.first()?;
    if pairs.iter().all(|pair| pair.x == first.x) || pairs.iter().all(|pair| pair.y == first.y) {
        return None;
    }
    let n = pairs.iter().map(|pair| pair.count).sum::<u64>();
    let coefficient = match kind {
        CorrelationKind::Pearson => product_moment(&pairs),
        CorrelationKind::Spearman => {
            let (x, y) = (ranks(&pairs, |pair| pair.x), ranks(&pairs, |pair| pair.y));
            let ranked = pairs.iter().zip(x.into_iter().zip(y));
            product_moment(&ranked.map(|(pair, (x, y))| PairCount { x, y, ..*pair }).collect::<Vec<_>>())
        }
    };
    let p_value = (n > 2).then(|| {
        let degrees = (n - 2) as f64;
        let rest = (1.0 - coefficient) * (1.0 + coefficient);
        if rest <= 0.0 { 0.0 } else { student_two_sided(coefficient * (degrees / rest).sqrt(), degrees) }
    });
    Some(Correlation { kind, n, coefficient, p_value })
}

impl Correlation {
    /// Fisher's interval tanh(artanh r ± z · s), s² = 1 / (n − 3) for Pearson's (Fisher 1921) and
    /// (1 + r²/2) / (n − 3) for Spearman's (Bonett and Wright 2000); `None` below four pairs or where
    /// the correlation is perfect.
    ///
    /// Pearson's is SciPy's `pearsonr(x, y).confidence_interval()`.
    pub fn interval(&self, level: ConfidenceLevel) -> Option<Bounds> {
        let r = self.coefficient;
        if self.n < 4 || r.abs() >= 1.0 {
            return None;
        }
        let spread = match self.kind {
            CorrelationKind::Pearson => 1.0,
            CorrelationKind::Spearman => 1.0 + r * r / 2.0,
        };
        let half = level.normal() * (spread / (self.n - 3) as f64).sqrt();
        let middle = libm::atanh(r);
        Some(Bounds { lower: libm::tanh(middle - half), upper: libm::tanh(middle + half) })
    }
}

fn product_moment(pairs: &[PairCount]) -> f64 {
    let size = pairs.iter().map(|pair| pair.count).sum::<u64>() as f64;
    let mean = |of: fn(&PairCount) -> f64| pairs.iter().map(|pair| pair.count as f64 * of(pair)).sum::<f64>() / size;
    let (x, y) = (mean(|pair| pair.x), mean(|pair| pair.y));
    let [mut xx, mut yy, mut xy] = [0.0; 3];
    for pair in pairs {
        let (dx, dy, count) = (pair.x - x, pair.y - y, pair.count as f64);
        xx += count * dx * dx;
        yy += count * dy * dy;
        xy += count * dx * dy;
    }
    // One root is exact where both sides are the same; two do not overflow.
    let product = xx * yy;
    let scale = if product.is_normal() { product.sqrt() } else { xx.sqrt() * yy.sqrt() };
    (xy / scale).clamp(-1.0, 1.0)
}

/// The mean rank of each pair on one side.
fn ranks(pairs: &[PairCount], of: fn(&PairCount) -> f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    order.sort_by(|&left, &right| of(&pairs[left]).total_cmp(&of(&pairs[right])));
    let mut ranks = vec![0.0; pairs.len()];
    let mut before = 0;
    for tied in order.chunk_by(|&left, &right| of(&pairs[left]) == of(&pairs[right])) {
        let count = tied.iter().map(|&at| pairs[at].count).sum::<u64>();
        tied.iter().for_each(|&at| ranks[at] = before as f64 + (count + 1) as f64 / 2.0);
        before += count;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_repetitions() {
        let pairs = [(1.0, 5.0, 3), (2.0, 4.0, 1), (2.0, 6.0, 2), (4.0, 9.0, 1)];
        let counted = pairs.map(|(x, y, count)| PairCount { x, y, count });
        let repeated: Vec<PairCount> = counted
            .iter()
            .flat_map(|pair| core::iter::repeat_n(PairCount { count: 1, ..*pair }, pair.count as usize))
            .collect();
        for kind in [CorrelationKind::Pearson, CorrelationKind::Spearman] {
            let [left, right] = [&counted[..], &repeated].map(|pairs| correlation(pairs, kind).unwrap());
            assert!((left.coefficient - right.coefficient).abs() < 1e-15);
            assert_eq!(left.n, right.n);
        }
    }
}
