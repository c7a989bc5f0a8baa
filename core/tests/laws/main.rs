//! The laws of every tally, for random observations.
//!
//! | file | laws |
//! |---|---|
//! | `assessments.rs` | a whole handbook: cuts, and rows in errors |
//! | `cuts.rs` | cut, order, threads and merging change no bit |
//! | `bounds.rs` | shares, net scores and intervals stay where they can be |
//! | `scales.rs` | reversing and shifting a scale |
//! | `failures.rs` | what fails changes nothing |
//! | `bytes.rs` | bytes are canonical, and broken ones never panic |
//! | `definitions.rs` | the hash is the meaning |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod assessments;
mod bounds;
mod bytes;
mod cuts;
mod definitions;
mod failures;
mod plan;
mod sample;
mod scales;
mod survey;
