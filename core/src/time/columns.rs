//! Business time of columns of spans.

use super::compiled::{CompiledCalendar, check_order};
use super::duration::{check_duration, first_width};
use super::{BusinessCalendar, CalendarSet, Instant};
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, OwnedColumn};

/// Business time by row, and how many rows have none.
#[derive(Debug, Clone, PartialEq)]
pub struct BusinessTimes {
    /// Business time in microseconds; missing for spans that are open or have no start.
    pub microseconds: OwnedColumn<i64>,
    /// Spans with a start but no end: still open, or never ended.
    pub open: u64,
    /// Spans without a start, or without a calendar.
    pub missing: u64,
}

/// The business time of each span, by one calendar.
///
/// The calendar is laid out once for the range of the data; each row costs two look-ups.
///
/// # Missing values
/// A span without an end is open: its business time is missing, and it is counted. A span without
/// a start is an error under the rule `raise`, and otherwise missing and counted.
///
/// # Errors
/// [`QualityError::LengthMismatch`]; naming column and row [`QualityError::NegativeDuration`],
/// [`QualityError::OutsideCalendar`], [`QualityError::MissingValue`].
///
/// ```
/// use servqual::measure::{Column, MissingRule};
/// use servqual::time::{BusinessCalendar, business_times};
/// let calendar = BusinessCalendar::from_json(
///     r#"{"id": "desk", "time_zone": "UTC", "week": {"thursday": ["00:00-01:00"]}}"#)?;
/// let (start, end) = ([0, 1_800_000_000], [86_400_000_000, 1_900_000_000]);
/// let times = business_times(&calendar, Column::new("start", &start), Column::new("end", &end), MissingRule::Raise)?;
/// assert_eq!(times.microseconds.column()?.values(), [3_600_000_000, 100_000_000]);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn business_times(
    calendar: &BusinessCalendar,
    start: Column<'_, Instant>,
    end: Column<'_, Instant>,
    rule: MissingRule,
) -> Result<BusinessTimes> {
    Spans { calendars: &[calendar], which: |_| Ok(Some(0)), start, end, rule }.times()
}

/// The business time of each span, by the calendar whose id stands in the row: of its tier, its
/// team, its region.
///
/// # Missing values
/// As [`business_times`]; a row without a calendar is treated as one without a start.
///
/// # Errors
/// As [`business_times`], and [`QualityError::InvalidCell`] for ids that are not in the set.
pub fn business_times_by(
    calendars: &CalendarSet,
    calendar: Column<'_, &str>,
    start: Column<'_, Instant>,
    end: Column<'_, Instant>,
    rule: MissingRule,
) -> Result<BusinessTimes> {
    calendar.require_length(&start)?;
    let list: Vec<&BusinessCalendar> = calendars.iter().collect();
    let positions = (0..calendar.len()).map(|row| position(calendars, &list, &calendar, row, rule));
    let positions = positions.collect::<Result<Vec<Option<u32>>>>()?;
    let which = |row: usize| Ok(positions.get(row).copied().flatten().map(|position| position as usize));
    Spans { calendars: &list, which, start, end, rule }.times()
}

/// The position in the list, which is in the order of ids, of the calendar of a row.
fn position(
    calendars: &CalendarSet,
    list: &[&BusinessCalendar],
    column: &Column<'_, &str>,
    row: usize,
    rule: MissingRule,
) -> Result<Option<u32>> {
    let Some(id) = column.get(row) else {
        return if rule == MissingRule::Raise { Err(column.missing(row)) } else { Ok(None) };
    };
    match list.binary_search_by(|candidate| candidate.id().cmp(id)) {
        Ok(position) => Ok(Some(position as u32)),
        Err(_) => Err(QualityError::InvalidCell {
            place: column.name().into(),
            row: row as u64,
            value: id.chars().take(60).collect(),
            expected: calendars.expected(id),
        }),
    }
}

/// The due date of each row: where its business duration, in microseconds, is used up.
///
/// # Missing values
/// A row without a start or without a duration is an error under the rule `raise`, and otherwise
/// has no due date.
///
/// # Errors
/// [`QualityError::LengthMismatch`]; naming column and row [`QualityError::NegativeDuration`],
/// [`QualityError::OutsideCalendar`], [`QualityError::MissingValue`].
pub fn due_dates(
    calendar: &BusinessCalendar,
    start: Column<'_, Instant>,
    business_microseconds: Column<'_, i64>,
    rule: MissingRule,
) -> Result<OwnedColumn<Instant>> {
    start.require_length(&business_microseconds)?;
    let (mut range, mut longest) = (None, 0);
    for row in 0..start.len() {
        let (Some(from), Some(duration)) = (start.get(row), business_microseconds.get(row)) else {
            if rule == MissingRule::Raise {
                let there = start.is_valid(row);
                return Err(if there { business_microseconds.missing(row) } else { start.missing(row) });
            }
            continue;
        };
        check_duration(duration, business_microseconds.name(), row)?;
        calendar.check_known(from, start.name(), row)?;
        range = widen(range, from, from);
        longest = longest.max(duration);
    }
    let compiled = range.map(|range| long_enough(calendar, range, longest));
    let mut due = OwnedColumn::new("due");
    for row in 0..start.len() {
        let (Some(from), Some(duration), Some(compiled)) = (start.get(row), business_microseconds.get(row), &compiled)
        else {
            due.push(None);
            continue;
        };
        let at = if duration == 0 { Some(from) } else { compiled.due(from, duration) };
        due.push(Some(at.ok_or_else(|| calendar.outside("the due date".into(), start.name(), row))?));
    }
    Ok(due)
}

/// Lays a calendar out for starts in a range, so far that the longest duration ends, where it does.
fn long_enough(calendar: &BusinessCalendar, (low, high): (Instant, Instant), longest: i64) -> CompiledCalendar {
    let (_, last) = calendar.limits();
    let mut width = first_width(longest);
    loop {
        let to = high.saturating_add(width).min(last);
        let compiled = calendar.compiled(low, to);
        if to == last || compiled.due(high, longest).is_some() {
            return compiled;
        }
        width = width.saturating_mul(4);
    }
}

/// From the first to the last instant of the data, where there are any.
type Range = Option<(Instant, Instant)>;

fn widen(range: Range, from: Instant, to: Instant) -> Range {
    Some(range.map_or((from, to), |(low, high)| (low.min(from), high.max(to))))
}

/// One row.
enum Span {
    Missing,
    Open,
    Closed { calendar: usize, start: Instant, end: Instant },
}

/// Spans under several calendars; `which` gives the position of the calendar of a row.
pub(super) struct Spans<'a, Which> {
    pub(super) calendars: &'a [&'a BusinessCalendar],
    pub(super) which: Which,
    pub(super) start: Column<'a, Instant>,
    pub(super) end: Column<'a, Instant>,
    pub(super) rule: MissingRule,
}

impl<Which: Fn(usize) -> Result<Option<usize>>> Spans<'_, Which> {
    pub(super) fn times(&self) -> Result<BusinessTimes> {
        self.start.require_length(&self.end)?;
        let ranges = self.ranges()?;
        let laid_out = self.calendars.iter().zip(ranges);
        let compiled: Vec<Option<CompiledCalendar>> =
            laid_out.map(|(calendar, range)| range.map(|(from, to)| calendar.compiled(from, to))).collect();
        let mut times = BusinessTimes { microseconds: OwnedColumn::new("business_microseconds"), open: 0, missing: 0 };
        for row in 0..self.start.len() {
            let time = match self.span(row)? {
                Span::Closed { calendar, start, end } => {
                    let compiled = compiled.get(calendar).and_then(Option::as_ref);
                    compiled.map(|compiled| compiled.open_before(end) - compiled.open_before(start))
                }
                Span::Open => {
                    times.open += 1;
                    None
                }
                Span::Missing => {
                    times.missing += 1;
                    None
                }
            };
            times.microseconds.push(time);
        }
        Ok(times)
    }

    #[inline]
    fn span(&self, row: usize) -> Result<Span> {
        let Some(start) = self.start.get(row) else {
            return if self.rule == MissingRule::Raise { Err(self.start.missing(row)) } else { Ok(Span::Missing) };
        };
        Ok(match ((self.which)(row)?, self.end.get(row)) {
            (None, _) => Span::Missing,
            (_, None) => Span::Open,
            (Some(calendar), Some(end)) => Span::Closed { calendar, start, end },
        })
    }

    /// Checks every row, and finds the range of the data under each calendar.
    fn ranges(&self) -> Result<Vec<Range>> {
        let limits: Vec<_> = self.calendars.iter().map(|calendar| calendar.limits()).collect();
        let mut ranges = vec![None; limits.len()];
        for row in 0..self.start.len() {
            let Span::Closed { calendar, start, end } = self.span(row)? else { continue };
            check_order(start, end, self.end.name(), row)?;
            if let (Some(&(first, last)), Some(range)) = (limits.get(calendar), ranges.get_mut(calendar)) {
                if start < first || end > last {
                    self.check_known(calendar, row, start, end)?;
                }
                *range = widen(*range, start, end);
            }
        }
        Ok(ranges)
    }

    #[cold]
    fn check_known(&self, calendar: usize, row: usize, start: Instant, end: Instant) -> Result<()> {
        self.calendars.get(calendar).map_or(Ok(()), |calendar| {
            calendar.check_known(start, self.start.name(), row)?;
            calendar.check_known(end, self.end.name(), row)
        })
    }
}
