//! Calendar time and business time together, and the way between durations and due dates.

use serde::{Deserialize, Serialize};

use super::calendar::DAY;
use super::compiled::check_order;
use super::{BusinessCalendar, Instant};
use crate::error::{QualityError, Result};

/// From `start` to `end`, which is not part of it. Microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Stretch {
    /// First instant.
    pub start: Instant,
    /// The instant at which it ends.
    pub end: Instant,
}

/// A part of a duration in which the clock ran under one calendar, and what of it was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Leg {
    /// Id of the calendar.
    pub calendar: String,
    /// When the clock began to run under it.
    pub start: Instant,
    /// When it stopped, paused or changed to another calendar.
    pub end: Instant,
    /// What counts as business time, in order.
    pub stretches: Vec<Stretch>,
}

/// How long something took, in calendar time and in business time, with the counted stretches.
///
/// All in whole microseconds; `business_microseconds` is the sum of the stretches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct BusinessDuration {
    /// Elapsed time, day and night, without pauses.
    pub calendar_microseconds: i64,
    /// Elapsed time while the service was open, without pauses.
    pub business_microseconds: i64,
    /// Elapsed time, day and night, during pauses.
    pub paused_microseconds: i64,
    /// The trace: what was counted, and under which calendar.
    pub legs: Vec<Leg>,
}

impl BusinessDuration {
    /// Calendar time in seconds.
    pub fn calendar_seconds(&self) -> f64 {
        self.calendar_microseconds as f64 / 1e6
    }

    /// Business time in seconds.
    pub fn business_seconds(&self) -> f64 {
        self.business_microseconds as f64 / 1e6
    }

    /// Adds a leg.
    pub(super) fn add(&mut self, leg: Leg) {
        self.calendar_microseconds += leg.end - leg.start;
        self.business_microseconds += leg.stretches.iter().map(|stretch| stretch.end - stretch.start).sum::<i64>();
        self.legs.push(leg);
    }
}

impl BusinessCalendar {
    /// How long it is from `start` to `end`, in calendar time and in business time.
    ///
    /// # Errors
    /// [`QualityError::NegativeDuration`] where `end` is before `start`,
    /// [`QualityError::OutsideCalendar`] for days that the calendar does not know.
    ///
    /// ```
    /// use servqual::time::{BusinessCalendar, parse_instant};
    /// let calendar = BusinessCalendar::from_json(
    ///     r#"{"id": "desk", "time_zone": "Asia/Shanghai", "week": {"friday": ["09:00-18:00"], "monday": ["09:00-18:00"]}}"#)?;
    /// let friday = parse_instant("2026-01-09T17:00:00+08:00", "start", 0)?;
    /// let monday = parse_instant("2026-01-12T10:00:00+08:00", "end", 0)?;
    /// let took = calendar.between(friday, monday)?;
    /// assert_eq!((took.calendar_seconds(), took.business_seconds()), (65.0 * 3600.0, 2.0 * 3600.0));
    /// assert_eq!(took.legs[0].stretches.len(), 2);
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn between(&self, start: Instant, end: Instant) -> Result<BusinessDuration> {
        let mut duration = BusinessDuration::default();
        duration.add(self.leg(start, end)?);
        Ok(duration)
    }

    /// The part from `start` to `end` under this calendar.
    pub(super) fn leg(&self, start: Instant, end: Instant) -> Result<Leg> {
        self.check_known(start, "start", 0)?;
        self.check_known(end, "end", 0)?;
        check_order(start, end, "end", 0)?;
        let stretches = self.compiled(start, end).stretches(start, end);
        Ok(Leg { calendar: self.id().into(), start, end, stretches })
    }

    /// The instant at which a business duration that begins at `start` is used up: the earliest
    /// one up to which that much business time has passed. Without any duration it is `start`.
    ///
    /// A duration that ends with a shift is due at the end of this shift, not at the beginning of
    /// the next.
    ///
    /// # Errors
    /// [`QualityError::NegativeDuration`], and [`QualityError::OutsideCalendar`] where the days
    /// that the calendar knows do not hold as much business time.
    ///
    /// ```
    /// use servqual::time::{BusinessCalendar, parse_instant};
    /// let calendar = BusinessCalendar::from_json(
    ///     r#"{"id": "desk", "time_zone": "Asia/Shanghai", "week": {"friday": ["09:00-18:00"], "monday": ["09:00-18:00"]}}"#)?;
    /// let friday = parse_instant("2026-01-09T17:00:00+08:00", "start", 0)?;
    /// let two_hours = 2 * 3600 * 1_000_000;
    /// assert_eq!(calendar.due(friday, two_hours)?, parse_instant("2026-01-12T10:00:00+08:00", "due", 0)?);
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn due(&self, start: Instant, business_microseconds: i64) -> Result<Instant> {
        self.check_known(start, "start", 0)?;
        check_duration(business_microseconds, "business_microseconds", 0)?;
        if business_microseconds == 0 {
            return Ok(start);
        }
        let (_, last) = self.limits();
        let mut width = first_width(business_microseconds);
        loop {
            let to = start.saturating_add(width).min(last);
            match self.compiled(start, to).due(start, business_microseconds) {
                Some(due) => return Ok(due),
                None if to == last => return Err(self.outside("the due date".into(), "start", 0)),
                None => width = width.saturating_mul(4),
            }
        }
    }

    /// The latest instant from which a business duration can still be done by `end`: due dates
    /// read backwards. Without any duration it is `end`.
    ///
    /// # Errors
    /// As [`BusinessCalendar::due`].
    pub fn latest_start(&self, end: Instant, business_microseconds: i64) -> Result<Instant> {
        self.check_known(end, "end", 0)?;
        check_duration(business_microseconds, "business_microseconds", 0)?;
        if business_microseconds == 0 {
            return Ok(end);
        }
        let (first, _) = self.limits();
        let mut width = first_width(business_microseconds);
        loop {
            let from = end.saturating_sub(width).max(first);
            match self.compiled(from, end).latest_start(end, business_microseconds) {
                Some(start) => return Ok(start),
                None if from == first => return Err(self.outside("the latest start".into(), "end", 0)),
                None => width = width.saturating_mul(4),
            }
        }
    }
}

/// Enough for most calendars: a fortnight, and five times the business time.
pub(super) fn first_width(business_microseconds: i64) -> i64 {
    business_microseconds.saturating_mul(5).saturating_add(14 * DAY)
}

/// Refuses a duration below zero.
pub(super) fn check_duration(microseconds: i64, place: &str, row: usize) -> Result<()> {
    if microseconds >= 0 {
        return Ok(());
    }
    let seconds = microseconds as f64 / 1e6;
    Err(QualityError::NegativeDuration { place: place.into(), row: row as u64, seconds })
}
