//! Rows that stand twice.

use std::collections::BTreeMap;

use crate::error::{QualityError, Result};
use crate::measure::Column;

/// Refuses an id that stands in two rows, such as a ticket that was exported twice. Missing ids are
/// not held against each other.
///
/// Tallies count what they are given: whoever observes chunks checks the ids of all of them.
///
/// # Errors
/// [`QualityError::InvalidCell`] naming the second row.
///
/// ```
/// use servqual::kpi::require_distinct;
/// use servqual::measure::Column;
/// let error = require_distinct(&Column::new("ticket", &["a", "b", "a"])).unwrap_err();
/// assert_eq!(error.to_string(), "ticket, row 2: found `a`, expected an id that no other row has; row 0 has it");
/// ```
pub fn require_distinct(ids: &Column<'_, &str>) -> Result<()> {
    let mut seen = BTreeMap::new();
    for row in 0..ids.len() {
        let Some(id) = ids.get(row) else { continue };
        if let Some(first) = seen.insert(id, row) {
            return Err(QualityError::InvalidCell {
                place: ids.name().into(),
                row: row as u64,
                value: id.chars().take(60).collect(),
                expected: format!("an id that no other row has; row {first} has it"),
            });
        }
    }
    Ok(())
}
