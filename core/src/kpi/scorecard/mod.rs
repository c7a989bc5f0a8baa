//! Scorecards: several indicators by unit and period, in one pass over the data.
//!
//! | question | answer |
//! |---|---|
//! | what was measured, for whom and when | a [`ScorecardRow`] |
//! | is the target met | its verdict |
//! | how far along from the baseline | its [`Progress`] |
//! | better than the period before | its [`Course`] |

mod cells;
mod contacts;
mod grouping;
mod line;
mod options;
mod row;
mod tally;
mod windows;

pub use options::{ScorecardIndicator, ScorecardOptions};
pub use row::{Course, EmptyPeriod, Progress, Scorecard, ScorecardRow};
pub use tally::{ScorecardObservations, ScorecardTally};
pub(crate) use windows::windows;
