//! Interval of a rate of events per base.

use super::{Bounds, ConfidenceLevel};
use crate::stats::chi_squared_quantile;

/// Garwood's exact interval (1936) of an expected number of events, by chi-squared quantiles.
///
/// Divide by the base for a rate. Checked against SciPy (`tests/golden/kpi/complaint_rate.json`).
pub fn garwood(events: f64, level: ConfidenceLevel) -> Bounds {
    let tail = level.tail();
    Bounds {
        lower: if events <= 0.0 { 0.0 } else { chi_squared_quantile(tail, 2.0 * events) / 2.0 },
        upper: chi_squared_quantile(1.0 - tail, 2.0 * events + 2.0) / 2.0,
    }
}
