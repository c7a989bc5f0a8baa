//! A business calendar laid out over a stretch of time, for fast and exact look-ups.

use super::calendar::DAY;
use super::zone::text;
use super::{BusinessCalendar, Instant, Stretch};
use crate::error::{QualityError, Result};

/// The look-up table has an entry for each 2³⁴ microseconds, about 4.8 hours.
const BUCKET_BITS: u32 = 34;

/// Open from `start` to `end`, after `before` microseconds of open time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    start: Instant,
    end: Instant,
    before: i64,
}

/// The open stretches of a [`BusinessCalendar`] from one instant to another.
///
/// # Formula
/// With O(t) the open time from the first covered instant to t, the business time from a to b is
/// O(b) − O(a): a look-up each, whatever lies between, in whole microseconds.
///
/// ```
/// use servqual::time::{BusinessCalendar, parse_instant};
/// let calendar = BusinessCalendar::from_json(
///     r#"{"id": "desk", "time_zone": "Europe/Berlin", "week": {"monday": ["09:00-12:00", "13:00-17:00"]}}"#)?;
/// let at = |text| parse_instant(text, "at", 0);
/// let compiled = calendar.compile(at("2026-01-01T00:00:00Z")?, at("2027-01-01T00:00:00Z")?)?;
/// let (start, end) = (at("2026-01-05T11:30:00+01:00")?, at("2026-01-05T13:15:00+01:00")?);
/// assert_eq!(compiled.business_microseconds(start, end)?, 45 * 60 * 1_000_000);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledCalendar {
    calendar: String,
    from: Instant,
    to: Instant,
    /// In order, disjoint; the first is empty and begins at `from`.
    opens: Vec<Open>,
    /// For each bucket the last stretch that begins at or before the beginning of the bucket.
    buckets: Vec<u32>,
}

impl BusinessCalendar {
    /// Lays the calendar out from `from` to `to`.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`] where the calendar does not know these days,
    /// [`QualityError::NegativeDuration`] where they are reversed.
    pub fn compile(&self, from: Instant, to: Instant) -> Result<CompiledCalendar> {
        self.check_known(from, "from", 0)?;
        self.check_known(to, "to", 0)?;
        check_order(from, to, "to", 0)?;
        Ok(self.compiled(from, to))
    }

    /// Refuses an instant that the calendar does not know.
    pub(super) fn check_known(&self, instant: Instant, place: &str, row: usize) -> Result<()> {
        let (first, last) = self.limits();
        if (first..=last).contains(&instant) { Ok(()) } else { Err(self.outside(text(instant), place, row)) }
    }

    pub(super) fn outside(&self, value: String, place: &str, row: usize) -> QualityError {
        let (first, last) = self.limits();
        QualityError::OutsideCalendar {
            place: place.into(),
            row: row as u64,
            value,
            calendar: self.id().into(),
            known: format!("{} to {}", text(first), text(last)),
        }
    }

    /// Lays the calendar out between instants that it knows, `from` not after `to`.
    pub(super) fn compiled(&self, from: Instant, to: Instant) -> CompiledCalendar {
        let mut opens = vec![Open { start: from, end: from, before: 0 }];
        let mut total = 0;
        for stretch in self.open_stretches(from, to) {
            match opens.last_mut() {
                Some(last) if last.end == stretch.start && last.end > last.start => last.end = stretch.end,
                _ => opens.push(Open { start: stretch.start, end: stretch.end, before: total }),
            }
            total += stretch.end - stretch.start;
        }
        let buckets = buckets(&opens, from, to);
        CompiledCalendar { calendar: self.id().into(), from, to, opens, buckets }
    }

    /// Open stretches in order, some of which may touch.
    fn open_stretches(&self, from: Instant, to: Instant) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for span in self.time_zone().offsets(from, to) {
            // Within the span local time is UTC plus a constant, so shifts map one to one.
            let (first, last) = (span.start + span.offset, span.end + span.offset);
            for day in first.div_euclid(DAY) - 1..=last.div_euclid(DAY) {
                for shift in self.shifts_on(day) {
                    let start = (day * DAY + i64::from(shift.open()) * 1_000_000).max(first);
                    let end = (day * DAY + i64::from(shift.close()) * 1_000_000).min(last);
                    if start < end {
                        stretches.push(Stretch { start: start - span.offset, end: end - span.offset });
                    }
                }
            }
        }
        stretches
    }
}

fn buckets(opens: &[Open], from: Instant, to: Instant) -> Vec<u32> {
    let mut at = 0;
    let mut buckets = Vec::new();
    let mut start = from;
    while start <= to {
        while opens.get(at + 1).is_some_and(|next| next.start <= start) {
            at += 1;
        }
        buckets.push(at as u32);
        start += 1 << BUCKET_BITS;
    }
    buckets
}

/// Refuses an end before its start.
pub(super) fn check_order(start: Instant, end: Instant, place: &str, row: usize) -> Result<()> {
    if start <= end {
        return Ok(());
    }
    let seconds = (i128::from(end) - i128::from(start)) as f64 / 1e6;
    Err(QualityError::NegativeDuration { place: place.into(), row: row as u64, seconds })
}

impl CompiledCalendar {
    /// Id of the calendar.
    pub fn calendar(&self) -> &str {
        &self.calendar
    }

    /// First covered instant.
    pub fn from(&self) -> Instant {
        self.from
    }

    /// Last covered instant.
    pub fn to(&self) -> Instant {
        self.to
    }

    /// Business time from `start` to `end`, in microseconds.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`] for instants that are not covered,
    /// [`QualityError::NegativeDuration`] where they are reversed.
    pub fn business_microseconds(&self, start: Instant, end: Instant) -> Result<i64> {
        self.check_covered(start, "start")?;
        self.check_covered(end, "end")?;
        check_order(start, end, "end", 0)?;
        Ok(self.open_before(end) - self.open_before(start))
    }

    /// Whether the service is open at an instant.
    ///
    /// # Errors
    /// [`QualityError::OutsideCalendar`] where it is not covered.
    pub fn is_open(&self, at: Instant) -> Result<bool> {
        self.check_covered(at, "at")?;
        Ok(self.opens.get(self.position(at)).is_some_and(|open| at < open.end))
    }

    fn check_covered(&self, instant: Instant, place: &str) -> Result<()> {
        if (self.from..=self.to).contains(&instant) {
            return Ok(());
        }
        Err(QualityError::OutsideCalendar {
            place: place.into(),
            row: 0,
            value: text(instant),
            calendar: self.calendar.clone(),
            known: format!("{} to {}", text(self.from), text(self.to)),
        })
    }

    /// All open time, in microseconds.
    pub(super) fn total(&self) -> i64 {
        self.opens.last().map_or(0, |last| last.before + (last.end - last.start))
    }

    /// The last stretch that begins at or before a covered instant.
    #[inline]
    fn position(&self, instant: Instant) -> usize {
        let bucket = ((instant - self.from) >> BUCKET_BITS) as usize;
        let first = self.buckets.get(bucket).map_or(0, |&at| at as usize);
        let last = self.buckets.get(bucket + 1).map_or(self.opens.len(), |&at| at as usize + 1);
        let within = self.opens.get(first + 1..last).unwrap_or(&[]);
        first + within.partition_point(|open| open.start <= instant)
    }

    /// Open time from the first covered instant to a covered one.
    #[inline]
    pub(super) fn open_before(&self, instant: Instant) -> i64 {
        match self.opens.get(self.position(instant)) {
            Some(open) => open.before + (instant.min(open.end) - open.start),
            None => 0,
        }
    }

    /// The earliest instant after `duration` > 0 of open time from a covered start, if covered.
    pub(super) fn due(&self, start: Instant, duration: i64) -> Option<Instant> {
        let target = self.open_before(start).checked_add(duration)?;
        let at = self.opens.partition_point(|open| open.before + (open.end - open.start) < target);
        self.opens.get(at).map(|open| open.start + (target - open.before))
    }

    /// The latest instant with `duration` > 0 of open time up to a covered end, if covered.
    pub(super) fn latest_start(&self, end: Instant, duration: i64) -> Option<Instant> {
        let target = self.open_before(end).checked_sub(duration).filter(|&target| target >= 0)?;
        let at = self.opens.partition_point(|open| open.before + (open.end - open.start) <= target);
        self.opens.get(at).map(|open| open.start + (target - open.before))
    }

    /// What is open between two covered instants.
    pub(super) fn stretches(&self, start: Instant, end: Instant) -> Vec<Stretch> {
        let from = self.opens.get(self.position(start)..).unwrap_or(&[]);
        from.iter()
            .take_while(|open| open.start < end)
            .map(|open| Stretch { start: open.start.max(start), end: open.end.min(end) })
            .filter(|stretch| stretch.start < stretch.end)
            .collect()
    }
}
