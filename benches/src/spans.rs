//! Spans of a service desk with opening hours.

use std::io;

use servqual::measure::{Column, MissingRule};
use servqual::time::{BusinessCalendar, business_times};

use crate::columns::Source;

/// The opening hours that `peers/business_time.py` gives pandas too.
const CALENDAR: &str = r#"{"id": "desk", "time_zone": "UTC", "week": {
    "monday": ["09:00-18:00"], "tuesday": ["09:00-18:00"], "wednesday": ["09:00-18:00"],
    "thursday": ["09:00-18:00"], "friday": ["09:00-18:00"]},
    "holidays": [{"date": "2025-01-01", "name": "New Year"}, {"date": "2025-05-01", "name": "Labour Day"},
    {"date": "2025-10-01", "name": "National Day"}]}"#;

/// Beginnings and ends.
#[derive(Debug)]
pub struct Spans {
    start: Vec<i64>,
    end: Vec<i64>,
}

impl Spans {
    /// The spans that `peers/data.py` wrote.
    pub fn read(source: &Source) -> io::Result<Self> {
        Ok(Self { start: source.i64("start.i64")?, end: source.i64("end.i64")? })
    }

    /// Business hours of the first spans, the calendar read and laid out anew.
    pub fn business_hours(&self, rows: usize) -> Vec<f64> {
        let calendar = BusinessCalendar::from_json(CALENDAR).expect("the calendar is valid");
        let rows = rows.min(self.start.len());
        let [start, end] =
            [("start", &self.start), ("end", &self.end)].map(|(name, at)| Column::new(name, &at[..rows]));
        let times = business_times(&calendar, start, end, MissingRule::Raise).expect("the spans are valid");
        let column = times.microseconds.column().expect("a bit for each row");
        column.values().iter().map(|&microseconds| microseconds as f64 / 3.6e9).collect()
    }
}
