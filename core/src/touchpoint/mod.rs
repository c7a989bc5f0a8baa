//! Touchpoints, their three tiers, and journeys as cycles of service.

mod conformance;
mod definition;

pub use conformance::{DeliveredService, JourneyReport, JourneyTally, OptionUse, TouchpointConformance};
pub use definition::{Journey, Tier, Touchpoint};
