//! What every survey estimator asks of its answer columns.

use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Scale};

/// Refuses columns that are not as many as the items or of unequal length.
pub(crate) fn check_shape(place: &str, items: usize, columns: &[Column<'_, i8>]) -> Result<()> {
    if columns.len() != items {
        return Err(QualityError::LengthMismatch {
            left: format!("items of `{place}`"),
            right: "columns".into(),
            left_length: items as u64,
            right_length: columns.len() as u64,
        });
    }
    match columns.first() {
        Some(first) => columns.iter().try_for_each(|column| first.require_length(column)),
        None => Ok(()),
    }
}

/// Refuses answers outside the scale, and missing ones under the rule `raise`.
pub(crate) fn check_answers(columns: &[Column<'_, i8>], scale: Scale, missing: MissingRule) -> Result<()> {
    for column in columns {
        let outside = |row: &usize| column.get(*row).is_some_and(|answer| !scale.contains(answer));
        // The whole column first, without looking at the bitmap: it is nearly always clean.
        if column.values().iter().any(|&answer| !scale.contains(answer))
            && let Some(row) = (0..column.len()).find(outside)
        {
            return Err(scale.outside(column.name(), row, column.values()[row].into()));
        }
        if missing == MissingRule::Raise
            && column.validity().is_some()
            && let Some(row) = (0..column.len()).find(|&row| !column.is_valid(row))
        {
            return Err(column.missing(row));
        }
    }
    Ok(())
}

/// Respondents of one tally at most, more than there are people.
pub(crate) const MOST_RESPONDENTS: u64 = 1 << 33;

/// Refuses more respondents than sums can hold whose summands are at most `bound`, squared.
pub(crate) fn require_room(place: &str, rows: u64, added: u64, bound: i64) -> Result<()> {
    let most = most_respondents(bound);
    match rows.checked_add(added) {
        Some(rows) if rows <= most => Ok(()),
        _ => Err(QualityError::InvalidParameter {
            place: place.into(),
            value: format!("{added} respondents more than {rows}"),
            expected: format!("at most {most} respondents"),
        }),
    }
}

/// How many respondents sums of squares of at most `bound`² can hold.
pub(crate) fn most_respondents(bound: i64) -> u64 {
    let square = bound.unsigned_abs().max(1).saturating_mul(bound.unsigned_abs().max(1));
    MOST_RESPONDENTS.min(i64::MAX as u64 / square)
}
