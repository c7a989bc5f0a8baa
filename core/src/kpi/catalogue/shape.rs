//! Definitions of the same shape: written once, named by the indicators.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{Direction, Label};
use crate::time::Clock;

/// What is said of durations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DurationStatistic {
    /// The arithmetic mean.
    Mean,
    /// The median.
    #[default]
    Median,
    /// The 90th percentile.
    P90,
    /// The share of durations within the threshold.
    ShareWithin,
}

/// Options of the time indicators: [`first_response_time`](super::first_response_time),
/// [`reply_time`](super::reply_time), [`full_resolution_time`](super::full_resolution_time) and
/// [`complaint_closure_time`](super::complaint_closure_time).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DurationOptions {
    /// Which statistic; the median where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub statistic: Option<DurationStatistic>,
    /// The threshold in seconds, for the share within it.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub threshold_seconds: Option<f64>,
    /// The clock that measures; elapsed time where not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub clock: Option<Clock>,
}

/// Options of [`retention_by_survival`](super::retention_by_survival) and
/// [`churn_by_survival`](super::churn_by_survival).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurvivalOptions {
    /// After how many days of 86 400 seconds, such as 365.
    pub at_days: f64,
}

/// The time of a survival share.
pub(super) fn survival_seconds(options: &SurvivalOptions) -> Result<f64> {
    if options.at_days.is_finite() && options.at_days >= 0.0 {
        return Ok(options.at_days * 86_400.0);
    }
    Err(QualityError::InvalidParameter {
        place: "at_days".into(),
        value: options.at_days.to_string(),
        expected: "a finite number of days, zero or more".into(),
    })
}

/// The share of cases whose outcome is yes.
pub(super) fn outcome_share(id: &str, label: Label, direction: Direction) -> Result<KpiDefinition> {
    KpiDefinition::new(id, label, Observable::Outcome {}, Statistic::Share { criterion: Criterion::Yes {} }, direction)
}

/// Unwanted events for a declared base: the share of base units, or `per` so many of them.
pub(super) fn event_rate(id: &str, label: Label, base: String, per: Option<u64>) -> Result<KpiDefinition> {
    let statistic = match per {
        None => Statistic::Share { criterion: Criterion::Event {} },
        Some(per) => Statistic::Rate { per },
    };
    KpiDefinition::new(id, label, Observable::Count { base }, statistic, Direction::LowerIsBetter)
}

/// A time that should be short: mean, median or 90th percentile, or the share within a threshold.
/// The label of the statistic is made from the name of the time.
pub(super) fn duration(id: &str, name: Label, options: DurationOptions) -> Result<KpiDefinition> {
    use DurationStatistic::{Mean, Median, P90, ShareWithin};
    let kind = options.statistic.unwrap_or_default();
    if kind != ShareWithin && options.threshold_seconds.is_some() {
        return Err(threshold("a threshold that this statistic does not use"));
    }
    let Label { zh, en } = name;
    let (statistic, zh, en) = match kind {
        Mean => (Statistic::Mean {}, format!("平均{zh}"), format!("{en}, mean")),
        Median => (Statistic::Quantile { probability: 0.5 }, format!("{zh}中位数"), format!("{en}, median")),
        P90 => (Statistic::Quantile { probability: 0.9 }, format!("{zh}第90百分位"), format!("{en}, 90th percentile")),
        ShareWithin => {
            let seconds = options.threshold_seconds.ok_or_else(|| threshold("nothing"))?;
            let statistic = Statistic::Share { criterion: Criterion::AtMost { seconds } };
            (statistic, format!("{zh}达标率"), format!("{en}, share within the standard"))
        }
    };
    let observable = Observable::Duration { clock: options.clock.unwrap_or_default() };
    let direction = if kind == ShareWithin { Direction::HigherIsBetter } else { Direction::LowerIsBetter };
    KpiDefinition::new(id, Label::new(&zh, &en), observable, statistic, direction)
}

fn threshold(found: &str) -> QualityError {
    QualityError::InvalidParameter {
        place: "threshold_seconds".into(),
        value: found.into(),
        expected: "the threshold in seconds, with the statistic `share_within` only".into(),
    }
}
