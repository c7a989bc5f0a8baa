//! Customer effort score.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label, Scale};

/// Which of the published statistics of the effort question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EffortStatistic {
    /// The mean answer.
    #[default]
    Mean,
    /// 100 × (share easy − share hard), in points.
    Net,
    /// The share of easy answers.
    Share,
}

/// Options of [`customer_effort_score`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerEffortScoreOptions {
    /// Which statistic; the mean where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub statistic: Option<EffortStatistic>,
    /// The scale, high for easy; 1 to 7 where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub scale: Option<Scale>,
    /// The lowest easy answer; where not given the third highest point for the share and the
    /// second highest for the net score.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub easy_from: Option<i8>,
    /// The highest hard answer of the net score; the third lowest point where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub hard_up_to: Option<i8>,
}

/// Customer effort score (CES), second form: "The company made it easy for me to handle my issue".
///
/// # What it measures
/// How easy it was for the customer, by agreement from 1 to 7.
///
/// # Formula
/// One of: the mean answer; the net score 100 · (easy − hard) / answers; the share of easy answers.
///
/// # Input
/// Ratings on the declared scale, high for easy.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Student's t for the mean, adjusted Wald for the net score, Wilson for the share.
///
/// # Missing values
/// By the missing rule of the definition; left-out answers are counted.
///
/// # Traps
/// The same thousand answers are published as 4.08, −13, 46 % and 30 %. The first form of 2010
/// (1 to 5, low for easy) runs the other way. Means of different ranges must not be averaged.
///
/// # Sources
/// Dixon, Freeman and Toman (2010), "Stop trying to delight your customers"; CEB (2013).
/// Checked against exact fractions and SciPy (`tests/golden/kpi/customer_effort_score.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, customer_effort_score};
/// use servqual::measure::Column;
/// let ces = customer_effort_score(Default::default())?;
/// let measure = ces.measure(Observations::Ratings(Column::new("effort", &[7, 5, 6, 2])))?;
/// assert_eq!(measure.estimate, Some(5.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn customer_effort_score(options: CustomerEffortScoreOptions) -> Result<KpiDefinition> {
    let scale = options.scale.unwrap_or(Scale::ONE_TO_SEVEN);
    let highest = scale.maximum();
    let statistic = match options.statistic.unwrap_or_default() {
        EffortStatistic::Mean => Statistic::Mean {},
        EffortStatistic::Net => Statistic::NetScore {
            below_up_to: options.hard_up_to.unwrap_or(scale.minimum().saturating_add(2)),
            above_from: options.easy_from.unwrap_or(highest - 1),
        },
        EffortStatistic::Share => {
            let from = options.easy_from.unwrap_or(highest.saturating_sub(2));
            Statistic::Share { criterion: Criterion::Between { from, to: highest } }
        }
    };
    KpiDefinition::new(
        "customer_effort_score",
        Label::new("客户费力度", "Customer effort score"),
        Observable::Rating { scale },
        statistic,
        Direction::HigherIsBetter,
    )
}
