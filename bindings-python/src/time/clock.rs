//! The clock of one case.

use pyo3::prelude::*;
use pyo3::types::PyDelta;
use servqual::time;
use servqual::time::{ClockEvent, ClockEventKind};

use super::calendar::CalendarSet;
use super::duration::BusinessDuration;
use super::{datetime, timedelta};
use crate::columns::{duration, instant};
use crate::error::Answer;
use crate::record::{from_word, record};

/// The clock of one case, as a state machine: orders of events that cannot have happened do not
/// become a clock.
///
/// Parameters
/// ----------
/// calendars : CalendarSet
///     Which calendars there are.
/// calendar : str
///     Id of the one under which the case begins.
/// events : iterable of tuple
///     What happened, in order: an instant with `start`, `pause`, `resume` or `stop`, or an instant
///     with `change_calendar` and the id of the calendar that counts from then on.
///
/// Raises
/// ------
/// InvalidCellError
///     For an event that cannot follow the one before, and for a calendar that is not in the set; the
///     row is the position of the event.
/// NegativeDurationError
///     For an event before the one before it.
/// UnknownIdError
///     For the first calendar.
///
/// Examples
/// --------
///     >>> from servqual.time import BusinessCalendar, CalendarSet, CaseClock
///     >>> desk = {"id": "desk", "time_zone": "Asia/Shanghai", "week": {"monday": ["09:00-18:00"]}}
///     >>> clock = CaseClock(CalendarSet([BusinessCalendar(desk)]), "desk", [
///     ...     ("2026-01-05T08:00:00+08:00", "start"),
///     ...     ("2026-01-05T10:00:00+08:00", "pause"),
///     ...     ("2026-01-05T16:00:00+08:00", "resume"),
///     ...     ("2026-01-05T16:30:00+08:00", "stop"),
///     ... ])
///     >>> clock.elapsed("2026-01-06T00:00:00+08:00")
///     <BusinessDuration 1:30:00 of 2:30:00>
#[pyclass(frozen, eq, module = "servqual.time")]
#[derive(PartialEq)]
pub(crate) struct CaseClock {
    calendars: time::CalendarSet,
    clock: time::CaseClock,
}

#[pymethods]
impl CaseClock {
    #[new]
    fn new(calendars: &CalendarSet, calendar: &str, events: &Bound<'_, PyAny>) -> Answer<Self> {
        let event = |(row, event): (usize, PyResult<Bound<'_, PyAny>>)| event_of(&event?, row);
        let events = events.try_iter()?.enumerate().map(event).collect::<Answer<Vec<_>>>()?;
        let clock = time::CaseClock::new(&calendars.0, calendar, &events)?;
        Ok(Self { calendars: calendars.0.clone(), clock })
    }

    /// Whether the case has ended.
    #[getter]
    fn is_stopped(&self) -> bool {
        self.clock.is_stopped()
    }

    /// Whether the clock is paused.
    #[getter]
    fn is_paused(&self) -> bool {
        self.clock.is_paused()
    }

    /// The time on the clock: of an open case until `now`, of a case that ended until its end.
    ///
    /// Raises
    /// ------
    /// NegativeDurationError
    ///     Where `now` is before the last event of an open case.
    /// OutsideCalendarError
    ///     For days that a calendar does not know.
    fn elapsed(&self, now: &Bound<'_, PyAny>) -> Answer<BusinessDuration> {
        Ok(BusinessDuration(self.clock.elapsed(&self.calendars, instant(now, "now", 0)?)?))
    }

    /// Where a business duration (a `timedelta`, or seconds) ends on this clock.
    ///
    /// Raises
    /// ------
    /// NegativeDurationError
    ///     For a duration below zero.
    /// OutsideCalendarError
    ///     Where the days that the calendar knows do not hold as much business time.
    fn due(&self, business: &Bound<'_, PyAny>) -> Answer<ClockDue> {
        Ok(ClockDue(self.clock.due(&self.calendars, duration(business, "business")?)?))
    }

    fn __repr__(&self) -> &'static str {
        match (self.clock.is_stopped(), self.clock.is_paused()) {
            (true, _) => "<CaseClock stopped>",
            (false, true) => "<CaseClock paused>",
            (false, false) => "<CaseClock>",
        }
    }
}

/// Instant and kind, and with a change the id of the calendar.
fn event_of(event: &Bound<'_, PyAny>, row: usize) -> Answer<ClockEvent> {
    if let Ok((at, kind, calendar)) = event.extract::<(Bound<'_, PyAny>, String, String)>() {
        let change = serde_json::json!({ "calendar": calendar });
        let kind = serde_json::json!({ kind: change }).to_string();
        return Ok(ClockEvent { at: instant(&at, "events", row)?, kind: crate::record::from_json(&kind, "events")? });
    }
    let (at, kind): (Bound<'_, PyAny>, String) = event.extract()?;
    let kind: ClockEventKind = from_word(&kind, "events")?;
    Ok(ClockEvent { at: instant(&at, "events", row)?, kind })
}

record! {
    /// Where the time allowed for a case ends.
    ClockDue(time::ClockDue) in "servqual.time" {
        /// `not_started`; `at`: the clock runs; `used_up`: before the last event; `paused` with time
        /// left; `stopped` within the time.
        #[getter]
        fn state(&self) -> &'static str {
            match self.0 {
                time::ClockDue::NotStarted => "not_started",
                time::ClockDue::At { .. } => "at",
                time::ClockDue::UsedUp { .. } => "used_up",
                time::ClockDue::Paused { .. } => "paused",
                time::ClockDue::Stopped { .. } => "stopped",
            }
        }

        /// The instant, in UTC, at which the time is or was used up.
        #[getter]
        fn at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
            match self.0 {
                time::ClockDue::At { at } | time::ClockDue::UsedUp { at } => datetime(py, at).map(Some),
                _ => Ok(None),
            }
        }

        /// Business time left, of a clock that is paused or stopped.
        #[getter]
        fn left<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDelta>>> {
            match self.0 {
                time::ClockDue::Paused { left_microseconds } | time::ClockDue::Stopped { left_microseconds } => {
                    timedelta(py, left_microseconds).map(Some)
                }
                _ => Ok(None),
            }
        }

        fn __repr__(&self) -> String {
            format!("<ClockDue {}>", self.state())
        }
    }
}
