//! The one scale on which gaps are compared: percent of what is possible.

use serde::{Deserialize, Serialize};

use super::shortfall::common_level;
use crate::error::Result;
use crate::measure::{
    Definition, Direction, Exclusion, Interval, IntervalMethod, Label, Measure, MissingRule, Parameter, TargetBound,
    Unit,
};
use crate::stats::ExactMoments;
use crate::stats::interval::{Bounds, ConfidenceLevel, student, wilson};

/// Whether what is counted (needs, standards, promises) is all there is, or a sample of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Enumeration {
    /// All there is: a share of it is exact and has no interval.
    #[default]
    Census,
    /// Drawn from more: a share of it has an interval.
    Sample,
}

impl Enumeration {
    /// The machine name: `census` or `sample`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Census => "census",
            Self::Sample => "sample",
        }
    }
}

/// Name of the scale for people.
pub(super) fn label() -> Label {
    Label::new("差距程度(占可能范围)", "Severity, of what is possible")
}

/// How far `had` stays behind `wanted`, from 0 to 1: of the length of a unit that has two ends, and
/// relative to the better level where it has one. `None` where it has none.
pub(super) fn of_levels(unit: &Unit, bound: TargetBound, wanted: f64, had: f64) -> Option<f64> {
    let behind = match bound {
        TargetBound::AtLeast => wanted - had,
        TargetBound::AtMost => had - wanted,
    };
    let length = match unit {
        Unit::Share => 1.0,
        Unit::NetPoint => 200.0,
        Unit::ScalePoint { scale } => (scale.points() - 1) as f64,
        Unit::Ratio | Unit::Second | Unit::RatePer { .. } => wanted.max(had),
        _ => return None,
    };
    Some(if behind > 0.0 { behind / length } else { 0.0 })
}

/// A part of a gap that counts as exact or with an interval.
pub(super) enum Part<'a> {
    Exact(f64),
    Measured(&'a Measure),
}

impl Part<'_> {
    fn estimate(&self) -> Option<f64> {
        match self {
            Self::Exact(value) => Some(*value),
            Self::Measured(measure) => measure.estimate,
        }
    }

    /// Lower and upper end; those of an exact part are the part itself.
    fn bounds(&self) -> Option<Bounds> {
        match self {
            Self::Exact(value) => Some(Bounds { lower: *value, upper: *value }),
            Self::Measured(measure) => {
                measure.interval.map(|interval| Bounds { lower: interval.lower, upper: interval.upper })
            }
        }
    }
}

/// The mean severity of parts.
///
/// Of a census the interval joins the mean lower and the mean upper end of the parts: by Minkowski's
/// inequality a mean varies most where all parts vary together, and then by the mean of their
/// deviations. Of a sample it is Student's interval over the parts.
pub(super) fn mean(of: &str, parts: &[Part<'_>], enumeration: Enumeration, level: ConfidenceLevel) -> Result<Measure> {
    let parameters = vec![
        Parameter::new("of", of),
        Parameter::new("scale", "mean share of what is possible, none below zero"),
        Parameter::new("enumeration", enumeration.name()),
    ];
    let unit = Unit::ShareDifference;
    let definition =
        Definition::new("severity", label(), parameters, unit, Direction::LowerIsBetter, MissingRule::Omit);
    let parts: Vec<&Part<'_>> = parts.iter().filter(|part| part.estimate().is_some()).collect();
    let mut moments = ExactMoments::default();
    parts.iter().filter_map(|part| part.estimate()).for_each(|value| moments.add(value));
    let (n, estimate) = (moments.n(), moments.mean());
    let measure = Measure::of_estimate(definition, estimate, n, Vec::new());
    let exact = parts.iter().all(|part| matches!(part, Part::Exact(_)));
    if enumeration == Enumeration::Sample && exact {
        // Parts that are there or not: their mean is a share.
        let found = estimate.map(|share| wilson(share * n as f64, n as f64, level));
        return Ok(measure.with_interval(found.map(|found| Interval::new(found, level, IntervalMethod::Wilson))));
    }
    if enumeration == Enumeration::Sample {
        let deviation = moments.standard_deviation();
        let found = estimate.zip(deviation).and_then(|(mean, deviation)| student(mean, deviation, n, level));
        return Ok(measure.with_interval(found.map(|found| Interval::new(found, level, IntervalMethod::StudentT))));
    }
    let measured = parts.iter().filter_map(|part| match part {
        Part::Exact(_) => None,
        Part::Measured(measure) => Some(*measure),
    });
    let level = common_level(measured.clone())?;
    let ends: Option<Vec<Bounds>> = parts.iter().map(|part| part.bounds()).collect();
    let ends = ends.filter(|ends| !ends.is_empty() && measured.count() > 0);
    let average = |end: fn(&Bounds) -> f64, ends: &[Bounds]| {
        let mut moments = ExactMoments::default();
        ends.iter().for_each(|bounds| moments.add(end(bounds)));
        moments.mean().unwrap_or_default()
    };
    let found = ends.map(|ends| Bounds {
        lower: average(|bounds| bounds.lower, &ends),
        upper: average(|bounds| bounds.upper, &ends),
    });
    Ok(measure.with_interval(found.map(|found| Interval::new(found, level, IntervalMethod::AveragedEnds))))
}

/// A share of what is counted: exact of a census, with Wilson's interval of a sample.
pub(super) fn share(
    definition: Definition,
    part: u64,
    excluded: Vec<Exclusion>,
    whole: u64,
    enumeration: Enumeration,
    level: ConfidenceLevel,
) -> Measure {
    match enumeration {
        Enumeration::Census => {
            let share = (whole > 0).then(|| part as f64 / whole as f64);
            Measure::of_estimate(definition, share, whole, excluded)
        }
        Enumeration::Sample => Measure::of_share(definition, part, whole, excluded, level),
    }
}
