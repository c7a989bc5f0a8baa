//! What may drive an outcome, and how that is evaluated.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::measure::{Label, MissingRule, Scale, check_unique};

/// Drivers at most: their relative weights take some seconds from here on.
const MOST_DRIVERS: usize = 200;
/// An attribute that may drive the outcome, or the outcome itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Driver {
    /// Stable id.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub label: Label,
    /// Its scale.
    pub scale: Scale,
}

/// How key drivers are evaluated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct KeyDriverOptions {
    /// What happens to missing answers; `omit` leaves out the respondent.
    pub missing: MissingRule,
    /// Random orders of the drivers where there are more than 20.
    pub orders: u64,
    /// Seed of these orders.
    pub seed: u64,
}

impl Default for KeyDriverOptions {
    fn default() -> Self {
        Self { missing: MissingRule::default(), orders: 10_000, seed: 0 }
    }
}

/// Refuses no drivers, too many, and ids that are none or stand twice.
pub(super) fn check_drivers(outcome: &Driver, drivers: &[Driver]) -> Result<()> {
    check_unique("drivers", drivers.iter().chain([outcome]).map(|driver| driver.id.as_str()))?;
    if (1..=MOST_DRIVERS).contains(&drivers.len()) {
        return Ok(());
    }
    Err(QualityError::InvalidParameter {
        place: "drivers".into(),
        value: format!("{} drivers", drivers.len()),
        expected: format!("1 to {MOST_DRIVERS} drivers"),
    })
}
