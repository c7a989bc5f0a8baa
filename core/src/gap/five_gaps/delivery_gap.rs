//! Gap 3: what was delivered against the standards.

use serde::{Deserialize, Serialize};

use super::severity::{self, Enumeration, Part};
use super::shortfall::Shortfall;
use crate::error::Result;
use crate::measure::{
    Definition, Direction, ExclusionReason, Label, Measure, MissingRule, Outcome, Parameter, Unit, check_unique,
    left_out,
};
use crate::standard::{Conformance, Pillar, Scope};
use crate::stats::interval::ConfidenceLevel;

/// How gap 3 is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryGapOptions {
    /// Whether these are all standards or a sample of them.
    pub enumeration: Enumeration,
    /// Confidence level of what is counted in a sample.
    pub level: ConfidenceLevel,
}

/// Gap 3 of one standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DeliveryGap {
    /// Id of the standard.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Which part of the service it governs.
    pub pillar: Pillar,
    /// Where it holds.
    pub scope: Scope,
    /// Version of the standard.
    pub version: String,
    /// How far what was delivered stays behind it.
    pub shortfall: Shortfall,
}

/// How many standards were kept, of one pillar or of all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DeliveryTotals {
    /// The pillar; missing for all of them.
    pub pillar: Option<Pillar>,
    /// Standards whose whole interval meets the target.
    pub kept: u64,
    /// Standards whose whole interval misses it.
    pub missed: u64,
    /// Standards of which the observations do not tell.
    pub undecided: u64,
    /// Kept / (kept + missed); undecided standards are left out and counted.
    pub share_kept: Measure,
    /// Mean shortfall of the standards, each as a share of what is possible in its unit.
    pub severity: Measure,
}

/// Gap 3 of every standard, by pillar and over all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct DeliveryGapReport {
    /// One result for each standard, in the order given.
    pub standards: Vec<DeliveryGap>,
    /// One result for each pillar that has a standard, in the order of [`Pillar`].
    pub pillars: Vec<DeliveryTotals>,
    /// Over all standards.
    pub overall: DeliveryTotals,
}

/// Gap 3 (delivery gap) from the conformance with each standard.
///
/// A standard is kept, missed or undecided as its verdict says. The shortfall is target − delivered
/// where more is asked for and delivered − target where less is: in the unit of the standard, as a
/// standardised effect, and as a share of what is possible, where a standard that is kept more than
/// enough does not make up for another. Checked against SciPy and statsmodels
/// (`tests/golden/delivery_gap.json`).
///
/// # Errors
/// [`QualityError::TooFewObservations`](crate::QualityError::TooFewObservations) without standards,
/// [`DuplicateId`](crate::QualityError::DuplicateId) for one given twice,
/// [`DefinitionMismatch`](crate::QualityError::DefinitionMismatch) for intervals of different levels.
///
/// ```
/// use servqual::gap::five_gaps::delivery_gap;
/// use servqual::kpi::{DurationOptions, DurationStatistic, KpiTally, Observations, first_response_time};
/// use servqual::measure::{Column, Label, Tally, Target, Unit};
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
/// tally.observe(Observations::Durations(Column::new("wait", &[[30.0; 3], [300.0; 3]].concat())))?;
/// let march = Period::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap())?;
/// let report = delivery_gap(&[standard.conformance(&tally, march)?], &Default::default())?;
/// // Half of the cases instead of nine in ten: 40 percentage points behind.
/// assert_eq!(report.standards[0].shortfall.shortfall.estimate, Some(0.4));
/// assert_eq!((report.overall.kept, report.overall.missed), (0, 1));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn delivery_gap(conformances: &[Conformance], options: &DeliveryGapOptions) -> Result<DeliveryGapReport> {
    Measure::require_observations("standards", conformances.len() as u64, 1)?;
    check_unique("standards", conformances.iter().map(|conformance| conformance.standard.as_str()))?;
    let standards = conformances.iter().map(one).collect::<Result<Vec<_>>>()?;
    let present = |pillar: &Pillar| standards.iter().any(|standard| standard.pillar == *pillar);
    let pillars = [Pillar::Process, Pillar::SkillAndBehaviour, Pillar::ToolUse, Pillar::Environment];
    let pillars = pillars.into_iter().filter(present).map(|pillar| totals(&standards, Some(pillar), options));
    Ok(DeliveryGapReport {
        pillars: pillars.collect::<Result<_>>()?,
        overall: totals(&standards, None, options)?,
        standards,
    })
}

fn one(conformance: &Conformance) -> Result<DeliveryGap> {
    let shortfall = Shortfall::of_delivery(&conformance.measure, &conformance.verdict.target);
    Ok(DeliveryGap {
        id: conformance.standard.clone(),
        label: conformance.label.clone(),
        pillar: conformance.pillar,
        scope: conformance.scope.clone(),
        version: conformance.version.clone(),
        shortfall: shortfall.map_err(|error| error.within(&conformance.standard))?,
    })
}

fn totals(standards: &[DeliveryGap], pillar: Option<Pillar>, options: &DeliveryGapOptions) -> Result<DeliveryTotals> {
    let those = || standards.iter().filter(|standard| pillar.is_none_or(|pillar| standard.pillar == pillar));
    let count = |outcome: Outcome| those().filter(|standard| standard.shortfall.outcome == outcome).count() as u64;
    let [kept, missed, undecided] = [Outcome::Met, Outcome::Missed, Outcome::Undecided].map(count);
    let of = pillar.map_or("all", pillar_name);
    let definition = Definition::new(
        "standards_kept",
        Label::new("标准达成率", "Standards kept"),
        vec![
            Parameter::new("pillar", of),
            Parameter::new("whole", "standards met or missed"),
            Parameter::new("enumeration", options.enumeration.name()),
        ],
        Unit::Share,
        Direction::HigherIsBetter,
        MissingRule::Omit,
    );
    let excluded = left_out(ExclusionReason::Undecided, undecided);
    let parts: Vec<Part<'_>> =
        those().filter_map(|standard| standard.shortfall.severity.as_ref().map(Part::Measured)).collect();
    Ok(DeliveryTotals {
        pillar,
        kept,
        missed,
        undecided,
        share_kept: severity::share(definition, kept, excluded, kept + missed, options.enumeration, options.level),
        severity: severity::mean(&format!("standards of {of}"), &parts, options.enumeration, options.level)?,
    })
}

fn pillar_name(pillar: Pillar) -> &'static str {
    match pillar {
        Pillar::Process => "process",
        Pillar::SkillAndBehaviour => "skill_and_behaviour",
        Pillar::ToolUse => "tool_use",
        Pillar::Environment => "environment",
    }
}
