//! Net promoter score.

use super::super::{KpiDefinition, Observable, Statistic};
use crate::error::Result;
use crate::measure::{Direction, Label, Scale};

/// Net promoter score (NPS).
///
/// # What it measures
/// Willingness to recommend: "How likely is it that you would recommend us?", answered 0 to 10.
/// Promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6.
///
/// # Formula
/// NPS = 100 · (promoters − detractors) / answers, in points from −100 to 100. The standard
/// deviation of one answer is 100 · √(p + d − (p − d)²), divisor n.
///
/// # Input
/// Ratings on the scale 0 to 10. Answers of another scale are an error, never rescaled.
///
/// # Direction
/// Higher is better.
///
/// # Interval
/// Adjusted Wald (Rocks 2016): ¾, 1½ and ¾ pseudo-answers, divisor n + 3.
///
/// # Missing values
/// By the missing rule of the definition; left-out answers are counted.
///
/// # Traps
/// A five-point or emoji scale under the cuts of 0 to 10 gives −100 for everyone. A change of 20
/// points between two months with a hundred answers each is within chance.
///
/// # Sources
/// Reichheld (2003), "The one number you need to grow"; Rocks (2016), arXiv 1601.07235.
/// Net Promoter and NPS are registered trademarks of Bain & Company, Satmetrix and F. Reichheld.
/// Checked against exact fractions and SciPy (`tests/golden/net_promoter_score.json`).
///
/// # Example
/// ```
/// use servqual::kpi::{Observations, net_promoter_score};
/// use servqual::measure::Column;
/// let measure = net_promoter_score()?.measure(Observations::Ratings(Column::new("recommend", &[10, 9, 7, 2])))?;
/// assert_eq!(measure.estimate, Some(25.0));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn net_promoter_score() -> Result<KpiDefinition> {
    KpiDefinition::new(
        "net_promoter_score",
        Label::new("净推荐值", "Net promoter score"),
        Observable::Rating { scale: Scale::ZERO_TO_TEN },
        Statistic::NetScore { below_up_to: 6, above_from: 9 },
        Direction::HigherIsBetter,
    )
}
