//! The tally of the ceiling of expectations.

use serde::{Deserialize, Serialize};

use super::report::ExpectationCeilingReport;
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, check_answers, check_shape, require_room};

/// How the ceiling is measured.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CeilingOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// How many are at the top, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopCount {
    pub(super) top: u64,
    pub(super) n: u64,
}

impl TopCount {
    fn add(&mut self, top: bool) {
        self.n += 1;
        self.top += u64::from(top);
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self { top: self.top + other.top, n: self.n + other.n }
    }
}

/// The ceiling of expectations while it is measured.
///
/// Counts only: the same bits for every cut, order and merge. Costs 16 bytes an item and a dimension.
///
/// ```
/// use servqual::gap::servqual::ExpectationCeilingTally;
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = ExpectationCeilingTally::new(instrument, Default::default());
/// tally.observe(&[Column::new("e1", &[7, 6, 7, 7]), Column::new("e2", &[7, 7, 5, 7])])?;
/// let report = tally.finish()?;
/// assert_eq!(report.overall.at_top.estimate, Some(0.75));
/// assert_eq!(report.overall.throughout.and_then(|share| share.estimate), Some(0.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ExpectationCeilingTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: CeilingOptions,
    rows: u64,
    items: Vec<TopCount>,
    /// Respondents by dimension, then overall.
    respondents: Vec<TopCount>,
}

impl ExpectationCeilingTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: CeilingOptions) -> Self {
        let items = vec![TopCount::default(); instrument.items().len()];
        let respondents = vec![TopCount::default(); instrument.dimensions().len() + 1];
        Self { state: Wire { instrument, options, rows: 0, items, respondents } }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }
}

impl Wire {
    fn add_rows(&mut self, columns: &[Column<'_, i8>], rows: usize) {
        let scale = self.instrument.scale();
        let dimensions = self.instrument.dimensions().len();
        for row in 0..rows {
            // Whether everything is there, and at the top; by dimension, then overall.
            let mut states = vec![Some(true); dimensions + 1];
            for (item, column) in columns.iter().enumerate() {
                let end = if self.instrument.items()[item].reversed { scale.minimum() } else { scale.maximum() };
                let top = column.get(row).map(|answer| answer == end);
                if let Some(top) = top {
                    self.items[item].add(top);
                }
                for state in [self.instrument.dimension_of(item), dimensions] {
                    states[state] = states[state].zip(top).map(|(all, top)| all && top);
                }
            }
            for (count, state) in self.respondents.iter_mut().zip(states) {
                state.into_iter().for_each(|top| count.add(top));
            }
        }
        self.rows += rows as u64;
    }
}

impl Tally for ExpectationCeilingTally {
    /// A column of expectations for each item, in the order of the instrument.
    type Observations<'a> = &'a [Column<'a, i8>];
    type Output = ExpectationCeilingReport;
    const KIND: &'static str = "expectation_ceiling";
    const VERSION: u32 = 1;

    fn observe(&mut self, columns: &[Column<'_, i8>]) -> Result<()> {
        let Wire { instrument, options, rows, .. } = &self.state;
        check_shape(instrument.id(), instrument.items().len(), columns)?;
        check_answers(columns, instrument.scale(), options.missing)?;
        let added = columns.first().map_or(0, Column::len);
        require_room(instrument.id(), *rows, added as u64, 1)?;
        self.state.add_rows(columns, added);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.state.instrument != other.state.instrument || self.state.options != other.state.options {
            return Err(QualityError::DefinitionMismatch {
                left: self.state.instrument.id().into(),
                right: other.state.instrument.id().into(),
                difference: "instrument or options".into(),
            });
        }
        require_room(self.state.instrument.id(), self.state.rows, other.state.rows, 1)?;
        self.state.rows += other.state.rows;
        for (mine, theirs) in
            [(&mut self.state.items, &other.state.items), (&mut self.state.respondents, &other.state.respondents)]
        {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine = mine.plus(*theirs));
        }
        Ok(())
    }

    fn finish(&self) -> Result<ExpectationCeilingReport> {
        let Wire { instrument, options, rows, items, respondents } = &self.state;
        ExpectationCeilingReport::new(instrument, options, *rows, items, respondents)
    }
}

impl TryFrom<Wire> for ExpectationCeilingTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let possible = |count: &TopCount| count.top <= count.n && count.n <= wire.rows;
        if wire.items.len() == wire.instrument.items().len()
            && wire.respondents.len() == wire.instrument.dimensions().len() + 1
            && wire.rows <= 1 << 33
            && wire.items.iter().chain(&wire.respondents).all(possible)
        {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state".into(),
            found: "counts of another instrument, or none that answers give".into(),
            expected: format!("counts of `{}`", wire.instrument.id()),
        })
    }
}

impl From<ExpectationCeilingTally> for Wire {
    fn from(tally: ExpectationCeilingTally) -> Self {
        tally.state
    }
}
