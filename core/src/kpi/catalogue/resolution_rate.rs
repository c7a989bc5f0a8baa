//! Resolution rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Resolution rate (解决率, of the three rates of a hotline).
///
/// # What it measures
/// How many requests are settled, by the declared judge: the caller when called back, or the unit
/// itself.
///
/// # Formula
/// Requests settled / requests judged, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each judged request, yes when settled.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out requests are counted. A caller who could not be
/// reached is missing, neither settled nor not.
///
/// # Traps
/// The unit's own word and the caller's differ by tens of points. Requests that no rule allows to
/// settle are left out by some cities: that is a choice of the denominator, to be declared. At the
/// first contact or ever: for the first, see the first contact resolution.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/resolution_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, resolution_rate};
/// use servqual::measure::Column;
/// let settled = Column::new("settled", &[true, false, true, true]);
/// assert_eq!(resolution_rate()?.measure(Observations::Outcomes(settled))?.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn resolution_rate() -> Result<KpiDefinition> {
    outcome_share("resolution_rate", Label::new("解决率", "Resolution rate"), Direction::HigherIsBetter)
}
