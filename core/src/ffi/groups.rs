//! Groups of rows: names as codes into a list.

use std::collections::HashMap;

/// The groups of some rows.
pub(super) struct Groups<'a> {
    /// Each group once, in the order in which they came.
    pub(super) keys: Vec<&'a str>,
    /// For each row the position of its group.
    pub(super) codes: Vec<u32>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(groups: &'a [String]) -> Self {
        let mut keys: Vec<&str> = Vec::new();
        let mut known = HashMap::new();
        let code = |group| {
            *known.entry(group).or_insert_with(|| {
                keys.push(group);
                // There are fewer groups than rows, and as many rows as a list of another language holds.
                keys.len() as u32 - 1
            })
        };
        let codes = groups.iter().map(String::as_str).map(code).collect();
        Self { keys, codes }
    }
}
