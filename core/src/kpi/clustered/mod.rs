//! Weighted and clustered forms: several contacts of one customer are not independent.

mod cells;
mod linearised;
mod sums;
mod tally;
mod values;

use serde::{Deserialize, Serialize};

pub(super) use self::linearised::linearised;
pub use self::tally::ClusteredTally;
use super::Observations;
use crate::measure::{Column, Measure};

/// Whether rows have weights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Weighting {
    /// Every row counts once.
    #[default]
    Equal,
    /// Every row has a weight, such as the inverse of its probability to be in the sample.
    Weighted,
}

/// One chunk of observations with weights and clusters.
#[derive(Debug, Clone, Copy)]
pub struct ClusteredObservations<'a> {
    /// Ratings, outcomes or durations.
    pub observations: Observations<'a>,
    /// To whom each row belongs, as [`customer_key`](super::customer_key); without it each row
    /// stands for itself.
    pub clusters: Option<Column<'a, u64>>,
    /// The weight of each row, zero or more.
    pub weights: Option<Column<'a, f64>>,
}

/// A measure over clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ClusteredMeasure {
    /// The measure; `n` counts rows.
    pub measure: Measure,
    /// Clusters.
    pub clusters: u64,
    /// Sum of the weights.
    pub weight: f64,
    /// Variance over that of as many independent rows with the same spread and equal weights
    /// (Kish's design effect): 2 says that half the rows would say as much.
    pub design_effect: Option<f64>,
}
