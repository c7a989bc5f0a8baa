//! The tally of gap tests: counts of each possible gap.

use serde::{Deserialize, Serialize};

use super::counts::{DifferenceCounts, OverallCounts, OverallGap, span};
use super::report::GapTestReport;
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualAnswers;
use crate::measure::{Column, MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, check_answers, check_shape, most_respondents, require_room};

/// How gaps are tested.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GapTestOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// Tests of every gap of a paired survey, while they are measured.
///
/// Counts of each possible gap are all that is kept: the same bits for every cut, order and merge.
/// Costs 8 bytes for each possible gap of an item and of a dimension, and 16 for each overall gap that
/// occurred.
///
/// ```
/// use servqual::gap::paired_tests::GapTestTally;
/// use servqual::gap::servqual::ServqualAnswers;
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = GapTestTally::new(instrument, Default::default());
/// tally.observe(ServqualAnswers {
///     expectation: &[Column::new("e1", &[7, 6, 7, 5])],
///     perception: &[Column::new("p1", &[5, 6, 4, 6])],
/// })?;
/// let test = &tally.finish()?.items[0];
/// assert_eq!(test.wilcoxon.map(|wilcoxon| wilcoxon.positive_rank_sum), Some(1.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct GapTestTally {
    state: Wire,
    overall: Option<OverallGap>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: GapTestOptions,
    rows: u64,
    items: Vec<DifferenceCounts>,
    dimensions: Vec<DifferenceCounts>,
    /// Of the respondents who answered every pair.
    overall: OverallCounts,
}

impl Wire {
    fn new(instrument: Instrument, options: GapTestOptions) -> Self {
        let span = span(instrument.scale()) as i32;
        let mut sizes = vec![0; instrument.dimensions().len()];
        (0..instrument.items().len()).for_each(|item| sizes[instrument.dimension_of(item)] += 1);
        Self {
            rows: 0,
            items: vec![DifferenceCounts::new(span); instrument.items().len()],
            dimensions: sizes.iter().map(|size| DifferenceCounts::new(size * span)).collect(),
            overall: OverallCounts::new(),
            instrument,
            options,
        }
    }

    /// The largest sum of gaps of one respondent in one dimension.
    fn bound(&self) -> i64 {
        self.dimensions.iter().map(|counts| i64::from(counts.limit)).max().unwrap_or(0)
    }

    fn require_room(&self, added: u64) -> Result<()> {
        require_room(self.instrument.id(), self.rows, added, self.bound())
    }

    /// Adds rows that have been checked.
    fn add_rows(&mut self, answers: &ServqualAnswers<'_>, overall: Option<&OverallGap>) {
        let rows = answers.expectation.first().map_or(0, Column::len);
        let dimensions = self.dimensions.len();
        // The gap sum of each respondent in each dimension, `None` once a pair is missing.
        let mut sums = vec![vec![Some(0_i32); rows]; dimensions];
        for (item, pair) in answers.expectation.iter().zip(answers.perception).enumerate() {
            let sign = if self.instrument.items()[item].reversed { -1 } else { 1 };
            let sums = &mut sums[self.instrument.dimension_of(item)];
            let counts = &mut self.items[item];
            for (row, sum) in sums.iter_mut().enumerate() {
                match pair.0.get(row).zip(pair.1.get(row)) {
                    Some((expected, perceived)) => {
                        let gap = sign * (i32::from(perceived) - i32::from(expected));
                        counts.add(gap);
                        *sum = sum.map(|sum| sum + gap);
                    }
                    None => *sum = None,
                }
            }
        }
        for (counts, sums) in self.dimensions.iter_mut().zip(&sums) {
            sums.iter().flatten().for_each(|&sum| counts.add(sum));
        }
        if let Some(overall) = overall {
            for row in 0..rows {
                if let Some(gap) = overall.of(sums.iter().map(|sums| &sums[row])) {
                    *self.overall.entry(gap).or_default() += 1;
                }
            }
        }
        self.rows += rows as u64;
    }
}

impl GapTestTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: GapTestOptions) -> Self {
        Self { overall: OverallGap::new(&instrument), state: Wire::new(instrument, options) }
    }

    /// Counts of the items and of the dimensions.
    pub(super) fn counts(&self) -> [&[DifferenceCounts]; 2] {
        [&self.state.items, &self.state.dimensions]
    }

    /// The overall gaps in rising order, and what divides them; `None` where they cannot be counted.
    pub(super) fn overall(&self) -> Option<(Vec<(i64, u64)>, f64)> {
        let pairs = self.state.overall.iter().map(|(&gap, &count)| (gap, count)).collect();
        self.overall.as_ref().map(|overall| (pairs, overall.divisor))
    }

    /// Number of items of each dimension.
    pub(super) fn dimension_sizes(&self) -> Vec<usize> {
        let instrument = &self.state.instrument;
        let mut sizes = vec![0; instrument.dimensions().len()];
        (0..instrument.items().len()).for_each(|item| sizes[instrument.dimension_of(item)] += 1);
        sizes
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }
}

impl Tally for GapTestTally {
    type Observations<'a> = ServqualAnswers<'a>;
    type Output = GapTestReport;
    const KIND: &'static str = "gap_tests";
    const VERSION: u32 = 2;

    fn observe(&mut self, answers: ServqualAnswers<'_>) -> Result<()> {
        let (instrument, missing) = (&self.state.instrument, self.state.options.missing);
        let items = instrument.items().len();
        check_shape(instrument.id(), items, answers.expectation)?;
        check_shape(instrument.id(), items, answers.perception)?;
        let all: Vec<Column<'_, i8>> = answers.expectation.iter().chain(answers.perception).copied().collect();
        check_shape(instrument.id(), 2 * items, &all)?;
        check_answers(&all, instrument.scale(), missing)?;
        self.state.require_room(all.first().map_or(0, Column::len) as u64)?;
        self.state.add_rows(&answers, self.overall.as_ref());
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
        self.state.require_room(other.state.rows)?;
        self.state.rows += other.state.rows;
        for (mine, theirs) in
            [(&mut self.state.items, &other.state.items), (&mut self.state.dimensions, &other.state.dimensions)]
        {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| mine.merge(theirs));
        }
        for (&gap, count) in &other.state.overall {
            *self.state.overall.entry(gap).or_default() += count;
        }
        Ok(())
    }

    fn finish(&self) -> Result<GapTestReport> {
        let state = &self.state;
        GapTestReport::new(&state.instrument, &state.options, state.rows, self.counts(), self.overall())
    }
}

impl TryFrom<Wire> for GapTestTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = Wire::new(wire.instrument.clone(), wire.options.clone());
        let same = |left: &[DifferenceCounts], right: &[DifferenceCounts]| {
            left.len() == right.len()
                && left.iter().zip(right).all(|(l, r)| l.limit == r.limit && l.counts.len() == r.counts.len())
        };
        let at_most = |counts: &DifferenceCounts| {
            counts.counts.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count)).is_some_and(|n| n <= wire.rows)
        };
        let overall = OverallGap::new(&wire.instrument);
        let limit = overall.as_ref().map_or(-1, |overall| overall.limit);
        let mut total = Some(0_u64);
        let counted = wire.overall.iter().all(|(gap, &count)| {
            total = total.and_then(|total| total.checked_add(count));
            gap.abs() <= limit && count > 0
        });
        if counted
            && total.is_some_and(|total| total <= wire.rows)
            && same(&wire.items, &empty.items)
            && same(&wire.dimensions, &empty.dimensions)
            && wire.rows <= most_respondents(empty.bound())
            && wire.items.iter().chain(&wire.dimensions).all(at_most)
        {
            return Ok(Self { state: wire, overall });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state".into(),
            found: "counts of another instrument, or none that answers give".into(),
            expected: format!("counts of `{}`", wire.instrument.id()),
        })
    }
}

impl From<GapTestTally> for Wire {
    fn from(tally: GapTestTally) -> Self {
        tally.state
    }
}
