//! First two moments from exact sums.

/// First two moments of something that respondents have.
pub(super) struct Moments {
    pub(super) n: u64,
    pub(super) mean: f64,
    pub(super) deviation: Option<f64>,
}

impl Moments {
    /// From an integer sum and sum of squares, each observation divided by `divisor`.
    pub(super) fn from_integers(n: u64, sum: i64, squares: i64, divisor: f64) -> Self {
        let (count, sum, squares) = (i128::from(n), i128::from(sum), i128::from(squares));
        let deviation = (n > 1).then(|| {
            let numerator = (count * squares - sum * sum) as f64;
            (numerator / (n as f64 * (n - 1) as f64)).sqrt() / divisor
        });
        Self { n, mean: sum as f64 / n as f64 / divisor, deviation }
    }
}

/// Mean and deviation of Σ factor · sum over the dimensions, from exact sums and products.
///
/// Where the dimensions cancel in every respondent, rounding leaves a trace of a variance that is
/// zero; a trace below the rounding of its terms is zero, so that no t value grows out of it.
pub(super) fn combine(n: u64, factors: &[f64], totals: &[i64], products: &[i64]) -> Moments {
    let count = factors.len();
    let size = n as f64;
    let mean = factors.iter().zip(totals).map(|(factor, &total)| factor * (total as f64 / size)).sum();
    let deviation = (n > 1).then(|| {
        let (mut variance, mut magnitude) = (0.0, 0.0);
        for left in 0..count {
            for right in left..count {
                let centred = i128::from(n) * i128::from(products[left * count + right])
                    - i128::from(totals[left]) * i128::from(totals[right]);
                let twice = if left == right { 1.0 } else { 2.0 };
                let term = twice * factors[left] * factors[right] * (centred as f64 / (size * (size - 1.0)));
                variance += term;
                magnitude += term.abs();
            }
        }
        let trace = (count * count) as f64 * f64::EPSILON * magnitude;
        if variance <= trace { 0.0 } else { variance.sqrt() }
    });
    Moments { n, mean, deviation }
}
