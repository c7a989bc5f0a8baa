//! Periods of a trend, read from dates as they are written.

use super::columns::Table;
use crate::error::{QualityError, Result};
use crate::handbook::Trend;
use crate::time::Period;

/// The periods of the rows of a chunk, as codes into a list.
pub(super) struct Periods {
    names: Vec<String>,
    pub(super) codes: Vec<u32>,
    /// First and last day of the rows; none without rows.
    pub(super) days: Option<Period>,
}

impl Periods {
    pub(super) fn new(table: &Table<'_>, trend: &Trend) -> Result<Self> {
        let mut codes_of = std::collections::BTreeMap::new();
        let mut codes = Vec::with_capacity(table.rows());
        let mut days: Option<Period> = None;
        for (row, text) in table.texts(&trend.column)?.into_iter().enumerate() {
            let text = text.unwrap_or_default();
            let day = text.get(..10).and_then(|date| date.parse::<chrono::NaiveDate>().ok());
            let period =
                day.and_then(|_| text.get(..trend.by.characters())).ok_or_else(|| QualityError::InvalidInstant {
                    place: trend.column.clone(),
                    row: row as u64,
                    value: text.chars().take(60).collect(),
                    expected: "a date as YYYY-MM-DD".into(),
                })?;
            if let Some(day) = day {
                let day = Period::new(day, day)?;
                days = Some(days.map_or(day, |days| days.union(day)));
            }
            let next = codes_of.len() as u32;
            codes.push(*codes_of.entry(period.to_owned()).or_insert(next));
        }
        let mut names = vec![String::new(); codes_of.len()];
        codes_of.into_iter().for_each(|(name, code)| names[code as usize] = name);
        Ok(Self { names, codes, days })
    }

    pub(super) fn keys(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}
