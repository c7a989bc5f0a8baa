//! Interval of a mean.

use super::{Bounds, ConfidenceLevel};
use crate::stats::student_quantile;

/// Student's t interval: mean ± t · s / √n with n − 1 degrees of freedom; `None` below two values.
///
/// Checked against SciPy (`tests/golden/stats/mean_interval.json`).
pub fn student(mean: f64, standard_deviation: f64, n: u64, level: ConfidenceLevel) -> Option<Bounds> {
    if n < 2 {
        return None;
    }
    let t = student_quantile(2.0 * level.tail(), (n - 1) as f64);
    let half = t * (standard_deviation / (n as f64).sqrt());
    Some(Bounds { lower: mean - half, upper: mean + half })
}
