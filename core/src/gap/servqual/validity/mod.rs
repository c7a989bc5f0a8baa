//! Which form predicts what respondents think overall.
//!
//! # What it measures
//! The correlation of each respondent's overall score, in each of the four forms, with the same
//! respondent's rating of the service as a whole (satisfaction, overall quality, intention to come
//! back): the validity check that experts ask for. P alone often predicts best (Cronin and Taylor
//! 1992); a survey says whether it does here.
//!
//! # Formula
//! The overall score of a form, respondent by respondent, as in
//! [`ServqualFormTally`](super::ServqualFormTally); Pearson's r and Spearman's rank correlation with
//! the rating: see [`correlation`](crate::stats::correlation()). Weights of the instrument enter
//! rounded to six digits after the point, so that equal scores tie.
//!
//! # Interval
//! Fisher's z; for Spearman's with the variance of Bonett and Wright (2000). The four correlations
//! share their respondents, so overlapping intervals do not say that two forms predict equally well.
//!
//! # Missing values
//! Only respondents with every pair, their importance and the overall rating count, the same for
//! each form; the others are counted as `incomplete`.
//!
//! # Checked against
//! SciPy `pearsonr` and `spearmanr` (`tests/golden/form_validity.json`).

mod report;
mod tally;

pub use report::{FormValidity, FormValidityReport};
pub use tally::{FormValidityAnswers, FormValidityOptions, FormValidityTally};
