//! The same sums for each segment of a chunk, in one pass.
//!
//! Block by block, rows are put into the order of their segments, eight answers at a time, while the
//! block stays in the cache; the loops then run over each segment's run of rows. Runs begin at whole
//! strides; what fills them counts as missing.

use super::loops::{EXPANDED, Everywhere, Loops};
use super::plan::Plan;
use super::words::{Columns, TOGETHER, join, split};
use super::{BLOCK, Block, PART, STRIDE, find_outside};
use crate::error::Result;
use crate::gap::servqual::sums::Sums;
use crate::measure::{Column, Validity};
use crate::survey::Instrument;

/// Stands where nothing was answered: no scale reaches so far.
pub(in crate::gap::servqual) const ABSENT: i8 = i8::MIN;
/// As many slots as a number of two bytes can name, so that no access needs a check.
const SLOTS: usize = 1 << 16;

/// Adds up a chunk by segment. `codes` has for each row the position of its sums, and no answer that
/// is there is [`ABSENT`].
pub(in crate::gap::servqual) fn add_up_by_segment(
    instrument: &Instrument,
    answers: &[[Column<'_, i8>; 2]],
    codes: &[u32],
    sums: &mut [Sums],
) -> Result<()> {
    let plan = Plan::new(instrument);
    if let Some(start) = add_segments(&plan, answers, codes, sums) {
        let length = BLOCK.min(codes.len() - start);
        let error = answers.iter().find_map(|pair| find_outside(pair, start, length, instrument.scale()));
        return Err(error.unwrap_or_else(|| instrument.scale().outside(instrument.id(), start, f64::NAN)));
    }
    codes.iter().for_each(|&code| sums[code as usize].rows += 1);
    sums.iter_mut().for_each(|sums| plan.as_answered(sums));
    Ok(())
}

/// The first row of the first block with an answer off the scale.
fn add_segments(plan: &Plan, answers: &[[Column<'_, i8>; 2]], codes: &[u32], sums: &mut [Sums]) -> Option<usize> {
    if !plan.is_narrow() {
        return add_segments_with(Everywhere::<u16>::default(), plan, answers, codes, sums);
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = crate::stats::Avx2::detect() {
        return add_segments_with(avx2, plan, answers, codes, sums);
    }
    add_segments_with(Everywhere::<u8>::default(), plan, answers, codes, sums)
}

pub(super) fn add_segments_with<L: Loops>(
    loops: L,
    plan: &Plan,
    answers: &[[Column<'_, i8>; 2]],
    codes: &[u32],
    sums: &mut [Sums],
) -> Option<usize> {
    let mut block = Block::new(loops, plan.dimensions, codes.len().min(BLOCK));
    let mut order = Order::new(sums.len());
    let mut sorted: Vec<SortedPair> = answers.iter().map(|_| SortedPair::default()).collect();
    let mut moved = Moved::new();
    for start in (0..codes.len()).step_by(BLOCK) {
        let rows = start..codes.len().min(start + BLOCK);
        order.sort(&codes[rows.clone()]);
        for (sorted, pairs) in sorted.chunks_mut(TOGETHER / 2).zip(answers.chunks(TOGETHER / 2)) {
            moved.put_in_order(pairs, rows.clone(), &order.slots, sorted);
        }
        for run in &order.runs {
            block.begin(run.start, run.length);
            let sums = &mut sums[run.segment];
            for ((turn, sorted), of_item) in plan.turns.iter().zip(&sorted).zip(&mut sums.items) {
                let pair = sorted.columns();
                if !block.add_item(turn, &pair, plan.span, of_item) {
                    return Some(start);
                }
            }
            block.add_respondents(sums);
        }
    }
    None
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
        let nothing = u64::from_le_bytes([ABSENT as u8; TOGETHER]);
        Self { columns: [[ABSENT; PART]; TOGETHER], words: vec![nothing; SLOTS], sorted: Vec::new() }
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
                let values = &mut values[..rows.len()];
                values.copy_from_slice(&column.values()[rows.clone()]);
                if let Some(validity) = column.validity() {
                    mark_absent(values, validity, rows.start);
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
        let [left, right] = self.sides.each_ref().map(|side| side.as_chunks::<8>().0);
        self.bits.clear();
        self.bits.extend(left.iter().zip(right).map(|(left, right)| present(left) & present(right)));
    }

    fn columns(&self) -> [Column<'_, i8>; 2] {
        let validity = Validity::new(&self.bits, 0);
        self.sides.each_ref().map(|side| Column::new("", side).with_validity(validity).unwrap_or(Column::new("", side)))
    }
}

/// Puts [`ABSENT`] where the value of a row is missing, eight rows at a time.
fn mark_absent(values: &mut [i8], validity: Validity<'_>, first: usize) {
    for (position, values) in values.chunks_mut(8).enumerate() {
        let bits = validity.eight(first + 8 * position);
        for (value, &there) in values.iter_mut().zip(&EXPANDED[usize::from(bits)]) {
            *value = ((*value as u8 & there) | (ABSENT as u8 & !there)) as i8;
        }
    }
}

/// One bit for each of eight answers that is there, the first lowest.
fn present(answers: &[i8; 8]) -> u8 {
    const SEVEN: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let away = u64::from_le_bytes(answers.map(|answer| (answer ^ ABSENT) as u8));
    // The highest bit of each byte that is not zero.
    let ones = (((away & SEVEN) + SEVEN) | away) & !SEVEN;
    // Each to its place in the highest byte; nothing else lands there.
    ((ones >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_has_its_bit() {
        for absent in 0..256_u32 {
            let answers =
                core::array::from_fn(|lane| if absent >> lane & 1 == 1 { ABSENT } else { lane as i8 * 15 - 60 });
            assert_eq!(present(&answers), !(absent as u8));
        }
    }
}
