//! Gaps 1, 6 and 7: what one side says of customers' expectations against what another believes.
//!
//! # What it measures
//! | gap | reference | believer | source |
//! |---|---|---|---|
//! | 1, knowledge gap | customers' expectations | managers' belief of them | Parasuraman, Zeithaml and Berry 1985 |
//! | 6, employee perception gap | customers' expectations | employees' belief of them | Luk and Layton 2002 |
//! | 7, management perception gap | employees' belief | managers' belief | Luk and Layton 2002 |
//!
//! # Formula
//! Mean of the reference − mean of the believer, for every item, every dimension and over all items;
//! interval and p value by Welch's t (1947); Cohen's d by the pooled deviation, Hedges' g with the exact
//! correction. Above zero the believer underestimates.
//!
//! The score of a respondent in a dimension, and over all, is the mean of the items of it.
//!
//! # Missing values
//! An item leaves out missing answers, a dimension and the whole leave out who has not answered all
//! items of it (`incomplete`). What was left out is counted.
//!
//! # Checked against
//! SciPy `ttest_ind(equal_var=False)`, 60-digit arithmetic (`tests/golden_pending/belief_gap.json`).

mod kind;
mod report;
mod tally;

pub use kind::{BeliefGap, BeliefSide};
pub use report::{BeliefGapReport, BeliefGapResult};
pub use tally::{BeliefGapAnswers, BeliefGapOptions, BeliefGapTally};
