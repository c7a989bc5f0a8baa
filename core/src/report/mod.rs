//! The assessment: a handbook held against what happened.

mod assessment;
mod columns;
mod observed;
mod periods;
mod shown;
mod tally;
mod text;
mod words;
mod wrapping;

pub use assessment::{Assessment, ScorecardLine, TrendLine, TrendPoint};
pub use columns::{Cells, NamedColumn};
pub use tally::AssessmentTally;
