//! What was observed against a standard.

use serde::{Deserialize, Serialize};

use super::{Pillar, Scope};
use crate::measure::{Label, Measure, Verdict};

/// Whether a standard was kept, with its measure and verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Conformance {
    /// Id of the standard.
    pub standard: String,
    /// Name for people.
    pub label: Label,
    /// Which part of the service it governs.
    pub pillar: Pillar,
    /// Where it holds.
    pub scope: Scope,
    /// Version of the standard that was held against.
    pub version: String,
    /// First day of the period, as YYYY-MM-DD, where a period was given.
    pub first_day: Option<String>,
    /// Last day of the period, as YYYY-MM-DD, where a period was given.
    pub last_day: Option<String>,
    /// What was observed.
    pub measure: Measure,
    /// What it says against the target.
    pub verdict: Verdict,
}
