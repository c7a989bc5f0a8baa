//! Scales, levels, targets and measures.

use crate::error::{QualityError, Result};
use crate::measure::{Language, Measure, Scale, Target, TargetBound, Unit, Verdict};
use crate::stats::interval::ConfidenceLevel;

/// A rating scale with whole points from `minimum` to `maximum`.
#[derive(uniffi::Record)]
pub struct ScaleFields {
    /// Lowest point.
    pub minimum: i8,
    /// Highest point.
    pub maximum: i8,
}

uniffi::custom_type!(Scale, ScaleFields, {
    lower: |scale| ScaleFields { minimum: scale.minimum(), maximum: scale.maximum() },
    try_lift: |fields| Ok(Scale::new(fields.minimum.into(), fields.maximum.into())?),
});

uniffi::custom_type!(ConfidenceLevel, f64, {
    lower: |level| level.get(),
    try_lift: |level| Ok(ConfidenceLevel::new(level)?),
});

/// A target that is met by `value` on the side of `bound`, in the unit of the measure.
#[uniffi::export]
fn target(bound: TargetBound, value: f64, unit: Unit) -> Result<Target> {
    Target::new(bound, value, unit)
}

/// What a measure says against a target.
#[uniffi::export]
fn judge(measure: Measure, target: Target) -> Result<Verdict> {
    measure.judge(&target)
}

/// One line for people: label, estimate, interval and n.
#[uniffi::export]
fn show_measure(measure: Measure, language: Language) -> String {
    measure.show(language)
}

#[uniffi::export]
impl QualityError {
    /// The stable name of the cause, the same in every language.
    #[uniffi::method(name = "code")]
    fn ffi_code(&self) -> String {
        self.code().into()
    }

    /// The row the error names, where it names one.
    #[uniffi::method(name = "row")]
    fn ffi_row(&self) -> Option<u64> {
        self.row()
    }
}
