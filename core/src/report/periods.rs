//! Periods of a trend.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::Table;
use crate::error::{QualityError, Result};
use crate::handbook::Trend;
use crate::kpi::{KpiTable, KpiTableRow, KpiTally, windows};
use crate::measure::Tally;
use crate::time::{Period, PeriodLength, PeriodRule};

/// The periods of the rows of a chunk, as codes into a list; for rolling windows their days.
pub(super) struct Periods {
    names: Vec<String>,
    pub(super) codes: Vec<u32>,
    /// First and last day of the rows; none without rows.
    pub(super) days: Option<Period>,
}

impl Periods {
    pub(super) fn new(table: &Table<'_>, trend: &Trend) -> Result<Self> {
        let rule = trend.rule()?;
        let of_rows = match trend.time_zone {
            Some(_) => days_in_zone(table, trend, &rule)?,
            None => days_as_written(table, trend)?,
        };
        let (first, last) = (of_rows.iter().min(), of_rows.iter().max());
        let days = first.zip(last).map(|(first, last)| Period::new(*first, *last)).transpose()?;
        let mut names: Vec<String> = Vec::new();
        let mut codes_of: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        let mut codes = Vec::with_capacity(of_rows.len());
        for day in of_rows {
            let code = match codes_of.get(&day) {
                Some(code) => *code,
                None => {
                    let name = rule.period_of(day)?.name;
                    let code = names.iter().position(|known| *known == name).unwrap_or(names.len());
                    if code == names.len() {
                        names.push(name);
                    }
                    codes_of.insert(day, code as u32);
                    code as u32
                }
            };
            codes.push(code);
        }
        Ok(Self { names, codes, days })
    }

    pub(super) fn keys(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

/// The day of each row, where dates are read as they are written.
fn days_as_written(table: &Table<'_>, trend: &Trend) -> Result<Vec<NaiveDate>> {
    let day = |(row, text): (usize, Option<String>)| {
        let text = text.unwrap_or_default();
        let day = text.get(..10).and_then(|date| date.parse::<NaiveDate>().ok());
        day.ok_or_else(|| QualityError::InvalidInstant {
            place: trend.column.clone(),
            row: row as u64,
            value: text.chars().take(60).collect(),
            expected: "a date as YYYY-MM-DD".into(),
        })
    };
    table.texts(&trend.column)?.into_iter().enumerate().map(day).collect()
}

/// The local day of each row.
fn days_in_zone(table: &Table<'_>, trend: &Trend, rule: &PeriodRule) -> Result<Vec<NaiveDate>> {
    let at = table.instants(&trend.column)?;
    let at = at.column()?;
    let cut = PeriodRule::new(PeriodLength::Day, rule.time_zone().clone())?.periods(&at)?;
    let day = |(row, code): (usize, &Option<u32>)| {
        let period = code.and_then(|code| cut.periods.get(code as usize));
        period.map(|period| period.days.first()).ok_or_else(|| at.missing(row))
    };
    cut.codes.iter().enumerate().map(day).collect()
}

/// What was measured in each period; for rolling windows in each window.
pub(super) fn course(table: &KpiTable, rule: &PeriodRule) -> Result<Vec<KpiTableRow>> {
    let days = || table.groups().map(|(key, tally)| (key.parse::<NaiveDate>().ok(), tally.clone()));
    let first = days().find_map(|(day, _)| day);
    let (PeriodLength::RollingDays { .. }, Some(first)) = (rule.length(), first) else { return table.finish() };
    let add = |mut sum: KpiTally, other: &KpiTally| sum.merge(other).map(|()| sum);
    let mut rows = Vec::new();
    for (window, tally) in windows(rule, first, days().collect(), add)? {
        match tally.finish() {
            Ok(measure) => {
                rows.push(KpiTableRow { group: window.map_or_else(String::new, |window| window.name), measure });
            }
            // Every observation of the window was left out.
            Err(QualityError::TooFewObservations { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(rows)
}
