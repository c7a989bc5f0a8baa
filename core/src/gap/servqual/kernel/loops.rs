//! What every set of hot loops does.

use super::super::sums::{DimensionSums, ItemSums};
use super::plan::Turn;
use crate::column::Strides;

/// The answers to one item.
#[derive(Clone, Copy)]
pub(super) struct Pairs<'a> {
    /// Expectations and perceptions.
    pub(super) sides: [Strides<'a>; 2],
    /// Answers that loops take next: worth fetching meanwhile, where an instruction does that.
    #[cfg_attr(not(target_arch = "x86_64"), expect(dead_code, reason = "only x86-64 has it within reach"))]
    pub(super) ahead: [&'a [i8]; 2],
}

/// What the respondents of some rows add up to in one dimension.
pub(super) struct Respondents<'a, S> {
    /// Sums of steps of expectations and perceptions.
    pub(super) sums: [&'a mut [S]; 2],
    /// A bit for each respondent who answered every pair.
    pub(super) complete: &'a mut [u8],
}

/// What one item adds, in steps.
#[derive(Debug, Default, Clone)]
pub(super) struct PairSums {
    pub(super) sums: ItemSums,
    /// Whether an answer that is there lies outside the scale.
    pub(super) outside: bool,
}

/// What one part adds in one dimension; perceptions in steps.
#[derive(Debug, Default, Clone)]
pub(super) struct CompleteSums {
    /// Those who are complete in this dimension.
    pub(super) sums: DimensionSums,
    /// Those who are complete everywhere.
    pub(super) gap_total: i64,
    pub(super) perception_total: i64,
}

/// The hot loops. All slices of a call have the same number of rows, whole strides, and a bit for
/// each row. All but `add_pairs` take at most a part.
pub(super) trait Loops {
    /// What holds a respondent's sum of steps.
    type Sum: Copy + Default;

    /// Gaps and perceptions of a part in one dimension, of those who are complete everywhere.
    type Rows: Clone + Default;

    /// Adds up the pairs of one item, adds their steps to the sums of their dimension, and takes the
    /// respondents without the pair from those who are complete.
    fn add_pairs(&self, turn: &Turn, pairs: Pairs<'_>, span: u8, to: Respondents<'_, Self::Sum>) -> PairSums;

    /// Adds up the sums of those who are complete in a dimension, and keeps the rows of those who are
    /// complete everywhere. No sum of steps exceeds `most`.
    fn complete(
        &self,
        sums: [&[Self::Sum]; 2],
        own_and_all: [&[u8]; 2],
        most: u32,
        rows: &mut Self::Rows,
    ) -> CompleteSums;

    /// Adds Σ left · right of the gaps, and of the perceptions, for every two dimensions: a row for
    /// each, of which the part from the diagonal on counts.
    fn add_products(&self, rows: &[Self::Rows], length: usize, most: u32, totals: [&mut [i64]; 2]);

    /// Number of bits that are set.
    fn count(&self, bits: &[u8]) -> u64;
}

#[inline(always)]
pub(super) fn count(bits: &[u8]) -> u64 {
    let (words, rest) = bits.as_chunks();
    let mut ones: u32 = rest.iter().map(|byte| byte.count_ones()).sum();
    for word in words {
        ones += u64::from_le_bytes(*word).count_ones();
    }
    ones.into()
}
