//! Gap 4: what was promised against what was delivered.

use std::sync::Arc;

use crate::error::{QualityError, Result};
use crate::ffi::calendar::day;
use crate::ffi::columns::Decoded;
use crate::ffi::json::json_text;
use crate::ffi::tally::tally_object;
use crate::gap::five_gaps::{
    self, CommunicationGapOptions, CommunicationGapReport, DeliveredLevel, Enumeration, Feasibility, FeasibilityCheck,
    Promise, PromiseInstances, PromiseKeepingOptions, PromiseKeepingReport, PromiseRegister, PromiseSubject,
};
use crate::measure::{Column, Label, MissingRule, Tally, Target};
use crate::stats::interval::ConfidenceLevel;

json_text!(CommunicationGapReport, communication_gap_report_from_json);
json_text!(PromiseKeepingReport, promise_keeping_report_from_json);

/// A promise to customers. Days are texts such as `2026-01-15`.
#[derive(uniffi::Record)]
pub struct ServicePromise {
    /// Stable id.
    pub id: String,
    /// Id of the channel on which it was made, such as `website` or `advertisement`.
    pub channel: String,
    /// What it is about.
    pub subject: PromiseSubject,
    /// The level that was promised.
    pub target: Target,
    /// The day on which it was published.
    pub published: String,
    /// Name for people.
    #[uniffi(default = None)]
    pub label: Option<Label>,
    /// The day of the look before publishing, where there was one.
    #[uniffi(default = None)]
    pub checked_on: Option<String>,
    /// What that look found.
    #[uniffi(default = None)]
    pub found: Option<Feasibility>,
}

impl ServicePromise {
    fn promise(self) -> Result<Promise> {
        let place = format!("promises.{}", self.id);
        let read = |name: &str, text: &str| day(&format!("{place}.{name}"), text);
        let feasibility = match (self.checked_on, self.found) {
            (Some(checked_on), Some(found)) => {
                Some(FeasibilityCheck { checked_on: read("checked_on", &checked_on)?, found })
            }
            (None, None) => None,
            (checked_on, _) => {
                return Err(QualityError::InvalidParameter {
                    place: format!("{place}.found"),
                    value: if checked_on.is_some() { "a look without what it found" } else { "found without a day" }
                        .into(),
                    expected: "both checked_on and found, or neither".into(),
                });
            }
        };
        Ok(Promise {
            published: read("published", &self.published)?,
            id: self.id,
            label: self.label.unwrap_or_default(),
            channel: self.channel,
            subject: self.subject,
            target: self.target,
            feasibility,
        })
    }
}

#[uniffi::export]
impl PromiseRegister {
    /// A register of these promises.
    #[uniffi::constructor(name = "new")]
    fn ffi_new(promises: Vec<ServicePromise>) -> Result<Arc<Self>> {
        let promises = promises.into_iter().map(ServicePromise::promise).collect::<Result<_>>()?;
        Self::new(promises).map(Arc::new)
    }

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
