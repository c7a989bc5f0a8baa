//! First contact resolution by survey.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// First contact resolution by survey.
///
/// # What it measures
/// How often customers say that their matter was settled at the first contact.
///
/// # Formula
/// Customers who say yes / customers who answered.
///
/// # Input
/// Outcomes: for each answer, yes when the matter was settled at the first contact.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; who did not answer is counted as `missing`.
///
/// # Traps
/// Customers who answer are not all customers: look at the response rate. Asked too early, the
/// matter looks settled. It is another number than resolution by repeat window.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/repeat.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, survey_first_contact_resolution};
/// use servqual::measure::Column;
/// let settled = Column::new("settled", &[true, true, false, true]);
/// let measure = survey_first_contact_resolution()?.measure(Observations::Outcomes(settled))?;
/// assert_eq!(measure.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn survey_first_contact_resolution() -> Result<KpiDefinition> {
    let label = Label::new("首次解决率（调查）", "First contact resolution by survey");
    outcome_share("survey_first_contact_resolution", label, Direction::HigherIsBetter)
}
