//! Instants from text.

use chrono::DateTime;

use crate::error::{QualityError, Result};

/// Microseconds since 1970-01-01T00:00:00Z.
pub type Instant = i64;

/// Reads an instant in RFC 3339 form, such as `2026-01-05T09:30:00+08:00`.
///
/// # Errors
/// [`QualityError::InvalidInstant`] naming `place` and `row`; a time without a zone is refused,
/// because nobody can say which instant it means.
///
/// ```
/// use servqual::time::parse_instant;
/// assert_eq!(parse_instant("1970-01-01T00:00:01Z", "opened_at", 0)?, 1_000_000);
/// assert!(parse_instant("1970-01-01T00:00:01", "opened_at", 0).is_err());
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn parse_instant(text: &str, place: &str, row: u64) -> Result<Instant> {
    match DateTime::parse_from_rfc3339(text.trim()) {
        Ok(instant) => Ok(instant.timestamp_micros()),
        Err(_) => Err(QualityError::InvalidInstant {
            place: place.into(),
            row,
            value: text.chars().take(60).collect(),
            expected: "date, time and zone such as 2026-01-05T09:30:00+08:00".into(),
        }),
    }
}
