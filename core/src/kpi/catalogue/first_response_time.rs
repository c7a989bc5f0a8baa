//! First response time.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{Direction, Label};

/// What is said of the durations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ResponseStatistic {
    /// The arithmetic mean.
    Mean,
    /// The median.
    #[default]
    Median,
    /// The 90th percentile.
    P90,
    /// The share of responses within the threshold.
    ShareWithin,
}

/// Options of [`first_response_time`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FirstResponseTimeOptions {
    /// Which statistic; the median where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub statistic: Option<ResponseStatistic>,
    /// The threshold in seconds, for the share within it.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub threshold_seconds: Option<f64>,
}

/// First response time (FRT; the average is also called ART).
///
/// # What it measures
/// How long a customer waits from asking to the first human response, in calendar time.
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
/// Checked against NumPy, SciPy and statsmodels (`tests/golden/kpi/first_response_time.json`).
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
pub fn first_response_time(options: FirstResponseTimeOptions) -> Result<KpiDefinition> {
    use ResponseStatistic::{Mean, Median, P90, ShareWithin};
    let kind = options.statistic.unwrap_or_default();
    let (statistic, label, direction) = match kind {
        Mean => {
            (Statistic::Mean {}, Label::new("平均首次响应时间", "First response time, mean"), Direction::LowerIsBetter)
        }
        Median => {
            let label = Label::new("首次响应时间中位数", "First response time, median");
            (Statistic::Quantile { probability: 0.5 }, label, Direction::LowerIsBetter)
        }
        P90 => {
            let label = Label::new("首次响应时间第90百分位", "First response time, 90th percentile");
            (Statistic::Quantile { probability: 0.9 }, label, Direction::LowerIsBetter)
        }
        ShareWithin => {
            let seconds = options.threshold_seconds.ok_or_else(|| threshold("nothing"))?;
            let label = Label::new("按时首次响应率", "First responses within the standard");
            (Statistic::Share { criterion: Criterion::AtMost { seconds } }, label, Direction::HigherIsBetter)
        }
    };
    if kind != ShareWithin && options.threshold_seconds.is_some() {
        return Err(threshold("a threshold that this statistic does not use"));
    }
    KpiDefinition::new("first_response_time", label, Observable::Duration {}, statistic, direction)
}

fn threshold(found: &str) -> QualityError {
    QualityError::InvalidParameter {
        place: "threshold_seconds".into(),
        value: found.into(),
        expected: "the threshold in seconds, with the statistic `share_within` only".into(),
    }
}
