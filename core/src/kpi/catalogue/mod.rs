//! The catalogue of named indicators, one file for each.
//!
//! To add one: its file, its lines here, its golden vector in `tests/golden`, and the page
//! that `cargo xtask docs` makes from its documentation.

mod abandonment_rate;
mod average_handling_time;
mod average_speed_of_answer;
mod churn_by_survival;
mod churn_rate;
mod complaint_closure_time;
mod complaint_rate;
mod customer_effort_score;
mod customer_satisfaction;
mod customer_satisfaction_index;
mod deflection_rate;
mod error_rate;
mod first_contact_resolution;
mod first_response_time;
mod full_resolution_time;
mod identity_coverage;
mod logged_first_contact_resolution;
mod net_promoter_score;
mod occupancy;
mod owner_continuity;
mod positive_rating_rate;
mod repeat_explanation_rate;
mod reply_time;
mod repurchase_rate;
mod resolution_rate;
mod response_rate;
mod retention_by_survival;
mod retention_rate;
mod service_level;
mod shape;
mod survey_first_contact_resolution;
mod time_to_closure;
mod transfer_rate;

use serde::{Deserialize, Serialize};

pub use abandonment_rate::{AbandonmentRateOptions, abandonment_rate};
pub use average_handling_time::average_handling_time;
pub use average_speed_of_answer::average_speed_of_answer;
pub use churn_by_survival::churn_by_survival;
pub use churn_rate::churn_rate;
pub use complaint_closure_time::complaint_closure_time;
pub use complaint_rate::{ComplaintRateOptions, complaint_rate};
pub use customer_effort_score::{CustomerEffortScoreOptions, EffortStatistic, EffortWording, customer_effort_score};
pub use customer_satisfaction::{CustomerSatisfactionOptions, customer_satisfaction};
pub use customer_satisfaction_index::{CustomerSatisfactionIndexOptions, customer_satisfaction_index};
pub use deflection_rate::deflection_rate;
pub use error_rate::{ErrorRateOptions, error_rate};
pub use first_contact_resolution::{FirstContactResolutionOptions, first_contact_resolution};
pub use first_response_time::first_response_time;
pub use full_resolution_time::full_resolution_time;
pub use identity_coverage::identity_coverage;
pub use logged_first_contact_resolution::{
    LoggedFirstContactResolutionOptions, ResolutionBase, logged_first_contact_resolution,
};
pub use net_promoter_score::net_promoter_score;
pub use occupancy::occupancy;
pub use owner_continuity::owner_continuity;
pub use positive_rating_rate::{PositiveRatingRateOptions, positive_rating_rate};
pub use repeat_explanation_rate::repeat_explanation_rate;
pub use reply_time::reply_time;
pub use repurchase_rate::repurchase_rate;
pub use resolution_rate::resolution_rate;
pub use response_rate::response_rate;
pub use retention_by_survival::retention_by_survival;
pub use retention_rate::retention_rate;
pub use service_level::{ServiceLevelOptions, service_level};
pub use shape::{DurationOptions, DurationStatistic, SurvivalOptions};
pub use survey_first_contact_resolution::survey_first_contact_resolution;
pub use time_to_closure::{TimeToClosureOptions, time_to_closure};
pub use transfer_rate::transfer_rate;

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
#[serde(tag = "named", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum NamedKpi {
    /// See [`abandonment_rate`].
    AbandonmentRate(AbandonmentRateOptions),
    /// See [`average_handling_time`].
    AverageHandlingTime {},
    /// See [`average_speed_of_answer`].
    AverageSpeedOfAnswer {},
    /// See [`churn_by_survival`].
    ChurnBySurvival(SurvivalOptions),
    /// See [`churn_rate`].
    ChurnRate {},
    /// See [`complaint_closure_time`].
    ComplaintClosureTime(DurationOptions),
    /// See [`complaint_rate`].
    ComplaintRate(ComplaintRateOptions),
    /// See [`customer_effort_score`].
    CustomerEffortScore(CustomerEffortScoreOptions),
    /// See [`customer_satisfaction`].
    CustomerSatisfaction(CustomerSatisfactionOptions),
    /// See [`customer_satisfaction_index`].
    CustomerSatisfactionIndex(CustomerSatisfactionIndexOptions),
    /// See [`deflection_rate`].
    DeflectionRate {},
    /// See [`error_rate`].
    ErrorRate(ErrorRateOptions),
    /// See [`first_contact_resolution`].
    FirstContactResolution(FirstContactResolutionOptions),
    /// See [`first_response_time`].
    FirstResponseTime(DurationOptions),
    /// See [`full_resolution_time`].
    FullResolutionTime(DurationOptions),
    /// See [`identity_coverage`].
    IdentityCoverage {},
    /// See [`logged_first_contact_resolution`].
    LoggedFirstContactResolution(LoggedFirstContactResolutionOptions),
    /// See [`net_promoter_score`].
    NetPromoterScore {},
    /// See [`occupancy`].
    Occupancy {},
    /// See [`owner_continuity`].
    OwnerContinuity {},
    /// See [`positive_rating_rate`].
    PositiveRatingRate(PositiveRatingRateOptions),
    /// See [`repeat_explanation_rate`].
    RepeatExplanationRate {},
    /// See [`reply_time`].
    ReplyTime(DurationOptions),
    /// See [`repurchase_rate`].
    RepurchaseRate {},
    /// See [`resolution_rate`].
    ResolutionRate {},
    /// See [`response_rate`].
    ResponseRate {},
    /// See [`retention_by_survival`].
    RetentionBySurvival(SurvivalOptions),
    /// See [`retention_rate`].
    RetentionRate {},
    /// See [`service_level`].
    ServiceLevel(ServiceLevelOptions),
    /// See [`survey_first_contact_resolution`].
    SurveyFirstContactResolution {},
    /// See [`time_to_closure`].
    TimeToClosure(TimeToClosureOptions),
    /// See [`transfer_rate`].
    TransferRate {},
}

/// The ids of the catalogue, in alphabetical order.
pub const CATALOGUE: [&str; 32] = [
    "abandonment_rate",
    "average_handling_time",
    "average_speed_of_answer",
    "churn_by_survival",
    "churn_rate",
    "complaint_closure_time",
    "complaint_rate",
    "customer_effort_score",
    "customer_satisfaction",
    "customer_satisfaction_index",
    "deflection_rate",
    "error_rate",
    "first_contact_resolution",
    "first_response_time",
    "full_resolution_time",
    "identity_coverage",
    "logged_first_contact_resolution",
    "net_promoter_score",
    "occupancy",
    "owner_continuity",
    "positive_rating_rate",
    "repeat_explanation_rate",
    "reply_time",
    "repurchase_rate",
    "resolution_rate",
    "response_rate",
    "retention_by_survival",
    "retention_rate",
    "service_level",
    "survey_first_contact_resolution",
    "time_to_closure",
    "transfer_rate",
];

impl NamedKpi {
    /// The definition that the name stands for.
    ///
    /// # Errors
    /// Whatever is wrong with the options.
    pub fn definition(&self) -> Result<KpiDefinition> {
        match self.clone() {
            Self::AbandonmentRate(options) => abandonment_rate(options),
            Self::AverageHandlingTime {} => average_handling_time(),
            Self::AverageSpeedOfAnswer {} => average_speed_of_answer(),
            Self::ChurnBySurvival(options) => churn_by_survival(options),
            Self::ChurnRate {} => churn_rate(),
            Self::ComplaintClosureTime(options) => complaint_closure_time(options),
            Self::ComplaintRate(options) => complaint_rate(options),
            Self::CustomerEffortScore(options) => customer_effort_score(options),
            Self::CustomerSatisfaction(options) => customer_satisfaction(options),
            Self::CustomerSatisfactionIndex(options) => customer_satisfaction_index(options),
            Self::DeflectionRate {} => deflection_rate(),
            Self::ErrorRate(options) => error_rate(options),
            Self::FirstContactResolution(options) => first_contact_resolution(options),
            Self::FirstResponseTime(options) => first_response_time(options),
            Self::FullResolutionTime(options) => full_resolution_time(options),
            Self::IdentityCoverage {} => identity_coverage(),
            Self::LoggedFirstContactResolution(options) => logged_first_contact_resolution(options),
            Self::NetPromoterScore {} => net_promoter_score(),
            Self::Occupancy {} => occupancy(),
            Self::OwnerContinuity {} => owner_continuity(),
            Self::PositiveRatingRate(options) => positive_rating_rate(options),
            Self::RepeatExplanationRate {} => repeat_explanation_rate(),
            Self::ReplyTime(options) => reply_time(options),
            Self::RepurchaseRate {} => repurchase_rate(),
            Self::ResolutionRate {} => resolution_rate(),
            Self::ResponseRate {} => response_rate(),
            Self::RetentionBySurvival(options) => retention_by_survival(options),
            Self::RetentionRate {} => retention_rate(),
            Self::ServiceLevel(options) => service_level(options),
            Self::SurveyFirstContactResolution {} => survey_first_contact_resolution(),
            Self::TimeToClosure(options) => time_to_closure(options),
            Self::TransferRate {} => transfer_rate(),
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
