//! Lists and other sequences of Python objects.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DurationMicrosecondArray, Float64Array, Int64Array, NullArray, StringArray,
    TimestampMicrosecondArray,
};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDate, PyDateTime, PyDelta, PyFloat, PyInt, PyString, PyTzInfo};
use servqual::QualityError;
use servqual::time::parse_instant;

use crate::error::{Answer, Trouble, wrong};

/// Reads a sequence whose first value tells what it holds; with `pandas`, NaN means missing.
pub(super) fn read(column: &Bound<'_, PyAny>, name: &str, pandas: bool) -> Answer<ArrayRef> {
    if column.is_instance_of::<PyString>() {
        return Err(wrong(name, "text", "a column"));
    }
    let Ok(items) = column.try_iter() else {
        let found = column.get_type().name()?.to_string();
        return Err(wrong(name, format!("`{found}`"), "a column: a sequence, an array, a series"));
    };
    let items = items.collect::<PyResult<Vec<_>>>()?;
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        values.push(if is_missing(&item, pandas)? { None } else { Some(item) });
    }
    let first = values.iter().enumerate().find_map(|(row, value)| Some((row, value.as_ref()?)));
    let Some((row, first)) = first else {
        return Ok(Arc::new(NullArray::new(values.len())));
    };
    let list = List { name, values: &values };
    match Kind::of(first)? {
        Some(Kind::Truth) => Ok(Arc::new(list.each("True or False", |item| truth(item))?.collect::<BooleanArray>())),
        Some(Kind::Number) => list.numbers(),
        Some(Kind::Text) => {
            let texts = list.each("text", |item| item.extract::<String>().ok())?;
            Ok(Arc::new(texts.collect::<StringArray>()))
        }
        Some(Kind::Instant) => list.instants(),
        Some(Kind::Span) => {
            let spans = list.each("timedelta", |item| microseconds(item).ok())?;
            Ok(Arc::new(spans.collect::<DurationMicrosecondArray>()))
        }
        Some(Kind::Day) => {
            let days = list.each("a date", |item| day(item).ok())?;
            Ok(Arc::new(days.collect::<Date32Array>()))
        }
        None => Err(list.odd(row, first, "numbers, text, instants, durations or True and False")),
    }
}

/// What the values of a list are.
enum Kind {
    Truth,
    Number,
    Text,
    Instant,
    Day,
    Span,
}

impl Kind {
    fn of(item: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        Ok(if truth(item).is_some() {
            Some(Self::Truth)
        } else if item.is_instance_of::<PyString>() {
            Some(Self::Text)
        } else if item.is_instance_of::<PyDateTime>() {
            Some(Self::Instant)
        } else if item.is_instance_of::<PyDate>() {
            Some(Self::Day)
        } else if item.is_instance_of::<PyDelta>() {
            Some(Self::Span)
        } else if item.extract::<f64>().is_ok() {
            Some(Self::Number)
        } else {
            None
        })
    }
}

struct List<'a, 'py> {
    name: &'a str,
    values: &'a [Option<Bound<'py, PyAny>>],
}

impl<'py> List<'_, 'py> {
    /// Every value converted, `None` where missing; a value that does not convert is an error.
    fn each<T>(
        &self,
        expected: &str,
        convert: impl Fn(&Bound<'py, PyAny>) -> Option<T>,
    ) -> Answer<std::vec::IntoIter<Option<T>>> {
        let mut converted = Vec::with_capacity(self.values.len());
        for (row, value) in self.values.iter().enumerate() {
            converted.push(match value {
                None => None,
                Some(item) => Some(convert(item).ok_or_else(|| self.odd(row, item, expected))?),
            });
        }
        Ok(converted.into_iter())
    }

    /// Whole numbers stay whole: doubles would round those beyond 2⁵³.
    fn numbers(&self) -> Answer<ArrayRef> {
        let whole = |item: &Bound<'py, PyAny>| !item.is_instance_of::<PyFloat>() && item.extract::<i64>().is_ok();
        if self.values.iter().flatten().all(whole) {
            let numbers = self.each("a number", |item| number(item, |item| item.extract::<i64>().ok()))?;
            return Ok(Arc::new(numbers.collect::<Int64Array>()));
        }
        let numbers = self.each("a number", |item| number(item, |item| item.extract::<f64>().ok()))?;
        Ok(Arc::new(numbers.collect::<Float64Array>()))
    }

    fn instants(&self) -> Answer<ArrayRef> {
        let mut instants = Vec::with_capacity(self.values.len());
        for (row, value) in self.values.iter().enumerate() {
            instants.push(match value {
                None => None,
                Some(item) => Some(instant(item, self.name, row)?),
            });
        }
        Ok(Arc::new(TimestampMicrosecondArray::from(instants).with_timezone("UTC")))
    }

    fn odd(&self, row: usize, item: &Bound<'_, PyAny>, expected: &str) -> Trouble {
        let value = item.repr().map_or_else(|_| "something".into(), |text| text.to_string());
        let value = value.chars().take(60).collect();
        QualityError::InvalidCell { place: self.name.into(), row: row as u64, value, expected: expected.into() }.into()
    }
}

/// True and False are no numbers, though Python lets them count.
fn number<'py, T>(item: &Bound<'py, PyAny>, extract: impl Fn(&Bound<'py, PyAny>) -> Option<T>) -> Option<T> {
    if truth(item).is_some() { None } else { extract(item) }
}

/// Python's or NumPy's truth value.
fn truth(item: &Bound<'_, PyAny>) -> Option<bool> {
    if let Ok(truth) = item.cast::<PyBool>() {
        return Some(truth.is_true());
    }
    if item.is_instance_of::<PyInt>() || item.is_instance_of::<PyFloat>() {
        return None;
    }
    let name = item.get_type().name().ok()?;
    let numpy = matches!(name.to_str(), Ok("bool" | "bool_"));
    if numpy { item.is_truthy().ok() } else { None }
}

/// `None`, the markers of pandas and, in its columns, NaN.
fn is_missing(item: &Bound<'_, PyAny>, pandas: bool) -> PyResult<bool> {
    if item.is_none() {
        return Ok(true);
    }
    if let Ok(float) = item.cast::<PyFloat>() {
        return Ok(pandas && float.value().is_nan());
    }
    if item.is_exact_instance_of::<PyInt>() || item.is_exact_instance_of::<PyString>() {
        return Ok(false);
    }
    let name = item.get_type().name()?;
    Ok(matches!(name.to_str()?, "NAType" | "NaTType"))
}

/// A `datetime` with a zone, or RFC 3339 text, as microseconds since 1970-01-01T00:00:00Z.
pub(crate) fn instant(item: &Bound<'_, PyAny>, name: &str, row: usize) -> Answer<i64> {
    if let Ok(text) = item.cast::<PyString>() {
        return Ok(parse_instant(text.to_str()?, name, row as u64)?);
    }
    let py = item.py();
    let refuse = || -> Answer<i64> {
        let value = item.str()?.to_string();
        let expected = "date, time and zone, such as datetime(2026, 1, 5, 9, 30, tzinfo=timezone.utc)".into();
        Err(QualityError::InvalidInstant { place: name.into(), row: row as u64, value, expected }.into())
    };
    if !item.is_instance_of::<PyDateTime>() || item.call_method0("utcoffset")?.is_none() {
        return refuse();
    }
    let epoch = PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&PyTzInfo::utc(py)?.to_owned()))?;
    Ok(microseconds(&item.sub(epoch)?)?)
}

/// A `timedelta`, or a number of seconds, as microseconds.
pub(crate) fn duration(item: &Bound<'_, PyAny>, name: &str) -> Answer<i64> {
    if item.is_instance_of::<PyDelta>() {
        return Ok(microseconds(item)?);
    }
    let number = number(item, |item| item.extract::<f64>().ok()).filter(|seconds| (seconds * 1e6).abs() < 9e18);
    match number {
        Some(seconds) => Ok((seconds * 1e6).round() as i64),
        None => Err(wrong(name, item.repr()?.to_string(), "a timedelta, or seconds")),
    }
}

/// Days since 1970-01-01, which is day 719 163 of Python's calendar.
fn day(date: &Bound<'_, PyAny>) -> PyResult<i32> {
    Ok(date.call_method0("toordinal")?.extract::<i32>()? - 719_163)
}

fn microseconds(delta: &Bound<'_, PyAny>) -> PyResult<i64> {
    let part = |name: &str| delta.getattr(name)?.extract::<i64>();
    Ok((part("days")? * 86_400 + part("seconds")?) * 1_000_000 + part("microseconds")?)
}
