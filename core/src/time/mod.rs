//! Time: instants with a zone, periods of days, and business calendars.
//!
//! Instants travel as microseconds since 1970-01-01T00:00:00Z. The library reads no clock: where
//! "now" matters, it is an argument. It also keeps no list of holidays: law changes them every
//! year, so they are the caller's data ([`HolidayList`]).
//!
//! | question | answer |
//! |---|---|
//! | how long did it take | [`BusinessCalendar::between`], for columns [`business_times`] |
//! | when is it due | [`BusinessCalendar::due`], [`BusinessCalendar::end_of`], for columns [`due_dates`] |
//! | when must work begin | [`BusinessCalendar::latest_start`] |
//! | which day is 15 working days later | [`BusinessCalendar::add_working_days`] |
//! | with pauses, or after a hand-over to another calendar | [`CaseClock`] |
//! | with a calendar for each team or tier | [`CalendarSet`], [`business_times_by`], [`ServiceHours`] |
//! | in which week, month, fiscal quarter did it happen | [`PeriodRule`] |
//! | by which clock an indicator measures | [`Clock`] |
//! | what does "02:30" mean when clocks change | [`TimeZone::parse_local`] |
//!
//! Business time is the elapsed time during which the service is open, and a service is open when
//! the clocks of its zone show a time in one of its shifts. Everything is exact in whole
//! microseconds, also on nights on which clocks change.

mod calendar;
mod calendar_document;
mod clock;
mod columns;
mod compiled;
mod days;
mod duration;
mod holidays;
mod icalendar;
mod instant;
mod period;
mod period_rule;
mod service_hours;
mod set;
mod shift;
mod weekday;
mod zone;

pub use calendar::BusinessCalendar;
pub use calendar_document::{CalendarDocument, SpecialDay, Week};
pub use clock::{CaseClock, ClockDue, ClockEvent, ClockEventKind};
pub use columns::{BusinessTimes, business_times, business_times_by, due_dates};
pub use compiled::CompiledCalendar;
pub use days::{DayEnd, LastDay, Term};
pub use duration::{BusinessDuration, Leg, Stretch};
pub use holidays::{HolidayList, NamedDay};
pub use icalendar::{IcalendarImport, IcalendarOptions};
pub use instant::{Instant, parse_instant};
pub use period::Period;
pub use period_rule::{NamedPeriod, PeriodCodes, PeriodLength, PeriodRule};
pub use service_hours::{Clock, ServiceHours, ServiceHoursDocument};
pub use set::CalendarSet;
pub use shift::Shift;
pub use weekday::Weekday;
pub use zone::{LocalTimeRule, TimeZone};
