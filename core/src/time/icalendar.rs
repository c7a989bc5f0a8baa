//! Holidays from iCalendar text (RFC 5545), as calendars on phones and in offices export them.

use chrono::{NaiveDate, TimeDelta};

use super::Period;
use super::holidays::{HolidayList, LONGEST_HOLIDAY, NamedDay, days};
use crate::error::{QualityError, Result};

/// How events become holidays and make-up workdays.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct IcalendarOptions {
    /// An event whose summary contains one of these, in any case, is a make-up workday.
    pub workday_markers: Vec<String>,
    /// Where not empty: only events whose summary contains one of these, in any case, are
    /// holidays. Other events are left out and counted, such as observances that are not days off.
    pub holiday_markers: Vec<String>,
}

impl Default for IcalendarOptions {
    /// 班, 补班, "workday", "working day" and "make-up" mark workdays; every other event is a holiday.
    fn default() -> Self {
        let workday_markers = ["班", "workday", "working day", "make-up"].map(String::from).to_vec();
        Self { workday_markers, holiday_markers: Vec::new() }
    }
}

/// Holidays read from iCalendar text, and what was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IcalendarImport {
    /// Holidays and make-up workdays.
    pub holidays: HolidayList,
    /// Events that are marked neither as holidays nor as workdays, or are cancelled.
    pub left_out: u64,
}

/// Texts of feeds are short; anything longer is a mistake or an attack.
const LONGEST_TEXT: usize = 4 << 20;

impl HolidayList {
    /// Reads all-day events as holidays and make-up workdays.
    ///
    /// `known` says for which days the feed is complete, which iCalendar itself cannot say; events
    /// outside these days are left out and counted. Several events on one day become one holiday
    /// with both names.
    ///
    /// # Errors
    /// [`QualityError::InvalidDocument`] with the line: text that is not iCalendar, events that are
    /// not all-day, that repeat (`RRULE`, `RDATE`) or last longer than a year; a day that is both a
    /// holiday and a workday.
    ///
    /// ```
    /// use servqual::time::HolidayList;
    /// let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\n\
    ///     DTEND;VALUE=DATE:20260104\r\nSUMMARY:元旦（休）\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
    ///     DTSTART;VALUE=DATE:20260104\r\nSUMMARY:元旦（班）\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    /// let import = HolidayList::from_icalendar(text, "public feed", None, &Default::default())?;
    /// assert_eq!(import.holidays.holidays().len(), 3);
    /// assert_eq!(import.holidays.workdays()[0].date.to_string(), "2026-01-04");
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn from_icalendar(
        text: &str,
        source: &str,
        known: Option<Period>,
        options: &IcalendarOptions,
    ) -> Result<IcalendarImport> {
        let (mut holidays, mut workdays, mut left_out) = (Vec::new(), Vec::new(), 0);
        for event in events(text)? {
            let is_known = |day: &NamedDay| known.is_none_or(|known| known.contains(day.date));
            let days = event.days()?.into_iter().filter(is_known).collect::<Vec<_>>();
            let marked = |markers: &[String]| contains_any(&event.summary, markers);
            if days.is_empty() || event.cancelled {
                left_out += 1;
            } else if marked(&options.workday_markers) {
                workdays.extend(days);
            } else if options.holiday_markers.is_empty() || marked(&options.holiday_markers) {
                holidays.extend(days);
            } else {
                left_out += 1;
            }
        }
        let holidays = HolidayList::new(source, known, one_a_day(holidays), one_a_day(workdays))?;
        Ok(IcalendarImport { holidays, left_out })
    }
}

fn contains_any(summary: &str, markers: &[String]) -> bool {
    let summary = summary.to_lowercase();
    markers.iter().any(|marker| summary.contains(&marker.to_lowercase()))
}

/// Joins the names of events on the same day.
fn one_a_day(mut days: Vec<NamedDay>) -> Vec<NamedDay> {
    days.sort();
    days.dedup();
    let mut single: Vec<NamedDay> = Vec::with_capacity(days.len());
    for day in days {
        match single.last_mut() {
            Some(last) if last.date == day.date => last.name = format!("{}; {}", last.name, day.name),
            _ => single.push(day),
        }
    }
    single
}

/// An event as far as it matters here.
#[derive(Default)]
struct Event {
    line: usize,
    first: Option<NaiveDate>,
    /// The day after the last, as `DTEND` gives it, or the number of days of `DURATION`.
    end: Option<NaiveDate>,
    length: Option<i64>,
    summary: String,
    cancelled: bool,
}

impl Event {
    fn days(&self) -> Result<Vec<NamedDay>> {
        let path = format!("line {}", self.line);
        let Some(first) = self.first else {
            return Err(invalid(self.line, "an event without DTSTART", "an all-day event"));
        };
        let length = self.length.unwrap_or(1).clamp(0, LONGEST_HOLIDAY + 1);
        let after = |count: i64| first.checked_add_signed(TimeDelta::days(count));
        // Some exporters write an end that equals the start; RFC 5545 takes that as one day.
        let last = match self.end {
            Some(end) if end > first => end.pred_opt(),
            Some(end) if end == first => Some(first),
            Some(_) => None,
            None => after(length - 1),
        };
        let Some(last) = last else {
            return Err(invalid(self.line, "an event that ends before it begins", "DTEND after DTSTART"));
        };
        days(first, last, &self.summary, &path)
    }

    fn read(&mut self, property: &Property<'_>) -> Result<()> {
        match property.name.as_str() {
            "DTSTART" => self.first = Some(property.date()?),
            "DTEND" => self.end = Some(property.date()?),
            "DURATION" => self.length = Some(property.whole_days()?),
            "SUMMARY" => self.summary = unescape(property.value),
            "STATUS" => self.cancelled = property.value.eq_ignore_ascii_case("CANCELLED"),
            "RRULE" | "RDATE" | "RECURRENCE-ID" => {
                let found = format!("{}, an event that repeats", property.name);
                return Err(invalid(property.line, &found, "each holiday as an event of its own"));
            }
            _ => {}
        }
        Ok(())
    }
}

/// `NAME;PARAMETER=VALUE:value` on one unfolded line.
struct Property<'a> {
    line: usize,
    name: String,
    value: &'a str,
}

impl<'a> Property<'a> {
    fn parse(text: &'a str, line: usize) -> Result<Self> {
        let mut quoted = false;
        let colon = text.find(|character| {
            quoted ^= character == '"';
            character == ':' && !quoted
        });
        let (head, value) = colon
            .and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?)))
            .ok_or_else(|| invalid(line, &shortened(text), "a property such as SUMMARY:New Year"))?;
        let name = head.split(';').next().unwrap_or_default().trim().to_ascii_uppercase();
        Ok(Self { line, name, value: value.trim_end() })
    }

    fn date(&self) -> Result<NaiveDate> {
        let digits = self.value.len() == 8 && self.value.bytes().all(|byte| byte.is_ascii_digit());
        let date = if digits { NaiveDate::parse_from_str(self.value, "%Y%m%d").ok() } else { None };
        let found = || format!("{}:{}", self.name, shortened(self.value));
        date.ok_or_else(|| invalid(self.line, &found(), "a date without a time such as 20260101, of an all-day event"))
    }

    /// `P3D` or `P1W`.
    fn whole_days(&self) -> Result<i64> {
        let value = self.value.strip_prefix('P').unwrap_or_default();
        let days = value.strip_suffix('D').map(|days| (days, 1)).or(value.strip_suffix('W').map(|weeks| (weeks, 7)));
        days.and_then(|(count, factor)| Some(i64::from(count.parse::<u16>().ok()?) * factor))
            .filter(|&days| days > 0)
            .ok_or_else(|| invalid(self.line, &shortened(self.value), "a number of whole days such as P3D"))
    }
}

/// All events, from properties whose components are properly nested.
fn events(text: &str) -> Result<Vec<Event>> {
    if text.len() > LONGEST_TEXT {
        return Err(invalid(1, &format!("{} bytes", text.len()), &format!("at most {LONGEST_TEXT} bytes")));
    }
    let (mut events, mut open): (Vec<Event>, Vec<String>) = (Vec::new(), Vec::new());
    let mut last = 1;
    for (line, text) in unfold(text) {
        last = line;
        let property = Property::parse(&text, line)?;
        let value = property.value.to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" => {
                if open.is_empty() && value != "VCALENDAR" {
                    return Err(invalid(line, &shortened(&text), "BEGIN:VCALENDAR"));
                }
                if value == "VEVENT" {
                    events.push(Event { line, ..Event::default() });
                }
                open.push(value);
            }
            "END" if open.pop().as_ref() == Some(&value) => {}
            "END" => return Err(invalid(line, &shortened(&text), "the END of the component that was begun last")),
            _ if open.is_empty() => return Err(invalid(line, &shortened(&text), "BEGIN:VCALENDAR")),
            _ if open.last().is_some_and(|component| component == "VEVENT") => {
                if let Some(event) = events.last_mut() {
                    event.read(&property)?;
                }
            }
            _ => {}
        }
    }
    match open.pop() {
        Some(component) => Err(invalid(last, "the end of the text", &format!("END:{component}"))),
        None => Ok(events),
    }
}

/// Lines with their number from one; a line that begins with a blank continues the one before.
fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((index + 1, line.into())),
        }
    }
    lines
}

/// Undoes the escapes of RFC 5545, section 3.3.11.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match if character == '\\' { characters.next() } else { None } {
            Some('n' | 'N') => plain.push(' '),
            Some(escaped) => plain.push(escaped),
            None => plain.push(character),
        }
    }
    plain.trim().into()
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

fn invalid(line: usize, found: &str, expected: &str) -> QualityError {
    QualityError::InvalidDocument { path: format!("line {line}"), found: found.into(), expected: expected.into() }
}
