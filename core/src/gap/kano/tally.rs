//! The tally of a Kano survey: how often each pair of answers was given.

use serde::{Deserialize, Serialize};

use super::report::KanoReport;
use crate::error::{QualityError, Result};
use crate::measure::{Column, Label, MissingRule, Scale, Tally, check_unique};
use crate::stats::interval::ConfidenceLevel;
use crate::survey::{check_answers, check_shape, most_respondents, require_room};

/// The largest magnitude of a continuous score.
const LARGEST_SCORE: i64 = 4;

/// Pairs of answers of one feature.
const PAIRS: usize = 25;

/// A feature that is asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KanoFeature {
    /// Stable id.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub label: Label,
}

/// How a Kano survey is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KanoOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
}

/// One chunk of answers: two columns for each feature, in the order of the features.
#[derive(Debug, Clone, Copy)]
pub struct KanoAnswers<'a> {
    /// How people feel if the feature is there, 1 like to 5 dislike.
    pub functional: &'a [Column<'a, i8>],
    /// How they feel if it is not.
    pub dysfunctional: &'a [Column<'a, i8>],
}

/// A Kano survey while it is measured: 25 counts for each feature, the same for any cut or merge.
///
/// ```
/// use servqual::gap::kano::{KanoAnswers, KanoCategory, KanoFeature, KanoTally};
/// use servqual::measure::{Column, Label, Tally};
///
/// let feature = KanoFeature { id: "app".into(), label: Label::new("应用", "App") };
/// let mut tally = KanoTally::new(vec![feature], Default::default())?;
/// tally.observe(KanoAnswers {
///     functional: &[Column::new("with", &[1, 1, 1, 3])],
///     dysfunctional: &[Column::new("without", &[3, 3, 5, 3])],
/// })?;
/// let app = &tally.finish()?.features[0];
/// assert_eq!(app.category, KanoCategory::Attractive);
/// assert_eq!(app.better.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct KanoTally {
    state: Wire,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    features: Vec<KanoFeature>,
    options: KanoOptions,
    rows: u64,
    /// For each feature the counts by functional, then dysfunctional answer.
    pairs: Vec<Vec<u64>>,
}

impl KanoTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] without features or for an id that is none,
    /// [`QualityError::DuplicateId`].
    pub fn new(features: Vec<KanoFeature>, options: KanoOptions) -> Result<Self> {
        check_unique("features", features.iter().map(|feature| feature.id.as_str()))?;
        if features.is_empty() {
            return Err(QualityError::InvalidParameter {
                place: "features".into(),
                value: "none".into(),
                expected: "at least one feature".into(),
            });
        }
        let pairs = vec![vec![0; PAIRS]; features.len()];
        Ok(Self { state: Wire { features, options, rows: 0, pairs } })
    }

    /// What is asked about.
    pub fn features(&self) -> &[KanoFeature] {
        &self.state.features
    }
}

impl Tally for KanoTally {
    type Observations<'a> = KanoAnswers<'a>;
    type Output = KanoReport;
    const KIND: &'static str = "kano";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: KanoAnswers<'_>) -> Result<()> {
        let features = self.state.features.len();
        check_shape("kano", features, answers.functional)?;
        check_shape("kano", features, answers.dysfunctional)?;
        let all: Vec<Column<'_, i8>> = answers.functional.iter().chain(answers.dysfunctional).copied().collect();
        check_shape("kano", 2 * features, &all)?;
        check_answers(&all, Scale::ONE_TO_FIVE, self.state.options.missing)?;
        let rows = all.first().map_or(0, Column::len) as u64;
        require_room("kano", self.state.rows, rows, LARGEST_SCORE)?;
        let columns = answers.functional.iter().zip(answers.dysfunctional);
        for ((functional, dysfunctional), pairs) in columns.zip(&mut self.state.pairs) {
            for (with, without) in functional.iter().zip(dysfunctional.iter()) {
                if let Some((with, without)) = with.zip(without) {
                    pairs[5 * (with - 1) as usize + (without - 1) as usize] += 1;
                }
            }
        }
        self.state.rows += rows;
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.state.features != other.state.features || self.state.options != other.state.options {
            return Err(QualityError::DefinitionMismatch {
                left: "kano".into(),
                right: "kano".into(),
                difference: "features or options".into(),
            });
        }
        require_room("kano", self.state.rows, other.state.rows, LARGEST_SCORE)?;
        self.state.rows += other.state.rows;
        for (mine, theirs) in self.state.pairs.iter_mut().zip(&other.state.pairs) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        Ok(())
    }

    fn finish(&self) -> Result<KanoReport> {
        KanoReport::new(&self.state.features, &self.state.options, self.state.rows, &self.state.pairs)
    }
}

impl TryFrom<Wire> for KanoTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = Self::new(wire.features.clone(), wire.options.clone())?;
        let fits = wire.pairs.len() == empty.state.pairs.len() && wire.pairs.iter().all(|pairs| pairs.len() == PAIRS);
        let within = |pairs: &Vec<u64>| {
            pairs.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count)).is_some_and(|n| n <= wire.rows)
        };
        if fits && wire.rows <= most_respondents(LARGEST_SCORE) && wire.pairs.iter().all(within) {
            return Ok(Self { state: wire });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.pairs".into(),
            found: "counts of other features".into(),
            expected: format!("25 counts for each of {} features", wire.features.len()),
        })
    }
}

impl From<KanoTally> for Wire {
    fn from(tally: KanoTally) -> Self {
        tally.state
    }
}
