//! Customer effort score.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{Direction, Label, Scale};

/// Which question was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EffortWording {
    /// First form (2010), low for easy: "How much effort did you personally have to put forth to
    /// handle your request?"
    HowMuchEffort,
    /// Second form (2013), high for easy: "The company made it easy for me to handle my issue."
    #[default]
    MadeItEasy,
}

/// Which of the published statistics of the effort question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EffortStatistic {
    /// The mean answer.
    #[default]
    Mean,
    /// 100 × (share easy − share hard), in points; of the second form only.
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
    /// Which question was asked; the second form where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub wording: Option<EffortWording>,
    /// The scale; where not given, 1 to 7 for the second form and 1 to 5 for the first.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub scale: Option<Scale>,
    /// The lowest easy answer of the second form; where not given the third highest point for the
    /// share and the second highest for the net score.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub easy_from: Option<i8>,
    /// The highest hard answer of the net score; the third lowest point where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub hard_up_to: Option<i8>,
    /// The highest easy answer of the first form, for the share; the second lowest point where not
    /// given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub easy_up_to: Option<i8>,
}

/// Customer effort score (CES), first and second form.
///
/// # What it measures
/// How easy it was for the customer. Second form (2013): agreement from 1 to 7 to "The company made
/// it easy for me to handle my issue". First form (2010): "How much effort did you personally have
/// to put forth to handle your request?", from 1, very low, to 5, very high.
///
/// # Formula
/// One of: the mean answer; the share of easy answers; of the second form also the net score
/// 100 · (easy − hard) / answers.
///
/// # Input
/// Ratings on the declared scale, high for easy in the second form and low for easy in the first.
///
/// # Direction
/// Higher is better; for the mean of the first form, lower.
///
/// # Interval
/// Student's t for the mean, adjusted Wald for the net score, Wilson for the share.
///
/// # Missing values
/// By the missing rule of the definition; left-out answers are counted.
///
/// # Traps
/// The same thousand answers are published as 4.08, −13, 46 % and 30 %. A mean of 4 is good in one
/// form and bad in the other. Means of different ranges must not be averaged.
///
/// # Sources
/// Dixon, Freeman and Toman (2010), "Stop trying to delight your customers"; CEB (2013).
/// Checked against exact fractions and SciPy (`tests/golden/customer_effort_score.json`).
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
    let (scale, statistic, direction) = match options.wording.unwrap_or_default() {
        EffortWording::HowMuchEffort => how_much_effort(&options)?,
        EffortWording::MadeItEasy => made_it_easy(&options)?,
    };
    KpiDefinition::new(
        "customer_effort_score",
        Label::new("客户费力度", "Customer effort score"),
        Observable::Rating { scale },
        statistic,
        direction,
    )
}

fn made_it_easy(options: &CustomerEffortScoreOptions) -> Result<(Scale, Statistic, Direction)> {
    if let Some(easy_up_to) = options.easy_up_to {
        return Err(of_other_form("easy_up_to", easy_up_to, "nothing: in the second form high answers are easy"));
    }
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
    Ok((scale, statistic, Direction::HigherIsBetter))
}

fn how_much_effort(options: &CustomerEffortScoreOptions) -> Result<(Scale, Statistic, Direction)> {
    for (place, given) in [("easy_from", options.easy_from), ("hard_up_to", options.hard_up_to)] {
        if let Some(given) = given {
            return Err(of_other_form(place, given, "`easy_up_to`: in the first form low answers are easy"));
        }
    }
    let scale = options.scale.unwrap_or(Scale::ONE_TO_FIVE);
    let lowest = scale.minimum();
    match options.statistic.unwrap_or_default() {
        EffortStatistic::Mean => Ok((scale, Statistic::Mean {}, Direction::LowerIsBetter)),
        EffortStatistic::Share => {
            let criterion = Criterion::Between { from: lowest, to: options.easy_up_to.unwrap_or(lowest + 1) };
            Ok((scale, Statistic::Share { criterion }, Direction::HigherIsBetter))
        }
        EffortStatistic::Net => Err(of_other_form("statistic", "net", "`mean` or `share` of the first form")),
    }
}

fn of_other_form(place: &str, value: impl core::fmt::Display, expected: &str) -> QualityError {
    QualityError::InvalidParameter { place: place.into(), value: value.to_string(), expected: expected.into() }
}
