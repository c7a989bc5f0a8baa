//! Durations by group.
#![expect(clippy::manual_range_contains, reason = "two comparisons without a branch between them")]

use std::cell::OnceCell;

use super::duration::{Counted, are_possible};
use super::group::{Codes, Group, Shared, Sorted};
use super::span::Case;
use crate::measure::{Column, ExclusionReason, Exclusions};
use crate::stats::QuantileTally;

/// A column in the order of its groups; the distribution of each, once one was asked for.
pub(super) struct SortedDurations<'a> {
    column: Column<'a, f64>,
    sorted: Sorted<f64>,
    quantiles: OnceCell<Vec<QuantileTally>>,
}

/// Cases by group, so that the calendars are laid out once for the whole chunk.
pub(super) fn cases_by_group(empty: &Counted, codes: Codes<'_>, cases: &[Case]) -> Option<Vec<Group>> {
    let sorted = codes.sort(&Column::new("case", cases))?;
    let group = |(cases, _): (&[Case], u64)| {
        let (mut counted, mut excluded) = (empty.clone(), Exclusions::default());
        counted.observe_cases(cases, &mut excluded);
        let there = cases.len() as u64 - excluded.count(ExclusionReason::Missing);
        Group { counted: super::Counted::Duration(counted), there, excluded }
    };
    Some(sorted.groups().map(group).collect())
}

/// Durations by group; `None` where one is not possible.
pub(super) fn durations_by_group<'a>(
    empty: &Counted,
    codes: Codes<'_>,
    seconds: Column<'a, f64>,
    shared: &mut Shared<'a>,
) -> Option<Vec<Group>> {
    let known = shared.durations.iter().position(|durations| durations.column.is_same(&seconds));
    if let (Counted::Share { at_most, .. }, None) = (empty, known) {
        return shares_by_group(*at_most, codes, seconds);
    }
    let known = match known {
        Some(known) => known,
        None => {
            let sorted = codes.sort(&seconds).filter(|sorted| are_possible(sorted.values()))?;
            shared.durations.push(SortedDurations { column: seconds, sorted, quantiles: OnceCell::new() });
            shared.durations.len() - 1
        }
    };
    Some(shared.durations.get(known)?.groups(empty))
}

impl SortedDurations<'_> {
    fn groups(&self, empty: &Counted) -> Vec<Group> {
        let group = |counted: Counted, seconds: &[f64], missing| {
            Group::new(super::Counted::Duration(counted), seconds.len() as u64, missing)
        };
        if matches!(empty, Counted::Quantile(_)) {
            let groups = self.quantiles().iter().zip(self.sorted.groups());
            return groups.map(|(tally, (seconds, n))| group(Counted::Quantile(tally.clone()), seconds, n)).collect();
        }
        let counted = |(seconds, missing): (&[f64], u64)| {
            let mut counted = empty.clone();
            counted.add(seconds);
            group(counted, seconds, missing)
        };
        self.sorted.groups().map(counted).collect()
    }

    fn quantiles(&self) -> &[QuantileTally] {
        let tally = |(seconds, _): (&[f64], u64)| {
            let mut tally = QuantileTally::default();
            tally.extend(seconds);
            tally
        };
        self.quantiles.get_or_init(|| self.sorted.groups().map(tally).collect())
    }
}

fn shares_by_group(at_most: f64, codes: Codes<'_>, seconds: Column<'_, f64>) -> Option<Vec<Group>> {
    // Late, in time, missing.
    let (mut counts, mut possible) = (vec![[0_u32; 4]; codes.groups], true);
    codes.each(&seconds, |group, value, there| {
        possible &= !there | ((value >= 0.0) & (value <= f64::MAX));
        counts[group][usize::from((value <= at_most) & there) | usize::from(!there) << 1] += 1;
    })?;
    let group = |[late, within, missing, _]: [u32; 4]| {
        let (within, n) = (u64::from(within), u64::from(late) + u64::from(within));
        let counted = super::Counted::Duration(Counted::Share { at_most, within, n });
        Group::new(counted, n, missing.into())
    };
    possible.then(|| counts.into_iter().map(group).collect())
}
