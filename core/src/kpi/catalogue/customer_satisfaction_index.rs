//! Customer satisfaction index.

use serde::{Deserialize, Serialize};

use super::super::{IndexComponent, KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label, Scale};

/// Options of [`customer_satisfaction_index`].
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerSatisfactionIndexOptions {
    /// The scale of the answers; 1 to 5 where not given. The form of the American Customer
    /// Satisfaction Index has three questions on 1 to 10.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub scale: Option<Scale>,
    /// What is answered, with its weight; attitude, efficiency and result with equal weights where
    /// not given.
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub components: Option<Vec<IndexComponent>>,
}

/// Customer satisfaction index (CSI).
///
/// # What it measures
/// How satisfied customers are with several sides of a service at once, such as attitude, efficiency
/// and result, weighted by how much each counts.
///
/// # Formula
/// For each respondent 100 · Σ w (answer − minimum) / ((maximum − minimum) · Σ w); the index is the
/// mean over respondents, in points from 0 to 100. With three questions on 1 to 10 and equal weights
/// this is (sum − 3) / 27 · 100.
///
/// # Input
/// Sets of ratings: one column of answers for each component, in the order of the definition.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Student's t over respondents; the weights are taken as known.
///
/// # Missing values
/// A respondent without an answer to every component is an error under the rule `raise`, and
/// otherwise left out and counted as `incomplete`.
///
/// # Traps
/// 85 points are not 85 percent satisfied: an answer in the middle of the scale gives 50 points.
/// Weights that come from the same data (regression, PLS) vary with them, which the interval does
/// not know. New weights make a new index: the hash changes.
///
/// # Sources
/// Fornell, Johnson, Anderson, Cha and Bryant (1996), "The American Customer Satisfaction Index".
/// Checked against exact fractions and SciPy (`tests/golden/weighted_index.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{CustomerSatisfactionIndexOptions, IndexComponent, Observations, customer_satisfaction_index};
/// use servqual::measure::{Column, Scale};
/// let part = |id: &str, weight| IndexComponent { id: id.into(), weight };
/// let index = customer_satisfaction_index(CustomerSatisfactionIndexOptions {
///     scale: Some(Scale::new(1, 10)?),
///     components: Some(vec![part("overall", 0.3885), part("expected", 0.3190), part("ideal", 0.2925)]),
/// })?;
/// let answers = [Column::new("overall", &[8, 9]), Column::new("expected", &[7, 9]), Column::new("ideal", &[7, 8])];
/// let measure = index.measure(Observations::RatingSets(&answers))?;
/// assert!(measure.estimate.is_some_and(|points| (points - 78.311).abs() < 0.001));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export(default(options)))]
pub fn customer_satisfaction_index(options: CustomerSatisfactionIndexOptions) -> Result<KpiDefinition> {
    let equal = |id: &&str| IndexComponent { id: (*id).into(), weight: 1.0 };
    KpiDefinition::new(
        "customer_satisfaction_index",
        Label::new("客户满意度指数", "Customer satisfaction index"),
        Observable::RatingSet {
            scale: options.scale.unwrap_or(Scale::ONE_TO_FIVE),
            components: options
                .components
                .unwrap_or_else(|| ["attitude", "efficiency", "result"].iter().map(equal).collect()),
        },
        Statistic::WeightedIndex {},
        Direction::HigherIsBetter,
    )
}
