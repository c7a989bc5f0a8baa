//! The tally of a SERVQUAL survey.

use serde::{Deserialize, Serialize};

use super::check::{MOST_RESPONDENTS, holds_together};
use super::forms::ServqualForm;
use super::kernel::add_up;
use super::not_applicable::{ApplicablePairs, NotApplicableCounts};
use super::report::{Reports, weighted_moments};
use super::result::ServqualReport;
use super::sums::Sums;
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Tally};
use crate::stats::SampleMoments;
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;

/// How the gaps of the dimensions become one weighted score.
///
/// Two recipes are in circulation that differ by the number of dimensions (the factor-five trap),
/// so the result names the one it used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum WeightConvention {
    /// Σ weight / 100 · gap: a weighted mean on the scale of the gaps.
    #[default]
    WeightedSum,
    /// The same divided once more by the number of dimensions, as one circulated recipe does.
    WeightedSumOverDimensions,
}

/// How a SERVQUAL survey is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServqualOptions {
    /// What happens to missing answers.
    pub missing: MissingRule,
    /// Confidence level of the intervals.
    pub level: ConfidenceLevel,
    /// How weights enter the overall score.
    pub convention: WeightConvention,
    /// Codes beside the scale that stand for "not applicable": no answers, not even missing ones.
    /// They are left out under every missing rule, and counted as `not_applicable`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<i8>,
}

/// One chunk of answers: a column for each item, in the order of the instrument.
#[derive(Debug, Clone, Copy)]
pub struct ServqualAnswers<'a> {
    /// Expectations, as answered.
    pub expectation: &'a [Column<'a, i8>],
    /// Perceptions, as answered.
    pub perception: &'a [Column<'a, i8>],
}

/// A SERVQUAL survey while it is measured.
///
/// Everything is summed in integers, so the result has the same bits for every cut, order and
/// merge. Costs 48 bytes an item, 48 a dimension and 16 a pair of dimensions, whatever the number
/// of respondents.
///
/// ```
/// use servqual::gap::servqual::{ServqualAnswers, ServqualTally};
/// use servqual::measure::{Column, Tally};
/// use servqual::survey::Instrument;
///
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "reliability"}],
///     "items": [{"id": "q1", "dimension": "reliability"}]
/// }"#)?;
/// let mut tally = ServqualTally::new(instrument, Default::default());
/// tally.observe(ServqualAnswers {
///     expectation: &[Column::new("e1", &[7, 6, 7])],
///     perception: &[Column::new("p1", &[5, 6, 4])],
/// })?;
/// let report = tally.finish()?;
/// assert_eq!(report.items[0].gap.estimate, Some(-5.0 / 3.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ServqualTally {
    instrument: Instrument,
    options: ServqualOptions,
    sums: Sums,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    instrument: Instrument,
    options: ServqualOptions,
    sums: Sums,
}

impl ServqualTally {
    /// An empty tally.
    pub fn new(instrument: Instrument, options: ServqualOptions) -> Self {
        let mut sums = Sums::new(&instrument);
        if !options.not_applicable.is_empty() {
            sums.not_applicable = Some(NotApplicableCounts::new(&instrument));
        }
        Self { instrument, options, sums }
    }

    /// What is asked.
    pub fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// How the survey is evaluated.
    pub fn options(&self) -> &ServqualOptions {
        &self.options
    }

    /// Rows seen.
    pub fn rows(&self) -> u64 {
        self.sums.rows
    }

    /// Moments of the weighted overall score in a weighted form; `None` without complete respondents.
    pub(super) fn weighted_moments(&self, form: ServqualForm, weights: &[f64]) -> Option<SampleMoments> {
        weighted_moments(&self.instrument, &self.options, &self.sums, form, weights)
    }

    /// Refuses more respondents than the sums can hold.
    pub(super) fn require_room(&self, added: u64) -> Result<()> {
        match self.sums.rows.checked_add(added) {
            Some(rows) if rows <= MOST_RESPONDENTS => Ok(()),
            _ => Err(QualityError::InvalidParameter {
                place: self.instrument.id().into(),
                value: format!("{added} respondents more than {}", self.sums.rows),
                expected: format!("at most {MOST_RESPONDENTS} respondents"),
            }),
        }
    }

    /// What reports of this instrument have in common.
    pub(super) fn reports(&self) -> Reports<'_> {
        Reports::new(&self.instrument, &self.options)
    }

    pub(super) fn sums(&self) -> &Sums {
        &self.sums
    }

    /// Adds sums of this instrument that were added up elsewhere, where there is room for them.
    pub(super) fn add(&mut self, sums: &Sums) {
        self.sums.merge(sums);
    }

    /// Whether the other tally can be added to this one.
    pub(super) fn require_mergeable(&self, other: &Self) -> Result<()> {
        if self.instrument != other.instrument || self.options != other.options {
            return Err(QualityError::DefinitionMismatch {
                left: self.instrument.id().into(),
                right: other.instrument.id().into(),
                difference: "instrument or options".into(),
            });
        }
        self.require_room(other.sums.rows)
    }

    /// What a chunk answers beside its codes.
    pub(super) fn applicable<'a>(&self, answers: &ServqualAnswers<'a>) -> Result<ApplicablePairs<'a>> {
        let pairs = self.pairs(answers)?;
        self.require_room(pairs.first().map_or(0, |[expectation, _]| expectation.len() as u64))?;
        if self.options.missing == MissingRule::Raise {
            pairs.iter().flatten().try_for_each(refuse_missing)?;
        }
        ApplicablePairs::new(&self.instrument, answers, &self.options.not_applicable)
    }

    /// Pairs each expectation with its perception; every column has the same length.
    fn pairs<'a>(&self, answers: &ServqualAnswers<'a>) -> Result<Vec<[Column<'a, i8>; 2]>> {
        let items = self.instrument.items().len();
        for (name, columns) in [("expectation", answers.expectation), ("perception", answers.perception)] {
            if columns.len() != items {
                return Err(QualityError::LengthMismatch {
                    left: format!("items of `{}`", self.instrument.id()),
                    right: format!("columns of {name}"),
                    left_length: items as u64,
                    right_length: columns.len() as u64,
                });
            }
        }
        let pairs: Vec<_> = answers.expectation.iter().zip(answers.perception).map(|(&e, &p)| [e, p]).collect();
        if let Some([first, _]) = pairs.first() {
            pairs.iter().flatten().try_for_each(|column| first.require_length(column))?;
        }
        Ok(pairs)
    }
}

impl Tally for ServqualTally {
    type Observations<'a> = ServqualAnswers<'a>;
    type Output = ServqualReport;
    const KIND: &'static str = "servqual";
    const VERSION: u32 = 1;

    fn observe(&mut self, answers: ServqualAnswers<'_>) -> Result<()> {
        let applicable = self.applicable(&answers)?;
        let pairs = applicable.pairs()?;
        // Into a fresh set of sums, so that an error leaves the tally as it was.
        let mut added = Sums::new(&self.instrument);
        add_up(&self.instrument, &pairs, &mut added)?;
        added.not_applicable = applicable.count(&self.instrument);
        self.sums.merge(&added);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        self.require_mergeable(other)?;
        self.sums.merge(&other.sums);
        Ok(())
    }

    fn finish(&self) -> Result<ServqualReport> {
        self.reports().of(&self.sums)
    }
}

fn refuse_missing(column: &Column<'_, i8>) -> Result<()> {
    match column.validity().and_then(|validity| (0..column.len()).find(|&row| !validity.is_valid(row))) {
        Some(row) => Err(column.missing(row)),
        None => Ok(()),
    }
}

impl TryFrom<Wire> for ServqualTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        if wire.options.not_applicable.is_empty() == wire.sums.not_applicable.is_none()
            && holds_together(&wire.instrument, &wire.sums)
        {
            return Ok(Self { instrument: wire.instrument, options: wire.options, sums: wire.sums });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.sums".into(),
            found: "sums of another instrument, or none that answers give".into(),
            expected: format!("sums of `{}`", wire.instrument.id()),
        })
    }
}

impl From<ServqualTally> for Wire {
    fn from(tally: ServqualTally) -> Self {
        Self { instrument: tally.instrument, options: tally.options, sums: tally.sums }
    }
}
