//! Products of dimensions with vector instructions on bytes.

use pulp::NullaryFnOnce;

use super::PART;
use super::bytes::strides_of;
use crate::stats::ByteLanes;

/// Gaps, which have a sign, and perceptions of a part.
#[derive(Clone)]
pub(super) struct ByteRows {
    pub(super) gaps: [u8; PART],
    pub(super) perceptions: [u8; PART],
}

impl Default for ByteRows {
    fn default() -> Self {
        Self { gaps: [0; PART], perceptions: [0; PART] }
    }
}

/// Dimensions that are multiplied with one at a time.
const TOGETHER: usize = 4;

/// Adds the products of every two dimensions.
pub(super) struct AddProducts<'a, L> {
    pub(super) lanes: L,
    pub(super) rows: &'a [ByteRows],
    pub(super) length: usize,
    pub(super) most: u32,
    /// Of gaps and of perceptions: a row for each dimension, of which the part from the diagonal on
    /// counts.
    pub(super) totals: [&'a mut [i64]; 2],
}

impl<L: ByteLanes> NullaryFnOnce for AddProducts<'_, L> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { lanes, rows, length, most, totals: [gaps, perceptions] } = self;
        let count = rows.len();
        for (left, own) in rows.iter().enumerate() {
            let totals = left * count + left..(left + 1) * count;
            let totals = gaps[totals.clone()].chunks_mut(TOGETHER).zip(perceptions[totals].chunks_mut(TOGETHER));
            for (others, (gaps, perceptions)) in rows[left..].chunks(TOGETHER).zip(totals) {
                let products = Products { lanes, left: own, length, most }.with_some(others);
                for ((gap, perception), product) in gaps.iter_mut().zip(perceptions).zip(products) {
                    *gap += product[0];
                    *perception += product[1];
                }
            }
        }
    }
}

/// Multiplies one dimension with some.
struct Products<'a, L> {
    lanes: L,
    left: &'a ByteRows,
    length: usize,
    most: u32,
}

impl<L: ByteLanes> Products<'_, L> {
    /// Of gaps and of perceptions, for each of at most [`TOGETHER`] others.
    #[inline(always)]
    fn with_some(&self, others: &[ByteRows]) -> [[i64; 2]; TOGETHER] {
        match others {
            [a] => self.with([a]),
            [a, b] => self.with([a, b]),
            [a, b, c] => self.with([a, b, c]),
            [a, b, c, d] => self.with([a, b, c, d]),
            _ => [[0; 2]; TOGETHER],
        }
    }

    #[inline(always)]
    fn with<const OTHERS: usize>(&self, others: [&ByteRows; OTHERS]) -> [[i64; 2]; TOGETHER] {
        let Self { lanes, left, length, most } = *self;
        let zero = lanes.zero();
        let own = [L::bytes(&left.gaps[..length]), L::bytes(&left.perceptions[..length])];
        let others = others.map(|rows| [L::bytes(&rows.gaps[..length]), L::bytes(&rows.perceptions[..length])]);
        let mut totals = [[zero; 2]; OTHERS];
        let (strides, run) = (own[0].len(), strides_of(most));
        let mut begin = 0;
        while begin < strides {
            let end = strides.min(begin + run);
            let mut products = [[zero; 2]; OTHERS];
            for stride in begin..end {
                let [gap, perception] = own.map(|rows| lanes.load(rows[stride]));
                let (signs, gap) = (lanes.signs(gap), lanes.magnitude(gap));
                for (products, rows) in products.iter_mut().zip(others) {
                    let other = rows.map(|rows| lanes.load(rows[stride]));
                    products[0] = lanes.add_products(products[0], gap, lanes.turn(other[0], signs));
                    products[1] = lanes.add_products(products[1], perception, other[1]);
                }
            }
            for (totals, products) in totals.iter_mut().zip(products) {
                *totals = [0, 1].map(|side| lanes.widen(totals[side], products[side]));
            }
            begin = end;
        }
        let mut results = [[0; 2]; TOGETHER];
        results.iter_mut().zip(totals).for_each(|(result, totals)| *result = totals.map(|sums| lanes.total(sums)));
        results
    }
}
