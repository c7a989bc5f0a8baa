//! Gaps of a weighted sample: what the population would say.
//!
//! # What it measures
//! Gap and perception of each item, each dimension and overall where each respondent has a survey
//! weight: of the design (one over the chance of being asked), of post-stratification or raking.
//! Not to be confused with importance, which is [`ServqualFormTally`](super::ServqualFormTally).
//!
//! # Formula
//! x̄ = Σ w x / Σ w over the respondents who have x. Its variance is that of a ratio by linearisation
//! (Taylor), with respondents drawn with replacement: n / (n − 1) · Σ w² (x − x̄)² / (Σ w)². Kish's
//! effective number of respondents is (Σ w)² / Σ w² (1965), the design effect of weighting n over it.
//! Only the proportions of the weights count, not their scale.
//!
//! # Interval
//! x̄ ± t · standard error with n − 1 degrees of freedom, named `linearised`. R's
//! `confint(svymean(…))` has the same standard error for a design without strata and clusters, but
//! the normal quantile unless it is given `df`. Weights are taken as known: that raking estimated
//! them is not in the interval, nor is a finite population.
//!
//! statsmodels' `DescrStatsW` has the same mean and another standard error,
//! √(Σ w (x − x̄)² / Σ w / (Σ w − 1)): it takes weights as numbers of respondents, so that it changes
//! with their scale. Ours is that of its `WLS(x, 1, weights=w).fit(cov_type="HC1")`.
//!
//! # Missing values
//! By the missing rule; a missing weight is a missing value. Left out are `missing` pairs,
//! `incomplete` respondents, and respondents of `zero_weight`. Negative weights, NaN and infinity are
//! errors that name the row; so are weights that are all zero.
//!
//! # Checked against
//! The definition in exact fractions, statsmodels `DescrStatsW` (means) and `WLS` with `HC1` (standard
//! errors), SciPy (t) (`tests/golden/weighted_gaps.json`).

mod report;
mod tally;

pub use report::{WeightedGapReport, WeightedGapResult};
pub use tally::{WeightedGapAnswers, WeightedGapOptions, WeightedGapTally};
