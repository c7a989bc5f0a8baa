//! Positive rating rate.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label, Scale};

/// Options of [`positive_rating_rate`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PositiveRatingRateOptions {
    /// Whether three stars (基本满意) are a good rating; yes where not given, as only the two
    /// lowest levels are bad ratings.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub basically_satisfied_is_positive: Option<bool>,
}

/// Positive rating rate (好评率) of the five-level government rating (好差评).
///
/// # What it measures
/// How many of the rated services of a government office are rated well: 非常满意, 满意 and, as
/// declared, 基本满意.
///
/// # Formula
/// Ratings from 3 (or from 4, where `basically_satisfied_is_positive` is false) to 5 / all ratings,
/// a share from 0 to 1.
///
/// # Input
/// Ratings from 1 to 5: 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out ratings are counted. Services that nobody rated
/// are missing; systems that enter five stars for them make the rate.
///
/// # Traps
/// With and without 基本满意 the same ratings give different rates; the set is part of the
/// definition and its hash. Ratings pressed under the eyes of the clerk are all good. A rate above
/// 99 % tells offices apart by the bad ratings alone: look at these and at how many were put right.
/// A list that has 非常满意 first is coded the other way round.
///
/// # Sources
/// 国务院办公厅 (2019), 关于建立政务服务“好差评”制度提高政务服务水平的意见; as practised in Sichuan,
/// where the two lowest of the five levels are bad ratings that must be put right. Wilson (1927).
/// Checked against statsmodels
/// (`tests/golden/positive_rating_rate.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, positive_rating_rate};
/// use servqual::measure::Column;
/// let rate = positive_rating_rate(Default::default())?;
/// let measure = rate.measure(Observations::Ratings(Column::new("stars", &[5, 5, 3, 2])))?;
/// assert_eq!(measure.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn positive_rating_rate(options: PositiveRatingRateOptions) -> Result<KpiDefinition> {
    let from = if options.basically_satisfied_is_positive.unwrap_or(true) { 3 } else { 4 };
    let scale = Scale::ONE_TO_FIVE;
    KpiDefinition::new(
        "positive_rating_rate",
        Label::new("好评率", "Positive rating rate"),
        Observable::Rating { scale },
        Statistic::Share { criterion: Criterion::Between { from, to: scale.maximum() } },
        Direction::HigherIsBetter,
    )
}
