//! The five-gap model: what is known about why service falls short, and what helps.
//!
//! # What it holds
//! - the five gaps of Parasuraman, Zeithaml and Berry (1985): [`ServiceGap`];
//! - the 16 antecedents of gaps 1 to 4 with their direction (Zeithaml, Berry and Parasuraman 1988):
//!   [`antecedents`];
//! - causes, remedies and checklists in Chinese and English: [`gap_causes`], [`gap_remedies`],
//!   [`gap_checklists`]. The causes follow Grönroos's list. Where the source counts members
//!   without naming them, the list stays open for the user; nothing is invented;
//! - gap 1 from answers: [`KnowledgeGapTally`], customers' expectations against what managers
//!   believe them to be.
//!
//! Gap 3 is conformance with standards ([`touchpoint`](crate::touchpoint)), gap 5 is
//! [`servqual`](crate::gap::servqual).

mod antecedent;
mod catalogue;
mod knowledge_gap;

pub use antecedent::{Antecedent, Influence, antecedents};
pub use catalogue::{GapCause, GapChecklist, GapRemedy, ServiceGap, gap_causes, gap_checklists, gap_remedies};
pub use knowledge_gap::{
    BeliefSide, KnowledgeGap, KnowledgeGapAnswers, KnowledgeGapOptions, KnowledgeGapReport, KnowledgeGapTally,
};
