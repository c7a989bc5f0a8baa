//! The four usual forms of a service-quality score, side by side.
//!
//! # What it measures
//! P − E, I · (P − E), P and I · P ([`ServqualForm`]) for each item, each dimension and overall
//! (Cronin and Taylor 1992). Experts compare them, as P alone often predicts satisfaction best; see
//! [`FormValidityTally`](super::FormValidityTally).
//!
//! # Formula
//! For each respondent, x being P − E or P, and only then averaged over respondents:
//!
//! | importance | item | dimension of k items | overall |
//! |---|---|---|---|
//! | none | x | Σ x / k | mean of the dimensions |
//! | weights of the instrument | w/100 · x, with the weight of its dimension | w/100 · Σ x / k | Σ over the dimensions |
//! | points of each respondent | points / Σ points · x | points / Σ points · Σ x / k | Σ over the dimensions |
//! | rating of each item | I · x | Σ I · x / k | mean of the dimensions |
//!
//! With [`WeightConvention::WeightedSumOverDimensions`](super::WeightConvention) the two sums are
//! divided once more by the number of dimensions. Weighting each respondent and then averaging is not
//! the same as weighting averages with average weights: where those who care more see larger gaps,
//! the first is larger.
//!
//! # Interval
//! Student's t on the respondents' scores. Weights of the instrument are taken as known.
//!
//! # Missing values
//! By the missing rule, importance alike. P − E and P do not need importance and keep respondents
//! without it; the weighted forms leave them out as `missing` (items) or `incomplete`.
//!
//! # Checked against
//! Exact fractions by the definition with Student intervals checked against SciPy
//! (`tests/golden/servqual_forms.json`).

mod form;
mod importance;
mod report;
mod sums;
mod tally;

pub use form::ServqualForm;
pub use importance::{ImportanceAnswers, ImportanceSource};
pub use report::{FormResult, ServqualFormReport};
pub use tally::{ServqualFormAnswers, ServqualFormOptions, ServqualFormTally};

pub(super) use importance::RespondentImportance;
