//! The statistics that stand on their own.

use super::columns::Decoded;
use crate::error::Result;
use crate::measure::{Description, describe};
use crate::stats::interval::{Bounds, ConfidenceLevel, ProportionMethod, proportion, student};

/// An interval of a proportion by the named method.
#[uniffi::export]
fn proportion_interval(
    successes: u64,
    trials: u64,
    method: ProportionMethod,
    level: ConfidenceLevel,
) -> Result<Bounds> {
    proportion(successes, trials, method, level)
}

/// Number, exact sum, mean and standard deviation of doubles, eight bytes each.
#[uniffi::export(default(validity = None))]
fn describe_values(values: &[u8], validity: Option<Vec<u8>>) -> Result<Description> {
    let column = Decoded::new("value", values, validity, f64::from_le_bytes)?;
    describe(column.column()?)
}

/// Student's t interval of a mean; missing below two values.
#[uniffi::export]
fn mean_interval(mean: f64, standard_deviation: f64, n: u64, level: ConfidenceLevel) -> Result<Option<Bounds>> {
    Ok(student(mean, standard_deviation, n, level))
}
