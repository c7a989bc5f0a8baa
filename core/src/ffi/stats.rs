//! The statistics that stand on their own.

use super::columns::Decoded;
use crate::error::Result;
use crate::measure::{Description, describe};
use crate::stats::interval::{Bounds, ConfidenceLevel, ProportionMethod, proportion, student};

/// An interval of a proportion by the named method; of level 0.95 where not given.
#[uniffi::export(default(level = None))]
fn proportion_interval(
    successes: u64,
    trials: u64,
    method: ProportionMethod,
    level: Option<ConfidenceLevel>,
) -> Result<Bounds> {
    proportion(successes, trials, method, level.unwrap_or_default())
}

/// Number, exact sum, mean and standard deviation of doubles, eight bytes each, little-endian.
#[uniffi::export(default(validity = None))]
fn describe_values(values: &[u8], validity: Option<Vec<u8>>) -> Result<Description> {
    let column = Decoded::new("value", values, validity, f64::from_le_bytes)?;
    describe(column.column("value")?)
}

/// Student's t interval of a mean, of level 0.95 where not given; missing below two values.
#[uniffi::export(default(level = None))]
fn mean_interval(mean: f64, standard_deviation: f64, n: u64, level: Option<ConfidenceLevel>) -> Result<Option<Bounds>> {
    Ok(student(mean, standard_deviation, n, level.unwrap_or_default()))
}

/// Instants in RFC 3339 form, such as `2026-01-05T09:30:00+08:00`, as microseconds since
/// 1970-01-01T00:00:00Z. Errors call the column `place`; a time without a zone is one.
#[uniffi::export]
fn parse_instants(texts: Vec<Option<String>>, place: String) -> Result<Vec<Option<i64>>> {
    let parse = |(row, text): (usize, &Option<String>)| {
        text.as_deref().map(|text| crate::time::parse_instant(text, &place, row as u64)).transpose()
    };
    texts.iter().enumerate().map(parse).collect()
}
