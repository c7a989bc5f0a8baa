//! What was promised, where and when, and whether somebody had looked if it can be kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{Label, Target, check_id, check_unique, nearest};

/// What a promise is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum PromiseSubject {
    /// An indicator.
    Indicator {
        /// Its id.
        id: String,
    },
    /// A standard.
    Standard {
        /// Its id.
        id: String,
    },
}

impl PromiseSubject {
    /// Id of the indicator or standard.
    pub fn id(&self) -> &str {
        match self {
            Self::Indicator { id } | Self::Standard { id } => id,
        }
    }
}

/// What a look before publishing found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Feasibility {
    /// It can be kept.
    Feasible,
    /// It cannot be kept, and was published all the same.
    NotFeasible,
}

/// A look before publishing whether a promise can be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeasibilityCheck {
    /// The day.
    pub checked_on: NaiveDate,
    /// What was found.
    pub found: Feasibility,
}

/// A promise to customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Stable id.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub label: Label,
    /// Id of the channel on which it was made, such as `website` or `advertisement`.
    pub channel: String,
    /// What it is about.
    pub subject: PromiseSubject,
    /// The level that was promised.
    pub target: Target,
    /// The day on which it was published.
    pub published: NaiveDate,
    /// The look before publishing, where there was one.
    #[serde(default)]
    pub feasibility: Option<FeasibilityCheck>,
}

/// The promises of a service: valid once it exists.
///
/// ```
/// use servqual::gap::five_gaps::PromiseRegister;
/// let register = PromiseRegister::from_json(r#"[{
///     "id": "delivery_in_a_day", "label": {"zh": "次日达", "en": "Delivered the next day"},
///     "channel": "website", "subject": {"indicator": {"id": "delivered_in_time"}},
///     "target": {"bound": "at_least", "value": 0.95, "unit": "share"}, "published": "2026-01-15",
///     "feasibility": {"checked_on": "2026-01-10", "found": "feasible"}
/// }]"#)?;
/// assert_eq!(register.promises()[0].target.show(), "≥ 95.0 %");
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Promise>", into = "Vec<Promise>")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct PromiseRegister {
    promises: Vec<Promise>,
}

impl PromiseRegister {
    /// A register of these promises.
    ///
    /// # Errors
    /// [`QualityError::DuplicateId`], or [`QualityError::InvalidParameter`] without promises, for an id
    /// that is none, a target that its unit does not have, or a check after publishing.
    pub fn new(promises: Vec<Promise>) -> Result<Self> {
        check_unique("promises", promises.iter().map(|promise| promise.id.as_str()))?;
        if promises.is_empty() {
            return Err(invalid("promises", "none".into(), "at least one promise"));
        }
        promises.iter().try_for_each(check)?;
        Ok(Self { promises })
    }

    /// A register from a JSON list of promises.
    ///
    /// # Errors
    /// As [`new`](Self::new), and [`QualityError::InvalidDocument`] with the path.
    pub fn from_json(json: &str) -> Result<Self> {
        Self::new(crate::document::from_value(crate::document::parse_json(json)?)?)
    }

    /// The promises, in the order given.
    pub fn promises(&self) -> &[Promise] {
        &self.promises
    }

    /// Position of the promise of that id.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.promises.iter().position(|promise| promise.id == id)
    }

    /// The error for an id that no promise has.
    pub(super) fn unknown(&self, place: String, id: &str) -> QualityError {
        let expected = nearest(id, self.promises.iter().map(|promise| promise.id.as_str()));
        QualityError::UnknownId { place, id: id.into(), expected }
    }
}

fn invalid(place: &str, value: String, expected: &str) -> QualityError {
    QualityError::InvalidParameter { place: place.into(), value, expected: expected.into() }
}

fn check(promise: &Promise) -> Result<()> {
    let place = format!("promises.{}", promise.id);
    check_id(&format!("{place}.channel"), &promise.channel)?;
    check_id(&format!("{place}.subject"), promise.subject.id())?;
    let Target { bound, value, unit, .. } = promise.target.clone();
    Target::new(bound, value, unit).map_err(|error| error.within(&place))?;
    match &promise.feasibility {
        Some(found) if found.checked_on > promise.published => Err(invalid(
            &format!("{place}.feasibility.checked_on"),
            found.checked_on.to_string(),
            &format!("a day up to the {} on which it was published", promise.published),
        )),
        _ => Ok(()),
    }
}

impl TryFrom<Vec<Promise>> for PromiseRegister {
    type Error = QualityError;

    fn try_from(promises: Vec<Promise>) -> Result<Self> {
        Self::new(promises)
    }
}

impl From<PromiseRegister> for Vec<Promise> {
    fn from(register: PromiseRegister) -> Self {
        register.promises
    }
}
