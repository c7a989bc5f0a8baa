//! Which gap first, why, and what helps: with the evidence behind it.

mod cause;
mod evidence;
mod finding;
mod remedy;
mod shown;
mod weigh;

use serde::{Deserialize, Serialize};

pub use cause::{CauseFinding, CauseStatus};
pub use evidence::{EvidenceKind, GapEvidence, GapStatus};
pub use finding::{GapDiagnosis, GapFinding, SeverityScale};
pub use remedy::{RemedyFinding, RemedyMembers};

use super::{
    AntecedentReport, BeliefGapReport, CommunicationGapReport, DeliveryGapReport, PromiseKeepingReport, ServiceGap,
    StandardsGapReport,
};
use crate::error::{QualityError, Result};
use crate::gap::servqual::ServqualReport;
use crate::measure::Measure;
use evidence::Weighed;

/// What is known of the gaps: whichever reports there are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct GapReports {
    /// Gaps 1, 6 and 7, each at most once.
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub beliefs: Vec<BeliefGapReport>,
    /// Gap 2.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub standards: Option<StandardsGapReport>,
    /// Gap 3.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub delivery: Option<DeliveryGapReport>,
    /// Gap 4 from measures of what was delivered.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub communication: Option<CommunicationGapReport>,
    /// Gap 4 from single promises; more evidence where both are there.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub promise_keeping: Option<PromiseKeepingReport>,
    /// Gap 5.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub customer: Option<ServqualReport>,
    /// Antecedents, such as those of the managers' and of the employees' questionnaire.
    #[cfg_attr(feature = "uniffi", uniffi(default = []))]
    pub antecedents: Vec<AntecedentReport>,
}

/// How gaps are diagnosed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DiagnosisOptions {
    /// Members of remedies that the source counts without naming them.
    pub members: Vec<RemedyMembers>,
}

/// Ranks the gaps that were measured, and names for each its evidence, its causes and its remedies.
///
/// # Ranking
/// By severity, the largest first: how far what is had stays behind what is wanted, as a share of what is
/// possible (see [`five_gaps`](super)). Gaps 1, 6 and 7: mean over the dimensions of the difference of
/// ratings over the length of the scale, whichever way it goes, for a belief may be wrong in both (chance
/// counts in the estimate, not in the lower end). Gap 5: expectation − perception of the whole over the
/// length of the scale. Gaps 2, 3 and 4: mean over needs, standards and promises.
/// A gap is *open* where the whole interval lies above zero, *closed* where none of it does, otherwise
/// *undecided*; `not_separated_from` names the gaps whose intervals overlap, among which the order is
/// not decided.
///
/// # Causes
/// The causes of the catalogue, and the antecedents that no cause names: first those whose scores lie
/// beyond the middle of the scale towards the end that widens the gap, then undecided ones, then those
/// that were not measured, at last those that the scores contradict.
/// Gaps 5 to 7 have none in the sources: gap 5 is what gaps 1 to 4 make of it.
///
/// # Remedies
/// Those of the catalogue, for every gap that is not closed, with the ids of the evidence that is not
/// closed. Lists that the source only counts stay open, or are filled from the options. Nothing is
/// invented.
///
/// # Errors
/// [`QualityError::TooFewObservations`] without a report, [`QualityError::DuplicateId`] for a gap given
/// twice, [`QualityError::UnknownId`] and [`QualityError::InvalidParameter`] for members of a remedy
/// that is unknown or has no open list.
///
/// # Checked against
/// The definition in exact arithmetic (`tests/golden/gap_diagnosis.json`).
///
/// # Example
/// ```
/// use servqual::gap::five_gaps::{GapReports, GapStatus, ServiceNeed, diagnose, standards_gap};
/// use servqual::measure::{Label, Language};
///
/// let need = |id: &str| {
///     ServiceNeed { id: id.into(), label: Label::new("", id), standards: vec![], expected: None }
/// };
/// let day = "2026-03-01".parse().unwrap();
/// let standards = standards_gap(&[need("prompt"), need("polite")], &[], day, &Default::default())?;
/// let reports = GapReports { standards: Some(standards), ..Default::default() };
/// let diagnosis = diagnose(&reports, &Default::default())?;
/// let first = &diagnosis.findings[0];
/// assert_eq!((first.gap.number(), first.status, first.severity.estimate), (2, GapStatus::Open, Some(1.0)));
/// assert_eq!(first.causes[0].id, "planning_errors");
/// assert_eq!(first.remedies[0].evidence, ["prompt", "polite"]);
/// println!("{}", diagnosis.show(Language::English));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn diagnose(reports: &GapReports, options: &DiagnosisOptions) -> Result<GapDiagnosis> {
    let members = remedy::checked(&options.members)?;
    let mut weighed = weigh::weigh(reports)?;
    Measure::require_observations("gaps", weighed.len() as u64, 1)?;
    for (position, one) in weighed.iter().enumerate() {
        if weighed[..position].iter().any(|other| other.gap == one.gap) {
            return Err(QualityError::DuplicateId { place: "gaps".into(), id: format!("gap {}", one.gap.number()) });
        }
    }
    weighed.sort_by(|left, right| {
        let key = |weighed: &Weighed| weighed.severity.estimate.unwrap_or(f64::NEG_INFINITY);
        key(right).total_cmp(&key(left)).then(left.gap.cmp(&right.gap))
    });
    let unmeasured = ServiceGap::FIVE.into_iter().filter(|gap| weighed.iter().all(|weighed| weighed.gap != *gap));
    Ok(GapDiagnosis {
        scale: SeverityScale::PercentOfMaximumPossible,
        unmeasured: unmeasured.collect(),
        findings: (0..weighed.len()).map(|at| finding::finding(&weighed, at, &reports.antecedents, &members)).collect(),
    })
}
