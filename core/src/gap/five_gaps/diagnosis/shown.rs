//! A diagnosis as people read it.

use super::{CauseFinding, CauseStatus, GapDiagnosis, GapEvidence, GapFinding, GapStatus, RemedyFinding};
use crate::measure::{Language, Measure};

/// How much of the evidence of a gap the text shows.
const SHOWN: usize = 3;

impl GapDiagnosis {
    /// The diagnosis as text: a line for each gap, then its strongest evidence, causes and remedies.
    ///
    /// Everything in it stands in the fields, more of it and with all digits.
    pub fn show(&self, language: Language) -> String {
        let mut lines: Vec<String> =
            self.findings.iter().flat_map(|finding| finding_lines(finding, language)).collect();
        let missing: Vec<String> = self.unmeasured.iter().map(|gap| gap.label().text(language).to_owned()).collect();
        if !missing.is_empty() {
            let title = match language {
                Language::Chinese => "未测量:",
                Language::English => "Not measured: ",
            };
            lines.push(format!("{title}{}", missing.join(", ")));
        }
        lines.join("\n")
    }
}

fn status(status: GapStatus, language: Language) -> &'static str {
    match (status, language) {
        (GapStatus::Open, Language::Chinese) => "存在",
        (GapStatus::Closed, Language::Chinese) => "不存在",
        (GapStatus::Undecided, Language::Chinese) => "未定",
        (GapStatus::Open, Language::English) => "open",
        (GapStatus::Closed, Language::English) => "closed",
        (GapStatus::Undecided, Language::English) => "undecided",
    }
}

/// Estimate, interval and n without the name.
fn numbers(measure: &Measure) -> String {
    let unit = &measure.definition.unit;
    let estimate = measure.estimate.map_or("–".into(), |estimate| unit.show(estimate));
    let interval = measure
        .interval
        .map_or(String::new(), |interval| format!(" [{}, {}]", unit.show(interval.lower), unit.show(interval.upper)));
    format!("{estimate}{interval} n = {}", measure.n)
}

fn finding_lines(finding: &GapFinding, language: Language) -> Vec<String> {
    let [evidence, causes, remedies] = match language {
        Language::Chinese => ["证据", "原因", "对策"],
        Language::English => ["evidence", "cause", "remedy"],
    };
    let severity = numbers(&finding.severity);
    let head =
        format!("{}. {}: {severity}, {}", finding.rank, finding.label.text(language), status(finding.status, language));
    let mut lines = vec![head];
    let parts = std::iter::once(&finding.overall).chain(finding.evidence.iter().take(SHOWN));
    lines.extend(parts.map(|part| format!("   {evidence}: {}", evidence_line(part, language))));
    lines
        .extend(finding.causes.iter().take(SHOWN).map(|cause| format!("   {causes}: {}", cause_line(cause, language))));
    lines.extend(finding.remedies.iter().map(|remedy| format!("   {remedies}: {}", remedy_line(remedy, language))));
    lines
}

fn evidence_line(evidence: &GapEvidence, language: Language) -> String {
    let name = match evidence.label.text(language) {
        "" => evidence.id.as_str(),
        name => name,
    };
    let measure = evidence.measure.as_ref().map(numbers);
    let shown = |name: &str, p_value: f64| match p_value < 0.001 {
        true => format!("{name} < 0.001"),
        false => format!("{name} = {p_value:.3}"),
    };
    let p_value = evidence.p_value.map(|p_value| shown("p", p_value));
    let corrected = evidence.adjusted_p_value.map(|p_value| shown("Holm p", p_value));
    let note = evidence.note.as_ref().map(|note| note.text(language).to_owned());
    let said: Vec<String> = [measure, p_value, corrected, note].into_iter().flatten().collect();
    format!("{name} {} ({})", said.join(", "), status(evidence.status, language))
}

fn cause_line(cause: &CauseFinding, language: Language) -> String {
    let status = match (cause.status, language) {
        (CauseStatus::Supported, Language::Chinese) => "有证据",
        (CauseStatus::Undecided, Language::Chinese) => "未定",
        (CauseStatus::NotMeasured, Language::Chinese) => "未测量",
        (CauseStatus::Contradicted, Language::Chinese) => "证据相反",
        (CauseStatus::Supported, Language::English) => "supported",
        (CauseStatus::Undecided, Language::English) => "undecided",
        (CauseStatus::NotMeasured, Language::English) => "not measured",
        (CauseStatus::Contradicted, Language::English) => "contradicted",
    };
    let measured = cause.adverse.as_ref().map_or(String::new(), |adverse| format!(" {}", numbers(adverse)));
    format!("{}{measured} ({status})", cause.label.text(language))
}

fn remedy_line(remedy: &RemedyFinding, language: Language) -> String {
    let members: Vec<&str> = remedy.members.iter().map(|member| member.text(language)).collect();
    let open = remedy.open_members.filter(|open| *open > 0).map(|open| match language {
        Language::Chinese => format!("还有{open}项待填"),
        Language::English => format!("{open} to be filled in"),
    });
    let list: Vec<&str> = members.into_iter().chain(open.as_deref()).collect();
    match list.is_empty() {
        true => remedy.label.text(language).into(),
        false => format!("{} ({})", remedy.label.text(language), list.join(", ")),
    }
}
