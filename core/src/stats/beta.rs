//! The regularised incomplete beta function and its inverse.

use super::root::rising_root;
use super::saddle_point::{deviance_at, stirling_error};

/// Both tails of a beta distribution; each is accurate in itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetaTails {
    /// I_x(a, b).
    pub lower: f64,
    /// 1 − I_x(a, b), without cancellation.
    pub upper: f64,
}

/// Tails of the beta distribution with parameters `a` and `b` at `x`, given with `y` = 1 − x so
/// that neither loses digits. Needs a, b > 0 and x, y in [0, 1].
///
/// Continued fraction of DiDonato and Morris (1992, "Algorithm 708") with Loader's saddle-point
/// factor: neither loses digits where one parameter is large and x near 1. Checked against
/// SciPy's `betainc` through the intervals of `tests/golden/proportion_interval.json`.
pub fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> BetaTails {
    tails_and_power_term(x, y, a, b).0
}

/// The tails, and the power term that they are computed from: the slope of the tails at `x` is the
/// term over x y.
pub(super) fn tails_and_power_term(x: f64, y: f64, a: f64, b: f64) -> (BetaTails, f64) {
    if x <= 0.0 {
        return (BetaTails { lower: 0.0, upper: 1.0 }, 0.0);
    }
    if y <= 0.0 {
        return (BetaTails { lower: 1.0, upper: 0.0 }, 0.0);
    }
    let factor = power_term(x, y, a, b);
    let below = x < (a + 1.0) / (a + b + 2.0);
    let tails = if factor == 0.0 {
        // So far out that the tail is no number of eight bytes: the fraction would not change that.
        if below { BetaTails { lower: 0.0, upper: 1.0 } } else { BetaTails { lower: 1.0, upper: 0.0 } }
    } else if below {
        let lower = factor / continued_fraction(x, y, a, b);
        BetaTails { lower, upper: 1.0 - lower }
    } else {
        let upper = factor / continued_fraction(y, x, b, a);
        BetaTails { lower: 1.0 - upper, upper }
    };
    (tails, factor)
}

/// a − (a + b) x, from the smaller of x and y = 1 − x.
fn distance(x: f64, y: f64, a: f64, b: f64) -> f64 {
    if x <= y { f64::mul_add(-(a + b), x, a) } else { f64::mul_add(a + b, y, -b) }
}

/// x^a y^b / B(a, b).
fn power_term(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let distance = distance(x, y, a, b);
    let exponent = stirling_error(n)
        - stirling_error(a)
        - stirling_error(b)
        - deviance_at(a, n * x, distance)
        - deviance_at(b, n * y, -distance);
    (a * b / (core::f64::consts::TAU * n)).sqrt() * libm::exp(exponent)
}

/// β₁ + α₂ / (β₂ + α₃ / (β₃ + …)), by Lentz's method.
fn continued_fraction(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let from_mean = distance(x, y, a, b) + 1.0;
    let mut fraction = a / (a + 1.0) * from_mean;
    let (mut c, mut d) = (fraction, 0.0);
    let limit = 1_000 + 20 * (a.max(b)).sqrt() as u64;
    for step in 1..=limit {
        let m = step as f64;
        let odd = a + 2.0 * m - 1.0;
        let alpha = (a + m - 1.0) / odd * ((a + b + m - 1.0) / odd) * m * (b - m) * x * x;
        let beta = m + m * (b - m) * x / odd + (a + m) / (odd + 2.0) * (from_mean + m * (1.0 + y));
        d = 1.0 / (beta + alpha * d);
        c = beta + alpha / c;
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    fraction
}

/// The x at which the lower tail of the beta distribution is `probability`.
///
/// The smaller tail is matched, so that extreme quantiles keep their digits.
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> f64 {
    rising_root(a / (a + b), 0.0, 1.0, |x| {
        let (tails, term) = tails_and_power_term(x, 1.0 - x, a, b);
        let excess = if probability < 0.5 { tails.lower - probability } else { (1.0 - probability) - tails.upper };
        [excess, term / (x * (1.0 - x))]
    })
}

/// The x above which the beta distribution has the probability `tail`: no digit is lost where x
/// is small.
pub fn beta_upper_quantile(tail: f64, a: f64, b: f64) -> f64 {
    if a > b {
        return 1.0 - beta_quantile(tail, b, a);
    }
    rising_root(a / (a + b), 0.0, 1.0, |x| {
        let (tails, term) = tails_and_power_term(x, 1.0 - x, a, b);
        [tail - tails.upper, term / (x * (1.0 - x))]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_closed_forms() {
        // I_x(1, b) = 1 − (1 − x)^b and I_x(a, 1) = x^a.
        let tails = beta_tails(0.25, 0.75, 1.0, 3.0);
        assert!((tails.lower - 0.578_125).abs() < 1e-15);
        assert!((beta_tails(0.5, 0.5, 4.0, 1.0).lower - 0.0625).abs() < 1e-16);
        assert!((beta_tails(0.5, 0.5, 1e6, 1e6).lower - 0.5).abs() < 1e-12);
    }

    #[test]
    fn quantile_inverts() {
        for (a, b) in [(0.5, 0.5), (85.0, 16.0), (1.0, 20.0), (1e5, 3.0)] {
            for p in [1e-9, 0.025, 0.5, 0.975] {
                let x = beta_quantile(p, a, b);
                assert!((beta_tails(x, 1.0 - x, a, b).lower / p - 1.0).abs() < 1e-9, "{a} {b} {p}");
                // Near 1 the tail above has fewer digits than x.
                let (small, large) = (a.min(b), a.max(b));
                let x = beta_upper_quantile(p, small, large);
                let tail = beta_tails(x, 1.0 - x, small, large).upper;
                assert!(p < 0.01 || (tail / p - 1.0).abs() < 1e-9, "{small} {large} {p}");
            }
        }
    }
}
