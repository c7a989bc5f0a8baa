//! Observations of indicators: columns of a case, whole or some of their rows.

use std::ops::Range;

use serde_json::Value;
use servqual::Result;
use servqual::kpi::{KpiDefinition, KpiTally, Observable, Observations, definition_from_json};
use servqual::measure::{OwnedColumn, Tally};
use servqual::stats::interval::ConfidenceLevel;
use servqual::time::Instant;

use super::case::Case;
use super::data::{self, Columns};
use super::report::part;
use super::task::owned;

/// Observations of an indicator, owned.
pub(crate) enum Observed {
    Ratings(Vec<Option<i8>>),
    Durations(Vec<Option<f64>>),
    Spans {
        start: Vec<Option<Instant>>,
        end: Vec<Option<Instant>>,
    },
    Calls {
        wait: Vec<Option<f64>>,
        answered: Vec<Option<bool>>,
    },
    Amounts {
        numerator: Vec<Option<f64>>,
        denominator: Vec<Option<f64>>,
    },
    Outcomes(Vec<Option<bool>>),
    Contacts {
        customer: Vec<Option<u64>>,
        at: Vec<Option<Instant>>,
        until: Option<Instant>,
    },
    Cases {
        start: Vec<Option<Instant>>,
        end: Vec<Option<Instant>>,
        service: Option<Vec<Option<String>>>,
        until: Option<Instant>,
    },
    Counts {
        events: Vec<Option<i64>>,
        base: Vec<Option<i64>>,
    },
    Lifetimes {
        duration: Vec<Option<f64>>,
        ended: Vec<Option<bool>>,
    },
    RatingSets(Vec<Vec<Option<i8>>>),
}

impl Observed {
    pub(crate) fn rows(&self) -> usize {
        match self {
            Self::Ratings(values) => values.len(),
            Self::Durations(values) => values.len(),
            Self::Spans { start, end } | Self::Cases { start, end, .. } => start.len().max(end.len()),
            Self::Calls { wait, answered } => wait.len().max(answered.len()),
            Self::Amounts { numerator, denominator } => numerator.len().max(denominator.len()),
            Self::Outcomes(values) => values.len(),
            Self::Contacts { customer, at, .. } => customer.len().max(at.len()),
            Self::Counts { events, base } => events.len().max(base.len()),
            Self::Lifetimes { duration, ended } => duration.len().max(ended.len()),
            Self::RatingSets(answers) => answers.iter().map(Vec::len).max().unwrap_or(0),
        }
    }

    pub(crate) fn observe(&self, tally: &mut KpiTally, rows: &Range<usize>) -> Result<()> {
        self.with(rows, |observations| tally.observe(observations))
    }

    /// Hands some of the rows to `observe`.
    pub(crate) fn with(&self, rows: &Range<usize>, observe: impl FnOnce(Observations<'_>) -> Result<()>) -> Result<()> {
        match self {
            Self::Lifetimes { duration, ended } => {
                let (duration, ended) = (owned("lifetime_seconds", duration, rows), owned("ended", ended, rows));
                observe(Observations::Lifetimes { duration: duration.column()?, ended: ended.column()? })
            }
            Self::RatingSets(answers) => {
                let answers: Vec<_> = answers.iter().map(|answers| owned("answer", answers, rows)).collect();
                let columns = answers.iter().map(OwnedColumn::column).collect::<Result<Vec<_>>>()?;
                observe(Observations::RatingSets(&columns))
            }
            Self::Ratings(values) => observe(Observations::Ratings(owned("rating", values, rows).column()?)),
            Self::Durations(values) => {
                observe(Observations::Durations(owned("duration_seconds", values, rows).column()?))
            }
            Self::Spans { start, end } => {
                let (start, end) = (owned("start", start, rows), owned("end", end, rows));
                observe(Observations::Spans { start: start.column()?, end: end.column()? })
            }
            Self::Cases { start, end, service, until } => {
                let (start, end) = (owned("start", start, rows), owned("end", end, rows));
                let texts: Option<Vec<_>> = service.as_ref().map(|texts| texts.iter().map(Option::as_deref).collect());
                let service = texts.as_ref().map(|texts| owned("service", texts, rows));
                observe(Observations::Cases {
                    start: start.column()?,
                    end: end.column()?,
                    service: service.as_ref().map(OwnedColumn::column).transpose()?,
                    observed_until: *until,
                })
            }
            Self::Calls { wait, answered } => {
                let (wait, answered) = (owned("wait_seconds", wait, rows), owned("answered", answered, rows));
                observe(Observations::Calls { wait: wait.column()?, answered: answered.column()? })
            }
            Self::Amounts { numerator, denominator } => {
                let numerator = owned("numerator", numerator, rows);
                let denominator = owned("denominator", denominator, rows);
                let (numerator, denominator) = (numerator.column()?, denominator.column()?);
                observe(Observations::Amounts { numerator, denominator })
            }
            Self::Outcomes(values) => observe(Observations::Outcomes(owned("outcome", values, rows).column()?)),
            Self::Contacts { customer, at, until } => {
                let (customer, at) = (owned("customer", customer, rows), owned("at", at, rows));
                let (customer, at) = (customer.column()?, at.column()?);
                observe(Observations::Contacts { customer, at, observed_until: *until })
            }
            Self::Counts { events, base } => {
                let (events, base) = (owned("complaints", events, rows), owned("base_count", base, rows));
                observe(Observations::Counts { events: events.column()?, base: base.column()? })
            }
        }
    }
}

/// Cases by their ends, or what is no case.
pub(crate) fn cases(case: &Case, columns: &Columns) -> Result<Observed> {
    let until = case.observed_until.as_ref().map(|until| data::instant("observed_until", 0, until)).transpose()?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match columns.get("start") {
        Some(start) => Ok(Observed::Cases {
            start: data::instants("start", start)?,
            end: data::instants("end", &columns["end"])?,
            service: columns.get("service").map(|texts| texts.iter().map(text).collect()),
            until,
        }),
        None => Ok(Observed::Durations(data::reals(&columns["duration_seconds"]))),
    }
}

/// The definition of a case, with what stands beside it.
pub(crate) fn definition(case: &Case) -> Result<KpiDefinition> {
    let definition = definition_from_json(&case.definition.as_ref().unwrap().to_string())?;
    let definition = match &case.missing {
        Some(rule) => definition.with_missing(part(rule)),
        None => definition,
    };
    let definition = match case.level {
        Some(level) => definition.with_level(ConfidenceLevel::new(level)?),
        None => definition,
    };
    case.interval.as_ref().map_or(Ok(definition.clone()), |interval| definition.clone().with_interval(part(interval)))
}

/// What an indicator observes.
pub(crate) fn observed(case: &Case, columns: &Columns, definition: &KpiDefinition) -> Result<Observed> {
    Ok(match definition.observable() {
        Observable::Rating { scale } => Observed::Ratings(data::answers("rating", &columns["rating"], *scale)?),
        Observable::Duration { .. } if columns.contains_key("lifetime_seconds") => Observed::Lifetimes {
            duration: data::reals(&columns["lifetime_seconds"]),
            ended: data::outcomes(&columns["ended"]),
        },
        Observable::Duration { .. } if case.observed_until.is_some() => cases(case, columns)?,
        Observable::RatingSet { scale, .. } => {
            let sets = columns.iter().filter(|(name, _)| name.starts_with("set."));
            Observed::RatingSets(sets.map(|(name, values)| data::answers(name, values, *scale)).collect::<Result<_>>()?)
        }
        Observable::Duration { .. } if columns.contains_key("start") => Observed::Spans {
            start: data::instants("start", &columns["start"])?,
            end: data::instants("end", &columns["end"])?,
        },
        Observable::Duration { .. } => Observed::Durations(data::reals(&columns["duration_seconds"])),
        Observable::Contact { .. } => Observed::Contacts {
            customer: data::customers(&columns["customer"]),
            at: data::instants("at", &columns["at"])?,
            until: case
                .options
                .get("observed_until")
                .or(case.observed_until.as_ref())
                .map(|until| data::instant("observed_until", 0, until))
                .transpose()?,
        },
        Observable::Count { .. } => Observed::Counts {
            events: data::counts(
                ["complaints", "events", "event_count"].iter().find_map(|name| columns.get(*name)).unwrap(),
            ),
            base: data::counts(&columns["base_count"]),
        },
        Observable::Outcome {} => Observed::Outcomes(data::outcomes(&columns["outcome"])),
        Observable::Call {} => Observed::Calls {
            wait: data::reals(&columns["wait_seconds"]),
            answered: data::outcomes(&columns["answered"]),
        },
        Observable::Amount {} => Observed::Amounts {
            numerator: data::reals(&columns["numerator"]),
            denominator: data::reals(&columns["denominator"]),
        },
        other => panic!("no golden case observes {other:?}"),
    })
}
