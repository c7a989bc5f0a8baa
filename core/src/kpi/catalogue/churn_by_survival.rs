//! Churn rate by survival.

use super::super::{KpiDefinition, Observable, Statistic};
use super::shape::{SurvivalOptions, survival_seconds};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Churn rate where observation is cut (Kaplan–Meier).
///
/// # What it measures
/// How many customers have left by a time, when they joined on different days and some are still
/// customers.
///
/// # Formula
/// 1 − S(t), with S(t) as in [`retention_by_survival`](super::retention_by_survival).
///
/// # Input
/// Lifetimes: seconds until the customer left or was last seen, and whether they left; or spans with
/// an instant until which they were watched.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// One minus the ends of Greenwood's interval on the scale of log(−log S).
///
/// # Missing values
/// Rows without a time or without the mark fall under the missing rule and are counted.
///
/// # Traps
/// Customers who left divided by all customers is too small where many have just joined. A yearly
/// rate is not twelve times a monthly one.
///
/// # Sources
/// Kaplan and Meier (1958). Checked against lifelines and statsmodels
/// (`tests/golden/survival.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, SurvivalOptions, churn_by_survival};
/// use servqual::measure::Column;
/// let month = churn_by_survival(SurvivalOptions { at_days: 30.0 })?;
/// let days = [10.0, 20.0, 30.0, 40.0].map(|days| days * 86_400.0);
/// let measure = month.measure(Observations::Lifetimes {
///     duration: Column::new("stayed", &days),
///     ended: Column::new("left", &[true, false, false, true]),
/// })?;
/// assert_eq!(measure.estimate, Some(0.25));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn churn_by_survival(options: SurvivalOptions) -> Result<KpiDefinition> {
    KpiDefinition::new(
        "churn_by_survival",
        Label::new("客户流失率（生存分析）", "Churn rate by survival"),
        Observable::duration(),
        Statistic::IncidenceShare { at_seconds: survival_seconds(&options)? },
        Direction::LowerIsBetter,
    )
}
