//! The observations of an indicator: which arguments it takes and how they reach the core.

use std::ops::Range;

use pyo3::prelude::*;
use servqual::kpi::{KpiDefinition, KpiTally, Observable, Observations};
use servqual::measure::{Scale, Tally};
use servqual::time::Instant;
use servqual::{QualityError, Result};

use crate::columns::{self, Loaded, Source, common_cuts, instant, read};
use crate::error::{Answer, in_row, wrong};

/// The columns that a method was called with.
pub(crate) struct Arguments<'a, 'py> {
    pub(crate) values: Option<&'a Bound<'py, PyAny>>,
    pub(crate) start: Option<&'a Bound<'py, PyAny>>,
    pub(crate) end: Option<&'a Bound<'py, PyAny>>,
    pub(crate) customer: Option<&'a Bound<'py, PyAny>>,
    pub(crate) at: Option<&'a Bound<'py, PyAny>>,
    pub(crate) observed_until: Option<&'a Bound<'py, PyAny>>,
    pub(crate) events: Option<&'a Bound<'py, PyAny>>,
    pub(crate) base: Option<&'a Bound<'py, PyAny>>,
}

/// Columns that have left Python, by what they are.
pub(crate) enum Given {
    Ratings(Source, Scale),
    Durations(Source),
    Spans { start: Source, end: Source },
    Outcomes(Source),
    Contacts { customer: Source, at: Source, observed_until: Option<Instant> },
    Counts { events: Source, base: Source },
}

impl Arguments<'_, '_> {
    /// Reads the columns that the definition observes; other arguments are an error.
    pub(crate) fn read(&self, definition: &KpiDefinition) -> Answer<Given> {
        match (definition.observable(), self.names().as_slice()) {
            (Observable::Rating { scale }, ["values"]) => Ok(Given::Ratings(self.column("values")?, *scale)),
            (Observable::Duration {}, ["values"]) => Ok(Given::Durations(self.column("values")?)),
            (Observable::Duration {}, ["start", "end"]) => {
                Ok(Given::Spans { start: self.column("start")?, end: self.column("end")? })
            }
            (Observable::Outcome {}, ["values"]) => Ok(Given::Outcomes(self.column("values")?)),
            (Observable::Contact { .. }, ["customer", "at"] | ["customer", "at", "observed_until"]) => {
                let until = self.observed_until.map(|until| instant(until, "observed_until", 0)).transpose()?;
                let (customer, at) = (self.column("customer")?, self.column("at")?);
                Ok(Given::Contacts { customer, at, observed_until: until })
            }
            (Observable::Count { .. }, ["events", "base"]) => {
                Ok(Given::Counts { events: self.column("events")?, base: self.column("base")? })
            }
            (observable, names) => {
                let found = if names.is_empty() { "no columns".into() } else { names.join(", ") };
                Err(wrong(definition.id(), found, expected(observable)))
            }
        }
    }

    fn all(&self) -> [(&'static str, Option<&Bound<'_, PyAny>>); 8] {
        [
            ("values", self.values),
            ("start", self.start),
            ("end", self.end),
            ("customer", self.customer),
            ("at", self.at),
            ("observed_until", self.observed_until),
            ("events", self.events),
            ("base", self.base),
        ]
    }

    fn names(&self) -> Vec<&'static str> {
        self.all().into_iter().filter(|(_, value)| value.is_some()).map(|(name, _)| name).collect()
    }

    fn column(&self, name: &str) -> Answer<Source> {
        let found = self.all().into_iter().find(|(candidate, _)| *candidate == name);
        match found {
            Some((name, Some(column))) => read(column, name),
            _ => Err(wrong(name, "nothing", "a column")),
        }
    }
}

fn expected(observable: &Observable) -> &'static str {
    match observable {
        Observable::Rating { .. } => "a column of ratings",
        Observable::Duration {} => "a column of durations, or `start` and `end`",
        Observable::Outcome {} => "a column of outcomes",
        Observable::Contact { .. } => "`customer` and `at`, and perhaps `observed_until`",
        Observable::Count { .. } => "`events` and `base`",
        _ => "an observable that these bindings know",
    }
}

/// Typed columns, ready for the core.
pub(crate) enum Observed {
    Ratings(Loaded<i8>),
    Durations(Loaded<f64>),
    Spans { start: Loaded<Instant>, end: Loaded<Instant> },
    Outcomes(Loaded<bool>),
    Contacts { customer: Loaded<u64>, at: Loaded<Instant>, observed_until: Option<Instant> },
    Counts { events: Loaded<i64>, base: Loaded<i64> },
}

impl Given {
    /// Converts what cannot be lent as it is. Needs no interpreter.
    pub(crate) fn load(self) -> Result<Observed> {
        Ok(match self {
            Self::Ratings(source, scale) => Observed::Ratings(columns::ratings(source, scale)?),
            Self::Durations(source) => Observed::Durations(columns::seconds(source)?),
            Self::Spans { start, end } => {
                Observed::Spans { start: columns::instants(start)?, end: columns::instants(end)? }
            }
            Self::Outcomes(source) => Observed::Outcomes(columns::outcomes(source)?),
            Self::Contacts { customer, at, observed_until } => {
                Observed::Contacts { customer: columns::keys(customer)?, at: columns::instants(at)?, observed_until }
            }
            Self::Counts { events, base } => {
                Observed::Counts { events: columns::counts(events)?, base: columns::counts(base)? }
            }
        })
    }
}

impl Observed {
    /// Rows of which every column lies in one chunk.
    fn part(&self, rows: &Range<usize>) -> Result<Observations<'_>> {
        Ok(match self {
            Self::Ratings(column) => Observations::Ratings(column.part(rows)?),
            Self::Durations(column) => Observations::Durations(column.part(rows)?),
            Self::Spans { start, end } => Observations::Spans { start: start.part(rows)?, end: end.part(rows)? },
            Self::Outcomes(column) => Observations::Outcomes(column.part(rows)?),
            Self::Contacts { customer, at, observed_until } => Observations::Contacts {
                customer: customer.part(rows)?,
                at: at.part(rows)?,
                observed_until: *observed_until,
            },
            Self::Counts { events, base } => Observations::Counts { events: events.part(rows)?, base: base.part(rows)? },
        })
    }

    fn cuts(&self) -> Result<Vec<Range<usize>>> {
        match self {
            Self::Ratings(column) => common_cuts(&[column.shape()]),
            Self::Durations(column) => common_cuts(&[column.shape()]),
            Self::Spans { start, end } => common_cuts(&[start.shape(), end.shape()]),
            Self::Outcomes(column) => common_cuts(&[column.shape()]),
            Self::Contacts { customer, at, .. } => common_cuts(&[customer.shape(), at.shape()]),
            Self::Counts { events, base } => common_cuts(&[events.shape(), base.shape()]),
        }
    }

    /// A fresh tally of all of it, chunk by chunk.
    pub(crate) fn tally(&self, definition: &KpiDefinition) -> Result<KpiTally> {
        let mut tally = KpiTally::new(definition.clone());
        for rows in self.cuts()? {
            tally.observe(self.part(&rows)?).map_err(|error| in_row(error, rows.start))?;
        }
        Ok(tally)
    }

    /// Everything in one chunk: groups look at a whole column.
    pub(crate) fn joined(self) -> Self {
        match self {
            Self::Ratings(column) => Self::Ratings(column.joined()),
            Self::Durations(column) => Self::Durations(column.joined()),
            Self::Spans { start, end } => Self::Spans { start: start.joined(), end: end.joined() },
            Self::Outcomes(column) => Self::Outcomes(column.joined()),
            Self::Contacts { customer, at, observed_until } => {
                Self::Contacts { customer: customer.joined(), at: at.joined(), observed_until }
            }
            Self::Counts { events, base } => Self::Counts { events: events.joined(), base: base.joined() },
        }
    }

    /// The observations of a joined column.
    pub(crate) fn whole(&self) -> Result<Observations<'_>> {
        match self.cuts()?.as_slice() {
            [rows] => self.part(rows),
            cuts => Err(QualityError::LengthMismatch {
                left: "chunks".into(),
                right: "one chunk".into(),
                left_length: cuts.len() as u64,
                right_length: 1,
            }),
        }
    }

    /// Where the memory of each column begins, chunk by chunk.
    pub(crate) fn addresses(&self) -> Vec<Vec<usize>> {
        match self {
            Self::Ratings(column) => vec![column.addresses()],
            Self::Durations(column) => vec![column.addresses()],
            Self::Spans { start, end } => vec![start.addresses(), end.addresses()],
            Self::Outcomes(column) => vec![column.addresses()],
            Self::Contacts { customer, at, .. } => vec![customer.addresses(), at.addresses()],
            Self::Counts { events, base } => vec![events.addresses(), base.addresses()],
        }
    }
}
