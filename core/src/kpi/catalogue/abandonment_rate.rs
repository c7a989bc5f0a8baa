//! Abandonment rate.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Options of [`abandonment_rate`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AbandonmentRateOptions {
    /// Up to this wait in seconds an abandoned call is short and left out; 0 where not given,
    /// which leaves out only callers who did not wait at all.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub short_abandon_seconds: Option<f64>,
}

/// Abandonment rate.
///
/// # What it measures
/// How many of the callers give up before somebody answers. Its complement is the answer rate
/// (接通率) of the same calls.
///
/// # Formula
/// Abandoned after more than `short_abandon_seconds` / (offered − short abandons), a share from 0
/// to 1.
///
/// # Input
/// Calls that entered the queue: seconds until the call was answered or abandoned, and whether it
/// was answered.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// Calls without wait or outcome fall under the missing rule; short abandons are counted as
/// `abandoned`.
///
/// # Traps
/// Short abandons leave the numerator and the denominator; taking them out of the numerator alone
/// flatters. Products set the limit at 5, 6 or 10 seconds, and some count hang-ups in the voice
/// menu: in the log named below 10.2 % of the offered calls are abandoned, 9.7 % without those of up to
/// 5 s, and 13.6 % of all calls that reached the machine. A busy line turns callers away unseen.
///
/// # Sources
/// Mandelbaum and Zeltyn (2013), "Data-stories about (im)patient customers in tele-queues"; Wilson
/// (1927). Checked against
/// pandas on the January 1999 log of an anonymous bank and against statsmodels
/// (`tests/golden/abandonment_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{AbandonmentRateOptions, Observations, abandonment_rate};
/// use servqual::measure::Column;
/// let rate = abandonment_rate(AbandonmentRateOptions { short_abandon_seconds: Some(5.0) })?;
/// let wait = Column::new("wait", &[4.0, 30.0, 35.0, 2.0, 60.0]);
/// let answered = Column::new("answered", &[true, true, true, false, false]);
/// let measure = rate.measure(Observations::Calls { wait, answered })?;
/// assert_eq!(measure.estimate, Some(0.25));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn abandonment_rate(options: AbandonmentRateOptions) -> Result<KpiDefinition> {
    let short_abandon_seconds = options.short_abandon_seconds.unwrap_or(0.0);
    KpiDefinition::new(
        "abandonment_rate",
        Label::new("放弃率", "Abandonment rate"),
        Observable::Call {},
        Statistic::Share { criterion: Criterion::Abandoned { short_abandon_seconds } },
        Direction::LowerIsBetter,
    )
}
