//! Contacts of customers, to see who came back.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::IntervalChoice;
use super::super::clustered::linearised;
use super::super::definition::{KpiDefinition, Observable};
use super::rating::share;
use super::{Reading, count_missing};
use crate::error::Result;
use crate::measure::{Column, ExclusionReason, Exclusions, MissingRule};
use crate::time::Instant;

/// Microseconds in a day of 86 400 seconds.
const DAY: i128 = 86_400_000_000;

/// A stable key for a customer id: the same on every machine, and no name in the tally.
///
/// The first eight bytes of the SHA-256 of the text; two of a million customers share a key with
/// probability 3 in 10⁸.
pub fn customer_key(id: &str) -> u64 {
    Sha256::digest(id.as_bytes()).iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte))
}

/// Every contact, because each may be the repetition of another: 16 bytes a contact.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    observed_until: Option<Instant>,
    /// Customer and instant, in rising order.
    contacts: Vec<(u64, Instant)>,
}

impl Counted {
    pub(super) fn fits(&self) -> bool {
        self.contacts.is_sorted()
    }

    pub(super) fn total(&self) -> u64 {
        self.contacts.len() as u64
    }

    /// Until when the log was watched, where that was given.
    pub(super) fn given(&self) -> Option<Instant> {
        self.observed_until
    }

    /// The latest contact.
    pub(super) fn latest(&self) -> Option<Instant> {
        self.contacts.iter().map(|&(_, at)| at).max()
    }

    /// The same contacts, watched until another instant.
    pub(super) fn watched_until(&self, until: Instant) -> Self {
        Self { observed_until: Some(until), contacts: self.contacts.clone() }
    }

    pub(super) fn observe(
        &mut self,
        customer: Column<'_, u64>,
        at: Column<'_, Instant>,
        observed_until: Option<Instant>,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        customer.require_length(&at)?;
        count_missing(&customer, rule)?;
        count_missing(&at, rule)?;
        let complete = customer.iter().zip(at.iter()).filter_map(|(customer, at)| customer.zip(at));
        let mut added: Vec<_> = complete.collect();
        added.sort_unstable();
        excluded.add(ExclusionReason::Missing, (customer.len() - added.len()) as u64);
        self.add(added, observed_until);
        Ok(())
    }

    fn add(&mut self, mut contacts: Vec<(u64, Instant)>, observed_until: Option<Instant>) {
        self.observed_until = self.observed_until.max(observed_until);
        if self.contacts.is_empty() {
            self.contacts = contacts;
            return;
        }
        self.contacts.append(&mut contacts);
        // Two sorted runs: the stable sort merges them in linear time.
        self.contacts.sort();
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.add(other.contacts.clone(), other.observed_until);
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        let Observable::Contact { window_days } = definition.observable() else {
            return share(0, 0, definition);
        };
        let window = i128::from(*window_days) * DAY;
        let until = i128::from(self.observed_until.or_else(|| self.latest()).unwrap_or_default());
        let (mut resolved, mut mature) = (0, 0);
        // Resolved and mature contacts of each customer, where they are clusters.
        let clustered = definition.interval() == Some(IntervalChoice::Clusters);
        let mut clusters: Vec<[f64; 2]> = Vec::new();
        // From the last contact back, so that the next later one is always known.
        let (mut following, mut later) = (None, None);
        for &(customer, at) in self.contacts.iter().rev() {
            match following {
                // Contacts at the same instant do not repeat each other: a repetition is later.
                Some((same, instant)) if same == customer && instant == at => {}
                Some((same, instant)) if same == customer => later = Some(instant),
                _ => {
                    later = None;
                    if clustered {
                        clusters.push([0.0; 2]);
                    }
                }
            }
            following = Some((customer, at));
            if i128::from(at) + window <= until {
                mature += 1;
                let kept = u64::from(later.is_none_or(|later| i128::from(later) - i128::from(at) > window));
                resolved += kept;
                if let Some([yes, all]) = clusters.last_mut() {
                    *yes += kept as f64;
                    *all += 1.0;
                }
            }
        }
        let immature = self.contacts.len() as u64 - mature;
        let reading = share(resolved, mature, definition);
        if !clustered {
            return Reading { immature, ..reading };
        }
        clusters.retain(|[_, all]| *all > 0.0);
        let linearised = linearised(&clusters, mature, definition.level(), [0.0, 1.0]);
        Reading {
            immature,
            standard_deviation: linearised.map(|linearised| linearised.standard_deviation),
            interval: linearised.map(|linearised| linearised.interval),
            ..reading
        }
    }
}
