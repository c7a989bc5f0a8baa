//! Which attributes drive overall satisfaction.
//!
//! # What it measures
//! How much of the variation of an outcome, such as overall satisfaction, each attribute explains,
//! fairly among attributes that go together. Regression weights cannot rank correlated attributes;
//! these two methods can, and their parts add up to R².
//!
//! # Formula
//! - LMG (Lindeman, Merenda and Gold 1980; the Shapley value of R²): the increase of R² when the
//!   driver is added, averaged over all orders of the drivers. Exact up to 20 drivers; beyond, the
//!   mean over seeded random orders, with its standard error.
//! - Relative weights (Johnson 2000): with Λ = R^½ the loadings of the drivers on the nearest
//!   orthogonal variables and β = Λ⁻¹ r, the weight of driver i is Σⱼ λ²ᵢⱼ β²ⱼ.
//!
//! All from the correlation matrix, so that it may come from elsewhere.
//!
//! # Missing values
//! Listwise: a respondent counts when the outcome and every driver are answered. (Pairwise
//! correlations can be passed as a matrix; they may not be those of any data.)
//!
//! # Weights
//! Respondents with survey weights have their own tally, [`WeightedKeyDriverTally`]: the same formulas
//! on weighted correlations.
//!
//! # Errors
//! A driver that does not vary, or that is a linear combination of the others, has no share of its
//! own: an error that names it.
//!
//! # Checked against
//! NumPy on R's `attitude` and on random matrices, each subset by its own least squares
//! (`tests/golden/key_drivers.json`); the values printed for `attitude` agree.

mod bootstrap;
mod decompose;
mod driver;
mod matrix;
mod report;
mod tally;
mod weighted;

pub use bootstrap::{DriverInterval, KeyDriverBootstrap, bootstrap_key_drivers};
pub use driver::{Driver, KeyDriverOptions};
pub use matrix::key_drivers_of_correlations;
pub use report::{DriverMethod, KeyDriver, KeyDriverReport};
pub use tally::{KeyDriverAnswers, KeyDriverTally};
pub use weighted::{WeightedKeyDriverAnswers, WeightedKeyDriverTally};
