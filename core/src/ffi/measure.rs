//! Scales, levels, targets and measures.

use super::json::json_text;
use crate::error::{QualityError, Result};
use crate::measure::{Comparison, Language, Measure, Outcome, Scale, Target, TargetBound, Unit, Verdict};
use crate::stats::interval::ConfidenceLevel;

json_text!(Measure, measure_from_json);
json_text!(Verdict, verdict_from_json);
json_text!(Comparison, comparison_from_json);

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

// Whatever takes a scale, also deep inside a record, returns a Result: a scale that another
// language put together by hand is checked on its way in.

/// The target again with its checks, which other languages go around by writing the fields.
fn checked(target: Target) -> Result<Target> {
    Target::new(target.bound, target.value, target.unit)
}

#[uniffi::export]
impl Measure {
    /// What the measure says against a target.
    #[uniffi::method(name = "judge")]
    fn ffi_judge(&self, target: Target) -> Result<Verdict> {
        self.judge(&checked(target)?)
    }

    /// How this measure differs from `earlier`, another one of the same definition.
    #[uniffi::method(name = "change_since")]
    fn ffi_change_since(&self, earlier: Measure) -> Result<Comparison> {
        self.change_since(&earlier)
    }

    /// One line for people: label, estimate, interval and n.
    #[uniffi::method(name = "show")]
    fn ffi_show(&self, language: Language) -> Result<String> {
        Ok(self.show(language))
    }
}

#[uniffi::export]
impl Comparison {
    /// What the change says against a target, in the unit of the difference or as relative change.
    #[uniffi::method(name = "judge")]
    fn ffi_judge(&self, target: Target) -> Result<Outcome> {
        self.judge(&checked(target)?)
    }
}

/// A value in its unit as people read it: `85.0 %`, `+30.0`, `2 min 05 s`.
// No method: a method of a renamed type gets its old name from the generator.
#[uniffi::export]
fn show_value(value: f64, unit: Unit) -> Result<String> {
    Ok(unit.show(value))
}

#[uniffi::export]
impl Target {
    /// The target as people read it: `≥ 85.0 %`.
    #[uniffi::method(name = "show")]
    fn ffi_show(&self) -> Result<String> {
        Ok(self.show())
    }
}

#[uniffi::export]
impl QualityError {
    /// The stable name of the cause, the same in every language.
    #[uniffi::method(name = "code")]
    fn ffi_code(&self) -> String {
        self.code().into()
    }

    /// The row that the error names, from zero, where it names one.
    #[uniffi::method(name = "row_number")]
    fn ffi_row(&self) -> Option<u64> {
        self.row()
    }
}
