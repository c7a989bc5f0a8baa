//! The five-gap model: where service falls short, why, and what helps.
//!
//! # What it holds
//! | gap | from what | result |
//! |---|---|---|
//! | 1 knowledge, 6 and 7 as options | expectations of customers, beliefs of managers and employees | [`BeliefGapTally`] |
//! | 2 standards | needs mapped to standards, the level that is expected | [`standards_gap`] |
//! | 3 delivery | conformance with standards | [`delivery_gap`] |
//! | 5 customer | expectations and perceptions | [`servqual`](crate::gap::servqual) |
//!
//! - the gaps by name: [`ServiceGap`];
//! - the 16 antecedents of gaps 1 to 4 with their direction (Zeithaml, Berry and Parasuraman 1988):
//!   [`antecedents`];
//! - causes, remedies and checklists in Chinese and English: [`gap_causes`], [`gap_remedies`],
//!   [`gap_checklists`]. The causes follow Grönroos's list. Where the source counts members
//!   without naming them, the list stays open for the user; nothing is invented.

mod antecedent;
mod belief_gap;
mod catalogue;
mod delivery_gap;
mod service_gap;
mod severity;
mod shortfall;
mod standards_gap;

pub use antecedent::{Antecedent, Influence, antecedents};
pub use belief_gap::{
    BeliefGap, BeliefGapAnswers, BeliefGapOptions, BeliefGapReport, BeliefGapResult, BeliefGapTally, BeliefSide,
};
pub use catalogue::{GapCause, GapChecklist, GapRemedy, gap_causes, gap_checklists, gap_remedies};
pub use delivery_gap::{DeliveryGap, DeliveryGapOptions, DeliveryGapReport, DeliveryTotals, delivery_gap};
pub use service_gap::ServiceGap;
pub use severity::Enumeration;
pub use shortfall::{EffectKind, Shortfall, StandardizedEffect};
pub use standards_gap::{
    MappedStandard, ServiceNeed, StandardDefect, StandardsGap, StandardsGapOptions, StandardsGapReport, standards_gap,
};
