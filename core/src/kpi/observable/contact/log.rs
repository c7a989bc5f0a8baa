//! Contacts as they came: no order is made until one is asked for.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::stats::bucket_sort;
use crate::time::Instant;

/// Customer and instant of each contact; written in rising order.
#[derive(Debug, Clone)]
pub(super) struct Log {
    contacts: Vec<(u64, Instant)>,
    latest: Option<Instant>,
    /// Whether the instants never fall.
    is_in_time: bool,
}

impl Default for Log {
    fn default() -> Self {
        Self::in_time(Vec::new())
    }
}

impl Log {
    pub(super) fn new(contacts: Vec<(u64, Instant)>) -> Self {
        let latest = contacts.iter().map(|&(_, at)| at).max();
        let is_in_time = contacts.is_sorted_by_key(|&(_, at)| at);
        Self { contacts, latest, is_in_time }
    }

    /// Contacts whose instants never fall.
    pub(super) fn in_time(contacts: Vec<(u64, Instant)>) -> Self {
        Self { latest: contacts.last().map(|&(_, at)| at), contacts, is_in_time: true }
    }

    pub(super) fn len(&self) -> u64 {
        self.contacts.len() as u64
    }

    pub(super) fn latest(&self) -> Option<Instant> {
        self.latest
    }

    /// The contacts as they came, where their instants never fall.
    pub(super) fn by_time(&self) -> Option<&[(u64, Instant)]> {
        self.is_in_time.then_some(&self.contacts)
    }

    /// Whether the contacts are in rising order.
    pub(super) fn is_sorted(&self) -> bool {
        self.contacts.is_sorted()
    }

    /// The contacts of each customer together, in the order of time.
    pub(super) fn by_customer(&self) -> Cow<'_, [(u64, Instant)]> {
        if self.is_sorted() {
            return Cow::Borrowed(&self.contacts);
        }
        let mut sorted = self.contacts.clone();
        bucket_sort(&mut sorted, &mut Vec::new(), |contact| contact.0);
        Cow::Owned(sorted)
    }

    pub(super) fn append(&mut self, mut other: Self) {
        if self.contacts.is_empty() {
            *self = other;
            return;
        }
        let ends = |log: &Self| [log.contacts.first(), log.contacts.last()].map(|end| end.map(|&(_, at)| at));
        let ([begin, end], [other_begin, other_end]) = (ends(self), ends(&other));
        let both = self.is_in_time && other.is_in_time;
        if both && other_end < begin {
            // The other part of the log lies before this one.
            core::mem::swap(self, &mut other);
            self.is_in_time = true;
        } else {
            self.is_in_time = both && (end <= other_begin || other.contacts.is_empty());
        }
        self.latest = self.latest.max(other.latest);
        self.contacts.append(&mut other.contacts);
    }
}

impl PartialEq for Log {
    fn eq(&self, other: &Self) -> bool {
        self.contacts == other.contacts
            || self.contacts.len() == other.contacts.len() && self.by_customer() == other.by_customer()
    }
}

impl Serialize for Log {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.by_customer().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Log {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::new(Vec::deserialize(deserializer)?))
    }
}
