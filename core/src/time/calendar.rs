//! Business calendars: when a service is open.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::holidays::check_once;
use super::shift::{check_night, in_order};
use super::{CalendarDocument, Instant, Period, Shift, TimeZone, Weekday};
use crate::document;
use crate::error::{QualityError, Result};
use crate::measure::check_id;

/// Microseconds of a local day.
pub(super) const DAY: i64 = 86_400_000_000;
/// First instant for which calendars answer: 1970-01-01T00:00:00Z. The IANA database does not
/// promise to be right before.
const EARLIEST: Instant = 0;
/// Where calendars stop to answer: 2100-01-01T00:00:00Z.
const LATEST: Instant = 4_102_444_800_000_000;

/// When a service is open: shifts in a time zone, holidays, make-up workdays, special days.
///
/// The service is open at an instant when the clocks of the time zone show a time that lies in a
/// shift of that day. This settles the nights on which clocks change without any further rule:
/// what the clocks skip is not worked, what they show twice is worked twice, and durations are
/// elapsed time. So a shift `00:00-06:00` has 5 hours on the night on which clocks go forward by
/// one hour, and 7 on the night on which they go back.
///
/// Serialises as its [`CalendarDocument`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarDocument", into = "CalendarDocument")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "CalendarDocument"))]
pub struct BusinessCalendar {
    document: CalendarDocument,
    zone: TimeZone,
    /// Shifts by day of the week.
    week: BTreeMap<Weekday, Vec<Shift>>,
    /// Shifts by day counted from 1970-01-01, where they differ from those of the weekday.
    exceptions: BTreeMap<i64, Vec<Shift>>,
    /// The first instant that it knows and the one at which its knowledge ends.
    limits: (Instant, Instant),
}

impl BusinessCalendar {
    /// Checks a calendar.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] for a zone that is not in the IANA database,
    /// [`QualityError::DuplicateId`] for a day that stands twice in a list,
    /// [`QualityError::InvalidDocument`] for shifts that overlap, a day that is both a holiday and
    /// special, and a calendar that never opens. All with the path below `calendar.<id>`.
    pub fn new(document: CalendarDocument) -> Result<Self> {
        check_id("calendar.id", &document.id)?;
        let within = format!("calendar.{}", document.id);
        Self::checked(document).map_err(|error| error.within(&within))
    }

    /// Reads the written form from TOML.
    ///
    /// # Errors
    /// As [`BusinessCalendar::new`], and [`QualityError::InvalidDocument`] for text of another form.
    pub fn from_toml(text: &str) -> Result<Self> {
        Self::new(document::from_value(document::parse_toml(text)?)?)
    }

    /// Reads the written form from JSON.
    ///
    /// # Errors
    /// As [`BusinessCalendar::from_toml`].
    pub fn from_json(text: &str) -> Result<Self> {
        Self::new(document::from_value(document::parse_json(text)?)?)
    }

    /// Stable id.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// The time zone of the shifts.
    pub fn time_zone(&self) -> &TimeZone {
        &self.zone
    }

    /// What it says, with the shifts of each day in order.
    pub fn document(&self) -> &CalendarDocument {
        &self.document
    }

    fn checked(mut document: CalendarDocument) -> Result<Self> {
        let zone = TimeZone::new(&document.time_zone)?;
        let mut week = BTreeMap::new();
        for weekday in Weekday::ALL {
            let path = format!("week.{}", weekday.name());
            week.insert(weekday, normalised(document.week.day_mut(weekday), &path)?);
        }
        document.holidays.sort_unstable();
        check_once("holidays", &document.holidays)?;
        let mut exceptions: BTreeMap<i64, Vec<Shift>> =
            document.holidays.iter().map(|day| (day_number(day.date), Vec::new())).collect();
        for (index, special) in document.special_days.iter_mut().enumerate() {
            let path = format!("special_days[{index}]");
            let own = normalised(&mut special.shifts, &path)?;
            let shifts = special_shifts(special.like, own, &week, &path)?;
            if exceptions.insert(day_number(special.date), shifts).is_some() {
                return Err(QualityError::DuplicateId { place: path, id: special.date.to_string() });
            }
        }
        let limits = limits(document.known, &zone);
        let calendar = Self { document, zone, week, exceptions, limits };
        calendar.check_nights()?;
        calendar.check_opens()?;
        Ok(calendar)
    }

    /// Refuses days that begin before the night shift of the day before has ended.
    fn check_nights(&self) -> Result<()> {
        for weekday in Weekday::ALL {
            let path = format!("week.{}", weekday.next().name());
            check_night(self.on(weekday), self.on(weekday.next()), &path)?;
        }
        for (&day, shifts) in &self.exceptions {
            check_night(self.shifts_on(day - 1), shifts, &format!("the night before {}", date_text(day)))?;
            check_night(shifts, self.shifts_on(day + 1), &format!("the night after {}", date_text(day)))?;
        }
        Ok(())
    }

    /// The first instant that it knows and the one at which its knowledge ends.
    pub(super) fn limits(&self) -> (Instant, Instant) {
        self.limits
    }

    fn check_opens(&self) -> Result<()> {
        let (from, to) = self.limits();
        let week = self.week.values().any(|shifts| !shifts.is_empty());
        let opens = if self.document.known.is_some() || !week { self.compiled(from, to).total() > 0 } else { true };
        if opens {
            return Ok(());
        }
        Err(QualityError::InvalidDocument {
            path: "week".into(),
            found: "no shift, so that the calendar never opens".into(),
            expected: "at least one shift".into(),
        })
    }

    fn on(&self, weekday: Weekday) -> &[Shift] {
        self.week.get(&weekday).map_or(&[], Vec::as_slice)
    }

    /// The shifts that begin on a day, counted from 1970-01-01.
    pub(super) fn shifts_on(&self, day: i64) -> &[Shift] {
        match self.exceptions.get(&day) {
            Some(shifts) => shifts,
            None => self.on(Weekday::of(day)),
        }
    }
}

fn limits(known: Option<Period>, zone: &TimeZone) -> (Instant, Instant) {
    let bound = |day: i64| zone.boundary(day * DAY).clamp(EARLIEST, LATEST);
    known.map_or((EARLIEST, LATEST), |known| (bound(day_number(known.first())), bound(day_number(known.last()) + 1)))
}

/// Reads shifts, and writes them back in order.
fn normalised(written: &mut Vec<String>, path: &str) -> Result<Vec<Shift>> {
    let shifts = in_order(written, path)?;
    *written = shifts.iter().map(Shift::to_string).collect();
    Ok(shifts)
}

fn special_shifts(
    like: Option<Weekday>,
    own: Vec<Shift>,
    week: &BTreeMap<Weekday, Vec<Shift>>,
    path: &str,
) -> Result<Vec<Shift>> {
    let invalid = |found: String| QualityError::InvalidDocument {
        path: path.into(),
        found,
        expected: "either `like`, a weekday that has shifts, or `shifts` with at least one".into(),
    };
    match (like, own.is_empty()) {
        (Some(like), true) => match week.get(&like).filter(|shifts| !shifts.is_empty()) {
            Some(shifts) => Ok(shifts.clone()),
            None => Err(invalid(format!("`like = \"{}\"`, a day without shifts", like.name()))),
        },
        (None, false) => Ok(own),
        (Some(_), false) => Err(invalid("both".into())),
        (None, true) => Err(invalid("neither".into())),
    }
}

/// Days since 1970-01-01.
pub(super) fn day_number(date: NaiveDate) -> i64 {
    (date - NaiveDate::default()).num_days()
}

fn date_text(day: i64) -> String {
    date(day).map_or_else(|| format!("day {day}"), |date| date.to_string())
}

/// The date of a day counted from 1970-01-01.
pub(super) fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(chrono::TimeDelta::try_days(day)?)
}

impl TryFrom<CalendarDocument> for BusinessCalendar {
    type Error = QualityError;

    fn try_from(document: CalendarDocument) -> Result<Self> {
        Self::new(document)
    }
}

impl From<BusinessCalendar> for CalendarDocument {
    fn from(calendar: BusinessCalendar) -> Self {
        calendar.document
    }
}
