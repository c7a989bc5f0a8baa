//! Full resolution time.

use super::super::KpiDefinition;
use super::shape::{DurationOptions, duration};
use crate::error::Result;
use crate::measure::Label;

/// Full resolution time.
///
/// # What it measures
/// How long a case takes from its opening to its last resolution, reopened ones included, in calendar
/// time.
///
/// # Formula
/// Mean, median or 90th percentile (Hyndman and Fan's definition 7) of the durations in seconds, or
/// the share of durations of at most `threshold_seconds`.
///
/// # Input
/// Durations in seconds, or spans of two instants: opening and last resolution. A case without a
/// resolution is still open: it is left out and counted as `open`.
///
/// # Direction
/// Lower is better for times, higher for the share within the threshold.
///
/// # Interval
/// Student's t for the mean, order statistics for quantiles, Wilson for the share.
///
/// # Missing values
/// By the missing rule of the definition; left-out cases are counted. Negative durations are an error
/// that names the row.
///
/// # Traps
/// The first resolution is shorter than the full one wherever cases are reopened. A clock that pauses
/// while the customer is asked gives another number: give the net durations then and say so. Cases
/// resolved this month and cases opened this month are different cases; with the second, the slow
/// ones are still open and left out. Repair times have long tails: the mean follows them.
///
/// # Sources
/// Hyndman and Fan (1996); Conover (1999) for the interval of quantiles. Checked against R on the
/// repair times of Verizon, and against NumPy, SciPy and statsmodels
/// (`tests/golden/full_resolution_time.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{DurationOptions, DurationStatistic, Observations, full_resolution_time};
/// use servqual::measure::Column;
/// let within_a_day = full_resolution_time(DurationOptions {
///     statistic: Some(DurationStatistic::ShareWithin),
///     threshold_seconds: Some(86_400.0),
///     ..Default::default()
/// })?;
/// let hours = Column::new("resolution", &[3_600.0, 86_400.0, 90_000.0, 7_200.0]);
/// assert_eq!(within_a_day.measure(Observations::Durations(hours))?.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn full_resolution_time(options: DurationOptions) -> Result<KpiDefinition> {
    duration("full_resolution_time", Label::new("完全解决时长", "Full resolution time"), options)
}
