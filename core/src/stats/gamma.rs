//! The regularised incomplete gamma functions and the chi-squared quantile.

use super::normal::normal_quantile;
use super::root::rising_root;
use super::saddle_point::{deviance, stirling_error};

/// From this shape on the expansion of the quantile has more digits than a double.
const LARGE_SHAPE: f64 = 1e6;

/// x^a e^−x / Γ(a).
fn power_term(a: f64, x: f64) -> f64 {
    (a / core::f64::consts::TAU).sqrt() * libm::exp(-deviance(a, x) - stirling_error(a))
}

/// P(a, x): the lower tail of the gamma distribution with shape `a` > 0 at `x` ≥ 0.
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x < a + 1.0 {
        power_term(a, x) * series(a, x)
    } else {
        1.0 - power_term(a, x) * continued_fraction(a, x)
    }
}

/// Q(a, x) = 1 − P(a, x), without cancellation.
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x < a + 1.0 {
        1.0 - power_term(a, x) * series(a, x)
    } else {
        power_term(a, x) * continued_fraction(a, x)
    }
}

fn series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    let mut denominator = a;
    loop {
        denominator += 1.0;
        term *= x / denominator;
        let next = sum + term;
        if next == sum || next.is_nan() {
            return next;
        }
        sum = next;
    }
}

fn continued_fraction(a: f64, x: f64) -> f64 {
    let tiny = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / tiny;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for step in 1..100_000_u32 {
        let m = f64::from(step);
        let numerator = -m * (m - a);
        b += 2.0;
        d = numerator * d + b;
        d = 1.0 / if d.abs() < tiny { tiny } else { d };
        c = b + numerator / c;
        c = if c.abs() < tiny { tiny } else { c };
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}

/// The x at which a chi-squared distribution with `degrees` degrees of freedom reaches `probability`.
///
/// The smaller tail is matched; many degrees of freedom take the expansion of Goldberg and Levine
/// (1946), so that a large count costs no more than a small one.
pub fn chi_squared_quantile(probability: f64, degrees: f64) -> f64 {
    let a = degrees / 2.0;
    if a >= LARGE_SHAPE {
        return 2.0 * expansion(normal_quantile(probability), a);
    }
    let root = rising_root(a.max(0.5), 0.0, f64::INFINITY, |x| {
        let excess =
            if probability < 0.5 { gamma_lower(a, x) - probability } else { (1.0 - probability) - gamma_upper(a, x) };
        [excess, power_term(a, x) / x]
    });
    2.0 * root
}

/// The quantile of a gamma distribution with shape `a` at the normal quantile `z`, up to a^−3/2.
fn expansion(z: f64, a: f64) -> f64 {
    let (root, square) = (a.sqrt(), z * z);
    let first = (square - 1.0) / 3.0;
    let second = z * (square - 7.0) / 36.0;
    let third = -((3.0 * square + 7.0) * square - 16.0) / 810.0;
    let fourth = z * ((9.0 * square + 256.0) * square - 433.0) / 38_880.0;
    a + (z * root + (first + (second + (third + fourth / root) / root) / root))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_closed_forms() {
        // P(1, x) = 1 − e^−x; the chi-squared quantile with two degrees is −2 ln(1 − p).
        assert!((gamma_lower(1.0, 2.0) - (1.0 - libm::exp(-2.0))).abs() < 1e-15);
        assert!((chi_squared_quantile(0.95, 2.0) + 2.0 * libm::log(0.05)).abs() < 1e-13);
        assert!((chi_squared_quantile(0.025, 2.0) + 2.0 * libm::log(0.975)).abs() < 1e-16);
    }

    #[test]
    fn quantile_inverts() {
        for a in [0.5, 1.0, 1.5, 2.0, 10.0, 1e3, 999_999.0, 1e6, 1e7] {
            for p in [1e-9, 0.025, 0.1, 0.5, 0.9, 0.975, 0.999_999] {
                let x = chi_squared_quantile(p, 2.0 * a) / 2.0;
                let error = if p < 0.5 { gamma_lower(a, x) / p } else { gamma_upper(a, x) / (1.0 - p) } - 1.0;
                assert!(error.abs() < 1e-11, "{a} {p}: {error:e}");
            }
        }
    }
}
