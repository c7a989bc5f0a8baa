//! The assessment: a handbook held against what happened.

mod assessment;
#[cfg(feature = "html")]
mod chart;
mod columns;
mod csv;
mod duplicates;
#[cfg(feature = "html")]
mod html;
mod observed;
mod parts;
mod periods;
mod scorecard;
mod shown;
mod tally;
mod text;
mod units;
mod words;
mod wrapping;

pub use assessment::{Assessment, ScorecardLine, TrendLine, TrendPoint};
pub use columns::{Cells, NamedColumn};
pub use duplicates::DuplicateRows;
pub use tally::AssessmentTally;

#[cfg(feature = "uniffi")]
pub(crate) use columns::{answers, booleans, instants, integers, reals, texts_of};
#[cfg(feature = "uniffi")]
pub(crate) use csv::invalid_csv;
#[cfg(feature = "uniffi")]
pub(crate) use observed::Observed;
