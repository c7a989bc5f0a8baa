//! Effect sizes of paired and of independent samples.

use super::interval::{Bounds, ConfidenceLevel, Sample};
use super::saddle_point::stirling_error;

/// Cohen's d_z of paired data: mean of the differences divided by their standard deviation; `None`
/// where they do not vary.
///
/// Not to be confused with d_av, which divides by the mean of both deviations.
pub fn cohens_d_z(mean: f64, standard_deviation: f64) -> Option<f64> {
    (standard_deviation > 0.0).then(|| mean / standard_deviation)
}

/// Hedges' correction J(m) = Γ(m/2) / (√(m/2) Γ((m−1)/2)) for m degrees of freedom, which makes
/// Cohen's d unbiased: g = J d (Hedges 1981). `None` below two degrees of freedom.
///
/// The exact factor, by a difference of Stirling errors that keeps its digits for any m; pingouin
/// and others use the approximation 1 − 3/(4m − 1), which differs from the fourth digit on when m
/// is below ten.
///
/// ```
/// use servqual::stats::hedges_correction;
/// assert!(hedges_correction(2).is_some_and(|j| (j - 0.5641895835477563).abs() < 1e-15));
/// assert_eq!(hedges_correction(1), None);
/// ```
pub fn hedges_correction(degrees: u64) -> Option<f64> {
    if degrees < 2 {
        return None;
    }
    let a = degrees as f64 / 2.0;
    let root_pi = core::f64::consts::PI.sqrt();
    match degrees {
        // Γ(1) / Γ(½) and Γ(3/2) / (√(3/2) Γ(1)): below the range of Stirling's formula.
        2 => return Some(1.0 / root_pi),
        3 => return Some(root_pi / 2.0 / 1.5_f64.sqrt()),
        _ => {}
    }
    // Stirling's formula for Γ(a) and Γ(a − ½), with h = a − 1 and l = a − 3/2; what is large in it
    // cancels before it is evaluated: ln J = (h + ½) ln(h/l) − ½ + ½ ln(l/a) + δ(h) − δ(l).
    let (high, low) = (a - 1.0, a - 1.5);
    let logarithm = -(high + 0.5) * libm::log1p(-0.5 / high) - 0.5 + 0.5 * libm::log1p(-1.5 / a) + stirling_error(high)
        - stirling_error(low);
    Some(libm::exp(logarithm))
}

/// A difference of two means in pooled standard deviations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StandardizedDifference {
    /// Hedges' g, the second mean minus the first.
    pub g: f64,
    /// Hedges and Olkin's normal interval (1985).
    pub bounds: Bounds,
}

/// Hedges' g of two samples; `None` where together they have fewer than four observations, one has
/// none, or neither varies.
///
/// g = J(m) (x̄₂ − x̄₁) / s_p with m = n₁ + n₂ − 2 and s_p² = ((n₁ − 1) s₁² + (n₂ − 1) s₂²) / m; the
/// interval is g ± z √(1/n₁ + 1/n₂ + g² / (2 (n₁ + n₂))), metafor's measure "SMD" of type "LS".
pub fn hedges_g(first: Sample, second: Sample, level: ConfidenceLevel) -> Option<StandardizedDifference> {
    if first.n < 1.0 || second.n < 1.0 {
        return None;
    }
    let squares = |sample: Sample| (sample.n - 1.0) * sample.standard_deviation * sample.standard_deviation;
    let n = first.n + second.n;
    let correction = hedges_correction((n - 2.0).max(0.0) as u64)?;
    let pooled = ((squares(first) + squares(second)) / (n - 2.0)).sqrt();
    if pooled <= 0.0 {
        return None;
    }
    let g = correction * (second.mean - first.mean) / pooled;
    let half = level.normal() * (1.0 / first.n + 1.0 / second.n + g * g / (2.0 * n)).sqrt();
    Some(StandardizedDifference { g, bounds: Bounds { lower: g - half, upper: g + half } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_the_recurrence() {
        // J(m) J(m − 1) = (m − 2) / (2 √(m/2) √((m−1)/2)), from Γ(x + 1) = x Γ(x).
        for degrees in [3_u64, 4, 5, 9, 30, 193, 10_000, 1_000_000] {
            let m = degrees as f64;
            let product = hedges_correction(degrees).unwrap() * hedges_correction(degrees - 1).unwrap();
            let expected = (m - 2.0) / (m * (m - 1.0)).sqrt();
            assert!((product / expected - 1.0).abs() < 4e-15, "{degrees}");
        }
    }
}
