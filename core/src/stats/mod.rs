//! Statistics that know no service word: exact sums, quantiles, distributions, intervals, tests.
//!
//! Everything here is deterministic to the bit: sums are exact before they are rounded once, and
//! transcendental functions come from the pure-Rust `libm` crate, so that a phone, a notebook and
//! a server return the same digits. A tidy test keeps `f64::ln`, `exp` and `powf` out of the core.

mod beta;
mod binomial;
mod bootstrap;
mod bucket_sort;
mod correlation;
mod effect_size;
mod exact_sum;
mod extent;
mod gamma;
mod integer_moments;
pub mod interval;
mod linear_algebra;
mod log_rank;
mod moments;
mod multiple;
mod normal;
mod quantile;
mod random;
mod root;
mod saddle_point;
mod student;
mod survival;
mod test;
mod vector;
mod welch;
mod wide;
mod wilcoxon;

/// So many observations every tally can hold: each number of them is exact as a double, and no sum
/// over them overflows. A tally from bytes with more is refused.
pub(crate) const MOST_OBSERVATIONS: u64 = 1 << 53;

pub use beta::{BetaTails, beta_quantile, beta_tails, beta_upper_quantile};
pub use binomial::binomial_cumulative;
pub use bootstrap::{
    BootstrapInterval, BootstrapMethod, BootstrapOptions, Progress, bootstrap, bootstrap_mean_of_counts, replicate,
};
pub use correlation::{Correlation, CorrelationKind, PairCount, correlation};
pub use effect_size::{StandardizedDifference, cohens_d_z, hedges_correction, hedges_g};
pub use exact_sum::ExactSum;
pub use gamma::{chi_squared_quantile, gamma_lower, gamma_upper};
pub use integer_moments::{IntegerMoments, SampleMoments};
pub use linear_algebra::{SymmetricEigen, solve_positive_definite, symmetric_eigen};
pub use log_rank::{LogRank, log_rank};
pub use moments::ExactMoments;
pub use multiple::{benjamini_hochberg, holm};
pub use normal::{normal_cumulative, normal_quantile};
pub use quantile::{EXACT_DISTINCT_VALUES, QuantileTally, RELATIVE_ERROR};
pub use random::Random;
pub use student::{student_quantile, student_two_sided};
pub use survival::{SurvivalAt, SurvivalTally};
pub use test::{TTest, one_sample_t};
pub use welch::{WelchAnova, WelchTest, welch_anova, welch_t};
pub use wilcoxon::{SignedRankTest, signed_rank};

pub(crate) use bootstrap::quantile_of_sorted;
pub(crate) use bucket_sort::bucket_sort;
pub(crate) use extent::Extent;
pub(crate) use multiple::adjust;
#[cfg(target_arch = "x86_64")]
pub(crate) use vector::{Avx2, Avx512, ByteLanes};
pub(crate) use vector::{HotLoop, product, run_wide};
