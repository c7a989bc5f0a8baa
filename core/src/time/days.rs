//! Due dates by rule, and arithmetic with working days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::calendar::{DAY, date, day_number};
use super::{BusinessCalendar, Instant, Shift};
use crate::error::{QualityError, Result};

/// How much time there is, and of which kind. "Three days" alone says too little.
///
/// Days are counted from the day after the start: the day of the start is day 0 (Civil Code of
/// China, article 201; Regulation (EEC, Euratom) No 1182/71, article 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Term {
    /// Time during which the service is open.
    BusinessTime {
        /// Seconds.
        seconds: u64,
    },
    /// Elapsed time, day and night.
    CalendarTime {
        /// Seconds.
        seconds: u64,
    },
    /// Days that have a shift.
    WorkingDays {
        /// Number of days.
        days: u32,
        /// When the last day ends.
        ends: DayEnd,
    },
    /// Days of the local calendar.
    CalendarDays {
        /// Number of days.
        days: u32,
        /// When the last day ends.
        ends: DayEnd,
        /// What happens where the last day is not a working day.
        last_day: LastDay,
    },
}

/// When the last day of a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DayEnd {
    /// With its last shift (Civil Code of China, article 203: where there are business hours, the
    /// term ends when business stops); with the day where it has none.
    CloseOfBusiness,
    /// At 24:00 local time.
    Midnight,
}

/// What happens where the last day of a term is not a working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LastDay {
    /// Nothing: the term ends on it.
    AsItFalls,
    /// The term ends on the next working day.
    NextWorkingDay,
}

impl BusinessCalendar {
    /// The instant at which a term that begins at `start` ends.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`] where the term leaves the days that the calendar knows.
    ///
    /// ```
    /// use servqual::time::{BusinessCalendar, DayEnd, Term, parse_instant};
    /// let calendar = BusinessCalendar::from_json(r#"{"id": "hall", "time_zone": "Asia/Shanghai", "week": {
    ///     "monday": ["09:00-17:00"], "tuesday": ["09:00-17:00"], "wednesday": ["09:00-17:00"],
    ///     "thursday": ["09:00-17:00"], "friday": ["09:00-17:00"]}}"#)?;
    /// let start = parse_instant("2026-03-02T15:00:00+08:00", "start", 0)?;
    /// let term = Term::WorkingDays { days: 15, ends: DayEnd::CloseOfBusiness };
    /// assert_eq!(calendar.end_of(start, term)?, parse_instant("2026-03-23T17:00:00+08:00", "due", 0)?);
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn end_of(&self, start: Instant, term: Term) -> Result<Instant> {
        self.check_known(start, "start", 0)?;
        let end = match term {
            Term::BusinessTime { seconds } => self.due(start, microseconds(seconds)?)?,
            Term::CalendarTime { seconds } => start.saturating_add(microseconds(seconds)?),
            Term::WorkingDays { days, ends } => self.end_of_day(self.add_working(self.local_day(start), days)?, ends),
            Term::CalendarDays { days, ends, last_day } => {
                let last = self.local_day(start) + i64::from(days);
                let last = match last_day {
                    LastDay::AsItFalls => last,
                    LastDay::NextWorkingDay => self.add_working(last, 0)?,
                };
                self.check_day(last)?;
                self.end_of_day(last, ends)
            }
        };
        self.check_known(end, "due", 0)?;
        Ok(end)
    }

    /// Whether a day has a shift, make-up workdays and holidays considered.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`].
    pub fn is_working_day(&self, day: NaiveDate) -> Result<bool> {
        self.check_day(day_number(day))?;
        Ok(self.is_worked(day_number(day)))
    }

    /// The shifts that begin on a day.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`].
    pub fn shifts(&self, day: NaiveDate) -> Result<&[Shift]> {
        self.check_day(day_number(day))?;
        Ok(self.shifts_on(day_number(day)))
    }

    /// The working day that is `days` working days after `day`, which is not counted. With 0 it is
    /// `day` itself where it is a working day, and the next one where it is not.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`].
    pub fn add_working_days(&self, day: NaiveDate, days: u32) -> Result<NaiveDate> {
        let last = self.add_working(day_number(day), days)?;
        date(last).ok_or_else(|| self.outside(format!("day {last}"), "day", 0))
    }

    /// How many working days there are after `day` up to `last`, which is counted.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`], [`QualityError::NegativeDuration`] where `last` is before
    /// `day`.
    pub fn working_days_between(&self, day: NaiveDate, last: NaiveDate) -> Result<u64> {
        let (first, last) = (day_number(day), day_number(last));
        self.check_day(first)?;
        self.check_day(last)?;
        super::compiled::check_order(first * DAY, last * DAY, "last", 0)?;
        Ok((first + 1..=last).filter(|&day| self.is_worked(day)).count() as u64)
    }

    fn add_working(&self, day: i64, days: u32) -> Result<i64> {
        let (mut day, mut left) = (day, days);
        self.check_day(day)?;
        if left == 0 && self.is_worked(day) {
            return Ok(day);
        }
        loop {
            day += 1;
            self.check_day(day)?;
            if self.is_worked(day) {
                left = left.saturating_sub(1);
                if left == 0 {
                    return Ok(day);
                }
            }
        }
    }

    /// A day has a shift, and is not one of the few that a zone skipped (Samoa, 2011-12-30).
    fn is_worked(&self, day: i64) -> bool {
        let noon = day.saturating_mul(DAY).saturating_add(DAY / 2);
        let exists = || self.time_zone().shows(noon) || self.begin_of_day(day) < self.begin_of_day(day + 1);
        !self.shifts_on(day).is_empty() && exists()
    }

    fn begin_of_day(&self, day: i64) -> Instant {
        self.time_zone().boundary(day.saturating_mul(DAY))
    }

    fn end_of_day(&self, day: i64, ends: DayEnd) -> Instant {
        match (ends, self.shifts_on(day).last()) {
            (DayEnd::CloseOfBusiness, Some(last)) => {
                self.time_zone().boundary(day.saturating_mul(DAY).saturating_add(i64::from(last.close()) * 1_000_000))
            }
            _ => self.begin_of_day(day + 1),
        }
    }

    /// The local day of an instant, counted from 1970-01-01.
    fn local_day(&self, instant: Instant) -> i64 {
        (instant + self.time_zone().offset_at(instant)).div_euclid(DAY)
    }

    fn check_day(&self, day: i64) -> Result<()> {
        let (first, last) = self.limits();
        // A day that is known in part, at the ends of the supported years, counts as known.
        if (self.local_day(first)..=self.local_day(last - 1)).contains(&day) {
            return Ok(());
        }
        let value = date(day).map_or_else(|| format!("day {day}"), |date| date.to_string());
        Err(self.outside(value, "day", 0))
    }
}

fn microseconds(seconds: u64) -> Result<i64> {
    i64::try_from(seconds).ok().and_then(|seconds| seconds.checked_mul(1_000_000)).ok_or_else(|| {
        QualityError::InvalidParameter {
            place: "seconds".into(),
            value: seconds.to_string(),
            expected: "at most 9,223,372,036,854 seconds".into(),
        }
    })
}
