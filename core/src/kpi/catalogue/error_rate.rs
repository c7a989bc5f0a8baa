//! Error rate.

use serde::{Deserialize, Serialize};

use super::super::KpiDefinition;
use super::shape::event_rate;
use crate::error::Result;
use crate::measure::Label;

/// Options of [`error_rate`]. The base must be declared: a rate per case and a rate per step are
/// different numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorRateOptions {
    /// What stands below the line: `case`, `contact`, `step`, `form`, …
    pub base: String,
    /// Errors per so many base units; where not given, the share of base units with an error.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub per: Option<u64>,
}

/// Error rate.
///
/// # What it measures
/// How much of the work that was looked at is wrong, for a declared base.
///
/// # Formula
/// Without `per`: base units with at least one error / checked base units, a share from 0 to 1.
/// With `per`: per · errors / checked base units, where one unit can have many errors.
///
/// # Input
/// Counts: errors (or units with an error) and checked base units, for each row (a day, a checker,
/// a team, …); rows are added up.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Wilson for the share; Garwood's exact Poisson interval for the rate.
///
/// # Missing values
/// Rows in which either count is missing fall under the missing rule and are counted. Work that
/// nobody checked belongs to no row.
///
/// # Traps
/// Units with an error and errors are two numbers: one form with five errors is 1 or 5. Below the
/// line stands what was checked, not what was done. Errors that customers report are fewer than
/// those that a check finds. Errors that cost the customer, the business or compliance are kept
/// apart by most quality programmes. In a share, a row with more errors than units is refused.
///
/// # Sources
/// Wilson (1927); Garwood (1936). Checked against statsmodels and SciPy
/// (`tests/golden/error_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{ErrorRateOptions, Observations, error_rate};
/// use servqual::measure::Column;
/// let rate = error_rate(ErrorRateOptions { base: "case".into(), per: None })?;
/// let events = Column::new("cases_with_errors", &[3, 1]);
/// let measure = rate.measure(Observations::Counts { events, base: Column::new("checked_cases", &[60, 20]) })?;
/// assert_eq!(measure.estimate, Some(0.05));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn error_rate(options: ErrorRateOptions) -> Result<KpiDefinition> {
    event_rate("error_rate", Label::new("差错率", "Error rate"), options.base, options.per)
}
