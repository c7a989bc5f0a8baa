//! What people ask, and what is refused.

use servqual::QualityError;
use servqual::measure::{Column, MissingRule, OwnedColumn, Validity};
use servqual::time::{
    BusinessCalendar, CalendarDocument, CalendarSet, CaseClock, ClockDue, ClockEvent, ClockEventKind, DayEnd,
    HolidayList, Instant, LastDay, LocalTimeRule, Term, TimeZone, Week, Weekday, business_times, business_times_by,
    due_dates, parse_instant,
};

const HOUR: i64 = 3_600_000_000;
const CHINA: &str = include_str!("../../../tests/data/calendars/china_2025_2026.toml");

fn at(text: &str) -> Instant {
    parse_instant(text, "at", 0).unwrap()
}

fn office(zone: &str) -> CalendarDocument {
    let mut week = Week::default();
    for weekday in &Weekday::ALL[..5] {
        *week.day_mut(*weekday) = ["13:30-17:30", "09:00-12:00"].map(String::from).to_vec();
    }
    CalendarDocument {
        id: "office".into(),
        time_zone: zone.into(),
        week,
        holidays: Vec::new(),
        special_days: Vec::new(),
        known: None,
    }
}

fn china() -> BusinessCalendar {
    let list = HolidayList::from_toml(CHINA).unwrap();
    BusinessCalendar::new(office("Asia/Shanghai").with_holidays(&list, Weekday::Friday).unwrap()).unwrap()
}

fn refused(json: &str, code: &str, text: &str) {
    let error = BusinessCalendar::from_json(json).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(error.to_string().contains(text), "{error}");
}

#[test]
fn chinas_holidays_and_make_up_workdays() {
    let list = HolidayList::from_toml(CHINA).unwrap();
    assert_eq!((list.holidays().len(), list.workdays().len()), (61, 11));
    let calendar = china();
    let worked = |day: &str| calendar.is_working_day(day.parse().unwrap()).unwrap();
    assert!(worked("2026-02-14") && worked("2026-10-10") && worked("2025-01-26"));
    assert!(!worked("2026-02-16") && !worked("2026-10-07") && !worked("2026-02-21"));
    // Saturday 14 February is worked, then nine days off.
    let took = calendar.between(at("2026-02-13T17:00:00+08:00"), at("2026-02-24T09:30:00+08:00")).unwrap();
    assert_eq!(took.business_microseconds, 8 * HOUR);
}

#[test]
fn fifteen_working_days_of_the_government_rating() {
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(china().add_working_days(day("2026-02-11"), 15).unwrap(), day("2026-03-10"));
    let term = Term::WorkingDays { days: 15, ends: DayEnd::CloseOfBusiness };
    let end = china().end_of(at("2026-02-11T16:00:00+08:00"), term).unwrap();
    assert_eq!(end, at("2026-03-10T17:30:00+08:00"));
}

#[test]
fn three_days_are_calendar_or_working_days() {
    let (calendar, friday) = (china(), at("2026-09-18T15:00:00+08:00"));
    let end = |term| calendar.end_of(friday, term).unwrap();
    let (ends, midnight) = (DayEnd::CloseOfBusiness, DayEnd::Midnight);
    // Sunday the 20th is a make-up workday.
    assert_eq!(end(Term::WorkingDays { days: 3, ends }), at("2026-09-22T17:30:00+08:00"));
    assert_eq!(
        end(Term::CalendarDays { days: 1, ends, last_day: LastDay::AsItFalls }),
        at("2026-09-20T00:00:00+08:00"),
        "Saturday has no business hours, so it ends at midnight"
    );
    assert_eq!(
        end(Term::CalendarDays { days: 1, ends, last_day: LastDay::NextWorkingDay }),
        at("2026-09-20T17:30:00+08:00")
    );
    assert_eq!(
        end(Term::CalendarDays { days: 3, ends: midnight, last_day: LastDay::AsItFalls }),
        at("2026-09-22T00:00:00+08:00")
    );
    assert_eq!(end(Term::CalendarTime { seconds: 60 }), friday + 60_000_000);
    assert_eq!(end(Term::BusinessTime { seconds: 9000 }), at("2026-09-18T17:30:00+08:00"));
    assert_eq!(
        calendar.end_of(friday, Term::CalendarTime { seconds: u64::MAX }).unwrap_err().code(),
        "invalid_parameter"
    );
}

#[test]
fn a_day_that_a_zone_skipped_is_no_working_day() {
    let apia = BusinessCalendar::new(office("Pacific/Apia")).unwrap();
    let day = |text: &str| text.parse().unwrap();
    assert!(!apia.is_working_day(day("2011-12-30")).unwrap(), "Samoa went from the 29th to the 31st");
    assert_eq!(apia.add_working_days(day("2011-12-29"), 1).unwrap(), day("2012-01-02"));
    let took = apia.between(at("2011-12-29T08:00:00-10:00"), at("2012-01-02T10:00:00+14:00")).unwrap();
    assert_eq!(took.business_microseconds, 8 * HOUR);
}

#[test]
fn local_times_that_do_not_exist_or_exist_twice() {
    let zone = TimeZone::new("America/New_York").unwrap();
    let read = |text: &str, rule| zone.parse_local(text, rule, "opened_at", 7);
    let (skipped, twice) = ("2026-03-08T02:30:00", "2026-11-01 01:30");
    for (text, part) in [(skipped, "skip"), (twice, "twice")] {
        let error = read(text, LocalTimeRule::Raise).unwrap_err();
        assert_eq!((error.code(), error.row()), ("invalid_instant", Some(7)));
        assert!(error.to_string().contains(part), "{error}");
    }
    assert_eq!(read(skipped, LocalTimeRule::Earlier).unwrap(), at("2026-03-08T01:30:00-05:00"));
    assert_eq!(read(skipped, LocalTimeRule::Later).unwrap(), at("2026-03-08T03:30:00-04:00"));
    assert_eq!(read(twice, LocalTimeRule::Earlier).unwrap(), at("2026-11-01T01:30:00-04:00"));
    assert_eq!(read(twice, LocalTimeRule::Later).unwrap(), at("2026-11-01T01:30:00-05:00"));
    assert_eq!(read("2026-06-01T12:00:00", LocalTimeRule::Raise).unwrap(), at("2026-06-01T12:00:00-04:00"));
    assert_eq!(read("2026-06-01T12:00:00Z", LocalTimeRule::Raise).unwrap_err().code(), "invalid_instant");
}

#[test]
fn the_zone_database_knows_the_changes_of_2026() {
    // British Columbia stays on UTC-7 (IANA 2026b); a database of 2025 is an hour wrong.
    let vancouver = TimeZone::new("America/Vancouver").unwrap();
    let noon = vancouver.parse_local("2026-12-01T12:00:00", LocalTimeRule::Raise, "at", 0).unwrap();
    assert_eq!(noon, at("2026-12-01T12:00:00-07:00"), "IANA {}", TimeZone::database_version());
}

#[test]
fn zones_that_are_not_known() {
    for (name, expected) in [
        ("Asia/Shanhai", "`Asia/Shanghai`"),
        ("China/Shanghai", "`Asia/Shanghai`"),
        ("asia/shanghai", "`Asia/Shanghai`"),
        ("CST", "IANA name"),
        ("+08:00", "IANA name"),
        ("", "IANA name"),
    ] {
        let error = TimeZone::new(name).unwrap_err();
        assert_eq!(error.code(), "unknown_id");
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn calendars_that_cannot_be() {
    let document = |rest: &str| format!(r#"{{"id": "desk", "time_zone": "UTC", {rest}}}"#);
    let check = |rest: &str, code, text| refused(&document(rest), code, text);
    check(r#""week": {"monday": ["09:00-12:00", "11:59-13:00"]}"#, "invalid_document", "calendar.desk.week.monday");
    check(r#""week": {"sunday": ["22:00-06:00"], "monday": ["05:00-09:00"]}"#, "invalid_document", "week.monday");
    check(r#""week": {}"#, "invalid_document", "never opens");
    check(
        r#""week": {"monday": ["09:00-17:00"]}, "holidays": [{"date": "2026-01-05"}],
           "known": {"first": "2026-01-05", "last": "2026-01-11"}"#,
        "invalid_document",
        "never opens",
    );
    check(r#""week": {"monday": ["9-17"]}"#, "invalid_document", "calendar.desk.week.monday[0]: found `9-17`");
    check(r#""week": {"mondey": ["09:00-17:00"]}"#, "invalid_document", "`monday`");
    let special = |day: &str| format!(r#""week": {{"monday": ["20:00-04:00"]}}, "special_days": [{day}]"#);
    check(&special(r#"{"date": "2026-01-10"}"#), "invalid_document", "neither");
    check(&special(r#"{"date": "2026-01-10", "like": "sunday"}"#), "invalid_document", "without shifts");
    check(&special(r#"{"date": "2026-01-06", "shifts": ["03:00-05:00"]}"#), "invalid_document", "overlap");
    check(
        &special(r#"{"date": "2026-01-10", "like": "monday", "shifts": ["03:00-05:00"]}"#),
        "invalid_document",
        "both",
    );
    let days = r#"{"date": "2026-01-10", "like": "monday"}, {"date": "2026-01-10", "like": "monday"}"#;
    check(&special(days), "duplicate_id", "2026-01-10");
}

#[test]
fn what_the_calendar_does_not_know() {
    let calendar = china();
    let (inside, outside) = (at("2026-12-31T16:00:00+08:00"), at("2027-01-04T09:00:00+08:00"));
    let error = calendar.between(inside, outside).unwrap_err();
    assert_eq!(error.code(), "outside_calendar");
    assert!(error.to_string().contains("2026-12-31T16:00:00Z"), "{error}");
    assert_eq!(calendar.due(inside, 100 * HOUR).unwrap_err().code(), "outside_calendar");
    assert_eq!(calendar.between(outside, inside).unwrap_err().code(), "outside_calendar");
    assert!(matches!(calendar.between(inside, inside - 1), Err(QualityError::NegativeDuration { .. })));
    let compiled = calendar.compile(inside - 24 * HOUR, inside).unwrap();
    assert_eq!(compiled.business_microseconds(inside - 25 * HOUR, inside).unwrap_err().code(), "outside_calendar");
    let day = "2027-01-01".parse().unwrap();
    assert_eq!(calendar.is_working_day(day).unwrap_err().code(), "outside_calendar");
}

#[test]
fn columns_count_open_and_missing_spans_and_name_rows() {
    let calendar = china();
    let start = [at("2026-01-05T09:00:00+08:00"); 4];
    let end = [start[0] + HOUR, 0, i64::MIN, start[0] + HOUR];
    let starts = Column::new("start", &start).with_validity(Validity::new(&[0b0111], 0)).unwrap();
    let ends = Column::new("end", &end).with_validity(Validity::new(&[0b1001], 0)).unwrap();
    let times = business_times(&calendar, starts, ends, MissingRule::Omit).unwrap();
    assert_eq!((times.open, times.missing), (2, 1));
    let column = times.microseconds.column().unwrap();
    assert_eq!(column.iter().collect::<Vec<_>>(), [Some(HOUR), None, None, None]);
    let error = business_times(&calendar, starts, ends, MissingRule::Raise).unwrap_err();
    assert_eq!((error.code(), error.row()), ("missing_value", Some(3)));
    let error = business_times(&calendar, starts, Column::new("end", &end), MissingRule::Omit).unwrap_err();
    assert_eq!((error.code(), error.row()), ("negative_duration", Some(1)));
    let late = Column::new("end", &[i64::MAX; 4]);
    let error = business_times(&calendar, starts, late, MissingRule::Omit).unwrap_err();
    assert_eq!((error.code(), error.row()), ("outside_calendar", Some(0)));
    assert!(error.to_string().starts_with("end, row 0"), "{error}");
    let error = business_times(&calendar, starts, Column::new("end", &end[..3]), MissingRule::Omit).unwrap_err();
    assert_eq!(error.code(), "length_mismatch");
    let error = due_dates(&calendar, starts, Column::new("left", &[0, -1, 0, 0]), MissingRule::Omit).unwrap_err();
    assert_eq!((error.code(), error.row()), ("negative_duration", Some(1)));
}

#[test]
fn a_calendar_for_each_row() {
    let night = r#"{"id": "night", "time_zone": "Asia/Shanghai", "week": {"monday": ["21:00-07:00"]}}"#;
    let set = CalendarSet::new(vec![china(), BusinessCalendar::from_json(night).unwrap()]).unwrap();
    let start = [at("2026-01-05T17:00:00+08:00"); 3];
    let end = [start[0] + 6 * HOUR; 3];
    let times = |ids: &[Option<&'static str>], rule| {
        let mut teams = OwnedColumn::new("team");
        ids.iter().for_each(|&id| teams.push(id));
        let teams = teams.column().unwrap();
        business_times_by(&set, teams, Column::new("start", &start), Column::new("end", &end), rule)
    };
    let found = times(&[Some("night"), Some("office"), None], MissingRule::Omit).unwrap();
    assert_eq!(found.microseconds.column().unwrap().values(), [2 * HOUR, HOUR / 2, 0]);
    assert_eq!(found.missing, 1);
    let error = times(&[Some("night"), Some("nights"), None], MissingRule::Omit).unwrap_err();
    assert_eq!(error.to_string(), "team, row 1: found `nights`, expected `night`");
    assert_eq!(times(&[Some("night"); 2], MissingRule::Omit).unwrap_err().code(), "length_mismatch");
    assert_eq!(times(&[Some("night"), None, None], MissingRule::Raise).unwrap_err().row(), Some(1));
    assert_eq!(CalendarSet::new(vec![china(), china()]).unwrap_err().code(), "duplicate_id");
}

#[test]
fn due_on_a_clock() {
    use ClockEventKind::{Pause, Resume, Start, Stop};
    let set = CalendarSet::new(vec![china()]).unwrap();
    let monday = at("2026-01-05T09:00:00+08:00");
    let due = |events: &[(i64, ClockEventKind)], hours| {
        let events: Vec<_> =
            events.iter().map(|(hours, kind)| ClockEvent { at: monday + hours * HOUR, kind: kind.clone() }).collect();
        CaseClock::new(&set, "office", &events).unwrap().due(&set, hours * HOUR).unwrap()
    };
    assert_eq!(due(&[], 4), ClockDue::NotStarted);
    assert_eq!(due(&[(0, Start)], 2), ClockDue::At { at: monday + 2 * HOUR });
    assert_eq!(due(&[(0, Start), (1, Pause)], 2), ClockDue::Paused { left_microseconds: HOUR });
    assert_eq!(due(&[(0, Start), (1, Pause), (24, Resume)], 2), ClockDue::At { at: monday + 25 * HOUR });
    assert_eq!(due(&[(0, Start), (2, Pause)], 1), ClockDue::UsedUp { at: monday + HOUR });
    assert_eq!(due(&[(0, Start), (2, Stop)], 2), ClockDue::Stopped { left_microseconds: 0 });
    assert_eq!(due(&[(0, Start), (2, Stop)], 1), ClockDue::UsedUp { at: monday + HOUR });
    let clock = CaseClock::new(&set, "office", &[ClockEvent { at: monday, kind: Start }]).unwrap();
    assert_eq!(clock.elapsed(&set, monday - 1).unwrap_err().code(), "negative_duration");
    assert_eq!(CaseClock::new(&set, "offce", &[]).unwrap_err().code(), "unknown_id");
}

#[test]
fn lists_that_cannot_be() {
    let list = |rest: &str| HolidayList::from_toml(&format!("source = 'x'\n{rest}")).unwrap_err().to_string();
    assert!(list("holidays = [{ date = '2026-01-01' }, { date = '2026-01-01' }]").contains("twice"));
    assert!(list("holidays = [{ date = '2026-01-01' }]\nworkdays = [{ date = '2026-01-01' }]").contains("not also"));
    assert!(list("holidays = [{ first = '2026-01-03', last = '2026-01-01' }]").contains("holidays[0]"));
    assert!(list("holidays = [{ first = '2026-01-03' }]").contains("either `date`"));
    assert!(
        list("known = { first = '2026-01-01', last = '2026-12-31' }\nholidays = [{ date = '2027-01-01' }]")
            .contains("2027-01-01")
    );
    let other = HolidayList::from_toml("source = 'x'\nknown = { first = '2030-01-01', last = '2030-12-31' }").unwrap();
    let china =
        office("Asia/Shanghai").with_holidays(&HolidayList::from_toml(CHINA).unwrap(), Weekday::Friday).unwrap();
    assert_eq!(china.with_holidays(&other, Weekday::Friday).unwrap_err().code(), "invalid_document");
}
