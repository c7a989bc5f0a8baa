//! The same sums for each segment of a chunk, in one pass.
//!
//! Most instruments are added up in `records`. Of those that do not fit, rows are put block by block
//! into the order of their segments, eight answers at a time, while the block stays in the cache; the
//! loops then run over each segment's run of rows. Runs begin at whole strides; what fills them counts
//! as missing.

use super::everywhere::EXPANDED;
use super::fastest::{Task, run_fastest};
use super::loops::Loops;
use super::plan::Plan;
use super::records::{AddRecords, Layout};
use super::words::{Columns, TOGETHER, join, split};
use super::{Block, PART, find_outside};
use crate::column::STRIDE;
use crate::error::Result;
use crate::gap::servqual::sums::Sums;
use crate::measure::{Column, MissingRule, Validity};
use crate::stats::{HotLoop, run_wide};
use crate::survey::{Instrument, check_answers};

/// Rows that are put into order together: the more, the longer the runs.
pub(super) const BLOCK: usize = 2 * super::BLOCK;
/// Stands where nothing was answered: no scale reaches so far.
const ABSENT: i8 = i8::MIN;
/// Eight of them.
const NOTHING: u64 = u64::from_le_bytes([ABSENT as u8; TOGETHER]);
/// As many slots as a number of two bytes can name, so that no access needs a check.
const SLOTS: usize = 1 << 16;

/// Adds up a chunk by segment. `codes` has for each row the position of its sums.
pub(in crate::gap::servqual) fn add_up_by_segment(
    instrument: &Instrument,
    answers: &[[Column<'_, i8>; 2]],
    codes: &[u32],
    sums: &mut [Sums],
) -> Result<()> {
    let plan = Plan::new(instrument);
    let outside = match Layout::new(&plan) {
        Some(layout) => AddRecords { layout: &layout, answers, codes, sums }.run(),
        None => {
            check(instrument, answers)?;
            run_fastest(&plan, AddSegments { plan: &plan, answers, codes, sums })
        }
    };
    if let Some(start) = outside {
        check(instrument, answers)?;
        let length = codes.len() - start;
        let error = answers.iter().find_map(|pair| find_outside(pair, start, length, instrument.scale()));
        return Err(error.unwrap_or_else(|| instrument.scale().outside(instrument.id(), start, f64::NAN)));
    }
    sums.iter_mut().for_each(|sums| plan.as_answered(sums));
    Ok(())
}

/// Refuses answers beside missing ones that no respondent can have given, and [`ABSENT`].
fn check(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]]) -> Result<()> {
    for pair in answers.iter().filter(|pair| pair.iter().any(|column| column.validity().is_some())) {
        check_answers(pair, instrument.scale(), MissingRule::Omit)?;
    }
    for column in answers.iter().flatten().filter(|column| column.validity().is_none()) {
        if let Some(row) = column.values().iter().position(|&answer| answer == ABSENT) {
            return Err(instrument.scale().outside(column.name(), row, ABSENT.into()));
        }
    }
    Ok(())
}

/// Adds all blocks to the sums of their segments, in steps. No answer that is there is [`ABSENT`].
pub(super) struct AddSegments<'a> {
    pub(super) plan: &'a Plan,
    pub(super) answers: &'a [[Column<'a, i8>; 2]],
    pub(super) codes: &'a [u32],
    pub(super) sums: &'a mut [Sums],
}

impl Task for AddSegments<'_> {
    /// The first row of the first block with an answer off the scale.
    type Output = Option<usize>;

    fn run<L: Loops>(self, loops: L) -> Option<usize> {
        let Self { plan, answers, codes, sums } = self;
        let mut block = Block::new(loops, plan, codes.len().min(BLOCK));
        let mut order = Order::new(sums.len());
        let mut sorted: Vec<SortedPair> = answers.iter().map(|_| SortedPair::default()).collect();
        let mut moved = Moved::new();
        for start in (0..codes.len()).step_by(BLOCK) {
            let rows = start..codes.len().min(start + BLOCK);
            order.sort(&codes[rows.clone()]);
            codes[rows.clone()].iter().for_each(|&code| sums[code as usize].rows += 1);
            for (sorted, pairs) in sorted.chunks_mut(TOGETHER / 2).zip(answers.chunks(TOGETHER / 2)) {
                moved.put_in_order(pairs, rows.clone(), &order.slots, sorted);
            }
            for run in &order.runs {
                block.begin(run.start, run.length);
                let sums = &mut sums[run.segment];
                for ((turn, sorted), of_item) in plan.turns.iter().zip(&sorted).zip(&mut sums.items) {
                    let pair = sorted.columns();
                    if !block.add_item(turn, &pair, [&[]; 2], of_item) {
                        return Some(start);
                    }
                }
                block.add_respondents(sums);
            }
        }
        None
    }
}

/// The rows of one block in the order of their segments.
struct Order {
    /// For each slot the row of the block; [`BLOCK`], where nothing is, fills a run.
    slots: Vec<u16>,
    runs: Vec<Run>,
    /// Rows of each segment, then the next slot of each.
    next: Vec<usize>,
}

/// The slots of one segment: whole strides.
struct Run {
    segment: usize,
    start: usize,
    length: usize,
}

impl Order {
    fn new(segments: usize) -> Self {
        Self { slots: Vec::new(), runs: Vec::new(), next: vec![0; segments] }
    }

    fn sort(&mut self, codes: &[u32]) {
        self.next.fill(0);
        codes.iter().for_each(|&code| self.next[code as usize] += 1);
        self.runs.clear();
        let mut end = 0;
        for (segment, next) in self.next.iter_mut().enumerate().filter(|(_, rows)| **rows > 0) {
            let length = next.next_multiple_of(STRIDE);
            self.runs.push(Run { segment, start: end, length });
            *next = end;
            end += length;
        }
        self.slots.clear();
        self.slots.resize(end, BLOCK as u16);
        for (row, &code) in codes.iter().enumerate() {
            let next = &mut self.next[code as usize];
            self.slots[*next] = row as u16;
            *next += 1;
        }
    }
}

/// The pairs of one item in the order of the slots.
#[derive(Default)]
struct SortedPair {
    sides: [Vec<i8>; 2],
    /// Which pairs are there.
    bits: Vec<u8>,
}

/// Rows of up to four pairs on their way into order.
struct Moved {
    /// A part of the columns, as given and in order.
    columns: Columns,
    /// The rows of the block as given; nothing stands from [`BLOCK`] on.
    words: Vec<u64>,
    /// The rows in order.
    sorted: Vec<u64>,
}

impl Moved {
    fn new() -> Self {
        Self { columns: [[ABSENT; PART]; TOGETHER], words: vec![NOTHING; SLOTS], sorted: Vec::new() }
    }

    fn put_in_order(
        &mut self,
        pairs: &[[Column<'_, i8>; 2]],
        rows: core::ops::Range<usize>,
        slots: &[u16],
        sorted: &mut [SortedPair],
    ) {
        let Ok(words) = <&mut [u64; SLOTS]>::try_from(self.words.as_mut_slice()) else { return };
        for (part, words) in words[..rows.len()].chunks_mut(PART).enumerate() {
            let rows = rows.start + part * PART..rows.start + part * PART + words.len();
            for (values, column) in self.columns.iter_mut().zip(pairs.as_flattened()) {
                values[..rows.len()].copy_from_slice(&column.values()[rows.clone()]);
                if let Some(validity) = column.validity() {
                    mark_absent(values, rows.len(), validity, rows.start);
                }
            }
            join(&self.columns, words);
        }
        self.sorted.clear();
        self.sorted.extend(slots.iter().map(|&slot| words[usize::from(slot)]));
        sorted.iter_mut().flat_map(|pair| &mut pair.sides).for_each(Vec::clear);
        for words in self.sorted.chunks(PART) {
            split(words, &mut self.columns);
            let sides = sorted.iter_mut().flat_map(|pair| &mut pair.sides);
            sides.zip(&self.columns).for_each(|(side, column)| side.extend_from_slice(&column[..words.len()]));
        }
        sorted.iter_mut().for_each(SortedPair::find_present);
    }
}

impl SortedPair {
    /// Marks the pairs that are there.
    fn find_present(&mut self) {
        let Self { sides: [left, right], bits } = self;
        bits.clear();
        bits.resize(left.len() / 8, 0);
        run_wide(FindPresent { sides: [left, right], bits });
    }

    fn columns(&self) -> [Column<'_, i8>; 2] {
        let validity = Validity::new(&self.bits, 0);
        self.sides.each_ref().map(|side| Column::new("", side).with_validity(validity).unwrap_or(Column::new("", side)))
    }
}

/// Puts [`ABSENT`] where the value of a row is missing; what fills the last eight rows does not count.
fn mark_absent(values: &mut [i8; PART], rows: usize, validity: Validity<'_>, first: usize) {
    let mut bits = [0xff; PART / 8];
    let bits = &mut bits[..rows.div_ceil(8)];
    validity.keep_in(bits, first);
    for (values, &bits) in values.as_chunks_mut::<8>().0.iter_mut().zip(&*bits) {
        let (answers, there) = (values.map(|value| value as u8), EXPANDED[usize::from(bits)]);
        let there = u64::from_le_bytes(there);
        let marked = (u64::from_le_bytes(answers) & there) | (NOTHING & !there);
        *values = marked.to_le_bytes().map(|byte| byte as i8);
    }
}

/// One bit for each pair of which both answers are there, the first lowest.
struct FindPresent<'a> {
    sides: [&'a [i8]; 2],
    bits: &'a mut [u8],
}

impl HotLoop for FindPresent<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let [left, right] = self.sides.map(|side| side.chunks(STRIDE));
        for ((left, right), bits) in left.zip(right).zip(self.bits.chunks_mut(STRIDE / 8)) {
            let mut there = [0_u8; STRIDE];
            for ((there, &left), &right) in there.iter_mut().zip(left).zip(right) {
                *there = u8::from(left != ABSENT) & u8::from(right != ABSENT);
            }
            for (bits, there) in bits.iter_mut().zip(there.as_chunks::<8>().0) {
                // Each one to its place in the highest byte; nothing else lands there.
                *bits = (u64::from_le_bytes(*there).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_has_its_bit() {
        for absent in 0..256_usize {
            let lanes = 0..2 * STRIDE;
            let is_absent = |lane: usize| (absent << 8 | absent) >> (lane % 11) & 1 == 1;
            let left: Vec<i8> = lanes.clone().map(|lane| if is_absent(lane) { ABSENT } else { lane as i8 }).collect();
            let right: Vec<i8> = lanes.clone().map(|lane| if lane % 7 == 0 { ABSENT } else { -127 }).collect();
            let mut bits = vec![0; left.len() / 8];
            run_wide(FindPresent { sides: [&left, &right], bits: &mut bits });
            let is_there = |lane: usize| bits[lane / 8] >> (lane % 8) & 1 == 1;
            assert!(lanes.into_iter().all(|lane| is_there(lane) == (!is_absent(lane) && lane % 7 != 0)));
        }
    }
}
