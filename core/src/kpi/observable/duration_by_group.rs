//! Durations by group.

use std::cell::OnceCell;

use super::duration::Counted;
use super::group::{Codes, Group};
use super::span::Case;
use crate::measure::{Column, ExclusionReason, Exclusions};
use crate::stats::{Extent, QuantileTally};

/// A column by group; the distribution of each, once one was asked for.
pub(super) struct DurationsByGroup<'a> {
    column: Column<'a, f64>,
    runs: Vec<Run>,
    quantiles: OnceCell<Vec<QuantileTally>>,
}

/// The durations of one group.
struct Run {
    seconds: Vec<f64>,
    extent: Extent,
}

/// Cases by group, so that the calendars are laid out once for the whole chunk.
pub(super) fn cases_by_group(empty: &Counted, codes: &Codes<'_>, cases: &[Case]) -> Option<Vec<Group>> {
    let runs = codes.runs(&Column::new("case", cases))?;
    let group = |cases: Vec<Case>| {
        let (mut counted, mut excluded) = (empty.clone(), Exclusions::default());
        counted.observe_cases(&cases, &mut excluded);
        let there = cases.len() as u64 - excluded.count(ExclusionReason::Missing);
        Group { counted: super::Counted::Duration(counted), there, excluded }
    };
    Some(runs.into_iter().map(group).collect())
}

/// Durations by group; `None` where one is not possible.
pub(super) fn durations_by_group<'a>(
    empty: &Counted,
    codes: &Codes<'_>,
    seconds: Column<'a, f64>,
    shared: &mut Vec<DurationsByGroup<'a>>,
) -> Option<Vec<Group>> {
    let known = shared.iter().position(|durations| durations.column.is_same(&seconds));
    let known = match (known, empty) {
        (Some(known), _) => known,
        (None, Counted::Share { at_most, .. }) => return shares_by_group(*at_most, codes, seconds),
        _ => {
            let runs = codes.runs(&seconds)?.into_iter().map(Run::new).collect::<Option<_>>()?;
            shared.push(DurationsByGroup { column: seconds, runs, quantiles: OnceCell::new() });
            shared.len() - 1
        }
    };
    Some(shared.get(known)?.groups(empty, codes))
}

impl Run {
    /// `None` where a duration is not possible.
    fn new(seconds: Vec<f64>) -> Option<Self> {
        let extent = Extent::of(&seconds).filter(|extent| extent.minimum >= 0.0)?;
        Some(Self { seconds, extent })
    }
}

impl DurationsByGroup<'_> {
    fn groups(&self, empty: &Counted, codes: &Codes<'_>) -> Vec<Group> {
        let group = |counted: Counted, rows: u32| {
            let there = counted.total();
            Group::new(super::Counted::Duration(counted), rows, there)
        };
        if matches!(empty, Counted::Quantile(_)) {
            let quantiles = self.quantiles().iter().zip(codes.rows());
            return quantiles.map(|(tally, rows)| group(Counted::Quantile(tally.clone()), rows)).collect();
        }
        let counted = |(run, rows): (&Run, u32)| {
            let mut counted = empty.clone();
            match &mut counted {
                Counted::Mean(moments) => moments.extend_within(&run.seconds, run.extent),
                other => other.add(&run.seconds),
            }
            group(counted, rows)
        };
        self.runs.iter().zip(codes.rows()).map(counted).collect()
    }

    fn quantiles(&self) -> &[QuantileTally] {
        let tally = |run: &Run| QuantileTally::of_values(&run.seconds, run.extent);
        self.quantiles.get_or_init(|| self.runs.iter().map(tally).collect())
    }
}

/// Shares need no durations by group.
fn shares_by_group(at_most: f64, codes: &Codes<'_>, seconds: Column<'_, f64>) -> Option<Vec<Group>> {
    if !codes.fit(&seconds) {
        return None;
    }
    // Late and in time.
    let (mut counts, mut possible, values) = (vec![[0_u32; 2]; codes.groups()], true, seconds.values());
    codes.each([seconds.validity()], |group, row| {
        possible &= (values[row] >= 0.0) & (values[row] <= f64::MAX);
        counts[group][usize::from(values[row] <= at_most)] += 1;
    });
    let group = |([late, within], rows): ([u32; 2], u32)| {
        let (within, n) = (u64::from(within), u64::from(late) + u64::from(within));
        Group::new(super::Counted::Duration(Counted::Share { at_most, within, n }), rows, n)
    };
    possible.then(|| counts.into_iter().zip(codes.rows()).map(group).collect())
}
