//! Numbers: answers, counts, real numbers, durations, truth values.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::{DataType, TimeUnit};
use servqual::Result;
use servqual::measure::Scale;

use super::Source;
use super::load::{Loaded, each, invalid_cell, lend, not_finite, nothing, odd};

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

/// Durations in whole microseconds: numbers are seconds, durations have a unit of their own.
pub(crate) fn microseconds(source: Source) -> Result<Loaded<i64>> {
    Loaded::new(source, |array, name, first| {
        let too_long =
            |row: usize, value: String| invalid_cell(name, first + row, value, "a duration below 290 000 years");
        let scaled = |values: &[i64], factor: i64| {
            each(values, array.nulls(), |value: i64, row| {
                value.checked_mul(factor).ok_or_else(|| too_long(row, value.to_string()))
            })
        };
        let of_seconds = |value: f64, row: usize| {
            let scaled = (value * 1e6).round();
            match value.is_finite() {
                false => Err(not_finite(name, first + row, value)),
                true if scaled.abs() < 9e18 => Ok(scaled as i64),
                true => Err(too_long(row, value.to_string())),
            }
        };
        match array.data_type() {
            DataType::Duration(TimeUnit::Second) => {
                scaled(array.as_primitive::<DurationSecondType>().values(), 1_000_000)
            }
            DataType::Duration(TimeUnit::Millisecond) => {
                scaled(array.as_primitive::<DurationMillisecondType>().values(), 1_000)
            }
            DataType::Duration(TimeUnit::Microsecond) => Ok(lend::<DurationMicrosecondType>(array)),
            DataType::Duration(TimeUnit::Nanosecond) => {
                let values = array.as_primitive::<DurationNanosecondType>().values();
                each(values, array.nulls(), |value: i64, _| Ok(value.div_euclid(1_000)))
            }
            DataType::Int64 => scaled(array.as_primitive::<Int64Type>().values(), 1_000_000),
            DataType::Null => Ok(nothing(array)),
            _ => {
                with_numbers!(array, values => each(values, array.nulls(), |value, row| of_seconds(value.real(), row)),
                else odd(name, array, "durations, or seconds"))
            }
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
