//! The zone of tolerance between minimum and desired service.
//!
//! # What it measures
//! Customers have two expectations: the least they accept and what they would like. Perceived
//! service below the first loses them, above the second delights them (Zeithaml, Berry and
//! Parasuraman 1993; the form of LibQUAL+).
//!
//! # Formula
//! For each respondent, and only then averaged:
//! - adequacy gap (measure of service adequacy): perceived − minimum;
//! - superiority gap (measure of service superiority): perceived − desired;
//! - width of the zone: desired − minimum;
//! - state: below where perceived < minimum, else above where perceived > desired, else inside;
//! - position: Σ (perceived − minimum) / Σ (desired − minimum), 0 at the minimum, 1 at the desired
//!   level; missing where the zone has no width.
//!
//! A dimension takes each respondent's mean over its items; reverse-scored items are turned first.
//!
//! # Violations
//! A minimum above the desired level is not possible if both were understood. Such answers are
//! always counted; they are left out (as `flagged`) only with [`ViolationRule::Exclude`]: the answer
//! of the item, and the respondent in the dimension. Kept ones can be below the minimum and above
//! the desired level at once; they count as below.
//!
//! # Missing values
//! An item counts when all three ratings are there, a respondent in a dimension when all of its
//! are. The rest is counted as `missing` (items) or `incomplete` (respondents).
//!
//! # Checked against
//! No library computes this; exact fractions by the definition with Student and Wilson intervals
//! checked against SciPy and statsmodels (`tests/golden/zone_of_tolerance.json`).

mod report;
mod tally;

pub use report::{ZoneReport, ZoneResult, ZoneState};
pub use tally::{ViolationRule, ZoneAnswers, ZoneOptions, ZoneTally};
