//! Observations of indicators: columns of a case, whole or some of their rows.

use std::ops::Range;

use serde_json::Value;
use servqual::Result;
use servqual::kpi::{KpiDefinition, KpiTally, Observable, Observations};
use servqual::measure::{OwnedColumn, Tally};
use servqual::time::Instant;

use super::case::Case;
use super::data::{self, Columns};
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
        }
    }

    pub(crate) fn observe(&self, tally: &mut KpiTally, rows: &Range<usize>) -> Result<()> {
        match self {
            Self::Ratings(values) => tally.observe(Observations::Ratings(owned("rating", values, rows).column()?)),
            Self::Durations(values) => {
                tally.observe(Observations::Durations(owned("duration_seconds", values, rows).column()?))
            }
            Self::Spans { start, end } => {
                let (start, end) = (owned("start", start, rows), owned("end", end, rows));
                tally.observe(Observations::Spans { start: start.column()?, end: end.column()? })
            }
            Self::Cases { start, end, service, until } => {
                let (start, end) = (owned("start", start, rows), owned("end", end, rows));
                let texts: Option<Vec<_>> = service.as_ref().map(|texts| texts.iter().map(Option::as_deref).collect());
                let service = texts.as_ref().map(|texts| owned("service", texts, rows));
                tally.observe(Observations::Cases {
                    start: start.column()?,
                    end: end.column()?,
                    service: service.as_ref().map(OwnedColumn::column).transpose()?,
                    observed_until: *until,
                })
            }
            Self::Calls { wait, answered } => {
                let (wait, answered) = (owned("wait_seconds", wait, rows), owned("answered", answered, rows));
                tally.observe(Observations::Calls { wait: wait.column()?, answered: answered.column()? })
            }
            Self::Amounts { numerator, denominator } => {
                let numerator = owned("numerator", numerator, rows);
                let denominator = owned("denominator", denominator, rows);
                let (numerator, denominator) = (numerator.column()?, denominator.column()?);
                tally.observe(Observations::Amounts { numerator, denominator })
            }
            Self::Outcomes(values) => tally.observe(Observations::Outcomes(owned("outcome", values, rows).column()?)),
            Self::Contacts { customer, at, until } => {
                let (customer, at) = (owned("customer", customer, rows), owned("at", at, rows));
                let (customer, at) = (customer.column()?, at.column()?);
                tally.observe(Observations::Contacts { customer, at, observed_until: *until })
            }
            Self::Counts { events, base } => {
                let (events, base) = (owned("complaints", events, rows), owned("base_count", base, rows));
                tally.observe(Observations::Counts { events: events.column()?, base: base.column()? })
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

/// What an indicator observes.
pub(crate) fn observed(case: &Case, columns: &Columns, definition: &KpiDefinition) -> Result<Observed> {
    Ok(match definition.observable() {
        Observable::Rating { scale } => Observed::Ratings(data::answers("rating", &columns["rating"], *scale)?),
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
                .map(|until| data::instant("observed_until", 0, until))
                .transpose()?,
        },
        Observable::Count { .. } => Observed::Counts {
            events: data::counts(columns.get("complaints").unwrap_or_else(|| &columns["events"])),
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
