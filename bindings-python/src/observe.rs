//! The observations of an indicator: which columns it takes and how they reach the core.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::Result;
use servqual::kpi::{KpiDefinition, KpiTally, Observable, Observations};
use servqual::measure::{Scale, Tally};
use servqual::time::Instant;

use crate::columns::{self, Source, Typed, common_cuts, instant, read};
use crate::error::{Answer, Trouble, unfit, wrong};

/// What an indicator observes.
#[derive(Clone, Copy)]
enum Shape {
    Ratings,
    Durations,
    Spans,
    Outcomes,
    Contacts,
    Counts,
    Calls,
    Amounts,
}

/// What one column of it holds.
#[derive(Clone, Copy)]
enum Kind {
    Rating(Scale),
    Seconds,
    Truth,
    Instant,
    Customer,
    Count,
}

type Names = Vec<(&'static str, Kind)>;

impl Shape {
    /// The shape of an observable, by the names of the columns that were passed.
    fn of(observable: &Observable, names: &[String]) -> Option<(Self, Names)> {
        let given = |name: &str| names.iter().any(|candidate| candidate == name);
        Some(match observable {
            Observable::Rating { scale } => (Self::Ratings, vec![("values", Kind::Rating(*scale))]),
            Observable::Duration { .. } if given("start") || given("end") => {
                (Self::Spans, vec![("start", Kind::Instant), ("end", Kind::Instant)])
            }
            Observable::Duration { .. } => (Self::Durations, vec![("values", Kind::Seconds)]),
            Observable::Outcome {} => (Self::Outcomes, vec![("values", Kind::Truth)]),
            Observable::Contact { .. } => (Self::Contacts, vec![("customer", Kind::Customer), ("at", Kind::Instant)]),
            Observable::Count { .. } => (Self::Counts, vec![("events", Kind::Count), ("base", Kind::Count)]),
            Observable::Call {} => (Self::Calls, vec![("wait", Kind::Seconds), ("answered", Kind::Truth)]),
            Observable::Amount {} => {
                (Self::Amounts, vec![("numerator", Kind::Seconds), ("denominator", Kind::Seconds)])
            }
            _ => return None,
        })
    }

    fn observations<'a>(
        self,
        columns: &'a [Typed],
        observed_until: Option<Instant>,
        rows: &Range<usize>,
    ) -> Result<Observations<'a>> {
        Ok(match (self, columns) {
            (Self::Ratings, [first]) => Observations::Ratings(first.small(rows)?),
            (Self::Durations, [first]) => Observations::Durations(first.real(rows)?),
            (Self::Spans, [first, second]) => {
                Observations::Spans { start: first.instant(rows)?, end: second.instant(rows)? }
            }
            (Self::Outcomes, [first]) => Observations::Outcomes(first.truth(rows)?),
            (Self::Contacts, [first, second]) => {
                Observations::Contacts { customer: first.key(rows)?, at: second.instant(rows)?, observed_until }
            }
            (Self::Counts, [first, second]) => {
                Observations::Counts { events: first.whole(rows)?, base: second.whole(rows)? }
            }
            (Self::Calls, [first, second]) => {
                Observations::Calls { wait: first.real(rows)?, answered: second.truth(rows)? }
            }
            (Self::Amounts, [first, second]) => {
                Observations::Amounts { numerator: first.real(rows)?, denominator: second.real(rows)? }
            }
            (_, columns) => {
                return Err(unfit("observations", format!("{} columns", columns.len()), "those of a shape"));
            }
        })
    }
}

impl Kind {
    fn load(self, source: Source) -> Result<Typed> {
        Ok(match self {
            Self::Rating(scale) => Typed::Small(columns::ratings(source, scale)?),
            Self::Seconds => Typed::Real(columns::seconds(source)?),
            Self::Truth => Typed::Truth(columns::outcomes(source)?),
            Self::Instant => Typed::Instant(columns::instants(source)?),
            Self::Customer => Typed::Key(columns::keys(source)?),
            Self::Count => Typed::Whole(columns::counts(source)?),
        })
    }
}

/// Columns that have left Python, with what they hold.
pub(crate) struct Given {
    shape: Shape,
    columns: Vec<(Kind, Source)>,
    observed_until: Option<Instant>,
}

impl Given {
    /// Reads the columns that the definition observes; missing or other columns are an error.
    pub(crate) fn read(
        definition: &KpiDefinition,
        values: Option<&Bound<'_, PyAny>>,
        named: Option<&Bound<'_, PyDict>>,
    ) -> Answer<Self> {
        let mut given: Vec<(String, Bound<'_, PyAny>)> = Vec::new();
        given.extend(values.map(|values| ("values".into(), values.clone())));
        for (name, column) in named.into_iter().flatten().filter(|(_, column)| !column.is_none()) {
            given.push((name.extract()?, column));
        }
        let observed_until = given.iter().position(|(name, _)| name == "observed_until");
        let observed_until = observed_until.map(|position| given.remove(position).1);
        let names: Vec<String> = given.iter().map(|(name, _)| name.clone()).collect();
        let Some((shape, wanted)) = Shape::of(definition.observable(), &names) else {
            return Err(wrong(definition.id(), "an observable", "one that these bindings know"));
        };
        let strange = names.iter().any(|name| !wanted.iter().any(|(wanted, _)| wanted == name));
        if strange || names.len() != wanted.len() || (observed_until.is_some() && !matches!(shape, Shape::Contacts)) {
            return Err(other_columns(definition, &names, &wanted));
        }
        let column = |(name, kind): &(&'static str, Kind)| {
            let found = given.iter().find(|(candidate, _)| candidate == name);
            let (_, column) = found.ok_or_else(|| other_columns(definition, &names, &wanted))?;
            Ok((*kind, read(column, name)?))
        };
        let columns = wanted.iter().map(column).collect::<Answer<_>>()?;
        let observed_until = observed_until.map(|until| instant(&until, "observed_until", 0)).transpose()?;
        Ok(Self { shape, columns, observed_until })
    }

    /// Converts what cannot be lent as it is. Needs no interpreter.
    pub(crate) fn load(self) -> Result<Observed> {
        let columns = self.columns.into_iter().map(|(kind, source)| kind.load(source)).collect::<Result<_>>()?;
        Ok(Observed { shape: self.shape, columns, observed_until: self.observed_until })
    }
}

fn other_columns(definition: &KpiDefinition, found: &[String], wanted: &Names) -> Trouble {
    let found = if found.is_empty() { "no columns".into() } else { found.join(", ") };
    let wanted = wanted.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
    let more = match definition.observable() {
        Observable::Contact { .. } => ", and perhaps `observed_until`",
        Observable::Duration { .. } => ", or `start` and `end`",
        _ => "",
    };
    wrong(definition.id(), found, format!("{wanted}{more}"))
}

/// Typed columns, ready for the core.
pub(crate) struct Observed {
    shape: Shape,
    columns: Vec<Typed>,
    observed_until: Option<Instant>,
}

impl Observed {
    fn part(&self, rows: &Range<usize>) -> Result<Observations<'_>> {
        self.shape.observations(&self.columns, self.observed_until, rows)
    }

    fn cuts(&self) -> Result<Vec<Range<usize>>> {
        common_cuts(&self.columns.iter().map(Typed::shape).collect::<Vec<_>>())
    }

    /// A fresh tally of all of it, chunk by chunk.
    pub(crate) fn tally(&self, definition: &KpiDefinition) -> Result<KpiTally> {
        let mut tally = KpiTally::new(definition.clone());
        for rows in self.cuts()? {
            tally.observe(self.part(&rows)?).map_err(|error| error.with_rows_after(rows.start as u64))?;
        }
        Ok(tally)
    }

    /// Everything in one chunk: groups look at a whole column.
    pub(crate) fn joined(self) -> Self {
        Self { columns: self.columns.into_iter().map(Typed::joined).collect(), ..self }
    }

    /// The observations of joined columns.
    pub(crate) fn whole(&self) -> Result<Observations<'_>> {
        let rows = self.cuts()?.last().map_or(0, |rows| rows.end);
        self.part(&(0..rows))
    }

    /// Where the memory of each column begins, chunk by chunk.
    pub(crate) fn addresses(&self) -> Vec<Vec<usize>> {
        self.columns.iter().map(Typed::addresses).collect()
    }
}
