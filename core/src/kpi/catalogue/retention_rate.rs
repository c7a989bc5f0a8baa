//! Retention rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Retention rate.
///
/// # What it measures
/// How many of the customers of the start of a period are still customers at its end.
///
/// # Formula
/// Customers of the start who are there at the end / customers of the start, a share from 0 to 1;
/// with totals, (customers at the end − new ones) / customers at the start.
///
/// # Input
/// Outcomes: for each customer of the start, yes when kept.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out customers are counted.
///
/// # Traps
/// New customers of the period belong neither above nor below the line. A monthly rate is no yearly
/// rate: twelve months at 97 % keep 69 %. Where customers are watched for different lengths of time,
/// the share depends on who joined when; a survival curve does not. "+20 % retention" may mean
/// points or relative change.
///
/// # Sources
/// Reichheld and Sasser (1990), "Zero defections: quality comes to services"; Wilson (1927). Checked
/// against R on IBM's telecommunication sample and against statsmodels
/// (`tests/golden/retention_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, retention_rate};
/// use servqual::measure::Column;
/// let kept = Column::new("kept", &[true, true, true, false]);
/// assert_eq!(retention_rate()?.measure(Observations::Outcomes(kept))?.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn retention_rate() -> Result<KpiDefinition> {
    outcome_share("retention_rate", Label::new("客户留存率", "Retention rate"), Direction::HigherIsBetter)
}
