//! What a scorecard shows.

use serde::{Deserialize, Serialize};

use crate::error::{QualityError, Result};
use crate::kpi::KpiDefinition;
use crate::measure::{MissingRule, Target, check_unique};
use crate::time::PeriodRule;

/// One indicator of a scorecard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorecardIndicator {
    /// Id within the scorecard.
    pub id: String,
    /// What is measured.
    pub definition: KpiDefinition,
    /// What should be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Where the way to the target began, in the unit of the indicator. It is taken as known: an
    /// agreed number, not another sample.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<f64>,
}

impl ScorecardIndicator {
    /// An indicator without target and baseline.
    pub fn new(id: &str, definition: KpiDefinition) -> Self {
        Self { id: id.into(), definition, target: None, baseline: None }
    }

    fn check(&self) -> Result<()> {
        let unit = self.definition.unit();
        if let Some(target) = &self.target {
            if target.unit != unit {
                return Err(QualityError::UnitMismatch {
                    place: "target".into(),
                    found: target.unit.name(),
                    expected: unit.name(),
                });
            }
            Target::new(target.bound, target.value, unit.clone())?;
        }
        if let Some(baseline) = self.baseline {
            Target::at_least(baseline, unit).map_err(|error| match error {
                QualityError::InvalidParameter { value, expected, .. } => {
                    QualityError::InvalidParameter { place: "baseline".into(), value, expected }
                }
                other => other,
            })?;
        }
        Ok(())
    }
}

/// How a scorecard is cut and what it does not show.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScorecardOptions {
    /// How time is cut; without it, all observations of a unit are one row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub periods: Option<PeriodRule>,
    /// Rows with fewer observations show no number; they are counted as suppressed. Sums of other
    /// rows may still give them away: nothing is suppressed for their sake.
    pub minimum_n: u64,
    /// What happens to rows without an instant, where time is cut: with `omit` they are left out
    /// and counted as undated.
    pub undated: MissingRule,
}

/// Checks indicators: ids that are there once, targets and baselines in their units.
pub(super) fn check(indicators: &[ScorecardIndicator]) -> Result<()> {
    check_unique("scorecard", indicators.iter().map(|indicator| indicator.id.as_str()))?;
    indicators.iter().try_for_each(|indicator| indicator.check().map_err(|error| error.within(&indicator.id)))
}
