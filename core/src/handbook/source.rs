//! Which columns of the data feed what.

use serde::{Deserialize, Serialize};

/// The columns that an indicator or standard reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Source {
    /// A column of answers.
    Ratings(String),
    /// A column of durations.
    Durations {
        /// The column.
        column: String,
        /// Unit of its numbers.
        unit: DurationUnit,
        /// What a number below zero means.
        #[serde(default)]
        below_zero: BelowZero,
    },
    /// Two columns of instants (RFC 3339 with a zone).
    Spans {
        /// When the clock started.
        start: String,
        /// When it stopped; empty while the case is open.
        end: String,
        /// The team, tier or region whose calendar counts, where calendars are assigned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<String>,
        /// Until when the cases were watched (RFC 3339 with a zone): what ended later was open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        observed_until: Option<String>,
    },
    /// Durations of which some are only known to be longer.
    Lifetimes {
        /// The column of durations: until the end, or until the watch was over.
        duration: String,
        /// Unit of its numbers.
        unit: DurationUnit,
        /// The column that says whether it ended then, as yes or no.
        ended: String,
    },
    /// Columns of answers, one for each component of an index, in their order.
    RatingSets(Vec<String>),
    /// A column of yes and no: `1`/`0`, `true`/`false` or `yes`/`no`.
    Outcomes(String),
    /// Contacts of customers.
    Contacts {
        /// Who.
        customer: String,
        /// When (RFC 3339 with a zone).
        at: String,
    },
    /// Calls that entered a queue.
    Calls {
        /// Seconds until the call was answered or abandoned.
        wait: String,
        /// Whether it was answered, as yes or no.
        answered: String,
    },
    /// Two amounts that are divided.
    Amounts {
        /// What stands above the line.
        numerator: String,
        /// What stands below the line.
        denominator: String,
    },
    /// Numbers of events and base units.
    Counts {
        /// Events.
        events: String,
        /// Base units; each row is one base unit where not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        base: Option<String>,
    },
}

/// Unit of a column of durations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DurationUnit {
    /// Seconds.
    Second,
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days of 86 400 seconds.
    Day,
}

impl DurationUnit {
    /// Seconds in one unit.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Second => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3_600.0,
            Self::Day => 86_400.0,
        }
    }
}

/// What a duration below zero means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum BelowZero {
    /// An error: the end lies before the start.
    #[default]
    Error,
    /// Early: it counts as zero, as with the lateness of an early arrival.
    Early,
}

/// The columns of delivered services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JourneySource {
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// What was delivered.
    pub delivered: String,
    /// Whether the outcome was right.
    pub outcome: String,
}
