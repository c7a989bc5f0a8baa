//! The sum as it is written.

use serde::{Deserialize, Serialize};

use super::{DIGITS, ExactSum};
use crate::error::{QualityError, Result};

/// Wire form: the digits from the first that is not zero.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    first: u64,
    digits: Vec<i64>,
}

impl Serialize for ExactSum {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        let canonical = self.canonical();
        let first = canonical.iter().position(|&digit| digit != 0).unwrap_or(0);
        let end = canonical.iter().rposition(|&digit| digit != 0).map_or(first, |last| last + 1);
        Wire { first: first as u64, digits: canonical[first..end].to_vec() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ExactSum {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        Self::from_digits(wire.first, &wire.digits).map_err(serde::de::Error::custom)
    }
}

impl ExactSum {
    fn from_digits(first: u64, digits: &[i64]) -> Result<Self> {
        let invalid = |expected: &str| QualityError::InvalidDocument {
            path: "sum.digits".into(),
            found: format!("{} digits from {first}", digits.len()),
            expected: expected.into(),
        };
        let start = usize::try_from(first).map_err(|_| invalid("digits within the accumulator"))?;
        let end = start.checked_add(digits.len()).filter(|&end| end <= DIGITS);
        let end = end.ok_or_else(|| invalid("digits within the accumulator"))?;
        let mut sum = Self::default();
        for (index, (slot, &digit)) in (start..end).zip(sum.digits[start..end].iter_mut().zip(digits)) {
            // The highest digit only holds the sign: 2^64 doubles do not reach it.
            let allowed = if index == DIGITS - 1 { -1..1 } else { 0..(1_i64 << 32) };
            if !allowed.contains(&digit) {
                return Err(invalid("digits of 32 bits"));
            }
            *slot = digit;
        }
        Ok(sum)
    }
}
