//! Definitions of indicators.

use std::sync::Arc;

use super::kpi::KpiTally;
use crate::error::Result;
use crate::kpi::{IntervalChoice, KpiDefinition, Observable, Statistic, definition_from_json};
use crate::measure::{Definition, Direction, Label, MissingRule};
use crate::stats::interval::ConfidenceLevel;
use crate::time::{Clock, ServiceHours};

#[uniffi::export]
impl KpiDefinition {
    /// A definition of your own.
    #[uniffi::constructor(name = "new")]
    fn ffi_new(
        id: String,
        label: Label,
        observable: Observable,
        statistic: Statistic,
        direction: Direction,
    ) -> Result<Arc<Self>> {
        Self::new(&id, label, observable, statistic, direction).map(Arc::new)
    }

    /// A definition in JSON: a named one, `{"named": "net_promoter_score"}`, or one of your own.
    #[uniffi::constructor(name = "from_json")]
    fn ffi_from_json(json: String) -> Result<Arc<Self>> {
        definition_from_json(&json).map(Arc::new)
    }

    /// What the measures of this definition carry: id, label, parameters, unit, hash.
    #[uniffi::method(name = "definition")]
    fn ffi_definition(&self) -> Definition {
        self.definition()
    }

    /// The same definition with another missing rule.
    #[uniffi::method(name = "with_missing")]
    fn ffi_with_missing(&self, missing: MissingRule) -> Arc<Self> {
        Arc::new(self.clone().with_missing(missing))
    }

    /// The same definition with another confidence level, such as 0.99.
    #[uniffi::method(name = "with_level")]
    fn ffi_with_level(&self, level: ConfidenceLevel) -> Result<Arc<Self>> {
        Ok(Arc::new(self.clone().with_level(level)))
    }

    /// The same definition by another clock, such as business time; only where it measures durations.
    #[uniffi::method(name = "with_clock")]
    fn ffi_with_clock(&self, clock: Clock) -> Result<Arc<Self>> {
        self.clone().with_clock(clock).map(Arc::new)
    }

    /// An empty tally of this definition.
    #[uniffi::method(name = "tally")]
    fn ffi_tally(&self) -> Arc<KpiTally> {
        Arc::new(KpiTally::of(crate::kpi::KpiTally::new(self.clone())))
    }
}

// Business calendars of a clock cross as the JSON of their document.
uniffi::custom_type!(ServiceHours, String, {
    lower: |hours| serde_json::to_string(&hours).unwrap_or_default(),
    try_lift: |json| Ok(crate::document::from_value(crate::document::parse_json(&json)?)?),
});

#[uniffi::export]
impl KpiDefinition {
    /// The same definition with another interval.
    #[uniffi::method(name = "with_interval")]
    fn ffi_with_interval(&self, interval: IntervalChoice) -> Result<Arc<Self>> {
        self.clone().with_interval(interval).map(Arc::new)
    }
}
