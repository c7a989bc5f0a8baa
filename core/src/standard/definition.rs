//! A measurable service standard.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Conformance;
use crate::error::{QualityError, Result};
use crate::kpi::{KpiDefinition, KpiTally};
use crate::measure::{Label, Tally, Target, check_id, check_unique, nearest};
use crate::time::Period;

/// Which part of the service a standard governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Pillar {
    /// The course of the service.
    Process,
    /// Wording, emotion management and technical skill of people.
    SkillAndBehaviour,
    /// The use of tools.
    ToolUse,
    /// The surroundings: tangibles.
    Environment,
}

/// Where a standard holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Scope {
    /// Everywhere; set by headquarters.
    Core,
    /// In one region; may add to core standards.
    Regional {
        /// Id of the region.
        region: String,
    },
}

/// A measurable standard: an indicator with the target that it must reach, a version and dates.
///
/// ```
/// use servqual::kpi::{Observations, KpiTally, first_response_time, DurationOptions, DurationStatistic};
/// use servqual::measure::{Column, Label, Outcome, Tally, Target, Unit};
/// use servqual::standard::{Pillar, Scope, Standard};
/// use servqual::time::Period;
///
/// let within = first_response_time(DurationOptions {
///     statistic: Some(DurationStatistic::ShareWithin),
///     threshold_seconds: Some(120.0),
///     ..Default::default()
/// })?;
/// let standard = Standard {
///     id: "answer_in_two_minutes".into(),
///     label: Label::new("两分钟内响应", "Answer within two minutes"),
///     pillar: Pillar::Process,
///     scope: Scope::Core,
///     version: "2".into(),
///     effective_from: "2026-01-01".parse().unwrap(),
///     effective_until: None,
///     supplements: None,
///     indicator: within.clone(),
///     target: Target::at_least(0.9, Unit::Share)?,
/// };
/// let mut tally = KpiTally::new(within);
/// tally.observe(Observations::Durations(Column::new("wait", &[30.0; 50])))?;
/// let march = Period::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap())?;
/// assert_eq!(standard.conformance(&tally, march)?.verdict.outcome, Outcome::Met);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Standard {
    /// Stable id.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Which part of the service it governs.
    pub pillar: Pillar,
    /// Where it holds.
    pub scope: Scope,
    /// Version of the text.
    pub version: String,
    /// First day on which it holds.
    pub effective_from: NaiveDate,
    /// Last day on which it holds; open where not given.
    pub effective_until: Option<NaiveDate>,
    /// Id of the standard that it adds to.
    pub supplements: Option<String>,
    /// What is measured.
    pub indicator: KpiDefinition,
    /// What must be reached.
    pub target: Target,
}

impl Standard {
    /// Checks id, dates and that the target is in the unit of the indicator.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] or [`QualityError::UnitMismatch`].
    pub fn check(&self) -> Result<()> {
        check_id("standard.id", &self.id)?;
        if let Some(until) = self.effective_until {
            Period::new(self.effective_from, until).map_err(|error| error.within(&self.id))?;
        }
        if self.target.unit == self.indicator.unit() {
            return Ok(());
        }
        Err(QualityError::UnitMismatch {
            place: format!("standard.{}.target", self.id),
            found: self.target.unit.name(),
            expected: self.indicator.unit().name(),
        })
    }

    /// Whether it holds on every day of a period.
    pub fn holds_throughout(&self, period: Period) -> bool {
        self.effective_from <= period.first() && self.effective_until.is_none_or(|until| period.last() <= until)
    }

    /// Holds what was observed in `period` against the standard.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the standard did not hold throughout the period,
    /// [`QualityError::DefinitionMismatch`] where the tally measures something else, and
    /// [`QualityError::TooFewObservations`].
    pub fn conformance(&self, tally: &KpiTally, period: Period) -> Result<Conformance> {
        if !self.holds_throughout(period) {
            let until = self.effective_until.map_or("open".into(), |date| date.to_string());
            return Err(QualityError::InvalidParameter {
                place: format!("standard.{}", self.id),
                value: format!("the period {} to {}", period.first(), period.last()),
                expected: format!("days on which the standard holds, {} to {until}", self.effective_from),
            });
        }
        self.judge(tally, Some(period))
    }

    /// Holds a tally against the standard without looking at dates.
    pub(crate) fn judge(&self, tally: &KpiTally, period: Option<Period>) -> Result<Conformance> {
        self.indicator.definition().require_same(&tally.definition().definition())?;
        let measure = tally.finish()?;
        let verdict = measure.judge(&self.target)?;
        Ok(Conformance {
            standard: self.id.clone(),
            label: self.label.clone(),
            pillar: self.pillar,
            scope: self.scope.clone(),
            version: self.version.clone(),
            first_day: period.map(|period| period.first().to_string()),
            last_day: period.map(|period| period.last().to_string()),
            measure,
            verdict,
        })
    }
}

/// Checks that ids are unique and that what supplements what leads to an end.
pub(crate) fn check_supplements(standards: &[Standard]) -> Result<()> {
    let ids = || standards.iter().map(|standard| standard.id.as_str());
    check_unique("standard", ids())?;
    let positions: BTreeMap<&str, usize> = ids().zip(0..).collect();
    // What is known to lead to an end need not be walked again.
    let mut ends = vec![false; standards.len()];
    for start in 0..standards.len() {
        let mut chain = vec![start];
        let mut current = &standards[start];
        while let Some(next) = current.supplements.as_deref().filter(|_| !ends[chain[chain.len() - 1]]) {
            let place = format!("standard.{}.supplements", current.id);
            let Some(&found) = positions.get(next) else {
                return Err(QualityError::UnknownId { place, id: next.into(), expected: nearest(next, ids()) });
            };
            chain.push(found);
            // A chain that is longer than the list comes back to itself.
            if chain.len() > standards.len() {
                return Err(QualityError::CyclicReference { place, chain: show_cycle(standards, &chain) });
            }
            current = &standards[found];
        }
        chain.into_iter().for_each(|position| ends[position] = true);
    }
    Ok(())
}

/// The part of a chain from the last standard back to where it was before.
fn show_cycle(standards: &[Standard], chain: &[usize]) -> String {
    let (last, before) = chain.split_last().map_or((&0, chain), |parts| parts);
    let start = before.iter().rposition(|position| position == last).unwrap_or(0);
    let ids: Vec<&str> = chain[start..].iter().map(|&position| standards[position].id.as_str()).collect();
    ids.join(" → ")
}
