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
        if any_outside(column, scale) {
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
pub(super) fn any_outside(column: &Column<'_, i8>, scale: Scale) -> bool {
    run_wide(AnyOutside { column, scale })
}

struct AnyOutside<'a> {
    column: &'a Column<'a, i8>,
    scale: Scale,
}

impl HotLoop for AnyOutside<'_> {
    type Output = bool;

    #[inline(always)]
    fn run(self) -> bool {
        let Self { column, scale } = self;
        let mut found = false;
        for (block, values) in column.values().chunks(BLOCK).enumerate() {
            if !any_value_outside(values, scale) {
                continue;
            }
            let mut there = [0xff; BLOCK / 8];
            if let Some(validity) = column.validity() {
                validity.keep_in(&mut there[..values.len().div_ceil(8)], block * BLOCK);
            }
            found |= any_answer_outside(values, &there, scale);
        }
        found
    }
}

/// Whether a value lies outside the scale, there or not.
#[inline(always)]
fn any_value_outside(values: &[i8], scale: Scale) -> bool {
    let mut found = false;
    for &value in values {
        found |= !scale.contains(value);
    }
    found
}

/// Whether a value with a bit lies outside the scale.
#[inline(always)]
fn any_answer_outside(values: &[i8], there: &[u8; BLOCK / 8], scale: Scale) -> bool {
    let mut outside = [0; BLOCK];
    for (outside, &value) in outside.iter_mut().zip(values) {
        *outside = u8::from(!scale.contains(value));
    }
    let mut found = 0;
    for (eight, &byte) in outside.as_chunks().0.iter().zip(there) {
        found |= u64::from_le_bytes(*eight) & expand(byte);
    }
    found != 0
}

/// One byte for each bit, 0 or 1.
#[inline(always)]
fn expand(byte: u8) -> u64 {
    let twice = u64::from(byte) | u64::from(byte) << 8;
    let fourfold = twice | twice << 16;
    let bits = (fourfold | fourfold << 32) & 0x8040_2010_0804_0201;
    (bits + 0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101
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
