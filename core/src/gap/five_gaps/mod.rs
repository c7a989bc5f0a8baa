//! The five-gap model: where service falls short, why, and what helps.
//!
//! # What it holds
//! | gap | from what | result |
//! |---|---|---|
//! | 1 knowledge, 6 and 7 as options | expectations of customers, beliefs of managers and employees | [`BeliefGapTally`] |
//! | 2 standards | needs mapped to standards, the level that is expected | [`standards_gap`] |
//! | 3 delivery | conformance with standards | [`delivery_gap`] |
//! | 4 communication | a register of promises and what was delivered | [`communication_gap`], [`PromiseKeepingTally`] |
//! | 5 customer | expectations and perceptions | [`servqual`](crate::gap::servqual) |
//!
//! - what to do about them: [`diagnose`] ranks gaps, then causes, and names remedies, each with its
//!   evidence;
//! - the gaps by name: [`ServiceGap`];
//! - the 16 antecedents of gaps 1 to 4 with their direction (Zeithaml, Berry and Parasuraman 1988):
//!   [`antecedents`], and their scores from a questionnaire: [`AntecedentTally`];
//! - causes, remedies and checklists in Chinese and English: [`gap_causes`], [`gap_remedies`],
//!   [`gap_checklists`]. The causes follow Grönroos's list. Where the source counts members
//!   without naming them, the list stays open for the user; nothing is invented.
//!
//! # One scale
//! Gaps come in points of a scale, shares, seconds. What makes them comparable here is *severity*: how
//! far the level that is had stays behind the level that is wanted, as a share of what is possible
//! (percent of maximum possible; Cohen, Cohen, Aiken and West 1999). Of ratings, shares and net scores
//! it is the difference over the length of the unit; of durations, rates and ratios, which have no upper
//! end, the difference over the larger of both levels; a need without a measurable standard counts 1.
//! A standardised effect would not do: a need without a standard has no standard deviation, and a gap
//! would look small where opinions differ much.
//!
//! # Missing values
//! Each gap leaves out what it cannot use and counts it: answers by item, respondents by dimension,
//! standards and promises whose verdict is undecided, promises of which nothing was measured. A gap of
//! which there is no report is named as unmeasured.
//!
//! # Traps
//! - A severity compares levels that were measured in different ways. It says where to look first; the
//!   evidence, each in its own unit with n, interval and p value, says why.
//! - Except for gap 5, no part of a severity is below zero: what is kept more than enough does not make
//!   up for what is not. Chance therefore raises an estimate, but not the lower end of its interval.
//! - Gap 5 is what the others make of it; that it is smaller than one of them is no contradiction.
//!
//! # Checked against
//! Exact fractions and 60-digit arithmetic, SciPy, statsmodels and pingouin, one file for each gap in
//! `tests/golden`.
//!
//! # Example
//! ```
//! use servqual::gap::five_gaps::{GapReports, ServiceNeed, diagnose, standards_gap};
//! use servqual::measure::{Label, Language};
//!
//! let need = |id: &str, zh: &str, en: &str| {
//!     ServiceNeed { id: id.into(), label: Label::new(zh, en), standards: vec![], expected: None }
//! };
//! let needs = [need("prompt", "及时", "Prompt answers"), need("polite", "礼貌", "Polite staff")];
//! let day = "2026-03-01".parse().unwrap();
//! let standards = standards_gap(&needs, &[], day, &Default::default())?;
//! // Any of the reports: beliefs, standards, delivery, communication, promise_keeping, customer, antecedents.
//! let diagnosis = diagnose(&GapReports { standards: Some(standards), ..Default::default() }, &Default::default())?;
//! let first = &diagnosis.findings[0];
//! assert_eq!((first.rank, first.gap.number(), first.evidence.len()), (1, 2, 2));
//! assert!(diagnosis.show(Language::Chinese).starts_with("1. 差距2 质量标准差距: +100.0 pp"));
//! # Ok::<(), servqual::QualityError>(())
//! ```

mod antecedent;
mod antecedent_survey;
mod belief_gap;
mod catalogue;
mod communication_gap;
mod delivery_gap;
mod diagnosis;
mod service_gap;
mod severity;
mod shortfall;
mod standards_gap;

pub use antecedent::{Antecedent, Influence, antecedents};
pub use antecedent_survey::{AntecedentReport, AntecedentScore, AntecedentTally};
pub use belief_gap::{
    BeliefGap, BeliefGapAnswers, BeliefGapOptions, BeliefGapReport, BeliefGapResult, BeliefGapTally, BeliefSide,
};
pub use catalogue::{GapCause, GapChecklist, GapRemedy, gap_causes, gap_checklists, gap_remedies};
pub use communication_gap::{
    CommunicationGapOptions, CommunicationGapReport, DeliveredLevel, Feasibility, FeasibilityCheck, Promise,
    PromiseGap, PromiseInstances, PromiseKeeping, PromiseKeepingOptions, PromiseKeepingReport, PromiseKeepingTally,
    PromiseRegister, PromiseSubject, communication_gap,
};
pub use delivery_gap::{DeliveryGap, DeliveryGapOptions, DeliveryGapReport, DeliveryTotals, delivery_gap};
pub use diagnosis::{
    CauseFinding, CauseStatus, DiagnosisOptions, EvidenceKind, GapDiagnosis, GapEvidence, GapFinding, GapReports,
    GapStatus, RemedyFinding, RemedyMembers, SeverityScale, diagnose,
};
pub use service_gap::ServiceGap;
pub use severity::Enumeration;
pub use shortfall::{EffectKind, Shortfall, StandardizedEffect};
pub use standards_gap::{
    MappedStandard, ServiceNeed, StandardDefect, StandardsGap, StandardsGapOptions, StandardsGapReport, standards_gap,
};
