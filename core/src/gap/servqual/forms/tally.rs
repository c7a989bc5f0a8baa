//! The tally of the four forms.

use serde::{Deserialize, Serialize};

use super::importance::{ImportanceAnswers, ImportanceSource, MOST_POINTS, RespondentImportance};
use super::report::ServqualFormReport;
use super::sums::ScaledMoments;
use crate::error::{QualityError, Result};
use crate::gap::servqual::respondent::{Layout, RespondentPairs, check_pairs};
use crate::gap::servqual::{ServqualAnswers, ServqualOptions, ServqualTally, WeightConvention};
use crate::measure::{MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, PointsRule};

/// How the four forms are computed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServqualFormOptions {
    /// What happens to missing answers and missing importance.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
    /// Where importance comes from.
    pub importance: ImportanceSource,
    /// How weights or points enter the overall score; item ratings are averaged over the dimensions.
    pub convention: WeightConvention,
}

impl ServqualFormOptions {
    fn unweighted(&self) -> ServqualOptions {
        let (missing, level, convention) = (self.missing, self.level, self.convention);
        ServqualOptions { missing, level, convention, ..Default::default() }
    }
}

/// One chunk of answers with the importance that respondents gave.
#[derive(Debug, Clone, Copy)]
pub struct ServqualFormAnswers<'a> {
    /// Expectations and perceptions.
    pub answers: ServqualAnswers<'a>,
    /// Importance, as the source of the options has it.
    pub importance: ImportanceAnswers<'a>,
}

/// Sums of one item, one dimension or the whole, over the respondents who have all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ImportanceSums {
    pub(super) importance: ScaledMoments,
    pub(super) gap: ScaledMoments,
    pub(super) performance: ScaledMoments,
}

impl ImportanceSums {
    fn add(&mut self, total: u64, importance: i64, gap: i64, performance: i64) {
        self.importance.add(total, importance);
        self.gap.add(total, gap);
        self.performance.add(total, performance);
    }

    fn merge(&mut self, other: &Self) {
        self.importance.merge(&other.importance);
        self.gap.merge(&other.gap);
        self.performance.merge(&other.performance);
    }
}

/// The four forms of a survey while it is measured.
///
/// P − E and P come from the sums of [`ServqualTally`], as do the weighted forms with weights of the
/// instrument; importance of respondents is summed in whole numbers beside them. The result has the
/// same bits for every cut, order and merge. Importance of respondents costs 200 bytes for each item,
/// dimension and the whole, and as much again for each other sum of points that is renormalised.
///
/// ```
/// use servqual::gap::servqual::{
///     ImportanceAnswers, ImportanceSource, PointsRule, ServqualAnswers, ServqualFormAnswers,
///     ServqualFormOptions, ServqualFormTally,
/// };
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}, {"id": "empathy"}],
///     "items": [{"id": "q1", "dimension": "reliability"}, {"id": "q2", "dimension": "empathy"}]
/// }"#)?;
/// let importance = ImportanceSource::DimensionPoints { rule: PointsRule::Share100 };
/// let options = ServqualFormOptions { importance, ..Default::default() };
/// let mut tally = ServqualFormTally::new(instrument, options)?;
/// tally.observe(ServqualFormAnswers {
///     answers: ServqualAnswers {
///         expectation: &[Column::new("e1", &[7, 6]), Column::new("e2", &[6, 6])],
///         perception: &[Column::new("p1", &[5, 6]), Column::new("p2", &[6, 5])],
///     },
///     importance: ImportanceAnswers::Points(&[Column::new("w1", &[70, 60]), Column::new("w2", &[30, 40])]),
/// })?;
/// let overall = tally.finish()?.overall;
/// // 0.7 · (−2) + 0.3 · 0 and 0.6 · 0 + 0.4 · (−1).
/// assert_eq!(overall.importance_weighted_gap.and_then(|gap| gap.estimate), Some(-0.9));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ServqualFormTally {
    state: Wire,
    layout: Layout,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    pub(super) options: ServqualFormOptions,
    pub(super) unweighted: ServqualTally,
    /// Respondents whose points did not share 100.
    pub(super) renormalised: u64,
    /// The items, then the dimensions, then the whole; empty with weights of the instrument.
    pub(super) weighted: Vec<ImportanceSums>,
}

impl ServqualFormTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the numbers of items of the dimensions have no common
    /// multiple up to 2^20.
    pub fn new(instrument: Instrument, options: ServqualFormOptions) -> Result<Self> {
        let layout = Layout::new(&instrument)?;
        let weighted = match options.importance {
            ImportanceSource::InstrumentWeights => Vec::new(),
            _ => vec![ImportanceSums::default(); instrument.items().len() + layout.items.len() + 1],
        };
        let unweighted = ServqualTally::new(instrument, options.unweighted());
        Ok(Self { state: Wire { options, unweighted, renormalised: 0, weighted }, layout })
    }

    /// How the forms are computed.
    pub fn options(&self) -> &ServqualFormOptions {
        &self.state.options
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        self.state.unweighted.instrument()
    }

    /// Adds rows that have been checked.
    fn add_rows(&mut self, chunk: &ServqualFormAnswers<'_>, rows: usize) {
        let Self { state: Wire { unweighted, weighted, .. }, layout } = self;
        let instrument = unweighted.instrument();
        if !chunk.importance.is_asked() {
            return;
        }
        // What one respondent needs is written over by the next.
        let (mut respondent, mut importance) = (RespondentPairs::default(), RespondentImportance::default());
        let [mut importances, mut gaps, mut performances] = [const { Vec::new() }; 3];
        for row in 0..rows {
            chunk.importance.read(row, instrument, &mut importance);
            respondent.read(instrument, &chunk.answers, row);
            let weights = || importance.items.iter().copied();
            let weigh = |(value, weight): (Option<i64>, Option<i64>)| Some(value? * weight?);
            let present = respondent.pairs.iter().zip(weights()).map(|(pair, weight)| pair.and(weight));
            layout.write_parts(present, &mut importances);
            layout.write_parts(respondent.gaps().zip(weights()).map(weigh), &mut gaps);
            layout.write_parts(respondent.perceptions().zip(weights()).map(weigh), &mut performances);
            let values = importances.iter().zip(&gaps).zip(&performances);
            for (sums, ((weight, gap), performance)) in weighted.iter_mut().zip(values) {
                if let (Some(weight), Some(gap), Some(performance)) = (weight, gap, performance) {
                    sums.add(importance.total, *weight, *gap, *performance);
                }
            }
        }
    }
}

impl Tally for ServqualFormTally {
    type Observations<'a> = ServqualFormAnswers<'a>;
    type Output = ServqualFormReport;
    const KIND: &'static str = "servqual_forms";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: ServqualFormAnswers<'_>) -> Result<()> {
        let options = &self.state.options;
        let rows = check_pairs(self.instrument(), &chunk.answers, options.missing)?;
        chunk.importance.check(options.importance, self.instrument(), options.missing, rows)?;
        // What can fail comes first: after it nothing does.
        self.state.unweighted.observe(chunk.answers)?;
        self.state.renormalised += chunk.importance.count_renormalised(rows);
        self.add_rows(&chunk, rows);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.state.options != other.state.options {
            return Err(QualityError::DefinitionMismatch {
                left: self.instrument().id().into(),
                right: other.instrument().id().into(),
                difference: "options".into(),
            });
        }
        self.state.unweighted.merge(&other.state.unweighted)?;
        self.state.renormalised += other.state.renormalised;
        self.state.weighted.iter_mut().zip(&other.state.weighted).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<ServqualFormReport> {
        ServqualFormReport::new(&self.state, &self.layout)
    }
}

impl TryFrom<Wire> for ServqualFormTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = Self::new(wire.unweighted.instrument().clone(), wire.options.clone())?;
        let rows = wire.unweighted.rows();
        // A weighted sum is at most the total times the largest score, in the units of the multiple.
        let (largest, totals) = match wire.options.importance {
            ImportanceSource::DimensionPoints { rule: PointsRule::Share100 } => (200, 100..=100),
            ImportanceSource::DimensionPoints { .. } => (200, 1..=MOST_POINTS as u64 * empty.layout.items.len() as u64),
            _ => (100 * 200 * empty.layout.items.len() as i64, 1..=1),
        };
        let bound = largest * empty.layout.multiple;
        let possible = |sums: &ImportanceSums| {
            [&sums.importance, &sums.gap, &sums.performance]
                .iter()
                .all(|moments| moments.hold_together(rows, bound, totals.clone()) && moments.is_parallel_to(&sums.gap))
        };
        if wire.options.unweighted() == *wire.unweighted.options()
            && wire.weighted.len() == empty.state.weighted.len()
            && wire.renormalised <= rows
            && wire.weighted.iter().all(possible)
        {
            return Ok(Self { state: wire, layout: empty.layout });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", empty.instrument().id()),
        })
    }
}

impl From<ServqualFormTally> for Wire {
    fn from(tally: ServqualFormTally) -> Self {
        tally.state
    }
}
