//! A column in four numbers.

use super::Column;
use crate::error::{QualityError, Result};
use crate::stats::ExactMoments;

/// Number, sum, mean and spread of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Description {
    /// Values that are there.
    pub n: u64,
    /// Values that are missing.
    pub missing: u64,
    /// The exact sum, rounded once.
    pub sum: f64,
    /// The mean; missing without values.
    pub mean: Option<f64>,
    /// The standard deviation with divisor n − 1; missing below two values.
    pub standard_deviation: Option<f64>,
}

/// Describes a column of real numbers; missing values are counted and left out.
///
/// # Errors
/// [`QualityError::NotFinite`] naming the row of a NaN or an infinity.
///
/// ```
/// use servqual::measure::{Column, describe};
/// assert_eq!(describe(Column::new("x", &[1e16, 1.0, -1e16]))?.sum, 1.0);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn describe(values: Column<'_, f64>) -> Result<Description> {
    let mut moments = ExactMoments::default();
    for (row, value) in values.iter().enumerate() {
        match value {
            Some(value) if !value.is_finite() => {
                let (place, value) = (values.name().into(), value.to_string());
                return Err(QualityError::NotFinite { place, row: row as u64, value });
            }
            Some(value) => moments.add(value),
            None => {}
        }
    }
    Ok(Description {
        n: moments.n(),
        missing: values.len() as u64 - moments.n(),
        sum: moments.sum(),
        mean: moments.mean(),
        standard_deviation: moments.standard_deviation(),
    })
}
