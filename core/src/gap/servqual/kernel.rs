//! The sums of a chunk of answers, in integers.
//!
//! Columns are walked in blocks that stay in the cache. The loops have no branch and no
//! allocation, so that they compile to vector instructions.

use crate::error::Result;
use crate::measure::{Column, Scale};
use crate::survey::Instrument;

use super::tally::{DimensionSums, ItemSums, Sums};

/// Respondents of one block.
const BLOCK: usize = 1024;

/// One block: the sums of each respondent over the items of each dimension.
struct Block {
    /// Signed gap sums, one row of the block for each dimension.
    gap: Vec<[i16; BLOCK]>,
    /// Signed perception sums.
    perception: Vec<[i16; BLOCK]>,
    /// −1 where the respondent answered every pair of the dimension, otherwise 0.
    complete: Vec<[i16; BLOCK]>,
    /// −1 where both answers of the current item are there.
    valid: [i16; BLOCK],
}

/// Adds up a chunk. `answers` holds expectation and perception of each item.
pub(super) fn add_up(instrument: &Instrument, answers: &[[Column<'_, i8>; 2]], sums: &mut Sums) -> Result<()> {
    let dimensions = instrument.dimensions().len();
    let rows = answers.first().map_or(0, |[expectation, _]| expectation.len());
    let mut block = Block {
        gap: vec![[0; BLOCK]; dimensions],
        perception: vec![[0; BLOCK]; dimensions],
        complete: vec![[0; BLOCK]; dimensions],
        valid: [0; BLOCK],
    };
    for start in (0..rows).step_by(BLOCK) {
        let length = BLOCK.min(rows - start);
        block.clear();
        for (item, pair) in answers.iter().enumerate() {
            let sign = if instrument.items()[item].reversed { -1 } else { 1 };
            let range = start..start + length;
            if !block.add_item(
                pair,
                range,
                instrument.dimension_of(item),
                sign,
                instrument.scale(),
                &mut sums.items[item],
            ) {
                return Err(first_outside(pair, start, length, instrument.scale()));
            }
        }
        block.add_respondents(length, safe_length(instrument), sums);
    }
    sums.rows += rows as u64;
    Ok(())
}

/// How many squares of a respondent's sum fit an `i32`.
fn safe_length(instrument: &Instrument) -> usize {
    let scale = instrument.scale();
    let largest = i64::from(scale.maximum()).abs().max(i64::from(scale.minimum()).abs());
    let span = i64::from(scale.maximum()) - i64::from(scale.minimum());
    let items = (0..instrument.dimensions().len())
        .map(|dimension| {
            (0..instrument.items().len()).filter(|&item| instrument.dimension_of(item) == dimension).count()
        })
        .max()
        .unwrap_or(1) as i64;
    let bound = largest.max(span) * items;
    (i64::from(i32::MAX) / (bound * bound)).clamp(1, BLOCK as i64) as usize
}

impl Block {
    fn clear(&mut self) {
        self.gap.iter_mut().for_each(|row| row.fill(0));
        self.perception.iter_mut().for_each(|row| row.fill(0));
        self.complete.iter_mut().for_each(|row| row.fill(-1));
    }

    /// Adds one item; false where an answer that is there lies outside the scale.
    fn add_item(
        &mut self,
        [expectation, perception]: &[Column<'_, i8>; 2],
        range: core::ops::Range<usize>,
        dimension: usize,
        sign: i16,
        scale: Scale,
        sums: &mut ItemSums,
    ) -> bool {
        let length = range.len();
        let has_missing = self.fill_valid(expectation, perception, range.start, length);
        let e = &expectation.values()[range.clone()];
        let p = &perception.values()[range];
        let (gap, performance) = (&mut self.gap[dimension][..length], &mut self.perception[dimension][..length]);
        let valid = &self.valid[..length];
        let added = accumulate(e, p, valid, sign, scale, gap, performance);
        if added.outside {
            return false;
        }
        if has_missing {
            let complete = &mut self.complete[dimension][..length];
            complete.iter_mut().zip(valid).for_each(|(complete, valid)| *complete &= valid);
        }
        sums.add(&added);
        true
    }

    /// Expands both validity bitmaps; tells whether any pair is missing.
    fn fill_valid(&mut self, left: &Column<'_, i8>, right: &Column<'_, i8>, start: usize, length: usize) -> bool {
        let bits = |column: &Column<'_, i8>, row: usize| column.validity().map_or(0xff, |validity| validity.eight(row));
        let mut all = 0xff;
        for (offset, lanes) in self.valid[..length].chunks_mut(8).enumerate() {
            let row = start + 8 * offset;
            let byte = bits(left, row) & bits(right, row);
            all &= byte | !(0xff_u16 >> (8 - lanes.len())) as u8;
            for (lane, valid) in lanes.iter_mut().enumerate() {
                *valid = -i16::from(byte >> lane & 1);
            }
        }
        all != 0xff
    }

    /// Adds the respondents of the block to the sums of dimensions and of the whole.
    fn add_respondents(&mut self, length: usize, safe: usize, sums: &mut Sums) {
        let dimensions = self.gap.len();
        let everywhere = &mut self.valid[..length];
        everywhere.fill(-1);
        for dimension in 0..dimensions {
            let complete = &self.complete[dimension][..length];
            everywhere.iter_mut().zip(complete).for_each(|(all, complete)| *all &= complete);
            let (gap, perception) = (&self.gap[dimension][..length], &self.perception[dimension][..length]);
            sums.dimensions[dimension].add(gap, perception, complete, safe);
        }
        sums.respondents += everywhere.iter().map(|&valid| u64::from(valid != 0)).sum::<u64>();
        for left in 0..dimensions {
            let (gap, perception) = (&self.gap[left][..length], &self.perception[left][..length]);
            sums.gap_total[left] += masked_sum(gap, everywhere);
            sums.perception_total[left] += masked_sum(perception, everywhere);
            for right in left..dimensions {
                let cell = left * dimensions + right;
                sums.gap_products[cell] += masked_product(gap, &self.gap[right][..length], everywhere, safe);
                sums.perception_products[cell] +=
                    masked_product(perception, &self.perception[right][..length], everywhere, safe);
            }
        }
    }
}

/// What one item adds in one block.
#[derive(Default)]
pub(super) struct ItemBlock {
    pub(super) n: i32,
    pub(super) expectation: i32,
    pub(super) perception: i32,
    pub(super) expectation_squares: i32,
    pub(super) perception_squares: i32,
    pub(super) products: i32,
    outside: bool,
}

/// The hot loop: a block of 1024 answers of at most ±100 cannot overflow an `i32`.
fn accumulate(
    expectation: &[i8],
    perception: &[i8],
    valid: &[i16],
    sign: i16,
    scale: Scale,
    gap: &mut [i16],
    performance: &mut [i16],
) -> ItemBlock {
    let (minimum, maximum) = (i16::from(scale.minimum()), i16::from(scale.maximum()));
    let mut added = ItemBlock::default();
    let mut outside = 0_i16;
    let answers = expectation.iter().zip(perception).zip(valid);
    for (((&e, &p), &valid), (gap, performance)) in answers.zip(gap.iter_mut().zip(performance)) {
        let (e, p) = (i16::from(e), i16::from(p));
        outside |= valid & -i16::from((e < minimum) | (e > maximum) | (p < minimum) | (p > maximum));
        let (e, p) = (e & valid, p & valid);
        *gap += sign * (p - e);
        *performance += sign * p;
        added.n -= i32::from(valid);
        added.expectation += i32::from(e);
        added.perception += i32::from(p);
        added.expectation_squares += i32::from(e) * i32::from(e);
        added.perception_squares += i32::from(p) * i32::from(p);
        added.products += i32::from(e) * i32::from(p);
    }
    added.outside = outside != 0;
    added
}

impl DimensionSums {
    fn add(&mut self, gap: &[i16], perception: &[i16], complete: &[i16], safe: usize) {
        self.n += complete.iter().map(|&valid| u64::from(valid != 0)).sum::<u64>();
        self.gap += masked_sum(gap, complete);
        self.perception += masked_sum(perception, complete);
        self.gap_squares += masked_product(gap, gap, complete, safe);
        self.perception_squares += masked_product(perception, perception, complete, safe);
        self.products += masked_product(gap, perception, complete, safe);
    }
}

fn masked_sum(values: &[i16], mask: &[i16]) -> i64 {
    values.iter().zip(mask).map(|(value, mask)| i32::from(value & mask)).sum::<i32>().into()
}

fn masked_product(left: &[i16], right: &[i16], mask: &[i16], safe: usize) -> i64 {
    let runs = left.chunks(safe).zip(right.chunks(safe)).zip(mask.chunks(safe));
    runs.map(|((left, right), mask)| {
        let products = left.iter().zip(right).zip(mask);
        i64::from(products.map(|((left, right), mask)| i32::from(left & mask) * i32::from(*right)).sum::<i32>())
    })
    .sum()
}

/// Finds the answer that the hot loop only noticed.
fn first_outside(pair: &[Column<'_, i8>; 2], start: usize, length: usize, scale: Scale) -> crate::error::QualityError {
    for row in start..start + length {
        if let [Some(e), Some(p)] = pair.each_ref().map(|column| column.get(row)) {
            for (column, answer) in pair.iter().zip([e, p]) {
                if !scale.contains(answer) {
                    return scale.outside(column.name(), row, answer.into());
                }
            }
        }
    }
    scale.outside(pair[0].name(), start, f64::NAN)
}
