//! The diagnosis of all gaps.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use servqual::gap::five_gaps as model;
use servqual::gap::five_gaps::{DiagnosisOptions, GapReports, RemedyMembers};
use servqual::measure::Language;

use super::{
    AntecedentReport, BeliefGapReport, CommunicationGapReport, DeliveryGapReport, PromiseKeepingReport, ServqualReport,
    StandardizedEffect, StandardsGapReport,
};
use crate::error::Answer;
use crate::measure::{Label, Measure, read_language};
use crate::record::{dumps, from_json, from_word, word};
use crate::report::report;
use crate::table::Table;

/// Ranks the gaps that were measured, and names for each its evidence, its causes and its remedies.
///
/// By severity, the largest first: how far what is had stays behind what is wanted, as a share of what is
/// possible. A gap is open where the whole interval lies above zero, closed where none of it does,
/// otherwise undecided.
///
/// Parameters
/// ----------
/// beliefs : sequence of BeliefGapReport
///     Gaps 1, 6 and 7, each at most once.
/// standards : StandardsGapReport, optional
///     Gap 2.
/// delivery : DeliveryGapReport, optional
///     Gap 3.
/// communication : CommunicationGapReport, optional
///     Gap 4 from measures of what was delivered.
/// promise_keeping : PromiseKeepingReport, optional
///     Gap 4 from single promises; more evidence where both are there.
/// customer : ServqualReport, optional
///     Gap 5.
/// antecedents : sequence of AntecedentReport
///     Such as those of the managers' and of the employees' questionnaire.
/// members : mapping, optional
///     Members of the remedies that the source counts without naming them: labels by the id of the remedy.
///
/// Raises
/// ------
/// TooFewObservationsError
///     Without a report.
/// DuplicateIdError
///     For a gap given twice.
/// UnknownIdError
///     For members of a remedy that is unknown.
///
/// Examples
/// --------
///     >>> import servqual as sq
///     >>> handbook = sq.Handbook({"handbook": 1, "organisation": {"id": "desk", "label": {"zh": "前台", "en": "Desk"}}})
///     >>> standards = sq.standards_gap([{"id": "prompt"}, {"id": "polite"}], handbook, on="2026-03-01")
///     >>> diagnosis = sq.diagnose_gaps(standards=standards)
///     >>> first = diagnosis.findings[0]
///     >>> first.gap, first.status, first.severity.estimate, first.remedies[0].evidence
///     ('standards', 'open', 1.0, ['prompt', 'polite'])
#[pyfunction]
#[pyo3(signature = (
    *, beliefs = vec![], standards = None, delivery = None, communication = None, promise_keeping = None,
    customer = None, antecedents = vec![], members = None
))]
#[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
pub(crate) fn diagnose_gaps(
    beliefs: Vec<BeliefGapReport>,
    standards: Option<StandardsGapReport>,
    delivery: Option<DeliveryGapReport>,
    communication: Option<CommunicationGapReport>,
    promise_keeping: Option<PromiseKeepingReport>,
    customer: Option<ServqualReport>,
    antecedents: Vec<AntecedentReport>,
    members: Option<&Bound<'_, PyDict>>,
) -> Answer<GapDiagnosis> {
    let reports = GapReports {
        beliefs: beliefs.into_iter().map(|report| report.0).collect(),
        standards: standards.map(|report| report.0),
        delivery: delivery.map(|report| report.0),
        communication: communication.map(|report| report.0),
        promise_keeping: promise_keeping.map(|report| report.0),
        customer: customer.map(|report| report.0),
        antecedents: antecedents.into_iter().map(|report| report.0).collect(),
    };
    let members = members.into_iter().flatten().map(|(remedy, members)| {
        Ok(RemedyMembers { remedy: remedy.extract()?, members: from_json(&dumps(&members)?, "label")? })
    });
    let options = DiagnosisOptions { members: members.collect::<Answer<_>>()? };
    Ok(GapDiagnosis(model::diagnose(&reports, &options)?))
}

report! {
    /// Something that speaks for a gap or against it.
    GapEvidence(model::GapEvidence) {
        /// Id of the dimension, item, need, standard or promise; `overall` of the whole.
        id: String,
        /// What it is about, such as `dimension` or `standard`.
        kind: String,
        /// Name for people.
        label: Label,
        /// What was measured, in its own unit, with n and interval; `None` where nothing could be.
        measure: Option<Measure>,
        /// Two-sided p value of no gap, where a test is known.
        p_value: Option<f64>,
        /// The p value corrected for all evidence of the gap (Holm 1979).
        adjusted_p_value: Option<f64>,
        /// Effect without a unit; above zero there is a gap.
        effect: Option<StandardizedEffect>,
        /// Severity on the one scale.
        severity: Option<f64>,
        /// Whether this part of the gap is there: `open`, `closed` or `undecided`.
        status: String,
        /// What numbers do not say, such as why a need has no measurable standard.
        note: Option<Label>,
    }
    |evidence| format!("{}: {}", evidence.id, word(&evidence.status))
}

report! {
    /// A possible cause of a gap with what was measured of it.
    CauseFinding(model::CauseFinding) {
        /// Id of the cause, or of the antecedent where no cause names it.
        id: String,
        /// Name for people.
        label: Label,
        /// Its place within the gap: by status, then the most adverse first.
        rank: u64,
        /// `supported`, `undecided`, `not_measured` or `contradicted`.
        status: String,
        /// How adverse the worst of its antecedents is, from 0 to 1.
        adverse: Option<Measure>,
        /// The scores of its antecedents, with n, interval, p value and alpha.
        antecedents: Table,
    }
    |cause| format!("{}: {}", cause.id, word(&cause.status))
}

report! {
    /// A remedy with the evidence that asks for it.
    RemedyFinding(model::RemedyFinding) {
        /// Id of the remedy.
        id: String,
        /// Name for people.
        label: Label,
        /// How many members the source counts that neither it nor the user names.
        open_members: Option<u64>,
        /// The members that the user named.
        members: Vec<Label>,
        /// Ids of the evidence of the gap that is not closed, the most severe first.
        evidence: Vec<String>,
    }
    |remedy| remedy.id.clone()
}

report! {
    /// One gap: how severe, on what evidence, why, and what helps.
    GapFinding(model::GapFinding) {
        /// The gap, such as `knowledge`.
        gap: String,
        /// Its name for people.
        label: Label,
        /// Its place, 1 for the most severe.
        rank: u64,
        /// How severe it is, with its interval.
        severity: Measure,
        /// `open`, `closed` or `undecided`.
        status: String,
        /// Gaps whose intervals overlap: the order among them is not decided.
        not_separated_from: Vec<String>,
        /// The gap as a whole, in its own unit.
        overall: GapEvidence,
        /// What it is made of, the most severe first.
        evidence: Table,
        /// Why it may be open: what was measured first, the most adverse before.
        causes: Table,
        /// What helps, where it is not closed.
        remedies: Table,
    }
    |finding| format!("{}. {}: {}", finding.rank, word(&finding.gap), finding.severity.show(Language::English))
}

report! {
    /// The gaps by severity, each with its evidence, causes and remedies.
    GapDiagnosis(model::GapDiagnosis) {
        /// The scale of the ranking.
        scale: String,
        /// The gaps, the most severe first.
        findings: Table,
        /// Those of the five gaps of which nothing is known.
        unmeasured: Vec<String>,
    }
    |diagnosis| diagnosis.findings.iter().map(|found| word(&found.gap)).collect::<Vec<_>>().join(" > "),
    with {
        /// What was found of a gap, such as `delivery`; `None` where it was not measured.
        fn finding(&self, gap: &str) -> Answer<Option<GapFinding>> {
            Ok(self.0.finding(from_word(gap, "gap")?).cloned().map(GapFinding))
        }

        /// The diagnosis for people, in "zh" or "en": a line for each gap, then its strongest evidence,
        /// causes and remedies.
        #[pyo3(signature = (language = "en"))]
        fn show(&self, language: &str) -> Answer<String> {
            Ok(self.0.show(read_language(language)?))
        }
    }
}
