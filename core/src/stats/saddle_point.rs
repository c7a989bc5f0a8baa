//! The parts of Loader's saddle-point expansion, which keep tail probabilities accurate for any
//! size of the parameters (Loader 2000, "Fast and accurate computation of binomial probabilities").

/// At ½, where every Student distribution asks: ½ − ½ ln 2 = 0.153426409720027345….
const ERROR_OF_HALF: f64 = 0.153_426_409_720_027_35;

/// ln Γ(x+1) minus Stirling's approximation ½ ln(2πx) + x ln x − x, for x > 0.
pub(super) fn stirling_error(x: f64) -> f64 {
    if x == 0.5 {
        return ERROR_OF_HALF;
    }
    let mut correction = 0.0;
    let mut x = x;
    while x < 15.0 {
        correction += (x + 0.5) * libm::log1p(1.0 / x) - 1.0;
        x += 1.0;
    }
    let square = x * x;
    // Coefficients of Stirling's series, B(2k) / (2k (2k − 1)).
    let series = (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - (1.0 / 1188.0) / square) / square) / square) / square)
        / x;
    correction + series
}

/// x ln(x/m) + m − x without cancellation near x = m.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    deviance_at(x, m, x - m)
}

/// The deviance where x − m is known more exactly than x and m tell.
pub(super) fn deviance_at(x: f64, m: f64, difference: f64) -> f64 {
    if difference.abs() >= 0.1 * (x + m) {
        return x * libm::log(x / m) - difference;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut term = 2.0 * x * v;
    let mut odd = 1.0;
    loop {
        term *= v * v;
        odd += 2.0;
        let next = sum + term / odd;
        if next == sum || next.is_nan() {
            return next;
        }
        sum = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stirling_error_matches_the_published_table() {
        // Loader's table for n = 1, 2 and 10.
        assert!((stirling_error(0.5) - stirling_error(0.5 + f64::EPSILON)).abs() < 1e-14);
        assert!((stirling_error(1.0) - 0.081_061_466_795_327_26).abs() < 2e-16);
        assert!((stirling_error(2.0) - 0.041_340_695_955_409_29).abs() < 2e-16);
        assert!((stirling_error(10.0) - 0.008_330_563_433_362_87).abs() < 2e-16);
    }

    #[test]
    fn deviance_is_zero_at_the_mean() {
        assert_eq!(deviance(3.0, 3.0), 0.0);
        assert!((deviance(2.0, 1.0) - (2.0 * libm::log(2.0) - 1.0)).abs() < 1e-16);
    }
}
