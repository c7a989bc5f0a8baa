//! Contacts of customers, to see who came back.

mod log;
mod repeats;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use self::log::Log;
use self::repeats::{Counts, Window, look_back};
use super::super::IntervalChoice;
use super::super::clustered::linearised;
use super::super::definition::{KpiDefinition, Observable};
use super::group::{Codes, Group};
use super::rating::share;
use super::{Reading, count_missing};
use crate::error::Result;
use crate::measure::{Column, ExclusionReason, Exclusions, MissingRule};
use crate::time::Instant;

/// Microseconds in a day of 86 400 seconds.
const DAY: u64 = 86_400_000_000;

/// A stable key for a customer id: the same on every machine, and no name in the tally.
///
/// The first eight bytes of the SHA-256 of the text; two of a million customers share a key with
/// probability 3 in 10⁸.
pub fn customer_key(id: &str) -> u64 {
    Sha256::digest(id.as_bytes()).iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte))
}

/// Every contact, because each may be the repetition of another: 16 bytes a contact.
///
/// None is dropped, not even where the log is in the order of time: a tally that is merged later may
/// hold contacts before these or between them, and the result must not depend on the cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    observed_until: Option<Instant>,
    contacts: Log,
}

impl Counted {
    /// Whether it can have been written by a tally.
    pub(super) fn fits(&self) -> bool {
        self.contacts.is_sorted()
    }

    pub(super) fn total(&self) -> u64 {
        self.contacts.len()
    }

    /// Until when the log was watched, where that was given.
    pub(super) fn given(&self) -> Option<Instant> {
        self.observed_until
    }

    /// The latest contact.
    pub(super) fn latest(&self) -> Option<Instant> {
        self.contacts.latest()
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
        let added = Log::new(complete.collect());
        excluded.add(ExclusionReason::Missing, customer.len() as u64 - added.len());
        self.add(added, observed_until);
        Ok(())
    }

    fn add(&mut self, contacts: Log, observed_until: Option<Instant>) {
        self.observed_until = self.observed_until.max(observed_until);
        self.contacts.append(contacts);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.add(other.contacts.clone(), other.observed_until);
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        self.read_watched(definition, None)
    }

    /// What the contacts say where they were watched until `until`.
    pub(super) fn read_watched(&self, definition: &KpiDefinition, until: Option<Instant>) -> Reading {
        let Observable::Contact { window_days } = definition.observable() else {
            return share(0, 0, definition);
        };
        let until = until.or(self.observed_until).or_else(|| self.latest()).unwrap_or_default();
        let length = u64::from(*window_days) * DAY;
        let window = Window { last_mature: i128::from(until) - i128::from(length), length };
        let by_time = self.contacts.by_time().filter(|_| definition.interval() != Some(IntervalChoice::Clusters));
        if let Some(counts) = by_time.and_then(|contacts| Counts::by_time(contacts, window)) {
            return self.shares(counts, definition);
        }
        let contacts = self.contacts.by_customer();
        let reading = self.shares(Counts::by_customer(&contacts, window), definition);
        if definition.interval() != Some(IntervalChoice::Clusters) {
            return reading;
        }
        let linearised = linearised(&clusters(&contacts, window), reading.n, definition.level(), [0.0, 1.0]);
        Reading {
            standard_deviation: linearised.map(|linearised| linearised.standard_deviation),
            interval: linearised.map(|linearised| linearised.interval),
            ..reading
        }
    }

    fn shares(&self, Counts { mature, resolved }: Counts, definition: &KpiDefinition) -> Reading {
        Reading { immature: self.contacts.len() - mature, ..share(resolved, mature, definition) }
    }
}

/// Resolved and mature contacts of each customer who has mature ones.
fn clusters(contacts: &[(u64, Instant)], window: Window) -> Vec<[f64; 2]> {
    let mut clusters: Vec<[f64; 2]> = Vec::new();
    look_back(contacts, window, |is_mature, kept, is_last| {
        if is_last {
            clusters.push([0.0; 2]);
        }
        if let Some([yes, all]) = clusters.last_mut() {
            *yes += f64::from(u8::from(is_mature & kept));
            *all += f64::from(u8::from(is_mature));
        }
    });
    clusters.retain(|[_, all]| *all > 0.0);
    clusters
}

/// Contacts by group.
pub(super) fn by_group(
    codes: &Codes<'_>,
    customer: Column<'_, u64>,
    at: Column<'_, Instant>,
    observed_until: Option<Instant>,
) -> Option<Vec<Group>> {
    let runs = codes.runs_of_pairs(&customer, &at)?;
    // What lies under a missing instant means nothing: at worst it hides the order.
    let log = if at.values().is_sorted() { Log::in_time } else { Log::new };
    let group = |(contacts, rows): (Vec<(u64, Instant)>, u32)| {
        let there = contacts.len() as u64;
        Group::new(super::Counted::Contact(Counted { observed_until, contacts: log(contacts) }), rows, there)
    };
    Some(runs.into_iter().zip(codes.rows()).map(group).collect())
}
