//! The catalogue of named indicators, one file for each.
//!
//! To add one: its file, its lines here, its golden vector in `tests/golden/kpi`, and the page
//! that `cargo xtask docs` makes from its documentation.

mod complaint_rate;
mod customer_effort_score;
mod customer_satisfaction;
mod first_contact_resolution;
mod first_response_time;
mod net_promoter_score;

use serde::{Deserialize, Serialize};

pub use complaint_rate::{ComplaintRateOptions, complaint_rate};
pub use customer_effort_score::{CustomerEffortScoreOptions, EffortStatistic, customer_effort_score};
pub use customer_satisfaction::{CustomerSatisfactionOptions, customer_satisfaction};
pub use first_contact_resolution::{FirstContactResolutionOptions, first_contact_resolution};
pub use first_response_time::{FirstResponseTimeOptions, ResponseStatistic, first_response_time};
pub use net_promoter_score::net_promoter_score;

use super::KpiDefinition;
use crate::error::{QualityError, Result};

/// A named indicator with its options: the short form of a definition in documents.
///
/// ```
/// use servqual::kpi::NamedKpi;
/// let named: NamedKpi = serde_json::from_str(r#"{"named": "first_contact_resolution", "window_days": 7}"#)?;
/// assert_eq!(named.definition()?.id(), "first_contact_resolution");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "named", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum NamedKpi {
    /// See [`complaint_rate`].
    ComplaintRate(ComplaintRateOptions),
    /// See [`customer_effort_score`].
    CustomerEffortScore(CustomerEffortScoreOptions),
    /// See [`customer_satisfaction`].
    CustomerSatisfaction(CustomerSatisfactionOptions),
    /// See [`first_contact_resolution`].
    FirstContactResolution(FirstContactResolutionOptions),
    /// See [`first_response_time`].
    FirstResponseTime(FirstResponseTimeOptions),
    /// See [`net_promoter_score`].
    NetPromoterScore {},
}

/// The ids of the catalogue, in alphabetical order.
pub const CATALOGUE: [&str; 6] = [
    "complaint_rate",
    "customer_effort_score",
    "customer_satisfaction",
    "first_contact_resolution",
    "first_response_time",
    "net_promoter_score",
];

impl NamedKpi {
    /// The definition that the name stands for.
    ///
    /// # Errors
    /// Whatever is wrong with the options.
    pub fn definition(&self) -> Result<KpiDefinition> {
        match self.clone() {
            Self::ComplaintRate(options) => complaint_rate(options),
            Self::CustomerEffortScore(options) => customer_effort_score(options),
            Self::CustomerSatisfaction(options) => customer_satisfaction(options),
            Self::FirstContactResolution(options) => first_contact_resolution(options),
            Self::FirstResponseTime(options) => first_response_time(options),
            Self::NetPromoterScore {} => net_promoter_score(),
        }
    }
}

/// A definition in JSON: a named one, `{"named": "net_promoter_score"}`, or one of your own with
/// `id`, `label`, `observable`, `statistic` and `direction`.
///
/// # Errors
/// [`QualityError::InvalidDocument`] with the path, or whatever is wrong with the definition.
pub fn definition_from_json(json: &str) -> Result<KpiDefinition> {
    let value: serde_json::Value = crate::document::parse_json(json)?;
    if value.get("named").is_some() {
        let id = value["named"].as_str().unwrap_or_default();
        if !CATALOGUE.contains(&id) {
            return Err(QualityError::UnknownId {
                place: "named".into(),
                id: id.into(),
                expected: crate::measure::nearest(id, CATALOGUE),
            });
        }
        return crate::document::from_value::<NamedKpi>(value)?.definition();
    }
    crate::document::from_value(value)
}
