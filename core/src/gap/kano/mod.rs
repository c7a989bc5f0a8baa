//! Kano's classification of features.
//!
//! # What it measures
//! Asked how they feel if a feature is there (functional question) and if it is not
//! (dysfunctional), customers show whether they take it for granted, want more of it, are delighted
//! by it or do not care (Kano, Seraku, Takahashi and Tsuji 1984).
//!
//! # Answers
//! 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike.
//!
//! # Formula
//! - each pair of answers has a category by the classic evaluation table: see [`KanoCategory::of`];
//! - category of a feature: the most frequent one, ties by M > O > A > I > R > Q;
//! - Fong's test (1996): the two most frequent of M, O, A, I, R with counts a ≥ b differ where
//!   a − b ≥ 1.65 √((a + b)(2n − a − b) / 2n), n all answers, Q included;
//! - better = (A + O) / (A + O + M + I), worse = −(O + M) / (A + O + M + I) (Timko, in Berger et
//!   al. 1993), with Wilson's interval of the share;
//! - total strength (A + O + M) / n and category strength, the share of the most frequent category
//!   minus the share of the next (Lee and Newcomb 1997);
//! - continuous scores (DuMouchel, in Berger et al. 1993): functional 4, 2, 0, −1, −2, dysfunctional
//!   −2, −1, 0, 2, 4; the category by means split at 2, none where a mean is negative.
//!
//! # Missing values
//! A pair counts when both answers are there; the others are counted as `missing`.
//!
//! # Checked against
//! Counts by pandas on the kiosk survey, Wilson and Student intervals by statsmodels and SciPy, the
//! classic table and coefficients as in Berger et al. (1993), published counts with Fong's test
//! (`tests/golden/kano.json`).

mod category;
mod report;
mod tally;

pub use category::{KanoCategory, KanoCounts};
pub use report::{FongTest, KanoReport, KanoResult};
pub use tally::{KanoAnswers, KanoFeature, KanoOptions, KanoTally};
