//! Arrow arrays as the typed columns of the core. Memory of the right type is lent, not copied.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use servqual::measure::{Column, Validity};
use servqual::{QualityError, Result};

use super::Source;
use crate::error::unfit;

/// A column of the core in chunks, owned or shared with Python.
pub(crate) struct Loaded<T> {
    name: String,
    chunks: Vec<Chunk<T>>,
}

struct Chunk<T> {
    /// Row of the column at which the chunk begins.
    first: usize,
    values: Box<dyn AsRef<[T]> + Send + Sync>,
    nulls: Option<NullBuffer>,
}

impl<T> Chunk<T> {
    fn end(&self) -> usize {
        self.first + self.slice().len()
    }

    fn slice(&self) -> &[T] {
        (*self.values).as_ref()
    }
}

impl<T: Copy + Send + Sync + 'static> Loaded<T> {
    /// Converts chunk by chunk; `convert` gets the row at which its chunk begins.
    pub(super) fn new(source: Source, convert: impl Fn(&ArrayRef, &str, usize) -> Result<Values<T>>) -> Result<Self> {
        let Source { name, chunks: arrays } = source;
        let (mut chunks, mut first) = (Vec::with_capacity(arrays.len()), 0);
        for array in arrays {
            let values = convert(&array, &name, first)?;
            let nulls = array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
            chunks.push(Chunk { first, values, nulls });
            first += array.len();
        }
        Ok(Self { name, chunks })
    }

    /// Name, number of rows, and the rows at which chunks end: what [`common_cuts`] needs to know.
    pub(crate) fn shape(&self) -> (&str, usize, Vec<usize>) {
        let ends: Vec<usize> = self.chunks.iter().map(Chunk::end).collect();
        (&self.name, ends.last().copied().unwrap_or(0), ends)
    }

    /// Where the memory of each chunk begins.
    pub(crate) fn addresses(&self) -> Vec<usize> {
        self.chunks.iter().map(|chunk| chunk.slice().as_ptr().addr()).collect()
    }

    /// Rows that lie in one chunk, as the core takes them.
    pub(crate) fn part(&self, rows: &Range<usize>) -> Result<Column<'_, T>> {
        let Some(chunk) = self.chunks.iter().find(|chunk| chunk.end() > rows.start) else {
            return Ok(Column::new(&self.name, &[]));
        };
        let start = rows.start - chunk.first;
        let column = Column::new(&self.name, &chunk.slice()[start..start + rows.len()]);
        match &chunk.nulls {
            Some(nulls) => column.with_validity(Validity::new(nulls.validity(), nulls.offset() + start)),
            None => Ok(column),
        }
    }

    /// The same column in one chunk; a column of one chunk is left as it is.
    pub(crate) fn joined(self) -> Self {
        if self.chunks.len() < 2 {
            return self;
        }
        let values: Vec<T> = self.chunks.iter().flat_map(|chunk| chunk.slice().iter().copied()).collect();
        let present: Vec<bool> = self
            .chunks
            .iter()
            .flat_map(|chunk| {
                (0..chunk.slice().len()).map(|row| chunk.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)))
            })
            .collect();
        let nulls = Some(NullBuffer::from(present)).filter(|nulls| nulls.null_count() > 0);
        Self { name: self.name, chunks: vec![Chunk { first: 0, values: Box::new(values), nulls }] }
    }
}

/// The ranges in which every one of several columns lies in one chunk; at least one range, so that
/// an empty chunk is observed too.
pub(crate) fn common_cuts(columns: &[(&str, usize, Vec<usize>)]) -> Result<Vec<Range<usize>>> {
    let Some((name, length, _)) = columns.first() else { return Ok(vec![]) };
    if let Some((other, other_length, _)) = columns.iter().find(|column| column.1 != *length) {
        return Err(QualityError::LengthMismatch {
            left: (*name).into(),
            right: (*other).into(),
            left_length: *length as u64,
            right_length: *other_length as u64,
        });
    }
    let mut ends: Vec<usize> = columns.iter().flat_map(|column| column.2.iter().copied()).collect();
    ends.sort_unstable();
    ends.dedup();
    ends.retain(|&end| end > 0);
    let mut start = 0;
    let mut cuts: Vec<_> = ends.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect();
    if cuts.is_empty() {
        cuts.push(0..0);
    }
    Ok(cuts)
}

pub(super) type Values<T> = Box<dyn AsRef<[T]> + Send + Sync>;

/// Each value that is there converted, `T::default()` where it is missing.
pub(super) fn each<V: Copy, T: Default>(
    values: &[V],
    nulls: Option<&NullBuffer>,
    convert: impl Fn(V, usize) -> Result<T>,
) -> Result<Values<T>>
where
    Vec<T>: AsRef<[T]> + Send + Sync + 'static,
{
    let valid = |row| nulls.is_none_or(|nulls| nulls.is_valid(row));
    let cells = values.iter().enumerate();
    let converted = cells.map(|(row, &value)| if valid(row) { convert(value, row) } else { Ok(T::default()) });
    Ok(Box::new(converted.collect::<Result<Vec<T>>>()?))
}

pub(super) fn lend<P: ArrowPrimitiveType>(array: &ArrayRef) -> Values<P::Native> {
    let values: ScalarBuffer<P::Native> = array.as_primitive::<P>().values().clone();
    Box::new(values)
}

pub(super) fn nothing<T: Default + Clone + Send + Sync + 'static>(array: &ArrayRef) -> Values<T> {
    Box::new(vec![T::default(); array.len()])
}

pub(super) fn odd<T>(name: &str, array: &ArrayRef, expected: &str) -> Result<T> {
    Err(unfit(name, array.data_type().to_string(), expected))
}

pub(super) fn not_finite(name: &str, row: usize, value: f64) -> QualityError {
    QualityError::NotFinite { place: name.into(), row: row as u64, value: value.to_string() }
}

pub(super) fn invalid_cell(name: &str, row: usize, value: impl ToString, expected: &str) -> QualityError {
    let (row, value) = (row as u64, value.to_string());
    QualityError::InvalidCell { place: name.into(), row, value, expected: expected.into() }
}
