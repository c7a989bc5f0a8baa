//! Answers respondent by respondent, for what the fast kernel cannot add up.

use super::tally::ServqualAnswers;
use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule};
use crate::survey::{Instrument, check_answers, check_shape};

/// Common multiple of the dimensions' sizes at most: sums of overall scores must fit.
const LARGEST_MULTIPLE: i64 = 1 << 20;

/// The dimensions of an instrument, and how their means add up in whole numbers.
///
/// A mean over the dimensions, each itself a mean over its items, is Σ factor · sum of the
/// dimension / (multiple · dimensions), with multiple the common multiple of the sizes.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gap) struct Layout {
    /// The items of each dimension.
    pub(super) items: Vec<Vec<usize>>,
    /// The least common multiple of the sizes.
    pub(super) multiple: i64,
}

impl Layout {
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the sizes have no common multiple up to 2^20.
    pub(in crate::gap) fn new(instrument: &Instrument) -> Result<Self> {
        let all = 0..instrument.items().len();
        let of = |dimension| all.clone().filter(|&item| instrument.dimension_of(item) == dimension).collect();
        let items: Vec<Vec<usize>> = (0..instrument.dimensions().len()).map(of).collect();
        let mut multiple = 1_i64;
        for size in items.iter().map(|items| items.len() as i64) {
            multiple = multiple / greatest_common_divisor(multiple, size) * size;
            if multiple > LARGEST_MULTIPLE {
                return Err(QualityError::InvalidParameter {
                    place: format!("instrument `{}`", instrument.id()),
                    value: "numbers of items by dimension".into(),
                    expected: format!("a common multiple of at most {LARGEST_MULTIPLE}"),
                });
            }
        }
        Ok(Self { items, multiple })
    }

    /// Number of items of a dimension.
    pub(super) fn size(&self, dimension: usize) -> i64 {
        self.items[dimension].len() as i64
    }

    /// What the sum of a dimension counts in the sum over all.
    pub(in crate::gap) fn factor(&self, dimension: usize) -> i64 {
        self.multiple / self.size(dimension)
    }

    /// What the sum over all is divided by to be the mean of the dimensions.
    pub(in crate::gap) fn divisor(&self) -> f64 {
        self.multiple as f64 * self.items.len() as f64
    }

    /// Σ factor · sum over the dimensions, `None` where one is missing.
    pub(super) fn overall(&self, dimensions: &[Option<i64>]) -> Option<i64> {
        let terms = dimensions.iter().enumerate();
        terms.map(|(dimension, sum)| sum.map(|sum| self.factor(dimension) * sum)).sum()
    }

    /// Writes the items, then the sums of the dimensions, then the sum over all.
    pub(super) fn write_parts(&self, items: impl Iterator<Item = Option<i64>>, parts: &mut Vec<Option<i64>>) {
        parts.clear();
        parts.extend(items);
        for of in &self.items {
            parts.push(of.iter().map(|&item| parts[item]).sum());
        }
        let (_, dimensions) = parts.split_at(parts.len() - self.items.len());
        parts.push(self.overall(dimensions));
    }
}

pub(super) fn greatest_common_divisor(left: i64, right: i64) -> i64 {
    if right == 0 { left } else { greatest_common_divisor(right, left % right) }
}

/// The pairs of one respondent, reverse-scored items turned.
#[derive(Debug, Clone, Default)]
pub(super) struct RespondentPairs {
    /// Expectation and perception of each item, where both are there.
    pub(super) pairs: Vec<Option<[i64; 2]>>,
}

impl RespondentPairs {
    /// Reads the pairs of one row.
    pub(super) fn read(&mut self, instrument: &Instrument, answers: &ServqualAnswers<'_>, row: usize) {
        let scale = instrument.scale();
        let columns = instrument.items().iter().zip(answers.expectation.iter().zip(answers.perception));
        self.pairs.clear();
        self.pairs.extend(columns.map(|(item, (expectation, perception))| {
            let turn = |answer| i64::from(if item.reversed { scale.reverse(answer) } else { answer });
            Some([turn(expectation.get(row)?), turn(perception.get(row)?)])
        }));
    }

    /// Perception − expectation of each item.
    pub(super) fn gaps(&self) -> impl Iterator<Item = Option<i64>> {
        self.pairs.iter().map(|pair| pair.map(|[expectation, perception]| perception - expectation))
    }

    /// The perception of each item whose pair is there.
    pub(super) fn perceptions(&self) -> impl Iterator<Item = Option<i64>> {
        self.pairs.iter().map(|pair| pair.map(|[_, perception]| perception))
    }
}

/// Checks a chunk of answers and returns its number of rows.
pub(super) fn check_pairs(
    instrument: &Instrument,
    answers: &ServqualAnswers<'_>,
    missing: MissingRule,
) -> Result<usize> {
    let items = instrument.items().len();
    check_shape(instrument.id(), items, answers.expectation)?;
    check_shape(instrument.id(), items, answers.perception)?;
    let all: Vec<Column<'_, i8>> = answers.expectation.iter().chain(answers.perception).copied().collect();
    check_shape(instrument.id(), 2 * items, &all)?;
    check_answers(&all, instrument.scale(), missing)?;
    Ok(all.first().map_or(0, Column::len))
}
