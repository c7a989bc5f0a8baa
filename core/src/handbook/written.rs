//! The handbook as it is written, unchecked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::source::{JourneySource, Source};
use crate::gap::servqual::WeightConvention;
use crate::kpi::{IntervalChoice, Observable, Statistic};
use crate::measure::{Direction, Label, MissingRule};
use crate::standard::{Pillar, Scope};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::InstrumentDocument;
use crate::time::{BusinessCalendar, PeriodLength};
use crate::touchpoint::Touchpoint;

/// What good service is, and which data tell whether it is given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Handbook"))]
pub(crate) struct HandbookDocument {
    /// Version of the handbook format: 1.
    pub(crate) handbook: u32,
    /// Whose handbook it is.
    pub(crate) organisation: Organisation,
    /// Business calendars, for indicators that run in business time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) calendar: Vec<BusinessCalendar>,
    /// Service standards.
    #[serde(default)]
    pub(crate) standard: Vec<StandardDocument>,
    /// Touchpoints.
    #[serde(default)]
    pub(crate) touchpoint: Vec<Touchpoint>,
    /// The cycle of touchpoints.
    #[serde(default)]
    pub(crate) journey: Option<JourneyDocument>,
    /// The instrument of the survey.
    #[serde(default)]
    pub(crate) instrument: Option<InstrumentDocument>,
    /// Where the answers stand and how they are evaluated.
    #[serde(default)]
    pub(crate) survey: Option<SurveyDocument>,
    /// Key performance indicators.
    #[serde(default)]
    pub(crate) kpi: Vec<KpiEntryDocument>,
    /// How the course over time is shown.
    #[serde(default)]
    pub(crate) trend: Option<TrendDocument>,
    /// The key performance indicators by unit and period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) scorecard: Option<ScorecardDocument>,
    /// What is known of the rows themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) rows: Option<RowsDocument>,
}

/// What is known of the rows themselves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct RowsDocument {
    /// The column of ids, such as ticket numbers: rows whose id stands twice are counted.
    pub(crate) id: String,
}

/// Whose handbook it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// What readers of a report must know about the data, such as that they are simulated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Label>,
}

/// What is measured: a named indicator, or one of your own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct MeasureDocument {
    /// Id of an indicator of the catalogue.
    #[serde(default)]
    pub(crate) named: Option<String>,
    /// Its options.
    #[serde(default)]
    pub(crate) options: Option<serde_json::Map<String, serde_json::Value>>,
    /// Own indicator: what is looked at.
    #[serde(default)]
    pub(crate) observable: Option<Observable>,
    /// Own indicator: what is computed.
    #[serde(default)]
    pub(crate) statistic: Option<Statistic>,
    /// Own indicator: which way is better.
    #[serde(default)]
    pub(crate) direction: Option<Direction>,
    /// Durations in business time: id of the calendar, of everything that `calendars` does not name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) calendar: Option<String>,
    /// Durations in business time: id of the calendar of each team, tier or region that stands in
    /// the column `service` of the source.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) calendars: BTreeMap<String, String>,
    /// What happens to missing values; `raise` where not given.
    #[serde(default)]
    pub(crate) missing: MissingRule,
    /// Confidence level; 0.95 where not given.
    #[serde(default)]
    pub(crate) level: ConfidenceLevel,
    /// How the interval is computed; the usual one of the statistic where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<IntervalChoice>,
}

/// One indicator of the handbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct KpiEntryDocument {
    /// Stable id within the handbook.
    pub(crate) id: String,
    /// Name for people; that of the named indicator where not given.
    #[serde(default)]
    pub(crate) label: Option<Label>,
    /// What is measured.
    pub(crate) measure: MeasureDocument,
    /// Where the observations stand.
    pub(crate) source: Source,
    /// What should be reached.
    #[serde(default)]
    pub(crate) target: Option<TargetDocument>,
    /// Where the way to the target began: an agreed number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) baseline: Option<BaselineDocument>,
}

/// One standard of the handbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct StandardDocument {
    /// Stable id.
    pub(crate) id: String,
    /// Name for people.
    pub(crate) label: Label,
    /// Which part of the service it governs.
    pub(crate) pillar: Pillar,
    /// Where it holds.
    pub(crate) scope: Scope,
    /// Version of the text.
    pub(crate) version: String,
    /// First day on which it holds.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub(crate) effective_from: NaiveDate,
    /// Last day on which it holds.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(crate) effective_until: Option<NaiveDate>,
    /// Id of the standard that it adds to.
    #[serde(default)]
    pub(crate) supplements: Option<String>,
    /// What is measured.
    pub(crate) measure: MeasureDocument,
    /// Where the observations stand.
    pub(crate) source: Source,
    /// What must be reached.
    pub(crate) target: TargetDocument,
}

/// A target: one bound, and always a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct TargetDocument {
    /// Met by this value or more.
    #[serde(default)]
    pub(crate) at_least: Option<f64>,
    /// Met by this value or less.
    #[serde(default)]
    pub(crate) at_most: Option<f64>,
    /// Unit of the value.
    pub(crate) unit: TargetUnit,
}

/// A baseline: a value, and always a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct BaselineDocument {
    /// Where it began.
    pub(crate) value: f64,
    /// Unit of the value.
    pub(crate) unit: TargetUnit,
}

/// The units in which a target or a baseline can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) enum TargetUnit {
    /// A share in percent, 0 to 100.
    Percent,
    /// A share, 0 to 1.
    Share,
    /// Points of a net score, −100 to 100, or of an index, 0 to 100.
    Points,
    /// Points of the rating scale.
    ScalePoints,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days of 86 400 seconds.
    Days,
    /// Events per the base units of the rate.
    Rate,
}

/// The cycle of touchpoints of the handbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct JourneyDocument {
    /// Stable id.
    pub(crate) id: String,
    /// Name for people.
    pub(crate) label: Label,
    /// Ids of touchpoints in the customer's order.
    pub(crate) touchpoints: Vec<String>,
    /// What happens to missing values.
    #[serde(default)]
    pub(crate) missing: MissingRule,
    /// Where the delivered services stand.
    pub(crate) source: JourneySource,
}

/// Where the answers of the survey stand and how they are evaluated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct SurveyDocument {
    /// Columns of expectations: `{item}` stands for the id of the item, as in `e_{item}`.
    pub(crate) expectation: String,
    /// Columns of perceptions, likewise.
    pub(crate) perception: String,
    /// What happens to missing answers.
    #[serde(default)]
    pub(crate) missing: MissingRule,
    /// Confidence level.
    #[serde(default)]
    pub(crate) level: ConfidenceLevel,
    /// Codes outside the scale that mean "not applicable", such as 0 or −99.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) not_applicable: Vec<i8>,
    /// How weights enter the overall score.
    #[serde(default)]
    pub(crate) convention: WeightConvention,
}

/// How the course over time is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct TrendDocument {
    /// A column of dates, `YYYY-MM-DD` with or without a time, read as written; with `time_zone` a
    /// column of instants (RFC 3339 with a zone).
    pub(crate) column: String,
    /// Length of a period.
    pub(crate) by: PeriodLength,
    /// IANA name of the zone in which days begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time_zone: Option<String>,
}

/// The key performance indicators by unit and period: what was measured, whether the target is
/// met, how far along from the baseline, and whether it is better than the period before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct ScorecardDocument {
    /// The column of units, such as teams; without it, the organisation is one unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unit: Option<String>,
    /// The column of instants (RFC 3339 with a zone) by which time is cut; without `column`, `by`
    /// and `time_zone`, all rows of a unit are one period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<String>,
    /// Length of a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<PeriodLength>,
    /// IANA name of the zone in which days begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time_zone: Option<String>,
    /// Cells with fewer observations show no number.
    #[serde(default)]
    pub(crate) minimum_n: u64,
    /// What happens to rows without an instant, where time is cut.
    #[serde(default)]
    pub(crate) undated: MissingRule,
}
