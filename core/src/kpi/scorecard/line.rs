//! What one indicator of a scorecard has counted.

use serde::{Deserialize, Serialize};

use super::contacts::{Contacts, Groups};
use super::grouping::{SEPARATOR, lengths};
use crate::error::Result;
use crate::kpi::observable::Shared;
use crate::kpi::{GroupedObservations, KpiDefinition, KpiTable, KpiTally, Observable, Observations};
use crate::measure::Tally;

/// What one indicator has counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Line {
    Table(KpiTable),
    Contacts(Contacts),
}

impl Line {
    pub(super) fn new(definition: &KpiDefinition) -> Self {
        match definition.observable() {
            Observable::Contact { .. } => Self::Contacts(Contacts::default()),
            _ => Self::Table(KpiTable::new(definition.clone())),
        }
    }

    pub(super) fn observe<'a>(
        &mut self,
        definition: &KpiDefinition,
        groups: Groups<'a>,
        observations: Observations<'a>,
        shared: &mut Shared<'a>,
    ) -> Result<()> {
        match (self, observations) {
            (Self::Contacts(contacts), Observations::Contacts { customer, at, observed_until }) => {
                if customer.len() != groups.codes.len() {
                    return Err(lengths(groups.codes.len(), customer.name(), customer.len()));
                }
                contacts.observe(definition, groups, customer, at, observed_until)
            }
            // The tally itself says that it takes contacts.
            (Self::Contacts(_), other) => KpiTally::new(definition.clone()).observe(other),
            (Self::Table(table), observations) => {
                let chunk = GroupedObservations { keys: groups.keys, codes: groups.codes, observations };
                table.observe_sharing(chunk, shared)
            }
        }
    }

    /// Adds what another line has counted, which is not needed any more.
    pub(super) fn absorb(&mut self, other: Self) -> Result<()> {
        match (self, other) {
            (Self::Table(mine), Self::Table(theirs)) => mine.absorb(theirs),
            (mine, theirs) => mine.merge(&theirs),
        }
    }

    pub(super) fn merge(&mut self, other: &Self) -> Result<()> {
        match (self, other) {
            (Self::Table(mine), Self::Table(theirs)) => mine.merge(theirs),
            (Self::Contacts(mine), Self::Contacts(theirs)) => {
                mine.merge(theirs);
                Ok(())
            }
            _ => Err(Contacts::invalid()),
        }
    }

    /// The keys of its groups.
    fn keys(&self) -> Vec<&str> {
        match self {
            Self::Table(table) => table.groups().map(|(key, _)| key).collect(),
            Self::Contacts(contacts) => contacts.groups().collect(),
        }
    }

    /// The first days of its periods.
    pub(super) fn first_days(&self) -> impl Iterator<Item = chrono::NaiveDate> {
        self.keys().into_iter().filter_map(|key| key.rsplit_once(SEPARATOR)?.1.parse().ok())
    }

    /// Whether it can have come from observations.
    pub(super) fn fits(&self, empty: &Self) -> bool {
        match (empty, self) {
            (Self::Table(empty), Self::Table(mine)) => empty.definition() == mine.definition(),
            (Self::Contacts(_), Self::Contacts(contacts)) => {
                contacts.fits() && contacts.total() <= crate::stats::MOST_OBSERVATIONS
            }
            _ => false,
        }
    }
}
