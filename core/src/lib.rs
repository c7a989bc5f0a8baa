#![doc = include_str!("../README.md")]
//!
//! # Rooms
//!
//! | module | holds |
//! |---|---|
//! | [`stats`] | exact sums, quantiles, distributions, intervals; knows no service word |
//! | [`measure`] | scale, unit, definition, interval, [`Measure`](measure::Measure), target, verdict, [`Tally`](measure::Tally) |
//! | [`time`] | instants and periods |
//! | [`survey`] | instruments |
//! | [`kpi`] | indicators: closed kinds, open catalogue |
//! | [`standard`] | service standards and conformance |
//! | [`touchpoint`] | touchpoints, tiers, journeys |
//! | [`gap`] | SERVQUAL and SERVPERF |
//! | [`handbook`] | one document that holds all of the above |
//! | [`report`] | the assessment of a handbook against what happened |
//!
//! Lower rooms never name higher ones. The crate reads no file, clock or environment, keeps no
//! global state and never panics on input.
//!
//! # What it does not do
//!
//! It draws no random number without a seed, trains no model, and stores nothing.

mod column;
mod document;
pub mod error;
#[cfg(feature = "uniffi")]
mod ffi;
pub mod gap;
pub mod handbook;
pub mod kpi;
pub mod measure;
pub mod report;
pub mod standard;
pub mod stats;
pub mod survey;
pub mod time;
pub mod touchpoint;

pub use error::{QualityError, Result};

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!("servqual");
