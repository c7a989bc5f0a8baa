//! What speaks for a gap or against it.

use serde::{Deserialize, Serialize};

use crate::gap::five_gaps::{ServiceGap, StandardizedEffect};
use crate::measure::{Label, Measure};
use crate::stats::holm;

/// Whether a gap, or a part of it, is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum GapStatus {
    /// The whole interval lies above zero.
    Open,
    /// None of the interval lies above zero.
    Closed,
    /// The interval holds zero, or there is none.
    Undecided,
}

/// What a piece of evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[non_exhaustive]
pub enum EvidenceKind {
    /// The gap as a whole.
    Overall,
    /// A dimension of an instrument.
    Dimension,
    /// An item of an instrument.
    Item,
    /// A need of customers.
    Need,
    /// A standard.
    Standard,
    /// A promise, held against a measure.
    Promise,
    /// A promise, row by row.
    PromiseRows,
}

/// Something that speaks for a gap or against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapEvidence {
    /// Id of the dimension, item, need, standard or promise; `overall` of the whole.
    pub id: String,
    /// What it is about.
    pub kind: EvidenceKind,
    /// Name for people.
    pub label: Label,
    /// What was measured, in its own unit, with n and interval; missing where nothing could be.
    pub measure: Option<Measure>,
    /// Two-sided p value of no gap, where a test is known.
    pub p_value: Option<f64>,
    /// The p value corrected for all evidence of the gap (Holm 1979).
    pub adjusted_p_value: Option<f64>,
    /// Effect without a unit; above zero there is a gap.
    pub effect: Option<StandardizedEffect>,
    /// Severity on the one scale.
    pub severity: Option<f64>,
    /// Whether this part of the gap is there.
    pub status: GapStatus,
    /// What numbers do not say, such as why a need has no measurable standard.
    pub note: Option<Label>,
}

/// A gap on the one scale, with what it is made of.
pub(super) struct Weighed {
    pub(super) gap: ServiceGap,
    pub(super) severity: Measure,
    pub(super) status: GapStatus,
    pub(super) overall: GapEvidence,
    pub(super) evidence: Vec<GapEvidence>,
    /// Whether the severity is known without error.
    exact: bool,
}

impl Weighed {
    pub(super) fn new(
        gap: ServiceGap,
        severity: Measure,
        exact: bool,
        overall: GapEvidence,
        evidence: Vec<GapEvidence>,
    ) -> Self {
        let status = status_of(&severity, exact);
        let (overall, evidence) = (GapEvidence { status, ..overall }, corrected(evidence));
        Self { gap, severity, status, overall, evidence, exact }
    }

    fn ends(&self) -> Option<[f64; 2]> {
        let exact = self.severity.estimate.filter(|_| self.exact).map(|estimate| [estimate; 2]);
        self.severity.interval.map(|interval| [interval.lower, interval.upper]).or(exact)
    }

    /// Whether the intervals of two gaps have nothing in common.
    pub(super) fn is_separate_from(&self, other: &Self) -> bool {
        let both = self.ends().zip(other.ends());
        both.is_some_and(|(mine, theirs)| mine[1] < theirs[0] || theirs[1] < mine[0])
    }
}

pub(super) fn status_of(severity: &Measure, exact: bool) -> GapStatus {
    let exact = severity.estimate.filter(|_| exact).map(|estimate| [estimate; 2]);
    match severity.interval.map(|interval| [interval.lower, interval.upper]).or(exact) {
        Some([lower, _]) if lower > 0.0 => GapStatus::Open,
        Some([_, upper]) if upper <= 0.0 => GapStatus::Closed,
        _ => GapStatus::Undecided,
    }
}

/// Holm's correction over the evidence that has a p value.
fn corrected(mut evidence: Vec<GapEvidence>) -> Vec<GapEvidence> {
    let tested: Vec<usize> = (0..evidence.len()).filter(|&at| evidence[at].p_value.is_some()).collect();
    let p_values: Vec<f64> = tested.iter().filter_map(|&at| evidence[at].p_value).collect();
    let adjusted = holm(&p_values);
    tested.into_iter().zip(adjusted).for_each(|(at, value)| evidence[at].adjusted_p_value = Some(value));
    evidence
}
