//! Touchpoints and journeys.

use std::sync::Arc;

use super::json::json_text;
use super::tally::tally_object;
use crate::error::Result;
use crate::measure::{Column, Label, MissingRule, OwnedColumn, Tally};
use crate::touchpoint::{Journey, JourneyReport, Touchpoint};

json_text!(JourneyReport, journey_report_from_json);

#[uniffi::export]
impl Journey {
    /// A journey from its touchpoints in the customer's order.
    #[uniffi::constructor(name = "new")]
    fn ffi_new(id: String, label: Label, touchpoints: Vec<Touchpoint>) -> Result<Arc<Self>> {
        Self::new(&id, label, touchpoints).map(Arc::new)
    }

    /// Stable id.
    #[uniffi::method(name = "id")]
    fn ffi_id(&self) -> String {
        self.id().into()
    }

    /// Name for people.
    #[uniffi::method(name = "label")]
    fn ffi_label(&self) -> Label {
        self.label().clone()
    }

    /// The touchpoints in the customer's order.
    #[uniffi::method(name = "touchpoints")]
    fn ffi_touchpoints(&self) -> Vec<Touchpoint> {
        self.touchpoints().to_vec()
    }

    /// The id of the touchpoint that follows; after the last comes the first.
    #[uniffi::method(name = "after")]
    fn ffi_after(&self, id: String) -> Option<String> {
        self.after(&id).map(str::to_owned)
    }
}

tally_object! {
    /// Conformance of delivered services while it is measured.
    JourneyTally, crate::touchpoint::JourneyTally, JourneyReport
}

/// One delivered service.
#[derive(uniffi::Record)]
pub struct DeliveredService {
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// What was delivered; needed where the tier is fixed or a bounded choice.
    #[uniffi(default = None)]
    pub delivered: Option<String>,
    /// Whether the outcome was right; needed where the tier is bespoke.
    #[uniffi(default = None)]
    pub outcome: Option<bool>,
}

#[uniffi::export]
impl JourneyTally {
    /// An empty tally; where no missing rule is given, missing values are errors.
    #[uniffi::constructor(default(missing = None))]
    fn new(journey: &Journey, missing: Option<MissingRule>) -> Self {
        let missing = missing.unwrap_or_default();
        Self::of(crate::touchpoint::JourneyTally::new(journey.clone(), missing))
    }

    /// Adds delivered services.
    fn observe(&self, services: Vec<DeliveredService>) -> Result<()> {
        let touchpoints: Vec<&str> = services.iter().map(|service| service.touchpoint.as_str()).collect();
        let delivered = OwnedColumn::of("delivered", services.iter().map(|service| service.delivered.as_deref()));
        let outcome = OwnedColumn::of("outcome", services.iter().map(|service| service.outcome));
        self.lock().observe(crate::touchpoint::DeliveredService {
            touchpoint: Column::new("touchpoint", &touchpoints),
            delivered: delivered.column()?,
            outcome: outcome.column()?,
        })
    }
}
