//! What counts in a share.

use serde::{Deserialize, Serialize};

use crate::measure::Parameter;

/// What a single observation must satisfy to count in a share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Criterion {
    /// The rating lies between two points, both included: the declared satisfied set.
    Between {
        /// Lowest satisfied answer.
        from: i8,
        /// Highest satisfied answer.
        to: i8,
    },
    /// The duration is this long or shorter.
    AtMost {
        /// The limit in seconds.
        seconds: f64,
    },
    /// The outcome is yes.
    Yes {},
    /// The call was answered in time, by one of the formulas in use.
    ServiceLevel {
        /// The threshold in seconds.
        seconds: f64,
        /// What happens to abandoned calls.
        formula: ServiceLevelFormula,
        /// Up to this wait an abandoned call is short.
        #[serde(default)]
        short_abandon_seconds: f64,
    },
    /// The call was abandoned; short abandons are left out.
    Abandoned {
        /// Up to this wait an abandoned call is short; 0 counts every wait above zero.
        #[serde(default)]
        short_abandon_seconds: f64,
    },
    /// The customer did not come back within the window.
    NotRepeated {},
    /// The event, among base units that each have at most one.
    Event {},
}

/// The service-level formulas in use: the same log gives five different numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ServiceLevelFormula {
    /// Answered in time / offered.
    #[default]
    AbandonedAreMissed,
    /// Answered in time / answered.
    AnsweredOnly,
    /// (Answered in time + abandoned in time) / offered.
    AbandonedWithinAreMet,
    /// Answered in time / (offered − abandoned in time).
    AbandonedWithinAreLeftOut,
    /// (Answered in time + short abandons) / offered.
    ShortAbandonedAreMet,
}

impl ServiceLevelFormula {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::AbandonedAreMissed => "abandoned_are_missed",
            Self::AnsweredOnly => "answered_only",
            Self::AbandonedWithinAreMet => "abandoned_within_are_met",
            Self::AbandonedWithinAreLeftOut => "abandoned_within_are_left_out",
            Self::ShortAbandonedAreMet => "short_abandoned_are_met",
        }
    }
}

impl Criterion {
    pub(super) fn parameters(&self) -> Vec<Parameter> {
        match self {
            Self::Between { from, to } => vec![Parameter::new("satisfied", format!("{from} to {to}"))],
            Self::AtMost { seconds } => vec![Parameter::new("at_most_seconds", seconds)],
            Self::Yes {} => vec![Parameter::new("counted", "yes")],
            Self::ServiceLevel { seconds, formula, short_abandon_seconds } => vec![
                Parameter::new("at_most_seconds", seconds),
                Parameter::new("formula", formula.name()),
                Parameter::new("short_abandon_seconds", short_abandon_seconds),
            ],
            Self::Abandoned { short_abandon_seconds } => vec![
                Parameter::new("counted", "abandoned"),
                Parameter::new("short_abandon_seconds", short_abandon_seconds),
            ],
            Self::NotRepeated {} => vec![Parameter::new("resolved", "no later contact within the window")],
            Self::Event {} => vec![Parameter::new("counted", "events")],
        }
    }
}
