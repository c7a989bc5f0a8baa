//! The tally of an importance–performance analysis.

use serde::{Deserialize, Serialize};

use super::report::ImportancePerformanceReport;
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Tally};
use crate::stats::IntegerMoments;
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, check_answers, check_shape, most_respondents, require_room};

/// The largest magnitude of a difference of two answers.
const LARGEST: i64 = 200;

/// Where the lines cross that divide high from low.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "rule")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Crosshair {
    /// The mean of the items' means on each axis: half of them are low, however good they are.
    #[default]
    GrandMean,
    /// The median of the items' means on each axis.
    Median,
    /// The middle of the scale on both axes.
    ScaleMidpoint,
    /// As the user says.
    Given {
        /// Line between high and low importance.
        importance: f64,
        /// Line between high and low performance.
        performance: f64,
    },
}

/// How importance and performance are evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportancePerformanceOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals; of the bootstrap the share that decides a quadrant.
    pub level: ConfidenceLevel,
    /// Where the lines cross.
    pub crosshair: Crosshair,
}

/// One chunk of answers: two columns for each item, in the order of the instrument.
#[derive(Debug, Clone, Copy)]
pub struct ImportancePerformanceAnswers<'a> {
    /// How important it is.
    pub importance: &'a [Column<'a, i8>],
    /// How good it is.
    pub performance: &'a [Column<'a, i8>],
}

/// Exact sums of the pairs of one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PairSums {
    pub(super) importance: IntegerMoments,
    pub(super) performance: IntegerMoments,
    pub(super) gap: IntegerMoments,
}

impl PairSums {
    pub(super) fn add(&mut self, importance: i8, performance: i8) {
        let (importance, performance) = (i64::from(importance), i64::from(performance));
        self.importance.add(importance, 1);
        self.performance.add(performance, 1);
        self.gap.add(importance - performance, 1);
    }
}

/// An importance–performance analysis while it is measured.
///
/// Integer sums only: the same bits for every cut, order and merge. Reverse-scored items are turned
/// in performance; importance is never reversed.
///
/// ```
/// use servqual::gap::importance_performance::{
///     ImportancePerformanceAnswers, ImportancePerformanceTally, Quadrant,
/// };
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "a"}],
///     "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "a"}]
/// }"#)?;
/// let mut tally = ImportancePerformanceTally::new(instrument, Default::default());
/// tally.observe(ImportancePerformanceAnswers {
///     importance: &[Column::new("i1", &[7, 7, 6]), Column::new("i2", &[3, 4, 4])],
///     performance: &[Column::new("p1", &[3, 4, 2]), Column::new("p2", &[6, 6, 5])],
/// })?;
/// let report = tally.finish()?;
/// assert_eq!(report.items[0].quadrant, Some(Quadrant::ConcentrateHere));
/// assert_eq!(report.items[1].quadrant, Some(Quadrant::PossibleOverkill));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ImportancePerformanceTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: ImportancePerformanceOptions,
    rows: u64,
    items: Vec<PairSums>,
}

impl ImportancePerformanceTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: ImportancePerformanceOptions) -> Self {
        let items = vec![PairSums::default(); instrument.items().len()];
        Self { state: Wire { instrument, options, rows: 0, items } }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }

    /// How it is evaluated.
    pub fn options(&self) -> &ImportancePerformanceOptions {
        &self.state.options
    }
}

impl Tally for ImportancePerformanceTally {
    type Observations<'a> = ImportancePerformanceAnswers<'a>;
    type Output = ImportancePerformanceReport;
    const KIND: &'static str = "importance_performance";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: ImportancePerformanceAnswers<'_>) -> Result<()> {
        let Wire { instrument, options, rows, items } = &mut self.state;
        let scale = instrument.scale();
        check_shape(instrument.id(), items.len(), answers.importance)?;
        check_shape(instrument.id(), items.len(), answers.performance)?;
        let all: Vec<Column<'_, i8>> = answers.importance.iter().chain(answers.performance).copied().collect();
        check_shape(instrument.id(), 2 * items.len(), &all)?;
        check_answers(&all, scale, options.missing)?;
        let added = all.first().map_or(0, Column::len) as u64;
        require_room(instrument.id(), *rows, added, LARGEST)?;
        let columns = answers.importance.iter().zip(answers.performance).zip(instrument.items());
        for (((importance, performance), item), sums) in columns.zip(items) {
            for pair in importance.iter().zip(performance.iter()) {
                if let (Some(importance), Some(performance)) = pair {
                    sums.add(importance, if item.reversed { scale.reverse(performance) } else { performance });
                }
            }
        }
        *rows += added;
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
        require_room(self.state.instrument.id(), self.state.rows, other.state.rows, LARGEST)?;
        self.state.rows += other.state.rows;
        for (mine, theirs) in self.state.items.iter_mut().zip(&other.state.items) {
            mine.importance.merge(&theirs.importance);
            mine.performance.merge(&theirs.performance);
            mine.gap.merge(&theirs.gap);
        }
        Ok(())
    }

    fn finish(&self) -> Result<ImportancePerformanceReport> {
        ImportancePerformanceReport::new(
            &self.state.instrument,
            &self.state.options,
            self.state.rows,
            &self.state.items,
        )
    }
}

impl TryFrom<Wire> for ImportancePerformanceTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let sound = |sums: &PairSums| {
            let n = sums.gap.n;
            let all = [&sums.importance, &sums.performance, &sums.gap];
            all.iter().all(|moments| moments.n == n && moments.hold_together(wire.rows, LARGEST))
        };
        if wire.items.len() == wire.instrument.items().len()
            && wire.rows <= most_respondents(LARGEST)
            && wire.items.iter().all(sound)
        {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.items".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", wire.instrument.id()),
        })
    }
}

impl From<ImportancePerformanceTally> for Wire {
    fn from(tally: ImportancePerformanceTally) -> Self {
        tally.state
    }
}
