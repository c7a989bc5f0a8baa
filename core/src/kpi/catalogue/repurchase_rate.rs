//! Repurchase rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Repurchase rate.
///
/// # What it measures
/// How many buyers buy again within the declared time.
///
/// # Formula
/// Buyers with a second purchase within the window after their first / buyers whose window has
/// passed, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each buyer whose window has passed, yes when bought again.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out buyers are counted. Give buyers whose window has
/// not passed as missing: they are neither yes nor no.
///
/// # Traps
/// Repeat orders / orders is another number, moved by a few busy buyers. An exchange, a second parcel
/// of one order and a subscription's renewal look like a purchase. Goods that last ten years are not
/// bought again within a year, however good the service was.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/repurchase_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, repurchase_rate};
/// use servqual::measure::Column;
/// let bought_again = Column::new("bought_again", &[true, false, true, false, false]);
/// assert_eq!(repurchase_rate()?.measure(Observations::Outcomes(bought_again))?.estimate, Some(0.4));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn repurchase_rate() -> Result<KpiDefinition> {
    outcome_share("repurchase_rate", Label::new("复购率", "Repurchase rate"), Direction::HigherIsBetter)
}
