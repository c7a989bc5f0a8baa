//! servqual measures service quality.
mod document;
pub mod error;
pub mod gap;
pub mod kpi;
pub mod measure;
pub mod stats;
pub mod survey;
pub mod time;
pub use error::{QualityError, Result};
