//! Importance–performance analysis: where to concentrate.
//!
//! # What it measures
//! Each item by its mean importance and mean performance against a crosshair (Martilla and James
//! 1977): concentrate here (important, not good), keep up the good work (important, good), low
//! priority (neither), possible overkill (good, not important).
//!
//! # Formula
//! The crosshair decides everything, so it is always declared: see [`Crosshair`]. On the crosshair
//! counts as high. The iso-rating gap is importance − performance, above zero where importance is
//! ahead; conformity is Σ performance / Σ importance.
//!
//! # How sure
//! Points near the crosshair change their quadrant with the sample. [`bootstrap_quadrants`] resamples
//! respondents, moves the crosshair along with its rule, and reports the share of replicates in each
//! quadrant; where none reaches the level the item is undecided.
//!
//! # Missing values
//! A pair counts when importance and performance are both there; the others are counted as `missing`.
//!
//! # Checked against
//! Exact fractions on the kiosk survey (`tests/golden/importance_performance.json`).

mod bootstrap;
mod report;
mod tally;

pub use bootstrap::{QuadrantBootstrap, QuadrantShares, bootstrap_quadrants};
pub use report::{
    ImportancePerformanceItem, ImportancePerformancePoint, ImportancePerformanceReport, PlacedPoint, Quadrant,
    place_points,
};
pub use tally::{Crosshair, ImportancePerformanceAnswers, ImportancePerformanceOptions, ImportancePerformanceTally};
