//! The tally of validity: how often each score came with each overall rating.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::report::FormValidityReport;
use crate::error::{QualityError, Result};
use crate::gap::servqual::forms::RespondentImportance;
use crate::gap::servqual::respondent::{Layout, RespondentPairs, check_pairs, greatest_common_divisor};
use crate::gap::servqual::{ImportanceAnswers, ImportanceSource, ServqualAnswers, ServqualForm};
use crate::measure::{Column, MissingRule, Scale, Tally};
use crate::stats::PairCount;
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{Instrument, check_answers, require_room};

/// No score is larger: importance up to 100 times a gap of at most 200.
const LARGEST_SCORE: f64 = 2e4;

/// How validity is computed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormValidityOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
    /// Where importance comes from.
    pub importance: ImportanceSource,
}

/// One chunk of answers with importance and an overall rating.
#[derive(Debug, Clone, Copy)]
pub struct FormValidityAnswers<'a> {
    /// Expectations and perceptions.
    pub answers: ServqualAnswers<'a>,
    /// Importance, as the source of the options has it.
    pub importance: ImportanceAnswers<'a>,
    /// The rating of the service as a whole.
    pub overall: Column<'a, i8>,
}

/// How often each overall rating came with each score, by the order of the scores.
type ScoreCounts = BTreeMap<i64, Vec<u64>>;

/// The validity of the four forms while it is measured.
///
/// Counts of each score with each rating are all that is kept, so that rank correlations need no
/// rows and the result has the same bits for every cut, order and merge. Costs 8 bytes for each
/// score that occurred and each point of the rating, in each form.
///
/// ```
/// use servqual::gap::servqual::{FormValidityAnswers, FormValidityTally, ServqualAnswers};
/// use servqual::measure::{Column, Scale, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = FormValidityTally::new(instrument, Scale::ONE_TO_FIVE, Default::default())?;
/// tally.observe(FormValidityAnswers {
///     answers: ServqualAnswers {
///         expectation: &[Column::new("e1", &[7, 6, 7, 5])],
///         perception: &[Column::new("p1", &[5, 6, 2, 7])],
///     },
///     importance: Default::default(),
///     overall: Column::new("overall", &[3, 4, 1, 5]),
/// })?;
/// let report = tally.finish()?;
/// assert_eq!(report.forms[1].spearman.estimate, Some(1.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct FormValidityTally {
    instrument: Instrument,
    overall: Scale,
    options: FormValidityOptions,
    rows: u64,
    forms: Vec<(ServqualForm, ScoreCounts)>,
    layout: Layout,
    points: Option<InstrumentPoints>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    overall: Scale,
    options: FormValidityOptions,
    rows: u64,
    forms: Vec<Vec<ScoreCount>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreCount {
    score: f64,
    counts: Vec<u64>,
}

/// The weights of an instrument as whole numbers, so that equal scores tie.
#[derive(Debug, Clone, PartialEq)]
struct InstrumentPoints {
    points: Vec<i64>,
    total: u64,
}

impl InstrumentPoints {
    /// Weights with up to six digits after the point are whole millionths of it; others are rounded
    /// to that.
    fn new(weights: &[f64]) -> Self {
        let points: Vec<i64> = weights.iter().map(|weight| (weight * 1e6).round() as i64).collect();
        let common = points.iter().fold(0, |common, &point| greatest_common_divisor(common, point));
        let points: Vec<i64> = points.iter().map(|point| point / common.max(1)).collect();
        let total = points.iter().sum::<i64>().unsigned_abs();
        Self { points, total }
    }
}

/// Doubles in their order as whole numbers, and back.
fn ordered(score: f64) -> i64 {
    let bits = (score + 0.0).to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

fn from_ordered(key: i64) -> f64 {
    f64::from_bits((key ^ (((key >> 63) as u64) >> 1) as i64) as u64)
}

impl FormValidityTally {
    /// An empty tally; `overall` is the scale of the overall rating.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the numbers of items of the dimensions have no common
    /// multiple up to 2^20.
    pub fn new(instrument: Instrument, overall: Scale, options: FormValidityOptions) -> Result<Self> {
        let layout = Layout::new(&instrument)?;
        let points = match options.importance {
            ImportanceSource::InstrumentWeights => instrument.weights().as_deref().map(InstrumentPoints::new),
            _ => None,
        };
        let weighted = points.is_some() || options.importance != ImportanceSource::InstrumentWeights;
        let forms = ServqualForm::ALL.into_iter().filter(|form| weighted || !form.is_weighted());
        let forms = forms.map(|form| (form, ScoreCounts::new())).collect();
        Ok(Self { instrument, overall, options, rows: 0, forms, layout, points })
    }

    /// How validity is computed.
    pub fn options(&self) -> &FormValidityOptions {
        &self.options
    }

    /// The scale of the overall rating.
    pub fn overall(&self) -> Scale {
        self.overall
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// Each form with its counts.
    pub(super) fn counts(&self) -> impl Iterator<Item = (ServqualForm, Vec<PairCount>)> {
        let lowest = f64::from(self.overall.minimum());
        self.forms.iter().map(move |(form, counts)| {
            let pairs = counts.iter().flat_map(|(&key, counts)| {
                let cells = counts.iter().enumerate().filter(|(_, count)| **count > 0);
                cells.map(move |(at, &count)| PairCount { x: from_ordered(key), y: lowest + at as f64, count })
            });
            (*form, pairs.collect())
        })
    }

    /// The score of a complete respondent in one form; `None` where something is missing.
    fn score(
        &self,
        form: ServqualForm,
        respondent: &RespondentPairs,
        importance: Option<&RespondentImportance>,
    ) -> Option<f64> {
        let gap = matches!(form, ServqualForm::Gap | ServqualForm::ImportanceWeightedGap);
        let value = |item: usize| {
            let [expectation, perception] = respondent.pairs[item]?;
            Some(if gap { perception - expectation } else { perception })
        };
        let weight = |item: usize| match (importance, &self.points) {
            _ if !form.is_weighted() => Some(1),
            (Some(importance), _) => importance.items[item],
            (None, Some(points)) => Some(points.points[self.instrument.dimension_of(item)]),
            (None, None) => None,
        };
        let mut divisor = self.layout.divisor();
        if form.is_weighted() {
            let total = importance.map(|importance| importance.total).or(self.points.as_ref().map(|own| own.total));
            divisor *= total? as f64;
        }
        let mut sum = 0;
        for (dimension, items) in self.layout.items.iter().enumerate() {
            let of_items: Option<i64> = items.iter().map(|&item| Some(value(item)? * weight(item)?)).sum();
            sum += self.layout.factor(dimension) * of_items?;
        }
        // One division of whole numbers, rounded once: equal scores are equal doubles.
        Some(sum as f64 / divisor)
    }

    fn add_rows(&mut self, chunk: &FormValidityAnswers<'_>, rows: usize) {
        let (mut respondent, mut importance) = (RespondentPairs::default(), RespondentImportance::default());
        let asked = chunk.importance.is_asked();
        let mut scores = Vec::with_capacity(self.forms.len());
        for row in 0..rows {
            let Some(rating) = chunk.overall.get(row) else { continue };
            respondent.read(&self.instrument, &chunk.answers, row);
            chunk.importance.read(row, &self.instrument, &mut importance);
            let importance = Some(&importance).filter(|_| asked);
            scores.clear();
            scores.extend(self.forms.iter().map_while(|(form, _)| self.score(*form, &respondent, importance)));
            if scores.len() < self.forms.len() {
                continue;
            }
            let at = usize::from(rating.abs_diff(self.overall.minimum()));
            let points = self.overall.points() as usize;
            for ((_, counts), &score) in self.forms.iter_mut().zip(&scores) {
                counts.entry(ordered(score)).or_insert_with(|| vec![0; points])[at] += 1;
            }
        }
        self.rows += rows as u64;
    }
}

impl Tally for FormValidityTally {
    type Observations<'a> = FormValidityAnswers<'a>;
    type Output = FormValidityReport;
    const KIND: &'static str = "form_validity";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: FormValidityAnswers<'_>) -> Result<()> {
        let missing = self.options.missing;
        let rows = check_pairs(&self.instrument, &chunk.answers, missing)?;
        chunk.importance.check(self.options.importance, &self.instrument, missing, rows)?;
        if let Some(first) = chunk.answers.expectation.first() {
            first.require_length(&chunk.overall)?;
        }
        check_answers(&[chunk.overall], self.overall, missing)?;
        require_room(self.instrument.id(), self.rows, rows as u64, 1)?;
        self.add_rows(&chunk, rows);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if (&self.instrument, self.overall, &self.options) != (&other.instrument, other.overall, &other.options) {
            return Err(QualityError::DefinitionMismatch {
                left: self.instrument.id().into(),
                right: other.instrument.id().into(),
                difference: "instrument, scale of the rating or options".into(),
            });
        }
        require_room(self.instrument.id(), self.rows, other.rows, 1)?;
        self.rows += other.rows;
        for ((_, mine), (_, theirs)) in self.forms.iter_mut().zip(&other.forms) {
            for (&key, counts) in theirs {
                let cells = mine.entry(key).or_insert_with(|| vec![0; counts.len()]);
                cells.iter_mut().zip(counts).for_each(|(mine, theirs)| *mine += theirs);
            }
        }
        Ok(())
    }

    fn finish(&self) -> Result<FormValidityReport> {
        FormValidityReport::new(self, self.overall, &self.options, self.rows)
    }
}

impl TryFrom<Wire> for FormValidityTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let mut tally = Self::new(wire.instrument, wire.overall, wire.options)?;
        let points = tally.overall.points() as usize;
        let mut totals = Vec::new();
        let mut fits = wire.forms.len() == tally.forms.len() && wire.rows <= 1 << 33;
        for ((_, counts), stored) in tally.forms.iter_mut().zip(wire.forms) {
            let mut total = Some(0_u64);
            for ScoreCount { score, counts: cells } in stored {
                total = cells.iter().try_fold(total.unwrap_or(u64::MAX), |sum, &count| sum.checked_add(count));
                fits &= score.abs() <= LARGEST_SCORE && cells.len() == points;
                fits &= counts.last_key_value().is_none_or(|(&last, _)| last < ordered(score));
                counts.insert(ordered(score), cells);
            }
            fits &= total.is_some_and(|total| total <= wire.rows);
            totals.push(total);
        }
        tally.rows = wire.rows;
        if fits && totals.windows(2).all(|pair| pair[0] == pair[1]) {
            return Ok(tally);
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.forms".into(),
            found: "counts of another instrument, or none that answers give".into(),
            expected: format!("counts of `{}`", tally.instrument.id()),
        })
    }
}

impl From<FormValidityTally> for Wire {
    fn from(tally: FormValidityTally) -> Self {
        let stored = |(_, counts): (ServqualForm, ScoreCounts)| {
            counts.into_iter().map(|(key, counts)| ScoreCount { score: from_ordered(key), counts }).collect()
        };
        Self {
            instrument: tally.instrument,
            overall: tally.overall,
            options: tally.options,
            rows: tally.rows,
            forms: tally.forms.into_iter().map(stored).collect(),
        }
    }
}
