//! Arrow arrays as the typed columns of the core. Memory of the right type is lent, not copied.

use std::collections::HashMap;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType,
    DurationSecondType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, TimeUnit};
use servqual::kpi::customer_key;
use servqual::measure::{Column, Scale, Validity};
use servqual::time::{Instant, parse_instant};
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
    fn new(source: Source, convert: impl Fn(&ArrayRef, &str, usize) -> Result<Values<T>>) -> Result<Self> {
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

type Values<T> = Box<dyn AsRef<[T]> + Send + Sync>;

/// Runs `$body` with the values of an array of numbers of any type.
macro_rules! with_numbers {
    ($array:expr, $values:ident => $body:expr, else $other:expr) => {
        match $array.data_type() {
            DataType::Int8 => {
                let $values = $array.as_primitive::<Int8Type>().values();
                $body
            }
            DataType::Int16 => {
                let $values = $array.as_primitive::<Int16Type>().values();
                $body
            }
            DataType::Int32 => {
                let $values = $array.as_primitive::<Int32Type>().values();
                $body
            }
            DataType::Int64 => {
                let $values = $array.as_primitive::<Int64Type>().values();
                $body
            }
            DataType::UInt8 => {
                let $values = $array.as_primitive::<UInt8Type>().values();
                $body
            }
            DataType::UInt16 => {
                let $values = $array.as_primitive::<UInt16Type>().values();
                $body
            }
            DataType::UInt32 => {
                let $values = $array.as_primitive::<UInt32Type>().values();
                $body
            }
            DataType::UInt64 => {
                let $values = $array.as_primitive::<UInt64Type>().values();
                $body
            }
            DataType::Float32 => {
                let $values = $array.as_primitive::<Float32Type>().values();
                $body
            }
            DataType::Float64 => {
                let $values = $array.as_primitive::<Float64Type>().values();
                $body
            }
            _ => $other,
        }
    };
}

/// Each value that is there converted, `T::default()` where it is missing.
fn each<V: Copy, T: Default>(
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

fn lend<P: ArrowPrimitiveType>(array: &ArrayRef) -> Values<P::Native> {
    let values: ScalarBuffer<P::Native> = array.as_primitive::<P>().values().clone();
    Box::new(values)
}

fn nothing<T: Default + Clone + Send + Sync + 'static>(array: &ArrayRef) -> Values<T> {
    Box::new(vec![T::default(); array.len()])
}

fn odd<T>(name: &str, array: &ArrayRef, expected: &str) -> Result<T> {
    Err(unfit(name, array.data_type().to_string(), expected))
}

fn not_finite(name: &str, row: usize, value: f64) -> QualityError {
    QualityError::NotFinite { place: name.into(), row: row as u64, value: value.to_string() }
}

fn invalid_cell(name: &str, row: usize, value: impl ToString, expected: &str) -> QualityError {
    let (row, value) = (row as u64, value.to_string());
    QualityError::InvalidCell { place: name.into(), row, value, expected: expected.into() }
}

/// The widening of every number to a double, as `as` does it.
trait Real: Copy {
    fn real(self) -> f64;
}

macro_rules! real {
    ($($kind:ty),*) => { $(impl Real for $kind { fn real(self) -> f64 { self as f64 } })* };
}
real!(i8, i16, i32, i64, u8, u16, u32, u64, f32, f64);

/// Answers on a scale: eight-bit integers are lent, other numbers are checked one by one.
pub(crate) fn ratings(source: Source, scale: Scale) -> Result<Loaded<i8>> {
    Loaded::new(source, |array, name, first| {
        let answer = |value: f64, row: usize| {
            if !value.is_finite() {
                return Err(not_finite(name, first + row, value));
            }
            scale.answer(value, name, (first + row) as u64)
        };
        match array.data_type() {
            DataType::Int8 => Ok(lend::<Int8Type>(array)),
            DataType::Null => Ok(nothing(array)),
            _ => with_numbers!(array, values => each(values, array.nulls(), |value, row| answer(value.real(), row)),
                else odd(name, array, "whole numbers")),
        }
    })
}

/// Whole numbers of one byte, lent.
pub(super) fn small(source: Source) -> Result<Loaded<i8>> {
    Loaded::new(source, |array, name, _| match array.data_type() {
        DataType::Int8 => Ok(lend::<Int8Type>(array)),
        _ => odd(name, array, "whole numbers of one byte"),
    })
}

/// Real numbers: doubles are lent, other numbers widened.
pub(crate) fn reals(source: Source) -> Result<Loaded<f64>> {
    Loaded::new(source, |array, name, _| match array.data_type() {
        DataType::Float64 => Ok(lend::<Float64Type>(array)),
        DataType::Null => Ok(nothing(array)),
        _ => with_numbers!(array, values => each(values, array.nulls(), |value, _| Ok(value.real())),
            else odd(name, array, "numbers")),
    })
}

/// Durations: numbers are seconds; durations with a unit of their own become seconds.
pub(crate) fn seconds(source: Source) -> Result<Loaded<f64>> {
    if !matches!(source.chunks.first().map(|chunk| chunk.data_type()), Some(DataType::Duration(_))) {
        return reals(source);
    }
    Loaded::new(source, |array, name, _| {
        let in_seconds = |values: &[i64], unit: f64| each(values, array.nulls(), |value, _| Ok(value as f64 / unit));
        match array.data_type() {
            DataType::Duration(TimeUnit::Second) => {
                in_seconds(array.as_primitive::<DurationSecondType>().values(), 1.0)
            }
            DataType::Duration(TimeUnit::Millisecond) => {
                in_seconds(array.as_primitive::<DurationMillisecondType>().values(), 1e3)
            }
            DataType::Duration(TimeUnit::Microsecond) => {
                in_seconds(array.as_primitive::<DurationMicrosecondType>().values(), 1e6)
            }
            DataType::Duration(TimeUnit::Nanosecond) => {
                in_seconds(array.as_primitive::<DurationNanosecondType>().values(), 1e9)
            }
            _ => odd(name, array, "durations"),
        }
    })
}

/// Counts: 64-bit integers are lent, other numbers must be whole.
pub(crate) fn counts(source: Source) -> Result<Loaded<i64>> {
    Loaded::new(source, |array, name, first| {
        let whole = |value: f64, row: usize| {
            if !value.is_finite() {
                return Err(not_finite(name, first + row, value));
            }
            let count = value as i64;
            if count as f64 == value {
                return Ok(count);
            }
            Err(invalid_cell(name, first + row, value, "a whole number"))
        };
        match array.data_type() {
            DataType::Int64 => Ok(lend::<Int64Type>(array)),
            DataType::Null => Ok(nothing(array)),
            _ => with_numbers!(array, values => each(values, array.nulls(), |value, row| whole(value.real(), row)),
                else odd(name, array, "whole numbers")),
        }
    })
}

/// Truth values, or whole numbers that are 0 or 1.
pub(crate) fn outcomes(source: Source) -> Result<Loaded<bool>> {
    Loaded::new(source, |array, name, first| {
        let truth = |value: f64, row: usize| match value {
            0.0 => Ok(false),
            1.0 => Ok(true),
            _ if !value.is_finite() => Err(not_finite(name, first + row, value)),
            _ => Err(invalid_cell(name, first + row, value, "True or False, 1 or 0")),
        };
        match array.data_type() {
            DataType::Boolean => Ok(Box::new(array.as_boolean().values().iter().collect::<Vec<bool>>())),
            DataType::Null => Ok(nothing(array)),
            _ => with_numbers!(array, values => each(values, array.nulls(), |value, row| truth(value.real(), row)),
                else odd(name, array, "True or False")),
        }
    })
}

/// Instants: microseconds with a zone are lent, other units converted, text read as RFC 3339.
pub(crate) fn instants(source: Source) -> Result<Loaded<Instant>> {
    Loaded::new(source, |array, name, first| {
        let refuse = |row: usize, value: String, expected: &str| {
            let row = (first + row) as u64;
            QualityError::InvalidInstant { place: name.into(), row, value, expected: expected.into() }
        };
        let (values, numerator, denominator) = match array.data_type() {
            DataType::Null => return Ok(nothing(array)),
            DataType::Timestamp(_, None) | DataType::Date32 => {
                let Some(row) = (0..array.len()).find(|&row| array.is_valid(row)) else { return Ok(nothing(array)) };
                return Err(refuse(row, naive(array, row), "an instant with a time zone"));
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => return Ok(lend::<TimestampMicrosecondType>(array)),
            DataType::Timestamp(TimeUnit::Second, _) => {
                (array.as_primitive::<TimestampSecondType>().values(), 1_000_000, 1)
            }
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                (array.as_primitive::<TimestampMillisecondType>().values(), 1_000, 1)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                (array.as_primitive::<TimestampNanosecondType>().values(), 1, 1_000)
            }
            _ => return parsed(array, name, first),
        };
        let expected = "an instant within 290 000 years of 1970";
        each(values, array.nulls(), |value: i64, row| {
            let scaled = value.checked_mul(numerator).ok_or_else(|| refuse(row, value.to_string(), expected))?;
            Ok(scaled.div_euclid(denominator))
        })
    })
}

/// A date, or a time without a zone, as it is written: it names a day, but no instant.
pub(super) fn naive(array: &ArrayRef, row: usize) -> String {
    let written = match array.data_type() {
        DataType::Timestamp(TimeUnit::Second, _) => array.as_primitive::<TimestampSecondType>().value_as_datetime(row),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            array.as_primitive::<TimestampMillisecondType>().value_as_datetime(row)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            array.as_primitive::<TimestampMicrosecondType>().value_as_datetime(row)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            array.as_primitive::<TimestampNanosecondType>().value_as_datetime(row)
        }
        DataType::Date32 => {
            let date = array.as_primitive::<Date32Type>().value_as_date(row);
            return date.map_or(String::new(), |date| date.to_string());
        }
        _ => None,
    };
    written.map_or(String::new(), |written| written.format("%Y-%m-%dT%H:%M:%S%.f").to_string())
}

fn parsed(array: &ArrayRef, name: &str, first: usize) -> Result<Values<Instant>> {
    let rows: Vec<usize> = (0..array.len()).collect();
    let Some(texts) = Texts::new(array) else {
        return odd(name, array, "instants with a time zone, or text such as 2026-01-05T09:30:00+08:00");
    };
    each(&rows, array.logical_nulls().as_ref(), |row, _| parse_instant(texts.at(row), name, (first + row) as u64))
}

/// Customers, as the keys that stay the same on every machine.
pub(crate) fn keys(source: Source) -> Result<Loaded<u64>> {
    Loaded::new(source, |array, name, first| {
        let rows: Vec<usize> = (0..array.len()).collect();
        let named = naming(array, name, first)?;
        each(&rows, array.logical_nulls().as_ref(), |row, _| Ok(customer_key(&named(row)?)))
    })
}

/// The groups of a column: the distinct names, and for each row the position of its name.
pub(crate) fn groups(source: Source) -> Result<(Vec<String>, Vec<u32>)> {
    let (mut positions, mut names, mut codes) = (HashMap::new(), Vec::new(), Vec::new());
    for array in &source.chunks {
        let first = codes.len();
        let nulls = array.logical_nulls();
        let named = naming(array, &source.name, first)?;
        for row in 0..array.len() {
            if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                return Err(invalid_cell(&source.name, first + row, "nothing", "a group for every row"));
            }
            let next = names.len() as u32;
            let name = named(row)?;
            codes.push(*positions.entry(name.to_string()).or_insert_with(|| {
                names.push(name.into_owned());
                next
            }));
        }
    }
    Ok((names, codes))
}

pub(super) type Naming<'a> = Box<dyn Fn(usize) -> Result<std::borrow::Cow<'a, str>> + 'a>;

/// The text by which each row of an array of texts or whole numbers is known.
pub(super) fn naming<'a>(array: &'a ArrayRef, name: &'a str, first: usize) -> Result<Naming<'a>> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let keys = dictionary.normalized_keys();
        let named = naming(dictionary.values(), name, first)?;
        return Ok(Box::new(move |row| named(keys[row])));
    }
    if let Some(texts) = Texts::new(array) {
        return Ok(Box::new(move |row| Ok(texts.at(row).into())));
    }
    if array.data_type() == &DataType::Null {
        return Ok(Box::new(|_| Ok("".into())));
    }
    if let Some(truths) = array.as_boolean_opt() {
        return Ok(Box::new(move |row| Ok(truths.value(row).to_string().into())));
    }
    macro_rules! whole {
        ($($kind:ty),*) => {
            $(if let Some(numbers) = array.as_primitive_opt::<$kind>() {
                return Ok(Box::new(move |row| Ok(numbers.value(row).to_string().into())));
            })*
        };
    }
    whole!(Int64Type, Int32Type, Int16Type, Int8Type, UInt64Type, UInt32Type, UInt16Type, UInt8Type);
    let Some(numbers) = array.as_primitive_opt::<Float64Type>() else {
        return odd(name, array, "text or whole numbers");
    };
    // pandas turns whole numbers into floats as soon as one is missing.
    Ok(Box::new(move |row| match numbers.value(row) {
        value if value.fract() == 0.0 => Ok((value as i64).to_string().into()),
        value => Err(invalid_cell(name, first + row, value, "text or a whole number")),
    }))
}

/// Text in any of Arrow's layouts.
enum Texts<'a> {
    Short(&'a arrow_array::StringArray),
    Long(&'a arrow_array::LargeStringArray),
    View(&'a arrow_array::StringViewArray),
}

impl<'a> Texts<'a> {
    fn new(array: &'a ArrayRef) -> Option<Self> {
        match array.data_type() {
            DataType::Utf8 => Some(Self::Short(array.as_string())),
            DataType::LargeUtf8 => Some(Self::Long(array.as_string())),
            DataType::Utf8View => Some(Self::View(array.as_string_view())),
            _ => None,
        }
    }

    fn at(&self, row: usize) -> &'a str {
        match self {
            Self::Short(array) => array.value(row),
            Self::Long(array) => array.value(row),
            Self::View(array) => array.value(row),
        }
    }
}
