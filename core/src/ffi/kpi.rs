//! The tally of an indicator.

use std::sync::Arc;

use super::columns::{Columns, Decoded, answers};
use super::observed::ObservedColumns;
use super::tally::tally_object;
use crate::error::Result;
use crate::kpi::{KpiDefinition, Observable, Observations, SurvivalCurve, customer_key};
use crate::measure::{Column, Measure, OwnedColumn, Tally};

tally_object! {
    /// A key performance indicator while it is measured.
    ///
    /// Columns are bytes: little-endian values one after another. `validity` has a bit for each
    /// row, least significant first, 1 where the value is there; without it every value is there.
    /// A call adds all its rows, or, with an error, none.
    KpiTally, crate::kpi::KpiTally, Measure
}

impl KpiTally {
    /// What was counted so far.
    pub(super) fn inner_tally(&self) -> crate::kpi::KpiTally {
        self.lock().clone()
    }

    fn add(&self, observations: Observations<'_>) -> Result<()> {
        self.lock().observe(observations)
    }
}

/// The stable key of a customer id, for columns of keys.
#[uniffi::export(name = "customer_key")]
fn ffi_customer_key(id: String) -> u64 {
    customer_key(&id)
}

#[uniffi::export]
impl KpiTally {
    /// An empty tally.
    #[uniffi::constructor]
    fn new(definition: &KpiDefinition) -> Self {
        Self::of(crate::kpi::KpiTally::new(definition.clone()))
    }

    /// What is measured.
    fn definition(&self) -> Arc<KpiDefinition> {
        Arc::new(self.lock().definition().clone())
    }

    /// The survival curve so far; missing for indicators that have none.
    fn survival_curve(&self) -> Option<SurvivalCurve> {
        self.lock().survival_curve()
    }

    /// Adds the rows of columns by their names: every kind of observation, such as lifetimes and the
    /// answers to an index.
    fn observe(&self, columns: &Columns, observed: ObservedColumns) -> Result<()> {
        let mut tally = self.lock();
        let read = columns.observed(tally.definition(), &observed)?;
        read.with(|observations| tally.observe(observations))
    }

    /// Adds answers, one signed byte each.
    #[uniffi::method(default(validity = None))]
    fn observe_ratings(&self, ratings: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("rating", ratings, validity, i8::from_le_bytes)?;
        self.add(Observations::Ratings(column.column("rating")?))
    }

    /// Adds answers, eight bytes each (double): what is no point of the scale is an error.
    #[uniffi::method(default(validity = None))]
    fn observe_numeric_ratings(&self, ratings: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let numbers = Decoded::new("rating", ratings, validity, f64::from_le_bytes)?;
        let mut tally = self.lock();
        let column = match *tally.definition().observable() {
            Observable::Rating { scale } => answers(scale, numbers.column("rating")?)?,
            // The tally itself says that it takes no ratings.
            _ => OwnedColumn::new("rating"),
        };
        tally.observe(Observations::Ratings(column.column()?))
    }

    /// Adds durations in seconds, eight bytes each (double).
    #[uniffi::method(default(validity = None))]
    fn observe_durations(&self, seconds: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("duration_seconds", seconds, validity, f64::from_le_bytes)?;
        self.add(Observations::Durations(column.column("duration_seconds")?))
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
        self.add(Observations::Spans { start: start.column("start")?, end: end.column("end")? })
    }

    /// Adds cases by their ends, eight bytes each (microseconds since 1970-01-01T00:00:00Z; a missing
    /// end is a case still open), with the team, tier or region whose calendar counts, where calendars
    /// are assigned, and until when the cases were watched.
    #[uniffi::method(default(services = None, observed_until = None, start_validity = None, end_validity = None))]
    fn observe_cases(
        &self,
        start: &[u8],
        end: &[u8],
        services: Option<Vec<Option<String>>>,
        observed_until: Option<i64>,
        start_validity: Option<Vec<u8>>,
        end_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let start = Decoded::new("start", start, start_validity, i64::from_le_bytes)?;
        let end = Decoded::new("end", end, end_validity, i64::from_le_bytes)?;
        let service = services.as_ref().map(|names| OwnedColumn::of("service", names.iter().map(Option::as_deref)));
        let service = service.as_ref().map(OwnedColumn::column).transpose()?;
        let (start, end) = (start.column("start")?, end.column("end")?);
        self.add(Observations::Cases { start, end, service, observed_until })
    }

    /// Adds outcomes, one byte each: 0 for no, anything else for yes.
    #[uniffi::method(default(validity = None))]
    fn observe_outcomes(&self, outcomes: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("outcome", outcomes, validity, |[byte]: [u8; 1]| byte != 0)?;
        self.add(Observations::Outcomes(column.column("outcome")?))
    }

    /// Adds contacts: ids of the customers, missing where a customer is not known, instants (eight
    /// bytes each, microseconds since 1970-01-01T00:00:00Z), and until when the log was watched.
    /// The tally keeps keys of the ids, not the ids.
    #[uniffi::method(default(observed_until = None, at_validity = None))]
    fn observe_contacts(
        &self,
        customers: Vec<Option<String>>,
        at: &[u8],
        observed_until: Option<i64>,
        at_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let keys = OwnedColumn::of("customer", customers.iter().map(|id| id.as_deref().map(customer_key)));
        self.add_contacts(keys.column()?, at, observed_until, at_validity)
    }

    /// Adds contacts with keys of the customers (`customer_key`, eight bytes each) instead of ids.
    #[uniffi::method(default(observed_until = None, key_validity = None, at_validity = None))]
    fn observe_keyed_contacts(
        &self,
        keys: &[u8],
        at: &[u8],
        observed_until: Option<i64>,
        key_validity: Option<Vec<u8>>,
        at_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let keys = Decoded::new("customer", keys, key_validity, u64::from_le_bytes)?;
        self.add_contacts(keys.column("customer")?, at, observed_until, at_validity)
    }

    /// Adds calls that entered a queue: seconds until the call was answered or abandoned, eight bytes
    /// each (double), and whether it was answered, one byte each (0 for no).
    #[uniffi::method(default(wait_validity = None, answered_validity = None))]
    fn observe_calls(
        &self,
        wait: &[u8],
        answered: &[u8],
        wait_validity: Option<Vec<u8>>,
        answered_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let wait = Decoded::new("wait", wait, wait_validity, f64::from_le_bytes)?;
        let answered = Decoded::new("answered", answered, answered_validity, |[byte]: [u8; 1]| byte != 0)?;
        self.add(Observations::Calls { wait: wait.column("wait")?, answered: answered.column("answered")? })
    }

    /// Adds two amounts that are divided, such as busy and available seconds, eight bytes each
    /// (double).
    #[uniffi::method(default(numerator_validity = None, denominator_validity = None))]
    fn observe_amounts(
        &self,
        numerator: &[u8],
        denominator: &[u8],
        numerator_validity: Option<Vec<u8>>,
        denominator_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let above = Decoded::new("numerator", numerator, numerator_validity, f64::from_le_bytes)?;
        let below = Decoded::new("denominator", denominator, denominator_validity, f64::from_le_bytes)?;
        let (numerator, denominator) = (above.column("numerator")?, below.column("denominator")?);
        self.add(Observations::Amounts { numerator, denominator })
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
        self.add(Observations::Counts { events: events.column("events")?, base: base.column("base")? })
    }
}

impl KpiTally {
    fn add_contacts(
        &self,
        customer: Column<'_, u64>,
        at: &[u8],
        observed_until: Option<i64>,
        at_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let at = Decoded::new("at", at, at_validity, i64::from_le_bytes)?;
        self.add(Observations::Contacts { customer, at: at.column("at")?, observed_until })
    }
}
