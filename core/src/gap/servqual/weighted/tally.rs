//! The tally of weighted gaps.

use serde::{Deserialize, Serialize};

use super::report::WeightedGapReport;
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualAnswers;
use crate::gap::servqual::respondent::{Layout, RespondentPairs, check_pairs};
use crate::measure::{Column, MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;
use crate::stats::{ExactMoments, ExactSum};
use crate::survey::{Instrument, require_room};

/// The largest weight: its products with scores must not overflow.
const LARGEST_WEIGHT: f64 = 1e100;

/// How weighted gaps are computed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeightedGapOptions {
    /// What happens to missing answers and weights.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// One chunk of answers with the weight of each respondent.
#[derive(Debug, Clone, Copy)]
pub struct WeightedGapAnswers<'a> {
    /// Expectations and perceptions.
    pub answers: ServqualAnswers<'a>,
    /// Survey weights, zero or more, of any scale.
    pub weight: Column<'a, f64>,
}

/// Weighted values of one item, dimension or the whole: exact sums of w x and of its products.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightedValues {
    pub(super) values: ExactMoments,
    pub(super) products: ExactSum,
}

impl WeightedValues {
    fn add(&mut self, weight: f64, value: i64) {
        let value = weight * value as f64;
        self.values.add(value);
        self.products.add_product(value, weight);
    }

    fn merge(&mut self, other: &Self) {
        self.values.merge(&other.values);
        self.products.merge(&other.products);
    }
}

/// Sums of one item, dimension or the whole over the respondents who have it. Values are counted
/// from the lowest possible one, so that none is negative.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeightedSums {
    /// Respondents with a weight of zero.
    pub(super) zeros: u64,
    pub(super) weights: ExactMoments,
    pub(super) gap: WeightedValues,
    pub(super) performance: WeightedValues,
}

impl WeightedSums {
    fn add(&mut self, weight: f64, gap: i64, performance: i64) {
        if weight <= 0.0 {
            self.zeros += 1;
            return;
        }
        self.weights.add(weight);
        self.gap.add(weight, gap);
        self.performance.add(weight, performance);
    }

    fn merge(&mut self, other: &Self) {
        self.zeros += other.zeros;
        self.weights.merge(&other.weights);
        self.gap.merge(&other.gap);
        self.performance.merge(&other.performance);
    }

    fn hold_together(&self, rows: u64) -> bool {
        let parallel = |of: &WeightedValues| ExactMoments::are_pairs(&of.values, &self.weights, &of.products);
        let n = self.weights.n().checked_add(self.zeros);
        n.is_some_and(|n| n <= rows) && parallel(&self.gap) && parallel(&self.performance)
    }
}

/// The gaps of a weighted sample while they are measured.
///
/// Sums are exact before they are rounded once: the same bits for every cut, order and merge. Costs
/// 9 kB for each item, dimension and the whole, whatever the number of respondents.
///
/// ```
/// use servqual::gap::servqual::{ServqualAnswers, WeightedGapAnswers, WeightedGapTally};
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = WeightedGapTally::new(instrument, Default::default())?;
/// tally.observe(WeightedGapAnswers {
///     answers: ServqualAnswers {
///         expectation: &[Column::new("e1", &[7, 6, 7])],
///         perception: &[Column::new("p1", &[5, 6, 4])],
///     },
///     weight: Column::new("weight", &[0.5, 2.0, 0.5]),
/// })?;
/// let overall = tally.finish()?.overall;
/// // (0.5 · (−2) + 2 · 0 + 0.5 · (−3)) / 3 and 3² / (0.25 + 4 + 0.25).
/// assert!(overall.gap.estimate.is_some_and(|gap| (gap + 2.5 / 3.0).abs() < 1e-12));
/// assert!(overall.effective_n.is_some_and(|n| (n - 2.0).abs() < 1e-12));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct WeightedGapTally {
    state: Wire,
    layout: Layout,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: WeightedGapOptions,
    rows: u64,
    /// The items, then the dimensions, then the whole.
    parts: Vec<WeightedSums>,
}

impl WeightedGapTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the numbers of items of the dimensions have no common
    /// multiple up to 2^20.
    pub fn new(instrument: Instrument, options: WeightedGapOptions) -> Result<Self> {
        let layout = Layout::new(&instrument)?;
        let parts = vec![WeightedSums::default(); instrument.items().len() + layout.items.len() + 1];
        Ok(Self { state: Wire { instrument, options, rows: 0, parts }, layout })
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.state.instrument
    }

    fn add_rows(&mut self, chunk: &WeightedGapAnswers<'_>, rows: usize) {
        let Self { state: Wire { instrument, parts, rows: seen, .. }, layout } = self;
        let (low, high) = (i64::from(instrument.scale().minimum()), i64::from(instrument.scale().maximum()));
        let mut respondent = RespondentPairs::default();
        // What one respondent needs is written over by the next.
        let [mut gaps, mut performances] = [const { Vec::new() }; 2];
        for row in 0..rows {
            let Some(weight) = chunk.weight.get(row) else { continue };
            respondent.read(instrument, &chunk.answers, row);
            let above = |lowest: i64| move |value: Option<i64>| value.map(|value| value - lowest);
            layout.write_parts(respondent.gaps().map(above(low - high)), &mut gaps);
            layout.write_parts(respondent.perceptions().map(above(low)), &mut performances);
            for (sums, pair) in parts.iter_mut().zip(gaps.iter().zip(&performances)) {
                if let (Some(gap), Some(performance)) = pair {
                    sums.add(weight, *gap, *performance);
                }
            }
        }
        *seen += rows as u64;
    }
}

/// Refuses weights that are not finite, negative, or missing under the rule `raise`.
fn check_weights(weight: &Column<'_, f64>, missing: MissingRule) -> Result<()> {
    for row in 0..weight.len() {
        let (place, at) = (weight.name(), row as u64);
        match weight.get(row) {
            None if missing == MissingRule::Raise => return Err(weight.missing(row)),
            Some(value) if !value.is_finite() => {
                return Err(QualityError::NotFinite { place: place.into(), row: at, value: value.to_string() });
            }
            Some(value) if !(0.0..=LARGEST_WEIGHT).contains(&value) => {
                return Err(QualityError::InvalidCell {
                    place: place.into(),
                    row: at,
                    value: value.to_string(),
                    expected: format!("a weight of zero or more, at most {LARGEST_WEIGHT:e}"),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

impl Tally for WeightedGapTally {
    type Observations<'a> = WeightedGapAnswers<'a>;
    type Output = WeightedGapReport;
    const KIND: &'static str = "weighted_gaps";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: WeightedGapAnswers<'_>) -> Result<()> {
        let missing = self.state.options.missing;
        let rows = check_pairs(&self.state.instrument, &chunk.answers, missing)?;
        if let Some(first) = chunk.answers.expectation.first() {
            first.require_length(&chunk.weight)?;
        }
        check_weights(&chunk.weight, missing)?;
        require_room(self.state.instrument.id(), self.state.rows, rows as u64, 1)?;
        self.add_rows(&chunk, rows);
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
        self.state.parts.iter_mut().zip(&other.state.parts).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<WeightedGapReport> {
        let Wire { instrument, options, rows, parts } = &self.state;
        WeightedGapReport::new(instrument, &self.layout, options, *rows, parts)
    }
}

impl TryFrom<Wire> for WeightedGapTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = Self::new(wire.instrument.clone(), wire.options.clone())?;
        if wire.parts.len() == empty.state.parts.len()
            && wire.rows <= 1 << 33
            && wire.parts.iter().all(|sums| sums.hold_together(wire.rows))
        {
            return Ok(Self { state: wire, layout: empty.layout });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.parts".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", wire.instrument.id()),
        })
    }
}

impl From<WeightedGapTally> for Wire {
    fn from(tally: WeightedGapTally) -> Self {
        tally.state
    }
}
