//! What every survey estimator asks of its answer columns.

use crate::error::{QualityError, Result};
use crate::measure::{Column, MissingRule, Scale};
use crate::stats::{HotLoop, run_wide};

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
        if run_wide(AnyOutside { column, scale }) {
            let outside = |row: &usize| column.get(*row).is_some_and(|answer| !scale.contains(answer));
            let row = (0..column.len()).find(outside).unwrap_or(0);
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

/// Rows that are looked at together.
const BLOCK: usize = 1024;

/// Whether an answer that is there lies outside the scale. Any value may lie under a missing one.
struct AnyOutside<'a> {
    column: &'a Column<'a, i8>,
    scale: Scale,
}

impl HotLoop for AnyOutside<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let Self { column, scale } = self;
        let blocks = column.values().chunks(BLOCK).enumerate();
        match column.validity() {
            None => blocks.into_iter().any(|(_, values)| any_outside(values, &[0xff; BLOCK / 8], scale)),
            Some(validity) => blocks.into_iter().any(|(block, values)| {
                let mut there = [0xff; BLOCK / 8];
                validity.keep_in(&mut there[..values.len().div_ceil(8)], block * BLOCK);
                any_outside(values, &there, scale)
            }),
        }
    }
}

/// Whether one of the values with a bit lies outside the scale.
#[inline(always)]
fn any_outside(values: &[i8], there: &[u8; BLOCK / 8], scale: Scale) -> bool {
    const BIT: [u8; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
    let outside = |value: i8, byte: u8, bit: u8| (!scale.contains(value)) & (byte & bit == bit);
    let (eights, rest) = values.as_chunks::<8>();
    let mut found = [false; 8];
    for (values, &byte) in eights.iter().zip(there) {
        for ((found, &value), bit) in found.iter_mut().zip(values).zip(BIT) {
            *found |= outside(value, byte, bit);
        }
    }
    let byte = there[eights.len().min(there.len() - 1)];
    found.contains(&true) || rest.iter().zip(BIT).any(|(&value, bit)| outside(value, byte, bit))
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
