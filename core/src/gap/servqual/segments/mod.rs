//! SERVQUAL by segment, and whether segments differ.
//!
//! # What it measures
//! A SERVQUAL result for each segment of respondents (branch, channel, kind of customer) from one
//! pass over the data, and the differences between segments: where a gap is worst, and whether it is
//! really worse there.
//!
//! # Formula
//! For two segments, by dimension and overall, the second minus the first:
//! - Welch's t test and interval of the difference of means (1947), which need no equal variances;
//! - Hedges' g, the difference in pooled standard deviations s_p, s_p² = ((n₁ − 1) s₁² + (n₂ − 1) s₂²) /
//!   (n₁ + n₂ − 2), times the exact correction J(n₁ + n₂ − 2), with Hedges and Olkin's interval
//!   g ± z √(1/n₁ + 1/n₂ + g² / (2 (n₁ + n₂))) (1985);
//! - for many segments Welch's analysis of variance (1951) first.
//!
//! P values of all pairs in one dimension, or overall, are one family: they are adjusted together, by
//! Holm (1979) or by Benjamini and Hochberg (1995).
//!
//! # Missing values
//! As in [`ServqualTally`](super::ServqualTally), in each segment by itself. A segment nobody of which
//! answered a pair has no result and is named in `without_answers`.
//!
//! # Checked against
//! SciPy `ttest_ind(equal_var=False)`, pingouin `compute_effsize` with the exact correction by 60-digit
//! gamma functions, statsmodels `anova_oneway(use_var="unequal")` and `multipletests`
//! (`tests/golden/segment_comparison.json`).

mod comparison;
mod table;

pub use comparison::{
    PValueAdjustment, SegmentComparisonOptions, SegmentComparisonReport, SegmentContrast, SegmentPairs,
    SegmentPartComparison, SegmentScore,
};
pub use table::{SegmentResult, SegmentedAnswers, ServqualTable, ServqualTableReport};
