//! Chunks by group, counted in one pass over the rows instead of group by group.
//!
//! A pass counts only what is in order. At the first row that may be an error it gives up: the way
//! group by group then finds the error and names its place.

mod codes;
#[cfg(test)]
mod tests;

pub(super) use self::codes::Codes;
use super::duration_by_group::{DurationsByGroup, cases_by_group, durations_by_group};
use super::{Counted, Observations, contact, count, outcome, rating};
use crate::kpi::{KpiDefinition, Statistic};
use crate::measure::{ExclusionReason, Exclusions, MissingRule};

/// What one group has counted, how many of its rows were there, and what was left out.
pub(in crate::kpi) struct Group {
    pub(in crate::kpi) counted: Counted,
    pub(in crate::kpi) there: u64,
    pub(in crate::kpi) excluded: Exclusions,
}

/// What the indicators of one chunk do once: the rows of each group, and the durations of each group
/// where several look at the same column.
pub(in crate::kpi) struct Shared<'a> {
    /// None where the chunk must be counted group by group.
    codes: Option<Codes<'a>>,
    durations: Vec<DurationsByGroup<'a>>,
}

impl<'a> Shared<'a> {
    /// The group of each row of the chunk, as codes below `groups`.
    pub(in crate::kpi) fn new(groups: usize, codes: &'a [u32]) -> Self {
        Self { codes: Codes::new(groups, codes), durations: Vec::new() }
    }
}

/// Counts a chunk by group; `None` where that must be done group by group.
pub(in crate::kpi) fn count_by_group<'a>(
    definition: &KpiDefinition,
    observations: Observations<'a>,
    shared: &mut Shared<'a>,
) -> Option<Vec<Group>> {
    let codes = shared.codes.as_ref()?;
    let empty = Counted::new(definition);
    let counted = match (&empty, observations) {
        (Counted::Rating(state), Observations::Ratings(ratings)) => rating::by_group(state, codes, ratings),
        (Counted::Outcome(_), Observations::Outcomes(outcomes)) => outcome::by_group(codes, outcomes),
        (Counted::Duration(state), Observations::Durations(seconds)) => {
            durations_by_group(state, codes, seconds, &mut shared.durations)
        }
        (Counted::Duration(state), Observations::Spans { .. } | Observations::Cases { .. }) => {
            let cases = observations.cases()?.read(definition.clock(), definition.missing()).ok()?;
            cases_by_group(state, codes, &cases)
        }
        (Counted::Contact(_), Observations::Contacts { customer, at, observed_until }) => {
            contact::by_group(codes, customer, at, observed_until)
        }
        (Counted::Count(_), Observations::Counts { events, base }) => {
            let share = matches!(definition.statistic(), Statistic::Share { .. });
            count::by_group(codes, events, base, share)
        }
        _ => None,
    };
    let refused = |group: &Group| group.missing() > 0 && definition.missing() == MissingRule::Raise;
    counted.filter(|groups| !groups.iter().any(refused))
}

impl Group {
    /// A group of so many rows, of which so many are there.
    pub(super) fn new(counted: Counted, rows: u32, there: u64) -> Self {
        let mut excluded = Exclusions::default();
        excluded.add(ExclusionReason::Missing, u64::from(rows).saturating_sub(there));
        Self { counted, there, excluded }
    }

    fn missing(&self) -> u64 {
        self.excluded.count(ExclusionReason::Missing)
    }

    pub(in crate::kpi) fn has_rows(&self) -> bool {
        self.there + self.missing() > 0
    }
}
