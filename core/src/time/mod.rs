//! Time: instants with a zone, and periods of days.
//!
//! Instants travel as microseconds since 1970-01-01T00:00:00Z. The library reads no clock: where
//! "now" matters, it is an argument.

mod instant;
mod period;

pub use instant::{Instant, parse_instant};
pub use period::Period;
