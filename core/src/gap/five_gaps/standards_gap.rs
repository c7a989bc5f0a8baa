//! Gap 2: needs of customers that no measurable standard holds, and standards below what is expected.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::severity::{self, Enumeration, Part};
use super::shortfall::Shortfall;
use crate::error::Result;
use crate::measure::{
    Definition, Direction, Label, Measure, MissingRule, Parameter, Target, TargetBound, Unit, check_unique, nearest,
};
use crate::standard::Standard;
use crate::stats::interval::ConfidenceLevel;
use crate::survey::Instrument;
use crate::touchpoint::Journey;

/// Something that customers need, with the standards that are meant to hold it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct ServiceNeed {
    /// Stable id, such as that of an item or a touchpoint.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub label: Label,
    /// Ids of the standards that are meant to hold it.
    #[serde(default)]
    pub standards: Vec<String>,
    /// The level that customers expect. Standards in the same unit are held against it.
    #[serde(default)]
    pub expected: Option<Measure>,
}

impl ServiceNeed {
    /// A need for each item of an instrument, without standards yet.
    pub fn of_items(instrument: &Instrument) -> Vec<Self> {
        instrument.items().iter().map(|item| Self::named(&item.id, &item.label)).collect()
    }

    /// A need for each touchpoint of a journey, without standards yet.
    pub fn of_touchpoints(journey: &Journey) -> Vec<Self> {
        journey.touchpoints().iter().map(|touchpoint| Self::named(&touchpoint.id, &touchpoint.label)).collect()
    }

    fn named(id: &str, label: &Label) -> Self {
        Self { id: id.into(), label: label.clone(), standards: Vec::new(), expected: None }
    }
}

/// How gap 2 is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandardsGapOptions {
    /// Whether these are all needs or a sample of them.
    pub enumeration: Enumeration,
    /// Confidence level of what is counted in a sample.
    pub level: ConfidenceLevel,
}

/// Why a standard cannot hold a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[non_exhaustive]
pub enum StandardDefect {
    /// No standard has this id: it is not written, or not as an indicator with a target.
    NotWritten {
        /// The nearest id, or the known ones.
        known: String,
    },
    /// It does not hold on the day.
    NotInForce {
        /// First day on which it holds, as YYYY-MM-DD.
        from: String,
        /// Last day on which it holds, as YYYY-MM-DD; open where not given.
        until: Option<String>,
    },
    /// Its indicator and its target do not go together.
    Contradictory {
        /// What does not.
        reason: String,
    },
    /// Whatever is delivered meets its target, such as a share of at least 0.
    AlwaysMet {},
}

/// A standard that is meant to hold a need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct MappedStandard {
    /// Id of the standard.
    pub id: String,
    /// Why it is not measurable; missing where it is.
    pub defect: Option<StandardDefect>,
    /// How far its level stays behind what is expected; missing where nothing is expected in its unit.
    pub level: Option<Shortfall>,
}

/// Gap 2 of one need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct StandardsGap {
    /// Id of the need.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Whether at least one measurable standard holds it.
    pub covered: bool,
    /// The standards that are meant to hold it.
    pub standards: Vec<MappedStandard>,
}

/// Gap 2 of every need, and over all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct StandardsGapReport {
    /// The day that was asked for, as YYYY-MM-DD.
    pub on: String,
    /// One result for each need, in the order given.
    pub needs: Vec<StandardsGap>,
    /// Share of the needs with a measurable standard: exact of a census, with an interval of a sample.
    pub coverage: Measure,
    /// Ids of the needs without one.
    pub uncovered: Vec<String>,
    /// Ids of the standards that no need names.
    pub unneeded: Vec<String>,
    /// Mean over the needs: 1 without a measurable standard, otherwise how far the most demanding one
    /// stays behind what is expected, as a share of what is possible.
    pub severity: Measure,
}

/// Gap 2 (standards gap) on a day: which needs have a measurable standard, and whether its level is
/// what customers expect.
///
/// A standard is measurable where it is an indicator with a target in its unit that something can
/// miss, and holds on the day `on`. Its level falls short by expected − target where more is asked
/// for, target − expected where less is. Coverage by definition, levels checked against SciPy and
/// statsmodels (`tests/golden/standards_gap.json`).
///
/// # Errors
/// [`TooFewObservations`](crate::QualityError::TooFewObservations) without needs,
/// [`DuplicateId`](crate::QualityError::DuplicateId),
/// [`DefinitionMismatch`](crate::QualityError::DefinitionMismatch) for intervals of different levels.
///
/// ```
/// use servqual::gap::five_gaps::{ServiceNeed, standards_gap};
/// use servqual::survey::Instrument;
/// let instrument = Instrument::from_json(r#"{
///     "id": "desk", "scale": {"minimum": 1, "maximum": 7}, "dimensions": [{"id": "a"}],
///     "items": [{"id": "prompt", "dimension": "a"}, {"id": "polite", "dimension": "a"}]
/// }"#)?;
/// let report =
///     standards_gap(&ServiceNeed::of_items(&instrument), &[], "2026-03-01".parse().unwrap(), &Default::default())?;
/// assert_eq!(report.coverage.estimate, Some(0.0));
/// assert_eq!(report.uncovered, ["prompt", "polite"]);
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn standards_gap(
    needs: &[ServiceNeed],
    standards: &[Standard],
    on: NaiveDate,
    options: &StandardsGapOptions,
) -> Result<StandardsGapReport> {
    Measure::require_observations("needs", needs.len() as u64, 1)?;
    check_unique("needs", needs.iter().map(|need| need.id.as_str()))?;
    check_unique("standards", standards.iter().map(|standard| standard.id.as_str()))?;
    let found = needs.iter().map(|need| one(need, standards, on)).collect::<Result<Vec<_>>>()?;
    let parts: Vec<Part<'_>> = found.iter().map(part).collect();
    let covered = found.iter().filter(|need| need.covered).count() as u64;
    let named = |standard: &&Standard| needs.iter().any(|need| need.standards.contains(&standard.id));
    let definition = Definition::new(
        "standards_coverage",
        Label::new("需求标准覆盖率", "Needs with a measurable standard"),
        vec![Parameter::new("on", on), Parameter::new("enumeration", options.enumeration.name())],
        Unit::Share,
        Direction::HigherIsBetter,
        MissingRule::Raise,
    );
    let size = needs.len() as u64;
    Ok(StandardsGapReport {
        on: on.to_string(),
        coverage: severity::share(definition, covered, Vec::new(), size, options.enumeration, options.level),
        uncovered: found.iter().filter(|need| !need.covered).map(|need| need.id.clone()).collect(),
        unneeded: standards.iter().filter(|standard| !named(standard)).map(|standard| standard.id.clone()).collect(),
        severity: severity::mean("needs", &parts, options.enumeration, options.level)?,
        needs: found,
    })
}

fn one(need: &ServiceNeed, standards: &[Standard], on: NaiveDate) -> Result<StandardsGap> {
    check_unique(&format!("needs.{}.standards", need.id), need.standards.iter().map(String::as_str))?;
    let mapped = |id: &String| {
        let Some(standard) = standards.iter().find(|standard| standard.id == *id) else {
            let known = nearest(id, standards.iter().map(|standard| standard.id.as_str()));
            return Ok(MappedStandard {
                id: id.clone(),
                defect: Some(StandardDefect::NotWritten { known }),
                level: None,
            });
        };
        let defect = defect(standard, on);
        let expected = need.expected.as_ref().filter(|expected| expected.definition.unit == standard.target.unit);
        let level = expected.filter(|_| defect.is_none());
        let level = level.map(|expected| Shortfall::of_standard(&standard.target, expected)).transpose();
        Ok(MappedStandard { id: id.clone(), defect, level: level.map_err(|error| error.within(&need.id))? })
    };
    let standards = need.standards.iter().map(mapped).collect::<Result<Vec<_>>>()?;
    Ok(StandardsGap {
        id: need.id.clone(),
        label: need.label.clone(),
        covered: standards.iter().any(|standard| standard.defect.is_none()),
        standards,
    })
}

/// Why a standard cannot be held against on a day; `None` where it can.
fn defect(standard: &Standard, on: NaiveDate) -> Option<StandardDefect> {
    if let Err(error) = standard.check() {
        return Some(StandardDefect::Contradictory { reason: error.to_string() });
    }
    let holds = standard.effective_from <= on && standard.effective_until.is_none_or(|until| on <= until);
    if !holds {
        return Some(StandardDefect::NotInForce {
            from: standard.effective_from.to_string(),
            until: standard.effective_until.map(|until| until.to_string()),
        });
    }
    always_met(&standard.target).then_some(StandardDefect::AlwaysMet {})
}

/// Whether no value of the unit misses the target.
fn always_met(target: &Target) -> bool {
    let (lowest, highest) = match &target.unit {
        Unit::Share => (0.0, 1.0),
        Unit::ShareDifference => (-1.0, 1.0),
        Unit::NetPoint => (-100.0, 100.0),
        Unit::ScalePoint { scale } => (f64::from(scale.minimum()), f64::from(scale.maximum())),
        Unit::Second | Unit::Ratio | Unit::RatePer { .. } => (0.0, f64::INFINITY),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    };
    match target.bound {
        TargetBound::AtLeast => target.value <= lowest,
        TargetBound::AtMost => target.value >= highest,
    }
}

/// What a need adds to the severity: the most demanding of its standards counts.
fn part(need: &StandardsGap) -> Part<'_> {
    if !need.covered {
        return Part::Exact(1.0);
    }
    let levels = need.standards.iter().filter_map(|standard| standard.level.as_ref()?.severity.as_ref());
    let least = levels.filter_map(|severity| Some((severity.estimate?, severity)));
    let least = least.min_by(|left, right| left.0.total_cmp(&right.0));
    least.map_or(Part::Exact(0.0), |(_, severity)| Part::Measured(severity))
}
