//! Single promises, kept or not, row by row.

mod counts;
mod report;
mod tally;

pub use report::{PromiseKeeping, PromiseKeepingReport};
pub use tally::{PromiseInstances, PromiseKeepingOptions, PromiseKeepingTally};

use super::report::{kept_definition, ratio_definition};
use super::{Promise, PromiseRegister, has_zero};
