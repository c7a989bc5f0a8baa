//! The handbook: one document that says what good service is.
//!
//! A handbook is written by hand in TOML or JSON, read once and valid from then on. Every error
//! names the path in the document, what stands there and what was expected; an unknown key is an
//! error with a suggestion. The JSON Schema of the document is generated from these types
//! (`docs/handbook.schema.json`).
//!
//! ```
//! use servqual::handbook::Handbook;
//! let handbook = Handbook::from_toml(r#"
//!     handbook = 1
//!     organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
//!
//!     [[kpi]]
//!     id = "recommend"
//!     measure = { named = "net_promoter_score", missing = "omit" }
//!     source = { ratings = "recommend" }
//!     target = { at_least = 30, unit = "points" }
//! "#)?;
//! assert_eq!(handbook.kpis()[0].definition.id(), "net_promoter_score");
//! # Ok::<(), servqual::QualityError>(())
//! ```

mod measured;
mod parsed;
mod periods;
mod sections;
mod source;
mod targets;
mod written;

pub use parsed::{Handbook, HandbookSurvey, Indicator, Organisation, StandardEntry};
pub use periods::{HandbookScorecard, Trend};
pub use source::{BelowZero, DurationUnit, JourneySource, Source};

/// The JSON Schema of a handbook.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    let generated = schemars::schema_for!(written::HandbookDocument);
    serde_json::to_value(generated).unwrap_or_default()
}
