//! Gap 4: what was promised against what was delivered.

use std::sync::Arc;

use crate::error::Result;
use crate::ffi::columns::Decoded;
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::five_gaps::{
    self, CommunicationGapOptions, CommunicationGapReport, DeliveredLevel, Enumeration, PromiseInstances,
    PromiseKeepingOptions, PromiseKeepingReport, PromiseRegister,
};
use crate::measure::{Column, MissingRule, Tally};
use crate::stats::interval::ConfidenceLevel;

json_text!(CommunicationGapReport, communication_gap_report_from_json);
json_text!(PromiseKeepingReport, promise_keeping_report_from_json);

#[uniffi::export]
impl PromiseRegister {
    /// A register in JSON: a list of promises with id, channel, subject, target and publication.
    #[uniffi::constructor(name = "from_json")]
    fn ffi_from_json(json: String) -> Result<Arc<Self>> {
        Self::from_json(&json).map(Arc::new)
    }

    /// The register in JSON, as `from_json` reads it.
    #[uniffi::method(name = "to_json")]
    fn ffi_to_json(&self) -> String {
        crate::ffi::json::write(self)
    }

    /// Ids of the promises, in their order.
    #[uniffi::method(name = "promise_ids")]
    fn ffi_promise_ids(&self) -> Vec<String> {
        self.promises().iter().map(|promise| promise.id.clone()).collect()
    }
}

/// Gap 4 from what was delivered of each promise. Where not given, these are all promises and the
/// level is 0.95.
#[uniffi::export(default(enumeration = None, level = None))]
fn communication_gap(
    register: &PromiseRegister,
    delivered: Vec<DeliveredLevel>,
    enumeration: Option<Enumeration>,
    level: Option<ConfidenceLevel>,
) -> Result<CommunicationGapReport> {
    let options =
        CommunicationGapOptions { enumeration: enumeration.unwrap_or_default(), level: level.unwrap_or_default() };
    five_gaps::communication_gap(register, &delivered, &options)
}

tally_object! {
    /// Single promises while they are counted.
    PromiseKeepingTally, crate::gap::five_gaps::PromiseKeepingTally, PromiseKeepingReport
}

#[uniffi::export]
impl PromiseKeepingTally {
    /// An empty tally. Where not given, missing values are errors and the level is 0.95.
    #[uniffi::constructor(default(missing = None, level = None))]
    fn new(register: &PromiseRegister, missing: Option<MissingRule>, level: Option<ConfidenceLevel>) -> Result<Self> {
        let options = PromiseKeepingOptions { missing: missing.unwrap_or_default(), level: level.unwrap_or_default() };
        Ok(Self::of(five_gaps::PromiseKeepingTally::new(register.clone(), options)))
    }

    /// Adds single promises: the id of each in the register, and what this customer was promised and
    /// got, in the unit of the promise, eight bytes each (double).
    #[uniffi::method(default(promised_validity = None, delivered_validity = None))]
    fn observe(
        &self,
        promises: Vec<String>,
        promised: &[u8],
        delivered: &[u8],
        promised_validity: Option<Vec<u8>>,
        delivered_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let ids: Vec<&str> = promises.iter().map(String::as_str).collect();
        let promised = Decoded::new("promised", promised, promised_validity, f64::from_le_bytes)?;
        let delivered = Decoded::new("delivered", delivered, delivered_validity, f64::from_le_bytes)?;
        self.lock().observe(PromiseInstances {
            promise: Column::new("promise", &ids),
            promised: promised.column("promised")?,
            delivered: delivered.column("delivered")?,
        })
    }
}
