//! The hot loops, for every machine and any values.

use super::CrossProducts;
use crate::column::Column;
use crate::stats::{HotLoop, product};

/// Rows of one block: 1024 products of at most 2^14 fit an `i32`.
const BLOCK: usize = 1024;

/// One value for each row of a block.
type Lanes = [i16; BLOCK];

/// Adds rows, block by block.
pub(super) struct AddRows<'a> {
    pub(super) products: &'a mut CrossProducts,
    pub(super) columns: &'a [Column<'a, i8>],
}

impl HotLoop for AddRows<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Self { products, columns } = self;
        let rows = columns.first().map_or(0, Column::len);
        let mut block = vec![[0; BLOCK]; columns.len()];
        for start in (0..rows).step_by(BLOCK) {
            let complete = complete_rows(columns, start, BLOCK.min(rows - start));
            products.n += complete.iter().map(|byte| u64::from(byte.count_ones())).sum::<u64>();
            let masks = expand(&complete);
            for (column, lanes) in columns.iter().zip(&mut block) {
                load(&column.values()[start..rows.min(start + BLOCK)], &masks, lanes);
            }
            add_block(products, &block);
        }
        products.rows += rows as u64;
    }
}

/// One bit for each row of a block in which every column is there.
fn complete_rows(columns: &[Column<'_, i8>], start: usize, length: usize) -> [u8; BLOCK / 8] {
    let mut bytes = [0; BLOCK / 8];
    let within = &mut bytes[..length.div_ceil(8)];
    within.fill(0xff);
    if let (Some(last), rest @ 1..) = (within.last_mut(), length % 8) {
        *last = (1 << rest) - 1;
    }
    columns.iter().filter_map(Column::validity).for_each(|validity| validity.keep_in(within, start));
    bytes
}

/// −1 for each bit that is set, otherwise 0.
#[inline(always)]
fn expand(bytes: &[u8; BLOCK / 8]) -> Lanes {
    const BIT: [i16; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
    let mut lanes = [0; BLOCK];
    for (byte, lanes) in bytes.iter().zip(lanes.as_chunks_mut::<8>().0) {
        for (lane, bit) in lanes.iter_mut().zip(BIT) {
            *lane = -i16::from(i16::from(*byte) & bit == bit);
        }
    }
    lanes
}

/// The values of the rows with a mask, 0 for the others and beyond the end.
#[inline(always)]
fn load(values: &[i8], masks: &Lanes, lanes: &mut Lanes) {
    lanes[values.len()..].fill(0);
    for ((lane, &value), mask) in lanes.iter_mut().zip(values).zip(masks) {
        *lane = i16::from(value) & mask;
    }
}

#[inline(always)]
fn add_block(products: &mut CrossProducts, block: &[Lanes]) {
    let mut cells = products.products.iter_mut();
    for (left, lanes) in block.iter().enumerate() {
        products.sums[left] += i64::from(lanes.iter().map(|&value| i32::from(value)).sum::<i32>());
        for (other, cell) in block[left..].iter().zip(&mut cells) {
            *cell += product(lanes, other);
        }
    }
}
