//! The assessment: a handbook held against what happened.

mod assessment;
mod columns;
mod observed;
mod periods;
mod tally;

pub use assessment::{Assessment, ScorecardLine, TrendLine, TrendPoint};
pub use columns::{Cells, NamedColumn};
pub use tally::AssessmentTally;
