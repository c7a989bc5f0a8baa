//! The hot loops with vector instructions on bytes, for short scales.
//!
//! An answer enters as its number of steps from the lower end of the scale, so that it fits a byte
//! without a sign and 0 where a row is not complete. What the sums of steps say about the answers
//! follows at the end.

use pulp::NullaryFnOnce;

use super::CrossProducts;
use crate::column::{Column, LastStride, STRIDE, Strides};
use crate::measure::Scale;
use crate::stats::{Avx2, Avx512, ByteLanes};

/// Rows of one block: as many as leave a scale of a dozen items in the first-level cache.
const BLOCK: usize = 2048;
/// The most steps of a scale that are taken as bytes with a sign.
const MOST_STEPS: i16 = 127;
/// Columns that are multiplied with one at a time.
const TOGETHER: usize = 4;

/// Adds rows; whether an answer that is there lies outside the scale. `None`, and nothing added,
/// where the machine or the scale does not allow it.
pub(super) fn add_answers(sums: &mut CrossProducts, columns: &[Column<'_, i8>], scale: Scale) -> Option<bool> {
    if let Some(avx512) = Avx512::detect() {
        return add_answers_with(avx512, sums, columns, scale);
    }
    add_answers_with(Avx2::detect()?, sums, columns, scale)
}

/// What columns add up to with all the instructions that this machine has.
#[cfg(test)]
pub(super) fn add_answers_each(columns: &[Column<'_, i8>], scale: Scale) -> Vec<(Option<bool>, CrossProducts)> {
    let mut results = Vec::new();
    for width in 0..2 {
        let mut sums = CrossProducts::new(columns.len());
        let added = match width {
            0 => Avx2::detect().map(|avx2| add_answers_with(avx2, &mut sums, columns, scale)),
            _ => Avx512::detect().map(|avx512| add_answers_with(avx512, &mut sums, columns, scale)),
        };
        results.extend(added.map(|outside| (outside, sums)));
    }
    results
}

/// The same with these instructions.
fn add_answers_with<L: ByteLanes>(
    lanes: L,
    sums: &mut CrossProducts,
    columns: &[Column<'_, i8>],
    scale: Scale,
) -> Option<bool> {
    let span = i16::from(scale.maximum()) - i16::from(scale.minimum());
    if span > MOST_STEPS {
        return None;
    }
    let mut steps = CrossProducts::new(columns.len());
    let rows = vec![[0; BLOCK]; columns.len()];
    let mut block =
        Block { lanes, minimum: scale.minimum(), span: span as u8, steps: &mut steps, rows, outside: false };
    block.add(columns);
    let outside = block.outside;
    add_as_answers(sums, &steps, scale.minimum().into());
    Some(outside)
}

/// An answer is origin + steps.
fn add_as_answers(sums: &mut CrossProducts, steps: &CrossProducts, origin: i64) {
    sums.rows += steps.rows;
    sums.n += steps.n;
    let n = steps.n as i64;
    let mut products = sums.products.iter_mut().zip(&steps.products);
    for (left, of_left) in steps.sums.iter().enumerate() {
        sums.sums[left] += of_left + n * origin;
        for (of_right, (product, of_steps)) in steps.sums[left..].iter().zip(&mut products) {
            *product += of_steps + origin * (of_left + of_right) + n * origin * origin;
        }
    }
}

/// The steps of one column in one block.
type Row = [u8; BLOCK];

/// Adds up one block of rows after the other.
struct Block<'a, L> {
    lanes: L,
    minimum: i8,
    span: u8,
    steps: &'a mut CrossProducts,
    /// Of each column, those of complete rows; 0 for the others.
    rows: Vec<Row>,
    outside: bool,
}

impl<L: ByteLanes> Block<'_, L> {
    fn add(&mut self, columns: &[Column<'_, i8>]) {
        let rows = columns.first().map_or(0, Column::len);
        let whole = rows - rows % STRIDE;
        let mut copies = vec![Vec::new(); columns.len()];
        for start in (0..whole).step_by(BLOCK) {
            let length = BLOCK.min(whole - start);
            let sides = columns.iter().zip(&mut copies).map(|(column, copy)| Side {
                strides: column.strides(start, length, copy),
                ahead: column.values().get(start + BLOCK..).unwrap_or_default(),
            });
            self.add_strides(&sides.collect::<Vec<_>>());
        }
        if whole < rows {
            let last: Vec<LastStride> = columns.iter().map(|column| LastStride::new(column, whole)).collect();
            let sides = last.iter().map(|last| Side { strides: last.strides(), ahead: &[] });
            self.add_strides(&sides.collect::<Vec<_>>());
        }
        self.steps.rows += rows as u64;
    }

    fn add_strides(&mut self, columns: &[Side<'_>]) {
        let lanes = self.lanes;
        lanes.run(AddStrides { block: self, columns });
    }
}

/// Some rows of a column, and those that loops take next.
#[derive(Clone, Copy)]
struct Side<'a> {
    strides: Strides<'a>,
    ahead: &'a [i8],
}

struct AddStrides<'a, 'b, L> {
    block: &'a mut Block<'b, L>,
    columns: &'a [Side<'a>],
}

impl<L: ByteLanes> NullaryFnOnce for AddStrides<'_, '_, L> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { block, columns } = self;
        let Block { lanes, minimum, span, .. } = *block;
        let length = columns.first().map_or(0, |side| side.strides.values.len());
        let mut complete = [0xff; BLOCK / 8];
        let complete = &mut complete[..length / 8];
        for side in columns {
            complete.iter_mut().zip(side.strides.bits).for_each(|(complete, bits)| *complete &= bits);
        }
        let words = complete.as_chunks().0.iter();
        block.steps.n += words.map(|word| u64::from(u64::from_le_bytes(*word).count_ones())).sum::<u64>();
        for ((side, row), sum) in columns.iter().zip(&mut block.rows).zip(&mut block.steps.sums) {
            let taken = TakeSteps { lanes, side: *side, complete, minimum, span, row }.call();
            *sum += taken.sum;
            block.outside |= taken.outside;
        }
        let mut cells = block.steps.products.iter_mut();
        for left in 0..block.rows.len() {
            for others in block.rows[left..].chunks(TOGETHER) {
                let products = Products { lanes, left: &block.rows[left], others, length, span }.call();
                cells.by_ref().zip(&products[..others.len()]).for_each(|(cell, product)| *cell += product);
            }
        }
    }
}

/// Keeps the steps of one column in complete rows.
struct TakeSteps<'a, L> {
    lanes: L,
    side: Side<'a>,
    complete: &'a [u8],
    minimum: i8,
    span: u8,
    row: &'a mut Row,
}

/// What one column adds.
struct Taken {
    sum: i64,
    /// Whether an answer that is there lies outside the scale, in a complete row or not.
    outside: bool,
}

impl<L: ByteLanes> NullaryFnOnce for TakeSteps<'_, L> {
    type Output = Taken;

    #[inline(always)]
    fn call(self) -> Taken {
        let Self { lanes, side: Side { strides, ahead }, complete, minimum, span, row } = self;
        let ahead = L::answers(ahead);
        let low = lanes.fill(minimum as u8);
        let (mut highest, mut sum) = (lanes.zero(), lanes.zero());
        let bits = L::bits(strides.bits).iter().zip(L::bits(complete));
        let rows = L::answers(strides.values).iter().zip(bits).zip(L::bytes_mut(row));
        for (stride, ((values, (there, complete)), kept)) in rows.enumerate() {
            if let Some(bytes) = ahead.get(stride) {
                lanes.fetch(bytes);
            }
            let [there, complete] = [*there, *complete].map(|bits| lanes.mask(L::word(bits)));
            let steps = lanes.keep(there, lanes.subtract(lanes.load(*values), low));
            highest = lanes.higher(highest, steps);
            let steps = lanes.keep(complete, steps);
            sum = lanes.add_up(sum, steps);
            *kept = lanes.store(steps);
        }
        Taken { sum: lanes.total_of_words(sum), outside: lanes.any_above(highest, span) }
    }
}

/// Multiplies one column with some.
struct Products<'a, L> {
    lanes: L,
    left: &'a Row,
    others: &'a [Row],
    length: usize,
    span: u8,
}

impl<L: ByteLanes> NullaryFnOnce for Products<'_, L> {
    type Output = [i64; TOGETHER];

    #[inline(always)]
    fn call(self) -> [i64; TOGETHER] {
        match self.others {
            [a] => self.with([a]),
            [a, b] => self.with([a, b]),
            [a, b, c] => self.with([a, b, c]),
            [a, b, c, d] => self.with([a, b, c, d]),
            _ => [0; TOGETHER],
        }
    }
}

impl<L: ByteLanes> Products<'_, L> {
    #[inline(always)]
    fn with<const OTHERS: usize>(&self, others: [&Row; OTHERS]) -> [i64; TOGETHER] {
        let Self { lanes, left, length, span, .. } = *self;
        let (left, others) = (L::bytes(&left[..length]), others.map(|other| L::bytes(&other[..length])));
        // As many pairs of products as two bytes with a sign can hold.
        let run = (i16::MAX as u32 / (2 * u32::from(span) * u32::from(span)).max(1)) as usize;
        let mut totals = [lanes.zero(); OTHERS];
        let (strides, mut begin) = (left.len(), 0);
        while begin < strides {
            let end = strides.min(begin + run);
            let mut products = [lanes.zero(); OTHERS];
            for stride in begin..end {
                let steps = lanes.load(left[stride]);
                for (product, other) in products.iter_mut().zip(others) {
                    *product = lanes.add_products(*product, steps, lanes.load(other[stride]));
                }
            }
            for (total, product) in totals.iter_mut().zip(products) {
                *total = lanes.widen(*total, product);
            }
            begin = end;
        }
        let mut results = [0; TOGETHER];
        results.iter_mut().zip(totals).for_each(|(result, total)| *result = lanes.total(total));
        results
    }
}
