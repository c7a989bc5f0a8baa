//! The tally of a scorecard.

use serde::{Deserialize, Serialize};

use super::cells::{Cell, Cut, UnitCells};
use super::contacts::{Contacts, Groups};
use super::grouping::group;
use super::line::Line;
use super::options::check;
use super::row::{has_difference, suppress};
use super::{Course, EmptyPeriod, Progress, Scorecard, ScorecardIndicator, ScorecardOptions, ScorecardRow};
use crate::error::{QualityError, Result};
use crate::kpi::Observations;
use crate::kpi::observable::Shared;
use crate::measure::{Column, Comparison, Measure, Tally};
use crate::time::{Instant, NamedPeriod};

/// Several indicators by unit and period while they are measured: one pass over the data.
///
/// Memory is one tally for each indicator, unit and period with observations, and 24 bytes a
/// contact for repeat contacts. A customer who comes back to another unit or in another period
/// comes back: the contact before was not resolved.
///
/// ```
/// use servqual::kpi::{
///     Observations, ScorecardIndicator, ScorecardObservations, ScorecardOptions, ScorecardTally, resolution_rate,
/// };
/// use servqual::measure::{Column, Tally, Target, Unit};
/// use servqual::time::{PeriodLength, PeriodRule, TimeZone};
///
/// let solved = ScorecardIndicator {
///     target: Some(Target::at_least(0.8, Unit::Share)?),
///     baseline: Some(0.5),
///     ..ScorecardIndicator::new("solved", resolution_rate()?)
/// };
/// let periods = PeriodRule::new(PeriodLength::Month, TimeZone::new("Asia/Shanghai")?)?;
/// let options = ScorecardOptions { periods: Some(periods), ..Default::default() };
/// let mut tally = ScorecardTally::new(vec![solved], options)?;
/// let day = 86_400_000_000;
/// tally.observe(ScorecardObservations {
///     units: &["north", "south"],
///     codes: &[0, 0, 1, 1],
///     at: Some(Column::new("at", &[0, 40 * day, 0, day])),
///     observations: &[Observations::Outcomes(Column::new("solved", &[true, false, true, true]))],
/// })?;
/// let rows = tally.finish()?.rows;
/// let names: Vec<_> = rows.iter().map(|row| (row.unit.as_str(), row.period.as_deref())).collect();
/// assert_eq!(names, [("north", Some("1970-01")), ("north", Some("1970-02")), ("south", Some("1970-01"))]);
/// assert_eq!(rows[0].progress.map(|progress| progress.estimate), Some((1.0 - 0.5) / (0.8 - 0.5)));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ScorecardTally {
    indicators: Vec<ScorecardIndicator>,
    options: ScorecardOptions,
    undated: u64,
    lines: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    indicators: Vec<ScorecardIndicator>,
    options: ScorecardOptions,
    undated: u64,
    lines: Vec<Line>,
}

/// One chunk for a scorecard.
#[derive(Debug, Clone, Copy)]
pub struct ScorecardObservations<'a> {
    /// The units.
    pub units: &'a [&'a str],
    /// For each row the position of its unit in `units`.
    pub codes: &'a [u32],
    /// When each row happened, where time is cut.
    pub at: Option<Column<'a, Instant>>,
    /// What each indicator observes, in the order of the indicators.
    pub observations: &'a [Observations<'a>],
}

impl ScorecardTally {
    /// An empty scorecard.
    ///
    /// # Errors
    /// [`QualityError::DuplicateId`]; [`QualityError::UnitMismatch`] for a target in another unit
    /// than its indicator, [`QualityError::InvalidParameter`] for a baseline that is not possible.
    pub fn new(indicators: Vec<ScorecardIndicator>, options: ScorecardOptions) -> Result<Self> {
        check(&indicators)?;
        let lines = indicators.iter().map(|indicator| Line::new(&indicator.definition)).collect();
        Ok(Self { indicators, options, undated: 0, lines })
    }

    /// What is measured.
    pub fn indicators(&self) -> &[ScorecardIndicator] {
        &self.indicators
    }

    /// How it is cut.
    pub fn options(&self) -> &ScorecardOptions {
        &self.options
    }

    /// How a cell differs from the last one before it, where both are shown.
    fn change(&self, cells: &[Cell], at: usize) -> Result<Option<Comparison>> {
        let (period, measure) = &cells[at];
        let before = cells[..at].iter().rev().find(|(earlier, _)| precedes(earlier.as_ref(), period.as_ref()));
        let before = before.filter(|(_, before)| has_difference(before) && has_difference(measure));
        let is_shown = |measure: &Measure| measure.n >= self.options.minimum_n;
        let shown = before.filter(|(_, before)| is_shown(measure) && is_shown(before));
        shown.map(|(_, before)| measure.change_since(before)).transpose()
    }

    fn row(
        &self,
        indicator: &ScorecardIndicator,
        unit: &str,
        (period, mut measure): Cell,
        change: Option<Comparison>,
    ) -> Result<ScorecardRow> {
        let suppressed = measure.n < self.options.minimum_n;
        if suppressed {
            suppress(&mut measure);
        }
        let target = indicator.target.as_ref();
        Ok(ScorecardRow {
            unit: unit.to_owned(),
            period: period.as_ref().map(|period| period.name.clone()),
            first_day: period.as_ref().map(|period| period.days.first().to_string()),
            last_day: period.as_ref().map(|period| period.days.last().to_string()),
            indicator: indicator.id.clone(),
            verdict: target.filter(|_| !suppressed).map(|target| measure.judge(target)).transpose()?,
            baseline: indicator.baseline,
            progress: indicator
                .baseline
                .zip(target)
                .and_then(|(baseline, target)| Progress::new(&measure, baseline, target)),
            course: change.as_ref().and_then(Course::of),
            change,
            suppressed,
            measure,
        })
    }
}

/// Whether a period ends before another begins.
fn precedes(earlier: Option<&NamedPeriod>, later: Option<&NamedPeriod>) -> bool {
    earlier.zip(later).is_some_and(|(earlier, later)| earlier.days.last() < later.days.first())
}

impl Tally for ScorecardTally {
    type Observations<'a> = ScorecardObservations<'a>;
    type Output = Scorecard;
    const KIND: &'static str = "scorecard";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: ScorecardObservations<'_>) -> Result<()> {
        if chunk.observations.len() != self.indicators.len() {
            return Err(QualityError::WrongObservations {
                place: "scorecard".into(),
                found: format!("observations of {} indicators", chunk.observations.len()),
                expected: format!("one for each of the {} indicators", self.indicators.len()),
            });
        }
        let grouped = group(&chunk, &self.options)?;
        let keys: Vec<&str> = grouped.keys.iter().map(String::as_str).collect();
        let groups = Groups { keys: &keys, codes: &grouped.codes };
        let (mut lines, mut shared) = (Vec::with_capacity(self.lines.len()), Shared::new(keys.len(), &grouped.codes));
        for (indicator, observations) in self.indicators.iter().zip(chunk.observations) {
            let mut line = Line::new(&indicator.definition);
            let observed = line.observe(&indicator.definition, groups, *observations, &mut shared);
            observed.map_err(|error| error.within(&indicator.id))?;
            lines.push(line);
        }
        self.lines.iter_mut().zip(lines).try_for_each(|(mine, theirs)| mine.absorb(theirs))?;
        self.undated = self.undated.saturating_add(grouped.undated);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.options != other.options || self.indicators != other.indicators {
            return Err(QualityError::DefinitionMismatch {
                left: "scorecard".into(),
                right: "scorecard".into(),
                difference: "indicators, targets, baselines or options".into(),
            });
        }
        self.lines.iter_mut().zip(&other.lines).try_for_each(|(mine, theirs)| mine.merge(theirs))?;
        self.undated = self.undated.saturating_add(other.undated);
        Ok(())
    }

    fn finish(&self) -> Result<Scorecard> {
        let cut = Cut::new(self.options.periods.as_ref(), &self.lines)?;
        let (mut rows, mut empty) = (Vec::new(), Vec::new());
        for (indicator, line) in self.indicators.iter().zip(&self.lines) {
            for UnitCells { unit, cells, empty: without } in cut.cells(&indicator.definition, line)? {
                let changes = (0..cells.len()).map(|at| self.change(&cells, at)).collect::<Result<Vec<_>>>()?;
                for (cell, change) in cells.into_iter().zip(changes) {
                    rows.push(self.row(indicator, &unit, cell, change)?);
                }
                let named = without.into_iter().map(|period| EmptyPeriod::new(&indicator.id, &unit, period));
                empty.extend(named);
            }
        }
        let suppressed = rows.iter().filter(|row| row.suppressed).count() as u64;
        Ok(Scorecard { rows, undated: self.undated, suppressed, empty })
    }
}

impl TryFrom<Wire> for ScorecardTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let mut empty = Self::new(wire.indicators, wire.options)?;
        if wire.undated > crate::stats::MOST_OBSERVATIONS
            || wire.lines.len() != empty.lines.len()
            || !empty.lines.iter().zip(&wire.lines).all(|(empty, line)| line.fits(empty))
        {
            return Err(Contacts::invalid());
        }
        (empty.lines, empty.undated) = (wire.lines, wire.undated);
        Ok(empty)
    }
}

impl From<ScorecardTally> for Wire {
    fn from(tally: ScorecardTally) -> Self {
        let ScorecardTally { indicators, options, undated, lines } = tally;
        Self { indicators, options, undated, lines }
    }
}
