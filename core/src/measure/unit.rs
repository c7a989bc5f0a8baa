//! Units and directions: percent, points and rates are different things.

use serde::{Deserialize, Serialize};

use super::Scale;
use crate::error::{QualityError, Result};

/// The unit of an estimate, its interval and its target.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Unit {
    /// A part of a whole, from 0 to 1; shown in percent.
    Share,
    /// A difference of two shares, from −1 to 1; shown in percentage points.
    ShareDifference,
    /// A net score in points from −100 to 100.
    NetPoint,
    /// A difference of two net scores, in points.
    NetPointDifference,
    /// Points of an index from 0 to 100.
    IndexPoint,
    /// A difference of two indexes, in points.
    IndexPointDifference,
    /// A value on a rating scale.
    ScalePoint {
        /// The scale.
        scale: Scale,
    },
    /// A difference of two values on the same rating scale.
    ScaleDifference {
        /// The scale.
        scale: Scale,
    },
    /// One amount over another of the same kind, such as busy over available time.
    Ratio,
    /// A difference of two ratios.
    RatioDifference,
    /// A number without a unit, such as a reliability or an effect size.
    Coefficient,
    /// A duration in seconds.
    Second,
    /// A difference of two durations, in seconds.
    SecondDifference,
    /// A change relative to the first value: 0.1 is ten percent more. Not percentage points.
    RelativeChange,
    /// An amount of money.
    Money {
        /// The currency by its ISO 4217 code, such as `CNY`.
        currency: String,
    },
    /// Events per a number of base units.
    RatePer {
        /// How many base units the rate refers to.
        per: u64,
        /// What is counted below the line, such as `user`.
        base: String,
    },
    /// A difference of two rates.
    RateDifference {
        /// How many base units the rates refer to.
        per: u64,
        /// What is counted below the line.
        base: String,
    },
}

impl Unit {
    /// The machine name, such as `share` or `scale_point_1_7`.
    pub fn name(&self) -> String {
        match self {
            Self::Share => "share".into(),
            Self::ShareDifference => "share_difference".into(),
            Self::NetPoint => "net_point".into(),
            Self::NetPointDifference => "net_point_difference".into(),
            Self::IndexPoint => "index_point".into(),
            Self::IndexPointDifference => "index_point_difference".into(),
            Self::ScalePoint { scale } => format!("scale_point_{}_{}", scale.minimum(), scale.maximum()),
            Self::ScaleDifference { scale } => format!("scale_difference_{}_{}", scale.minimum(), scale.maximum()),
            Self::Ratio => "ratio".into(),
            Self::RatioDifference => "ratio_difference".into(),
            Self::Coefficient => "coefficient".into(),
            Self::Second => "second".into(),
            Self::SecondDifference => "second_difference".into(),
            Self::RelativeChange => "relative_change".into(),
            Self::Money { currency } => format!("money_{currency}"),
            Self::RatePer { per, base } => format!("per_{per}_{base}"),
            Self::RateDifference { per, base } => format!("difference_per_{per}_{base}"),
        }
    }

    /// The unit of a machine name: what [`name`](Self::name) gives, read back.
    ///
    /// # Errors
    /// [`QualityError::UnknownId`](crate::QualityError::UnknownId).
    ///
    /// ```
    /// use servqual::measure::Unit;
    /// let unit = Unit::RatePer { per: 1_000, base: "user".into() };
    /// assert_eq!(Unit::from_name(&unit.name())?, unit);
    /// assert!(Unit::from_name("percent").is_err());
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Self> {
        let scale = |ends: &str| {
            let (minimum, maximum) = ends.split_once('_')?;
            Scale::new(minimum.parse().ok()?, maximum.parse().ok()?).ok()
        };
        let rate = |rest: &str| {
            let (per, base) = rest.split_once('_')?;
            per.parse().ok().filter(|_| !base.is_empty()).map(|per: u64| (per, base.to_owned()))
        };
        let plain = Self::PLAIN.iter().find(|unit| unit.name() == name).cloned();
        let point = || name.strip_prefix("scale_point_").and_then(scale).map(|scale| Self::ScalePoint { scale });
        let difference =
            || name.strip_prefix("scale_difference_").and_then(scale).map(|scale| Self::ScaleDifference { scale });
        let per = || name.strip_prefix("per_").and_then(rate).map(|(per, base)| Self::RatePer { per, base });
        let rate_difference = || {
            let found = name.strip_prefix("difference_per_").and_then(rate);
            found.map(|(per, base)| Self::RateDifference { per, base })
        };
        let money = || {
            let currency = name.strip_prefix("money_").filter(|currency| !currency.is_empty());
            currency.map(|currency| Self::Money { currency: currency.into() })
        };
        let unit = plain.or_else(money).or_else(point).or_else(difference).or_else(per).or_else(rate_difference);
        unit.ok_or_else(|| {
            let plain = Self::PLAIN.iter().map(Self::name).collect::<Vec<_>>().join(", ");
            QualityError::UnknownId {
                place: "unit".into(),
                id: name.into(),
                expected: format!("{plain}, or one such as scale_point_1_7, scale_difference_1_7, per_1000_user"),
            }
        })
    }

    /// The units that have no part of their own.
    const PLAIN: [Self; 11] = [
        Self::Share,
        Self::ShareDifference,
        Self::NetPoint,
        Self::NetPointDifference,
        Self::IndexPoint,
        Self::IndexPointDifference,
        Self::Second,
        Self::SecondDifference,
        Self::RelativeChange,
        Self::Ratio,
        Self::RatioDifference,
    ];

    /// Whether values in this unit are differences or changes.
    pub fn is_difference(&self) -> bool {
        *self == Self::RelativeChange || *self == self.difference()
    }

    /// The unit of a difference of two values in this unit.
    pub fn difference(&self) -> Self {
        match self {
            Self::Share | Self::ShareDifference => Self::ShareDifference,
            Self::NetPoint | Self::NetPointDifference => Self::NetPointDifference,
            Self::IndexPoint | Self::IndexPointDifference => Self::IndexPointDifference,
            Self::ScalePoint { scale } | Self::ScaleDifference { scale } => Self::ScaleDifference { scale: *scale },
            Self::Ratio | Self::RatioDifference => Self::RatioDifference,
            Self::Second | Self::SecondDifference => Self::SecondDifference,
            Self::Coefficient => Self::Coefficient,
            Self::Money { currency } => Self::Money { currency: currency.clone() },
            Self::RelativeChange => Self::RelativeChange,
            Self::RatePer { per, base } | Self::RateDifference { per, base } => {
                Self::RateDifference { per: *per, base: base.clone() }
            }
        }
    }

    /// A value in this unit as people read it: `85.0 %`, `+30.0`, `2 min 05 s`.
    ///
    /// ```
    /// use servqual::measure::Unit;
    /// assert_eq!(Unit::Share.show(0.85), "85.0 %");
    /// assert_eq!(Unit::Second.show(125.0), "2 min 05 s");
    /// ```
    pub fn show(&self, value: f64) -> String {
        match self {
            Self::Share => format!("{:.1} %", 100.0 * value),
            Self::ShareDifference => format!("{:+.1} pp", 100.0 * value),
            Self::NetPoint | Self::NetPointDifference => format!("{value:+.1}"),
            Self::RelativeChange => format!("{:+.1} %", 100.0 * value),
            Self::IndexPoint => format!("{value:.1}"),
            Self::IndexPointDifference => format!("{value:+.1}"),
            Self::ScalePoint { .. } => format!("{value:.2}"),
            Self::Ratio => format!("{value:.3}"),
            Self::RatioDifference => format!("{value:+.3}"),
            Self::ScaleDifference { .. } => format!("{value:+.2}"),
            Self::Coefficient => format!("{value:.3}"),
            Self::Money { currency } => format!("{value:.0} {currency}"),
            Self::Second | Self::SecondDifference => show_duration(value),
            Self::RatePer { per, base } => format!("{value:.1} / {per} {base}"),
            Self::RateDifference { per, base } => format!("{value:+.1} / {per} {base}"),
        }
    }
}

/// A duration with the two largest units that it has.
fn show_duration(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    let magnitude = seconds.abs();
    if magnitude < 60.0 {
        return format!("{sign}{magnitude:.1} s");
    }
    let whole = magnitude.round() as u64;
    let (days, hours, minutes) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60);
    match (days, whole / 3_600) {
        (0, 0) => format!("{sign}{minutes} min {:02} s", whole % 60),
        (0, _) => format!("{sign}{hours} h {minutes:02} min"),
        _ => format!("{sign}{days} d {hours:02} h"),
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Direction {
    /// More is better, as with satisfaction.
    HigherIsBetter,
    /// Less is better, as with waiting.
    LowerIsBetter,
}
