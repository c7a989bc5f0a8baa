//! The laws of business time.

use proptest::prelude::*;
use servqual::measure::{Column, MissingRule};
use servqual::time::{BusinessCalendar, HolidayList, LocalTimeRule, Shift, TimeZone, business_times, due_dates};

use crate::model::{BEGIN, MINUTE, YEAR, drawn, instant};

const DAY: i64 = 1440 * MINUTE;
/// 2100-01-01T00:00:00Z, where calendars stop to answer.
const LAST: i64 = 4_102_444_800_000_000;

proptest! {
    #[test]
    fn agrees_with_the_clock_of_every_minute(drawn in drawn(), start in instant(), days in 0_i64..8, rest in 0..DAY) {
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        let end = start + days * DAY + rest;
        let took = calendar.between(start, end).unwrap();
        prop_assert_eq!(took.business_microseconds, drawn.business(start, end));
        prop_assert_eq!(took.calendar_microseconds, end - start);
        let stretches = &took.legs[0].stretches;
        prop_assert_eq!(stretches.iter().map(|s| s.end - s.start).sum::<i64>(), took.business_microseconds);
        prop_assert!(stretches.iter().all(|s| start <= s.start && s.start < s.end && s.end <= end));
        prop_assert!(stretches.windows(2).all(|pair| pair[0].end < pair[1].start), "apart and in order");
    }

    #[test]
    fn adds_up_and_never_falls(drawn in drawn(), mut at in [instant(), instant(), instant()]) {
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        at.sort_unstable();
        let wide = calendar.compile(BEGIN * MINUTE - DAY, (BEGIN + YEAR) * MINUTE + 10 * DAY).unwrap();
        let time = |from, to| wide.business_microseconds(from, to).unwrap();
        let [a, b, c] = at;
        prop_assert_eq!(time(a, c), time(a, b) + time(b, c));
        prop_assert!(0 <= time(a, b) && time(a, b) <= time(a, c) && time(a, b) <= b - a);
        // Laid out from elsewhere, the answer is the same.
        prop_assert_eq!(time(a, c), calendar.between(a, c).unwrap().business_microseconds);
        prop_assert_eq!(time(a, c), calendar.compile(a, c).unwrap().business_microseconds(a, c).unwrap());
    }

    #[test]
    fn due_is_the_inverse_of_duration(drawn in drawn(), start in instant(), duration in prop_oneof![Just(0), 1..6 * DAY]) {
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        // A calendar that opens for minutes a week may not get there before 2100.
        let due = match calendar.due(start, duration) {
            Ok(due) => due,
            Err(error) => {
                prop_assert_eq!(error.code(), "outside_calendar");
                let all = calendar.between(start, LAST).unwrap().business_microseconds;
                prop_assert!(all < duration);
                return Ok(());
            }
        };
        prop_assert_eq!(calendar.between(start, due).unwrap().business_microseconds, duration);
        if duration > 0 {
            let before = calendar.between(start, due - 1).unwrap().business_microseconds;
            prop_assert_eq!(before, duration - 1, "the earliest");
        }
        let latest = calendar.latest_start(due, duration).unwrap();
        prop_assert!(latest >= start);
        prop_assert_eq!(calendar.between(latest, due).unwrap().business_microseconds, duration);
        if duration > 0 {
            let after = calendar.between(latest + 1, due).unwrap().business_microseconds;
            prop_assert_eq!(after, duration - 1, "the latest");
        }
    }

    #[test]
    fn columns_give_what_single_calls_give(
        drawn in drawn(),
        rows in proptest::collection::vec((instant(), 0..30 * DAY), 0..40),
    ) {
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        let start: Vec<i64> = rows.iter().map(|(start, _)| *start).collect();
        let length: Vec<i64> = rows.iter().map(|(_, length)| *length / 7).collect();
        let end: Vec<i64> = rows.iter().map(|(start, length)| start + length).collect();
        let (starts, ends) = (Column::new("start", &start), Column::new("end", &end));
        let times = business_times(&calendar, starts, ends, MissingRule::Raise).unwrap();
        let due = due_dates(&calendar, starts, Column::new("length", &length), MissingRule::Raise);
        let singly: Result<Vec<i64>, _> = (0..rows.len()).map(|row| calendar.due(start[row], length[row])).collect();
        match (due, singly) {
            (Ok(due), Ok(singly)) => prop_assert_eq!(due.column().unwrap().values(), singly),
            (Err(due), Err(singly)) => prop_assert_eq!(due.code(), singly.code()),
            (due, singly) => prop_assert!(false, "{:?} and {:?}", due, singly),
        }
        for row in 0..rows.len() {
            let single = calendar.between(start[row], end[row]).unwrap().business_microseconds;
            prop_assert_eq!(times.microseconds.column().unwrap().get(row), Some(single));
        }
    }

    #[test]
    fn survives_being_written_and_read(drawn in drawn()) {
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        let text = serde_json::to_string(&calendar).unwrap();
        prop_assert_eq!(BusinessCalendar::from_json(&text).unwrap(), calendar);
    }

    #[test]
    fn working_days_are_counted_one_by_one(drawn in drawn(), day in 0_u32..300, count in 0_u32..30) {
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        let day = chrono::NaiveDate::from_yo_opt(2026, day + 1).unwrap();
        let last = calendar.add_working_days(day, count).unwrap();
        prop_assert!(calendar.is_working_day(last).unwrap());
        let between = calendar.working_days_between(day, last).unwrap();
        let moved = u64::from(last != day);
        prop_assert_eq!(between, u64::from(count).max(moved));
    }

    #[test]
    fn nothing_panics(drawn in drawn(), a in any::<i64>(), b in any::<i64>(), text in ".{0,60}", days in 0_u32..2000) {
        let _ = (text.parse::<Shift>(), TimeZone::new(&text), HolidayList::from_toml(&text));
        let _ = HolidayList::from_icalendar(&text, "", None, &Default::default());
        let _ = BusinessCalendar::from_json(&text);
        let zone = TimeZone::new("Pacific/Apia").unwrap();
        let _ = zone.parse_local(&text, LocalTimeRule::Later, "at", 0);
        let Some(calendar) = drawn.calendar() else { return Ok(()) };
        let _ = (calendar.between(a, b), calendar.compile(a, b), calendar.due(a, b), calendar.latest_start(a, b));
        let _ = business_times(&calendar, Column::new("a", &[a]), Column::new("b", &[b]), MissingRule::Raise);
        let _ = due_dates(&calendar, Column::new("a", &[a]), Column::new("b", &[b]), MissingRule::Raise);
        let _ = calendar.add_working_days(chrono::NaiveDate::MAX, days);
        let _ = calendar.add_working_days(chrono::NaiveDate::from_yo_opt(2026, 1).unwrap(), days);
        let _ = calendar.working_days_between(chrono::NaiveDate::MIN, chrono::NaiveDate::MAX);
    }

    #[test]
    fn icalendar_lines_never_panic(lines in proptest::collection::vec(prop_oneof![
        Just("BEGIN:VCALENDAR".to_string()), Just("BEGIN:VEVENT".into()), Just("END:VEVENT".into()),
        Just("END:VCALENDAR".into()), Just("SUMMARY:元旦（班）\\".into()),
        "DTSTART(;VALUE=DATE)?:[0-9]{7,9}", "DTEND:[0-9]{8}", "DURATION:P[0-9]{1,6}[DWH]", ".{0,20}",
    ], 0..30)) {
        let _ = HolidayList::from_icalendar(&lines.join("\r\n"), "", None, &Default::default());
    }
}
