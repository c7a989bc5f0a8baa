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
