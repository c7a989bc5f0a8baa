//! Response rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Response rate (响应率, of the three rates of a hotline).
///
/// # What it measures
/// How many requests get a reply by the unit in charge within the time that the rules set. With the
/// resolution rate and the satisfaction rate it is one of the three rates (三率) of the 12345
/// hotlines.
///
/// # Formula
/// Requests replied to in time / requests whose time has passed, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each request that was due, yes when replied to in time.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval. Requests of one caller about one matter are not independent.
///
/// # Missing values
/// By the missing rule of the definition; left-out requests are counted. A request that is not due
/// yet is missing, not late.
///
/// # Traps
/// In surveys a response rate is the share of people who answer: another indicator. Signing for a
/// request is not replying to it. A unit that hands requests on is late nowhere, so say whose clock
/// runs. Replies on time can settle nothing.
///
/// # Sources
/// Wilson (1927). Checked against pandas on the timely responses to the complaints of the Consumer
/// Financial Protection Bureau and against statsmodels (`tests/golden/response_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, response_rate};
/// use servqual::measure::Column;
/// let replied_in_time = Column::new("replied_in_time", &[true, true, false, true]);
/// assert_eq!(response_rate()?.measure(Observations::Outcomes(replied_in_time))?.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn response_rate() -> Result<KpiDefinition> {
    outcome_share("response_rate", Label::new("响应率", "Response rate"), Direction::HigherIsBetter)
}
