//! Complaint rate.

use serde::{Deserialize, Serialize};

use super::super::KpiDefinition;
use super::shape::event_rate;
use crate::error::Result;
use crate::measure::Label;

/// Options of [`complaint_rate`]. The base must be declared: a rate per contact and a rate per
/// customer are different numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ComplaintRateOptions {
    /// What stands below the line: `contact`, `customer`, `transaction`, `user`, …
    pub base: String,
    /// Complaints per so many base units; where not given, the share of base units with a complaint.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub per: Option<u64>,
}

/// Complaint rate.
///
/// # What it measures
/// How many complaints there are for a declared base.
///
/// # Formula
/// Without `per`: complaints / base, a share from 0 to 1, where each base unit complains at most
/// once. With `per`: per · complaints / base, such as complaints per million users.
///
/// # Input
/// Counts: complaints and base units, for each row (a day, a team, …); rows are added up.
///
/// # Direction
/// Lower is better.
///
/// # Interval
/// Wilson for the share; Garwood's exact Poisson interval for the rate.
///
/// # Missing values
/// Rows in which either count is missing fall under the missing rule and are counted.
///
/// # Traps
/// "3 %" of contacts, of customers and of transactions are three different targets. A negative
/// count, or more complaints than base units in a share, is an error that names the row.
///
/// # Sources
/// Wilson (1927); Garwood (1936). Checked against statsmodels and SciPy
/// (`tests/golden/complaint_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{ComplaintRateOptions, Observations, complaint_rate};
/// use servqual::measure::Column;
/// let rate = complaint_rate(ComplaintRateOptions { base: "contact".into(), per: None })?;
/// let events = Column::new("complaints", &[3, 1]);
/// let measure = rate.measure(Observations::Counts { events, base: Column::new("contacts", &[120, 80]) })?;
/// assert_eq!(measure.estimate, Some(0.02));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn complaint_rate(options: ComplaintRateOptions) -> Result<KpiDefinition> {
    event_rate("complaint_rate", Label::new("投诉率", "Complaint rate"), options.base, options.per)
}
