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
    codes: Codes<'_>,
    events: Column<'_, i64>,
    base: Column<'_, i64>,
    part_of_base: bool,
) -> Option<Vec<Group>> {
    // Rows that are there, rows that are missing.
    let (mut sums, mut possible) = (vec![(Counted::default(), [0_u64; 2]); codes.groups], base.len() == events.len());
    let mut row = 0;
    codes.each(&events, |group, events, there| {
        let (sum, rows) = &mut sums[group];
        match base.get(row).filter(|_| there) {
            Some(units) => {
                let limit = if part_of_base { units } else { MOST_EVENTS };
                possible &= (0..=MOST_EVENTS).contains(&units) & (0..=limit).contains(&events);
                sum.events = sum.events.wrapping_add(events as u64);
                sum.base = sum.base.wrapping_add(units as u64);
                rows[0] += 1;
            }
            None => rows[1] += 1,
        }
        row += 1;
    })?;
    let group =
        |(counted, [there, missing]): (Counted, [u64; 2])| Group::new(super::Counted::Count(counted), there, missing);
    possible.then(|| sums.into_iter().map(group).collect())
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
