//! Ranks whose order statistics enclose a quantile.

use crate::stats::binomial::binomial_cumulative;
use crate::stats::interval::ConfidenceLevel;

/// The ranks, from one, so that each tail of the binomial distribution holds at most half of
/// 1 − level (Conover 1999); `None` where so few values have no such ranks.
pub(super) fn enclosing_ranks(n: u64, probability: f64, level: ConfidenceLevel) -> Option<[u64; 2]> {
    let tail = level.tail();
    let below = |rank: u64| binomial_cumulative(rank - 1, n, probability);
    // Where Cornish and Fisher's expansion expects them: mostly right, so that few sums are asked for.
    let (size, normal) = (n as f64, level.normal());
    let half = normal * (size * probability * (1.0 - probability)).sqrt();
    let centre = size * probability + (1.0 - 2.0 * probability) * (normal * normal - 1.0) / 6.0 - 0.5;
    let lower = last_rank(n, (centre - half).floor() as u64 + 1, |rank| below(rank) <= tail)?;
    let upper = first_rank(n, (centre + half).ceil() as u64 + 1, |rank| below(rank) >= 1.0 - tail)?;
    Some([lower, upper])
}

/// The largest rank in 1..=n that satisfies a condition that ends once, sought from `guess` on.
fn last_rank(n: u64, guess: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    first_rank(n, guess.saturating_add(1), |rank| !holds(rank))
        .map_or(Some(n), |first_failing| first_failing.checked_sub(1))
        .filter(|&rank| rank > 0)
}

/// The smallest rank in 1..=n that satisfies a condition that begins once, sought from `guess` on.
fn first_rank(n: u64, guess: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut low, mut high) = (1, n + 1);
    // Steps that double away from the guess, until the answer lies between two of them.
    let (mut rank, mut step) = (guess.clamp(1, n.max(1)), 1);
    while low < high {
        if holds(rank) {
            high = rank;
            rank = rank.saturating_sub(step).max(low);
        } else {
            low = rank + 1;
            rank = rank.saturating_add(step);
        }
        step = step.saturating_mul(2);
        if !(low..high).contains(&rank) || (low > 1 && high <= n) {
            rank = low + (high - low) / 2;
        }
    }
    (low <= n).then_some(low)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_guess_changes_no_rank(n in 0_u64..200, begins in 1_u64..203, guess in 0_u64..300) {
            let expected = (begins <= n).then_some(begins);
            prop_assert_eq!(first_rank(n, guess, |rank| rank >= begins), expected);
            let last = Some(begins.min(n + 1) - 1).filter(|&rank| rank > 0);
            prop_assert_eq!(last_rank(n, guess, |rank| rank < begins), last);
        }
    }
}
