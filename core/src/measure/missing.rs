//! What happens to a missing value.

use serde::{Deserialize, Serialize};

/// What a measure does with missing values. Null or `None` is missing; NaN is invalid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum MissingRule {
    /// A missing value is an error that names its row.
    #[default]
    Raise,
    /// Missing values are left out and counted among the exclusions.
    Omit,
    /// One missing value makes the estimate missing; it is counted among the exclusions.
    Propagate,
}

impl MissingRule {
    /// The machine name: `raise`, `omit` or `propagate`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Raise => "raise",
            Self::Omit => "omit",
            Self::Propagate => "propagate",
        }
    }
}
