//! What is found of each gap.

use serde::{Deserialize, Serialize};

use super::cause::{CauseFinding, causes};
use super::evidence::{GapEvidence, GapStatus, Weighed};
use super::remedy::{RemedyFinding, RemedyMembers, remedies};
use crate::gap::five_gaps::{AntecedentReport, ServiceGap};
use crate::measure::{Label, Measure};

/// The scale on which gaps are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[non_exhaustive]
pub enum SeverityScale {
    /// Wanted − had as a share of what is possible (Cohen, Cohen, Aiken and West 1999).
    PercentOfMaximumPossible,
}

/// One gap: how severe, on what evidence, why, and what helps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapFinding {
    /// The gap.
    pub gap: ServiceGap,
    /// Its name for people.
    pub label: Label,
    /// Its place, 1 for the most severe.
    pub rank: u64,
    /// How severe it is, with its interval.
    pub severity: Measure,
    /// Whether it is open.
    pub status: GapStatus,
    /// Gaps whose intervals overlap: the order among them is not decided.
    pub not_separated_from: Vec<ServiceGap>,
    /// The gap as a whole, in its own unit.
    pub overall: GapEvidence,
    /// What it is made of, the most severe first.
    pub evidence: Vec<GapEvidence>,
    /// Why it may be open: what was measured first, the most adverse before.
    pub causes: Vec<CauseFinding>,
    /// What helps, where it is not closed.
    pub remedies: Vec<RemedyFinding>,
}

/// The gaps by severity, each with its evidence, causes and remedies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapDiagnosis {
    /// The scale of the ranking.
    pub scale: SeverityScale,
    /// The gaps, the most severe first.
    pub findings: Vec<GapFinding>,
    /// Those of the five gaps of which nothing is known.
    pub unmeasured: Vec<ServiceGap>,
}

impl GapDiagnosis {
    /// What was found of a gap.
    pub fn finding(&self, gap: ServiceGap) -> Option<&GapFinding> {
        self.findings.iter().find(|finding| finding.gap == gap)
    }
}

/// The finding of the gap at `at`, among all by rank.
pub(super) fn finding(
    weighed: &[Weighed],
    at: usize,
    antecedents: &[AntecedentReport],
    members: &[RemedyMembers],
) -> GapFinding {
    let this = &weighed[at];
    let others = weighed.iter().filter(|other| other.gap != this.gap && !this.is_separate_from(other));
    let mut evidence = this.evidence.clone();
    evidence.sort_by(|left, right| {
        let key = |evidence: &GapEvidence| evidence.severity.unwrap_or(f64::NEG_INFINITY);
        key(right).total_cmp(&key(left))
    });
    let open = evidence.iter().filter(|evidence| evidence.status != GapStatus::Closed);
    let remedies = match this.status {
        GapStatus::Closed => Vec::new(),
        GapStatus::Open | GapStatus::Undecided => {
            let mut ids: Vec<String> = Vec::new();
            // A promise may be there as a measure and row by row.
            open.for_each(|evidence| {
                if !ids.contains(&evidence.id) {
                    ids.push(evidence.id.clone());
                }
            });
            remedies(this.gap, &ids, members)
        }
    };
    GapFinding {
        gap: this.gap,
        label: this.gap.label(),
        rank: at as u64 + 1,
        severity: this.severity.clone(),
        status: this.status,
        not_separated_from: others.map(|other| other.gap).collect(),
        overall: this.overall.clone(),
        causes: causes(this.gap, antecedents),
        evidence,
        remedies,
    }
}
