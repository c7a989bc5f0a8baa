//! Replays tests/golden_pending/business_time.json.

use serde_json::Value;
use servqual::measure::{Column, MissingRule, OwnedColumn};
use servqual::time::{
    BusinessCalendar, CalendarSet, CaseClock, ClockEvent, ClockEventKind, Instant, business_times, due_dates,
    parse_instant,
};
use servqual::{QualityError, Result};

type Found = Vec<(String, Value)>;

fn read() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/golden_pending/business_time.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn utc(at: Instant) -> String {
    chrono::DateTime::from_timestamp_micros(at).unwrap().format("%Y-%m-%dT%H:%M:%S%.fZ").to_string()
}

fn instants(case: &Value, name: &str) -> Result<OwnedColumn<Instant>> {
    let mut column = OwnedColumn::new(name);
    for (row, cell) in case["columns"][name].as_array().unwrap().iter().enumerate() {
        column.push(cell.as_str().map(|text| parse_instant(text, name, row as u64)).transpose()?);
    }
    Ok(column)
}

fn integers(case: &Value, name: &str, factor: i64) -> Vec<i64> {
    case["columns"][name].as_array().unwrap().iter().map(|cell| cell.as_i64().unwrap() * factor).collect()
}

fn seconds(microseconds: i64) -> Value {
    assert_eq!(microseconds % 1_000_000, 0);
    (microseconds / 1_000_000).into()
}

fn spans(case: &Value, calendar: &BusinessCalendar) -> Result<Found> {
    let (starts, ends) = (instants(case, "start")?, instants(case, "end")?);
    let rule = if case["options"]["missing"] == "omit" { MissingRule::Omit } else { MissingRule::Raise };
    let (starts, ends) = (starts.column()?, ends.column()?);
    let times = business_times(calendar, starts, ends, rule)?;
    let mut found = vec![("open".into(), times.open.into()), ("missing".into(), times.missing.into())];
    for row in 0..starts.len() {
        let time = times.microseconds.column()?.get(row);
        found.push((format!("business_seconds.{row}"), time.map_or(Value::Null, seconds)));
        if let (Some(start), Some(end)) = (starts.get(row), ends.get(row)) {
            let took = calendar.between(start, end)?;
            let stretches: Vec<String> =
                took.legs[0].stretches.iter().map(|s| format!("{}/{}", utc(s.start), utc(s.end))).collect();
            assert_eq!(Some(took.business_microseconds), time);
            found.push((format!("calendar_seconds.{row}"), seconds(took.calendar_microseconds)));
            found.push((format!("stretches.{row}"), stretches.join(" ").into()));
        }
    }
    Ok(found)
}

fn due(case: &Value, calendar: &BusinessCalendar) -> Result<Found> {
    let (starts, durations) = (instants(case, "start")?, integers(case, "business_seconds", 1_000_000));
    let due = due_dates(calendar, starts.column()?, Column::new("business_seconds", &durations), MissingRule::Raise)?;
    let due = due.column()?;
    Ok(due.iter().flatten().enumerate().map(|(row, at)| (format!("due.{row}"), utc(at).into())).collect())
}

fn latest(case: &Value, calendar: &BusinessCalendar) -> Result<Found> {
    let ends = instants(case, "end")?;
    let mut found = Vec::new();
    for (row, duration) in integers(case, "business_seconds", 1_000_000).into_iter().enumerate() {
        let at = calendar.latest_start(ends.column()?.get(row).unwrap(), duration)?;
        found.push((format!("latest_start.{row}"), utc(at).into()));
    }
    Ok(found)
}

fn days(case: &Value, calendar: &BusinessCalendar) -> Result<Found> {
    let mut found = Vec::new();
    for (row, count) in integers(case, "working_days", 1).into_iter().enumerate() {
        let day = case["columns"]["day"][row].as_str().unwrap().parse().unwrap();
        let last = calendar.add_working_days(day, count as u32)?;
        found.push((format!("day.{row}"), last.to_string().into()));
    }
    Ok(found)
}

fn clock(case: &Value) -> Result<Found> {
    let list = case["calendars"].as_array().unwrap();
    let calendars: Result<Vec<_>> = list.iter().map(|one| BusinessCalendar::from_json(&one.to_string())).collect();
    let calendars = CalendarSet::new(calendars?)?;
    let mut events = Vec::new();
    for (row, event) in case["events"].as_array().unwrap().iter().enumerate() {
        let kind = match event["calendar"].as_str() {
            Some(calendar) => ClockEventKind::ChangeCalendar { calendar: calendar.into() },
            None => serde_json::from_value(event["kind"].clone()).unwrap(),
        };
        events.push(ClockEvent { at: parse_instant(event["at"].as_str().unwrap(), "events", row as u64)?, kind });
    }
    let clock = CaseClock::new(&calendars, list[0]["id"].as_str().unwrap(), &events)?;
    let took = clock.elapsed(&calendars, parse_instant(case["now"].as_str().unwrap(), "now", 0)?)?;
    Ok(vec![
        ("calendar_seconds".into(), seconds(took.calendar_microseconds)),
        ("business_seconds".into(), seconds(took.business_microseconds)),
        ("paused_seconds".into(), seconds(took.paused_microseconds)),
    ])
}

fn compute(case: &Value) -> Result<Found> {
    if case.get("events").is_some() {
        return clock(case);
    }
    let calendar = BusinessCalendar::from_json(&case["calendar"].to_string())?;
    let columns = case["columns"].as_object().unwrap();
    match (columns.contains_key("start"), columns.contains_key("end"), columns.contains_key("day")) {
        (true, true, _) => spans(case, &calendar),
        (true, false, _) => due(case, &calendar),
        (false, true, _) => latest(case, &calendar),
        (false, false, true) => days(case, &calendar),
        _ => panic!("columns of {}", case["name"]),
    }
}

fn check_error(case: &Value, error: &QualityError) {
    let expected = &case["expected_error"];
    assert_eq!(expected["code"], error.code(), "{}: {error}", case["name"]);
    if let Some(row) = expected["row"].as_u64() {
        assert_eq!(error.row(), Some(row), "{}: {error}", case["name"]);
    }
}

#[test]
fn golden_vectors() {
    let document = read();
    let (mut cases, mut values) = (0, 0);
    for case in document["cases"].as_array().unwrap() {
        assert_eq!(case["operation"], "business_time");
        cases += 1;
        match (compute(case), case.get("expected")) {
            (Ok(found), Some(expected)) => {
                let expected = expected.as_object().unwrap();
                assert_eq!(found.len(), expected.len(), "{}", case["name"]);
                for (key, value) in &found {
                    assert_eq!(Some(value), expected.get(key), "{}: {key}", case["name"]);
                    values += 1;
                }
            }
            (Err(error), None) => check_error(case, &error),
            (Ok(_), None) => panic!("{}: no error", case["name"]),
            (Err(error), Some(_)) => panic!("{}: {error}", case["name"]),
        }
    }
    assert!(cases >= 49 && values >= 700, "{cases} cases, {values} values");
}
