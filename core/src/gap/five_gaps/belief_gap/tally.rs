//! The tally of two independent samples of answers.

use serde::{Deserialize, Serialize};

use super::{BeliefGap, BeliefGapReport, BeliefSide};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Measure, MissingRule, Tally};
use crate::stats::IntegerMoments;
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, check_answers, check_shape, most_respondents, require_room};

/// The largest magnitude of an answer.
const LARGEST: i64 = 100;

/// How a gap of belief is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BeliefGapOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// One chunk of expectations of one side: a column for each item, in the order of the instrument.
#[derive(Debug, Clone, Copy)]
pub struct BeliefGapAnswers<'a> {
    /// Who answered.
    pub side: BeliefSide,
    /// The expectations, as answered.
    pub expectation: &'a [Column<'a, i8>],
}

/// Gap 1, 6 or 7 while it is measured: two independent samples, each in chunks as they come.
///
/// Integer sums only: the same bits for every cut, order and merge.
///
/// # What it measures
/// | gap | reference | believer | source |
/// |---|---|---|---|
/// | 1, knowledge gap | customers' expectations | managers' belief of them | Parasuraman, Zeithaml and Berry 1985 |
/// | 6, employee perception gap | customers' expectations | employees' belief of them | Luk and Layton 2002 |
/// | 7, management perception gap | employees' belief | managers' belief | Luk and Layton 2002 |
///
/// # Formula
/// Mean of the reference − mean of the believer, for every item, every dimension and over all items;
/// interval and p value by Welch's t (1947); Cohen's d by the pooled deviation, Hedges' g with the exact
/// correction. Above zero the believer underestimates.
///
/// The score of a respondent in a dimension, and over all, is the mean of the items of it.
///
/// # Missing values
/// An item leaves out missing answers, a dimension and the whole leave out who has not answered all
/// items of it (`incomplete`). What was left out is counted.
///
/// # Checked against
/// SciPy `ttest_ind(equal_var=False)`, 60-digit arithmetic (`tests/golden/belief_gap.json`).
///
/// # Example
/// ```
/// use servqual::gap::five_gaps::{BeliefGap, BeliefGapAnswers, BeliefGapTally, BeliefSide};
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "a"}], "items": [{"id": "q1", "dimension": "a"}]
/// }"#)?;
/// let mut tally = BeliefGapTally::new(BeliefGap::Knowledge, instrument, Default::default());
/// for (side, answers) in [(BeliefSide::Customers, [7_i8, 6, 7, 6]), (BeliefSide::Managers, [5, 6, 4, 5])] {
///     tally.observe(BeliefGapAnswers { side, expectation: &[Column::new("q1", &answers)] })?;
/// }
/// assert_eq!(tally.finish()?.items[0].gap.estimate, Some(1.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct BeliefGapTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    gap: BeliefGap,
    instrument: Instrument,
    options: BeliefGapOptions,
    reference: SideSums,
    believer: SideSums,
}

/// Sums of one side; reverse-scored answers are turned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SideSums {
    pub(super) rows: u64,
    /// Answers to each item.
    pub(super) items: Vec<IntegerMoments>,
    /// Sums over the items of each dimension, of those who answered all of them.
    pub(super) dimensions: Vec<IntegerMoments>,
    /// Sums over all items, of those who answered all of them.
    pub(super) overall: IntegerMoments,
}

impl SideSums {
    fn new(instrument: &Instrument) -> Self {
        Self {
            rows: 0,
            items: vec![IntegerMoments::default(); instrument.items().len()],
            dimensions: vec![IntegerMoments::default(); instrument.dimensions().len()],
            overall: IntegerMoments::default(),
        }
    }

    /// Adds a row; `sums` has room for each dimension.
    fn add_row(&mut self, instrument: &Instrument, answers: &[Column<'_, i8>], row: usize, sums: &mut [Option<i64>]) {
        sums.fill(Some(0));
        for (position, column) in answers.iter().enumerate() {
            let reversed = instrument.items()[position].reversed;
            let answer = column
                .get(row)
                .map(|answer| i64::from(if reversed { instrument.scale().reverse(answer) } else { answer }));
            answer.into_iter().for_each(|answer| self.items[position].add(answer, 1));
            let sum = &mut sums[instrument.dimension_of(position)];
            *sum = sum.zip(answer).map(|(sum, answer)| sum + answer);
        }
        for (moments, sum) in self.dimensions.iter_mut().zip(&*sums) {
            sum.iter().for_each(|&sum| moments.add(sum, 1));
        }
        let whole: Option<i64> = sums.iter().copied().sum();
        whole.into_iter().for_each(|sum| self.overall.add(sum, 1));
    }

    fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.items.iter_mut().zip(&other.items).for_each(|(mine, theirs)| mine.merge(theirs));
        self.dimensions.iter_mut().zip(&other.dimensions).for_each(|(mine, theirs)| mine.merge(theirs));
        self.overall.merge(&other.overall);
    }

    fn hold_together(&self, instrument: &Instrument) -> bool {
        let items_of =
            |dimension: usize| (0..self.items.len()).filter(move |&item| instrument.dimension_of(item) == dimension);
        let fewest =
            |positions: &mut dyn Iterator<Item = usize>| positions.map(|item| self.items[item].n).min().unwrap_or(0);
        self.items.len() == instrument.items().len()
            && self.dimensions.len() == instrument.dimensions().len()
            && self.rows <= most_respondents(largest_sum(instrument))
            && self.items.iter().all(|moments| moments.hold_together(self.rows, LARGEST))
            && self.dimensions.iter().enumerate().all(|(dimension, moments)| {
                let bound = LARGEST * items_of(dimension).count() as i64;
                moments.hold_together(fewest(&mut items_of(dimension)), bound)
            })
            && self.overall.hold_together(fewest(&mut (0..self.items.len())), largest_sum(instrument))
    }
}

/// The largest magnitude of the sum over all items.
fn largest_sum(instrument: &Instrument) -> i64 {
    LARGEST * instrument.items().len() as i64
}

impl BeliefGapTally {
    /// An empty tally.
    pub fn new(gap: BeliefGap, instrument: Instrument, options: BeliefGapOptions) -> Self {
        let empty = SideSums::new(&instrument);
        Self { state: Wire { gap, instrument, options, reference: empty.clone(), believer: empty } }
    }

    /// Which gap it is.
    pub fn gap(&self) -> BeliefGap {
        self.state.gap
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }

    /// The sums of a side; an error for one that the gap does not compare.
    fn side(&mut self, side: BeliefSide) -> Result<&mut SideSums> {
        let gap = self.state.gap;
        match side {
            _ if side == gap.reference() => Ok(&mut self.state.reference),
            _ if side == gap.believer() => Ok(&mut self.state.believer),
            _ => Err(QualityError::WrongObservations {
                place: gap.id().into(),
                found: format!("answers of {}", side.name()),
                expected: format!("answers of {} or {}", gap.reference().name(), gap.believer().name()),
            }),
        }
    }
}

impl Tally for BeliefGapTally {
    type Observations<'a> = BeliefGapAnswers<'a>;
    type Output = BeliefGapReport;
    const KIND: &'static str = "belief_gap";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: BeliefGapAnswers<'_>) -> Result<()> {
        let instrument = self.state.instrument.clone();
        check_shape(instrument.id(), instrument.items().len(), answers.expectation)?;
        check_answers(answers.expectation, instrument.scale(), self.state.options.missing)?;
        let rows = answers.expectation.first().map_or(0, Column::len);
        let side = self.side(answers.side)?;
        require_room(instrument.id(), side.rows, rows as u64, largest_sum(&instrument))?;
        let mut sums = vec![None; instrument.dimensions().len()];
        (0..rows).for_each(|row| side.add_row(&instrument, answers.expectation, row, &mut sums));
        side.rows += rows as u64;
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        let (mine, theirs) = (&mut self.state, &other.state);
        if mine.gap != theirs.gap || mine.instrument != theirs.instrument || mine.options != theirs.options {
            return Err(QualityError::DefinitionMismatch {
                left: mine.instrument.id().into(),
                right: theirs.instrument.id().into(),
                difference: "gap, instrument or options".into(),
            });
        }
        let bound = largest_sum(&mine.instrument);
        let sides = [(&mut mine.reference, &theirs.reference), (&mut mine.believer, &theirs.believer)];
        sides.iter().try_for_each(|(mine, theirs)| require_room("respondents", mine.rows, theirs.rows, bound))?;
        sides.into_iter().for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    /// # Errors
    /// [`QualityError::TooFewObservations`] where a side has not answered at all.
    fn finish(&self) -> Result<BeliefGapReport> {
        let Wire { gap, instrument, options, reference, believer } = &self.state;
        for (side, sums) in [(gap.reference(), reference), (gap.believer(), believer)] {
            let most = sums.items.iter().map(|moments| moments.n).max().unwrap_or(0);
            Measure::require_observations(side.name(), most, 1)?;
        }
        Ok(BeliefGapReport::new(*gap, instrument, options, reference, believer))
    }
}

impl TryFrom<Wire> for BeliefGapTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        if wire.reference.hold_together(&wire.instrument) && wire.believer.hold_together(&wire.instrument) {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", wire.instrument.id()),
        })
    }
}

impl From<BeliefGapTally> for Wire {
    fn from(tally: BeliefGapTally) -> Self {
        tally.state
    }
}
