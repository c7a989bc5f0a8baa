//! Churn rate.

use super::super::KpiDefinition;
use super::shape::outcome_share;
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Churn rate.
///
/// # What it measures
/// How many of the customers of the start of a period have left at its end.
///
/// # Formula
/// Customers of the start who left / customers of the start = 1 − retention rate, a share from 0 to 1.
///
/// # Input
/// Outcomes: for each customer of the start, yes when lost.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Wilson's score interval: one minus that of the retention rate, with the ends exchanged.
///
/// # Missing values
/// By the missing rule of the definition; left-out customers are counted.
///
/// # Traps
/// Average customers or customers at the end below the line give other rates. Without a contract
/// nobody says goodbye: the days of silence that count as lost belong to the definition, and the last
/// of them are not over at the end of the log. Lost customers and lost revenue are two rates. Who
/// joined and left within the period is in neither.
///
/// # Sources
/// Reichheld and Sasser (1990), "Zero defections: quality comes to services"; Wilson (1927). Checked
/// against R on IBM's telecommunication sample and against statsmodels
/// (`tests/golden/churn_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, churn_rate};
/// use servqual::measure::Column;
/// let lost = Column::new("lost", &[false, false, true, false]);
/// assert_eq!(churn_rate()?.measure(Observations::Outcomes(lost))?.estimate, Some(0.25));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn churn_rate() -> Result<KpiDefinition> {
    outcome_share("churn_rate", Label::new("客户流失率", "Churn rate"), Direction::LowerIsBetter)
}
