//! The log-rank test: do things of two groups last equally long?

use super::SurvivalTally;
use super::gamma::gamma_upper;

/// The log-rank test of two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRank {
    /// How many of the first group ended.
    pub observed: u64,
    /// How many of it would have, had both groups ended at the same rate at every time.
    pub expected: f64,
    /// (observed − expected)² over its variance.
    pub chi_squared: f64,
    /// The p value by the chi-squared distribution with one degree of freedom.
    pub p_value: f64,
}

/// The log-rank test (Mantel 1966; Peto and Peto 1972) with the hypergeometric variance.
///
/// `None` where no time tells anything: nothing ended while both groups were watched.
///
/// # Formula
/// At each time at which d of n end, n₁ of them in the first group: expected d·n₁/n, variance
/// d·(n₁/n)·(n₂/n)·(n − d)/(n − 1). χ² = (Σ observed − Σ expected)² / Σ variance.
///
/// Where either tally counts in buckets, both are compared by bucket. Checked against lifelines and
/// statsmodels (`tests/golden/survival_comparison.json`).
pub fn log_rank(first: &SurvivalTally, second: &SurvivalTally) -> Option<LogRank> {
    let [first, second] = first.aligned(second);
    let (first, second) = (first.curve(), second.curve());
    let mut at_risk = [&first, &second].map(|curve| curve.first().map_or(0, |at| at.at_risk));
    let (mut observed, mut expected, mut variance) = (0, 0.0, 0.0);
    let (mut left, mut right) = (first.iter().peekable(), second.iter().peekable());
    while let Some(time) = earliest(left.peek().map(|at| at.time), right.peek().map(|at| at.time)) {
        let here = [left.next_if(|at| at.time <= time), right.next_if(|at| at.time <= time)];
        let ended = here.map(|at| at.map_or(0, |at| at.ended));
        let (n, d) = ((at_risk[0] + at_risk[1]) as f64, (ended[0] + ended[1]) as f64);
        if d > 0.0 {
            let part = at_risk[0] as f64 / n;
            observed += ended[0];
            expected += d * part;
            if n > 1.0 {
                variance += d * part * (1.0 - part) * (n - d) / (n - 1.0);
            }
        }
        for (at_risk, at) in at_risk.iter_mut().zip(here) {
            *at_risk -= at.map_or(0, |at| at.ended + at.cut);
        }
    }
    if variance <= 0.0 {
        return None;
    }
    let beyond = observed as f64 - expected;
    let chi_squared = beyond * beyond / variance;
    Some(LogRank { observed, expected, chi_squared, p_value: gamma_upper(0.5, chi_squared / 2.0) })
}

fn earliest(left: Option<f64>, right: Option<f64>) -> Option<f64> {
    left.zip(right).map(|(left, right)| left.min(right)).or(left).or(right)
}
