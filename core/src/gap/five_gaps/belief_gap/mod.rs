//! Gaps 1, 6 and 7: what one side says of customers' expectations against what another believes.

mod kind;
mod report;
mod tally;

pub use kind::{BeliefGap, BeliefSide};
pub use report::{BeliefGapReport, BeliefGapResult};
pub use tally::{BeliefGapAnswers, BeliefGapOptions, BeliefGapTally};
