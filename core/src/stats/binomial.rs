//! The binomial distribution.

use super::beta::beta_tails;

/// P(X ≤ `successes`) for a binomial distribution with `trials` and `probability`.
pub fn binomial_cumulative(successes: u64, trials: u64, probability: f64) -> f64 {
    if successes >= trials {
        return 1.0;
    }
    beta_tails(1.0 - probability, probability, (trials - successes) as f64, successes as f64 + 1.0).lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_the_probabilities() {
        // (1 + 4 + 6) / 16
        assert!((binomial_cumulative(2, 4, 0.5) - 0.6875).abs() < 1e-15);
        assert_eq!(binomial_cumulative(4, 4, 0.5), 1.0);
    }
}
