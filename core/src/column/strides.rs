//! Rows of a column as loops take them: whole strides, with a bit for each row.

use super::Column;

/// Rows of one stride: a word of bits, and the widest vectors of bytes.
pub(crate) const STRIDE: usize = 64;

/// As many bits as one borrows at most where no value is missing.
const LONGEST: usize = 16_384;
static ALL: [u8; LONGEST / 8] = [0xff; LONGEST / 8];

/// Rows in whole strides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Strides<'a> {
    /// What lies under a missing value means nothing.
    pub(crate) values: &'a [i8],
    /// One bit for each value that is there, the first lowest.
    pub(crate) bits: &'a [u8],
}

/// One stride with fewer rows than others: what fills it counts as missing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LastStride {
    values: [i8; STRIDE],
    bits: [u8; STRIDE / 8],
}

impl LastStride {
    /// Rows from `start` to the end, fewer than a stride.
    pub(crate) fn new(column: &Column<'_, i8>, start: usize) -> Self {
        let rest = &column.values()[start..];
        let rest = &rest[..rest.len().min(STRIDE)];
        let mut stride = Self { values: [0; STRIDE], bits: [0; STRIDE / 8] };
        stride.values[..rest.len()].copy_from_slice(rest);
        for (row, bits) in stride.bits.iter_mut().enumerate() {
            let there = rest.len().saturating_sub(8 * row).min(8);
            *bits = (0xff_u16 >> (8 - there)) as u8;
        }
        if let Some(validity) = column.validity() {
            validity.keep_in(&mut stride.bits[..rest.len().div_ceil(8)], start);
        }
        stride
    }

    /// The stride as others are.
    pub(crate) fn strides(&self) -> Strides<'_> {
        Strides { values: &self.values, bits: &self.bits }
    }
}

impl<'a> Column<'a, i8> {
    /// `rows` rows from `start` on, whole strides; their bits in `copy` where they cannot be borrowed.
    pub(crate) fn strides<'b>(&'b self, start: usize, rows: usize, copy: &'b mut Vec<u8>) -> Strides<'b> {
        let values = &self.values()[start..start + rows];
        let bytes = rows / 8;
        let borrowed = match self.validity() {
            Some(validity) => validity.bytes(start, bytes),
            None => ALL.get(..bytes),
        };
        let bits = borrowed.unwrap_or_else(|| {
            copy.clear();
            copy.resize(bytes, 0xff);
            self.validity().iter().for_each(|validity| validity.keep_in(copy, start));
            copy
        });
        Strides { values, bits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::Validity;

    #[test]
    fn strides_have_the_bits_of_their_rows() {
        let values: Vec<i8> = (0..200_u8).map(|row| row as i8).collect();
        let bits: Vec<u8> = (0..27_u8).map(|byte| byte.wrapping_mul(73)).collect();
        let whole = Column::new("whole", &values);
        let columns = (0..9).map(|offset| whole.with_validity(Validity::new(&bits, offset)).unwrap());
        for column in columns.chain([whole]) {
            let is_there = |bits: &[u8], row: usize| bits[row / 8] >> (row % 8) & 1 == 1;
            let mut copy = Vec::new();
            let strides = column.strides(64, 128, &mut copy);
            assert_eq!((strides.values, strides.bits.len()), (&values[64..192], 16));
            assert!((0..128).all(|row| is_there(strides.bits, row) == column.is_valid(64 + row)));
            for start in 137..=200 {
                let last = LastStride::new(&column, start);
                let strides = last.strides();
                let rest = 200 - start;
                assert_eq!(strides.values[..rest], values[start..]);
                assert!((0..rest).all(|row| is_there(strides.bits, row) == column.is_valid(start + row)));
                assert!((rest..64).all(|row| !is_there(strides.bits, row)));
            }
        }
    }
}
