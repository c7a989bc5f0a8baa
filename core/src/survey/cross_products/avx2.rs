//! The hot loops with the vector instructions of most x86-64 machines (AVX2), for short scales.
//!
//! An answer enters as its number of steps from the lower end of the scale, so that it fits a byte
//! without a sign and 0 where a row is not complete. What the sums of steps say about the answers
//! follows at the end.

use core::arch::x86_64::__m256i;

use pulp::{NullaryFnOnce, cast};

use super::CrossProducts;
use crate::column::Column;
use crate::measure::Scale;
use crate::stats::Avx2;

/// Rows of one block: as many as leave a scale of a dozen items in the first-level cache.
const BLOCK: usize = 2048;
/// Rows that one instruction takes.
const STRIDE: usize = 32;
/// The most steps of a scale that are taken as bytes with a sign.
const MOST_STEPS: i16 = 127;

/// Adds rows; whether an answer that is there lies outside the scale. `None`, and nothing added,
/// where the machine or the scale does not allow it.
pub(super) fn add_answers(sums: &mut CrossProducts, columns: &[Column<'_, i8>], scale: Scale) -> Option<bool> {
    let avx2 = Avx2::detect()?;
    let span = i16::from(scale.maximum()) - i16::from(scale.minimum());
    if span > MOST_STEPS {
        return None;
    }
    let mut steps = CrossProducts::new(columns.len());
    let add = AddSteps { avx2, columns, minimum: scale.minimum(), span: span as u8, steps: &mut steps };
    let outside = avx2.0.vectorize(add);
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
type Steps = [[u8; STRIDE]; BLOCK / STRIDE];
/// One bit for each row of a block.
type Bits = [u8; BLOCK / 8];

struct AddSteps<'a> {
    avx2: Avx2,
    columns: &'a [Column<'a, i8>],
    minimum: i8,
    span: u8,
    steps: &'a mut CrossProducts,
}

impl NullaryFnOnce for AddSteps<'_> {
    type Output = bool;

    #[inline(always)]
    fn call(self) -> bool {
        let Self { avx2, columns, minimum, span, steps } = self;
        let simd = avx2.0;
        let rows = columns.first().map_or(0, Column::len);
        let mut block: Vec<Steps> = vec![[[0; STRIDE]; BLOCK / STRIDE]; columns.len()];
        let mut highest = simd.avx._mm256_setzero_si256();
        for start in (0..rows).step_by(BLOCK) {
            let length = BLOCK.min(rows - start);
            let within = first_bits(length);
            let mut complete = within;
            for (column, lanes) in columns.iter().zip(&mut block) {
                let mut there = within;
                if let Some(validity) = column.validity() {
                    validity.keep_in(&mut there[..length.div_ceil(8)], start);
                    complete.iter_mut().zip(&there).for_each(|(complete, there)| *complete &= there);
                }
                let values = &column.values()[start..start + length];
                highest = simd.avx2._mm256_max_epu8(highest, load(avx2, values, &there, minimum, lanes));
            }
            steps.n += complete.iter().map(|byte| u64::from(byte.count_ones())).sum::<u64>();
            for (lanes, sum) in block.iter_mut().zip(&mut steps.sums) {
                *sum += keep(avx2, lanes, &complete);
            }
            add_products(avx2, &block, length.div_ceil(STRIDE), span, &mut steps.products);
        }
        steps.rows += rows as u64;
        let beyond = simd.avx2._mm256_subs_epu8(highest, simd.avx._mm256_set1_epi8(span as i8));
        simd.avx._mm256_testz_si256(beyond, beyond) == 0
    }
}

/// The lowest bits, one for each of `length` rows.
#[inline(always)]
fn first_bits(length: usize) -> Bits {
    let mut bits = [0; BLOCK / 8];
    bits[..length / 8].fill(0xff);
    if let (Some(last), rest @ 1..) = (bits.get_mut(length / 8), length % 8) {
        *last = (1 << rest) - 1;
    }
    bits
}

/// The steps of the values with a bit, 0 for the others; the most of each lane.
#[inline(always)]
fn load(avx2: Avx2, values: &[i8], there: &Bits, minimum: i8, lanes: &mut Steps) -> __m256i {
    let simd = avx2.0;
    let low = simd.avx._mm256_set1_epi8(minimum);
    let mut highest = simd.avx._mm256_setzero_si256();
    let mut one = |values: &[i8; STRIDE], bits: &[u8; 4], lanes: &mut [u8; STRIDE]| {
        let steps = simd.avx2._mm256_and_si256(simd.avx2._mm256_sub_epi8(cast(*values), low), avx2.expand(*bits));
        highest = simd.avx2._mm256_max_epu8(highest, steps);
        *lanes = cast(steps);
    };
    let bits = there.as_chunks::<4>().0;
    let (whole, rest) = values.as_chunks::<STRIDE>();
    for ((values, bits), lanes) in whole.iter().zip(bits).zip(lanes.iter_mut()) {
        one(values, bits, lanes);
    }
    if !rest.is_empty() {
        let mut filled = [0; STRIDE];
        filled[..rest.len()].copy_from_slice(rest);
        one(&filled, &bits[whole.len()], &mut lanes[whole.len()]);
    }
    highest
}

/// Leaves the steps with a bit, makes the others 0, and adds up.
#[inline(always)]
fn keep(avx2: Avx2, lanes: &mut Steps, complete: &Bits) -> i64 {
    let simd = avx2.0;
    let zero = simd.avx._mm256_setzero_si256();
    let mut total = zero;
    for (lanes, bits) in lanes.iter_mut().zip(complete.as_chunks::<4>().0) {
        let kept = simd.avx2._mm256_and_si256(cast(*lanes), avx2.expand(*bits));
        *lanes = cast(kept);
        total = simd.avx2._mm256_add_epi64(total, simd.avx2._mm256_sad_epu8(kept, zero));
    }
    avx2.total_of_words(total) as i64
}

/// Adds the products of every two columns over the first strides of a block.
#[inline(always)]
fn add_products(avx2: Avx2, block: &[Steps], strides: usize, span: u8, products: &mut [i64]) {
    let simd = avx2.0;
    let ones = simd.avx._mm256_set1_epi16(1);
    // As many pairs of products as two bytes with a sign can hold.
    let run = usize::from(i16::MAX as u16 / (2 * u16::from(span.max(1)) * u16::from(span.max(1))));
    let mut cells = products.iter_mut();
    for (left, lanes) in block.iter().enumerate() {
        for (other, cell) in block[left..].iter().zip(&mut cells) {
            let mut total = simd.avx._mm256_setzero_si256();
            for (lanes, other) in lanes[..strides].chunks(run).zip(other[..strides].chunks(run)) {
                let mut short = simd.avx._mm256_setzero_si256();
                for (lanes, other) in lanes.iter().zip(other) {
                    short =
                        simd.avx2._mm256_add_epi16(short, simd.avx2._mm256_maddubs_epi16(cast(*lanes), cast(*other)));
                }
                total = simd.avx2._mm256_add_epi32(total, simd.avx2._mm256_madd_epi16(short, ones));
            }
            *cell += avx2.total(total);
        }
    }
}
