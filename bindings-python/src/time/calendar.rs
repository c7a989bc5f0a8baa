//! Business calendars.

use pyo3::prelude::*;
use servqual::time;
use servqual::time::CalendarDocument;

use super::duration::BusinessDuration;
use super::holidays::HolidayList;
use super::{date, datetime};
use crate::columns::{duration, instant};
use crate::error::Answer;
use crate::record::{dumps, from_json, from_word, record};

record! {
    /// When a service is open: shifts in a time zone, holidays, make-up workdays, special days.
    ///
    /// Business time is the elapsed time during which the clocks of the zone show a time in a shift:
    /// what clocks skip is not worked, what they show twice is worked twice.
    ///
    /// Examples
    /// --------
    ///     >>> from servqual.time import BusinessCalendar
    ///     >>> week = dict.fromkeys(["monday", "friday"], ["09:00-12:00", "13:30-18:00"])
    ///     >>> desk = BusinessCalendar({"id": "desk", "time_zone": "Asia/Shanghai", "week": week})
    ///     >>> desk.between("2026-01-09T17:00:00+08:00", "2026-01-12T09:30:00+08:00")
    ///     <BusinessDuration 1:30:00 of 2 days, 16:30:00>
    BusinessCalendar(time::BusinessCalendar) in "servqual.time" read |text| Ok(time::BusinessCalendar::from_json(text)?); {
        /// A calendar from its document: `id`, `time_zone`, `week`, and perhaps `holidays`,
        /// `special_days` and `known`.
        ///
        /// Raises
        /// ------
        /// UnknownIdError
        ///     For a zone that is not in the IANA database.
        /// InvalidDocumentError
        ///     For shifts that overlap, days that contradict each other, a calendar that never opens.
        #[new]
        fn new(document: &Bound<'_, PyAny>) -> Answer<Self> {
            Self::from_json(&dumps(document)?)
        }

        /// A calendar in TOML.
        #[staticmethod]
        fn from_toml(text: &str) -> Answer<Self> {
            Ok(Self(time::BusinessCalendar::from_toml(text)?))
        }

        /// Stable id.
        #[getter]
        fn id(&self) -> &str {
            self.0.id()
        }

        /// IANA name of the time zone in which the shifts are meant.
        #[getter]
        fn time_zone(&self) -> &str {
            self.0.time_zone().name()
        }

        /// The same calendar with the holidays and make-up workdays of a list.
        ///
        /// Lists say that a make-up workday is worked, not which hours; `like` is the weekday whose
        /// shifts it gets. Days that the calendar itself names stay as it says.
        ///
        /// Raises
        /// ------
        /// InvalidDocumentError
        ///     Where calendar and list have no known day in common.
        #[pyo3(signature = (holidays, *, like))]
        fn with_holidays(&self, holidays: &HolidayList, like: &str) -> Answer<Self> {
            let document: CalendarDocument = self.0.document().clone();
            let document = document.with_holidays(&holidays.0, from_word(like, "like")?)?;
            Ok(Self(time::BusinessCalendar::new(document)?))
        }

        /// How long it is from `start` to `end`, in calendar time and in business time, with the trace
        /// of what was counted.
        ///
        /// Parameters
        /// ----------
        /// start, end : datetime with a zone, or RFC 3339 text
        ///
        /// Raises
        /// ------
        /// NegativeDurationError
        ///     Where the end is before the start.
        /// OutsideCalendarError
        ///     For days that the calendar does not know.
        fn between(&self, start: &Bound<'_, PyAny>, end: &Bound<'_, PyAny>) -> Answer<BusinessDuration> {
            Ok(BusinessDuration(self.0.between(instant(start, "start", 0)?, instant(end, "end", 0)?)?))
        }

        /// The instant, in UTC, at which a business duration that begins at `start` is used up: a
        /// `timedelta`, or seconds. One that ends with a shift is due at the end of this shift.
        ///
        /// Raises
        /// ------
        /// NegativeDurationError
        ///     For a duration below zero.
        /// OutsideCalendarError
        ///     Where the days that the calendar knows do not hold as much business time.
        fn due<'py>(&self, start: &Bound<'py, PyAny>, business: &Bound<'py, PyAny>) -> Answer<Bound<'py, PyAny>> {
            let due = self.0.due(instant(start, "start", 0)?, duration(business, "business")?)?;
            Ok(datetime(start.py(), due)?)
        }

        /// The latest instant, in UTC, from which a business duration can still be done by `end`.
        ///
        /// Raises
        /// ------
        /// NegativeDurationError, OutsideCalendarError
        ///     As in `due`.
        fn latest_start<'py>(&self, end: &Bound<'py, PyAny>, business: &Bound<'py, PyAny>) -> Answer<Bound<'py, PyAny>> {
            let start = self.0.latest_start(instant(end, "end", 0)?, duration(business, "business")?)?;
            Ok(datetime(end.py(), start)?)
        }

        /// The instant, in UTC, at which a term that begins at `start` ends.
        ///
        /// Parameters
        /// ----------
        /// start : datetime with a zone, or RFC 3339 text
        /// term : mapping
        ///     One of `business_time` and `calendar_time` with `seconds`, `working_days` with `days` and
        ///     `ends`, `calendar_days` with `last_day` as well.
        ///
        /// Raises
        /// ------
        /// InvalidDocumentError
        ///     For a term of another form.
        /// OutsideCalendarError
        ///     Where the term leaves the days that the calendar knows.
        ///
        /// Examples
        /// --------
        ///     >>> from servqual.time import BusinessCalendar
        ///     >>> week = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], ["09:00-17:00"])
        ///     >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": week})
        ///     >>> term = {"working_days": {"days": 3, "ends": "close_of_business"}}
        ///     >>> desk.end_of("2026-01-08T10:00:00Z", term).isoformat()
        ///     '2026-01-13T17:00:00+00:00'
        fn end_of<'py>(&self, start: &Bound<'py, PyAny>, term: &Bound<'py, PyAny>) -> Answer<Bound<'py, PyAny>> {
            let term = from_json(&dumps(term)?, "term")?;
            Ok(datetime(start.py(), self.0.end_of(instant(start, "start", 0)?, term)?)?)
        }

        /// Whether a day (a `date`, or text such as 2026-01-05) has a shift.
        fn is_working_day(&self, day: &Bound<'_, PyAny>) -> Answer<bool> {
            Ok(self.0.is_working_day(super::day(day, "day")?)?)
        }

        /// The shifts that begin on a day, such as `09:00-12:00`.
        fn shifts(&self, day: &Bound<'_, PyAny>) -> Answer<Vec<String>> {
            Ok(self.0.shifts(super::day(day, "day")?)?.iter().map(ToString::to_string).collect())
        }

        /// The working day that is `days` working days after `day`, which is not counted; with 0 it is
        /// `day` itself where it is a working day, and the next one where it is not.
        fn add_working_days<'py>(&self, day: &Bound<'py, PyAny>, days: u32) -> Answer<Bound<'py, PyAny>> {
            Ok(date(day.py(), &self.0.add_working_days(super::day(day, "day")?, days)?)?)
        }

        /// How many working days there are after `day` up to `last`, which is counted.
        fn working_days_between(&self, day: &Bound<'_, PyAny>, last: &Bound<'_, PyAny>) -> Answer<u64> {
            Ok(self.0.working_days_between(super::day(day, "day")?, super::day(last, "last")?)?)
        }

        fn __repr__(&self) -> String {
            format!("<BusinessCalendar {} in {}>", self.0.id(), self.0.time_zone().name())
        }
    }
}

record! {
    /// Business calendars by id, such as one for each team or tier.
    ///
    /// Examples
    /// --------
    ///     >>> from servqual.time import BusinessCalendar, CalendarSet
    ///     >>> desk = BusinessCalendar({"id": "desk", "time_zone": "UTC", "week": {"monday": ["09:00-17:00"]}})
    ///     >>> calendars = CalendarSet([desk])
    ///     >>> calendars.ids, calendars["desk"] == desk
    ///     (['desk'], True)
    CalendarSet(time::CalendarSet) in "servqual.time" {
        /// Calendars with different ids.
        ///
        /// Raises
        /// ------
        /// DuplicateIdError
        ///     Where two have the same.
        #[new]
        fn new(calendars: Vec<BusinessCalendar>) -> Answer<Self> {
            Ok(Self(time::CalendarSet::new(calendars.into_iter().map(|calendar| calendar.0).collect())?))
        }

        /// The ids, in their order.
        #[getter]
        fn ids(&self) -> Vec<String> {
            self.0.iter().map(|calendar| calendar.id().into()).collect()
        }

        /// The calendar of an id; `UnknownIdError` names the nearest one.
        fn __getitem__(&self, id: &str) -> Answer<BusinessCalendar> {
            Ok(BusinessCalendar(self.0.get(id)?.clone()))
        }

        fn __len__(&self) -> usize {
            self.0.iter().count()
        }

        fn __repr__(&self) -> String {
            format!("<CalendarSet {}>", self.ids().join(", "))
        }
    }
}
