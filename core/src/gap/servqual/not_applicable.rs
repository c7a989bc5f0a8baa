//! Codes for "not applicable" in a paired survey.

use serde::{Deserialize, Serialize};

use super::sums::Sums;
use super::tally::ServqualAnswers;
use crate::error::Result;
use crate::measure::Column;
use crate::survey::{ApplicableAnswers, Instrument};

/// Pairs, dimensions and respondents that a code leaves out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotApplicableCounts {
    /// Pairs of each item with a code on either side.
    pub(super) items: Vec<u64>,
    /// Respondents with such a pair in each dimension.
    pub(super) dimensions: Vec<u64>,
    /// Respondents with such a pair.
    pub(super) respondents: u64,
}

impl NotApplicableCounts {
    pub(super) fn new(instrument: &Instrument) -> Self {
        let [items, dimensions] = [instrument.items().len(), instrument.dimensions().len()].map(|size| vec![0; size]);
        Self { items, dimensions, respondents: 0 }
    }

    /// As many zeros.
    pub(super) fn none(&self) -> Self {
        Self { items: vec![0; self.items.len()], dimensions: vec![0; self.dimensions.len()], respondents: 0 }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.items.iter_mut().zip(&other.items).for_each(|(mine, theirs)| *mine += theirs);
        self.dimensions.iter_mut().zip(&other.dimensions).for_each(|(mine, theirs)| *mine += theirs);
        self.respondents += other.respondents;
    }

    /// Whether as many can have been left out beside those that were not.
    pub(super) fn hold_together(&self, sums: &Sums) -> bool {
        let fits = |used: u64, left_out: u64| used.checked_add(left_out).is_some_and(|all| all <= sums.rows);
        self.items.len() == sums.items.len()
            && self.dimensions.len() == sums.dimensions.len()
            && self.items.iter().zip(&sums.items).all(|(&left_out, item)| fits(item.n, left_out))
            && self.dimensions.iter().zip(&sums.dimensions).all(|(&left_out, of)| fits(of.n, left_out))
            && fits(sums.respondents, self.respondents)
    }

    fn add(&mut self, instrument: &Instrument, items: &[usize]) {
        let mut dimensions: Vec<usize> = items.iter().map(|&item| instrument.dimension_of(item)).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        items.iter().for_each(|&item| self.items[item] += 1);
        dimensions.iter().for_each(|&dimension| self.dimensions[dimension] += 1);
        self.respondents += u64::from(!items.is_empty());
    }
}

/// The answers of a chunk beside its codes.
pub(super) struct ApplicablePairs<'a> {
    sides: [ApplicableAnswers<'a>; 2],
    declared: bool,
}

impl<'a> ApplicablePairs<'a> {
    pub(super) fn new(instrument: &Instrument, answers: &ServqualAnswers<'a>, codes: &[i8]) -> Result<Self> {
        let side = |columns: &[Column<'a, i8>]| ApplicableAnswers::new(columns, instrument.scale(), codes);
        Ok(Self { sides: [side(answers.expectation)?, side(answers.perception)?], declared: !codes.is_empty() })
    }

    /// Expectation and perception of each item, codes being missing.
    pub(super) fn pairs(&self) -> Result<Vec<[Column<'_, i8>; 2]>> {
        let [expectation, perception] = &self.sides;
        Ok(expectation.columns()?.into_iter().zip(perception.columns()?).map(|(e, p)| [e, p]).collect())
    }

    /// What the codes leave out; `None` where none are declared.
    pub(super) fn count(&self, instrument: &Instrument) -> Option<NotApplicableCounts> {
        let mut counts = self.declared.then(|| NotApplicableCounts::new(instrument))?;
        self.each(instrument, |_, items| counts.add(instrument, items));
        Some(counts)
    }

    /// The same by segment, into the sums that the codes point to.
    pub(super) fn count_by_segment(&self, instrument: &Instrument, segments: &[u32], sums: &mut [Sums]) {
        if self.declared {
            sums.iter_mut().for_each(|sums| sums.not_applicable = Some(NotApplicableCounts::new(instrument)));
            self.each(instrument, |row, items| {
                if let Some(counts) = &mut sums[segments[row] as usize].not_applicable {
                    counts.add(instrument, items);
                }
            });
        }
    }

    /// Each row with a code, and the items whose pairs have one.
    fn each(&self, instrument: &Instrument, mut found: impl FnMut(usize, &[usize])) {
        if !self.sides.iter().any(ApplicableAnswers::has_codes) {
            return;
        }
        let rows = self.sides[0].columns().ok().and_then(|columns| columns.first().map(Column::len)).unwrap_or(0);
        for row in 0..rows {
            let has_code = |item: &usize| self.sides.iter().any(|side| side.is_not_applicable(*item, row));
            let items: Vec<usize> = (0..instrument.items().len()).filter(has_code).collect();
            if !items.is_empty() {
                found(row, &items);
            }
        }
    }
}
