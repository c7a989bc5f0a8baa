//! What is counted at one touchpoint.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::measure::{ExclusionReason, Exclusions};
use crate::touchpoint::Tier;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    pub(super) conforming: u64,
    pub(super) n: u64,
    pub(super) excluded: Exclusions,
    /// How often each option of a bounded choice was delivered.
    pub(super) options: BTreeMap<String, u64>,
}

impl Counts {
    /// Services that are counted, left out or not, where services can give these counts.
    pub(super) fn total(&self, tier: &Tier) -> Option<u64> {
        let options = match tier {
            Tier::BoundedChoice { options } => options.as_slice(),
            Tier::Fixed { .. } | Tier::Bespoke {} => &[],
        };
        let known = self.options.iter().all(|(option, count)| *count > 0 && options.contains(option));
        let delivered = self.options.values().try_fold(0_u64, |sum, count| sum.checked_add(*count))?;
        let conforming = if options.is_empty() { self.conforming <= self.n } else { self.conforming == delivered };
        let total = self.n.checked_add(self.excluded.total(&[ExclusionReason::Missing])?)?;
        Some(total).filter(|_| known && conforming && self.conforming <= self.n)
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.conforming += other.conforming;
        self.n += other.n;
        self.excluded.merge(&other.excluded);
        other.options.iter().for_each(|(option, count)| *self.options.entry(option.clone()).or_default() += count);
    }

    pub(super) fn add(&mut self, conforms: bool) {
        self.n += 1;
        self.conforming += u64::from(conforms);
    }
}
