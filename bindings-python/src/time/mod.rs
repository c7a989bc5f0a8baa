//! Business time: calendars, holidays, clocks of cases, and whole columns.

mod calendar;
mod clock;
mod columns;
mod duration;
mod holidays;
mod values;

pub(crate) use calendar::{BusinessCalendar, CalendarSet};
pub(crate) use clock::{CaseClock, ClockDue};
pub(crate) use columns::{BusinessTimes, business_times, due_dates, parse_local_times, time_zone_database_version};
pub(crate) use duration::{BusinessDuration, Leg, Stretch};
pub(crate) use holidays::{HolidayList, IcalendarImport, NamedDay};
pub(crate) use values::Values;

use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateTime, PyDelta, PyTzInfo};
use servqual::QualityError;
use servqual::time::Instant;

use crate::error::Answer;

/// An instant as a `datetime` in UTC.
pub(crate) fn datetime(py: Python<'_>, at: Instant) -> PyResult<Bound<'_, PyAny>> {
    let epoch = PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&PyTzInfo::utc(py)?.to_owned()))?;
    epoch.add(timedelta(py, at)?)
}

/// Microseconds as a `timedelta`.
pub(crate) fn timedelta(py: Python<'_>, microseconds: i64) -> PyResult<Bound<'_, PyDelta>> {
    let (days, rest) = (microseconds.div_euclid(86_400_000_000), microseconds.rem_euclid(86_400_000_000));
    // A day has fewer than 2³¹ seconds and a second fewer microseconds; the days of an i64 fit, too.
    PyDelta::new(py, days as i32, (rest / 1_000_000) as i32, (rest % 1_000_000) as i32, false)
}

/// A day of the core as a `date`: both are written as ISO 8601 says.
pub(crate) fn date<'py>(py: Python<'py>, day: &impl ToString) -> PyResult<Bound<'py, PyAny>> {
    py.get_type::<PyDate>().call_method1("fromisoformat", (day.to_string(),))
}

/// A `date`, or text such as 2026-01-05, as a day of the core.
pub(crate) fn day<D: core::str::FromStr>(given: &Bound<'_, PyAny>, place: &str) -> Answer<D> {
    let text = given.str()?.to_string();
    text.parse().map_err(|_| {
        let (place, value) = (place.into(), text.chars().take(60).collect());
        QualityError::InvalidParameter { place, value, expected: "a day such as 2026-01-05".into() }.into()
    })
}
