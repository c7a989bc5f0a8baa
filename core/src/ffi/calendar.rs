//! Business time: calendars and the clocks of cases.
//!
//! Instants are microseconds since 1970-01-01T00:00:00Z, durations microseconds, days texts such as
//! `2026-01-05`.

use std::sync::Arc;

use chrono::NaiveDate;

use super::columns::Decoded;
use crate::error::{QualityError, Result};
use crate::measure::MissingRule;
use crate::time::{
    BusinessDuration, CalendarDocument, CalendarSet, ClockDue, ClockEvent, HolidayList, IcalendarOptions,
    LocalTimeRule, NamedDay, Term, TimeZone, Week, Weekday,
};

/// When a service is open: shifts by day of the week, holidays and make-up workdays, in a time zone.
#[derive(uniffi::Object)]
pub struct BusinessCalendar {
    inner: crate::time::BusinessCalendar,
}

/// A day such as `2026-01-05`.
pub(super) fn day(place: &str, text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| QualityError::InvalidParameter {
        place: place.into(),
        value: text.chars().take(60).collect(),
        expected: "a day such as 2026-01-05".into(),
    })
}

/// The business time of each span, and how many have none.
#[derive(uniffi::Record)]
pub struct BusinessTimeColumn {
    /// Business time in microseconds; missing for spans that are open or have no start.
    pub microseconds: Vec<Option<i64>>,
    /// Spans with a start but no end.
    pub open: u64,
    /// Spans without a start.
    pub missing: u64,
}

#[uniffi::export]
impl BusinessCalendar {
    /// Reads a calendar in TOML.
    #[uniffi::constructor(name = "from_toml")]
    fn ffi_from_toml(text: String) -> Result<Arc<Self>> {
        Ok(Arc::new(Self { inner: crate::time::BusinessCalendar::from_toml(&text)? }))
    }

    /// Reads a calendar in JSON.
    #[uniffi::constructor(name = "from_json")]
    fn ffi_from_json(text: String) -> Result<Arc<Self>> {
        Ok(Arc::new(Self { inner: crate::time::BusinessCalendar::from_json(&text)? }))
    }

    /// A calendar from the shifts of its week, such as `09:00-18:00`, in a time zone such as
    /// `Asia/Shanghai`; `holidays` are days without shifts, such as `2026-01-01`.
    #[uniffi::constructor(default(holidays = []))]
    fn new(id: String, time_zone: String, week: Week, holidays: Vec<String>) -> Result<Arc<Self>> {
        let holiday = |text: &String| Ok(NamedDay { date: day("holidays", text)?, name: String::new() });
        let holidays = holidays.iter().map(holiday).collect::<Result<_>>()?;
        let document = CalendarDocument { id, time_zone, week, holidays, special_days: Vec::new(), known: None };
        Ok(Arc::new(Self { inner: crate::time::BusinessCalendar::new(document)? }))
    }

    /// The same calendar with the holidays and make-up workdays of an iCalendar text; make-up
    /// workdays have the shifts of the weekday `like`.
    fn with_icalendar(
        &self,
        text: String,
        source: String,
        options: IcalendarOptions,
        like: Weekday,
    ) -> Result<Arc<Self>> {
        let import = HolidayList::from_icalendar(&text, &source, None, &options)?;
        let document = self.inner.document().clone().with_holidays(&import.holidays, like)?;
        Ok(Arc::new(Self { inner: crate::time::BusinessCalendar::new(document)? }))
    }

    /// Stable id.
    fn id(&self) -> String {
        self.inner.id().into()
    }

    /// IANA name of the time zone.
    fn time_zone(&self) -> String {
        self.inner.time_zone().name().into()
    }

    /// How long it takes from `start` to `end`, in calendar time and in business time.
    fn between(&self, start: i64, end: i64) -> Result<BusinessDuration> {
        self.inner.between(start, end)
    }

    /// Where `business` microseconds of business time from `start` on are used up.
    fn due(&self, start: i64, business: i64) -> Result<i64> {
        self.inner.due(start, business)
    }

    /// The latest start from which `business` microseconds of business time are used up by `end`.
    fn latest_start(&self, end: i64, business: i64) -> Result<i64> {
        self.inner.latest_start(end, business)
    }

    /// Where a term in days ends.
    fn end_of(&self, start: i64, term: Term) -> Result<i64> {
        self.inner.end_of(start, term)
    }

    /// Whether the service has a shift on a day, such as `2026-01-05`.
    fn is_working_day(&self, day: String) -> Result<bool> {
        self.inner.is_working_day(self::day("day", &day)?)
    }

    /// The day that is `days` working days after `day`, such as `2026-01-05`; with 0 the day itself or
    /// the next working day.
    fn add_working_days(&self, day: String, days: u32) -> Result<String> {
        Ok(self.inner.add_working_days(self::day("day", &day)?, days)?.to_string())
    }

    /// How many working days there are after `day` up to `last`, which is counted.
    fn working_days_between(&self, day: String, last: String) -> Result<u64> {
        self.inner.working_days_between(self::day("day", &day)?, self::day("last", &last)?)
    }

    /// Where the business time of each row is used up: starts and microseconds of business time, eight
    /// bytes each. Where no rule is given, a missing value is an error.
    #[uniffi::method(default(missing = None, start_validity = None, business_validity = None))]
    fn due_dates(
        &self,
        start: &[u8],
        business: &[u8],
        missing: Option<MissingRule>,
        start_validity: Option<Vec<u8>>,
        business_validity: Option<Vec<u8>>,
    ) -> Result<Vec<Option<i64>>> {
        let start = Decoded::new("start", start, start_validity, i64::from_le_bytes)?;
        let business = Decoded::new("business", business, business_validity, i64::from_le_bytes)?;
        let (start, business) = (start.column("start")?, business.column("business")?);
        let due = crate::time::due_dates(&self.inner, start, business, missing.unwrap_or_default())?;
        Ok(due.column()?.iter().collect())
    }

    /// The business time of each span; instants of eight bytes each. A missing end is a case still
    /// open. Where no rule is given, a missing start is an error.
    #[uniffi::method(default(missing = None, start_validity = None, end_validity = None))]
    fn business_times(
        &self,
        start: &[u8],
        end: &[u8],
        missing: Option<MissingRule>,
        start_validity: Option<Vec<u8>>,
        end_validity: Option<Vec<u8>>,
    ) -> Result<BusinessTimeColumn> {
        let start = Decoded::new("start", start, start_validity, i64::from_le_bytes)?;
        let end = Decoded::new("end", end, end_validity, i64::from_le_bytes)?;
        let rule = missing.unwrap_or_default();
        let times = crate::time::business_times(&self.inner, start.column("start")?, end.column("end")?, rule)?;
        Ok(BusinessTimeColumn {
            microseconds: times.microseconds.column()?.iter().collect(),
            open: times.open,
            missing: times.missing,
        })
    }
}

/// The clock of one case: orders of events that cannot have happened do not become a clock.
#[derive(uniffi::Object)]
pub struct CaseClock {
    calendars: CalendarSet,
    inner: crate::time::CaseClock,
}

#[uniffi::export]
impl CaseClock {
    /// The clock of a case that begins under the calendar with the id `calendar` and to which
    /// `events` happened, in order.
    #[uniffi::constructor]
    fn new(calendars: Vec<Arc<BusinessCalendar>>, calendar: String, events: Vec<ClockEvent>) -> Result<Self> {
        let calendars = CalendarSet::new(calendars.iter().map(|calendar| calendar.inner.clone()).collect())?;
        let inner = crate::time::CaseClock::new(&calendars, &calendar, &events)?;
        Ok(Self { calendars, inner })
    }

    /// Whether the case has ended.
    fn is_stopped(&self) -> bool {
        self.inner.is_stopped()
    }

    /// Whether the clock is paused.
    fn is_paused(&self) -> bool {
        self.inner.is_paused()
    }

    /// The time on the clock: of an open case until `now`, of a case that ended until its end.
    fn elapsed(&self, now: i64) -> Result<BusinessDuration> {
        self.inner.elapsed(&self.calendars, now)
    }

    /// Where `business` microseconds of business time end on this clock.
    fn due(&self, business: i64) -> Result<ClockDue> {
        self.inner.due(&self.calendars, business)
    }
}

/// Local times without a zone, such as `2026-01-05 09:30`, as instants in a time zone. `rule` says
/// what happens to a time that a change of the clocks skips or repeats.
#[uniffi::export]
fn parse_local_times(
    texts: Vec<Option<String>>,
    time_zone: String,
    rule: LocalTimeRule,
    place: String,
) -> Result<Vec<Option<i64>>> {
    let zone = TimeZone::new(&time_zone)?;
    let parse = |(row, text): (usize, &Option<String>)| {
        text.as_deref().map(|text| zone.parse_local(text, rule, &place, row as u64)).transpose()
    };
    texts.iter().enumerate().map(parse).collect()
}
