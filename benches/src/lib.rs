//! What the benchmarks share: an instrument, made-up answers and tickets, columns from files.

#![forbid(unsafe_code)]

mod columns;
pub mod resampling;
pub mod spans;
pub mod survey;
pub mod tickets;

pub use columns::{Bits, Source};
