//! Student's t distribution.

use super::beta::{beta_tails, power_term};
use super::normal::normal_quantile;
use super::remembered::Remembered;

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
/// Newton from the normal quantile: the tail is convex, so the steps rise towards the quantile and
/// end with the first that does not.
pub fn student_quantile(two_sided: f64, degrees: f64) -> f64 {
    let question = [two_sided.to_bits(), degrees.to_bits()];
    QUANTILES.with(|quantiles| quantiles.recall(question, degrees as u64, || quantile_by_newton(two_sided, degrees)))
}

thread_local! {
    /// A report asks for the same again and again, where as many respondents answered.
    static QUANTILES: Remembered<[u64; 2], f64> = const { Remembered::new() };
}

fn quantile_by_newton(two_sided: f64, degrees: f64) -> f64 {
    let mut t = -normal_quantile(two_sided / 2.0);
    if t <= 0.0 {
        return 0.0;
    }
    for _ in 0..2_000 {
        let square = t * t;
        let x = degrees / (degrees + square);
        let y = square / (degrees + square);
        let slope = 2.0 * power_term(x, y, degrees / 2.0, 0.5) / t;
        let next = t + (beta_tails(x, y, degrees / 2.0, 0.5).lower - two_sided) / slope;
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
        // R: 2 * pt(-7.477747413059409, 193).
        assert!((student_two_sided(7.477_747_413_059_409, 193.0) / 2.585_492_061_823_352_6e-12 - 1.0).abs() < 1e-12);
    }
}
