//! The regularised incomplete beta function and its inverse.

use super::saddle_point::{deviance, stirling_error};

/// Smallest number that Lentz's method puts in place of zero.
const TINY: f64 = 1e-300;

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
/// Continued fraction by Lentz's method with Loader's saddle-point factor; checked against
/// SciPy's `betainc` through the intervals of `tests/golden/stats/proportion_interval.json`.
pub fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> BetaTails {
    if x <= 0.0 {
        return BetaTails { lower: 0.0, upper: 1.0 };
    }
    if y <= 0.0 {
        return BetaTails { lower: 1.0, upper: 0.0 };
    }
    let factor = power_term(x, y, a, b);
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = factor * continued_fraction(x, a, b) / a;
        BetaTails { lower, upper: 1.0 - lower }
    } else {
        let upper = factor * continued_fraction(y, b, a) / b;
        BetaTails { lower: 1.0 - upper, upper }
    }
}

/// x^a y^b / B(a, b).
pub(super) fn power_term(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let exponent = stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    (a * b / (core::f64::consts::TAU * n)).sqrt() * libm::exp(exponent)
}

fn continued_fraction(x: f64, a: f64, b: f64) -> f64 {
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / keep(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    let limit = 1_000 + 20 * (a.max(b)).sqrt() as u64;
    for step in 1..=limit {
        let m = step as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / keep(1.0 + even * d);
        c = keep(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / keep(1.0 + odd * d);
        c = keep(1.0 + odd / c);
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

/// The x at which the lower tail of the beta distribution is `probability`.
///
/// Newton steps kept inside a shrinking bracket; the smaller tail is matched, so that extreme
/// quantiles keep their digits.
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..400 {
        let tails = beta_tails(x, 1.0 - x, a, b);
        let excess = if probability < 0.5 { tails.lower - probability } else { (1.0 - probability) - tails.upper };
        if excess > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = power_term(x, 1.0 - x, a, b) / (x * (1.0 - x));
        let newton = x - excess / density;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - x).abs() <= 1e-16 * x || excess == 0.0 {
            return next;
        }
        x = next;
    }
    x
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
            }
        }
    }
}
