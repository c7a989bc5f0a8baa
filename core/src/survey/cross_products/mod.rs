//! Exact sums and products of columns of small whole numbers, over their complete rows.

use serde::{Deserialize, Serialize};

use self::loops::AddRows;
use super::answers::any_outside;
use crate::column::Column;
use crate::measure::Scale;
use crate::stats::run_wide;

#[cfg(target_arch = "x86_64")]
mod bytes;
mod loops;

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

    /// Adds rows of answers on one scale; false where one that is there lies outside, and then the
    /// sums mean nothing any more.
    pub(crate) fn add_answers(&mut self, columns: &[Column<'_, i8>], scale: Scale) -> bool {
        #[cfg(target_arch = "x86_64")]
        if let Some(outside) = bytes::add_answers(self, columns, scale) {
            return !outside;
        }
        self.observe(columns);
        !columns.iter().any(|column| any_outside(column, scale))
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

    /// Validity bits that begin at an offset, where there are any.
    type Bits = Option<(Vec<u8>, usize)>;

    fn column<'a>(values: &'a [i8], bits: &'a Bits) -> Column<'a, i8> {
        let column = Column::new("answer", values);
        match bits {
            Some((bits, offset)) => column.with_validity(Validity::new(bits, *offset)).unwrap(),
            None => column,
        }
    }

    /// The sums by their definition, row by row.
    fn by_definition(columns: &[Column<'_, i8>]) -> CrossProducts {
        let mut sums = CrossProducts::new(columns.len());
        for row in 0..columns[0].len() {
            sums.rows += 1;
            let answers: Option<Vec<i64>> = columns.iter().map(|column| column.get(row).map(i64::from)).collect();
            let Some(answers) = answers else { continue };
            sums.n += 1;
            let mut cells = sums.products.iter_mut();
            for (left, answer) in answers.iter().enumerate() {
                sums.sums[left] += answer;
                answers[left..].iter().zip(&mut cells).for_each(|(other, cell)| *cell += answer * other);
            }
        }
        sums
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
        /// Whatever lies under a missing answer; the longest scales, and lengths around the blocks.
        #[test]
        fn both_loops_add_what_the_definition_says(
            scale in 0_usize..5,
            rows in proptest::prop_oneof![0_usize..70, 1_015_usize..1_035, 2_030_usize..2_110],
            columns in 1_usize..5,
            mut seed in proptest::prelude::any::<u64>(),
        ) {
            let (minimum, maximum) = [(1, 7), (0, 10), (-3, 3), (0, 100), (-100, 100)][scale];
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (seed >> 33) as usize
            };
            let sides: Vec<(Vec<i8>, Bits)> = (0..columns).map(|_| {
                let points = (maximum - minimum + 1) as usize;
                let mut values: Vec<i8> = (0..rows).map(|_| (minimum + (next() % points) as i16) as i8).collect();
                if next() % 3 == 0 {
                    return (values, None);
                }
                let offset = next() % 9;
                let bits: Vec<u8> = (0..rows / 8 + 3).map(|_| (next() | next() | next()) as u8).collect();
                for (row, value) in values.iter_mut().enumerate() {
                    if !Validity::new(&bits, offset).is_valid(row) {
                        *value = next() as i8;
                    }
                }
                (values, Some((bits, offset)))
            }).collect();
            let columns: Vec<_> = sides.iter().map(|(values, bits)| column(values, bits)).collect();
            let expected = by_definition(&columns);
            let (mut observed, mut added) = (CrossProducts::new(columns.len()), CrossProducts::new(columns.len()));
            observed.observe(&columns);
            proptest::prop_assert_eq!(&observed, &expected);
            proptest::prop_assert!(added.add_answers(&columns, Scale::new(minimum.into(), maximum.into()).unwrap()));
            proptest::prop_assert_eq!(&added, &expected);
            #[cfg(target_arch = "x86_64")]
            for (outside, sums) in bytes::add_answers_each(&columns, Scale::new(minimum.into(), maximum.into()).unwrap()) {
                if let Some(outside) = outside {
                    proptest::prop_assert!(!outside);
                    proptest::prop_assert_eq!(&sums, &expected);
                }
            }
        }
    }

    #[test]
    fn an_answer_off_the_scale_is_seen_wherever_it_is() {
        for (row, answer) in [(0, 0), (31, 8), (32, -128), (2_047, 127), (2_048, 0), (2_050, -1)] {
            let mut values = vec![4; 2_051];
            values[row] = answer;
            let columns = [Column::new("fine", &[4; 2_051]), Column::new("wrong", &values)];
            assert!(!CrossProducts::new(2).add_answers(&columns, Scale::ONE_TO_SEVEN), "row {row}");
            // Beside a missing answer of another item, and under a missing one of its own.
            let bits = [0_u8; 257];
            let missing = Column::new("missing", &[4; 2_051]).with_validity(Validity::new(&bits, 0)).unwrap();
            assert!(!CrossProducts::new(2).add_answers(&[missing, columns[1]], Scale::ONE_TO_SEVEN));
            let own = columns[1].with_validity(Validity::new(&bits, 0)).unwrap();
            assert!(CrossProducts::new(2).add_answers(&[columns[0], own], Scale::ONE_TO_SEVEN));
        }
    }
}
