//! What is measured, from a measure and a source as they are written.

use std::collections::BTreeSet;

use super::source::Source;
use super::written::MeasureDocument;
use crate::document::from_value;
use crate::error::{QualityError, Result};
use crate::kpi::{CATALOGUE, KpiDefinition, NamedKpi, Observable};
use crate::measure::{Label, nearest};
use crate::time::{CalendarSet, Clock, ServiceHours, parse_instant};

impl MeasureDocument {
    pub(super) fn definition(&self, id: &str, label: Option<&Label>, calendars: &CalendarSet) -> Result<KpiDefinition> {
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

pub(super) fn check_source(definition: &KpiDefinition, source: &Source) -> Result<()> {
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
