//! Business time: laws against a minute-by-minute model, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

#[path = "business_time/cases.rs"]
mod cases;
#[path = "business_time/icalendar.rs"]
mod icalendar;
#[path = "business_time/model.rs"]
mod model;
#[path = "business_time/properties.rs"]
mod properties;
