//! Exact sums and products of columns of small whole numbers, over their complete rows.

use serde::{Deserialize, Serialize};

use crate::column::Column;
use crate::stats::{HotLoop, product, run_wide};

/// Rows of one block: 1024 products of at most 2^14 fit an `i32`.
const BLOCK: usize = 1024;

/// Sums and pairwise products of `k` columns over the rows in which all are there (listwise).
///
/// Everything is summed in integers, so that chunks, order and merges change no bit. Costs
/// 4 k (k + 3) bytes, whatever the number of rows. What a covariance or correlation matrix needs.
///
/// ```
/// use servqual::measure::Column;
/// use servqual::survey::CrossProducts;
/// let mut products = CrossProducts::new(2);
/// products.observe(&[Column::new("x", &[1_i8, 2, 3]), Column::new("y", &[2, 4, 6])]);
/// assert_eq!(products.covariance(0, 1), Some(2.0));
/// assert_eq!(products.correlation(0, 1), Some(1.0));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrossProducts {
    /// Rows seen.
    rows: u64,
    /// Rows in which every column is there.
    n: u64,
    sums: Vec<i64>,
    /// Row by row, from the diagonal on.
    products: Vec<i64>,
}

impl CrossProducts {
    /// No rows of `columns` columns.
    pub fn new(columns: usize) -> Self {
        Self { rows: 0, n: 0, sums: vec![0; columns], products: vec![0; columns * (columns + 1) / 2] }
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.sums.len()
    }

    /// Rows seen.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Rows in which every column is there.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Whether these can be the products of `columns` columns of at most `most` answers of at most
    /// `bound` each: what is read from bytes may be anything.
    pub(crate) fn hold_together(&self, columns: usize, most: u64, bound: i64) -> bool {
        let shaped = self.sums.len() == columns && self.products.len() == columns * (columns + 1) / 2;
        let (n, bound) = (i128::from(self.n), i128::from(bound));
        shaped
            && self.n <= self.rows
            && self.rows <= most
            && self.sums.iter().all(|&sum| i128::from(sum).abs() <= n * bound)
            && self.products.iter().all(|&product| i128::from(product).abs() <= n * bound * bound)
            && (0..columns).all(|left| self.centred(left, left) >= 0)
            && (0..columns).all(|left| (left..columns).all(|right| self.is_correlation(left, right)))
    }

    /// Whether the product of two columns is no larger than their spreads allow.
    fn is_correlation(&self, left: usize, right: usize) -> bool {
        let product = self.centred(left, right).unsigned_abs();
        let (own, other) = (self.centred(left, left) as f64, self.centred(right, right) as f64);
        product as f64 <= (own.sqrt() * other.sqrt()) * (1.0 + 1e-9)
    }

    /// Adds rows; the columns are as many as promised and equally long.
    pub fn observe(&mut self, columns: &[Column<'_, i8>]) {
        debug_assert_eq!(columns.len(), self.columns(), "as many columns as promised");
        run_wide(AddRows { products: self, columns });
    }

    /// Adds other rows of the same columns.
    pub fn merge(&mut self, other: &Self) {
        self.rows += other.rows;
        self.n += other.n;
        self.sums.iter_mut().zip(&other.sums).for_each(|(mine, theirs)| *mine += theirs);
        self.products.iter_mut().zip(&other.products).for_each(|(mine, theirs)| *mine += theirs);
    }

    /// The sum of one column over the complete rows.
    pub fn sum(&self, column: usize) -> i64 {
        self.sums.get(column).copied().unwrap_or(0)
    }

    /// n Σxy − Σx Σy, exact.
    pub fn centred(&self, left: usize, right: usize) -> i128 {
        let (low, high) = if left <= right { (left, right) } else { (right, left) };
        let before = low * self.columns() - low * low.saturating_sub(1) / 2;
        let product = self.products.get(before + high - low).copied().unwrap_or(0);
        i128::from(self.n) * i128::from(product) - i128::from(self.sum(left)) * i128::from(self.sum(right))
    }

    /// The covariance with divisor n − 1; `None` below two rows.
    pub fn covariance(&self, left: usize, right: usize) -> Option<f64> {
        let size = self.n as f64;
        (self.n > 1).then(|| self.centred(left, right) as f64 / (size * (size - 1.0)))
    }

    /// Pearson's correlation; `None` where a column does not vary.
    pub fn correlation(&self, left: usize, right: usize) -> Option<f64> {
        correlation_of(self.centred(left, right), self.centred(left, left), self.centred(right, right))
    }
}

/// Pearson's correlation from exact centred products; `None` where one side does not vary.
pub(crate) fn correlation_of(product: i128, left: i128, right: i128) -> Option<f64> {
    if left <= 0 || right <= 0 {
        return None;
    }
    Some((product as f64 / ((left as f64).sqrt() * (right as f64).sqrt())).clamp(-1.0, 1.0))
}

/// One value for each row of a block.
type Lanes = [i16; BLOCK];

/// Adds rows, block by block.
struct AddRows<'a> {
    products: &'a mut CrossProducts,
    columns: &'a [Column<'a, i8>],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Validity;

    #[test]
    fn counts_complete_rows_only() {
        let mut products = CrossProducts::new(3);
        let y = [2_i8, 4, 6, 99];
        let columns = [
            Column::new("x", &[1_i8, 2, 3, 4]),
            Column::new("y", &y).with_validity(Validity::new(&[0b0111], 0)).unwrap(),
            Column::new("z", &[5_i8, 5, 5, 5]),
        ];
        products.observe(&columns);
        assert_eq!((products.rows(), products.n()), (4, 3));
        assert_eq!(products.centred(1, 0), 3 * 28 - 6 * 12);
        assert_eq!(products.centred(2, 2), 0);
        assert_eq!(products.correlation(0, 2), None);
    }

    #[test]
    fn cuts_change_nothing() {
        let x: Vec<i8> = (0..3_000).map(|row| (row * 7 % 101) as i8).collect();
        let y: Vec<i8> = (0..3_000).map(|row| (row * 13 % 97) as i8 - 40).collect();
        let mut whole = CrossProducts::new(2);
        whole.observe(&[Column::new("x", &x), Column::new("y", &y)]);
        let mut parts = CrossProducts::new(2);
        for (x, y) in x.chunks(77).zip(y.chunks(77)) {
            let mut part = CrossProducts::new(2);
            part.observe(&[Column::new("x", x), Column::new("y", y)]);
            parts.merge(&part);
        }
        assert_eq!(whole, parts);
    }
}
