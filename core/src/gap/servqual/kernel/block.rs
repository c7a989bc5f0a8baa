//! One block of respondents.

use super::PART;
use core::ops::Range;

use super::loops::{Loops, Pairs, Respondents};
use super::plan::{Plan, Turn};
use crate::column::{Column, LastStride, STRIDE};
use crate::gap::servqual::sums::{ItemSums, Sums};

/// One block: what each respondent's items of each dimension add up to, in steps.
pub(super) struct Block<L: Loops> {
    loops: L,
    /// Steps from one end of the scale to the other.
    span: u8,
    /// The most steps of a sum.
    most: u32,
    /// The first row, and the number of rows filled up to whole strides.
    start: usize,
    length: usize,
    filled: usize,
    dimensions: Vec<Dimension<L>>,
    /// Bits of the two sides of an item, where those of their columns do not begin with a byte.
    bits: [Vec<u8>; 2],
    /// Of one part, by dimension.
    rows: Vec<L::Rows>,
}

/// The respondents of a block in one dimension.
struct Dimension<L: Loops> {
    /// Sums of both sides.
    sums: [InLine<L::Sum>; 2],
    /// Whether the respondent answered every pair: one bit each, lowest first.
    complete: Vec<u8>,
}

/// Values that begin with a line of the cache, so that no vector of them lies in two.
struct InLine<S> {
    values: Vec<S>,
    first: usize,
}

impl<S: Copy + Default> InLine<S> {
    fn new(rows: usize) -> Self {
        let values = vec![S::default(); rows + STRIDE];
        // Any other beginning is as right.
        let first = values.as_ptr().align_offset(STRIDE).min(STRIDE);
        Self { values, first }
    }

    fn rows(&self, rows: Range<usize>) -> &[S] {
        &self.values[self.first + rows.start..self.first + rows.end]
    }

    fn rows_mut(&mut self, rows: Range<usize>) -> &mut [S] {
        &mut self.values[self.first + rows.start..self.first + rows.end]
    }
}

impl<L: Loops> Block<L> {
    /// A block of at most `rows`.
    pub(super) fn new(loops: L, plan: &Plan, rows: usize) -> Self {
        let rows = rows.next_multiple_of(STRIDE);
        let dimension = |_| Dimension { sums: [(); 2].map(|()| InLine::new(rows)), complete: vec![0; rows / 8] };
        Self {
            loops,
            span: plan.span,
            most: plan.largest_sum,
            start: 0,
            length: 0,
            filled: 0,
            dimensions: (0..plan.dimensions).map(dimension).collect(),
            bits: [Vec::new(), Vec::new()],
            rows: vec![L::Rows::default(); plan.dimensions],
        }
    }

    pub(super) fn begin(&mut self, start: usize, length: usize) {
        (self.start, self.length, self.filled) = (start, length, length.next_multiple_of(STRIDE));
        for Dimension { sums, complete } in &mut self.dimensions {
            sums.iter_mut().for_each(|sums| sums.rows_mut(0..self.filled).fill(L::Sum::default()));
            complete[..self.filled / 8].fill(0xff);
        }
    }

    /// Adds one item; false where an answer that is there lies outside the scale. The answers
    /// `ahead` are those that come next.
    pub(super) fn add_item(
        &mut self,
        turn: &Turn,
        pair: &[Column<'_, i8>; 2],
        ahead: [&[i8]; 2],
        sums: &mut ItemSums,
    ) -> bool {
        let whole = self.length - self.length % STRIDE;
        let mut copies = core::mem::take(&mut self.bits);
        let ([e, p], [of_e, of_p]) = (pair, &mut copies);
        let sides = [e.strides(self.start, whole, of_e), p.strides(self.start, whole, of_p)];
        let mut inside = self.add_pairs(turn, Pairs { sides, ahead }, 0, sums);
        self.bits = copies;
        if whole < self.length {
            let last = pair.each_ref().map(|column| LastStride::new(column, self.start + whole));
            let pairs = Pairs { sides: last.each_ref().map(LastStride::strides), ahead: [&[]; 2] };
            inside &= self.add_pairs(turn, pairs, whole, sums);
        }
        inside
    }

    /// Adds the pairs from row `first` of the block on, in whole strides.
    fn add_pairs(&mut self, turn: &Turn, pairs: Pairs<'_>, first: usize, sums: &mut ItemSums) -> bool {
        let end = first + pairs.sides[0].values.len();
        let Dimension { sums: of_dimension, complete } = &mut self.dimensions[turn.dimension];
        let to = Respondents {
            sums: of_dimension.each_mut().map(|side| side.rows_mut(first..end)),
            complete: &mut complete[first / 8..end / 8],
        };
        let added = self.loops.add_pairs(turn, pairs, self.span, to);
        sums.merge(&added.sums);
        !added.outside
    }

    /// Adds the respondents of the block to the sums of dimensions and of the whole.
    pub(super) fn add_respondents(&mut self, sums: &mut Sums) {
        for first in (0..self.filled).step_by(PART) {
            self.add_part(first, PART.min(self.filled - first), sums);
        }
    }

    /// Adds `length` respondents from row `first` of the block on.
    fn add_part(&mut self, first: usize, length: usize, sums: &mut Sums) {
        let bytes = first / 8..(first + length) / 8;
        let mut all = [0xff; PART / 8];
        let all = &mut all[..length / 8];
        for dimension in &self.dimensions {
            all.iter_mut().zip(&dimension.complete[bytes.clone()]).for_each(|(all, own)| *all &= own);
        }
        sums.respondents += self.loops.count(all);
        let totals = sums.gap_total.iter_mut().zip(&mut sums.perception_total);
        let rows = self.dimensions.iter().zip(&mut self.rows);
        for ((dimension, rows), (sums, (gap, perception))) in rows.zip(sums.dimensions.iter_mut().zip(totals)) {
            let sides = dimension.sums.each_ref().map(|side| side.rows(first..first + length));
            let bits = [&dimension.complete[bytes.clone()], &*all];
            let added = self.loops.complete(sides, bits, self.most, rows);
            sums.merge(&added.sums);
            *gap += added.gap_total;
            *perception += added.perception_total;
        }
        let totals = [&mut sums.gap_products[..], &mut sums.perception_products[..]];
        self.loops.add_products(&self.rows, length, self.most, totals);
    }
}
