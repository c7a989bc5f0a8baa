//! What a handbook says about the observations, as data.

use serde::{Deserialize, Serialize};

use super::DuplicateRows;
use crate::gap::servqual::ServqualReport;
use crate::kpi::{Progress, Scorecard};
use crate::measure::{Label, Measure, Verdict};
use crate::standard::Conformance;
use crate::touchpoint::JourneyReport;

/// One indicator with its verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ScorecardLine {
    /// Id of the indicator in the handbook.
    pub id: String,
    /// What was measured.
    pub measure: Measure,
    /// What it says against its target, where it has one.
    pub verdict: Option<Verdict>,
    /// Where the way to the target began, where the handbook says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
    /// How far along from the baseline to the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
}

/// One point of a trend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct TrendPoint {
    /// The period, such as `2013-02`.
    pub period: String,
    /// What was measured in it.
    pub measure: Measure,
}

/// The course of one indicator or standard over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct TrendLine {
    /// Id of the indicator or standard in the handbook.
    pub id: String,
    /// One point for each period with observations, in order.
    pub points: Vec<TrendPoint>,
}

/// A handbook held against what happened.
///
/// `to_json` gives it as one document, `to_html` (feature `html`) as one page, `to_text` for a
/// terminal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Assessment {
    /// Id of the organisation.
    pub organisation: String,
    /// Name of the organisation.
    pub label: Label,
    /// What readers must know about the data.
    pub note: Option<Label>,
    /// Rows that were observed.
    pub rows: u64,
    /// Standards with their verdicts.
    pub standards: Vec<Conformance>,
    /// Indicators with their verdicts.
    pub indicators: Vec<ScorecardLine>,
    /// The survey.
    pub survey: Option<ServqualReport>,
    /// Conformance along the journey.
    pub journey: Option<JourneyReport>,
    /// The course over time, standards first.
    pub trends: Vec<TrendLine>,
    /// The indicators by unit and period, where the handbook has a scorecard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scorecard: Option<Scorecard>,
    /// Rows whose id stands twice, where the handbook names the column of ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicates: Option<DuplicateRows>,
}

impl Assessment {
    /// The assessment as a JSON document.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// An assessment from [`to_json`](Self::to_json).
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`](crate::QualityError::InvalidDocument).
    pub fn from_json(json: &str) -> crate::Result<Self> {
        crate::document::from_value(crate::document::parse_json(json)?)
    }
}
