//! Which columns an indicator reads, by name.

use crate::handbook::{BelowZero, DurationUnit, Source};

/// The names of the columns that an indicator reads. Instants are microseconds since
/// 1970-01-01T00:00:00Z.
#[derive(uniffi::Enum)]
pub enum ObservedColumns {
    /// Answers on the scale of the definition.
    Ratings {
        /// The answers.
        rating: String,
    },
    /// Durations.
    Durations {
        /// The durations in seconds.
        seconds: String,
    },
    /// Cases by their ends.
    Cases {
        /// When the clock started.
        start: String,
        /// When it stopped; missing for a case still open.
        end: String,
        /// The team, tier or region whose calendar counts, where calendars are assigned.
        #[uniffi(default = None)]
        service: Option<String>,
        /// Until when the cases were watched.
        #[uniffi(default = None)]
        observed_until: Option<i64>,
    },
    /// Durations of which some are only known to be longer.
    Lifetimes {
        /// Seconds until the end, or until the watch was over.
        seconds: String,
        /// Whether it ended then.
        ended: String,
    },
    /// Answers of each respondent to the components of an index.
    RatingSets {
        /// A column for each component, in their order.
        ratings: Vec<String>,
    },
    /// Yes or no.
    Outcomes {
        /// The outcomes.
        outcome: String,
    },
    /// Contacts of customers.
    Contacts {
        /// Who; missing where the customer is not known.
        customer: String,
        /// When.
        at: String,
        /// Until when the log was watched; the latest contact where not given.
        #[uniffi(default = None)]
        observed_until: Option<i64>,
    },
    /// Calls that entered a queue.
    Calls {
        /// Seconds until the call was answered or abandoned.
        wait: String,
        /// Whether it was answered.
        answered: String,
    },
    /// Two amounts that are divided.
    Amounts {
        /// What stands above the line.
        numerator: String,
        /// What stands below the line.
        denominator: String,
    },
    /// Numbers of events and of base units.
    Counts {
        /// The events.
        events: String,
        /// The base units.
        base: String,
    },
}

impl ObservedColumns {
    /// The same as a handbook names it.
    pub(super) fn source(&self) -> Source {
        match self {
            Self::Ratings { rating } => Source::Ratings(rating.clone()),
            Self::Durations { seconds } => {
                Source::Durations { column: seconds.clone(), unit: DurationUnit::Second, below_zero: BelowZero::Error }
            }
            Self::Cases { start, end, service, .. } => {
                Source::Spans { start: start.clone(), end: end.clone(), service: service.clone(), observed_until: None }
            }
            Self::Lifetimes { seconds, ended } => {
                Source::Lifetimes { duration: seconds.clone(), unit: DurationUnit::Second, ended: ended.clone() }
            }
            Self::RatingSets { ratings } => Source::RatingSets(ratings.clone()),
            Self::Outcomes { outcome } => Source::Outcomes(outcome.clone()),
            Self::Contacts { customer, at, .. } => Source::Contacts { customer: customer.clone(), at: at.clone() },
            Self::Calls { wait, answered } => Source::Calls { wait: wait.clone(), answered: answered.clone() },
            Self::Amounts { numerator, denominator } => {
                Source::Amounts { numerator: numerator.clone(), denominator: denominator.clone() }
            }
            Self::Counts { events, base } => Source::Counts { events: events.clone(), base: Some(base.clone()) },
        }
    }

    /// Until when cases or contacts were watched.
    pub(super) fn observed_until(&self) -> Option<i64> {
        match self {
            Self::Cases { observed_until, .. } | Self::Contacts { observed_until, .. } => *observed_until,
            _ => None,
        }
    }
}
