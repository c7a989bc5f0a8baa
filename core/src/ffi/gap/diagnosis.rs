//! The diagnosis of all gaps.

use crate::error::Result;
use crate::ffi::json::json_text;
use crate::gap::five_gaps::{self, DiagnosisOptions, GapDiagnosis, GapReports, RemedyMembers};
use crate::measure::Language;

json_text!(GapDiagnosis, gap_diagnosis_from_json);

#[uniffi::export]
impl GapDiagnosis {
    /// The diagnosis for people.
    #[uniffi::method(name = "show")]
    fn ffi_show(&self, language: Language) -> Result<String> {
        Ok(self.show(language))
    }
}

/// Ranks the gaps on one scale, with their causes and remedies, from the reports that there are.
/// `members` names what remedies consist of where the source only counts it.
#[uniffi::export(default(members = []))]
fn diagnose_gaps(reports: GapReports, members: Vec<RemedyMembers>) -> Result<GapDiagnosis> {
    five_gaps::diagnose(&reports, &DiagnosisOptions { members })
}
