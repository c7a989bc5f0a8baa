//! A register of promises against what was delivered.

use serde::{Deserialize, Serialize};

use super::{Feasibility, Promise, PromiseRegister, PromiseSubject, has_zero};
use crate::error::{QualityError, Result};
use crate::gap::five_gaps::severity::{self, Enumeration, Part};
use crate::gap::five_gaps::shortfall::Shortfall;
use crate::measure::{
    Definition, Direction, Exclusion, ExclusionReason, Interval, IntervalMethod, Label, Measure, MissingRule, Outcome,
    Parameter, TargetBound, Unit, left_out,
};
use crate::stats::interval::ConfidenceLevel;

/// How gap 4 is evaluated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommunicationGapOptions {
    /// Whether these are all promises or a sample of them.
    pub enumeration: Enumeration,
    /// Confidence level of what is counted in a sample.
    pub level: ConfidenceLevel,
}

/// What was delivered of a promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeliveredLevel {
    /// Id of the promise.
    pub promise: String,
    /// The measure, in the unit of the promise.
    pub measure: Measure,
}

/// Gap 4 of one promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct PromiseGap {
    /// Id of the promise.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Id of the channel.
    pub channel: String,
    /// What it is about.
    pub subject: PromiseSubject,
    /// The day on which it was published, as YYYY-MM-DD.
    pub published: String,
    /// What the look before publishing found; missing where nobody looked.
    pub feasibility: Option<Feasibility>,
    /// How far what was delivered stays behind the promise; missing where nothing was measured.
    pub over_promise: Option<Shortfall>,
    /// Above 1 more was promised than delivered; missing for units without a zero, and where nothing
    /// was delivered.
    pub over_promise_ratio: Option<Measure>,
}

/// Gap 4 of every promise, and over all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct CommunicationGapReport {
    /// One result for each promise, in the order of the register.
    pub promises: Vec<PromiseGap>,
    /// Promises whose whole interval meets what was promised.
    pub kept: u64,
    /// Promises whose whole interval misses it.
    pub broken: u64,
    /// Promises of which the observations do not tell.
    pub undecided: u64,
    /// Promises of which nothing was measured.
    pub unmeasured: u64,
    /// Kept / (kept + broken); the others are left out and counted.
    pub share_kept: Measure,
    /// Ids of the promises that were published without a look whether they can be kept.
    pub unchecked: Vec<String>,
    /// Ids of the promises that were published although they were found not to be feasible.
    pub infeasible: Vec<String>,
    /// Mean over-promise, each as a share of what is possible in its unit.
    pub severity: Measure,
}

/// Gap 4 (communication gap) of a register: each promise against the measure of what was delivered.
///
/// - over-promise: promised − delivered where more was promised, delivered − promised where less was,
///   in the unit of the promise;
/// - over-promise ratio: promised / delivered, or delivered / promised. Only for units with a zero: not
///   for ratings and net scores;
/// - promises kept: kept / (kept + broken), by the verdict of each.
///
/// A promise of which nothing was measured is counted and left out. Checked against SciPy and
/// statsmodels (`tests/golden/communication_gap.json`).
///
/// # Errors
/// [`QualityError::UnknownId`] and [`QualityError::DuplicateId`] for what was delivered,
/// [`QualityError::DefinitionMismatch`] for a measure of another indicator than was promised or
/// intervals of different levels, [`QualityError::UnitMismatch`], and
/// [`QualityError::TooFewObservations`] where nothing was measured.
///
/// ```
/// use servqual::gap::five_gaps::{DeliveredLevel, PromiseRegister, communication_gap};
/// use servqual::kpi::{Observations, resolution_rate};
/// use servqual::measure::Column;
///
/// let register = PromiseRegister::from_json(r#"[{
///     "id": "solved", "channel": "website", "subject": {"indicator": {"id": "resolution_rate"}},
///     "target": {"bound": "at_least", "value": 0.9, "unit": "share"}, "published": "2026-01-15"
/// }]"#)?;
/// let outcomes = [[true; 60].as_slice(), &[false; 40]].concat();
/// let measure = resolution_rate()?.measure(Observations::Outcomes(Column::new("solved", &outcomes)))?;
/// let delivered = [DeliveredLevel { promise: "solved".into(), measure }];
/// let report = communication_gap(&register, &delivered, &Default::default())?;
/// assert_eq!((report.kept, report.broken, report.unchecked.len()), (0, 1, 1));
/// // Half as much again was promised as was delivered.
/// assert_eq!(report.promises[0].over_promise_ratio.as_ref().and_then(|ratio| ratio.estimate), Some(1.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
pub fn communication_gap(
    register: &PromiseRegister,
    delivered: &[DeliveredLevel],
    options: &CommunicationGapOptions,
) -> Result<CommunicationGapReport> {
    let mut measures: Vec<Option<&Measure>> = vec![None; register.promises().len()];
    for level in delivered {
        let position = register.position(&level.promise);
        let position = position.ok_or_else(|| register.unknown("delivered".into(), &level.promise))?;
        if measures[position].replace(&level.measure).is_some() {
            return Err(QualityError::DuplicateId { place: "delivered".into(), id: level.promise.clone() });
        }
    }
    Measure::require_observations("promises", delivered.len() as u64, 1)?;
    let promises = register.promises().iter().zip(measures);
    let promises = promises.map(|(promise, measure)| one(promise, measure)).collect::<Result<Vec<_>>>()?;
    totals(promises, options)
}

fn one(promise: &Promise, measure: Option<&Measure>) -> Result<PromiseGap> {
    if let (PromiseSubject::Indicator { id }, Some(measure)) = (&promise.subject, measure)
        && *id != measure.definition.id
    {
        return Err(QualityError::DefinitionMismatch {
            left: format!("promises.{}", promise.id),
            right: measure.definition.id.clone(),
            difference: format!("`{id}` was promised, `{}` measured", measure.definition.id),
        });
    }
    let over_promise = measure.map(|measure| Shortfall::of_delivery(measure, &promise.target)).transpose();
    Ok(PromiseGap {
        id: promise.id.clone(),
        label: promise.label.clone(),
        channel: promise.channel.clone(),
        subject: promise.subject.clone(),
        published: promise.published.to_string(),
        feasibility: promise.feasibility.as_ref().map(|check| check.found),
        over_promise: over_promise.map_err(|error| error.within(&promise.id))?,
        over_promise_ratio: measure.and_then(|measure| ratio(promise, measure)),
    })
}

/// Promised over delivered, or the other way round where less was promised.
fn ratio(promise: &Promise, measure: &Measure) -> Option<Measure> {
    let promised = promise.target.value;
    let of = |delivered: f64| {
        let ratio = match promise.target.bound {
            TargetBound::AtLeast => promised / delivered,
            TargetBound::AtMost => delivered / promised,
        };
        ratio.is_finite().then_some(ratio)
    };
    let estimate = measure.estimate.and_then(of).filter(|_| has_zero(&promise.target.unit))?;
    let definition = ratio_definition(&promise.id, "measured level", measure.definition.missing);
    let found = measure.interval.and_then(|interval| {
        let (one, other) = (of(interval.lower)?, of(interval.upper)?);
        let (lower, upper) = (one.min(other), one.max(other));
        Some(Interval { lower, upper, level: interval.level, method: IntervalMethod::Transformed })
    });
    Some(Measure::of_estimate(definition, Some(estimate), measure.n, measure.excluded.clone()).with_interval(found))
}

/// What an over-promise ratio is.
pub(super) fn ratio_definition(promise: &str, delivered: &str, missing: MissingRule) -> Definition {
    let parameters = vec![Parameter::new("promise", promise), Parameter::new("delivered", delivered)];
    let label = Label::new("过度承诺比", "Over-promise ratio");
    Definition::new("over_promise_ratio", label, parameters, Unit::Ratio, Direction::LowerIsBetter, missing)
}

/// What the share of kept promises is.
pub(super) fn kept_definition(parameters: Vec<Parameter>, missing: MissingRule) -> Definition {
    let label = Label::new("承诺兑现率", "Promises kept");
    Definition::new("promises_kept", label, parameters, Unit::Share, Direction::HigherIsBetter, missing)
}

fn totals(promises: Vec<PromiseGap>, options: &CommunicationGapOptions) -> Result<CommunicationGapReport> {
    let measured = || promises.iter().filter_map(|promise| promise.over_promise.as_ref());
    let count = |outcome: Outcome| measured().filter(|shortfall| shortfall.outcome == outcome).count() as u64;
    let [kept, broken, undecided] = [Outcome::Met, Outcome::Missed, Outcome::Undecided].map(count);
    let unmeasured = promises.len() as u64 - measured().count() as u64;
    let excluded: Vec<Exclusion> =
        [left_out(ExclusionReason::Missing, unmeasured), left_out(ExclusionReason::Undecided, undecided)].concat();
    let parameters = vec![
        Parameter::new("whole", "promises kept or broken"),
        Parameter::new("enumeration", options.enumeration.name()),
    ];
    let definition = kept_definition(parameters, MissingRule::Omit);
    let parts: Vec<Part<'_>> =
        measured().filter_map(|shortfall| Some(Part::Measured(shortfall.severity.as_ref()?))).collect();
    let with = |feasibility: Option<Feasibility>| {
        promises.iter().filter(move |promise| promise.feasibility == feasibility).map(|promise| promise.id.clone())
    };
    Ok(CommunicationGapReport {
        kept,
        broken,
        undecided,
        unmeasured,
        share_kept: severity::share(definition, kept, excluded, kept + broken, options.enumeration, options.level),
        unchecked: with(None).collect(),
        infeasible: with(Some(Feasibility::NotFeasible)).collect(),
        severity: severity::mean("promises", &parts, options.enumeration, options.level)?,
        promises,
    })
}
