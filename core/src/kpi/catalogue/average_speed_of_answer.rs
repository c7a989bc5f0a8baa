//! Average speed of answer.

use super::super::{KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Average speed of answer (ASA).
///
/// # What it measures
/// How long callers who were answered had waited in the queue, on average.
///
/// # Formula
/// ASA = sum of the waits of answered calls / answered calls, in seconds. Calls answered at once
/// count with a wait of zero.
///
/// # Input
/// Calls that entered the queue: seconds until the call was answered or abandoned, and whether it
/// was answered.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Student's t; none for a single answered call. Waits of neighbouring calls are alike, so it is
/// too narrow for a single day.
///
/// # Missing values
/// Calls without wait or outcome fall under the missing rule; abandoned calls are left out and
/// counted as `abandoned`.
///
/// # Traps
/// The mean over all calls, abandoned ones too, is also sold as ASA. Callers who give up make the
/// ASA look better. Half of the calls of the log named below were answered at once: the mean of 35 s is
/// nobody's wait, and a service level says more.
///
/// # Sources
/// Gans, Koole and Mandelbaum (2003), "Telephone call centers: tutorial, review, and research
/// prospects"; Student (1908). Checked against pandas on the January 1999
/// log of an anonymous bank and against SciPy (`tests/golden/average_speed_of_answer.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, average_speed_of_answer};
/// use servqual::measure::Column;
/// let wait = Column::new("wait", &[0.0, 10.0, 50.0, 90.0]);
/// let answered = Column::new("answered", &[true, true, true, false]);
/// let measure = average_speed_of_answer()?.measure(Observations::Calls { wait, answered })?;
/// assert_eq!(measure.estimate, Some(20.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn average_speed_of_answer() -> Result<KpiDefinition> {
    KpiDefinition::new(
        "average_speed_of_answer",
        Label::new("平均应答速度", "Average speed of answer"),
        Observable::Call {},
        Statistic::Mean {},
        Direction::LowerIsBetter,
    )
}
