//! Business time: the keys and values of a case.

use serde_json::{Map, Value};
use servqual::Result;
use servqual::measure::{Column, MissingRule};
use servqual::time::{
    BusinessCalendar, CalendarSet, CaseClock, ClockEvent, ClockEventKind, Instant, business_times, due_dates,
    parse_instant,
};

use super::case::Case;
use super::data::{self, Columns};
use super::task::owned;

fn utc(at: Instant) -> Value {
    chrono::DateTime::from_timestamp_micros(at).unwrap().format("%Y-%m-%dT%H:%M:%S%.fZ").to_string().into()
}

fn seconds(microseconds: i64) -> Value {
    assert_eq!(microseconds % 1_000_000, 0);
    (microseconds / 1_000_000).into()
}

fn instants(columns: &Columns, name: &str) -> Result<Vec<Option<Instant>>> {
    data::instants(name, &columns[name])
}

fn integers(columns: &Columns, name: &str, factor: i64) -> Vec<i64> {
    data::counts(&columns[name]).into_iter().map(|count| count.unwrap() * factor).collect()
}

/// Computes a case.
pub(crate) fn compute(case: &Case, columns: &Columns) -> Result<Value> {
    let mut found = Map::new();
    if case.events.is_some() {
        clock(case, &mut found)?;
        return Ok(found.into());
    }
    let calendar = BusinessCalendar::from_json(&case.calendar.as_ref().unwrap().to_string())?;
    match ["start", "end", "day"].map(|name| columns.contains_key(name)) {
        [true, true, _] => spans(case, columns, &calendar, &mut found)?,
        [true, false, _] => due(columns, &calendar, &mut found)?,
        [false, true, _] => latest(columns, &calendar, &mut found)?,
        _ => days(columns, &calendar, &mut found)?,
    }
    Ok(found.into())
}

fn spans(case: &Case, columns: &Columns, calendar: &BusinessCalendar, found: &mut Map<String, Value>) -> Result<()> {
    let (starts, ends) = (instants(columns, "start")?, instants(columns, "end")?);
    let rule = if case.options["missing"] == "omit" { MissingRule::Omit } else { MissingRule::Raise };
    let all = 0..starts.len().max(ends.len());
    let (from, to) = (owned("start", &starts, &all), owned("end", &ends, &all));
    let times = business_times(calendar, from.column()?, to.column()?, rule)?;
    found.insert("open".into(), times.open.into());
    found.insert("missing".into(), times.missing.into());
    for (row, (start, end)) in starts.iter().zip(&ends).enumerate() {
        let time = times.microseconds.column()?.get(row);
        found.insert(format!("business_seconds.{row}"), time.map_or(Value::Null, seconds));
        if let (Some(start), Some(end)) = (*start, *end) {
            let took = calendar.between(start, end)?;
            assert_eq!(Some(took.business_microseconds), time);
            let counted = took.legs[0].stretches.iter().map(|stretch| {
                let [start, end] = [stretch.start, stretch.end].map(utc);
                format!("{}/{}", start.as_str().unwrap(), end.as_str().unwrap())
            });
            found.insert(format!("stretches.{row}"), counted.collect::<Vec<_>>().join(" ").into());
            found.insert(format!("calendar_seconds.{row}"), seconds(took.calendar_microseconds));
        }
    }
    Ok(())
}

fn due(columns: &Columns, calendar: &BusinessCalendar, found: &mut Map<String, Value>) -> Result<()> {
    let (starts, durations) = (instants(columns, "start")?, integers(columns, "business_seconds", 1_000_000));
    let starts = owned("start", &starts, &(0..starts.len()));
    let durations = Column::new("business_seconds", &durations);
    let due = due_dates(calendar, starts.column()?, durations, MissingRule::Raise)?;
    for (row, at) in due.column()?.iter().flatten().enumerate() {
        found.insert(format!("due.{row}"), utc(at));
    }
    Ok(())
}

fn latest(columns: &Columns, calendar: &BusinessCalendar, found: &mut Map<String, Value>) -> Result<()> {
    let durations = integers(columns, "business_seconds", 1_000_000);
    for (row, (end, duration)) in instants(columns, "end")?.into_iter().zip(durations).enumerate() {
        found.insert(format!("latest_start.{row}"), utc(calendar.latest_start(end.unwrap(), duration)?));
    }
    Ok(())
}

fn days(columns: &Columns, calendar: &BusinessCalendar, found: &mut Map<String, Value>) -> Result<()> {
    for (row, (day, count)) in columns["day"].iter().zip(integers(columns, "working_days", 1)).enumerate() {
        let last = calendar.add_working_days(day.as_str().unwrap().parse().unwrap(), count as u32)?;
        found.insert(format!("day.{row}"), last.to_string().into());
    }
    Ok(())
}

fn clock(case: &Case, found: &mut Map<String, Value>) -> Result<()> {
    let list = case.calendars.as_ref().unwrap();
    let calendars: Result<Vec<_>> = list.iter().map(|one| BusinessCalendar::from_json(&one.to_string())).collect();
    let calendars = CalendarSet::new(calendars?)?;
    let mut events = Vec::new();
    for (row, event) in case.events.iter().flatten().enumerate() {
        let kind = match event["calendar"].as_str() {
            Some(calendar) => ClockEventKind::ChangeCalendar { calendar: calendar.into() },
            None => serde_json::from_value(event["kind"].clone()).unwrap(),
        };
        events.push(ClockEvent { at: parse_instant(event["at"].as_str().unwrap(), "events", row as u64)?, kind });
    }
    let clock = CaseClock::new(&calendars, list[0]["id"].as_str().unwrap(), &events)?;
    let took = clock.elapsed(&calendars, parse_instant(case.now.as_ref().unwrap(), "now", 0)?)?;
    for (key, time) in [
        ("calendar_seconds", took.calendar_microseconds),
        ("business_seconds", took.business_microseconds),
        ("paused_seconds", took.paused_microseconds),
    ] {
        found.insert(key.into(), seconds(time));
    }
    Ok(())
}
