//! Occupancy.

use super::super::{KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label};

/// Occupancy (利用率).
///
/// # What it measures
/// How much of the time in which agents could take contacts they were busy with them.
///
/// # Formula
/// Occupancy = Σ busy time / Σ available time, where available time includes busy time. The mean
/// of the rows' own ratios is another number.
///
/// # Input
/// Two amounts for each row (an agent's shift, a day, an interval): busy and available time, in the
/// same unit.
///
/// # Direction
/// Declared as higher is better, as it is costed. It is not better without limit: set a target
/// with an upper bound too.
///
/// # Interval
/// Of a ratio of sums by linearisation: with residuals e = busy − R · available, the standard
/// error is √(Σ e² / (n − 1) / n) / mean available, times Student's t with n − 1 degrees of
/// freedom; cut at zero. None for a single row.
///
/// # Missing values
/// Rows in which either amount is missing fall under the missing rule and are counted. A row with
/// more busy than available time is an error that names it: two clocks, or two units.
///
/// # Traps
/// Above about 0.85 to 0.90 queues explode and people burn out: the cost of a high occupancy is in
/// the service level. Time with pay (utilisation) and time logged in are other denominators.
/// The rows are the sample: days of one team are not independent shifts.
///
/// # Sources
/// Cochran (1977), "Sampling techniques", sections 2.11 and 6.4. Checked against exact
/// fractions and the same formula in NumPy and R (`tests/golden/occupancy.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, occupancy};
/// use servqual::measure::Column;
/// let numerator = Column::new("busy_seconds", &[20_000.0, 22_000.0, 9_000.0]);
/// let denominator = Column::new("available_seconds", &[25_000.0, 25_000.0, 10_000.0]);
/// let measure = occupancy()?.measure(Observations::Amounts { numerator, denominator })?;
/// assert_eq!(measure.estimate, Some(0.85));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn occupancy() -> Result<KpiDefinition> {
    KpiDefinition::new(
        "occupancy",
        Label::new("工时利用率", "Occupancy"),
        Observable::Amount {},
        Statistic::PartRatio {},
        Direction::HigherIsBetter,
    )
}
