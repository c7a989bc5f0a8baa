//! What a measure should reach.

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::error::{QualityError, Result};

/// Which side of the value meets the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum TargetBound {
    /// The value or more.
    AtLeast,
    /// The value or less.
    AtMost,
}

/// A value with its unit and the side on which it is met.
///
/// ```
/// use servqual::measure::{Target, Unit};
/// let target = Target::at_least(0.85, Unit::Share)?;
/// assert_eq!(target.show(), "≥ 85.0 %");
/// assert!(Target::at_least(85.0, Unit::Share).is_err());
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Target {
    /// Which side meets it.
    pub bound: TargetBound,
    /// The value, in `unit`.
    pub value: f64,
    /// The unit.
    pub unit: Unit,
}

impl Target {
    /// A target that is met by `value` or more.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the value is not possible in its unit.
    pub fn at_least(value: f64, unit: Unit) -> Result<Self> {
        Self::new(TargetBound::AtLeast, value, unit)
    }

    /// A target that is met by `value` or less.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the value is not possible in its unit.
    pub fn at_most(value: f64, unit: Unit) -> Result<Self> {
        Self::new(TargetBound::AtMost, value, unit)
    }

    /// A target with its bound as a value.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the value is not possible in its unit.
    pub fn new(bound: TargetBound, value: f64, unit: Unit) -> Result<Self> {
        let (possible, expected) = match &unit {
            Unit::Share => ((0.0..=1.0).contains(&value), "a share between 0 and 1".to_owned()),
            Unit::ShareDifference => {
                ((-1.0..=1.0).contains(&value), "a difference of shares between -1 and 1".to_owned())
            }
            Unit::NetPoint => ((-100.0..=100.0).contains(&value), "points between -100 and 100".to_owned()),
            Unit::IndexPoint => ((0.0..=100.0).contains(&value), "points between 0 and 100".to_owned()),
            Unit::ScalePoint { scale } => (
                value >= f64::from(scale.minimum()) && value <= f64::from(scale.maximum()),
                format!("a value from {} to {}", scale.minimum(), scale.maximum()),
            ),
            Unit::ScaleDifference { .. }
            | Unit::NetPointDifference
            | Unit::IndexPointDifference
            | Unit::RatioDifference
            | Unit::SecondDifference
            | Unit::RateDifference { .. }
            | Unit::Coefficient
            | Unit::Money { .. }
            | Unit::RelativeChange => (value.is_finite(), "a finite number".to_owned()),
            Unit::Second | Unit::Ratio | Unit::RatePer { .. } => {
                (value.is_finite() && value >= 0.0, "zero or more".to_owned())
            }
        };
        if possible {
            return Ok(Self { bound, value, unit });
        }
        Err(QualityError::InvalidParameter { place: "target".into(), value: value.to_string(), expected })
    }

    /// Whether `value` meets the target.
    pub fn is_met_by(&self, value: f64) -> bool {
        match self.bound {
            TargetBound::AtLeast => value >= self.value,
            TargetBound::AtMost => value <= self.value,
        }
    }

    /// The target as people read it: `≥ 85.0 %`.
    pub fn show(&self) -> String {
        let sign = match self.bound {
            TargetBound::AtLeast => "≥",
            TargetBound::AtMost => "≤",
        };
        format!("{sign} {}", self.unit.show(self.value))
    }
}
