//! Whether segments differ.

use serde::{Deserialize, Serialize};

use super::table::{SegmentResult, ServqualTable};
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualReport;
use crate::measure::{Comparison, Interval, IntervalMethod, Label, Measure, Tally, nearest};
use crate::stats::interval::{ConfidenceLevel, Sample};
use crate::stats::{WelchAnova, WelchTest, adjust, benjamini_hochberg, hedges_g, holm, welch_anova, welch_t};

/// How p values of many comparisons are adjusted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PValueAdjustment {
    /// Holm (1979): the chance of any false finding stays below the level.
    #[default]
    Holm,
    /// Benjamini and Hochberg (1995): the expected share of false findings stays below it.
    BenjaminiHochberg,
}

/// Which segments are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SegmentPairs {
    /// Each with each, the alphabetically later minus the earlier.
    #[default]
    All,
    /// Each other segment minus this one.
    Reference {
        /// The segment that the others are held against.
        segment: String,
    },
    /// Two segments, the second minus the first.
    Two {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
}

/// What is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SegmentScore {
    /// P − E; overall the unweighted score.
    #[default]
    Gap,
    /// P.
    Performance,
}

/// How segments are compared. The confidence level is that of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SegmentComparisonOptions {
    /// Which segments.
    pub pairs: SegmentPairs,
    /// Which score.
    pub score: SegmentScore,
    /// How p values are adjusted.
    pub adjustment: PValueAdjustment,
}

/// How two segments differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SegmentContrast {
    /// The first segment.
    pub first: String,
    /// The second segment.
    pub second: String,
    /// Second minus first with Welch's interval and p value.
    pub comparison: Comparison,
    /// Welch's test; missing where it is not defined.
    pub welch: Option<WelchTest>,
    /// Its p value, adjusted over the pairs of this part.
    pub p_value_adjusted: Option<f64>,
    /// The difference in pooled standard deviations, without small-sample bias.
    pub hedges_g: Option<f64>,
    /// Its interval.
    pub hedges_g_interval: Option<Interval>,
}

/// How the segments differ in one dimension, or overall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SegmentPartComparison {
    /// Id of the dimension; of the whole the id of the instrument.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Whether any of the segments that are compared differ; missing below three of them.
    pub welch_anova: Option<WelchAnova>,
    /// One contrast for each pair.
    pub contrasts: Vec<SegmentContrast>,
}

/// How segments differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct SegmentComparisonReport {
    /// Id of the instrument.
    pub instrument: String,
    /// The segments that are compared, in alphabetical order.
    pub segments: Vec<String>,
    /// Segments without an answered pair.
    pub without_answers: Vec<String>,
    /// What is compared.
    pub score: SegmentScore,
    /// How p values are adjusted.
    pub adjustment: PValueAdjustment,
    /// One for each dimension, in the order of the instrument.
    pub dimensions: Vec<SegmentPartComparison>,
    /// Over all dimensions.
    pub overall: SegmentPartComparison,
}

impl ServqualTable {
    /// How the segments differ, by dimension and overall.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`] for a segment that is not there or has no answered pair,
    /// [`QualityError::TooFewObservations`] below two segments.
    ///
    /// ```
    /// use servqual::gap::servqual::{SegmentedAnswers, ServqualAnswers, ServqualTable};
    /// use servqual::measure::{Column, Tally};
    /// # use servqual::survey::Instrument;
    /// # let instrument = Instrument::from_json(r#"{
    /// #     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
    /// #     "dimensions": [{"id": "reliability"}],
    /// #     "items": [{"id": "q1", "dimension": "reliability"}]
    /// # }"#)?;
    /// let mut table = ServqualTable::new(instrument, Default::default());
    /// table.observe(SegmentedAnswers {
    ///     keys: &["branch", "online"],
    ///     codes: &[0, 0, 0, 1, 1, 1],
    ///     answers: ServqualAnswers {
    ///         expectation: &[Column::new("e1", &[7, 7, 7, 7, 7, 7])],
    ///         perception: &[Column::new("p1", &[6, 7, 6, 3, 4, 3])],
    ///     },
    /// })?;
    /// let contrast = &table.compare(&Default::default())?.overall.contrasts[0];
    /// assert_eq!(contrast.comparison.difference, Some(-3.0));
    /// assert!(contrast.p_value_adjusted.is_some_and(|p| p < 0.01));
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn compare(&self, options: &SegmentComparisonOptions) -> Result<SegmentComparisonReport> {
        let report = self.finish()?;
        let pairs = pairs_of(&options.pairs, &report.segments)?;
        let used = |at: &usize| pairs.iter().any(|pair| pair.contains(at));
        let used: Vec<usize> = (0..report.segments.len()).filter(used).collect();
        let context = Context { segments: &report.segments, pairs, used, options, level: self.options().level };
        let score = options.score;
        let instrument = self.instrument();
        let dimensions = instrument.dimensions().iter().enumerate();
        let dimension = |(position, found): (usize, &crate::survey::Dimension)| {
            context.part(&found.id, &found.label, |report| {
                let dimension = &report.dimensions[position];
                if score == SegmentScore::Gap { &dimension.gap } else { &dimension.perception }
            })
        };
        let overall = |report: &'_ ServqualReport| match score {
            SegmentScore::Gap => report.overall.unweighted.clone(),
            SegmentScore::Performance => report.overall.servperf.clone(),
        };
        let whole: Vec<Measure> = report.segments.iter().map(|segment| overall(&segment.report)).collect();
        Ok(SegmentComparisonReport {
            instrument: instrument.id().into(),
            segments: context.used.iter().map(|&at| report.segments[at].segment.clone()).collect(),
            without_answers: report.without_answers.clone(),
            score,
            adjustment: options.adjustment,
            dimensions: dimensions.map(dimension).collect::<Result<_>>()?,
            overall: context.compare(instrument.id(), instrument.label(), &whole.iter().collect::<Vec<_>>())?,
        })
    }
}

/// The positions of the segments to compare, first and second.
fn pairs_of(pairs: &SegmentPairs, segments: &[SegmentResult]) -> Result<Vec<[usize; 2]>> {
    Measure::require_observations("segments", segments.len() as u64, 2)?;
    let find = |name: &str| {
        let found = segments.iter().position(|segment| segment.segment == name);
        found.ok_or_else(|| QualityError::UnknownId {
            place: "segments".into(),
            id: name.into(),
            expected: nearest(name, segments.iter().map(|segment| segment.segment.as_str())),
        })
    };
    let all = 0..segments.len();
    Ok(match pairs {
        SegmentPairs::All => {
            all.clone().flat_map(|first| (first + 1..all.end).map(move |second| [first, second])).collect()
        }
        SegmentPairs::Reference { segment } => {
            let reference = find(segment)?;
            all.filter(|&other| other != reference).map(|other| [reference, other]).collect()
        }
        SegmentPairs::Two { first, second } if first == second => {
            return Err(QualityError::DuplicateId { place: "segments".into(), id: first.clone() });
        }
        SegmentPairs::Two { first, second } => vec![[find(first)?, find(second)?]],
    })
}

struct Context<'a> {
    segments: &'a [SegmentResult],
    pairs: Vec<[usize; 2]>,
    used: Vec<usize>,
    options: &'a SegmentComparisonOptions,
    level: ConfidenceLevel,
}

impl Context<'_> {
    fn part(&self, id: &str, label: &Label, of: impl Fn(&ServqualReport) -> &Measure) -> Result<SegmentPartComparison> {
        let measures: Vec<&Measure> = self.segments.iter().map(|segment| of(&segment.report)).collect();
        self.compare(id, label, &measures)
    }

    fn compare(&self, id: &str, label: &Label, measures: &[&Measure]) -> Result<SegmentPartComparison> {
        let contrast = |&[first, second]: &[usize; 2]| self.contrast(first, second, measures);
        let mut contrasts: Vec<SegmentContrast> = self.pairs.iter().map(contrast).collect::<Result<_>>()?;
        let p_values: Vec<Option<f64>> = contrasts.iter().map(|contrast| contrast.comparison.p_value).collect();
        let adjusted = match self.options.adjustment {
            PValueAdjustment::Holm => adjust(&p_values, holm),
            PValueAdjustment::BenjaminiHochberg => adjust(&p_values, benjamini_hochberg),
        };
        contrasts.iter_mut().zip(adjusted).for_each(|(contrast, p_value)| contrast.p_value_adjusted = p_value);
        let samples: Vec<Sample> = self.used.iter().filter_map(|&at| sample(measures[at])).collect();
        let welch_anova = if self.used.len() > 2 { welch_anova(&samples) } else { None };
        Ok(SegmentPartComparison { id: id.into(), label: label.clone(), welch_anova, contrasts })
    }

    fn contrast(&self, first: usize, second: usize, measures: &[&Measure]) -> Result<SegmentContrast> {
        let samples = sample(measures[first]).zip(sample(measures[second]));
        let effect = samples.and_then(|(first, second)| hedges_g(first, second, self.level));
        Ok(SegmentContrast {
            first: self.segments[first].segment.clone(),
            second: self.segments[second].segment.clone(),
            comparison: measures[second].change_since(measures[first])?,
            welch: samples.and_then(|(first, second)| welch_t(first, second)),
            p_value_adjusted: None,
            hedges_g: effect.map(|effect| effect.g),
            hedges_g_interval: effect
                .map(|effect| Interval::new(effect.bounds, self.level, IntervalMethod::HedgesOlkin)),
        })
    }
}

/// The moments of one segment; `None` below two observations.
fn sample(measure: &Measure) -> Option<Sample> {
    let (mean, standard_deviation) = measure.estimate.zip(measure.standard_deviation)?;
    Some(Sample { n: measure.n as f64, mean, standard_deviation })
}
