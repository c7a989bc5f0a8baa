//! The cells of a scorecard: what was measured for a unit in a period.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::contacts::Counts;
use super::grouping::SEPARATOR;
use super::line::Line;
use super::windows::{Day, windows};
use crate::error::{QualityError, Result};
use crate::kpi::{KpiDefinition, KpiTally};
use crate::measure::{Measure, Tally};
use crate::time::{NamedPeriod, PeriodLength, PeriodRule};

/// Days of ten thousand years.
const MOST_DAYS: i64 = 3_660_000;

/// One cell before it is shown: when, and what was measured.
pub(super) type Cell = (Option<NamedPeriod>, Measure);

/// The cells of one unit.
pub(super) struct UnitCells {
    pub(super) unit: String,
    /// In the order of time.
    pub(super) cells: Vec<Cell>,
    /// Periods within those of the scorecard in which nothing was measured.
    pub(super) empty: Vec<Option<NamedPeriod>>,
}

/// How the cells of all indicators are cut.
pub(super) struct Cut<'a> {
    rule: Option<&'a PeriodRule>,
    /// First day of the first period, where time is cut.
    first: Option<NaiveDate>,
    /// The periods from the first to the last; none for rolling windows.
    periods: Vec<NamedPeriod>,
}

impl<'a> Cut<'a> {
    pub(super) fn new(rule: Option<&'a PeriodRule>, lines: &[Line]) -> Result<Self> {
        let days = || lines.iter().filter(|_| rule.is_some()).flat_map(Line::first_days);
        let (first, last) = (days().min(), days().max());
        let mut periods = Vec::new();
        if let (Some(rule), Some(first), Some(last)) = (rule, first, last)
            && !matches!(rule.length(), PeriodLength::RollingDays { .. })
        {
            // Observations lie within the years 1 to 9999; what lies beyond was not observed.
            let mut day = Some(first).filter(|_| PeriodRule::days_between(first, last) < MOST_DAYS);
            while let Some(within) = day.filter(|day| *day <= last) {
                let period = rule.period_of(within)?;
                day = period.days.last().succ_opt();
                periods.push(period);
            }
        }
        Ok(Self { rule, first, periods })
    }

    /// The cells of one indicator, unit after unit.
    pub(super) fn cells(&self, definition: &KpiDefinition, line: &Line) -> Result<Vec<UnitCells>> {
        match line {
            Line::Table(table) => {
                // Put together and hashed once for all cells.
                let defined = definition.definition();
                let add = |mut sum: Cow<'_, KpiTally>, other: &Cow<'_, KpiTally>| {
                    sum.to_mut().merge(other)?;
                    Ok(Cow::Owned(sum.into_owned()))
                };
                let tallies = table.groups().map(|(key, tally)| (key, Cow::Borrowed(tally)));
                self.by_unit(tallies, add, |tally| tally.finish_watched(&defined, None))
            }
            Line::Contacts(contacts) => {
                let add = |mut sum: Counts, other: &Counts| {
                    sum.add(other);
                    Ok(sum)
                };
                self.by_unit(contacts.read(definition).into_iter(), add, |counts| counts.measure(definition))
            }
        }
    }

    fn by_unit<'g, S: Clone>(
        &self,
        groups: impl Iterator<Item = (&'g str, S)>,
        add: impl Fn(S, &S) -> Result<S>,
        measure: impl Fn(&S) -> Result<Measure>,
    ) -> Result<Vec<UnitCells>> {
        let mut units: Vec<(String, Vec<Day<S>>)> = Vec::new();
        for (key, state) in groups {
            let Some((unit, day)) = key.rsplit_once(SEPARATOR) else { continue };
            let cell = (day.parse().ok(), state);
            match units.last_mut() {
                Some((last, cells)) if last == unit => cells.push(cell),
                _ => units.push((unit.to_owned(), vec![cell])),
            }
        }
        units.into_iter().map(|(unit, days)| self.of_unit(unit, days, &add, &measure)).collect()
    }

    fn of_unit<S: Clone>(
        &self,
        unit: String,
        days: Vec<Day<S>>,
        add: impl Fn(S, &S) -> Result<S>,
        measure: impl Fn(&S) -> Result<Measure>,
    ) -> Result<UnitCells> {
        let states = match (self.rule, self.first) {
            (Some(rule), Some(first)) => windows(rule, first, days, &add)?,
            _ => days.into_iter().map(|(_, state)| (None, state)).collect(),
        };
        let mut found = UnitCells { unit, cells: Vec::with_capacity(states.len()), empty: Vec::new() };
        for (period, state) in states {
            match measure(&state) {
                Ok(measure) => found.cells.push((period, measure)),
                // Every observation of the cell was left out. Other periods are found below.
                Err(QualityError::TooFewObservations { .. }) if self.rule.is_none() => found.empty.push(None),
                Err(QualityError::TooFewObservations { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let mut cells = found.cells.iter().peekable();
        for period in &self.periods {
            match cells.next_if(|(cell, _)| cell.as_ref() == Some(period)) {
                Some(_) => {}
                None => found.empty.push(Some(period.clone())),
            }
        }
        Ok(found)
    }
}
