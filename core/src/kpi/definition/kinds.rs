//! What is looked at, and what is computed of it: closed sets.

use serde::{Deserialize, Serialize};

use crate::kpi::Criterion;
use crate::measure::Scale;
use crate::time::Clock;

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Observable {
    /// Answers on a rating scale.
    Rating {
        /// The scale.
        scale: Scale,
    },
    /// Durations.
    Duration {
        /// By which clock; elapsed time where not given.
        #[serde(default, skip_serializing_if = "Clock::is_calendar")]
        clock: Clock,
    },
    /// Several answers of each respondent on one scale, such as attitude, efficiency and result.
    RatingSet {
        /// The scale of all of them.
        scale: Scale,
        /// What is answered, with its weight.
        components: Vec<IndexComponent>,
    },
    /// Yes or no for each case.
    Outcome {},
    /// Contacts of identified customers, to see whether they come back.
    Contact {
        /// How long nobody may come back, in days of 86 400 seconds.
        window_days: u32,
    },
    /// Calls that entered a queue: their wait and whether they were answered.
    Call {},
    /// Two amounts that are divided, such as busy and available seconds.
    Amount {},
    /// Numbers of events and of base units.
    Count {
        /// What the base counts, such as `contact`, `customer`, `transaction` or `user`.
        base: String,
    },
}

/// One component of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndexComponent {
    /// Stable id, such as `attitude`.
    pub id: String,
    /// Its weight, zero or more; what counts is its part of the sum of the weights.
    pub weight: f64,
}

impl Observable {
    /// Durations in elapsed time.
    pub fn duration() -> Self {
        Self::Duration { clock: Clock::Calendar }
    }
}

/// What is computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Statistic {
    /// The share of observations that satisfy the criterion, with Wilson's interval.
    Share {
        /// What an observation must satisfy.
        criterion: Criterion,
    },
    /// 100 × (share above − share below) in points, with the adjusted Wald interval.
    NetScore {
        /// The highest answer that counts as below.
        below_up_to: i8,
        /// The lowest answer that counts as above.
        above_from: i8,
    },
    /// The arithmetic mean with Student's interval.
    Mean {},
    /// A quantile (Hyndman and Fan's definition 7) with an interval of order statistics.
    Quantile {
        /// Between 0 and 1: 0.5 is the median.
        probability: f64,
    },
    /// The share that lasts longer than a time, by Kaplan and Meier: what has not ended when the
    /// watch is over is not dropped. Greenwood's interval on the scale of log(−log S).
    SurvivalShare {
        /// The time in seconds.
        at_seconds: f64,
    },
    /// The share that has ended by a time: one minus the survival share.
    IncidenceShare {
        /// The time in seconds.
        at_seconds: f64,
    },
    /// The time by which a share has ended, by Kaplan and Meier, with Brookmeyer and Crowley's
    /// interval.
    SurvivalQuantile {
        /// Between 0 and 1: 0.5 is the median.
        probability: f64,
    },
    /// The weighted mean of several answers, rescaled to 0 to 100, with Student's interval.
    WeightedIndex {},
    /// Sum of the numerators over the sum of the denominators, with the interval of a ratio estimate.
    Ratio {},
    /// As `ratio`, where the numerator is a part of the denominator: a row with more is an error.
    PartRatio {},
    /// Events per so many base units, with Garwood's interval.
    Rate {
        /// How many base units.
        per: u64,
    },
}
