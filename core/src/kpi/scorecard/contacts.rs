//! Repeat contacts by unit and period: a customer who comes back to another unit, or in another
//! period, comes back.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::kpi::tally::of_share;
use crate::kpi::{KpiDefinition, Observable};
use crate::measure::{Column, ExclusionReason, Exclusions, Measure, MissingRule};
use crate::stats::MOST_OBSERVATIONS;
use crate::time::Instant;

/// Microseconds in a day of 86 400 seconds.
const DAY: i128 = 86_400_000_000;

/// Every contact with its group: 24 bytes a contact.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contacts {
    observed_until: Option<Instant>,
    /// Groups in alphabetical order.
    groups: Vec<String>,
    /// Rows without customer or instant, by group.
    missing: Vec<u64>,
    /// Customer, instant and position of the group, in rising order.
    contacts: Vec<(u64, Instant, u32)>,
}

/// Counts of one group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) resolved: u64,
    pub(super) mature: u64,
    pub(super) immature: u64,
    pub(super) missing: u64,
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        self.resolved += other.resolved;
        self.mature += other.mature;
        self.immature += other.immature;
        self.missing += other.missing;
    }

    pub(super) fn measure(&self, definition: &KpiDefinition) -> Result<Measure> {
        let mut excluded = Exclusions::default();
        excluded.add(ExclusionReason::Missing, self.missing);
        excluded.add(ExclusionReason::Immature, self.immature);
        of_share(definition, self.resolved, self.mature, &excluded)
    }
}

impl Contacts {
    /// Whether it can have come from observations.
    pub(super) fn fits(&self) -> bool {
        let known = |&(_, _, group): &(u64, Instant, u32)| (group as usize) < self.groups.len();
        let missing = self.missing.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count));
        missing.is_some_and(|missing| missing <= MOST_OBSERVATIONS)
            && self.groups.windows(2).all(|pair| pair[0] < pair[1])
            && self.missing.len() == self.groups.len()
            && self.contacts.is_sorted()
            && self.contacts.iter().all(known)
    }

    pub(super) fn observe(
        &mut self,
        definition: &KpiDefinition,
        groups: Groups<'_>,
        customer: Column<'_, u64>,
        at: Column<'_, Instant>,
        observed_until: Option<Instant>,
    ) -> Result<()> {
        customer.require_length(&at)?;
        let mut order: Vec<usize> = (0..groups.keys.len()).collect();
        order.sort_by_key(|&position| groups.keys[position]);
        let mut place = vec![0_u32; order.len()];
        order.iter().enumerate().for_each(|(rank, &position)| place[position] = rank as u32);
        let mut added = Self {
            observed_until,
            missing: vec![0; order.len()],
            groups: order.iter().map(|&position| groups.keys[position].to_owned()).collect(),
            contacts: Vec::with_capacity(at.len()),
        };
        for (row, &code) in groups.codes.iter().enumerate() {
            let group = place[code as usize];
            match customer.get(row).zip(at.get(row)) {
                Some((customer, at)) => added.contacts.push((customer, at, group)),
                None if definition.missing() == MissingRule::Raise => {
                    return Err(if customer.is_valid(row) { at.missing(row) } else { customer.missing(row) });
                }
                None => added.missing[group as usize] += 1,
            }
        }
        added.contacts.sort_unstable();
        self.merge(&added);
        Ok(())
    }

    /// Groups that have rows.
    fn used(&self) -> impl Iterator<Item = &String> {
        let mut used: Vec<bool> = self.missing.iter().map(|&missing| missing > 0).collect();
        self.contacts.iter().for_each(|&(_, _, group)| used[group as usize] = true);
        self.groups.iter().zip(used).filter(|(_, used)| *used).map(|(group, _)| group)
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.observed_until = self.observed_until.max(other.observed_until);
        let both: BTreeSet<&String> = self.used().chain(other.used()).collect();
        let groups: Vec<String> = both.into_iter().cloned().collect();
        let place = |group: &String| groups.binary_search(group).unwrap_or_default() as u32;
        let mut missing = vec![0; groups.len()];
        let mut contacts = Vec::with_capacity(self.contacts.len() + other.contacts.len());
        for part in [&*self, other] {
            let places: Vec<u32> = part.groups.iter().map(place).collect();
            let counted = part.missing.iter().zip(&places).filter(|(count, _)| **count > 0);
            counted.for_each(|(&count, &place)| missing[place as usize] += count);
            let placed = |&(customer, at, group): &(u64, Instant, u32)| (customer, at, places[group as usize]);
            contacts.extend(part.contacts.iter().map(placed));
        }
        // Two sorted runs: the stable sort merges them in linear time.
        contacts.sort();
        (self.groups, self.missing, self.contacts) = (groups, missing, contacts);
    }

    pub(super) fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(String::as_str)
    }

    pub(super) fn total(&self) -> u64 {
        self.contacts.len() as u64
    }

    /// The counts of each group, in one pass from the last contact back.
    pub(super) fn read(&self, definition: &KpiDefinition) -> Vec<(&str, Counts)> {
        let Observable::Contact { window_days } = definition.observable() else { return Vec::new() };
        let window = i128::from(*window_days) * DAY;
        let latest = self.contacts.iter().map(|contact| contact.1).max();
        let until = i128::from(self.observed_until.or(latest).unwrap_or_default());
        let mut counts: Vec<Counts> =
            self.missing.iter().map(|&missing| Counts { missing, ..Counts::default() }).collect();
        let (mut following, mut later) = (None, None);
        for &(customer, at, group) in self.contacts.iter().rev() {
            match following {
                Some((same, instant)) if same == customer && instant == at => {}
                Some((same, instant)) if same == customer => later = Some(instant),
                _ => later = None,
            }
            following = Some((customer, at));
            let count = &mut counts[group as usize];
            if i128::from(at) + window <= until {
                count.mature += 1;
                count.resolved +=
                    u64::from(later.is_none_or(|later: Instant| i128::from(later) - i128::from(at) > window));
            } else {
                count.immature += 1;
            }
        }
        self.groups.iter().map(String::as_str).zip(counts).collect()
    }

    /// A document that no observations give.
    pub(super) fn invalid() -> QualityError {
        QualityError::InvalidDocument {
            path: "tally.state.lines".into(),
            found: "contacts that no observations give".into(),
            expected: "contacts of the groups, in order".into(),
        }
    }
}

/// The group of each row of a chunk, as codes into names; every code has a name.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a> {
    pub(super) keys: &'a [&'a str],
    pub(super) codes: &'a [u32],
}
