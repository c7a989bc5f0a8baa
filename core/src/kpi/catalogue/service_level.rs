//! Service level.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, ServiceLevelFormula, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{Direction, Label};

/// Options of [`service_level`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServiceLevelOptions {
    /// The threshold in seconds; 20 where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub threshold_seconds: Option<f64>,
    /// What happens to abandoned calls; they are missed where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub formula: Option<ServiceLevelFormula>,
    /// Up to this wait an abandoned call is short; for the formula `short_abandoned_are_met`, and
    /// for no other.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub short_abandon_seconds: Option<f64>,
}

/// Service level (the answer rate within N seconds, N 秒接通率).
///
/// # What it measures
/// How many of the callers reach a person in time. With a threshold of 15 seconds and the formula
/// `abandoned_are_missed` it is the 15 秒接通率 of the 12345 hotlines.
///
/// # Formula
/// With T for the threshold, by the declared formula:
/// `abandoned_are_missed`: answered within T / offered;
/// `answered_only`: answered within T / answered;
/// `abandoned_within_are_met`: (answered within T + abandoned within T) / offered;
/// `abandoned_within_are_left_out`: answered within T / (offered − abandoned within T);
/// `short_abandoned_are_met`: (answered within T + abandoned within `short_abandon_seconds`) / offered.
///
/// # Input
/// Calls that entered the queue: seconds until the call was answered or abandoned, and whether it
/// was answered. A wait of exactly T is within T.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval. Calls of one busy hour wait together, so it is too narrow for a single
/// day.
///
/// # Missing values
/// Calls without wait or outcome fall under the missing rule; abandoned calls that the formula
/// leaves out are counted as `abandoned`.
///
/// # Traps
/// One day's 1 060 calls give 81.1, 82.1, 82.7, 83.0 and 86.0 % by the five formulas, so a target
/// of "80/20" without a formula says nothing. Calls that end in the voice menu were never offered.
/// A mean of daily service levels is not the service level of the month.
///
/// # Sources
/// The five formulas stand side by side at callcentrehelper.com, four of them at 51callcenter.com.
/// Wilson (1927). Checked against pandas on the January 1999 log of an anonymous bank and against
/// statsmodels (`tests/golden/service_level.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, service_level};
/// use servqual::measure::Column;
/// let wait = Column::new("wait", &[4.0, 20.0, 35.0, 12.0]);
/// let answered = Column::new("answered", &[true, true, true, false]);
/// let measure = service_level(Default::default())?.measure(Observations::Calls { wait, answered })?;
/// assert_eq!(measure.estimate, Some(0.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn service_level(options: ServiceLevelOptions) -> Result<KpiDefinition> {
    let formula = options.formula.unwrap_or_default();
    let short_abandon_seconds = match (formula, options.short_abandon_seconds) {
        (ServiceLevelFormula::ShortAbandonedAreMet, Some(seconds)) => seconds,
        (ServiceLevelFormula::ShortAbandonedAreMet, None) => return Err(short_abandon("nothing".into())),
        (_, Some(seconds)) => return Err(short_abandon(format!("{seconds} with `{}`", formula.name()))),
        (_, None) => 0.0,
    };
    let seconds = options.threshold_seconds.unwrap_or(20.0);
    KpiDefinition::new(
        "service_level",
        Label::new("服务水平", "Service level"),
        Observable::Call {},
        Statistic::Share { criterion: Criterion::ServiceLevel { seconds, formula, short_abandon_seconds } },
        Direction::HigherIsBetter,
    )
}

fn short_abandon(value: String) -> QualityError {
    QualityError::InvalidParameter {
        place: "short_abandon_seconds".into(),
        value,
        expected: "the limit in seconds, with the formula `short_abandoned_are_met` only".into(),
    }
}
