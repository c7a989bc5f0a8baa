//! The tally of an indicator.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::columns::{Decoded, answers, signed};
use crate::error::Result;
use crate::kpi::{KpiDefinition, Observations};
use crate::measure::{Measure, Tally, from_bytes, to_bytes};

/// A key performance indicator while it is measured.
///
/// Columns are bytes: little-endian values one after another. `validity` has a bit for each row,
/// least significant first, 1 where the value is there; without it every value is there.
#[derive(uniffi::Object)]
pub struct KpiTally {
    inner: Mutex<crate::kpi::KpiTally>,
}

impl KpiTally {
    pub(super) fn of(definition: KpiDefinition) -> Self {
        Self { inner: Mutex::new(crate::kpi::KpiTally::new(definition)) }
    }

    fn lock(&self) -> MutexGuard<'_, crate::kpi::KpiTally> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, observations: Observations<'_>) -> Result<()> {
        self.lock().observe(observations)
    }
}

/// The stable key of a customer id, for `observe_contacts`.
#[uniffi::export]
fn customer_key(id: String) -> u64 {
    crate::kpi::customer_key(&id)
}

#[uniffi::export]
impl KpiTally {
    /// An empty tally.
    #[uniffi::constructor]
    fn new(definition: &KpiDefinition) -> Self {
        Self::of(definition.clone())
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

    /// Adds answers, one signed byte each.
    #[uniffi::method(default(validity = None))]
    fn observe_ratings(&self, ratings: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let values = signed(ratings);
        self.add(Observations::Ratings(answers("rating", &values, validity.as_deref())?))
    }

    /// Adds durations in seconds, eight bytes each (double).
    #[uniffi::method(default(validity = None))]
    fn observe_durations(&self, seconds: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("duration_seconds", seconds, validity, f64::from_le_bytes)?;
        self.add(Observations::Durations(column.column()?))
    }

    /// Adds durations by their ends, eight bytes each: microseconds since 1970-01-01T00:00:00Z.
    /// A missing end is a case still open.
    #[uniffi::method(default(start_validity = None, end_validity = None))]
    fn observe_spans(
        &self,
        start: &[u8],
        end: &[u8],
        start_validity: Option<Vec<u8>>,
        end_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let start = Decoded::new("start", start, start_validity, i64::from_le_bytes)?;
        let end = Decoded::new("end", end, end_validity, i64::from_le_bytes)?;
        self.add(Observations::Spans { start: start.column()?, end: end.column()? })
    }

    /// Adds outcomes, one byte each: 0 for no, anything else for yes.
    #[uniffi::method(default(validity = None))]
    fn observe_outcomes(&self, outcomes: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("outcome", outcomes, validity, |[byte]: [u8; 1]| byte != 0)?;
        self.add(Observations::Outcomes(column.column()?))
    }

    /// Adds contacts: customer keys (`customer_key`, eight bytes each) and instants (eight bytes
    /// each, microseconds since 1970-01-01T00:00:00Z), and until when the log was watched.
    #[uniffi::method(default(observed_until = None, customer_validity = None, at_validity = None))]
    fn observe_contacts(
        &self,
        customer: &[u8],
        at: &[u8],
        observed_until: Option<i64>,
        customer_validity: Option<Vec<u8>>,
        at_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let customer = Decoded::new("customer", customer, customer_validity, u64::from_le_bytes)?;
        let at = Decoded::new("at", at, at_validity, i64::from_le_bytes)?;
        self.add(Observations::Contacts { customer: customer.column()?, at: at.column()?, observed_until })
    }

    /// Adds numbers of events and of base units, eight bytes each.
    #[uniffi::method(default(events_validity = None, base_validity = None))]
    fn observe_counts(
        &self,
        events: &[u8],
        base: &[u8],
        events_validity: Option<Vec<u8>>,
        base_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let events = Decoded::new("events", events, events_validity, i64::from_le_bytes)?;
        let base = Decoded::new("base", base, base_validity, i64::from_le_bytes)?;
        self.add(Observations::Counts { events: events.column()?, base: base.column()? })
    }

    /// Adds a tally of other observations of the same definition.
    fn merge(&self, other: &Self) -> Result<()> {
        // A copy, so that merging a tally with itself cannot lock twice.
        let other = other.lock().clone();
        self.lock().merge(&other)
    }

    /// The measure so far; the tally can go on observing.
    fn finish(&self) -> Result<Measure> {
        self.lock().finish()
    }
}
