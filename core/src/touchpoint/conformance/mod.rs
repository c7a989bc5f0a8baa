//! Whether what was delivered conforms to the tier of its touchpoint.

mod counts;
mod report;
mod tally;

pub use self::report::{JourneyReport, OptionUse, TouchpointConformance};
pub use self::tally::JourneyTally;
use crate::measure::Column;

/// One chunk of delivered services: a row for each.
#[derive(Debug, Clone, Copy)]
pub struct DeliveredService<'a> {
    /// Id of the touchpoint.
    pub touchpoint: Column<'a, &'a str>,
    /// What was delivered; needed where the tier is fixed or a bounded choice.
    pub delivered: Column<'a, &'a str>,
    /// Whether the outcome was as the customer wished; needed where the tier is bespoke.
    pub outcome: Column<'a, bool>,
}
