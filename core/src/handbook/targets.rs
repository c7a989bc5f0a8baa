//! Targets and baselines in the unit of what they are held against.

use super::written::{BaselineDocument, TargetDocument, TargetUnit};
use crate::error::{QualityError, Result};
use crate::measure::{Target, TargetBound, Unit};

impl TargetDocument {
    pub(super) fn parse(&self, unit: &Unit) -> Result<Target> {
        let (bound, value) = match (self.at_least, self.at_most) {
            (Some(value), None) => (TargetBound::AtLeast, value),
            (None, Some(value)) => (TargetBound::AtMost, value),
            _ => {
                return Err(QualityError::InvalidDocument {
                    path: "target".into(),
                    found: "both bounds or none".into(),
                    expected: "`at_least` or `at_most`".into(),
                });
            }
        };
        Target::new(bound, self.unit.value(value, unit, "target.unit")?, unit.clone())
    }
}

impl BaselineDocument {
    /// The value in the unit, one that a target could have.
    pub(super) fn parse(&self, unit: &Unit) -> Result<f64> {
        let value = self.unit.value(self.value, unit, "baseline.unit")?;
        let checked = Target::at_least(value, unit.clone()).map_err(|error| match error {
            QualityError::InvalidParameter { value, expected, .. } => {
                QualityError::InvalidParameter { place: "baseline".into(), value, expected }
            }
            other => other,
        });
        checked.map(|target| target.value)
    }
}

impl TargetUnit {
    fn value(self, value: f64, unit: &Unit, place: &str) -> Result<f64> {
        self.convert(value, unit).ok_or_else(|| QualityError::UnitMismatch {
            place: place.into(),
            found: format!("{self:?}").to_lowercase(),
            expected: unit.name(),
        })
    }

    /// The value in the unit of the measure; `None` where the two do not fit.
    fn convert(self, value: f64, unit: &Unit) -> Option<f64> {
        match (self, unit) {
            (Self::Percent, Unit::Share) => Some(value / 100.0),
            (Self::Share, Unit::Share)
            | (Self::Points, Unit::NetPoint | Unit::IndexPoint)
            | (Self::ScalePoints, Unit::ScalePoint { .. })
            | (Self::Seconds, Unit::Second)
            | (Self::Rate, Unit::RatePer { .. }) => Some(value),
            (Self::Minutes, Unit::Second) => Some(value * 60.0),
            (Self::Hours, Unit::Second) => Some(value * 3_600.0),
            (Self::Days, Unit::Second) => Some(value * 86_400.0),
            _ => None,
        }
    }
}
