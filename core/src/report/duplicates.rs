//! Rows whose id stands in another row, too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::Table;
use crate::error::Result;
use crate::kpi::customer_key;

/// How often ids of rows stand twice. Such rows are counted, not taken out: whether a ticket was
/// exported twice or opened twice, the data do not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DuplicateRows {
    /// The column of ids.
    pub column: String,
    /// Rows with an id that a row before has.
    pub duplicates: u64,
    /// Rows without an id.
    pub without_id: u64,
}

/// The ids of rows in progress, by 64 bits of their digest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowIds {
    /// How many rows have each id.
    rows: BTreeMap<u64, u64>,
    without_id: u64,
}

impl RowIds {
    pub(super) fn observe(&mut self, table: &Table<'_>, column: &str) -> Result<()> {
        for id in table.texts(column)? {
            match id {
                Some(id) => *self.rows.entry(customer_key(&id)).or_default() += 1,
                None => self.without_id += 1,
            }
        }
        Ok(())
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (id, rows) in &other.rows {
            let mine = self.rows.entry(*id).or_default();
            *mine = mine.saturating_add(*rows);
        }
        self.without_id = self.without_id.saturating_add(other.without_id);
    }

    pub(super) fn finish(&self, column: &str) -> DuplicateRows {
        let again = self.rows.values().map(|rows| rows.saturating_sub(1));
        DuplicateRows {
            column: column.to_owned(),
            duplicates: again.fold(0, u64::saturating_add),
            without_id: self.without_id,
        }
    }
}
