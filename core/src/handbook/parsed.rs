//! The handbook, checked.

use serde::{Deserialize, Serialize};

use super::measured::check_source;
use super::periods::{HandbookScorecard, Trend};
use super::sections::{parse_journey, parse_survey};
use super::source::{JourneySource, Source};
pub use super::written::Organisation;
use super::written::{HandbookDocument, KpiEntryDocument, StandardDocument};
use crate::document::{from_value, parse_json, parse_toml};
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualOptions;
use crate::kpi::{KpiDefinition, ScorecardIndicator, ScorecardTally};
use crate::measure::{MissingRule, Target, check_id, check_unique};
use crate::standard::{Standard, check_supplements};
use crate::survey::Instrument;
use crate::time::{BusinessCalendar, CalendarSet};
use crate::touchpoint::{Journey, Touchpoint};

/// What good service is, and which data tell whether it is given: valid once it exists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "HandbookDocument", into = "HandbookDocument")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Handbook {
    document: HandbookDocument,
    kpis: Vec<Indicator>,
    standards: Vec<StandardEntry>,
    journey: Option<(Journey, MissingRule, JourneySource)>,
    survey: Option<HandbookSurvey>,
    trend: Option<Trend>,
    scorecard: Option<HandbookScorecard>,
    empty_scorecard: Option<ScorecardTally>,
}

/// One indicator with its source and target.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Id within the handbook.
    pub id: String,
    /// What is measured.
    pub definition: KpiDefinition,
    /// Where the observations stand.
    pub source: Source,
    /// What should be reached.
    pub target: Option<Target>,
    /// Where the way to the target began, in the unit of the indicator.
    pub baseline: Option<f64>,
}

/// One standard with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardEntry {
    /// The standard.
    pub standard: Standard,
    /// Where the observations stand.
    pub source: Source,
}

/// The survey with its columns.
#[derive(Debug, Clone, PartialEq)]
pub struct HandbookSurvey {
    /// What is asked.
    pub instrument: Instrument,
    /// How it is evaluated.
    pub options: ServqualOptions,
    /// The column of the expectation of each item.
    pub expectation: Vec<String>,
    /// The column of the perception of each item.
    pub perception: Vec<String>,
}

impl Handbook {
    /// Reads a handbook in TOML.
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`] with line and column, or with the path; the error of
    /// whatever part is not possible, its place being the path.
    pub fn from_toml(text: &str) -> Result<Self> {
        Self::from_tree(parse_toml(text)?)
    }

    /// Reads a handbook in JSON.
    ///
    /// # Errors
    /// As [`from_toml`](Self::from_toml).
    pub fn from_json(text: &str) -> Result<Self> {
        Self::from_tree(parse_json(text)?)
    }

    fn from_tree(tree: serde_json::Value) -> Result<Self> {
        from_value::<HandbookDocument>(tree)?.try_into()
    }

    fn check(document: HandbookDocument) -> Result<Self> {
        if document.handbook != 1 {
            return Err(QualityError::InvalidDocument {
                path: "handbook".into(),
                found: document.handbook.to_string(),
                expected: "1, the version of the handbook format".into(),
            });
        }
        check_id("organisation.id", &document.organisation.id)?;
        check_unique("kpi", document.kpi.iter().map(|entry| entry.id.as_str()))?;
        let calendars = CalendarSet::new(document.calendar.clone())?;
        let kpis = parse_all("kpi", &document.kpi, |entry| parse_kpi(entry, &calendars))?;
        let scorecard = document.scorecard.as_ref().map(|scorecard| scorecard.parse()).transpose()?;
        Ok(Self {
            empty_scorecard: scorecard.as_ref().map(|scorecard| empty_scorecard(&kpis, scorecard)).transpose()?,
            kpis,
            standards: parse_standards(&document.standard, &calendars)?,
            journey: parse_journey(&document.touchpoint, document.journey.as_ref())?,
            survey: parse_survey(&document)?,
            trend: document.trend.as_ref().map(|trend| trend.parse()).transpose()?,
            scorecard,
            document,
        })
    }

    /// The handbook in JSON, with every default written out.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.document).unwrap_or_default()
    }

    /// Whose handbook it is.
    pub fn organisation(&self) -> &Organisation {
        &self.document.organisation
    }

    /// Business calendars.
    pub fn calendars(&self) -> &[BusinessCalendar] {
        &self.document.calendar
    }

    /// Key performance indicators.
    pub fn kpis(&self) -> &[Indicator] {
        &self.kpis
    }

    /// Service standards.
    pub fn standards(&self) -> &[StandardEntry] {
        &self.standards
    }

    /// Touchpoints, also those outside the journey.
    pub fn touchpoints(&self) -> &[Touchpoint] {
        &self.document.touchpoint
    }

    /// The journey.
    pub fn journey(&self) -> Option<&Journey> {
        self.journey.as_ref().map(|(journey, ..)| journey)
    }

    pub(crate) fn journey_source(&self) -> Option<(&Journey, MissingRule, &JourneySource)> {
        self.journey.as_ref().map(|(journey, missing, source)| (journey, *missing, source))
    }

    /// The survey.
    pub fn survey(&self) -> Option<&HandbookSurvey> {
        self.survey.as_ref()
    }

    /// How the course over time is shown.
    pub fn trend(&self) -> Option<&Trend> {
        self.trend.as_ref()
    }

    /// How the indicators are shown by unit and period.
    pub fn scorecard(&self) -> Option<&HandbookScorecard> {
        self.scorecard.as_ref()
    }

    /// The column of ids of rows.
    pub fn id_column(&self) -> Option<&str> {
        self.document.rows.as_ref().map(|rows| rows.id.as_str())
    }

    pub(crate) fn empty_scorecard(&self) -> Option<&ScorecardTally> {
        self.empty_scorecard.as_ref()
    }
}

impl TryFrom<HandbookDocument> for Handbook {
    type Error = QualityError;

    fn try_from(document: HandbookDocument) -> Result<Self> {
        Self::check(document)
    }
}

impl From<Handbook> for HandbookDocument {
    fn from(handbook: Handbook) -> Self {
        handbook.document
    }
}

/// Parses the entries of a list, each error with the path of its entry.
fn parse_all<T, U>(list: &str, entries: &[T], parse: impl Fn(&T) -> Result<U>) -> Result<Vec<U>> {
    let parse_one = |(position, entry)| parse(entry).map_err(|error| error.within(&format!("{list}[{position}]")));
    entries.iter().enumerate().map(parse_one).collect()
}

fn parse_kpi(entry: &KpiEntryDocument, calendars: &CalendarSet) -> Result<Indicator> {
    let definition = entry.measure.definition(&entry.id, entry.label.as_ref(), calendars)?;
    check_source(&definition, &entry.source)?;
    let target = entry.target.as_ref().map(|target| target.parse(&definition.unit())).transpose()?;
    let baseline = entry.baseline.as_ref().map(|baseline| baseline.parse(&definition.unit())).transpose()?;
    Ok(Indicator { id: entry.id.clone(), definition, source: entry.source.clone(), target, baseline })
}

/// The scorecard before anything is observed.
fn empty_scorecard(kpis: &[Indicator], scorecard: &HandbookScorecard) -> Result<ScorecardTally> {
    let indicator = |entry: &Indicator| ScorecardIndicator {
        id: entry.id.clone(),
        definition: entry.definition.clone(),
        target: entry.target.clone(),
        baseline: entry.baseline,
    };
    ScorecardTally::new(kpis.iter().map(indicator).collect(), scorecard.options.clone())
}

fn parse_standards(documents: &[StandardDocument], calendars: &CalendarSet) -> Result<Vec<StandardEntry>> {
    let entries = parse_all("standard", documents, |document| parse_standard(document, calendars))?;
    let standards: Vec<Standard> = entries.iter().map(|entry| entry.standard.clone()).collect();
    check_supplements(&standards)?;
    Ok(entries)
}

fn parse_standard(document: &StandardDocument, calendars: &CalendarSet) -> Result<StandardEntry> {
    let indicator = document.measure.definition(&document.id, Some(&document.label), calendars)?;
    check_source(&indicator, &document.source)?;
    let target = document.target.parse(&indicator.unit())?;
    let standard = Standard {
        id: document.id.clone(),
        label: document.label.clone(),
        pillar: document.pillar,
        scope: document.scope.clone(),
        version: document.version.clone(),
        effective_from: document.effective_from,
        effective_until: document.effective_until,
        supplements: document.supplements.clone(),
        indicator,
        target,
    };
    standard.check()?;
    Ok(StandardEntry { standard, source: document.source.clone() })
}
