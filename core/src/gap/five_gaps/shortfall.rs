//! How far something stays behind what is wanted, in its unit, as an effect, and on one scale.

use serde::{Deserialize, Serialize};

use super::severity;
use crate::error::{QualityError, Result};
use crate::measure::{
    Definition, Direction, Interval, IntervalMethod, Label, Measure, Outcome, Parameter, Target, TargetBound, Unit,
};
use crate::stats::interval::ConfidenceLevel;
use crate::stats::{normal_cumulative, student_two_sided};

/// How a standardised effect is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EffectKind {
    /// Cohen's d of one sample: difference / standard deviation of one observation.
    CohensD,
    /// Cohen's h of shares: difference of 2 arcsin √p.
    CohensH,
}

/// A difference without a unit (Cohen 1988): 0.2 is called small, 0.5 medium, 0.8 large.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct StandardizedEffect {
    /// How it is computed.
    pub kind: EffectKind,
    /// The effect; above zero it falls short.
    pub value: f64,
}

/// How far a level stays behind the level that is wanted. Above zero it falls short.
///
/// - `shortfall`: wanted − had where more is asked for, had − wanted where less is, in the unit of
///   both; the interval is that of the measure, moved.
/// - `effect`: Cohen's h for shares, otherwise Cohen's d of one sample.
/// - `p_value`: two-sided, that there is no difference: the score test for shares, the t test for
///   means and ratios; missing for other statistics.
/// - `severity`: the shortfall as a share of what is possible, from 0 (none) to 1; see
///   the [module](super). Missing where the unit has no end and no ratio.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Shortfall {
    /// The level that was set or promised.
    pub target: Target,
    /// What was observed.
    pub measure: Measure,
    /// What the measure says against the target.
    pub outcome: Outcome,
    /// How far it falls short, in its unit.
    pub shortfall: Measure,
    /// The same without a unit.
    pub effect: Option<StandardizedEffect>,
    /// Two-sided p value of no difference.
    pub p_value: Option<f64>,
    /// The same as a share of what is possible; none below zero.
    pub severity: Option<Measure>,
}

/// Which of the two levels is the target.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    /// The target is wanted, the measure was had.
    Wanted,
    /// The measure is wanted, such as customers' expectation, and the target is what they have.
    Had,
}

struct Levels<'a> {
    measure: &'a Measure,
    target: &'a Target,
    role: Role,
}

impl Shortfall {
    /// How far what was delivered stays behind a target.
    ///
    /// # Errors
    /// [`UnitMismatch`](crate::QualityError::UnitMismatch) where both are in different units.
    pub fn of_delivery(delivered: &Measure, target: &Target) -> Result<Self> {
        Levels { measure: delivered, target, role: Role::Wanted }.shortfall()
    }

    /// How far the level of a standard stays behind what customers expect: the outcome says whether
    /// the expectation asks for no more than the standard.
    ///
    /// # Errors
    /// [`UnitMismatch`](crate::QualityError::UnitMismatch) where both are in different units.
    pub fn of_standard(target: &Target, expected: &Measure) -> Result<Self> {
        Levels { measure: expected, target, role: Role::Had }.shortfall()
    }
}

impl Levels<'_> {
    fn shortfall(&self) -> Result<Shortfall> {
        let outcome = match self.role {
            Role::Wanted => self.measure.judge(self.target)?.outcome,
            // A standard of at least 90 % is enough for those who expect at most 90 %.
            Role::Had => self.measure.judge(&turned(self.target)?)?.outcome,
        };
        Ok(Shortfall {
            target: self.target.clone(),
            measure: self.measure.clone(),
            outcome,
            shortfall: self.in_unit(),
            effect: self.effect(),
            p_value: self.p_value(),
            severity: self.severity(),
        })
    }

    /// 1 where the shortfall falls with the measure, −1 where it rises with it.
    fn sign(&self) -> f64 {
        if (self.target.bound == TargetBound::AtLeast) == (self.role == Role::Wanted) { 1.0 } else { -1.0 }
    }

    fn definition(&self, id: &str, label: Label, unit: Unit) -> Definition {
        let measured = &self.measure.definition;
        let bound = match self.target.bound {
            TargetBound::AtLeast => "at least",
            TargetBound::AtMost => "at most",
        };
        let wanted = match self.role {
            Role::Wanted => "target",
            Role::Had => "measure",
        };
        let parameters = vec![
            Parameter::new("measure", &measured.id),
            Parameter::new("definition", &measured.hash),
            Parameter::new("target", format!("{bound} {} {}", self.target.value, self.target.unit.name())),
            Parameter::new("wanted", wanted),
        ];
        Definition::new(id, label, parameters, unit, Direction::LowerIsBetter, measured.missing)
    }

    /// The measure with estimate and interval mapped by `map`, which is monotone.
    fn mapped(&self, definition: Definition, map: impl Fn(f64) -> f64) -> Measure {
        let Measure { estimate, n, excluded, interval, .. } = self.measure;
        let interval = interval.map(|interval| {
            let (one, other) = (map(interval.lower), map(interval.upper));
            let (lower, upper) = (one.min(other), one.max(other));
            Interval { lower, upper, level: interval.level, method: IntervalMethod::Transformed }
        });
        let excluded = excluded.clone();
        Measure {
            definition,
            estimate: estimate.map(map),
            n: *n,
            excluded,
            standard_deviation: None,
            interval,
            censored: None,
        }
    }

    fn in_unit(&self) -> Measure {
        let label = Label::new("不足", "Shortfall");
        let definition = self.definition("shortfall", label, self.target.unit.difference());
        let mut measure = self.mapped(definition, |value| self.sign() * (self.target.value - value));
        measure.standard_deviation = self.measure.standard_deviation;
        measure
    }

    fn severity(&self) -> Option<Measure> {
        let (target, bound) = (self.target.value, self.target.bound);
        let at = |value: f64| match self.role {
            Role::Wanted => severity::of_levels(&self.target.unit, bound, target, value),
            Role::Had => severity::of_levels(&self.target.unit, bound, value, target),
        };
        at(target)?;
        let definition = self.definition("severity", severity::label(), Unit::ShareDifference);
        Some(self.mapped(definition, |value| at(value).unwrap_or(0.0)))
    }

    fn effect(&self) -> Option<StandardizedEffect> {
        let estimate = self.measure.estimate?;
        if self.target.unit == Unit::Share {
            let angle = |share: f64| 2.0 * libm::asin(share.clamp(0.0, 1.0).sqrt());
            let value = self.sign() * (angle(self.target.value) - angle(estimate));
            return Some(StandardizedEffect { kind: EffectKind::CohensH, value });
        }
        let deviation = self.measure.standard_deviation.filter(|deviation| *deviation > 0.0)?;
        let value = self.sign() * (self.target.value - estimate) / deviation;
        Some(StandardizedEffect { kind: EffectKind::CohensD, value })
    }

    fn p_value(&self) -> Option<f64> {
        let (estimate, n) = (self.measure.estimate?, self.measure.n as f64);
        let away = estimate - self.target.value;
        match self.measure.interval?.method {
            IntervalMethod::Wilson => {
                let error = (self.target.value * (1.0 - self.target.value) / n).sqrt();
                (error > 0.0).then(|| 2.0 * normal_cumulative(-(away / error).abs()))
            }
            IntervalMethod::StudentT | IntervalMethod::Linearised => {
                let error = self.measure.standard_deviation? / n.sqrt();
                (error > 0.0 && n > 1.0).then(|| student_two_sided(away / error, n - 1.0))
            }
            _ => None,
        }
    }
}

/// The target that is met on the other side.
fn turned(target: &Target) -> Result<Target> {
    match target.bound {
        TargetBound::AtLeast => Target::at_most(target.value, target.unit.clone()),
        TargetBound::AtMost => Target::at_least(target.value, target.unit.clone()),
    }
}

/// The level that intervals share; the default where none has one.
pub(super) fn common_level<'a>(measures: impl Iterator<Item = &'a Measure>) -> Result<ConfidenceLevel> {
    let mut first: Option<(&Measure, f64)> = None;
    for measure in measures {
        let Some(level) = measure.interval.map(|interval| interval.level) else { continue };
        match first {
            Some((before, known)) if known != level => {
                return Err(QualityError::DefinitionMismatch {
                    left: before.definition.id.clone(),
                    right: measure.definition.id.clone(),
                    difference: format!("confidence level {known} against {level}"),
                });
            }
            _ => first = Some((measure, level)),
        }
    }
    first.map_or(Ok(ConfidenceLevel::default()), |(_, level)| ConfidenceLevel::new(level))
}
