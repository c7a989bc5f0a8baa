//! What an indicator reads from a chunk of named columns.

use super::columns::Table;
use crate::error::Result;
use crate::handbook::{BelowZero, Source};
use crate::kpi::{KpiDefinition, Observable, Observations, customer_key};
use crate::measure::{Column, OwnedColumn, Scale, Validity};
use crate::time::{Instant, parse_instant};

/// The columns of one source, converted to what the indicator measures.
pub(crate) enum Observed {
    Ratings(OwnedColumn<i8>),
    Durations(OwnedColumn<f64>),
    Cases { start: OwnedColumn<Instant>, end: OwnedColumn<Instant>, service: Option<Texts>, until: Option<Instant> },
    Lifetimes { duration: OwnedColumn<f64>, ended: OwnedColumn<bool> },
    RatingSets(Vec<OwnedColumn<i8>>),
    Outcomes(OwnedColumn<bool>),
    Contacts { customer: OwnedColumn<u64>, at: OwnedColumn<Instant>, until: Option<Instant> },
    Calls { wait: OwnedColumn<f64>, answered: OwnedColumn<bool> },
    Amounts { numerator: OwnedColumn<f64>, denominator: OwnedColumn<f64> },
    Counts { events: OwnedColumn<i64>, base: OwnedColumn<i64> },
}

impl Observed {
    pub(super) fn new(definition: &KpiDefinition, source: &Source, table: &Table<'_>) -> Result<Self> {
        let scale = match definition.observable() {
            Observable::Rating { scale } | Observable::RatingSet { scale, .. } => *scale,
            _ => Scale::ONE_TO_FIVE,
        };
        Ok(match source {
            Source::Ratings(column) => Self::Ratings(table.ratings(column, scale)?),
            Source::Durations { column, unit, below_zero } => {
                Self::Durations(table.durations(column, unit.seconds(), *below_zero == BelowZero::Early)?)
            }
            Source::Spans { start, end, service, observed_until } => Self::Cases {
                start: table.instants(start)?,
                end: table.instants(end)?,
                service: service.as_ref().map(|column| Texts::new(column, table)).transpose()?,
                until: observed_until.as_ref().map(|until| parse_instant(until, "observed_until", 0)).transpose()?,
            },
            Source::Lifetimes { duration, unit, ended } => Self::Lifetimes {
                duration: table.durations(duration, unit.seconds(), false)?,
                ended: table.booleans(ended)?,
            },
            Source::RatingSets(columns) => {
                Self::RatingSets(columns.iter().map(|column| table.ratings(column, scale)).collect::<Result<_>>()?)
            }
            Source::Outcomes(column) => Self::Outcomes(table.booleans(column)?),
            Source::Contacts { customer, at } => {
                Self::Contacts { customer: customers(customer, table)?, at: table.instants(at)?, until: None }
            }
            Source::Calls { wait, answered } => {
                Self::Calls { wait: table.durations(wait, 1.0, false)?, answered: table.booleans(answered)? }
            }
            Source::Amounts { numerator, denominator } => Self::Amounts {
                numerator: table.durations(numerator, 1.0, false)?,
                denominator: table.durations(denominator, 1.0, false)?,
            },
            Source::Counts { events, base } => {
                let events = table.integers(events)?;
                let base = match base {
                    Some(base) => table.integers(base)?,
                    None => ones(table.rows()),
                };
                Self::Counts { events, base }
            }
        })
    }

    /// What must be borrowed before the observations can be handed on.
    pub(crate) fn lend(&self) -> Result<Lent<'_>> {
        let answers = match self {
            Self::RatingSets(answers) => answers.iter().map(OwnedColumn::column).collect::<Result<_>>()?,
            _ => Vec::new(),
        };
        let service = match self {
            Self::Cases { service, .. } => service.as_ref().map(Texts::column),
            _ => None,
        };
        Ok(Lent { answers, service })
    }

    /// What was read, as an indicator observes it.
    pub(crate) fn observations<'a>(&'a self, lent: &'a Lent<'a>) -> Result<Observations<'a>> {
        Ok(match self {
            Self::Ratings(ratings) => Observations::Ratings(ratings.column()?),
            Self::Durations(durations) => Observations::Durations(durations.column()?),
            Self::Cases { start, end, until, .. } => Observations::Cases {
                start: start.column()?,
                end: end.column()?,
                service: lent.service.as_ref().map(BorrowedTexts::column).transpose()?,
                observed_until: *until,
            },
            Self::Lifetimes { duration, ended } => {
                Observations::Lifetimes { duration: duration.column()?, ended: ended.column()? }
            }
            Self::RatingSets(_) => Observations::RatingSets(&lent.answers),
            Self::Outcomes(outcomes) => Observations::Outcomes(outcomes.column()?),
            Self::Contacts { customer, at, until } => {
                Observations::Contacts { customer: customer.column()?, at: at.column()?, observed_until: *until }
            }
            Self::Calls { wait, answered } => {
                Observations::Calls { wait: wait.column()?, answered: answered.column()? }
            }
            Self::Amounts { numerator, denominator } => {
                Observations::Amounts { numerator: numerator.column()?, denominator: denominator.column()? }
            }
            Self::Counts { events, base } => Observations::Counts { events: events.column()?, base: base.column()? },
        })
    }
}

/// What observations borrow besides the columns that were read.
pub(crate) struct Lent<'a> {
    answers: Vec<Column<'a, i8>>,
    service: Option<BorrowedTexts<'a>>,
}

#[cfg(feature = "uniffi")]
impl Observed {
    /// The same of columns of any length, which the tally refuses where they do not fit.
    pub(crate) fn of_columns(
        definition: &KpiDefinition,
        source: &Source,
        columns: &[super::NamedColumn<'_>],
    ) -> Result<Self> {
        Self::new(definition, source, &Table::of_any_length(columns))
    }

    /// Cases and contacts, watched until an instant.
    pub(crate) fn watched_until(mut self, instant: Option<Instant>) -> Self {
        if let Self::Cases { until, .. } | Self::Contacts { until, .. } = &mut self {
            *until = instant;
        }
        self
    }

    /// Hands what was read to `observe`.
    pub(crate) fn with<T>(&self, observe: impl FnOnce(Observations<'_>) -> Result<T>) -> Result<T> {
        observe(self.observations(&self.lend()?)?)
    }
}

fn customers(name: &str, table: &Table<'_>) -> Result<OwnedColumn<u64>> {
    Ok(OwnedColumn::of(name, table.texts(name)?.iter().map(|id| id.as_deref().map(customer_key))))
}

/// Each row is one base unit.
fn ones(rows: usize) -> OwnedColumn<i64> {
    OwnedColumn::of("base", core::iter::repeat_n(Some(1), rows))
}

/// A column of text with its missing cells.
pub(crate) struct Texts {
    name: String,
    texts: Vec<Option<String>>,
}

/// The same, borrowed.
pub(crate) struct BorrowedTexts<'a> {
    name: &'a str,
    texts: Vec<&'a str>,
    bits: Vec<u8>,
}

impl Texts {
    pub(super) fn new(name: &str, table: &Table<'_>) -> Result<Self> {
        Ok(Self { name: name.into(), texts: table.texts(name)? })
    }

    pub(super) fn column(&self) -> BorrowedTexts<'_> {
        let mut bits = vec![0_u8; self.texts.len().div_ceil(8)];
        for (row, text) in self.texts.iter().enumerate() {
            bits[row / 8] |= u8::from(text.is_some()) << (row % 8);
        }
        let texts = self.texts.iter().map(|text| text.as_deref().unwrap_or_default()).collect();
        BorrowedTexts { name: &self.name, texts, bits }
    }
}

impl BorrowedTexts<'_> {
    pub(super) fn column(&self) -> Result<Column<'_, &str>> {
        Column::new(self.name, &self.texts).with_validity(Validity::new(&self.bits, 0))
    }
}
