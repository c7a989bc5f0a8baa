//! Average handling time.

use super::super::{KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Average handling time (AHT).
///
/// # What it measures
/// How much of an agent's time one contact takes: the workload of staffing is contacts × AHT.
///
/// # Formula
/// AHT = sum of (talk + hold + after-contact work) / handled contacts, in seconds.
///
/// # Input
/// Durations in seconds, one for each handled contact, with hold and after-contact work in it; or
/// spans of two instants. A contact without an end is still open: it is left out and counted as
/// `open`.
///
/// # Direction
/// Lower is better, at an equal share of solved contacts.
///
/// # Interval
/// Student's t; none for a single contact.
///
/// # Missing values
/// By the missing rule of the definition; left-out contacts are counted. Negative durations are an
/// error that names the row.
///
/// # Traps
/// Talk time alone is not handling time. A target on AHT buys short calls, transfers and repeat
/// contacts: read it beside the first contact resolution. Connections of 0 s are in most logs; they
/// are handled contacts here, and leaving them out is your decision to declare. The mean of the
/// teams' AHT is not the AHT of the desk.
///
/// # Sources
/// Erlang's load A = λ · AHT (Erlang 1917). Student (1908). Checked against pandas on the January
/// 1999 log of an anonymous bank and against SciPy (`tests/golden/average_handling_time.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, average_handling_time};
/// use servqual::measure::Column;
/// let handled = Column::new("handling_seconds", &[180.0, 240.0, 60.0]);
/// let measure = average_handling_time()?.measure(Observations::Durations(handled))?;
/// assert_eq!(measure.estimate, Some(160.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn average_handling_time() -> Result<KpiDefinition> {
    KpiDefinition::new(
        "average_handling_time",
        Label::new("平均处理时长", "Average handling time"),
        Observable::duration(),
        Statistic::Mean {},
        Direction::LowerIsBetter,
    )
}
