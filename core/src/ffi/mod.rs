//! The objects and functions that Kotlin and Swift call.
//!
//! This module converts and never computes: bulk columns come in as bytes, calls are coarse, and
//! every result is the core's own record. It exists only with the feature `uniffi`.
#![expect(unreachable_pub, reason = "exported to other languages, not to Rust")]

mod assessment;
mod bootstrap;
mod calendar;
mod clustered;
mod columns;
mod comparisons;
mod definition;
mod gap;
mod groups;
mod json;
mod kpi;
mod kpi_table;
mod measure;
mod observed;
mod repeat;
mod scorecard;
mod standard;
mod stats;
mod survey;
mod tally;
mod touchpoint;
