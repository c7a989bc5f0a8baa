//! The written form of business calendars.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{HolidayList, NamedDay, Period, Weekday};
use crate::error::{QualityError, Result};

/// What a business calendar says, before it is checked.
///
/// ```
/// use servqual::time::BusinessCalendar;
/// let calendar = BusinessCalendar::from_toml(r#"
///     id = "support_shanghai"
///     time_zone = "Asia/Shanghai"
///     [week]
///     monday = ["09:00-12:00", "13:30-18:00"]
///     friday = ["09:00-12:00", "13:30-18:00"]
///     [[holidays]]
///     date = "2026-01-02"
///     name = "元旦"
///     [[special_days]]
///     date = "2026-01-04"
///     name = "元旦调休"
///     like = "friday"
/// "#)?;
/// assert_eq!(calendar.document().special_days.len(), 1);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "BusinessCalendar"))]
pub struct CalendarDocument {
    /// Stable id.
    pub id: String,
    /// IANA name of the time zone in which the shifts are meant.
    pub time_zone: String,
    /// The shifts of each day of the week.
    #[serde(default)]
    pub week: Week,
    /// Days without shifts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<NamedDay>,
    /// Make-up workdays (调休), and days with shifts of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_days: Vec<SpecialDay>,
    /// The days for which all holidays are given. Spans that leave these days are errors. Where it
    /// is not given, the calendar answers for the years 1970 to 2099. The night before the first
    /// day is taken to be as the week says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<Period>,
}

/// The shifts of each day of the week, such as `09:00-12:00`, as [`Shift`](super::Shift) reads
/// them; a day that is not given is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Week {
    /// Shifts that begin on Monday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub monday: Vec<String>,
    /// Shifts that begin on Tuesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub tuesday: Vec<String>,
    /// Shifts that begin on Wednesday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub wednesday: Vec<String>,
    /// Shifts that begin on Thursday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub thursday: Vec<String>,
    /// Shifts that begin on Friday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub friday: Vec<String>,
    /// Shifts that begin on Saturday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub saturday: Vec<String>,
    /// Shifts that begin on Sunday.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub sunday: Vec<String>,
}

impl Week {
    /// The shifts of a weekday.
    pub fn day(&self, weekday: Weekday) -> &Vec<String> {
        match weekday {
            Weekday::Monday => &self.monday,
            Weekday::Tuesday => &self.tuesday,
            Weekday::Wednesday => &self.wednesday,
            Weekday::Thursday => &self.thursday,
            Weekday::Friday => &self.friday,
            Weekday::Saturday => &self.saturday,
            Weekday::Sunday => &self.sunday,
        }
    }

    /// The shifts of a weekday, to change them.
    pub fn day_mut(&mut self, weekday: Weekday) -> &mut Vec<String> {
        match weekday {
            Weekday::Monday => &mut self.monday,
            Weekday::Tuesday => &mut self.tuesday,
            Weekday::Wednesday => &mut self.wednesday,
            Weekday::Thursday => &mut self.thursday,
            Weekday::Friday => &mut self.friday,
            Weekday::Saturday => &mut self.saturday,
            Weekday::Sunday => &mut self.sunday,
        }
    }
}

/// A day that differs from its day of the week: it has either the shifts of another weekday
/// (`like`) or its own (`shifts`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpecialDay {
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub date: NaiveDate,
    /// What it is called; may be empty.
    #[serde(default)]
    pub name: String,
    /// The weekday whose shifts it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Weekday>,
    /// Its own shifts as [`Shift`](super::Shift) reads them, at least one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shifts: Vec<String>,
}

impl CalendarDocument {
    /// The same calendar with the holidays and make-up workdays of a list.
    ///
    /// Lists of public holidays say that a make-up workday is worked, not which hours; `like` is
    /// the weekday whose shifts it gets. Days that the calendar itself names stay as it says. Where
    /// the list knows only some days, the calendar knows no more.
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`] where calendar and list have no known day in common.
    pub fn with_holidays(mut self, list: &HolidayList, like: Weekday) -> Result<Self> {
        let own = |date: NaiveDate, document: &Self| {
            document.holidays.iter().any(|day| day.date == date)
                || document.special_days.iter().any(|day| day.date == date)
        };
        let holidays = list.holidays().iter().filter(|day| !own(day.date, &self)).cloned().collect::<Vec<_>>();
        let workdays = list.workdays().iter().filter(|day| !own(day.date, &self));
        let special = workdays.map(|day| SpecialDay {
            date: day.date,
            name: day.name.clone(),
            like: Some(like),
            shifts: Vec::new(),
        });
        let special = special.collect::<Vec<_>>();
        self.holidays.extend(holidays);
        self.special_days.extend(special);
        self.known = match (self.known, list.known()) {
            (Some(mine), Some(theirs)) => Some(common(mine, theirs)?),
            (mine, theirs) => mine.or(theirs),
        };
        Ok(self)
    }
}

fn common(mine: Period, theirs: Period) -> Result<Period> {
    let (first, last) = (mine.first().max(theirs.first()), mine.last().min(theirs.last()));
    Period::new(first, last).map_err(|_| QualityError::InvalidDocument {
        path: "known".into(),
        found: format!("{} to {}", theirs.first(), theirs.last()),
        expected: format!("days in common with {} to {}", mine.first(), mine.last()),
    })
}
