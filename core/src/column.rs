//! Columns as slices with an optional validity bitmap: the memory layout of Arrow.

mod strides;

pub(crate) use self::strides::{LastStride, STRIDE, Strides};
use crate::error::{QualityError, Result};

/// A bit for each row, least significant bit first: 1 where the value is there.
#[derive(Debug, Clone, Copy)]
pub struct Validity<'a> {
    bits: &'a [u8],
    offset: usize,
}

impl<'a> Validity<'a> {
    /// Bits that begin `offset` bits into `bits`.
    pub fn new(bits: &'a [u8], offset: usize) -> Self {
        Self { bits, offset }
    }

    /// Whether the value of `row` is there.
    #[inline]
    pub fn is_valid(&self, row: usize) -> bool {
        let bit = row.saturating_add(self.offset);
        self.bits.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// Eight rows from `row` on as one byte.
    #[inline]
    pub(crate) fn eight(&self, row: usize) -> u8 {
        let bit = row.saturating_add(self.offset);
        let shift = bit % 8;
        let low = self.bits.get(bit / 8).copied().unwrap_or(0);
        if shift == 0 {
            return low;
        }
        let high = self.bits.get(bit / 8 + 1).copied().unwrap_or(0);
        (low >> shift) | (high << (8 - shift))
    }

    /// Sixty-four rows from `row` on, the first in the lowest bit; what lies beyond the bitmap is
    /// not there.
    #[inline]
    pub(crate) fn sixty_four(&self, row: usize) -> u64 {
        let bit = row.saturating_add(self.offset);
        let bits = self.bits.get(bit / 8..).unwrap_or_default();
        let nine = bits.first_chunk::<9>().copied().unwrap_or_else(|| {
            let mut nine = [0; 9];
            nine.iter_mut().zip(bits).for_each(|(byte, &bits)| *byte = bits);
            nine
        });
        let [low @ .., high] = nine;
        ((u128::from(high) << 64 | u128::from(u64::from_le_bytes(low))) >> (bit % 8)) as u64
    }

    /// The bits from `row` on as they are; `None` where no byte begins with that row, or they end.
    pub(crate) fn bytes(&self, row: usize, bytes: usize) -> Option<&'a [u8]> {
        let bit = row.checked_add(self.offset).filter(|bit| bit % 8 == 0)?;
        self.bits.get(bit / 8..)?.get(..bytes)
    }

    /// Rows from `row` on, eight to a byte: keeps in `bytes` the bits of values that are there.
    #[inline]
    pub(crate) fn keep_in(&self, bytes: &mut [u8], row: usize) {
        let bit = row + self.offset;
        let (bits, shift) = (self.bits.get(bit / 8..).unwrap_or_default(), bit % 8);
        if shift == 0 && bits.len() >= bytes.len() {
            bytes.iter_mut().zip(bits).for_each(|(byte, bits)| *byte &= bits);
            return;
        }
        // Bits beyond the bitmap belong to no row.
        let whole = bytes.len().min(bits.len().saturating_sub(1));
        let pairs = bits.iter().zip(bits.get(1..).unwrap_or_default());
        for (byte, (low, high)) in bytes[..whole].iter_mut().zip(pairs) {
            *byte &= (u16::from_le_bytes([*low, *high]) >> shift) as u8;
        }
        for (position, byte) in bytes.iter_mut().enumerate().skip(whole) {
            *byte &= self.eight(row + 8 * position);
        }
    }

    fn covers(&self, length: usize) -> bool {
        length.checked_add(self.offset).is_some_and(|end| end <= self.bits.len().saturating_mul(8))
    }
}

/// A named column of values, some of which may be missing.
///
/// ```
/// use servqual::measure::{Column, Validity};
/// let answers = Column::new("rating", &[5_i8, 0, 3]).with_validity(Validity::new(&[0b101], 0))?;
/// assert_eq!(answers.get(1), None);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Column<'a, T> {
    name: &'a str,
    values: &'a [T],
    validity: Option<Validity<'a>>,
}

impl<'a, T: Copy> Column<'a, T> {
    /// A column without missing values; errors name it `name`.
    pub fn new(name: &'a str, values: &'a [T]) -> Self {
        Self { name, values, validity: None }
    }

    /// The same column with a validity bitmap.
    ///
    /// # Errors
    /// [`QualityError::LengthMismatch`] where the bitmap is shorter than the column.
    pub fn with_validity(self, validity: Validity<'a>) -> Result<Self> {
        if !validity.covers(self.values.len()) {
            return Err(QualityError::LengthMismatch {
                left: self.name.into(),
                right: format!("validity of {}", self.name),
                left_length: self.values.len() as u64,
                right_length: validity.bits.len().saturating_mul(8).saturating_sub(validity.offset) as u64,
            });
        }
        Ok(Self { validity: Some(validity), ..self })
    }

    /// The name that errors give.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Number of rows, missing ones included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All values; those of missing rows mean nothing.
    pub fn values(&self) -> &'a [T] {
        self.values
    }

    /// The bitmap, where there is one.
    pub fn validity(&self) -> Option<Validity<'a>> {
        self.validity
    }

    /// The value of `row`, `None` where it is missing.
    #[inline]
    pub fn get(&self, row: usize) -> Option<T> {
        let value = self.values.get(row)?;
        self.is_valid(row).then_some(*value)
    }

    /// Whether the value of `row` is there.
    #[inline]
    pub fn is_valid(&self, row: usize) -> bool {
        self.validity.is_none_or(|validity| validity.is_valid(row))
    }

    /// Whether both look at the same memory, whatever their names.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let place = |column: &Self| column.validity.map(|validity| (validity.bits.as_ptr_range(), validity.offset));
        core::ptr::eq(self.values, other.values) && place(self) == place(other)
    }

    /// Number of rows without a value.
    pub(crate) fn count_missing(&self) -> u64 {
        let Some(validity) = self.validity else { return 0 };
        let (mut bytes, mut there) = ([0; 512], 0);
        for first in (0..self.len()).step_by(8 * bytes.len()) {
            let rows = (self.len() - first).min(8 * bytes.len());
            let bytes = &mut bytes[..rows.div_ceil(8)];
            bytes.fill(0xff);
            if let (Some(last), rest @ 1..) = (bytes.last_mut(), rows % 8) {
                *last = (1 << rest) - 1;
            }
            validity.keep_in(bytes, first);
            there += bytes.iter().map(|byte| u64::from(byte.count_ones())).sum::<u64>();
        }
        self.len() as u64 - there
    }

    /// The values that are there, in order.
    pub(crate) fn present(&self) -> std::borrow::Cow<'a, [T]> {
        let Some(validity) = self.validity else { return self.values.into() };
        let mut present = Vec::with_capacity(self.len());
        for (position, values) in self.values.chunks(8).enumerate() {
            match validity.eight(8 * position) {
                0xff => present.extend_from_slice(values),
                bits => {
                    present.extend((0..).zip(values).filter(|(bit, _)| bits >> bit & 1 == 1).map(|(_, &value)| value))
                }
            }
        }
        present.into()
    }

    /// All rows in order, `None` where missing.
    pub fn iter(&self) -> impl Iterator<Item = Option<T>> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Refuses a second column of another length.
    pub(crate) fn require_length<U: Copy>(&self, other: &Column<'_, U>) -> Result<()> {
        if self.len() == other.len() {
            return Ok(());
        }
        Err(QualityError::LengthMismatch {
            left: self.name.into(),
            right: other.name.into(),
            left_length: self.len() as u64,
            right_length: other.len() as u64,
        })
    }

    /// The error for a missing value under the rule `raise`.
    pub(crate) fn missing(&self, row: usize) -> QualityError {
        QualityError::MissingValue { place: self.name.into(), row: row as u64 }
    }
}

/// A column that owns its values, built row by row.
///
/// ```
/// use servqual::measure::OwnedColumn;
/// let mut answers = OwnedColumn::new("rating");
/// answers.push(Some(5_i8));
/// answers.push(None);
/// assert_eq!(answers.column()?.get(1), None);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct OwnedColumn<T> {
    name: String,
    values: Vec<T>,
    bits: Vec<u8>,
    missing: u64,
}

impl<T: Copy + Default> OwnedColumn<T> {
    /// An empty column.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), values: Vec::new(), bits: Vec::new(), missing: 0 }
    }

    /// A column of these rows.
    pub fn of(name: &str, rows: impl IntoIterator<Item = Option<T>>) -> Self {
        let mut column = Self::new(name);
        rows.into_iter().for_each(|row| column.push(row));
        column
    }

    /// Adds a row.
    pub fn push(&mut self, value: Option<T>) {
        let row = self.values.len();
        if row.is_multiple_of(8) {
            self.bits.push(0);
        }
        self.bits[row / 8] |= u8::from(value.is_some()) << (row % 8);
        self.missing += u64::from(value.is_none());
        self.values.push(value.unwrap_or_default());
    }

    /// The column as it is passed to a tally.
    ///
    /// # Errors
    /// None of its own: the bitmap always covers the rows.
    pub fn column(&self) -> Result<Column<'_, T>> {
        let column = Column::new(&self.name, &self.values);
        if self.missing == 0 { Ok(column) } else { column.with_validity(Validity::new(&self.bits, 0)) }
    }
}
