//! Identity coverage.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Identity coverage.
///
/// # What it measures
/// For how many contacts it is known who the customer was: how far numbers by customer, such as
/// repeat contacts, can be trusted.
///
/// # Formula
/// Contacts whose customer is known / contacts.
///
/// # Input
/// Outcomes: for each contact, yes when the customer is known.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition. An empty customer is a no, not a missing value.
///
/// # Traps
/// Unknown customers cannot come back: where coverage is low, first contact resolution is said too
/// high. A guess at who called (a shared line, a name) is no identity.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/repeat.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, identity_coverage};
/// use servqual::measure::Column;
/// let known = Column::new("known", &[true, true, false, true]);
/// let measure = identity_coverage()?.measure(Observations::Outcomes(known))?;
/// assert_eq!(measure.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn identity_coverage() -> Result<KpiDefinition> {
    outcome_share("identity_coverage", Label::new("客户识别率", "Identity coverage"), Direction::HigherIsBetter)
}
