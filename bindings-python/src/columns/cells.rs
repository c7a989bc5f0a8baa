//! Columns by name, of whatever type they are, as a handbook reads them.

use std::ops::Range;

use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use servqual::Result;
use servqual::measure::Column;
use servqual::report::{Cells, NamedColumn};

use super::instants::naive;
use super::names::naming;
use super::numbers::small;
use super::{Source, Typed, common_cuts, counts, instants, outcomes, reals};

/// A column whose type decided what it is.
pub(crate) enum NamedCells {
    Typed(Typed),
    Text(TextColumn),
}

/// Text, and what is written as text: dates, and times without a zone.
pub(crate) struct TextColumn {
    name: String,
    chunks: Vec<Vec<String>>,
}

impl NamedCells {
    pub(crate) fn new(source: Source) -> Result<Self> {
        let kind = source.chunks.first().map_or(DataType::Null, |chunk| chunk.data_type().clone());
        Ok(match kind {
            DataType::Int8 => Self::Typed(Typed::Small(small(source)?)),
            kind if kind.is_integer() => Self::Typed(Typed::Whole(counts(source)?)),
            kind if kind.is_floating() => Self::Typed(Typed::Real(reals(source)?)),
            DataType::Null => Self::Typed(Typed::Real(reals(source)?)),
            DataType::Boolean => Self::Typed(Typed::Truth(outcomes(source)?)),
            DataType::Timestamp(_, Some(_)) => Self::Typed(Typed::Instant(instants(source)?)),
            _ => Self::Text(TextColumn::new(&source)?),
        })
    }

    /// The ranges in which every column lies in one chunk.
    pub(crate) fn cuts(columns: &[Self]) -> Result<Vec<Range<usize>>> {
        common_cuts(&columns.iter().map(Self::shape).collect::<Vec<_>>())
    }

    fn shape(&self) -> (&str, usize, Vec<usize>) {
        match self {
            Self::Typed(column) => column.shape(),
            Self::Text(column) => column.shape(),
        }
    }

    /// The texts of a column of text; nothing for other columns.
    pub(crate) fn texts(&self, rows: &Range<usize>) -> Vec<&str> {
        match self {
            Self::Text(column) => column.rows(rows).collect(),
            _ => vec![],
        }
    }

    /// The column as the core takes it; `texts` are those of [`texts`](Self::texts).
    pub(crate) fn part<'a>(&'a self, rows: &Range<usize>, texts: &'a [&'a str]) -> Result<NamedColumn<'a>> {
        let name = self.shape().0;
        let cells = match self {
            Self::Typed(column) => match column {
                Typed::Small(_) => Cells::SmallIntegers(column.small(rows)?),
                Typed::Whole(_) | Typed::Key(_) | Typed::Text(..) => Cells::Integers(column.whole(rows)?),
                Typed::Real(_) => Cells::Reals(column.real(rows)?),
                Typed::Truth(_) => Cells::Booleans(column.truth(rows)?),
                Typed::Instant(_) => Cells::Instants(column.instant(rows)?),
            },
            Self::Text(_) => Cells::Texts(Column::new(name, texts)),
        };
        Ok(NamedColumn { name, cells })
    }
}

impl TextColumn {
    fn new(source: &Source) -> Result<Self> {
        let (mut chunks, mut first) = (Vec::with_capacity(source.chunks.len()), 0);
        for array in &source.chunks {
            chunks.push(written(array, &source.name, first)?);
            first += array.len();
        }
        Ok(Self { name: source.name.clone(), chunks })
    }

    fn shape(&self) -> (&str, usize, Vec<usize>) {
        let mut length = 0;
        let ends = self.chunks.iter().map(|chunk| {
            length += chunk.len();
            length
        });
        let ends: Vec<usize> = ends.collect();
        (&self.name, length, ends)
    }

    fn rows(&self, rows: &Range<usize>) -> impl Iterator<Item = &str> {
        self.chunks.iter().flatten().skip(rows.start).take(rows.len()).map(String::as_str)
    }
}

/// The text of each row; an empty one is missing, as the core reads text.
fn written(array: &ArrayRef, name: &str, first: usize) -> Result<Vec<String>> {
    let nulls = array.logical_nulls();
    let valid = |row: usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
    let rows = 0..array.len();
    if matches!(array.data_type(), DataType::Date32 | DataType::Timestamp(_, None)) {
        return Ok(rows.map(|row| if valid(row) { naive(array, row) } else { String::new() }).collect());
    }
    let named = naming(array, name, first)?;
    rows.map(|row| if valid(row) { named(row).map(std::borrow::Cow::into_owned) } else { Ok(String::new()) }).collect()
}
