//! What helps against a gap.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::gap::five_gaps::{ServiceGap, gap_remedies};
use crate::measure::{Label, check_unique, nearest};

/// The members of a remedy that the source counts without naming them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct RemedyMembers {
    /// Id of the remedy, such as `five_voices`.
    pub remedy: String,
    /// Its members, as many as are known.
    pub members: Vec<Label>,
}

/// A remedy with the evidence that asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct RemedyFinding {
    /// Id of the remedy.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// How many members the source counts that neither it nor the user names.
    pub open_members: Option<u64>,
    /// The members that the user named.
    pub members: Vec<Label>,
    /// Ids of the evidence of the gap that is not closed, the most severe first.
    pub evidence: Vec<String>,
}

/// Refuses members of a remedy that is unknown, has no open list or a shorter one.
pub(super) fn checked(members: &[RemedyMembers]) -> Result<Vec<RemedyMembers>> {
    check_unique("members", members.iter().map(|given| given.remedy.as_str()))?;
    let known = gap_remedies();
    for given in members {
        let Some(remedy) = known.iter().find(|remedy| remedy.id == given.remedy) else {
            let open = known.iter().filter(|remedy| remedy.open_members.is_some());
            return Err(QualityError::UnknownId {
                place: "members".into(),
                id: given.remedy.clone(),
                expected: nearest(&given.remedy, open.map(|remedy| remedy.id.as_str())),
            });
        };
        let most = remedy.open_members.unwrap_or(0);
        if given.members.len() as u64 > most {
            return Err(QualityError::InvalidParameter {
                place: format!("members.{}", given.remedy),
                value: format!("{} members", given.members.len()),
                expected: format!("at most {most}: so many the source leaves open"),
            });
        }
    }
    Ok(members.to_vec())
}

/// The remedies of a gap, in the order of the catalogue.
pub(super) fn remedies(gap: ServiceGap, evidence: &[String], members: &[RemedyMembers]) -> Vec<RemedyFinding> {
    let of_gap = gap_remedies().into_iter().filter(|remedy| remedy.gap == gap);
    let found = of_gap.map(|remedy| {
        let given = members.iter().find(|given| given.remedy == remedy.id);
        let members = given.map_or(Vec::new(), |given| given.members.clone());
        let open_members = remedy.open_members.map(|open| open.saturating_sub(members.len() as u64));
        RemedyFinding { id: remedy.id, label: remedy.label, open_members, members, evidence: evidence.to_vec() }
    });
    found.collect()
}
