//! Columns from bytes: little-endian values one after another, and a validity bitmap.

use crate::error::{QualityError, Result};
use crate::measure::{Column, Validity};

/// A column decoded from bytes.
pub(super) struct Decoded<T> {
    name: &'static str,
    values: Vec<T>,
    validity: Option<Vec<u8>>,
}

impl<T: Copy> Decoded<T> {
    /// Decodes `SIZE` bytes for each value.
    pub(super) fn new<const SIZE: usize>(
        name: &'static str,
        bytes: &[u8],
        validity: Option<Vec<u8>>,
        decode: impl Fn([u8; SIZE]) -> T,
    ) -> Result<Self> {
        let (chunks, rest) = bytes.as_chunks::<SIZE>();
        if !rest.is_empty() {
            return Err(QualityError::InvalidParameter {
                place: name.into(),
                value: format!("{} bytes", bytes.len()),
                expected: format!("{SIZE} bytes for each value"),
            });
        }
        Ok(Self { name, values: chunks.iter().map(|&chunk| decode(chunk)).collect(), validity })
    }

    pub(super) fn column(&self) -> Result<Column<'_, T>> {
        with_validity(Column::new(self.name, &self.values), self.validity.as_deref())
    }
}

/// A column of one-byte answers, without a copy.
pub(super) fn answers<'a>(name: &'a str, values: &'a [i8], validity: Option<&'a [u8]>) -> Result<Column<'a, i8>> {
    with_validity(Column::new(name, values), validity)
}

fn with_validity<'a, T: Copy>(column: Column<'a, T>, validity: Option<&'a [u8]>) -> Result<Column<'a, T>> {
    match validity {
        Some(bits) => column.with_validity(Validity::new(bits, 0)),
        None => Ok(column),
    }
}

/// Bytes as signed answers.
pub(super) fn signed(bytes: &[u8]) -> Vec<i8> {
    bytes.iter().map(|&byte| byte as i8).collect()
}
