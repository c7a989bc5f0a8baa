//! Customer satisfaction score.

use serde::{Deserialize, Serialize};

use super::super::{Criterion, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label, Scale};

/// Options of [`customer_satisfaction`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerSatisfactionOptions {
    /// The scale of the answers; 1 to 5 where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub scale: Option<Scale>,
    /// The lowest satisfied answer; the second highest point where not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub satisfied_from: Option<i8>,
}

/// Customer satisfaction score (CSAT).
///
/// # What it measures
/// The share of customers who are satisfied, by a declared set of satisfied answers.
///
/// # Formula
/// CSAT = answers from `satisfied_from` to the highest point / all answers, a share from 0 to 1.
///
/// # Input
/// Ratings on the declared scale.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Wilson's score interval.
///
/// # Missing values
/// By the missing rule of the definition; left-out answers are counted.
///
/// # Traps
/// There is no one definition in the field: top-1 of 3, top-2 of 4, 5, 6 or 7, top-3 of 10 and
/// means are all called CSAT. The satisfied set is part of the definition and of its hash. A share
/// of 85 % is not an index of 85 points.
///
/// # Sources
/// Wilson (1927). Checked against statsmodels (`tests/golden/customer_satisfaction.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, customer_satisfaction};
/// use servqual::measure::Column;
/// let csat = customer_satisfaction(Default::default())?;
/// let measure = csat.measure(Observations::Ratings(Column::new("satisfaction", &[5, 4, 4, 2])))?;
/// assert_eq!(measure.estimate, Some(0.75));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn customer_satisfaction(options: CustomerSatisfactionOptions) -> Result<KpiDefinition> {
    let scale = options.scale.unwrap_or(Scale::ONE_TO_FIVE);
    let from = options.satisfied_from.unwrap_or(scale.maximum() - 1);
    KpiDefinition::new(
        "customer_satisfaction",
        Label::new("客户满意度", "Customer satisfaction"),
        Observable::Rating { scale },
        Statistic::Share { criterion: Criterion::Between { from, to: scale.maximum() } },
        Direction::HigherIsBetter,
    )
}
