//! The sums of a chunk of answers, in integers.
//!
//! Columns are walked in blocks that stay in the cache. An answer enters the loops as its number of
//! steps from one end of the scale: never negative, so that it fits a byte, and 0 where the pair is
//! missing, so that no loop has a branch. What the sums of steps say about the answers as given
//! follows once for each chunk.
//!
//! The loops are written twice: for every machine, and with the vector instructions that most
//! x86-64 machines have. Both add the same integers, so nobody can tell from a result which ran.

#[cfg(target_arch = "x86_64")]
mod avx2;
mod fastest;
mod loops;
mod plan;
mod records;
mod segments;
mod words;

use self::fastest::{Task, run_fastest};
use self::loops::Loops;
use self::plan::{Plan, Turn, pairs};
pub(super) use self::segments::add_up_by_segment;
use super::sums::{ItemSums, Sums};
use crate::error::{QualityError, Result};
use crate::measure::{Column, Scale};
use crate::survey::Instrument;

/// Respondents of one block: columns are read in runs so long that the memory streams.
const BLOCK: usize = 16384;
/// Respondents whose gaps are multiplied at a time: they stay in the first-level cache.
const PART: usize = 1024;
/// Respondents that the loops take at a time; those that the last block lacks count as missing.
const STRIDE: usize = 32;

/// Adds up a chunk. `answers` holds expectation and perception of each item.
pub(super) fn add_up(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]], sums: &mut Sums) -> Result<()> {
    let plan = Plan::new(instrument);
    let rows = answers.first().map_or(0, |[expectation, _]| expectation.len());
    match run_fastest(&plan, AddBlocks { plan: &plan, answers, rows, sums }) {
        Some((item, start)) => Err(first_outside(&answers[item], start, BLOCK.min(rows - start), instrument.scale())),
        None => {
            sums.rows += rows as u64;
            plan.as_answered(sums);
            Ok(())
        }
    }
}

/// Adds all blocks to `sums`, in steps.
struct AddBlocks<'a> {
    plan: &'a Plan,
    answers: &'a [[Column<'a, i8>; 2]],
    rows: usize,
    sums: &'a mut Sums,
}

impl Task for AddBlocks<'_> {
    /// The first item and block with an answer off the scale.
    type Output = Option<(usize, usize)>;

    fn run<L: Loops>(self, loops: L) -> Option<(usize, usize)> {
        let Self { plan, answers, rows, sums } = self;
        let mut block = Block::new(loops, plan.dimensions, rows.min(BLOCK));
        for start in (0..rows).step_by(BLOCK) {
            block.begin(start, BLOCK.min(rows - start));
            for ((turn, pair), sums) in plan.turns.iter().zip(answers).zip(&mut sums.items) {
                if !block.add_item(turn, pair, plan.span, sums) {
                    return Some((turn.item, start));
                }
            }
            block.add_respondents(sums);
        }
        None
    }
}

/// One block: what each respondent's items of each dimension add up to, in steps.
struct Block<L: Loops> {
    loops: L,
    /// The first row, the number of rows, and that number filled up to whole strides.
    start: usize,
    length: usize,
    filled: usize,
    /// Sums of both sides by dimension.
    sums: Vec<[Vec<L::Sum>; 2]>,
    /// Whether the respondent answered every pair of the dimension: one bit each, lowest first.
    complete: Vec<Vec<u8>>,
    /// Whether the pair of the current item is there.
    valid: Vec<u8>,
    /// Of one part, by dimension: gaps and perceptions of those who are complete.
    gaps: Vec<[i16; PART]>,
    perceptions: Vec<[i16; PART]>,
}

impl<L: Loops> Block<L> {
    /// A block of at most `rows`.
    fn new(loops: L, dimensions: usize, rows: usize) -> Self {
        let rows = rows.next_multiple_of(STRIDE);
        Self {
            loops,
            start: 0,
            length: 0,
            filled: 0,
            sums: vec![[vec![L::Sum::default(); rows], vec![L::Sum::default(); rows]]; dimensions],
            complete: vec![vec![0; rows / 8]; dimensions],
            valid: vec![0; rows / 8],
            gaps: vec![[0; PART]; dimensions],
            perceptions: vec![[0; PART]; dimensions],
        }
    }

    fn begin(&mut self, start: usize, length: usize) {
        (self.start, self.length, self.filled) = (start, length, length.next_multiple_of(STRIDE));
        let (filled, bytes) = (self.filled, self.filled / 8);
        self.sums.iter_mut().flatten().for_each(|sums| sums[..filled].fill(L::Sum::default()));
        self.complete.iter_mut().for_each(|bits| bits[..bytes].fill(0xff));
    }

    /// Adds one item; false where an answer that is there lies outside the scale.
    fn add_item(&mut self, turn: &Turn, pair: &[Column<'_, i8>; 2], span: u8, sums: &mut ItemSums) -> bool {
        self.find_valid(pair);
        let valid = &self.valid[..self.filled / 8];
        sums.n += self.loops.count(valid);
        self.complete[turn.dimension].iter_mut().zip(valid).for_each(|(complete, valid)| *complete &= valid);
        let answers = pair.each_ref().map(|column| &column.values()[self.start..self.start + self.length]);
        let whole = self.length - self.length % STRIDE;
        if whole == self.length {
            return self.add_pairs(turn, answers, 0, span, sums);
        }
        // The rest fills a stride with answers that do not count.
        let mut rest = [[0; STRIDE]; 2];
        rest.iter_mut()
            .zip(answers)
            .for_each(|(rest, side)| rest[..side.len() - whole].copy_from_slice(&side[whole..]));
        self.add_pairs(turn, answers.map(|side| &side[..whole]), 0, span, sums)
            && self.add_pairs(turn, rest.each_ref().map(|side| &side[..]), whole, span, sums)
    }

    /// Adds the pairs from row `first` of the block on, in whole strides.
    fn add_pairs(&mut self, turn: &Turn, answers: [&[i8]; 2], first: usize, span: u8, sums: &mut ItemSums) -> bool {
        let end = first + answers[0].len();
        let rows = self.sums[turn.dimension].each_mut().map(|side| &mut side[first..end]);
        let added = self.loops.add_pairs(turn, answers, &self.valid[first / 8..end / 8], span, rows);
        sums.expectation += added.expectation as i64;
        sums.perception += added.perception as i64;
        sums.expectation_squares += added.expectation_squares as i64;
        sums.perception_squares += added.perception_squares as i64;
        sums.products += added.products as i64;
        !added.outside
    }

    /// One bit for each pair that is there.
    fn find_valid(&mut self, pair: &[Column<'_, i8>; 2]) {
        let (bytes, beyond) = self.valid[..self.filled / 8].split_at_mut(self.length.div_ceil(8));
        bytes.fill(0xff);
        beyond.fill(0);
        if let (Some(last), rest @ 1..) = (bytes.last_mut(), self.length % 8) {
            *last = (1 << rest) - 1;
        }
        for validity in pair.iter().filter_map(Column::validity) {
            validity.keep_in(bytes, self.start);
        }
    }

    /// Adds the respondents of the block to the sums of dimensions and of the whole.
    fn add_respondents(&mut self, sums: &mut Sums) {
        for first in (0..self.filled).step_by(PART) {
            self.add_part(first, PART.min(self.filled - first), sums);
        }
    }

    /// Adds `length` respondents from row `first` of the block on.
    fn add_part(&mut self, first: usize, length: usize, sums: &mut Sums) {
        let bytes = first / 8..(first + length) / 8;
        let mut everywhere = [0xff; PART / 8];
        let everywhere = &mut everywhere[..length / 8];
        for (dimension, sums) in sums.dimensions.iter_mut().enumerate() {
            let bits = &self.complete[dimension][bytes.clone()];
            everywhere.iter_mut().zip(bits).for_each(|(everywhere, complete)| *everywhere &= complete);
            let sides = self.sums[dimension].each_ref().map(|side| &side[first..first + length]);
            let rows = [&mut self.gaps[dimension][..length], &mut self.perceptions[dimension][..length]];
            let added = self.loops.complete(sides, bits, rows);
            sums.n += self.loops.count(bits);
            sums.gap += added.gap;
            sums.perception += added.perception;
            sums.gap_squares += added.gap_squares;
            sums.perception_squares += added.perception_squares;
            sums.products += added.products;
        }
        sums.respondents += self.loops.count(everywhere);
        let dimensions = self.complete.len();
        for (rows, totals, products) in [
            (&mut self.gaps, &mut sums.gap_total, &mut sums.gap_products),
            (&mut self.perceptions, &mut sums.perception_total, &mut sums.perception_products),
        ] {
            for (row, total) in rows.iter_mut().zip(totals) {
                *total += self.loops.keep(&mut row[..length], everywhere);
            }
            for (left, right) in pairs(dimensions) {
                let product = self.loops.product(&rows[left][..length], &rows[right][..length]);
                products[left * dimensions + right] += product;
            }
        }
    }
}

/// Finds the answer that the loops only noticed.
fn first_outside(pair: &[Column<'_, i8>; 2], start: usize, length: usize, scale: Scale) -> QualityError {
    let found = find_outside(pair, start, length, scale);
    found.unwrap_or_else(|| scale.outside(pair[0].name(), start, f64::NAN))
}

/// The first answer of a whole pair that lies outside the scale.
fn find_outside(pair: &[Column<'_, i8>; 2], start: usize, length: usize, scale: Scale) -> Option<QualityError> {
    for row in start..start + length {
        if let [Some(e), Some(p)] = pair.each_ref().map(|column| column.get(row)) {
            for (column, answer) in pair.iter().zip([e, p]) {
                if !scale.contains(answer) {
                    return Some(scale.outside(column.name(), row, answer.into()));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
