//! The closed set of observation shapes and how each is counted, one file for each.

mod call;
mod contact;
mod count;
mod duration;
mod duration_by_group;
mod group;
mod index;
mod outcome;
mod rating;
mod ratio;
mod span;

use serde::{Deserialize, Serialize};

pub use contact::customer_key;
pub(super) use group::{Group, Shared, count_by_group};
pub(super) use rating::share;

use self::span::Cases;
use super::{KpiDefinition, Observable, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Exclusions, Interval, MissingRule};
use crate::time::Instant;

/// One chunk of observations. Columns of one chunk have the same length.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Observations<'a> {
    /// Answers on the scale of the definition.
    Ratings(Column<'a, i8>),
    /// Durations in seconds.
    Durations(Column<'a, f64>),
    /// Durations from their ends; a missing end is a case still open.
    Spans {
        /// When the clock started.
        start: Column<'a, Instant>,
        /// When it stopped.
        end: Column<'a, Instant>,
    },
    /// Cases by their ends, with what a business clock and a snapshot need to know.
    Cases {
        /// When the clock started.
        start: Column<'a, Instant>,
        /// When it stopped; missing for a case still open.
        end: Column<'a, Instant>,
        /// The team, tier or region whose calendar counts, where calendars are assigned.
        service: Option<Column<'a, &'a str>>,
        /// Until when the cases were watched: what ended later was still open then, and what began
        /// later is left out and counted as `immature`.
        observed_until: Option<Instant>,
    },
    /// Durations of which some are only known to be longer.
    Lifetimes {
        /// Seconds until the end, or until the watch was over.
        duration: Column<'a, f64>,
        /// Whether it ended then.
        ended: Column<'a, bool>,
    },
    /// Answers of each respondent to the components of an index, in their order.
    RatingSets(&'a [Column<'a, i8>]),
    /// Yes or no.
    Outcomes(Column<'a, bool>),
    /// Contacts of customers.
    Contacts {
        /// Who, as [`customer_key`]; missing where the customer is not known.
        customer: Column<'a, u64>,
        /// When.
        at: Column<'a, Instant>,
        /// Until when the log was watched; the latest contact where not given.
        observed_until: Option<Instant>,
    },
    /// Calls that entered a queue.
    Calls {
        /// Seconds until the call was answered or abandoned.
        wait: Column<'a, f64>,
        /// Whether it was answered.
        answered: Column<'a, bool>,
    },
    /// Two amounts, for each row, such as busy and available seconds.
    Amounts {
        /// What stands above the line.
        numerator: Column<'a, f64>,
        /// What stands below the line.
        denominator: Column<'a, f64>,
    },
    /// Events and base units, for each row.
    Counts {
        /// Events, such as complaints.
        events: Column<'a, i64>,
        /// Base units, such as contacts.
        base: Column<'a, i64>,
    },
}

impl<'a> Observations<'a> {
    /// Cases by their ends, where that is what they are.
    fn cases(&self) -> Option<Cases<'a>> {
        match *self {
            Self::Spans { start, end } => Some(Cases { start, end, service: None, observed_until: None }),
            Self::Cases { start, end, service, observed_until } => Some(Cases { start, end, service, observed_until }),
            _ => None,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Ratings(_) => "ratings",
            Self::Durations(_) => "durations",
            Self::Spans { .. } => "spans",
            Self::Cases { .. } => "cases",
            Self::Lifetimes { .. } => "lifetimes",
            Self::RatingSets(_) => "sets of ratings",
            Self::Outcomes(_) => "outcomes",
            Self::Contacts { .. } => "contacts",
            Self::Calls { .. } => "calls",
            Self::Amounts { .. } => "amounts",
            Self::Counts { .. } => "counts",
        }
    }
}

/// What a definition has counted so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Counted {
    Rating(rating::Counted),
    Duration(duration::Counted),
    Outcome(outcome::Counted),
    Contact(contact::Counted),
    Count(count::Counted),
    Call(call::Counted),
    Ratio(ratio::Counted),
    Index(index::Counted),
}

/// What a state says when it is read: everything of a measure but the definition.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) n: u64,
    pub(super) estimate: Option<f64>,
    pub(super) standard_deviation: Option<f64>,
    pub(super) interval: Option<Interval>,
    /// Observations that only the reading can leave out, such as immature contacts.
    pub(super) immature: u64,
    /// Abandoned calls that the formula does not count.
    pub(super) abandoned: u64,
    /// Of n, how many had not ended, where the statistic is one of survival.
    pub(super) censored: Option<u64>,
}

impl Counted {
    pub(super) fn new(definition: &KpiDefinition) -> Self {
        match (definition.observable(), definition.statistic()) {
            (Observable::Rating { scale }, _) => Self::Rating(rating::Counted::new(*scale)),
            (Observable::Duration { .. }, statistic) => Self::Duration(duration::Counted::new(statistic)),
            (Observable::Outcome {}, _) => Self::Outcome(outcome::Counted::default()),
            (Observable::Contact { .. }, _) => Self::Contact(contact::Counted::default()),
            (Observable::Count { .. }, _) => Self::Count(count::Counted::default()),
            (Observable::Call {}, statistic) => Self::Call(call::Counted::new(statistic)),
            (Observable::Amount {}, _) => Self::Ratio(ratio::Counted::default()),
            (Observable::RatingSet { .. }, _) => Self::Index(index::Counted::default()),
        }
    }

    /// Adds a chunk, all of it or nothing: every row is checked before the first is counted.
    pub(super) fn observe(
        &mut self,
        definition: &KpiDefinition,
        excluded: &mut Exclusions,
        observations: Observations<'_>,
    ) -> Result<()> {
        let missing = definition.missing();
        match (self, observations) {
            (Self::Rating(state), Observations::Ratings(ratings)) => state.observe(ratings, missing, excluded),
            (Self::Duration(state), Observations::Durations(seconds)) => state.observe(seconds, missing, excluded),
            (Self::Duration(state), Observations::Spans { start, end }) => {
                let cases = Cases { start, end, service: None, observed_until: None };
                state.observe_cases(&cases.read(definition.clock(), missing)?, excluded);
                Ok(())
            }
            (Self::Duration(state), Observations::Cases { start, end, service, observed_until }) => {
                let cases = Cases { start, end, service, observed_until };
                state.observe_cases(&cases.read(definition.clock(), missing)?, excluded);
                Ok(())
            }
            (Self::Duration(state), Observations::Lifetimes { duration, ended }) => {
                state.observe_lifetimes(duration, ended, missing, excluded)
            }
            (Self::Index(state), Observations::RatingSets(answers)) => state.observe(definition, answers, excluded),
            (Self::Outcome(state), Observations::Outcomes(outcomes)) => state.observe(outcomes, missing, excluded),
            (Self::Contact(state), Observations::Contacts { customer, at, observed_until }) => {
                state.observe(customer, at, observed_until, missing, excluded)
            }
            (Self::Count(state), Observations::Counts { events, base }) => {
                let share = matches!(definition.statistic(), Statistic::Share { .. });
                state.observe(events, base, share, missing, excluded)
            }
            (Self::Call(state), Observations::Calls { wait, answered }) => {
                state.observe(wait, answered, missing, excluded)
            }
            (Self::Ratio(state), Observations::Amounts { numerator, denominator }) => {
                let part_of_whole = matches!(definition.statistic(), Statistic::PartRatio {});
                state.observe(numerator, denominator, part_of_whole, missing, excluded)
            }
            (state, other) => Err(QualityError::WrongObservations {
                place: definition.id().into(),
                found: other.name().into(),
                expected: state.expected().into(),
            }),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Rating(mine), Self::Rating(theirs)) => mine.merge(theirs),
            (Self::Duration(mine), Self::Duration(theirs)) => mine.merge(theirs),
            (Self::Outcome(mine), Self::Outcome(theirs)) => mine.merge(theirs),
            (Self::Contact(mine), Self::Contact(theirs)) => mine.merge(theirs),
            (Self::Count(mine), Self::Count(theirs)) => mine.merge(theirs),
            (Self::Call(mine), Self::Call(theirs)) => mine.merge(theirs),
            (Self::Ratio(mine), Self::Ratio(theirs)) => mine.merge(theirs),
            (Self::Index(mine), Self::Index(theirs)) => mine.merge(theirs),
            // Equal definitions have states of the same shape.
            _ => debug_assert!(false, "states of equal definitions have the same shape"),
        }
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        match self {
            Self::Rating(state) => state.read(definition),
            Self::Duration(state) => state.read(definition),
            Self::Outcome(state) => state.read(definition),
            Self::Contact(state) => state.read(definition),
            Self::Count(state) => state.read(definition),
            Self::Call(state) => state.read(definition),
            Self::Ratio(state) => state.read(definition),
            Self::Index(state) => state.read(definition),
        }
    }

    /// Whether a state that was read from bytes can belong to the definition.
    pub(super) fn fits(&self, definition: &KpiDefinition) -> bool {
        match (self, definition.observable()) {
            (Self::Rating(state), Observable::Rating { scale }) => state.fits(*scale),
            (Self::Duration(state), Observable::Duration { .. }) => state.fits(definition.statistic()),
            (Self::Call(state), Observable::Call {}) => state.fits(definition.statistic()),
            (Self::Ratio(state), Observable::Amount {}) => state.fits(),
            (Self::Contact(state), Observable::Contact { .. }) => state.fits(),
            (Self::Count(state), Observable::Count { .. }) => state.fits(definition.statistic()),
            (Self::Outcome(_), Observable::Outcome {}) | (Self::Index(_), Observable::RatingSet { .. }) => true,
            _ => false,
        }
    }

    /// Observations that are counted; `None` where they are more than a number can say. Sums of
    /// events and base units are checked where they are added.
    pub(super) fn total(&self) -> Option<u64> {
        match self {
            Self::Rating(state) => state.total(),
            Self::Duration(state) => Some(state.total()),
            Self::Outcome(state) => state.total(),
            Self::Contact(state) => Some(state.total()),
            Self::Count(_) => Some(0),
            Self::Call(state) => state.total(),
            Self::Ratio(state) => Some(state.total()),
            Self::Index(state) => Some(state.total()),
        }
    }

    /// The survival curve, where that is what is counted.
    pub(super) fn survival(&self) -> Option<&crate::stats::SurvivalTally> {
        match self {
            Self::Duration(state) => state.survival(),
            _ => None,
        }
    }

    /// When the watch over a log of contacts ended, as given and by the latest contact.
    pub(super) fn watched(&self) -> [Option<Instant>; 2] {
        match self {
            Self::Contact(state) => [state.given(), state.latest()],
            _ => [None, None],
        }
    }

    /// What the state says, where a log of contacts was watched until `until`.
    pub(super) fn read_watched(&self, definition: &KpiDefinition, until: Option<Instant>) -> Reading {
        match self {
            Self::Contact(state) => state.read_watched(definition, until),
            _ => self.read(definition),
        }
    }

    fn expected(&self) -> &'static str {
        match self {
            Self::Rating(_) => "ratings",
            Self::Duration(_) => "durations, lifetimes or spans",
            Self::Outcome(_) => "outcomes",
            Self::Contact(_) => "contacts",
            Self::Count(_) => "counts",
            Self::Call(_) => "calls",
            Self::Ratio(_) => "amounts",
            Self::Index(_) => "sets of ratings",
        }
    }
}

/// Refuses missing rows under the rule `raise`; otherwise tells how many there are.
fn count_missing<T: Copy>(column: &Column<'_, T>, rule: MissingRule) -> Result<u64> {
    let missing = column.count_missing();
    if rule == MissingRule::Raise
        && missing > 0
        && let Some(row) = (0..column.len()).find(|&row| !column.is_valid(row))
    {
        return Err(column.missing(row));
    }
    Ok(missing)
}
