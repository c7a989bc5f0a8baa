//! Contacts of customers, to see who came back.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::super::IntervalChoice;
use super::super::clustered::linearised;
use super::super::definition::{KpiDefinition, Observable};
use super::group::{Codes, Group};
use super::rating::share;
use super::{Reading, count_missing};
use crate::error::Result;
use crate::measure::{Column, ExclusionReason, Exclusions, MissingRule};
use crate::stats::bucket_sort;
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
        bucket_sort(&mut added, &mut Vec::new(), |contact| contact.0);
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
        self.read_watched(definition, None)
    }

    /// What the contacts say where they were watched until `until`.
    pub(super) fn read_watched(&self, definition: &KpiDefinition, until: Option<Instant>) -> Reading {
        let Observable::Contact { window_days } = definition.observable() else {
            return share(0, 0, definition);
        };
        let until = until.or(self.observed_until).or_else(|| self.latest()).unwrap_or_default();
        // Resolved and mature contacts of each customer, where they are clusters.
        let clustered = definition.interval() == Some(IntervalChoice::Clusters);
        let mut clusters: Vec<[f64; 2]> = Vec::new();
        let [mut resolved, mut mature] = [0, 0];
        let window = u64::from(*window_days) * DAY;
        self.look_back(window, until, |is_mature, kept, is_last| {
            mature += u64::from(is_mature);
            resolved += u64::from(is_mature & kept);
            if clustered {
                if is_last {
                    clusters.push([0.0; 2]);
                }
                if let Some([yes, all]) = clusters.last_mut() {
                    *yes += f64::from(u8::from(is_mature & kept));
                    *all += f64::from(u8::from(is_mature));
                }
            }
        });
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

    /// From the last contact back, so that the next later one is always known: calls `visit` with
    /// whether the window of a contact has passed, whether nobody came back within it, and whether
    /// it is the last of its customer.
    #[inline(always)]
    fn look_back(&self, window: u64, until: Instant, mut visit: impl FnMut(bool, bool, bool)) {
        let last_mature = i128::from(until) - i128::from(window);
        let Some(&(last, _)) = self.contacts.last() else { return };
        // How far the following contact and the next later one lie behind; none does at first.
        let (mut customer, mut following, mut gap, mut first) = (last, Instant::MAX, u64::MAX, true);
        for &(same, at) in self.contacts.iter().rev() {
            let is_last = first | (same != customer);
            // Contacts at the same instant do not repeat each other: a repetition is later.
            gap = match following.wrapping_sub(at) as u64 {
                _ if is_last => u64::MAX,
                0 => gap,
                gap => gap,
            };
            visit(i128::from(at) <= last_mature, gap > window, is_last);
            (customer, following, first) = (same, at, false);
        }
    }
}

/// Contacts by group, each in order.
pub(super) fn by_group(
    codes: Codes<'_>,
    customer: Column<'_, u64>,
    at: Column<'_, Instant>,
    observed_until: Option<Instant>,
) -> Option<Vec<Group>> {
    let mut sorted = codes.sort_pairs(&customer, &at)?;
    let mut scratch = Vec::new();
    let group = |(contacts, missing): (&mut [(u64, Instant)], u64)| {
        bucket_sort(contacts, &mut scratch, |contact| contact.0);
        let counted = Counted { observed_until, contacts: contacts.to_vec() };
        Group::new(super::Counted::Contact(counted), contacts.len() as u64, missing)
    };
    Some(sorted.groups_mut().map(group).collect())
}
