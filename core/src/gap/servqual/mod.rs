//! SERVQUAL and SERVPERF on any instrument.
//!
//! # What it measures
//! For each pair of ratings the gap perception − expectation (Parasuraman, Zeithaml and Berry
//! 1988), and the perception alone (SERVPERF, Cronin and Taylor 1992).
//!
//! # Formula
//! - item: mean of the gaps over the pairs that are there;
//! - dimension: each respondent's mean gap over the items of the dimension, then the mean over the
//!   respondents who answered all of them;
//! - overall, unweighted: each respondent's mean over the dimensions;
//! - overall, weighted: Σ weight · gap of the dimension / 100, by a named [`WeightConvention`];
//! - reverse-scored items count minimum + maximum − answer.
//!
//! # Interval and test
//! Student's t on the differences (paired t test), n − 1 degrees of freedom.
//!
//! # Missing values
//! By the missing rule of the options. A pair counts when both answers are there; a respondent
//! counts in a dimension when all its pairs are there, and overall when all pairs are. What was
//! left out is counted as `missing` (pairs) or `incomplete` (respondents). Declared codes for "not
//! applicable" are left out under every rule, and counted as `not_applicable`.
//!
//! # Checked against
//! R 4.2.2 and pandas on the kiosk survey, and exact fractions (`tests/golden/servqual.json`).

mod check;
mod definitions;
pub mod expectation_ceiling;
pub mod forms;
mod kernel;
mod moments;
mod not_applicable;
mod report;
mod respondent;
mod result;
pub mod segments;
mod sums;
mod tally;
pub mod validity;
pub mod weighted;

pub use crate::survey::PointsRule;
pub use expectation_ceiling::{CeilingOptions, CeilingResult, ExpectationCeilingReport, ExpectationCeilingTally};
pub use forms::{
    FormResult, ImportanceAnswers, ImportanceSource, ServqualForm, ServqualFormAnswers, ServqualFormOptions,
    ServqualFormReport, ServqualFormTally,
};
pub use result::{GapResult, ServqualOverall, ServqualReport};
pub use segments::{
    PValueAdjustment, SegmentComparisonOptions, SegmentComparisonReport, SegmentContrast, SegmentPairs,
    SegmentPartComparison, SegmentResult, SegmentScore, SegmentedAnswers, ServqualTable, ServqualTableReport,
};
pub use tally::{ServqualAnswers, ServqualOptions, ServqualTally, WeightConvention};
pub use validity::{FormValidity, FormValidityAnswers, FormValidityOptions, FormValidityReport, FormValidityTally};
pub use weighted::{WeightedGapAnswers, WeightedGapOptions, WeightedGapReport, WeightedGapResult, WeightedGapTally};

pub(in crate::gap) use respondent::Layout;
