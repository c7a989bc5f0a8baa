//! Antecedents measured by a questionnaire of managers or employees.

use serde::{Deserialize, Serialize};

use super::{Antecedent, Influence, ServiceGap, antecedents};
use crate::error::{QualityError, Result};
use crate::measure::{
    Column, Definition, Direction, Interval, IntervalMethod, Label, Measure, Parameter, Scale, Tally, Unit, nearest,
};
use crate::stats::{SampleMoments, one_sample_t};
use crate::survey::{Instrument, ReliabilityOptions, ReliabilityReport, ReliabilityTally, ScaleReliability};

/// The score of one antecedent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct AntecedentScore {
    /// Id of the antecedent.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// The gap it acts on.
    pub gap: ServiceGap,
    /// What more of it does.
    pub influence: Influence,
    /// Mean over the respondents of the mean of their items, reverse-scored ones turned.
    pub score: Measure,
    /// Cronbach's alpha of its items, with Feldt's interval; missing with one item.
    pub alpha: Measure,
    /// How far the score lies towards the end of the scale that widens the gap, from 0 to 1.
    pub adverse: Measure,
    /// (Score − middle of the scale) / standard deviation, turned so that above zero it widens the gap.
    pub cohens_d: Option<f64>,
    /// Two-sided p value of the t test that the mean is the middle of the scale.
    pub p_value: Option<f64>,
}

/// The antecedents that one questionnaire measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct AntecedentReport {
    /// Id of the questionnaire.
    pub instrument: String,
    /// Name of the questionnaire.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One score for each antecedent, in the order of the questionnaire.
    pub antecedents: Vec<AntecedentScore>,
}

/// Scores of antecedents while they are measured.
///
/// The questionnaire is an [`Instrument`] whose dimensions have ids of [`antecedents`]: that is the map
/// from items to antecedents. Managers answer for gaps 1 and 2, contact staff for gaps 3 and 4
/// (Zeithaml, Berry and Parasuraman 1988): one tally for each questionnaire. The wording of published
/// items is their authors'.
///
/// # Formula
/// Score: mean of the items of an antecedent, then mean over the respondents, with Student's interval.
/// Adverse: (score − minimum) / (maximum − minimum) where more of it widens the gap, 1 − that where more
/// narrows it.
///
/// # Missing values
/// As [`ReliabilityTally`]: a respondent counts for an antecedent when all its items are answered, the
/// others are `incomplete`.
///
/// # Checked against
/// SciPy and pingouin, exact fractions (`tests/golden/antecedents.json`).
///
/// # Example
/// ```
/// use servqual::gap::five_gaps::AntecedentTally;
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let questionnaire = Instrument::from_json(r#"{
///     "id": "staff", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "role_ambiguity"}],
///     "items": [{"id": "q1", "dimension": "role_ambiguity"},
///               {"id": "q2", "dimension": "role_ambiguity", "reversed": true}]
/// }"#)?;
/// let mut tally = AntecedentTally::new(questionnaire, Default::default())?;
/// tally.observe(&[Column::new("q1", &[6, 5, 7, 6]), Column::new("q2", &[2, 3, 1, 2])])?;
/// let ambiguity = &tally.finish()?.antecedents[0];
/// assert_eq!(ambiguity.score.estimate, Some(6.0));
/// // Five sixths of the way to the end that widens gap 3.
/// assert_eq!(ambiguity.adverse.estimate, Some(5.0 / 6.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "ReliabilityTally", into = "ReliabilityTally")]
pub struct AntecedentTally {
    items: ReliabilityTally,
}

impl AntecedentTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] for a dimension that is no antecedent.
    pub fn new(questionnaire: Instrument, options: ReliabilityOptions) -> Result<Self> {
        ReliabilityTally::new(questionnaire, options).try_into()
    }

    /// The questionnaire.
    pub fn instrument(&self) -> &Instrument {
        self.items.instrument()
    }
}

impl TryFrom<ReliabilityTally> for AntecedentTally {
    type Error = QualityError;

    fn try_from(items: ReliabilityTally) -> Result<Self> {
        let known = antecedents();
        for dimension in items.instrument().dimensions() {
            if !known.iter().any(|antecedent| antecedent.id == dimension.id) {
                return Err(QualityError::UnknownId {
                    place: "instrument.dimensions".into(),
                    id: dimension.id.clone(),
                    expected: nearest(&dimension.id, known.iter().map(|antecedent| antecedent.id.as_str())),
                });
            }
        }
        Ok(Self { items })
    }
}

impl From<AntecedentTally> for ReliabilityTally {
    fn from(tally: AntecedentTally) -> Self {
        tally.items
    }
}

impl Tally for AntecedentTally {
    /// A column for each item, as answered, in the order of the questionnaire.
    type Observations<'a> = &'a [Column<'a, i8>];
    type Output = AntecedentReport;
    const KIND: &'static str = "antecedents";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: &[Column<'_, i8>]) -> Result<()> {
        self.items.observe(answers)
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.items.merge(&other.items)
    }

    fn finish(&self) -> Result<AntecedentReport> {
        let ReliabilityReport { instrument, label, respondents, scales, .. } = self.items.finish()?;
        let scale = self.instrument().scale();
        let known = antecedents();
        let found = scales.iter().filter_map(|items| {
            let antecedent = known.iter().find(|antecedent| antecedent.id == items.id)?;
            Some(Scored { antecedent, items, scale, options: self.items.options() }.score())
        });
        Ok(AntecedentReport { instrument, label, respondents, antecedents: found.collect() })
    }
}

/// One antecedent with what its items say.
struct Scored<'a> {
    antecedent: &'a Antecedent,
    items: &'a ScaleReliability,
    scale: Scale,
    options: &'a ReliabilityOptions,
}

impl Scored<'_> {
    fn definition(&self, id: &str, label: Label, unit: Unit, direction: Direction) -> Definition {
        let mut parameters = self.items.alpha.definition.parameters.clone();
        parameters.push(Parameter::new("score", "mean of the items"));
        Definition::new(id, label, parameters, unit, direction, self.options.missing)
    }

    /// The score from mean and deviation of the sums over the items.
    fn mean(&self) -> Measure {
        let direction = match self.antecedent.influence {
            Influence::Narrows => Direction::HigherIsBetter,
            Influence::Widens => Direction::LowerIsBetter,
        };
        let (label, unit) = (self.antecedent.label.clone(), Unit::ScalePoint { scale: self.scale });
        let definition = self.definition("antecedent_score", label, unit, direction);
        let items = self.items.items.len() as f64;
        let moments = self.items.total_mean.map(|total| SampleMoments {
            n: self.items.alpha.n,
            mean: total / items,
            deviation: self.items.total_standard_deviation.map(|deviation| deviation / items),
        });
        let mut measure = Measure::of_mean(definition, moments, self.items.alpha.excluded.clone(), self.options.level);
        measure.n = self.items.alpha.n;
        measure
    }

    /// The score as a share of the way to the end that widens the gap.
    fn adverse(&self, score: &Measure) -> Measure {
        let (low, length) = (f64::from(self.scale.minimum()), (self.scale.points() - 1) as f64);
        let way = |value: f64| {
            let position = ((value - low) / length).clamp(0.0, 1.0);
            if self.antecedent.influence == Influence::Widens { position } else { 1.0 - position }
        };
        let label = Label::new("不利程度", "Adverse share of the scale");
        let definition = self.definition("antecedent_adverse", label, Unit::Share, Direction::LowerIsBetter);
        let interval = score.interval.map(|interval| {
            let (one, other) = (way(interval.lower), way(interval.upper));
            let (lower, upper) = (one.min(other), one.max(other));
            Interval { lower, upper, level: interval.level, method: IntervalMethod::Transformed }
        });
        Measure::of_estimate(definition, score.estimate.map(way), score.n, score.excluded.clone())
            .with_interval(interval)
    }

    fn score(&self) -> AntecedentScore {
        let Antecedent { id, gap, influence, label } = self.antecedent.clone();
        let score = self.mean();
        let middle = (f64::from(self.scale.minimum()) + f64::from(self.scale.maximum())) / 2.0;
        let sign = if influence == Influence::Widens { 1.0 } else { -1.0 };
        let test = score
            .estimate
            .zip(score.standard_deviation)
            .and_then(|(mean, deviation)| one_sample_t(sign * (mean - middle), deviation, score.n));
        let deviation = score.standard_deviation.filter(|deviation| *deviation > 0.0);
        AntecedentScore {
            cohens_d: score.estimate.zip(deviation).map(|(mean, deviation)| sign * (mean - middle) / deviation),
            p_value: test.map(|test| test.p_value),
            alpha: self.items.alpha.clone(),
            adverse: self.adverse(&score),
            score,
            id,
            label: if self.items.label == Label::default() { label } else { self.items.label.clone() },
            gap,
            influence,
        }
    }
}
