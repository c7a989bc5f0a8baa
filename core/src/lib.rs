//! servqual measures service quality.
mod document;
pub mod error;
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
