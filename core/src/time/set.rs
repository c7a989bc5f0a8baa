//! Several calendars: for tiers, teams, regions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::BusinessCalendar;
use crate::error::{QualityError, Result};
use crate::measure::nearest;

/// Business calendars by id.
///
/// Which tier or team works by which calendar is told where it matters: a column of ids, or the
/// events of a case. Serialises as the list of calendars.
///
/// ```
/// use servqual::time::{BusinessCalendar, CalendarSet};
/// let desk = BusinessCalendar::from_json(
///     r#"{"id": "desk", "time_zone": "Asia/Shanghai", "week": {"monday": ["09:00-18:00"]}}"#)?;
/// let calendars = CalendarSet::new(vec![desk])?;
/// assert_eq!(calendars.get("desk")?.id(), "desk");
/// assert_eq!(calendars.get("desc").unwrap_err().code(), "unknown_id");
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<BusinessCalendar>", into = "Vec<BusinessCalendar>")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "Vec<BusinessCalendar>"))]
pub struct CalendarSet {
    calendars: BTreeMap<String, BusinessCalendar>,
}

impl CalendarSet {
    /// Calendars with different ids.
    ///
    /// # Errors
    /// [`QualityError::DuplicateId`].
    pub fn new(calendars: Vec<BusinessCalendar>) -> Result<Self> {
        let mut set = Self::default();
        for calendar in calendars {
            let id = calendar.id().to_string();
            if set.calendars.insert(id.clone(), calendar).is_some() {
                return Err(QualityError::DuplicateId { place: "calendars".into(), id });
            }
        }
        Ok(set)
    }

    /// The calendar of that id.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] with the nearest id.
    pub fn get(&self, id: &str) -> Result<&BusinessCalendar> {
        self.calendars.get(id).ok_or_else(|| QualityError::UnknownId {
            place: "calendars".into(),
            id: id.chars().take(60).collect(),
            expected: self.expected(id),
        })
    }

    /// All calendars, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &BusinessCalendar> {
        self.calendars.values()
    }

    /// The ids that may have been meant.
    pub(super) fn expected(&self, id: &str) -> String {
        nearest(id, self.calendars.keys().map(String::as_str))
    }
}

impl TryFrom<Vec<BusinessCalendar>> for CalendarSet {
    type Error = QualityError;

    fn try_from(calendars: Vec<BusinessCalendar>) -> Result<Self> {
        Self::new(calendars)
    }
}

impl From<CalendarSet> for Vec<BusinessCalendar> {
    fn from(set: CalendarSet) -> Self {
        set.calendars.into_values().collect()
    }
}
