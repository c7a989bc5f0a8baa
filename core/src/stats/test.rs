//! Hypothesis tests.

use super::student::student_two_sided;

/// Student's t test of a mean against zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TTest {
    /// The statistic: mean divided by its standard error.
    pub t: f64,
    /// Degrees of freedom, n − 1.
    pub degrees: u64,
    /// Two-sided p value.
    pub p_value: f64,
}

/// One-sample t test of `mean` = 0 (for paired data: of the differences).
///
/// `None` below two observations or where the standard deviation is zero: the statistic is then
/// not defined.
pub fn one_sample_t(mean: f64, standard_deviation: f64, n: u64) -> Option<TTest> {
    if n < 2 || standard_deviation <= 0.0 {
        return None;
    }
    let t = mean / (standard_deviation / (n as f64).sqrt());
    let degrees = n - 1;
    Some(TTest { t, degrees, p_value: student_two_sided(t, degrees as f64) })
}
