//! Touchpoints and journeys.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::Result;
use crate::measure::{Column, Label, MissingRule, OwnedColumn, Tally, Validity, from_bytes, to_bytes};
use crate::touchpoint::{Journey, JourneyReport, Touchpoint};

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

/// Conformance of delivered services while it is measured.
#[derive(uniffi::Object)]
pub struct JourneyTally {
    inner: Mutex<crate::touchpoint::JourneyTally>,
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

impl JourneyTally {
    fn lock(&self) -> MutexGuard<'_, crate::touchpoint::JourneyTally> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[uniffi::export]
impl JourneyTally {
    /// An empty tally; where no missing rule is given, missing values are errors.
    #[uniffi::constructor(default(missing = None))]
    fn new(journey: &Journey, missing: Option<MissingRule>) -> Self {
        let missing = missing.unwrap_or_default();
        Self { inner: Mutex::new(crate::touchpoint::JourneyTally::new(journey.clone(), missing)) }
    }

    /// A tally from `to_bytes`, checked in every part.
    #[uniffi::constructor(name = "from_bytes")]
    fn read(bytes: Vec<u8>) -> Result<Arc<Self>> {
        Ok(Arc::new(Self { inner: Mutex::new(from_bytes(&bytes)?) }))
    }

    /// The tally as bytes; equal tallies give equal bytes.
    fn to_bytes(&self) -> Vec<u8> {
        to_bytes(&*self.lock())
    }

    /// Adds delivered services.
    fn observe(&self, services: Vec<DeliveredService>) -> Result<()> {
        let touchpoints: Vec<&str> = services.iter().map(|service| service.touchpoint.as_str()).collect();
        let delivered: Vec<&str> = services.iter().map(|row| row.delivered.as_deref().unwrap_or_default()).collect();
        let mut bits = vec![0_u8; services.len().div_ceil(8)];
        let mut outcome = OwnedColumn::new("outcome");
        for (row, service) in services.iter().enumerate() {
            bits[row / 8] |= u8::from(service.delivered.is_some()) << (row % 8);
            outcome.push(service.outcome);
        }
        self.lock().observe(crate::touchpoint::DeliveredService {
            touchpoint: Column::new("touchpoint", &touchpoints),
            delivered: Column::new("delivered", &delivered).with_validity(Validity::new(&bits, 0))?,
            outcome: outcome.column()?,
        })
    }

    /// Adds a tally of other services along the same journey.
    fn merge(&self, other: &Self) -> Result<()> {
        let other = other.lock().clone();
        self.lock().merge(&other)
    }

    /// The report so far; the tally can go on observing.
    fn finish(&self) -> Result<JourneyReport> {
        self.lock().finish()
    }
}
