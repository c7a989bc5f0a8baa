//! Student's t distribution.

use super::beta::{beta_tails, tails_and_power_term};
use super::normal::normal_quantile;

/// Probability that |T| exceeds |t| with `degrees` degrees of freedom.
///
/// I_x(ν/2, ½) at x = ν/(ν + t²), accurate far into the tail.
pub fn student_two_sided(t: f64, degrees: f64) -> f64 {
    let square = t * t;
    let x = degrees / (degrees + square);
    let y = square / (degrees + square);
    beta_tails(x, y, degrees / 2.0, 0.5).lower
}

/// The t for which |T| exceeds t with probability `two_sided`, for 0 < two_sided ≤ 1.
///
/// With many degrees of freedom the expansion of Fisher and Cornish (1960), of which every term but
/// the last counts; else Newton from there, or from the normal quantile: the tail is convex, so that
/// every step but the first rises towards the quantile, and the first that does not ends it.
pub fn student_quantile(two_sided: f64, degrees: f64) -> f64 {
    let z = -normal_quantile(two_sided / 2.0);
    if z <= 0.0 {
        return 0.0;
    }
    if degrees >= MANY.max(100.0 * z * z) {
        return quantile_by_expansion(z, degrees);
    }
    let start = if degrees >= SOME.max(z * z) { quantile_by_expansion(z, degrees) } else { z };
    quantile_by_newton(z, start, two_sided, degrees)
}

/// Degrees of freedom, at least this many and 100 z², from which on the terms that the expansion leaves
/// out are below 10⁻¹⁶ of the quantile.
const MANY: f64 = 500.0;
/// Degrees of freedom, at least this many and z², from which on the expansion is a start.
const SOME: f64 = 5.0;

/// Powers of 1/ν up to the fifth.
fn quantile_by_expansion(z: f64, degrees: f64) -> f64 {
    let s = z * z;
    let terms = [
        (s + 1.0) / 4.0,
        ((5.0 * s + 16.0) * s + 3.0) / 96.0,
        (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0,
        ((((79.0 * s + 776.0) * s + 1_482.0) * s - 1_920.0) * s - 945.0) / 92_160.0,
        (((((27.0 * s + 339.0) * s + 930.0) * s - 1_782.0) * s - 765.0) * s + 17_955.0) / 368_640.0,
    ];
    z + z * terms.iter().rev().fold(0.0, |sum, term| (sum + term) / degrees)
}

fn quantile_by_newton(z: f64, start: f64, two_sided: f64, degrees: f64) -> f64 {
    let step = |t: f64| {
        let square = t * t;
        let x = degrees / (degrees + square);
        let y = square / (degrees + square);
        let (tails, term) = tails_and_power_term(x, y, degrees / 2.0, 0.5);
        t + (tails.lower - two_sided) / (2.0 * term / t)
    };
    // From either side of the quantile the first step ends on its lower side, where z lies too.
    let mut t = step(start).max(z);
    for _ in 0..2_000 {
        let next = step(t);
        if next <= t || !next.is_finite() {
            break;
        }
        t = next;
    }
    t
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two-sided probability, degrees of freedom and quantile, by mpmath with 60 digits.
    const QUANTILES: [[f64; 3]; 5] = [
        [0.05, 2_000.0, 1.961_150_826_099_438],
        [0.01, 700.0, 2.582_871_008_558_545_3],
        [0.001, 19_999.0, 3.291_013_307_696_334],
        [0.5, 500.0, 0.674_980_737_965_939],
        [1e-6, 2_500.0, 4.903_858_942_126_608],
    ];

    #[test]
    fn matches_closed_form_and_r() {
        // One degree of freedom is the Cauchy distribution: tan(0.475 π). 193: R 4.2.2, qt(0.975, 193).
        assert!((student_quantile(0.05, 1.0) / 12.706_204_736_174_705 - 1.0).abs() < 1e-14);
        assert!((student_quantile(0.05, 193.0) / 1.972_331_675_795_749 - 1.0).abs() < 1e-14);
        // 50 digits by mpmath: neither loses digits where there are many degrees of freedom.
        for (degrees, quantile, tail_of_three) in [
            (999_999.0, 1.959_966_356_816_479_3, 0.002_699_862_541_488_275_7),
            (999_999_999.0, 1.959_963_986_912_325_4, 0.002_699_796_129_737_916),
            (999_999_999_999.0, 1.959_963_984_542_426_5, 0.002_699_796_063_326_667),
        ] {
            assert!((student_quantile(0.05, degrees) / quantile - 1.0).abs() < 1e-14);
            assert!((student_two_sided(3.0, degrees) / tail_of_three - 1.0).abs() < 1e-14);
        }
        assert_eq!(student_quantile(1.0, 5.0), 0.0);
        assert_eq!(student_quantile(1.0, 5_000.0), 0.0);
        // R: 2 * pt(-7.477747413059409, 193).
        assert!((student_two_sided(7.477_747_413_059_409, 193.0) / 2.585_492_061_823_352_6e-12 - 1.0).abs() < 1e-12);
    }

    /// The expansion begins where it is as accurate as Newton, at every level.
    #[test]
    fn expansion_meets_newton() {
        for two_sided in [0.9, 0.5, 0.1, 0.05, 0.01, 0.001, 1e-6, 1e-9] {
            let z = -normal_quantile(two_sided / 2.0);
            for factor in [1.0, 1.5, 10.0, 1_000.0] {
                let degrees = MANY.max(100.0 * z * z) * factor;
                let ratio = quantile_by_expansion(z, degrees) / quantile_by_newton(z, z, two_sided, degrees);
                assert!((ratio - 1.0).abs() < 1e-14, "{two_sided} {degrees}: {ratio}");
            }
        }
        // Newton meets itself from either start.
        for two_sided in [0.9, 0.5, 0.05, 0.001, 1e-9, 1e-30] {
            let z = -normal_quantile(two_sided / 2.0);
            for degrees in [1.0, 2.0, 4.5, 5.0, 6.0, 17.0, 80.0, 499.0] {
                let ratio = student_quantile(two_sided, degrees) / quantile_by_newton(z, z, two_sided, degrees);
                assert!((ratio - 1.0).abs() < 1e-13, "{two_sided} {degrees}: {ratio}");
            }
        }
        // 50 digits by mpmath.
        for [two_sided, degrees, quantile] in QUANTILES {
            assert!((student_quantile(two_sided, degrees) / quantile - 1.0).abs() < 4e-16, "{two_sided} {degrees}");
        }
    }
}
