//! Reply time.

use super::super::KpiDefinition;
use super::shape::{DurationOptions, duration};
use crate::error::Result;
use crate::measure::Label;

/// Reply time (the average is also called ART).
///
/// # What it measures
/// How long a customer waits for each reply of a conversation, the first and all later ones, in
/// elapsed or business time.
///
/// # Formula
/// Mean, median or 90th percentile (Hyndman and Fan's definition 7) of the durations in seconds, or
/// the share of durations of at most `threshold_seconds`.
///
/// # Input
/// Durations in seconds, one for each turn: from the first unanswered message of the customer to the
/// next human reply; or spans of two instants. A turn without a reply is still open: it is left out
/// and counted as `open`.
///
/// # Direction
/// Lower is better for times, higher for the share within the threshold.
///
/// # Interval
/// Student's t for the mean, order statistics for quantiles, Wilson for the share. Turns of one
/// conversation are alike, so all are too narrow where conversations are long.
///
/// # Missing values
/// By the missing rule of the definition; left-out turns are counted. Negative durations are an error
/// that names the row.
///
/// # Traps
/// Three messages in a row are one wait, from the first of them. An automatic reply ends no wait. A
/// closing "thank you" begins none. Per turn and per conversation are two numbers: long conversations
/// count more often here. For the first reply alone see the first response time.
///
/// # Sources
/// The turns are those of Zendesk's metric events. Hyndman and Fan (1996); Conover (1999) for the
/// interval of quantiles. Checked against NumPy, SciPy and statsmodels (`tests/golden/reply_time.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{DurationOptions, DurationStatistic, Observations, reply_time};
/// use servqual::measure::Column;
/// let mean = reply_time(DurationOptions { statistic: Some(DurationStatistic::Mean), ..Default::default() })?;
/// let measure = mean.measure(Observations::Durations(Column::new("wait", &[60.0, 90.0, 600.0])))?;
/// assert_eq!(measure.estimate, Some(250.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn reply_time(options: DurationOptions) -> Result<KpiDefinition> {
    duration("reply_time", Label::new("回复时长", "Reply time"), options)
}
