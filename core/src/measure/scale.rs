//! Rating scales and the scores that belong to them.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};

/// A rating scale with whole points from `minimum` to `maximum`.
///
/// An answer means nothing without its scale, so answers are checked against it wherever they
/// enter: a point that the scale does not have is an error that names the row.
///
/// ```
/// use servqual::measure::Scale;
/// let scale = Scale::new(1, 7)?;
/// assert_eq!(scale.points(), 7);
/// assert_eq!(scale.reverse(2), 6);
/// assert!(Scale::new(7, 1).is_err());
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "Wire"))]
pub struct Scale {
    minimum: i8,
    maximum: i8,
}

/// Wire form of a scale.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Scale"))]
struct Wire {
    /// Lowest point.
    minimum: i64,
    /// Highest point.
    maximum: i64,
}

impl Scale {
    /// The scale of the net promoter question, 0 to 10.
    pub const ZERO_TO_TEN: Self = Self { minimum: 0, maximum: 10 };
    /// The usual satisfaction scale, 1 to 5.
    pub const ONE_TO_FIVE: Self = Self { minimum: 1, maximum: 5 };
    /// The scale of SERVQUAL and of the customer effort question, 1 to 7.
    pub const ONE_TO_SEVEN: Self = Self { minimum: 1, maximum: 7 };

    /// A scale from `minimum` to `maximum`, both between −100 and 100.
    ///
    /// # Errors
    /// [`QualityError::InvalidScale`] where the ends are reversed, equal or beyond ±100.
    pub fn new(minimum: i64, maximum: i64) -> Result<Self> {
        let end = |value: i64| i8::try_from(value).ok().filter(|end| (-100..=100).contains(end));
        match (end(minimum), end(maximum)) {
            (Some(low), Some(high)) if low < high => Ok(Self { minimum: low, maximum: high }),
            _ => Err(QualityError::InvalidScale {
                place: "scale".into(),
                minimum,
                maximum,
                expected: "the minimum must be below the maximum, both between -100 and 100".into(),
            }),
        }
    }

    /// Lowest point.
    pub fn minimum(self) -> i8 {
        self.minimum
    }

    /// Highest point.
    pub fn maximum(self) -> i8 {
        self.maximum
    }

    /// Number of points.
    pub fn points(self) -> u64 {
        (i64::from(self.maximum) - i64::from(self.minimum) + 1) as u64
    }

    /// Whether `answer` is a point of the scale.
    #[inline]
    pub fn contains(self, answer: i8) -> bool {
        (self.minimum..=self.maximum).contains(&answer)
    }

    /// The answer of a reverse-scored item, minimum + maximum − answer.
    pub fn reverse(self, answer: i8) -> i8 {
        (i16::from(self.minimum) + i16::from(self.maximum) - i16::from(answer)) as i8
    }

    /// The error for `value`, which is not a point of the scale.
    pub(crate) fn outside(self, place: &str, row: usize, value: f64) -> QualityError {
        QualityError::OutsideScale {
            place: place.into(),
            row: row as u64,
            value,
            minimum: self.minimum,
            maximum: self.maximum,
        }
    }

    /// An answer given as a real number: half points and values off the scale are errors.
    ///
    /// # Errors
    /// [`QualityError::OutsideScale`] naming `place` and `row`.
    pub fn answer(self, value: f64, place: &str, row: u64) -> Result<i8> {
        let answer = value as i8;
        if f64::from(answer) == value && self.contains(answer) {
            return Ok(answer);
        }
        Err(self.outside(place, row as usize, value))
    }
}

impl TryFrom<Wire> for Scale {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        Self::new(wire.minimum, wire.maximum)
    }
}

impl From<Scale> for Wire {
    fn from(scale: Scale) -> Self {
        Self { minimum: scale.minimum.into(), maximum: scale.maximum.into() }
    }
}

impl core::fmt::Display for Scale {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "{} to {}", self.minimum, self.maximum)
    }
}

/// A value together with the scale on which it was given; the two cannot be separated.
///
/// ```
/// use servqual::measure::{Scale, Score};
/// let score = Score::new(4.0, Scale::ONE_TO_FIVE)?;
/// assert_eq!(score.position(), 0.75);
/// assert!(score.compare(&Score::new(6.0, Scale::ONE_TO_SEVEN)?).is_err());
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Score {
    value: f64,
    scale: Scale,
}

impl Score {
    /// A score, such as a mean rating, that lies within its scale.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where it does not.
    pub fn new(value: f64, scale: Scale) -> Result<Self> {
        if value >= f64::from(scale.minimum) && value <= f64::from(scale.maximum) {
            return Ok(Self { value, scale });
        }
        Err(QualityError::InvalidParameter {
            place: "score".into(),
            value: value.to_string(),
            expected: format!("a score from {} to {}", scale.minimum, scale.maximum),
        })
    }

    /// The value on its scale.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The scale.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// The way from the lowest to the highest point, from 0 to 1.
    pub fn position(&self) -> f64 {
        (self.value - f64::from(self.scale.minimum)) / (f64::from(self.scale.maximum) - f64::from(self.scale.minimum))
    }

    /// Compares two scores of the same scale.
    ///
    /// # Errors
    /// [`QualityError::DefinitionMismatch`] where the scales differ.
    pub fn compare(&self, other: &Self) -> Result<core::cmp::Ordering> {
        if self.scale == other.scale {
            return Ok(self.value.total_cmp(&other.value));
        }
        Err(QualityError::DefinitionMismatch {
            left: "score".into(),
            right: "score".into(),
            difference: format!(
                "scale {} to {} against {} to {}",
                self.scale.minimum, self.scale.maximum, other.scale.minimum, other.scale.maximum
            ),
        })
    }
}
