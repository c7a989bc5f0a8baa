//! The clock of one case: started, paused, resumed, handed to another calendar, stopped.

use serde::{Deserialize, Serialize};

use super::compiled::check_order;
use super::duration::check_duration;
use super::{BusinessDuration, CalendarSet, Instant};
use crate::error::{QualityError, Result};

/// Something that happened to the clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ClockEvent {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: ClockEventKind,
}

/// What happened to the clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ClockEventKind {
    /// The case began.
    Start,
    /// The clock was halted, such as while the customer has to answer.
    Pause,
    /// The clock goes on.
    Resume,
    /// From now on another calendar counts, such as that of the second tier.
    ChangeCalendar {
        /// Id of the calendar.
        calendar: String,
    },
    /// The case ended.
    Stop,
}

impl ClockEventKind {
    fn name(&self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::ChangeCalendar { .. } => "change_calendar",
            Self::Stop => "stop",
        }
    }
}

/// Where a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    NotStarted,
    Running { since: Instant },
    Paused { since: Instant },
    Stopped,
}

/// Where the time allowed for a case ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ClockDue {
    /// The clock has not started.
    NotStarted,
    /// The clock runs; without another event the time is used up at this instant.
    At {
        /// The instant.
        at: Instant,
    },
    /// The time was used up before the last event.
    UsedUp {
        /// The instant.
        at: Instant,
    },
    /// The clock is paused with time left; when that ends depends on when it goes on.
    Paused {
        /// Business time left, in microseconds.
        left_microseconds: i64,
    },
    /// The case ended within the time.
    Stopped {
        /// Business time left, in microseconds.
        left_microseconds: i64,
    },
}

/// A stretch of running under one calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    calendar: String,
    start: Instant,
    end: Instant,
}

/// The clock of one case, as a state machine: orders of events that cannot have happened do not
/// become a clock.
///
/// ```
/// use servqual::time::{BusinessCalendar, CalendarSet, CaseClock, ClockEvent, ClockEventKind, parse_instant};
/// let calendars = CalendarSet::new(vec![BusinessCalendar::from_json(
///     r#"{"id": "desk", "time_zone": "Asia/Shanghai", "week": {"monday": ["09:00-18:00"]}}"#)?])?;
/// let event = |at, kind| Ok::<_, servqual::QualityError>(ClockEvent { at: parse_instant(at, "at", 0)?, kind });
/// let clock = CaseClock::new(&calendars, "desk", &[
///     event("2026-01-05T08:00:00+08:00", ClockEventKind::Start)?,
///     event("2026-01-05T10:00:00+08:00", ClockEventKind::Pause)?,
///     event("2026-01-05T16:00:00+08:00", ClockEventKind::Resume)?,
///     event("2026-01-05T16:30:00+08:00", ClockEventKind::Stop)?,
/// ])?;
/// let took = clock.elapsed(&calendars, parse_instant("2026-01-06T00:00:00+08:00", "now", 0)?)?;
/// assert_eq!((took.calendar_seconds(), took.business_seconds()), (9000.0, 5400.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    state: State,
    calendar: String,
    parts: Vec<Part>,
    paused: i64,
    last: Option<Instant>,
}

impl CaseClock {
    /// The clock of a case that begins under `calendar` and to which `events` happened, in order.
    ///
    /// # Errors
    /// The row is the position of the event from zero. [`QualityError::InvalidCell`] for an event
    /// that cannot follow the one before and for a calendar that is not in the set,
    /// [`QualityError::NegativeDuration`] for an event before the one before it,
    /// [`QualityError::UnknownId`] for the first calendar.
    pub fn new(calendars: &CalendarSet, calendar: &str, events: &[ClockEvent]) -> Result<Self> {
        let calendar = calendars.get(calendar)?.id().to_string();
        let mut clock = Self { state: State::NotStarted, calendar, parts: Vec::new(), paused: 0, last: None };
        for (row, event) in events.iter().enumerate() {
            clock.apply(calendars, event, row)?;
        }
        Ok(clock)
    }

    /// Whether the case has ended.
    pub fn is_stopped(&self) -> bool {
        self.state == State::Stopped
    }

    /// Whether the clock is paused.
    pub fn is_paused(&self) -> bool {
        matches!(self.state, State::Paused { .. })
    }

    /// The time on the clock: of an open case until `now`, of a case that ended until its end. A
    /// clock that has not started shows nothing.
    ///
    /// # Errors
    /// [`QualityError::NegativeDuration`] where `now` is before the last event of an open case,
    /// [`QualityError::OutsideCalendar`].
    pub fn elapsed(&self, calendars: &CalendarSet, now: Instant) -> Result<BusinessDuration> {
        let mut duration = BusinessDuration { paused_microseconds: self.paused, ..BusinessDuration::default() };
        for part in &self.parts {
            duration.add(calendars.get(&part.calendar)?.leg(part.start, part.end)?);
        }
        match self.state {
            State::NotStarted | State::Stopped => {}
            State::Running { since } => {
                check_order(since, now, "now", 0)?;
                if since < now {
                    duration.add(calendars.get(&self.calendar)?.leg(since, now)?);
                }
            }
            State::Paused { since } => {
                check_order(self.last.unwrap_or(since), now, "now", 0)?;
                duration.paused_microseconds += now - since;
            }
        }
        Ok(duration)
    }

    /// Where `business_microseconds` of business time end on this clock.
    ///
    /// # Errors
    /// [`QualityError::NegativeDuration`], and [`QualityError::OutsideCalendar`] where the days
    /// that the calendar knows do not hold as much business time.
    pub fn due(&self, calendars: &CalendarSet, business_microseconds: i64) -> Result<ClockDue> {
        check_duration(business_microseconds, "business_microseconds", 0)?;
        let mut left = business_microseconds;
        let mut used_up = None;
        for part in &self.parts {
            let calendar = calendars.get(&part.calendar)?;
            let counted = calendar.compile(part.start, part.end)?.total();
            if used_up.is_none() && left <= counted {
                used_up = Some(calendar.due(part.start, left)?);
            }
            left -= counted;
        }
        Ok(match (self.state, used_up) {
            (State::NotStarted, _) => ClockDue::NotStarted,
            (State::Stopped, _) if left >= 0 => ClockDue::Stopped { left_microseconds: left },
            (_, Some(at)) => ClockDue::UsedUp { at },
            (State::Running { since }, None) => ClockDue::At { at: calendars.get(&self.calendar)?.due(since, left)? },
            (State::Paused { .. } | State::Stopped, None) => ClockDue::Paused { left_microseconds: left },
        })
    }

    fn apply(&mut self, calendars: &CalendarSet, event: &ClockEvent, row: usize) -> Result<()> {
        use ClockEventKind::{ChangeCalendar, Pause, Resume, Start, Stop};
        if let Some(last) = self.last {
            check_order(last, event.at, "events", row)?;
        }
        self.last = Some(event.at);
        self.state = match (self.state, &event.kind) {
            (State::NotStarted, Start) => State::Running { since: event.at },
            (State::Running { since }, Pause) => {
                self.close(since, event.at);
                State::Paused { since: event.at }
            }
            (State::Paused { since }, Resume) => {
                self.paused += event.at - since;
                State::Running { since: event.at }
            }
            (State::Running { since }, ChangeCalendar { calendar }) => {
                self.close(since, event.at);
                self.change(calendars, calendar, row)?;
                State::Running { since: event.at }
            }
            (State::Paused { since }, ChangeCalendar { calendar }) => {
                self.change(calendars, calendar, row)?;
                State::Paused { since }
            }
            (State::Running { since }, Stop) => {
                self.close(since, event.at);
                State::Stopped
            }
            (State::Paused { since }, Stop) => {
                self.paused += event.at - since;
                State::Stopped
            }
            (state, kind) => return Err(impossible(state, kind, row)),
        };
        Ok(())
    }

    fn close(&mut self, start: Instant, end: Instant) {
        if start < end {
            self.parts.push(Part { calendar: self.calendar.clone(), start, end });
        }
    }

    fn change(&mut self, calendars: &CalendarSet, calendar: &str, row: usize) -> Result<()> {
        let found = calendars.get(calendar).map_err(|_| QualityError::InvalidCell {
            place: "events".into(),
            row: row as u64,
            value: calendar.chars().take(60).collect(),
            expected: calendars.expected(calendar),
        })?;
        self.calendar = found.id().into();
        Ok(())
    }
}

fn impossible(state: State, kind: &ClockEventKind, row: usize) -> QualityError {
    let expected = match state {
        State::NotStarted => "start, because the clock has not started",
        State::Running { .. } => "pause, change_calendar or stop, because the clock runs",
        State::Paused { .. } => "resume, change_calendar or stop, because the clock is paused",
        State::Stopped => "no further event, because the clock has stopped",
    };
    QualityError::InvalidCell {
        place: "events".into(),
        row: row as u64,
        value: kind.name().into(),
        expected: expected.into(),
    }
}
