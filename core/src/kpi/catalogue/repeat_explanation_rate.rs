//! Repeat explanation rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Repeat explanation rate.
///
/// # What it measures
/// How many customers had to explain their matter again, after a transfer, a change of channel or at
/// a second contact.
///
/// # Formula
/// Cases in which the customer repeated the explanation / cases in which this is known, a share from
/// 0 to 1.
///
/// # Input
/// Outcomes: for each case, yes when the customer had to repeat; from a question in the survey or
/// from reviewed transcripts.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out cases are counted. No answer to the survey is
/// missing, not a no.
///
/// # Traps
/// Surveyed and reviewed cases give different rates and must not be mixed. Over all cases, transfers
/// are diluted: the share among transferred cases is another definition. Who had to repeat answers
/// surveys less often.
///
/// # Sources
/// Dixon, Freeman and Toman (2010), "Stop trying to delight your customers", has repeating
/// information among the main sources of effort; Wilson (1927). Checked against statsmodels
/// (`tests/golden/repeat_explanation_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, repeat_explanation_rate};
/// use servqual::measure::Column;
/// let repeated = Column::new("repeated", &[false, true, false, false, false]);
/// assert_eq!(repeat_explanation_rate()?.measure(Observations::Outcomes(repeated))?.estimate, Some(0.2));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn repeat_explanation_rate() -> Result<KpiDefinition> {
    outcome_share(
        "repeat_explanation_rate",
        Label::new("重复说明率", "Repeat explanation rate"),
        Direction::LowerIsBetter,
    )
}
