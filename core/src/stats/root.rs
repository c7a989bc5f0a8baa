//! The root of a rising function.

/// Steps after which a root is taken as it is; a bracket of doubles halves away long before.
const MOST_STEPS: u32 = 2_000;

/// Where a rising function of x > `low` is zero: Newton steps, kept inside a bracket that only
/// shrinks, so that no step can leave the root again. `function` gives value and slope.
pub(super) fn rising_root(start: f64, low: f64, high: f64, function: impl Fn(f64) -> [f64; 2]) -> f64 {
    let (mut x, mut low, mut high) = (start, low, high);
    for _ in 0..MOST_STEPS {
        let [value, slope] = function(x);
        if value == 0.0 || value.is_nan() {
            break;
        }
        if value > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let newton = x - value / slope;
        if (newton - x).abs() <= f64::EPSILON * x.abs() {
            break;
        }
        let next = if newton > low && newton < high {
            newton
        } else if high.is_finite() {
            0.5 * (low + high)
        } else {
            2.0 * x
        };
        // Two neighbouring doubles have nothing between them.
        if next <= low || next >= high {
            break;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_on_a_root_that_is_hit_exactly() {
        assert_eq!(rising_root(1.0, 0.0, f64::INFINITY, |x| [x - 1.0, 1.0]), 1.0);
        assert_eq!(rising_root(4.0, 0.0, 8.0, |x| [x * x - 4.0, 2.0 * x]), 2.0);
        assert_eq!(rising_root(1.0, 0.0, f64::INFINITY, |x| [x - 1e9, 1.0]), 1e9);
        // A slope that says nothing leaves bisection.
        assert!((rising_root(1.0, 0.0, 4.0, |x| [x - 3.0, 0.0]) - 3.0).abs() < 1e-15);
        assert!(rising_root(f64::NAN, 0.0, 1.0, |x| [x, 1.0]).is_nan());
    }
}
