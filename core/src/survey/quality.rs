//! Whether respondents answered with care.
//!
//! # What it measures
//! Per respondent, over the ratings of an instrument: straight-lining (the same answer to every
//! item of a rating), the longest run of equal answers, expectation equal to perception throughout,
//! too few items answered in a dimension, a minimum above the desired level, and, where ids are given,
//! respondents who answered twice.
//!
//! Answers are looked at as given, before reverse-scored items are turned: who agrees with a
//! statement and its opposite did not read. Flags are only counted. To leave respondents out, take
//! the rows that [`QualityReport::kept`] names; nothing here does it for you.
//!
//! # Missing values
//! A missing answer neither continues nor breaks a line. Straight-lining and equal pairs need at
//! least [`QualityOptions::least_answers`] answers; below, the respondent has neither flag.
//!
//! # Checked against
//! The 39 straight-liners and the table of longest runs in the shared water survey
//! (`core/tests/gap_quality.rs`).
//!
//! Needs the rows, as its result names rows.

use serde::{Deserialize, Serialize};

use super::{Instrument, check_answers, check_shape};
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule};

/// What counts as careless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QualityOptions {
    /// Answers without which nobody is called a straight-liner.
    #[cfg_attr(feature = "uniffi", uniffi(default = 5))]
    pub least_answers: u64,
    /// Items of each dimension that must be answered in every rating, in percent.
    #[cfg_attr(feature = "uniffi", uniffi(default = 50))]
    pub least_percent_of_dimension: u64,
}

impl Default for QualityOptions {
    fn default() -> Self {
        Self { least_answers: 5, least_percent_of_dimension: 50 }
    }
}

/// The ratings of one chunk; those that were not asked are empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct QualityAnswers<'a> {
    /// Expectations, or the desired level.
    pub expectation: &'a [Column<'a, i8>],
    /// Perceptions.
    pub perception: &'a [Column<'a, i8>],
    /// The least that is accepted.
    pub minimum: &'a [Column<'a, i8>],
    /// Who answered; without it nobody is looked for twice.
    pub respondent: Option<Column<'a, &'a str>>,
}

/// Something that may be wrong with a respondent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[non_exhaustive]
pub enum QualityFlag {
    /// The same answer to every item of a rating.
    StraightLining,
    /// Expectation and perception equal in every pair.
    EqualPairs,
    /// Too few items of a dimension answered.
    TooFewAnswers,
    /// A minimum above the desired level.
    MinimumAboveDesired,
    /// The same respondent as in an earlier row of the chunk; the first row is not flagged.
    DuplicateRespondent,
}

impl QualityFlag {
    /// All flags.
    pub const ALL: [Self; 5] = [
        Self::StraightLining,
        Self::EqualPairs,
        Self::TooFewAnswers,
        Self::MinimumAboveDesired,
        Self::DuplicateRespondent,
    ];
}

/// One respondent with at least one flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct FlaggedRespondent {
    /// Row within the chunk, from zero.
    pub row: u64,
    /// What may be wrong, each once.
    pub flags: Vec<QualityFlag>,
}

/// How often one flag was raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct FlagCount {
    /// The flag.
    pub flag: QualityFlag,
    /// Respondents who have it.
    pub count: u64,
}

/// The flags of a chunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct QualityReport {
    /// Rows seen.
    pub respondents: u64,
    /// How often each flag was raised; one respondent can have several.
    pub counts: Vec<FlagCount>,
    /// Everyone with a flag, in the order of the rows.
    pub flagged: Vec<FlaggedRespondent>,
    /// For each row the longest run of equal answers in one rating, in the order of the items.
    pub longest_run: Vec<u64>,
}

impl QualityReport {
    /// How many respondents have `flag`.
    pub fn count(&self, flag: QualityFlag) -> u64 {
        self.counts.iter().find(|count| count.flag == flag).map_or(0, |count| count.count)
    }

    /// The rows of the respondents who have none of `flags`.
    pub fn kept(&self, flags: &[QualityFlag]) -> Vec<u64> {
        let left_out: Vec<u64> = self
            .flagged
            .iter()
            .filter(|respondent| respondent.flags.iter().any(|flag| flags.contains(flag)))
            .map(|respondent| respondent.row)
            .collect();
        (0..self.respondents).filter(|row| left_out.binary_search(row).is_err()).collect()
    }
}

/// Flags every respondent of a chunk.
///
/// # Errors
/// [`LengthMismatch`](crate::QualityError::LengthMismatch) where the columns do not fit,
/// [`OutsideScale`](crate::QualityError::OutsideScale) for an answer off the scale.
///
/// ```
/// use servqual::measure::Column;
/// use servqual::survey::{Instrument, QualityAnswers, QualityFlag, QualityOptions, flag_respondents};
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7},
///     "dimensions": [{"id": "a"}],
///     "items": [{"id": "q1", "dimension": "a"}, {"id": "q2", "dimension": "a"}]
/// }"#)?;
/// let answers = [Column::new("q1", &[7, 5]), Column::new("q2", &[7, 6])];
/// let options = QualityOptions { least_answers: 2, ..Default::default() };
/// let report =
///     flag_respondents(&instrument, QualityAnswers { perception: &answers, ..Default::default() }, options)?;
/// assert_eq!(report.count(QualityFlag::StraightLining), 1);
/// assert_eq!(report.kept(&[QualityFlag::StraightLining]), [1]);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn flag_respondents(
    instrument: &Instrument,
    answers: QualityAnswers<'_>,
    options: QualityOptions,
) -> Result<QualityReport> {
    let sides = [answers.expectation, answers.perception, answers.minimum];
    let asked: Vec<&[Column<'_, i8>]> = sides.into_iter().filter(|side| !side.is_empty()).collect();
    for side in &asked {
        check_shape(instrument.id(), instrument.items().len(), side)?;
        check_answers(side, instrument.scale(), MissingRule::Omit)?;
    }
    let all: Vec<Column<'_, i8>> = asked.iter().flat_map(|side| side.iter()).copied().collect();
    check_shape(instrument.id(), asked.len() * instrument.items().len(), &all)?;
    let rows = all.first().map_or(0, Column::len);
    let repeated = find_repeated(answers.respondent, rows)?;
    let respondent = Respondent { instrument, answers, asked: &asked, options, repeated };
    let found: Vec<Vec<QualityFlag>> = (0..rows).map(|row| respondent.flags(row)).collect();
    let count = |flag: QualityFlag| found.iter().filter(|flags| flags.contains(&flag)).count() as u64;
    let counts = QualityFlag::ALL.map(|flag| FlagCount { flag, count: count(flag) }).to_vec();
    let flagged = found.into_iter().enumerate().filter(|(_, flags)| !flags.is_empty());
    Ok(QualityReport {
        respondents: rows as u64,
        counts,
        flagged: flagged.map(|(row, flags)| FlaggedRespondent { row: row as u64, flags }).collect(),
        longest_run: (0..rows).map(|row| respondent.longest_run(row)).collect(),
    })
}

/// Whether the respondent of each row stood in an earlier one; one without id did not.
fn find_repeated(respondent: Option<Column<'_, &str>>, rows: usize) -> Result<Vec<bool>> {
    let Some(respondent) = respondent else { return Ok(vec![false; rows]) };
    if respondent.len() != rows {
        return Err(QualityError::LengthMismatch {
            left: respondent.name().into(),
            right: "answers".into(),
            left_length: respondent.len() as u64,
            right_length: rows as u64,
        });
    }
    let mut seen = std::collections::BTreeSet::new();
    Ok((0..rows).map(|row| respondent.get(row).is_some_and(|id| !seen.insert(id))).collect())
}

struct Respondent<'a> {
    instrument: &'a Instrument,
    answers: QualityAnswers<'a>,
    asked: &'a [&'a [Column<'a, i8>]],
    options: QualityOptions,
    repeated: Vec<bool>,
}

impl Respondent<'_> {
    fn flags(&self, row: usize) -> Vec<QualityFlag> {
        let raised = |flag: &QualityFlag| match flag {
            QualityFlag::StraightLining => self.asked.iter().any(|side| self.is_line(side, row)),
            QualityFlag::EqualPairs => self.has_equal_pairs(row),
            QualityFlag::TooFewAnswers => self.has_too_few(row),
            QualityFlag::MinimumAboveDesired => self.has_violation(row),
            QualityFlag::DuplicateRespondent => self.repeated[row],
        };
        QualityFlag::ALL.into_iter().filter(raised).collect()
    }

    fn is_line(&self, side: &[Column<'_, i8>], row: usize) -> bool {
        let mut given = side.iter().filter_map(|column| column.get(row));
        let Some(first) = given.next() else { return false };
        let rest: Vec<i8> = given.collect();
        rest.len() as u64 + 1 >= self.options.least_answers.max(2) && rest.iter().all(|&answer| answer == first)
    }

    fn has_equal_pairs(&self, row: usize) -> bool {
        let columns = self.answers.expectation.iter().zip(self.answers.perception);
        let pairs: Vec<(i8, i8)> = columns.filter_map(|(e, p)| e.get(row).zip(p.get(row))).collect();
        pairs.len() as u64 >= self.options.least_answers.max(1) && pairs.iter().all(|(e, p)| e == p)
    }

    fn has_too_few(&self, row: usize) -> bool {
        let mut asked = vec![0_u64; self.instrument.dimensions().len()];
        let mut answered = asked.clone();
        for item in 0..self.instrument.items().len() {
            let dimension = self.instrument.dimension_of(item);
            asked[dimension] += 1;
            answered[dimension] += u64::from(self.asked.iter().all(|side| side[item].is_valid(row)));
        }
        let least = self.options.least_percent_of_dimension;
        asked.iter().zip(answered).any(|(&asked, answered)| 100 * answered < least.saturating_mul(asked))
    }

    fn has_violation(&self, row: usize) -> bool {
        let items = self.instrument.items().iter();
        let columns = items.zip(self.answers.minimum.iter().zip(self.answers.expectation));
        columns
            .filter_map(|(item, (minimum, desired))| Some((item.reversed, minimum.get(row)?, desired.get(row)?)))
            .any(|(reversed, minimum, desired)| if reversed { minimum < desired } else { minimum > desired })
    }

    fn longest_run(&self, row: usize) -> u64 {
        let of = |side: &&[Column<'_, i8>]| {
            let (mut longest, mut run, mut before) = (0, 0, None);
            for answer in side.iter().filter_map(|column| column.get(row)) {
                run = if before == Some(answer) { run + 1 } else { 1 };
                before = Some(answer);
                longest = longest.max(run);
            }
            longest
        };
        self.asked.iter().map(of).max().unwrap_or(0)
    }
}
