//! First response time.

use super::super::KpiDefinition;
use super::shape::{DurationOptions, duration};
use crate::error::Result;
use crate::measure::Label;

/// First response time (FRT; the average is also called ART).
///
/// # What it measures
/// How long a customer waits from asking to the first human response, by the clock of the
/// definition: elapsed time, or the business time of a calendar.
///
/// # Formula
/// Mean, median or 90th percentile (Hyndman and Fan's definition 7) of the durations in seconds,
/// or the share of durations of at most `threshold_seconds`.
///
/// # Input
/// Durations in seconds, or spans of two instants. A case without an end is still open: it is
/// left out and counted as `open`.
///
/// # Direction
/// Lower is better for times, higher for the share within the threshold.
///
/// # Interval
/// Student's t for the mean, order statistics for quantiles, Wilson for the share.
///
/// # Missing values
/// By the missing rule of the definition; left-out values are counted. Negative durations are an
/// error that names the row.
///
/// # Traps
/// Waiting times are skewed: the mean is not what most customers wait. A share within 2 minutes
/// counts a wait of exactly 2 minutes as met.
///
/// # Sources
/// Hyndman and Fan (1996); Conover (1999) for the interval of quantiles.
/// Checked against NumPy, SciPy and statsmodels (`tests/golden/first_response_time.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, first_response_time};
/// use servqual::measure::Column;
/// let median = first_response_time(Default::default())?;
/// let measure = median.measure(Observations::Durations(Column::new("wait", &[30.0, 90.0, 600.0])))?;
/// assert_eq!(measure.estimate, Some(90.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn first_response_time(options: DurationOptions) -> Result<KpiDefinition> {
    duration("first_response_time", Label::new("首次响应时间", "First response time"), options)
}
