//! Periods of whole days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};

/// Days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    first: NaiveDate,
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

    /// First day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// Last day.
    pub fn last(&self) -> NaiveDate {
        self.last
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
