//! Periods of whole days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};

/// Days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "Wire"))]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

/// Wire form of a period.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Period"))]
struct Wire {
    /// First day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    first: NaiveDate,
    /// Last day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    last: NaiveDate,
}

impl Period {
    /// A period that does not end before it begins.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`].
    pub fn new(first: NaiveDate, last: NaiveDate) -> Result<Self> {
        if first <= last {
            return Ok(Self { first, last });
        }
        Err(QualityError::InvalidParameter {
            place: "period".into(),
            value: format!("{first} to {last}"),
            expected: "a last day that is not before the first".into(),
        })
    }

    /// The shortest period that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// First day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// Last day.
    pub fn last(&self) -> NaiveDate {
        self.last
    }

    /// Whether a day is one of them.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

impl TryFrom<Wire> for Period {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        Self::new(wire.first, wire.last)
    }
}

impl From<Period> for Wire {
    fn from(period: Period) -> Self {
        Self { first: period.first, last: period.last }
    }
}
