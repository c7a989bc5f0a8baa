//! Owner continuity.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Owner continuity (首问负责).
///
/// # What it measures
/// How many cases stay with the person who took them first, until they are closed.
///
/// # Formula
/// Closed cases whose every owner is the first owner / closed cases, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each closed case, yes when it never changed its owner.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out cases are counted. A case that nobody ever owned
/// is missing.
///
/// # Traps
/// A queue, a team or a bot is no owner: the first person is. Work done by others for the owner, who
/// stays responsible, is continuity; count it as such or say that you do not. Open cases have had
/// less time to change hands: take closed ones. It is not 1 − transfer rate, which counts contacts.
///
/// # Sources
/// 首问负责制, the rule that whoever is asked first answers for the case. Wilson (1927). Checked
/// against statsmodels (`tests/golden/owner_continuity.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, owner_continuity};
/// use servqual::measure::Column;
/// let same_owner = Column::new("same_owner", &[true, true, false, true]);
/// assert_eq!(owner_continuity()?.measure(Observations::Outcomes(same_owner))?.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn owner_continuity() -> Result<KpiDefinition> {
    outcome_share("owner_continuity", Label::new("首问负责率", "Owner continuity"), Direction::HigherIsBetter)
}
