//! Key drivers of correlations that were computed elsewhere.

use super::decompose::Correlations;
use super::driver::{Driver, KeyDriverOptions, check_drivers};
use super::report::{KeyDriverReport, Origin};
use crate::error::{QualityError, Result};

/// Key drivers of a correlation matrix that comes from elsewhere, such as a published table or
/// pairwise or polychoric correlations.
///
/// `correlations` are those of the drivers with each other, `with_outcome` those with the outcome,
/// `n` the observations behind them (0 where not known). The result carries no exclusions.
///
/// # Errors
/// [`QualityError::LengthMismatch`] where the matrix is not square or does not fit,
/// [`QualityError::InvalidParameter`] where it is not symmetric with a diagonal of one and values
/// from −1 to 1, or where a driver follows from the others.
///
/// ```
/// use servqual::gap::key_drivers::{Driver, key_drivers_of_correlations};
/// use servqual::measure::{Label, Scale};
/// let driver = |id: &str| Driver { id: id.into(), label: Label::default(), scale: Scale::ONE_TO_SEVEN };
/// let report = key_drivers_of_correlations(
///     &driver("overall"),
///     &[driver("staff"), driver("speed")],
///     &[vec![1.0, 0.0], vec![0.0, 1.0]],
///     &[0.6, 0.4],
///     200,
///     &Default::default(),
/// )?;
/// assert!(report.drivers[0].lmg.estimate.is_some_and(|lmg| (lmg - 0.36).abs() < 1e-15));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn key_drivers_of_correlations(
    outcome: &Driver,
    drivers: &[Driver],
    correlations: &[Vec<f64>],
    with_outcome: &[f64],
    n: u64,
    options: &KeyDriverOptions,
) -> Result<KeyDriverReport> {
    check_drivers(outcome, drivers)?;
    check_matrix(drivers, correlations, with_outcome)?;
    let origin = Origin { outcome, drivers, options, n, excluded: Vec::new(), rows: "correlations as given" };
    origin.report(&Correlations { drivers: correlations.to_vec(), outcome: with_outcome.to_vec() })
}

fn check_matrix(drivers: &[Driver], correlations: &[Vec<f64>], with_outcome: &[f64]) -> Result<()> {
    let fits = |what: &str, length: usize| {
        if length == drivers.len() {
            return Ok(());
        }
        Err(QualityError::LengthMismatch {
            left: "drivers".into(),
            right: what.into(),
            left_length: drivers.len() as u64,
            right_length: length as u64,
        })
    };
    fits("rows of the correlations", correlations.len())?;
    fits("correlations with the outcome", with_outcome.len())?;
    let refuse = |place: String, value: f64, expected: &str| {
        Err(QualityError::InvalidParameter { place, value: value.to_string(), expected: expected.into() })
    };
    for (row, line) in correlations.iter().enumerate() {
        fits("columns of the correlations", line.len())?;
        for (column, &value) in line.iter().enumerate() {
            let place = || format!("correlations.{}.{}", drivers[row].id, drivers[column].id);
            if !(-1.0..=1.0).contains(&value) || (row == column && value != 1.0) {
                return refuse(place(), value, "a correlation from -1 to 1, and 1 of a driver with itself");
            }
            if (value - correlations[column].get(row).copied().unwrap_or(value)).abs() > 1e-12 {
                return refuse(place(), value, "the same correlation on both sides of the diagonal");
            }
        }
    }
    match with_outcome.iter().zip(drivers).find(|(value, _)| !(-1.0..=1.0).contains(*value)) {
        Some((&value, driver)) => {
            refuse(format!("correlations.{}.outcome", driver.id), value, "a correlation from -1 to 1")
        }
        None => Ok(()),
    }
}
