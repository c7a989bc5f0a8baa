//! What a SERVQUAL survey says.

use serde::{Deserialize, Serialize};

use crate::measure::{Label, Measure};

/// Expectation, perception and gap of one item or dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapResult {
    /// Id of the item or dimension.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// For an item, the id of its dimension.
    pub dimension: Option<String>,
    /// For a dimension, its weight in points of 100.
    pub weight: Option<f64>,
    /// Mean expectation, reverse-scored items turned.
    pub expectation: Measure,
    /// Mean perception: SERVPERF.
    pub perception: Measure,
    /// Perception − expectation with standard deviation and interval of the differences.
    pub gap: Measure,
    /// Paired t statistic; missing where it is not defined.
    pub t: Option<f64>,
    /// Its degrees of freedom.
    pub degrees_of_freedom: Option<u64>,
    /// Its two-sided p value.
    pub p_value: Option<f64>,
}

/// The scores over all dimensions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ServqualOverall {
    /// Mean of the dimensions' gaps, each counting the same.
    pub unweighted: Measure,
    /// Weighted score by the named convention, where the instrument has weights.
    pub weighted: Option<Measure>,
    /// Mean of the dimensions' perceptions: SERVPERF.
    pub servperf: Measure,
    /// Paired t statistic of the unweighted score.
    pub t: Option<f64>,
    /// Its two-sided p value.
    pub p_value: Option<f64>,
    /// Paired t statistic of the weighted score.
    pub weighted_t: Option<f64>,
    /// Its two-sided p value.
    pub weighted_p_value: Option<f64>,
}

/// What a SERVQUAL survey says, from the item to the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ServqualReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Respondents, complete or not.
    pub respondents: u64,
    /// One result for each item, in the order of the instrument.
    pub items: Vec<GapResult>,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<GapResult>,
    /// Over all dimensions.
    pub overall: ServqualOverall,
}
