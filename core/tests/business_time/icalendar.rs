//! iCalendar feeds as they are found.

use servqual::time::{HolidayList, IcalendarImport, IcalendarOptions};
use servqual::{QualityError, Result};

fn import(events: &str, options: &IcalendarOptions) -> Result<IcalendarImport> {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:节假日\n{events}END:VCALENDAR\n");
    HolidayList::from_icalendar(&text, "feed", None, options)
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")
}

fn refused(lines: &str, text: &str) {
    let error = import(&event(lines), &Default::default()).unwrap_err();
    assert!(matches!(error, QualityError::InvalidDocument { .. }), "{error}");
    assert!(error.to_string().contains(text), "{error}");
}

#[test]
fn dates_ends_and_durations() {
    let days = |lines: &str| import(&event(lines), &Default::default()).unwrap().holidays.holidays().len();
    assert_eq!(days("DTSTART;VALUE=DATE:20260101"), 1);
    assert_eq!(days("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260104"), 3, "DTEND is not included");
    assert_eq!(days("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20260101"), 1);
    assert_eq!(days("DTSTART;VALUE=DATE:20260101\nDURATION:P1W"), 7);
    assert_eq!(days("dtstart;X-NOTE=\"a:b;c\";VALUE=DATE:20260101"), 1, "quoted parameters");
}

#[test]
fn make_up_workdays_are_told_by_their_summary() {
    let text = [
        event("DTSTART;VALUE=DATE:20261001\nDTEND;VALUE=DATE:20261008\nSUMMARY:国庆节（休）"),
        event("DTSTART;VALUE=DATE:20261010\nSUMMARY:国庆节（班）"),
        event("DTSTART;VALUE=DATE:20260920\nSUMMARY:Make-up Workday"),
        event("DTSTART;VALUE=DATE:20260312\nSUMMARY:植树节"),
        event("DTSTART;VALUE=DATE:20260313\nSTATUS:CANCELLED\nSUMMARY:x（休）"),
    ]
    .concat();
    let options = IcalendarOptions { holiday_markers: vec!["休".into()], ..Default::default() };
    let found = import(&text, &options).unwrap();
    assert_eq!((found.holidays.holidays().len(), found.holidays.workdays().len(), found.left_out), (7, 2, 2));
    let all = import(&text, &IcalendarOptions::default()).unwrap();
    assert_eq!((all.holidays.holidays().len(), all.left_out), (8, 1));
}

#[test]
fn folded_lines_escapes_and_two_events_on_a_day() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=\r\n DATE:20251006\r\nSUMMARY:Mid\\, Autumn\r\n\
        END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20251006\r\nSUMMARY:国庆\r\n 节\r\nBEGIN:VALARM\r\n\
        DTSTART:20200101T000000Z\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let found = HolidayList::from_icalendar(text, "feed", None, &Default::default()).unwrap();
    assert_eq!(found.holidays.holidays()[0].name, "Mid, Autumn; 国庆节");
}

#[test]
fn what_is_no_list_of_whole_days_is_refused() {
    refused("DTSTART:20260101T090000Z", "all-day");
    refused("DTSTART;VALUE=DATE:20260230", "20260230");
    refused("SUMMARY:nothing", "without DTSTART");
    refused("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY", "repeats");
    refused("DTSTART;VALUE=DATE:20260105\nDTEND;VALUE=DATE:20260101", "before");
    refused("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:90260101", "366");
    refused("DTSTART;VALUE=DATE:20260101\nDURATION:PT8H", "whole days");
    refused("no colon", "no colon");
    for text in
        ["<html>", "BEGIN:VEVENT\nEND:VEVENT\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "BEGIN:VCALENDAR\n"]
    {
        assert!(HolidayList::from_icalendar(text, "feed", None, &Default::default()).is_err(), "{text}");
    }
    let both = event("DTSTART;VALUE=DATE:20260101\nSUMMARY:a") + &event("DTSTART;VALUE=DATE:20260101\nSUMMARY:a（班）");
    assert!(import(&both, &Default::default()).unwrap_err().to_string().contains("not also a holiday"));
}
