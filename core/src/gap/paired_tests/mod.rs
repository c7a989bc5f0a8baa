//! Which gaps are real: tests, effect sizes and corrections for many items.
//!
//! # What it measures
//! For each item and dimension of a paired survey, and overall, whether perception and expectation differ: the
//! paired t test, Wilcoxon's signed-rank test, Cohen's d_z, Hedges' g, and both p values corrected
//! by Holm and by Benjamini and Hochberg. Items are one family of tests, dimensions another.
//!
//! # Formula
//! See [`signed_rank`](crate::stats::signed_rank), [`cohens_d_z`](crate::stats::cohens_d_z),
//! [`hedges_correction`](crate::stats::hedges_correction), [`holm`](crate::stats::holm) and
//! [`benjamini_hochberg`](crate::stats::benjamini_hochberg). A dimension is tested on the
//! respondents' sums of gaps; ranks are the same as of their means.
//!
//! The overall gap is the mean of the dimensions of a respondent, each counting the same.
//!
//! # Interval
//! Student's t; percentile and BCa bootstrap on request, seeded, with progress, and to be stopped:
//! [`GapTestTally::bootstrap`].
//!
//! # Missing values
//! A pair counts when both answers are there; a respondent counts in a dimension when all its pairs
//! are there. The others are counted as `missing` (pairs) or `incomplete` (respondents).
//!
//! # Checked against
//! R 4.2.2 `wilcox.test`, SciPy `ttest_rel` and `wilcoxon`, statsmodels `multipletests`, 60-digit
//! gamma functions (`tests/golden/paired_tests.json`).

mod bootstrap;
mod counts;
mod report;
mod tally;

pub use bootstrap::{BootstrappedGap, GapBootstrapReport};
pub use report::{GapTest, GapTestReport};
pub use tally::{GapTestOptions, GapTestTally};
