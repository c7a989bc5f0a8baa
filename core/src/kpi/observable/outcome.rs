//! Yes or no for each case.

use serde::{Deserialize, Serialize};

use super::super::KpiDefinition;
use super::group::{Codes, Group};
use super::rating::share;
use super::{Reading, count_missing};
use crate::error::Result;
use crate::measure::{Column, ExclusionReason, Exclusions, MissingRule};

/// Two counts, whatever the number of cases.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::kpi) struct Counted {
    yes: u64,
    no: u64,
}

impl Counted {
    pub(super) fn observe(
        &mut self,
        outcomes: Column<'_, bool>,
        rule: MissingRule,
        excluded: &mut Exclusions,
    ) -> Result<()> {
        let missing = count_missing(&outcomes, rule)?;
        let yes = outcomes.present().iter().filter(|&&outcome| outcome).count() as u64;
        self.yes += yes;
        self.no += outcomes.len() as u64 - missing - yes;
        excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.yes += other.yes;
        self.no += other.no;
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.yes.checked_add(self.no)
    }

    pub(super) fn read(&self, definition: &KpiDefinition) -> Reading {
        share(self.yes, self.yes + self.no, definition)
    }
}

/// Outcomes by group.
pub(super) fn by_group(codes: &Codes<'_>, outcomes: Column<'_, bool>) -> Option<Vec<Group>> {
    if !codes.fit(&outcomes) {
        return None;
    }
    let (mut counts, values) = (vec![[0_u32; 2]; codes.groups()], outcomes.values());
    codes.each([outcomes.validity()], |group, row| counts[group][usize::from(values[row])] += 1);
    let group = |([no, yes], rows): ([u32; 2], u32)| {
        let counted = Counted { yes: yes.into(), no: no.into() };
        Group::new(super::Counted::Outcome(counted), rows, u64::from(yes) + u64::from(no))
    };
    Some(counts.into_iter().zip(codes.rows()).map(group).collect())
}
