//! Time to closure with open cases.

use serde::{Deserialize, Serialize};

use super::super::{KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};
use crate::time::Clock;

/// Options of [`time_to_closure`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeToClosureOptions {
    /// The share that is closed by the time, between 0 and 1; 0.5, the median, where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub probability: Option<f64>,
    /// The clock that measures; elapsed time where not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub clock: Option<Clock>,
}

/// Time to closure, open cases included (Kaplan–Meier).
///
/// # What it measures
/// How long it takes until a share of the cases is closed, without dropping those that are still
/// open: the slow cases are among them.
///
/// # Formula
/// The first time t with S(t) ≤ 1 − p, S being Kaplan and Meier's estimate of the share of cases
/// that are open for longer than t.
///
/// # Input
/// Spans with an instant until which they were watched; or lifetimes: seconds until the case was
/// closed or last seen, and whether it was closed.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Brookmeyer and Crowley's: the times at which the log–log interval of the curve holds 1 − p. None
/// where its upper end is longer than anybody looked.
///
/// # Missing values
/// Rows without a start fall under the missing rule and are counted. A case without an end of which
/// nobody says until when it was watched is left out and counted as `open`.
///
/// # Traps
/// The median of the closed cases alone is too short, the more so the faster the backlog grows. The
/// estimate is missing where more than 1 − p of the cases last as long as anybody looked.
///
/// # Sources
/// Kaplan and Meier (1958); Brookmeyer and Crowley (1982). Checked against lifelines
/// (`tests/golden/survival.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, time_to_closure};
/// use servqual::measure::Column;
/// let median = time_to_closure(Default::default())?;
/// let measure = median.measure(Observations::Lifetimes {
///     duration: Column::new("open_for", &[60.0, 120.0, 600.0, 30.0, 900.0]),
///     ended: Column::new("closed", &[true, true, false, true, true]),
/// })?;
/// // The median of the four closed ones would be 90.
/// assert_eq!(measure.estimate, Some(120.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn time_to_closure(options: TimeToClosureOptions) -> Result<KpiDefinition> {
    KpiDefinition::new(
        "time_to_closure",
        Label::new("结案时间（含未结案件）", "Time to closure, open cases included"),
        Observable::Duration { clock: options.clock.unwrap_or_default() },
        Statistic::SurvivalQuantile { probability: options.probability.unwrap_or(0.5) },
        Direction::LowerIsBetter,
    )
}
