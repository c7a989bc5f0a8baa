//! Complaint closure time.

use super::super::KpiDefinition;
use super::shape::{DurationOptions, duration};
use crate::error::Result;
use crate::measure::Label;

/// Complaint closure time (投诉闭环周期).
///
/// # What it measures
/// How long a complaint takes from its receipt to the end of the loop, with the call-back or whatever
/// else your rules demand, in elapsed or business time.
///
/// # Formula
/// Mean, median or 90th percentile (Hyndman and Fan's definition 7) of the durations in seconds, or
/// the share of durations of at most `threshold_seconds`.
///
/// # Input
/// Spans of two instants, receipt and closure; or durations in seconds. A complaint without an end is
/// still open: it is left out and counted as `open`.
///
/// # Direction
/// Lower is better for times, higher for the share within the threshold.
///
/// # Interval
/// Student's t for the mean, order statistics for quantiles, Wilson for the share.
///
/// # Missing values
/// By the missing rule of the definition; a complaint without receipt is missing. A closure before
/// the receipt is an error that names the row.
///
/// # Traps
/// The oldest complaints are the open ones, and they are not in the number: look at `excluded` before
/// you praise it. Closing is cheap and reopening is not counted here: take the last closure. Fifteen
/// working days are not fifteen days.
///
/// # Sources
/// ISO 10002:2018 and GB/T 19012 have the steps from receipt to closure. Hyndman and Fan (1996);
/// Conover (1999) for the interval of quantiles. Checked against NumPy, SciPy and statsmodels
/// (`tests/golden/complaint_closure_time.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, complaint_closure_time};
/// use servqual::measure::{Column, ExclusionReason, OwnedColumn};
/// let day = 86_400_000_000;
/// let start = Column::new("received", &[0, 0, 0, 0]);
/// let mut closed = OwnedColumn::new("closed");
/// [Some(2 * day), Some(5 * day), Some(3 * day), None].into_iter().for_each(|end| closed.push(end));
/// let median = complaint_closure_time(Default::default())?;
/// let measure = median.measure(Observations::Spans { start, end: closed.column()? })?;
/// assert_eq!(measure.estimate, Some(3.0 * 86_400.0));
/// assert_eq!(measure.excluded_for(ExclusionReason::Open), 1);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn complaint_closure_time(options: DurationOptions) -> Result<KpiDefinition> {
    duration("complaint_closure_time", Label::new("投诉闭环时长", "Complaint closure time"), options)
}
