//! The sums of a chunk of answers, in integers.
//!
//! Columns are walked in blocks that stay in the cache. An answer enters the loops as its number of
//! steps from one end of the scale: never negative, so that it fits a byte, and 0 where the pair is
//! missing, so that no loop has a branch. What the sums of steps say about the answers as given
//! follows once for each chunk.
//!
//! The loops are written twice: for every machine, and with vector instructions on bytes, which run
//! as wide as an x86-64 machine has them. All add the same integers, so nobody can tell from a
//! result which ran.

mod block;
#[cfg(target_arch = "x86_64")]
mod bytes;
mod everywhere;
mod fastest;
mod loops;
mod plan;
#[cfg(target_arch = "x86_64")]
mod products;
mod records;
mod segments;
mod words;

use self::block::Block;
use self::fastest::{Task, run_fastest};
use self::loops::Loops;
use self::plan::Plan;
pub(super) use self::segments::add_up_by_segment;
use super::sums::Sums;
use crate::error::{QualityError, Result};
use crate::measure::{Column, Scale};
use crate::survey::Instrument;

/// Respondents of one block: their sums in one dimension stay in the first-level cache, with the
/// answers to one item.
const BLOCK: usize = 8192;
/// Respondents whose gaps are multiplied at a time: they stay in the first-level cache.
const PART: usize = 1024;

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
        let mut block = Block::new(loops, plan, rows.min(BLOCK));
        for start in (0..rows).step_by(BLOCK) {
            block.begin(start, BLOCK.min(rows - start));
            for ((turn, pair), sums) in plan.turns.iter().zip(answers).zip(&mut sums.items) {
                if !block.add_item(turn, pair, ahead(answers, turn.item, start), sums) {
                    return Some((turn.item, start));
                }
            }
            block.add_respondents(sums);
        }
        None
    }
}

/// The block of answers that follows one of this item: of the next item, or below of the first.
fn ahead<'a>(answers: &[[Column<'a, i8>; 2]], item: usize, start: usize) -> [&'a [i8]; 2] {
    let (next, first) = if item + 1 < answers.len() { (item + 1, start) } else { (0, start + BLOCK) };
    answers[next].map(|column| column.values().get(first..).unwrap_or_default())
}

/// Finds the answer that the loops only noticed.
fn first_outside(pair: &[Column<'_, i8>; 2], start: usize, length: usize, scale: Scale) -> QualityError {
    let found = find_outside(pair, start, length, scale);
    found.unwrap_or_else(|| scale.outside(pair[0].name(), start, f64::NAN))
}

/// The first answer that lies outside the scale, whether the other one of its pair is there or not.
fn find_outside(pair: &[Column<'_, i8>; 2], start: usize, length: usize, scale: Scale) -> Option<QualityError> {
    for row in start..start + length {
        for column in pair {
            if let Some(answer) = column.get(row).filter(|&answer| !scale.contains(answer)) {
                return Some(scale.outside(column.name(), row, answer.into()));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;
