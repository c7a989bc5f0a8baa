//! Instants, which have a zone, and dates, which name a day and no instant.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use servqual::time::{Instant, parse_instant};
use servqual::{QualityError, Result};

use super::Source;
use super::load::{Loaded, Values, each, lend, nothing, odd};
use super::names::Texts;

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
