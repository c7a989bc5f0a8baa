//! Deflection rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Deflection rate (self-service containment).
///
/// # What it measures
/// How many self-service sessions end without a contact with a person.
///
/// # Formula
/// Sessions that no assisted contact of the same customer follows within the declared window /
/// self-service sessions, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each session in help pages, an app, a voice menu or a bot, yes when no assisted
/// contact followed.
///
/// # Direction
/// Higher is better, as long as the matter was settled.
///
/// # Interval
/// Wilson's score interval. Sessions of one customer are not independent.
///
/// # Missing values
/// By the missing rule of the definition; left-out sessions are counted. A session whose customer is
/// not known is missing, not deflected.
///
/// # Traps
/// Who gives up is deflected too: ask a sample whether the matter was settled. Page views are no
/// sessions, and sessions without a question would never have been contacts, so the share says
/// nothing about savings. A window that has not passed at the end of the log makes the newest
/// sessions look deflected.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/deflection_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, deflection_rate};
/// use servqual::measure::Column;
/// let contained = Column::new("contained", &[true, true, true, false]);
/// assert_eq!(deflection_rate()?.measure(Observations::Outcomes(contained))?.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn deflection_rate() -> Result<KpiDefinition> {
    outcome_share("deflection_rate", Label::new("自助服务解决率", "Deflection rate"), Direction::HigherIsBetter)
}
