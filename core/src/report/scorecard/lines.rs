//! One line for each indicator and unit: its latest period and its course.

use std::collections::BTreeMap;

use crate::kpi::{EmptyPeriod, Scorecard, ScorecardRow};
use crate::measure::Measure;
#[cfg(feature = "html")]
use crate::measure::Target;
#[cfg(feature = "html")]
use crate::report::shown;

/// One indicator of one unit.
pub(super) struct UnitLine<'a> {
    /// Position of its first row, by which the page tells it from others.
    #[cfg_attr(not(feature = "html"), expect(dead_code, reason = "only the page needs it"))]
    pub(super) position: usize,
    /// The latest period in which anything was measured.
    pub(super) last: &'a ScorecardRow,
    /// All periods in the order of time; without a row where nothing was measured.
    periods: Vec<(&'a str, Option<&'a ScorecardRow>)>,
}

/// The lines in the order of the rows.
pub(super) fn unit_lines(scorecard: &Scorecard) -> Vec<UnitLine<'_>> {
    let mut empty: BTreeMap<(&str, &str), Vec<&EmptyPeriod>> = BTreeMap::new();
    for cell in &scorecard.empty {
        empty.entry((&cell.indicator, &cell.unit)).or_default().push(cell);
    }
    let same = |left: &ScorecardRow, right: &ScorecardRow| left.indicator == right.indicator && left.unit == right.unit;
    let mut lines = Vec::new();
    let mut position = 0;
    for rows in scorecard.rows.chunk_by(same) {
        let Some(last) = rows.last() else { continue };
        let without = empty.get(&(last.indicator.as_str(), last.unit.as_str())).into_iter().flatten();
        let without = without.filter_map(|cell| Some((cell.first_day.as_deref()?, cell.period.as_deref()?, None)));
        let with = rows.iter().filter_map(|row| Some((row.first_day.as_deref()?, row.period.as_deref()?, Some(row))));
        let mut periods: Vec<_> = with.chain(without).collect();
        periods.sort_by_key(|(first_day, ..)| *first_day);
        let periods = periods.into_iter().map(|(_, period, row)| (period, row)).collect();
        lines.push(UnitLine { position, last, periods });
        position += rows.len();
    }
    lines
}

impl<'a> UnitLine<'a> {
    /// What was measured in each period.
    pub(super) fn measures(&self) -> Vec<Option<&'a Measure>> {
        self.periods.iter().map(|(_, row)| row.map(|row| &row.measure)).collect()
    }

    /// The estimate of each period.
    pub(super) fn estimates(&self) -> Vec<Option<f64>> {
        self.measures().iter().map(|measure| measure.and_then(|measure| measure.estimate)).collect()
    }

    /// What should be reached.
    #[cfg(feature = "html")]
    pub(super) fn target(&self) -> Option<&'a Target> {
        let mut rows = self.periods.iter().filter_map(|(_, row)| *row);
        rows.find_map(|row| row.verdict.as_ref()).map(|verdict| &verdict.target)
    }

    /// `2026-01 60.0 %, 2026-02 –`.
    #[cfg(feature = "html")]
    pub(super) fn description(&self) -> String {
        let period = |(name, row): &(&str, Option<&ScorecardRow>)| {
            format!("{name} {}", row.map_or_else(|| shown::NOTHING.to_owned(), |row| shown::estimate(&row.measure)))
        };
        self.periods.iter().map(period).collect::<Vec<_>>().join(", ")
    }
}
