//! Standards from their parts.

use std::sync::Arc;

use super::calendar::day;
use super::kpi::KpiTally;
use crate::error::Result;
use crate::handbook::Handbook;
use crate::kpi::KpiDefinition;
use crate::measure::{Label, Target};
use crate::standard::{Conformance, Pillar, Scope, Standard};
use crate::time::Period;

#[uniffi::export]
impl Standard {
    /// A standard from its parts. Days are texts such as `2026-01-05`; it holds everywhere and without
    /// an end, and is version 1, where not given.
    #[uniffi::constructor(
        name = "new",
        default(version = "1", scope = None, effective_until = None, supplements = None)
    )]
    #[expect(clippy::too_many_arguments, reason = "most of them have defaults in the languages that call it")]
    fn ffi_new(
        id: String,
        label: Label,
        pillar: Pillar,
        indicator: &KpiDefinition,
        target: Target,
        effective_from: String,
        version: String,
        scope: Option<Scope>,
        effective_until: Option<String>,
        supplements: Option<String>,
    ) -> Result<Arc<Self>> {
        let target = Target::new(target.bound, target.value, target.unit)?;
        let standard = Self {
            id,
            label,
            pillar,
            scope: scope.unwrap_or(Scope::Core),
            version,
            effective_from: day("effective_from", &effective_from)?,
            effective_until: effective_until.map(|until| day("effective_until", &until)).transpose()?,
            supplements,
            indicator: indicator.clone(),
            target,
        };
        standard.check()?;
        Ok(Arc::new(standard))
    }

    /// Stable id.
    #[uniffi::method(name = "id")]
    fn ffi_id(&self) -> String {
        self.id.clone()
    }

    /// Name for people.
    #[uniffi::method(name = "label")]
    fn ffi_label(&self) -> Label {
        self.label.clone()
    }

    /// What is measured.
    #[uniffi::method(name = "indicator")]
    fn ffi_indicator(&self) -> Arc<KpiDefinition> {
        Arc::new(self.indicator.clone())
    }

    /// What must be reached.
    #[uniffi::method(name = "target")]
    fn ffi_target(&self) -> Target {
        self.target.clone()
    }

    /// Holds what was observed from `first_day` to `last_day` against the standard.
    #[uniffi::method(name = "conformance")]
    fn ffi_conformance(&self, tally: &KpiTally, first_day: String, last_day: String) -> Result<Conformance> {
        let period = Period::new(day("first_day", &first_day)?, day("last_day", &last_day)?)?;
        self.conformance(&tally.inner_tally(), period)
    }
}

#[uniffi::export]
impl Handbook {
    /// The standards of the handbook.
    #[uniffi::method(name = "standards")]
    fn ffi_standards(&self) -> Vec<Arc<Standard>> {
        self.standards().iter().map(|entry| Arc::new(entry.standard.clone())).collect()
    }
}
