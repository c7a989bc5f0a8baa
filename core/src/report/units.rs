//! The unit of each row of a chunk.

use std::collections::BTreeMap;

use super::columns::Table;
use crate::error::Result;

/// The units of the rows of a chunk, as codes into a list. Rows without a unit have the unit `""`:
/// they are shown, too.
pub(super) struct Units {
    names: Vec<String>,
    pub(super) codes: Vec<u32>,
}

impl Units {
    /// The units of a column; without one, all rows are of the unit `""`.
    pub(super) fn new(table: &Table<'_>, column: Option<&str>) -> Result<Self> {
        let Some(column) = column else {
            return Ok(Self { names: vec![String::new()], codes: vec![0; table.rows()] });
        };
        let mut codes_of: BTreeMap<String, u32> = BTreeMap::new();
        let mut codes = Vec::with_capacity(table.rows());
        for unit in table.texts(column)? {
            let next = codes_of.len() as u32;
            codes.push(*codes_of.entry(unit.unwrap_or_default()).or_insert(next));
        }
        let mut names = vec![String::new(); codes_of.len()];
        codes_of.into_iter().for_each(|(name, code)| names[code as usize] = name);
        Ok(Self { names, codes })
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}
