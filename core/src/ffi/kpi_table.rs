//! An indicator by group.

use std::sync::Arc;

use super::columns::{Columns, Decoded, answers};
use super::groups::Groups;
use super::json::json_text;
use super::observed::ObservedColumns;
use super::tally::tally_object;
use crate::error::Result;
use crate::kpi::{GroupedObservations, KpiDefinition, KpiTableRow, Observable, Observations, customer_key};
use crate::measure::{OwnedColumn, Tally};

json_text!(KpiTableRow, kpi_table_row_from_json);

tally_object! {
    /// An indicator by group, such as by shop, channel or month, while it is measured.
    ///
    /// `groups` has the group of each row; the columns are as those of `KpiTally`. A call adds all its
    /// rows, or, with an error, none.
    KpiTable, crate::kpi::KpiTable, Vec<KpiTableRow>
}

impl KpiTable {
    fn add(&self, groups: &[String], observations: Observations<'_>) -> Result<()> {
        let Groups { keys, codes } = Groups::new(groups);
        self.lock().observe(GroupedObservations { keys: &keys, codes: &codes, observations })
    }
}

#[uniffi::export]
impl KpiTable {
    /// A table without groups.
    #[uniffi::constructor]
    fn new(definition: &KpiDefinition) -> Self {
        Self::of(crate::kpi::KpiTable::new(definition.clone()))
    }

    /// What is measured.
    fn definition(&self) -> Arc<KpiDefinition> {
        Arc::new(self.lock().definition().clone())
    }

    /// Adds the rows of columns by their names; `group` names the column of the groups.
    fn observe(&self, columns: &Columns, group: String, observed: ObservedColumns) -> Result<()> {
        let groups = columns.names(&group)?;
        let read = columns.observed(self.lock().definition(), &observed)?;
        read.with(|observations| self.add(&groups, observations))
    }

    /// Adds answers, one signed byte each.
    #[uniffi::method(default(validity = None))]
    fn observe_ratings(&self, groups: Vec<String>, ratings: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("rating", ratings, validity, i8::from_le_bytes)?;
        self.add(&groups, Observations::Ratings(column.column("rating")?))
    }

    /// Adds answers, eight bytes each (double): what is no point of the scale is an error.
    #[uniffi::method(default(validity = None))]
    fn observe_numeric_ratings(&self, groups: Vec<String>, ratings: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let numbers = Decoded::new("rating", ratings, validity, f64::from_le_bytes)?;
        let definition = self.lock().definition().clone();
        let column = match *definition.observable() {
            Observable::Rating { scale } => answers(scale, numbers.column("rating")?)?,
            // The table itself says that it takes no ratings.
            _ => OwnedColumn::new("rating"),
        };
        self.add(&groups, Observations::Ratings(column.column()?))
    }

    /// Adds durations in seconds, eight bytes each (double).
    #[uniffi::method(default(validity = None))]
    fn observe_durations(&self, groups: Vec<String>, seconds: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("duration_seconds", seconds, validity, f64::from_le_bytes)?;
        self.add(&groups, Observations::Durations(column.column("duration_seconds")?))
    }

    /// Adds durations by their ends, eight bytes each: microseconds since 1970-01-01T00:00:00Z. A
    /// missing end is a case still open.
    #[uniffi::method(default(start_validity = None, end_validity = None))]
    fn observe_spans(
        &self,
        groups: Vec<String>,
        start: &[u8],
        end: &[u8],
        start_validity: Option<Vec<u8>>,
        end_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let start = Decoded::new("start", start, start_validity, i64::from_le_bytes)?;
        let end = Decoded::new("end", end, end_validity, i64::from_le_bytes)?;
        self.add(&groups, Observations::Spans { start: start.column("start")?, end: end.column("end")? })
    }

    /// Adds outcomes, one byte each: 0 for no, anything else for yes.
    #[uniffi::method(default(validity = None))]
    fn observe_outcomes(&self, groups: Vec<String>, outcomes: &[u8], validity: Option<Vec<u8>>) -> Result<()> {
        let column = Decoded::new("outcome", outcomes, validity, |[byte]: [u8; 1]| byte != 0)?;
        self.add(&groups, Observations::Outcomes(column.column("outcome")?))
    }

    /// Adds contacts: ids of the customers, missing where a customer is not known, instants (eight
    /// bytes each, microseconds since 1970-01-01T00:00:00Z), and until when the log was watched.
    #[uniffi::method(default(observed_until = None, at_validity = None))]
    fn observe_contacts(
        &self,
        groups: Vec<String>,
        customers: Vec<Option<String>>,
        at: &[u8],
        observed_until: Option<i64>,
        at_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let keys = OwnedColumn::of("customer", customers.iter().map(|id| id.as_deref().map(customer_key)));
        let at = Decoded::new("at", at, at_validity, i64::from_le_bytes)?;
        let (customer, at) = (keys.column()?, at.column("at")?);
        self.add(&groups, Observations::Contacts { customer, at, observed_until })
    }

    /// Adds calls that entered a queue: seconds until the call was answered or abandoned, eight bytes
    /// each (double), and whether it was answered, one byte each (0 for no).
    #[uniffi::method(default(wait_validity = None, answered_validity = None))]
    fn observe_calls(
        &self,
        groups: Vec<String>,
        wait: &[u8],
        answered: &[u8],
        wait_validity: Option<Vec<u8>>,
        answered_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let wait = Decoded::new("wait", wait, wait_validity, f64::from_le_bytes)?;
        let answered = Decoded::new("answered", answered, answered_validity, |[byte]: [u8; 1]| byte != 0)?;
        self.add(&groups, Observations::Calls { wait: wait.column("wait")?, answered: answered.column("answered")? })
    }

    /// Adds two amounts that are divided, eight bytes each (double).
    #[uniffi::method(default(numerator_validity = None, denominator_validity = None))]
    fn observe_amounts(
        &self,
        groups: Vec<String>,
        numerator: &[u8],
        denominator: &[u8],
        numerator_validity: Option<Vec<u8>>,
        denominator_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let above = Decoded::new("numerator", numerator, numerator_validity, f64::from_le_bytes)?;
        let below = Decoded::new("denominator", denominator, denominator_validity, f64::from_le_bytes)?;
        let (numerator, denominator) = (above.column("numerator")?, below.column("denominator")?);
        self.add(&groups, Observations::Amounts { numerator, denominator })
    }

    /// Adds numbers of events and of base units, eight bytes each.
    #[uniffi::method(default(events_validity = None, base_validity = None))]
    fn observe_counts(
        &self,
        groups: Vec<String>,
        events: &[u8],
        base: &[u8],
        events_validity: Option<Vec<u8>>,
        base_validity: Option<Vec<u8>>,
    ) -> Result<()> {
        let events = Decoded::new("events", events, events_validity, i64::from_le_bytes)?;
        let base = Decoded::new("base", base, base_validity, i64::from_le_bytes)?;
        self.add(&groups, Observations::Counts { events: events.column("events")?, base: base.column("base")? })
    }
}
