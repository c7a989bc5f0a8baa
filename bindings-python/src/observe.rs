//! The observations of an indicator: which columns it takes and how they reach the core.

use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use servqual::Result;
use servqual::kpi::{KpiDefinition, KpiTally, Observable, Observations};
use servqual::measure::{OwnedColumn, Scale, Tally};
use servqual::time::Instant;

use crate::columns::{self, Frame, Source, Typed, common_cuts, instant, read};
use crate::error::{Answer, Trouble, unfit, wrong};

/// What an indicator observes.
#[derive(Clone, Copy)]
enum Shape {
    Ratings,
    Durations,
    Spans,
    Cases,
    Lifetimes,
    RatingSets,
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
    Service,
    Count,
}

type Names = Vec<(String, Kind)>;

/// A column by its argument.
pub(crate) type Named<'py> = (String, Bound<'py, PyAny>);

fn named<const N: usize>(names: [(&str, Kind); N]) -> Names {
    names.into_iter().map(|(name, kind)| (name.to_owned(), kind)).collect()
}

impl Shape {
    /// The shape of an observable, by the names of the columns that were passed.
    fn of(observable: &Observable, names: &[String]) -> Option<(Self, Names)> {
        let given = |name: &str| names.iter().any(|candidate| candidate == name);
        let span = || [("start", Kind::Instant), ("end", Kind::Instant)];
        Some(match observable {
            Observable::Rating { scale } => (Self::Ratings, named([("values", Kind::Rating(*scale))])),
            Observable::RatingSet { scale, components } => {
                (Self::RatingSets, components.iter().map(|part| (part.id.clone(), Kind::Rating(*scale))).collect())
            }
            Observable::Duration { .. } if given("service") => {
                let [start, end] = span();
                (Self::Cases, named([start, end, ("service", Kind::Service)]))
            }
            Observable::Duration { .. } if given("observed_until") => (Self::Cases, named(span())),
            Observable::Duration { .. } if given("start") || given("end") => (Self::Spans, named(span())),
            Observable::Duration { .. } if given("duration") || given("ended") => {
                (Self::Lifetimes, named([("duration", Kind::Seconds), ("ended", Kind::Truth)]))
            }
            Observable::Duration { .. } => (Self::Durations, named([("values", Kind::Seconds)])),
            Observable::Outcome {} => (Self::Outcomes, named([("values", Kind::Truth)])),
            Observable::Contact { .. } => {
                (Self::Contacts, named([("customer", Kind::Customer), ("at", Kind::Instant)]))
            }
            Observable::Count { .. } => (Self::Counts, named([("events", Kind::Count), ("base", Kind::Count)])),
            Observable::Call {} => (Self::Calls, named([("wait", Kind::Seconds), ("answered", Kind::Truth)])),
            Observable::Amount {} => {
                (Self::Amounts, named([("numerator", Kind::Seconds), ("denominator", Kind::Seconds)]))
            }
            _ => return None,
        })
    }

    /// Hands on the observations of some rows.
    fn hear<R>(
        self,
        columns: &[Typed],
        observed_until: Option<Instant>,
        rows: &Range<usize>,
        hear: impl FnOnce(Observations<'_>) -> Result<R>,
    ) -> Result<R> {
        let found = match (self, columns) {
            (Self::RatingSets, columns) => {
                let parts = columns.iter().map(|column| column.small(rows)).collect::<Result<Vec<_>>>()?;
                return hear(Observations::RatingSets(&parts));
            }
            (Self::Cases, [start, end, service @ ..]) => {
                let (start, end) = (start.instant(rows)?, end.instant(rows)?);
                let Some(service) = service.first() else {
                    return hear(Observations::Cases { start, end, service: None, observed_until });
                };
                let names = OwnedColumn::of(service.name(), service.texts(rows)?.iter().map(Option::as_deref));
                let service = Some(names.column()?);
                return hear(Observations::Cases { start, end, service, observed_until });
            }
            (Self::Lifetimes, [duration, ended]) => {
                Observations::Lifetimes { duration: duration.real(rows)?, ended: ended.truth(rows)? }
            }
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
        };
        hear(found)
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
            Self::Service => Typed::Text(source.name.clone(), columns::texts(&source)?),
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
        let mut given: Vec<Named<'_>> = Vec::new();
        given.extend(values.map(|values| ("values".into(), values.clone())));
        for (name, column) in named.into_iter().flatten().filter(|(_, column)| !column.is_none()) {
            given.push((name.extract()?, column));
        }
        Self::read_named(definition, given, None)
    }

    /// Reads columns by their arguments; where there are data, a text is the name of a column of theirs.
    pub(crate) fn read_named<'py>(
        definition: &KpiDefinition,
        mut given: Vec<Named<'py>>,
        data: Option<&Frame<'py>>,
    ) -> Answer<Self> {
        if let Observable::RatingSet { .. } = definition.observable()
            && let [(name, answers)] = given.as_slice()
            && (name == "values" || name == "answers")
        {
            given = each_component(answers)?;
        }
        let names: Vec<String> = given.iter().map(|(name, _)| name.clone()).collect();
        let Some((shape, wanted)) = Shape::of(definition.observable(), &names) else {
            return Err(wrong(definition.id(), "an observable", "one that these bindings know"));
        };
        let observed_until = given.iter().position(|(name, _)| name == "observed_until");
        let observed_until = observed_until.map(|position| given.remove(position).1);
        let names: Vec<String> = given.iter().map(|(name, _)| name.clone()).collect();
        let strange = names.iter().any(|name| !wanted.iter().any(|(wanted, _)| wanted == name));
        if strange
            || names.len() != wanted.len()
            || (observed_until.is_some() && !matches!(shape, Shape::Contacts | Shape::Cases))
        {
            return Err(other_columns(definition, &names, &wanted));
        }
        let column = |(name, kind): &(String, Kind)| {
            let found = given.iter().find(|(candidate, _)| candidate == name);
            let (_, column) = found.ok_or_else(|| other_columns(definition, &names, &wanted))?;
            match (column.cast::<PyString>(), data) {
                (Ok(text), Some(data)) => Ok((*kind, data.column(text.to_str()?, name)?)),
                _ => Ok((*kind, read(column, name)?)),
            }
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

/// The columns of a dataframe or mapping, by their names.
fn each_component<'py>(answers: &Bound<'py, PyAny>) -> Answer<Vec<Named<'py>>> {
    let names = Frame::open(answers, "answers")?.names().to_vec();
    names.into_iter().map(|name| Ok((name.clone(), answers.get_item(name)?))).collect()
}

fn other_columns(definition: &KpiDefinition, found: &[String], wanted: &Names) -> Trouble {
    let found = if found.is_empty() { "no columns".into() } else { found.join(", ") };
    let wanted = wanted.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
    let more = match definition.observable() {
        Observable::Contact { .. } => ", and perhaps `observed_until`",
        Observable::Duration { .. } => {
            ", or `start` and `end` (perhaps with `service` or `observed_until`), or `duration` and `ended`"
        }
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
    fn part<R>(&self, rows: &Range<usize>, hear: impl FnOnce(Observations<'_>) -> Result<R>) -> Result<R> {
        self.shape.hear(&self.columns, self.observed_until, rows, hear)
    }

    fn cuts(&self) -> Result<Vec<Range<usize>>> {
        common_cuts(&self.columns.iter().map(Typed::shape).collect::<Vec<_>>())
    }

    /// A fresh tally of all of it, chunk by chunk.
    pub(crate) fn tally(&self, definition: &KpiDefinition) -> Result<KpiTally> {
        let mut tally = KpiTally::new(definition.clone());
        for rows in self.cuts()? {
            self.part(&rows, |part| tally.observe(part)).map_err(|error| error.with_rows_after(rows.start as u64))?;
        }
        Ok(tally)
    }

    /// Everything in one chunk: groups look at a whole column.
    pub(crate) fn joined(self) -> Self {
        Self { columns: self.columns.into_iter().map(Typed::joined).collect(), ..self }
    }

    /// Hands on the observations of joined columns.
    pub(crate) fn whole<R>(&self, hear: impl FnOnce(Observations<'_>) -> Result<R>) -> Result<R> {
        let rows = self.cuts()?.last().map_or(0, |rows| rows.end);
        self.part(&(0..rows), hear)
    }

    /// Hands on the observations of several, all joined, side by side.
    pub(crate) fn all<R>(several: &[Self], hear: &mut dyn FnMut(&[Observations<'_>]) -> Result<R>) -> Result<R> {
        fn next<R>(
            rest: &[Observed],
            before: &[Observations<'_>],
            hear: &mut dyn FnMut(&[Observations<'_>]) -> Result<R>,
        ) -> Result<R> {
            match rest.split_first() {
                None => hear(before),
                Some((first, rest)) => first.whole(|found| {
                    let mut all = before.to_vec();
                    all.push(found);
                    next(rest, &all, hear)
                }),
            }
        }
        next(several, &[], hear)
    }

    /// Where the memory of each column begins, chunk by chunk.
    pub(crate) fn addresses(&self) -> Vec<Vec<usize>> {
        self.columns.iter().map(Typed::addresses).collect()
    }
}
