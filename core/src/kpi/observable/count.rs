//! Numbers of events and of base units.

use serde::{Deserialize, Serialize};

use super::super::definition::{KpiDefinition, Statistic};
use super::group::{Codes, Group};
use super::rating::share;
use super::{Reading, count_missing};
use crate::error::{QualityError, Result};
use crate::measure::{Column, ExclusionReason, Exclusions, Interval, IntervalMethod, MissingRule};
use crate::stats::interval::{Bounds, garwood};

/// Counts of one row up to this may be added up for every row that a chunk can have.
const MOST_EVENTS: i64 = 1 << 31;
/// Rows that are checked before they are added up.
const BLOCK: usize = 1024;

/// Two sums, whatever the number of rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    events: u64,
    base: u64,
}

impl Counted {
    pub(super) fn fits(&self, statistic: &Statistic) -> bool {
        !matches!(statistic, Statistic::Share { .. }) || self.events <= self.base
    }

    pub(super) fn observe(
        &mut self,
        events: Column<'_, i64>,
        base: Column<'_, i64>,
        part_of_base: bool,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        events.require_length(&base)?;
        count_missing(&events, rule)?;
        count_missing(&base, rule)?;
        let (mut added, mut missing) = (Self { events: self.events, base: self.base }, 0);
        for row in 0..events.len() {
            let (Some(event), Some(unit)) = (events.get(row), base.get(row)) else {
                missing += 1;
                continue;
            };
            let limit = if part_of_base { unit } else { i64::MAX };
            added.base = add(added.base, unit, &base, row, i64::MAX)?;
            added.events = add(added.events, event, &events, row, limit)?;
        }
        *self = added;
        excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    /// Adds counts of which every sum of a chunk fits.
    #[inline(always)]
    fn add(&mut self, events: i64, units: i64) {
        self.events = self.events.wrapping_add(events as u64);
        self.base = self.base.wrapping_add(units as u64);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.events = self.events.saturating_add(other.events);
        self.base = self.base.saturating_add(other.base);
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        let Statistic::Rate { per } = definition.statistic() else {
            return share(self.events, self.base, definition);
        };
        let scale = *per as f64 / self.base as f64;
        let bounds = garwood(self.events as f64, definition.level());
        let bounds = Bounds { lower: bounds.lower * scale, upper: bounds.upper * scale };
        Reading {
            n: self.base,
            estimate: Some(self.events as f64 * scale),
            standard_deviation: None,
            interval: Some(Interval::new(bounds, definition.level(), IntervalMethod::Garwood)),
            ..Reading::default()
        }
    }
}

/// Counts by group; `None` where one is negative, more than its base, or so large that a sum may
/// not fit.
pub(super) fn by_group(
    codes: &Codes<'_>,
    events: Column<'_, i64>,
    base: Column<'_, i64>,
    part_of_base: bool,
) -> Option<Vec<Group>> {
    if !codes.fit(&events) || !codes.fit(&base) {
        return None;
    }
    let (counts, units) = (events.values(), base.values());
    let mut sums = vec![(Counted::default(), 0); codes.groups()];
    if events.validity().or(base.validity()).is_none() {
        sums.iter_mut().zip(codes.rows()).for_each(|((_, there), rows)| *there = rows);
        let blocks = counts.chunks(BLOCK).zip(units.chunks(BLOCK));
        for (codes, (counts, units)) in codes.of_rows().chunks(BLOCK).zip(blocks) {
            if !are_small(counts, units, part_of_base) && !are_possible(counts, units, part_of_base) {
                return None;
            }
            for (&code, (&events, &units)) in codes.iter().zip(counts.iter().zip(units)) {
                sums[code as usize].0.add(events, units);
            }
        }
    } else {
        let mut possible = true;
        codes.each([events.validity(), base.validity()], |group, row| {
            possible &= are_possible(&counts[row..=row], &units[row..=row], part_of_base);
            let (sum, there) = &mut sums[group];
            sum.add(counts[row], units[row]);
            *there += 1;
        });
        if !possible {
            return None;
        }
    }
    let group = |((counted, there), rows): ((Counted, u32), u32)| {
        Group::new(super::Counted::Count(counted), rows, there.into())
    };
    Some(sums.into_iter().zip(codes.rows()).map(group).collect())
}

/// Whether all counts lie between zero and their limit.
fn are_possible(events: &[i64], base: &[i64], part_of_base: bool) -> bool {
    events.iter().zip(base).all(|(events, &units)| {
        let limit = if part_of_base { units } else { MOST_EVENTS };
        (0..=MOST_EVENTS).contains(&units) && (0..=limit).contains(events)
    })
}

/// Whether all counts are possible and below 2^31: without a branch, so that several are looked at
/// at a time.
fn are_small(events: &[i64], base: &[i64], part_of_base: bool) -> bool {
    let part = -i64::from(part_of_base);
    let bits = events.iter().zip(base).fold(0, |bits, (&events, &units)| {
        // Bits above the lowest 31 where a count is negative or large, or a part more than its whole.
        bits | events | units | (units.wrapping_sub(events) & part)
    });
    (0..MOST_EVENTS).contains(&bits)
}

/// Adds a count that must lie between zero and `limit`, without overflow.
fn add(sum: u64, value: i64, column: &Column<'_, i64>, row: usize, limit: i64) -> Result<u64> {
    let possible = u64::try_from(value).ok().filter(|_| value <= limit);
    possible.and_then(|count| sum.checked_add(count)).ok_or_else(|| QualityError::InvalidCount {
        place: column.name().into(),
        row: row as u64,
        value,
        expected: match possible {
            Some(_) => format!("at most {}, so that the sum stays below 2^64", u64::MAX - sum),
            None if limit < i64::MAX => format!("between 0 and the base of {limit}"),
            None => "zero or more".into(),
        },
    })
}
