//! Gap 4: what was promised against what was delivered.

mod keeping;
mod promise;
mod report;

pub use keeping::{PromiseInstances, PromiseKeeping, PromiseKeepingOptions, PromiseKeepingReport, PromiseKeepingTally};
pub use promise::{Feasibility, FeasibilityCheck, Promise, PromiseRegister, PromiseSubject};
pub use report::{CommunicationGapOptions, CommunicationGapReport, DeliveredLevel, PromiseGap, communication_gap};

use crate::measure::Unit;

/// Whether a level may be divided by another one.
fn has_zero(unit: &Unit) -> bool {
    matches!(unit, Unit::Share | Unit::Ratio | Unit::Second | Unit::RatePer { .. })
}
