//! The handbook, checked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::source::{JourneySource, Source, TrendPeriod};
pub use super::written::Organisation;
use super::written::{
    HandbookDocument, JourneyDocument, KpiEntryDocument, MeasureDocument, StandardDocument, SurveyDocument,
    TargetDocument, TargetUnit,
};
use crate::document::{from_value, parse_json, parse_toml};
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualOptions;
use crate::kpi::{CATALOGUE, KpiDefinition, NamedKpi, Observable};
use crate::measure::{Label, MissingRule, Target, TargetBound, Unit, check_id, check_unique, nearest};
use crate::standard::{Standard, check_supplements};
use crate::survey::Instrument;
use crate::time::{BusinessCalendar, CalendarSet, Clock, ServiceHours, parse_instant};
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

/// How the course over time is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// A column of dates.
    pub column: String,
    /// Length of a period.
    pub by: TrendPeriod,
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
        Ok(Self {
            kpis: parse_all("kpi", &document.kpi, |entry| parse_kpi(entry, &calendars))?,
            standards: parse_standards(&document.standard, &calendars)?,
            journey: parse_journey(&document.touchpoint, document.journey.as_ref())?,
            survey: parse_survey(&document)?,
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
    pub fn trend(&self) -> Option<Trend> {
        self.document.trend.as_ref().map(|trend| Trend { column: trend.column.clone(), by: trend.by })
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
    Ok(Indicator { id: entry.id.clone(), definition, source: entry.source.clone(), target })
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

impl MeasureDocument {
    fn definition(&self, id: &str, label: Option<&Label>, calendars: &CalendarSet) -> Result<KpiDefinition> {
        let definition = match &self.named {
            Some(named) => self.named_definition(named)?,
            None => self.own_definition(id, label)?,
        };
        let definition = match self.clock(calendars)? {
            Some(clock) => definition.with_clock(clock).map_err(|error| error.within("measure"))?,
            None => definition,
        };
        let definition = definition.with_missing(self.missing).with_level(self.level);
        let definition = match self.interval {
            Some(interval) => definition.with_interval(interval).map_err(|error| error.within("measure"))?,
            None => definition,
        };
        Ok(match label {
            Some(label) => definition.with_label(label.clone()),
            None => definition,
        })
    }

    /// The clock, where a calendar is named. The hours hold no calendar but those they name.
    fn clock(&self, calendars: &CalendarSet) -> Result<Option<Clock>> {
        if self.calendar.is_none() && self.calendars.is_empty() {
            return Ok(None);
        }
        let named: BTreeSet<&String> = self.calendar.iter().chain(self.calendars.values()).collect();
        let found = named.into_iter().map(|id| calendars.get(id).cloned()).collect::<Result<Vec<_>>>();
        let found = found.map_err(|error| error.within("measure"))?;
        let hours = ServiceHours::assigned(CalendarSet::new(found)?, self.calendars.clone(), self.calendar.clone())?;
        Ok(Some(Clock::Business { hours }))
    }

    fn named_definition(&self, named: &str) -> Result<KpiDefinition> {
        if self.observable.is_some() || self.statistic.is_some() || self.direction.is_some() {
            return Err(QualityError::InvalidDocument {
                path: "measure".into(),
                found: format!("`named = \"{named}\"` beside observable, statistic or direction"),
                expected: "either a named indicator or one of your own".into(),
            });
        }
        if !CATALOGUE.contains(&named) {
            let place = "measure.named".into();
            return Err(QualityError::UnknownId { place, id: named.into(), expected: nearest(named, CATALOGUE) });
        }
        let mut tree = self.options.clone().unwrap_or_default();
        tree.insert("named".into(), named.into());
        let options: NamedKpi = from_value(tree.into()).map_err(|error| error.within("measure.options"))?;
        options.definition().map_err(|error| error.within("measure.options"))
    }

    fn own_definition(&self, id: &str, label: Option<&Label>) -> Result<KpiDefinition> {
        let parts = (label, &self.observable, &self.statistic, self.direction, &self.options);
        let (Some(label), Some(observable), Some(statistic), Some(direction), None) = parts else {
            return Err(QualityError::InvalidDocument {
                path: "measure".into(),
                found: "an incomplete indicator".into(),
                expected: "`named`, or `observable`, `statistic` and `direction` with a label".into(),
            });
        };
        KpiDefinition::new(id, label.clone(), observable.clone(), statistic.clone(), direction)
            .map_err(|error| error.within("measure"))
    }
}

/// The source as it is written.
fn source_name(source: &Source) -> String {
    serde_json::to_string(source).unwrap_or_default()
}

/// What a source of spans must say for the clock of the definition.
fn check_spans(definition: &KpiDefinition, service: Option<&String>, until: Option<&String>) -> Result<()> {
    if let Some(until) = until {
        parse_instant(until, "source.observed_until", 0)?;
    }
    let assigned = matches!(definition.clock(), Clock::Business { hours } if hours.is_assigned());
    if assigned == service.is_some() {
        return Ok(());
    }
    let [found, expected] = match service {
        None => ["no column `service`", "the column of the teams, tiers or regions that `calendars` names"],
        Some(_) => ["a column `service`", "`calendars` in the measure, a calendar for each team, tier or region"],
    };
    Err(QualityError::InvalidDocument { path: "source".into(), found: found.into(), expected: expected.into() })
}

fn check_source(definition: &KpiDefinition, source: &Source) -> Result<()> {
    if let Source::Spans { service, observed_until, .. } = source {
        check_spans(definition, service.as_ref(), observed_until.as_ref())?;
    }
    let expected = match (definition.observable(), source) {
        (Observable::Rating { .. }, Source::Ratings(_))
        | (Observable::Duration { .. }, Source::Durations { .. } | Source::Lifetimes { .. } | Source::Spans { .. })
        | (Observable::RatingSet { .. }, Source::RatingSets(_))
        | (Observable::Outcome {}, Source::Outcomes(_))
        | (Observable::Call {}, Source::Calls { .. })
        | (Observable::Amount {}, Source::Amounts { .. })
        | (Observable::Contact { .. }, Source::Contacts { .. })
        | (Observable::Count { .. }, Source::Counts { .. }) => return Ok(()),
        (Observable::Rating { .. }, _) => "`ratings`",
        (Observable::Duration { .. }, _) => "`durations`, `lifetimes` or `spans`",
        (Observable::RatingSet { .. }, _) => "`rating_sets`",
        (Observable::Outcome {}, _) => "`outcomes`",
        (Observable::Call {}, _) => "`calls`",
        (Observable::Amount {}, _) => "`amounts`",
        (Observable::Contact { .. }, _) => "`contacts`",
        (Observable::Count { .. }, _) => "`counts`",
    };
    Err(QualityError::InvalidDocument {
        path: "source".into(),
        found: source_name(source),
        expected: format!("{expected}, which `{}` measures", definition.id()),
    })
}

impl TargetDocument {
    fn parse(&self, unit: &Unit) -> Result<Target> {
        let (bound, value) = match (self.at_least, self.at_most) {
            (Some(value), None) => (TargetBound::AtLeast, value),
            (None, Some(value)) => (TargetBound::AtMost, value),
            _ => {
                return Err(QualityError::InvalidDocument {
                    path: "target".into(),
                    found: "both bounds or none".into(),
                    expected: "`at_least` or `at_most`".into(),
                });
            }
        };
        let value = self.unit.convert(value, unit).ok_or_else(|| QualityError::UnitMismatch {
            place: "target.unit".into(),
            found: format!("{:?}", self.unit).to_lowercase(),
            expected: unit.name(),
        })?;
        Target::new(bound, value, unit.clone())
    }
}

impl TargetUnit {
    /// The value in the unit of the measure; `None` where the two do not fit.
    fn convert(self, value: f64, unit: &Unit) -> Option<f64> {
        match (self, unit) {
            (Self::Percent, Unit::Share) => Some(value / 100.0),
            (Self::Share, Unit::Share)
            | (Self::Points, Unit::NetPoint | Unit::IndexPoint)
            | (Self::ScalePoints, Unit::ScalePoint { .. })
            | (Self::Seconds, Unit::Second)
            | (Self::Rate, Unit::RatePer { .. }) => Some(value),
            (Self::Minutes, Unit::Second) => Some(value * 60.0),
            (Self::Hours, Unit::Second) => Some(value * 3_600.0),
            (Self::Days, Unit::Second) => Some(value * 86_400.0),
            _ => None,
        }
    }
}

type ParsedJourney = Option<(Journey, MissingRule, JourneySource)>;

fn parse_journey(touchpoints: &[Touchpoint], document: Option<&JourneyDocument>) -> Result<ParsedJourney> {
    let ids = || touchpoints.iter().map(|touchpoint| touchpoint.id.as_str());
    check_unique("touchpoint", ids())?;
    let Some(document) = document else { return Ok(None) };
    let find = |(position, id): (usize, &String)| {
        let found = touchpoints.iter().find(|touchpoint| &touchpoint.id == id).cloned();
        found.ok_or_else(|| QualityError::UnknownId {
            place: format!("journey.touchpoints[{position}]"),
            id: id.clone(),
            expected: nearest(id, ids()),
        })
    };
    let members = document.touchpoints.iter().enumerate().map(find).collect::<Result<Vec<_>>>()?;
    let journey = Journey::new(&document.id, document.label.clone(), members)?;
    Ok(Some((journey, document.missing, document.source.clone())))
}

fn parse_survey(document: &HandbookDocument) -> Result<Option<HandbookSurvey>> {
    let (instrument, survey) = match (&document.instrument, &document.survey) {
        (None, None) => return Ok(None),
        (Some(instrument), Some(survey)) => (instrument, survey),
        (instrument, _) => {
            let [found, expected] =
                if instrument.is_some() { ["instrument", "survey"] } else { ["survey", "instrument"] };
            return Err(QualityError::InvalidDocument {
                path: "document".into(),
                found: format!("`{found}` alone"),
                expected: format!("`{expected}` beside it"),
            });
        }
    };
    let instrument = Instrument::try_from(instrument.clone())?;
    let columns = |pattern: &str, place: &str| {
        if !pattern.contains("{item}") {
            return Err(QualityError::InvalidDocument {
                path: format!("survey.{place}"),
                found: format!("`{pattern}`"),
                expected: "a pattern with `{item}`, such as `e_{item}`".into(),
            });
        }
        Ok(instrument.items().iter().map(|item| pattern.replace("{item}", &item.id)).collect())
    };
    let SurveyDocument { expectation, perception, missing, level, convention } = survey;
    Ok(Some(HandbookSurvey {
        expectation: columns(expectation, "expectation")?,
        perception: columns(perception, "perception")?,
        options: ServqualOptions { missing: *missing, level: *level, convention: *convention, ..Default::default() },
        instrument,
    }))
}
