//! Retention rate by survival.

use super::super::{KpiDefinition, Observable, Statistic};
use super::shape::{SurvivalOptions, survival_seconds};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Retention rate where observation is cut (Kaplan–Meier).
///
/// # What it measures
/// How many customers stay longer than a time, when they joined on different days and some are
/// still customers.
///
/// # Formula
/// S(t) = Π (1 − d/n) over the times up to `at_days`, with d customers who left at a time out of n
/// who had stayed until then. Who was last seen at that time counts as having stayed.
///
/// # Input
/// Lifetimes: seconds until the customer left or was last seen, and whether they left; or spans with
/// an instant until which they were watched.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Greenwood's on the scale of log(−log S). None where nobody has left, or all have.
///
/// # Missing values
/// Rows without a time or without the mark fall under the missing rule and are counted. Customers
/// who have not left are not left out: they count for as long as they were seen.
///
/// # Traps
/// Beyond the longest observation nobody knows: there the estimate is missing. Who stops being
/// watched must not be nearer to leaving than the others. A share of those who could be watched for
/// the whole time is another, less exact number.
///
/// # Sources
/// Kaplan and Meier (1958); Greenwood (1926); Kalbfleisch and Prentice (2002), section 1.4. Checked
/// against lifelines and statsmodels (`tests/golden/survival.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, SurvivalOptions, retention_by_survival};
/// use servqual::measure::Column;
/// let year = retention_by_survival(SurvivalOptions { at_days: 365.0 })?;
/// let days = [100.0, 200.0, 300.0, 400.0].map(|days| days * 86_400.0);
/// let measure = year.measure(Observations::Lifetimes {
///     duration: Column::new("stayed", &days),
///     ended: Column::new("left", &[true, false, true, false]),
/// })?;
/// assert_eq!(measure.estimate, Some(0.75 * 0.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn retention_by_survival(options: SurvivalOptions) -> Result<KpiDefinition> {
    KpiDefinition::new(
        "retention_by_survival",
        Label::new("客户留存率（生存分析）", "Retention rate by survival"),
        Observable::duration(),
        Statistic::SurvivalShare { at_seconds: survival_seconds(&options)? },
        Direction::HigherIsBetter,
    )
}
