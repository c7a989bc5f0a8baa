//! How consistently the items of a dimension measure the same thing.
//!
//! # What it measures
//! Cronbach's alpha (1951) of each dimension with its interval, what each item contributes, and the
//! reliability of the difference perception − expectation.
//!
//! # Formula
//! - alpha: k/(k−1) · (1 − Σ s²ᵢ / s²_total), covariances with divisor n − 1;
//! - standardised alpha: k r̄ / (1 + (k−1) r̄), r̄ the mean correlation of two items;
//! - interval (Feldt 1965): 1 − (1−α) F, with the upper and lower quantile of F at n − 1 and
//!   (n−1)(k−1) degrees of freedom;
//! - item–rest correlation: an item with the sum of the others; alpha if deleted: alpha of the others;
//! - Guttman's λ₂ = λ₁ + √(k/(k−1) Σ_{i≠j} c²ᵢⱼ) / s²_total;
//! - difference score: (s²_E α_E + s²_P α_P − 2 c_EP) / s²_{P−E}.
//!
//! Reverse-scored items are turned (minimum + maximum − answer) first.
//!
//! # Missing values
//! Listwise by dimension: a respondent counts in a dimension when every item of it is answered;
//! the others are counted as `incomplete`. This is where others differ: psych and pingouin
//! use all pairs by default, which gives another number.
//!
//! # Undefined
//! With one item, fewer than two respondents, or a total that does not vary there is no alpha; with
//! a constant item no correlation of it. These fields are then missing.
//!
//! # Checked against
//! R 4.2.2 and psych 2.2.9 on the kiosk survey, `attitude` and the water survey, exact fractions with
//! SciPy's F quantiles (`tests/golden/reliability.json`).

mod paired;
mod scale;
mod tally;

pub use paired::{DifferenceReliability, DifferenceReliabilityReport, DifferenceReliabilityTally, PairedAnswers};
pub use scale::{ItemAnalysis, ScaleReliability};
pub use tally::{ReliabilityOptions, ReliabilityReport, ReliabilityTally};
