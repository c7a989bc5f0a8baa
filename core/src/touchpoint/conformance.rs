//! Whether what was delivered conforms to the tier of its touchpoint.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Journey, Tier};
use crate::error::{QualityError, Result};
use crate::measure::{
    Column, Definition, Direction, ExclusionReason, Exclusions, Interval, IntervalMethod, Label, Measure, MissingRule,
    Parameter, Tally, Unit,
};
use crate::stats::MOST_OBSERVATIONS;
use crate::stats::interval::{ConfidenceLevel, wilson};

/// One chunk of delivered services: a row for each.
#[derive(Debug, Clone, Copy)]
pub struct DeliveredService<'a> {
    /// Id of the touchpoint.
    pub touchpoint: Column<'a, &'a str>,
    /// What was delivered; needed where the tier is fixed or a bounded choice.
    pub delivered: Column<'a, &'a str>,
    /// Whether the outcome was as the customer wished; needed where the tier is bespoke.
    pub outcome: Column<'a, bool>,
}

/// Conformance of delivered services while it is measured.
///
/// A fixed touchpoint conforms when exactly the required thing was delivered, a bounded choice when
/// one of its options was, a bespoke one when the outcome was right. Costs a few counts for each
/// touchpoint and option.
///
/// ```
/// use servqual::measure::{Column, Label, MissingRule, Tally};
/// use servqual::touchpoint::{DeliveredService, Journey, JourneyTally, Tier, Touchpoint};
/// let greeting = Touchpoint {
///     id: "greeting".into(),
///     label: Label::new("问候", "Greeting"),
///     channel: "phone".into(),
///     tier: Tier::Fixed { required: "standard_greeting".into() },
/// };
/// let journey = Journey::new("call", Label::new("来电", "Call"), vec![greeting])?;
/// let mut tally = JourneyTally::new(journey, MissingRule::Raise);
/// tally.observe(DeliveredService {
///     touchpoint: Column::new("touchpoint", &["greeting", "greeting"]),
///     delivered: Column::new("delivered", &["standard_greeting", "none"]),
///     outcome: Column::new("outcome", &[true, true]),
/// })?;
/// assert_eq!(tally.finish()?.touchpoints[0].conformance.estimate, Some(0.5));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct JourneyTally {
    journey: Journey,
    missing: MissingRule,
    counts: Vec<Counts>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    journey: Journey,
    missing: MissingRule,
    counts: Vec<Counts>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    conforming: u64,
    n: u64,
    excluded: Exclusions,
    /// How often each option of a bounded choice was delivered.
    options: BTreeMap<String, u64>,
}

impl Counts {
    /// Services that are counted, left out or not, where services can give these counts.
    fn total(&self, tier: &Tier) -> Option<u64> {
        let options = match tier {
            Tier::BoundedChoice { options } => options.as_slice(),
            Tier::Fixed { .. } | Tier::Bespoke {} => &[],
        };
        let known = self.options.iter().all(|(option, count)| *count > 0 && options.contains(option));
        let delivered = self.options.values().try_fold(0_u64, |sum, count| sum.checked_add(*count))?;
        let conforming = if options.is_empty() { self.conforming <= self.n } else { self.conforming == delivered };
        let total = self.n.checked_add(self.excluded.total(&[ExclusionReason::Missing])?)?;
        Some(total).filter(|_| known && conforming && self.conforming <= self.n)
    }

    fn merge(&mut self, other: &Self) {
        self.conforming += other.conforming;
        self.n += other.n;
        self.excluded.merge(&other.excluded);
        other.options.iter().for_each(|(option, count)| *self.options.entry(option.clone()).or_default() += count);
    }

    fn add(&mut self, conforms: bool) {
        self.n += 1;
        self.conforming += u64::from(conforms);
    }
}

/// How often an option of a bounded choice was delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct OptionUse {
    /// The option.
    pub option: String,
    /// How often.
    pub count: u64,
}

/// Conformance at one touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct TouchpointConformance {
    /// Id of the touchpoint.
    pub touchpoint: String,
    /// Name for people.
    pub label: Label,
    /// Id of the channel.
    pub channel: String,
    /// How far it is standardised.
    pub tier: Tier,
    /// Share of delivered services that conform to the tier.
    pub conformance: Measure,
    /// Use of the options of a bounded choice, in the order of the options.
    pub options: Vec<OptionUse>,
}

/// Conformance along a journey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct JourneyReport {
    /// Id of the journey.
    pub journey: String,
    /// Name for people.
    pub label: Label,
    /// One result for each touchpoint, in order.
    pub touchpoints: Vec<TouchpointConformance>,
    /// Id of the touchpoint with the lowest conformance.
    pub weakest: Option<String>,
    /// Product of the shares: the share of journeys without a fault if faults were independent.
    /// Missing where a touchpoint has no observation.
    pub end_to_end: Option<f64>,
}

impl JourneyTally {
    /// An empty tally.
    pub fn new(journey: Journey, missing: MissingRule) -> Self {
        let counts = vec![Counts::default(); journey.touchpoints().len()];
        Self { journey, missing, counts }
    }

    /// The journey.
    pub fn journey(&self) -> &Journey {
        &self.journey
    }

    /// Services so far, where they can be counted together.
    fn total(&self) -> Option<u64> {
        let tiers = self.journey.touchpoints().iter().map(|touchpoint| &touchpoint.tier);
        let totals = self.counts.iter().zip(tiers).map(|(counts, tier)| counts.total(tier));
        let total = totals.into_iter().try_fold(0_u64, |sum, total| sum.checked_add(total?));
        total.filter(|&total| total <= MOST_OBSERVATIONS)
    }

    fn add_row(&mut self, service: &DeliveredService<'_>, row: usize) -> Result<()> {
        let Some(id) = service.touchpoint.get(row) else { return Err(service.touchpoint.missing(row)) };
        let place = service.touchpoint.name();
        let position = self.journey.position(id).ok_or_else(|| self.journey.unknown(place, row, id))?;
        let counts = &mut self.counts[position];
        let conforms = match &self.journey.touchpoints()[position].tier {
            Tier::Fixed { required } => service.delivered.get(row).map(|delivered| delivered == required),
            Tier::BoundedChoice { options } => service.delivered.get(row).map(|delivered| {
                let offered = options.iter().any(|option| option == delivered);
                if offered {
                    *counts.options.entry(delivered.into()).or_default() += 1;
                }
                offered
            }),
            Tier::Bespoke {} => service.outcome.get(row),
        };
        match conforms {
            Some(conforms) => counts.add(conforms),
            None if self.missing == MissingRule::Raise => return Err(self.missing_at(service, position, row)),
            None => counts.excluded.add(ExclusionReason::Missing, 1),
        }
        Ok(())
    }

    fn missing_at(&self, service: &DeliveredService<'_>, position: usize, row: usize) -> QualityError {
        match self.journey.touchpoints()[position].tier {
            Tier::Bespoke {} => service.outcome.missing(row),
            Tier::Fixed { .. } | Tier::BoundedChoice { .. } => service.delivered.missing(row),
        }
    }

    fn result(&self, position: usize) -> TouchpointConformance {
        let touchpoint = &self.journey.touchpoints()[position];
        let counts = &self.counts[position];
        let options = match &touchpoint.tier {
            Tier::BoundedChoice { options } => options.as_slice(),
            Tier::Fixed { .. } | Tier::Bespoke {} => &[],
        };
        let used = |option: &String| OptionUse {
            option: option.clone(),
            count: counts.options.get(option).copied().unwrap_or(0),
        };
        TouchpointConformance {
            touchpoint: touchpoint.id.clone(),
            label: touchpoint.label.clone(),
            channel: touchpoint.channel.clone(),
            tier: touchpoint.tier.clone(),
            conformance: self.measure(position),
            options: options.iter().map(used).collect(),
        }
    }

    fn measure(&self, position: usize) -> Measure {
        let touchpoint = &self.journey.touchpoints()[position];
        let counts = &self.counts[position];
        let rule = match &touchpoint.tier {
            Tier::Fixed { required } => required.clone(),
            Tier::BoundedChoice { options } => options.join("/"),
            Tier::Bespoke {} => "outcome".into(),
        };
        let parameters = vec![
            Parameter::new("journey", self.journey.id()),
            Parameter::new("touchpoint", &touchpoint.id),
            Parameter::new("tier", touchpoint.tier.name()),
            Parameter::new("conforms", rule),
        ];
        let definition = Definition::new(
            "touchpoint_conformance",
            touchpoint.label.clone(),
            parameters,
            Unit::Share,
            Direction::HigherIsBetter,
            self.missing,
        );
        let level = ConfidenceLevel::default();
        let left_out = counts.excluded.count(ExclusionReason::Missing) > 0;
        let defined = counts.n > 0 && !(self.missing == MissingRule::Propagate && left_out);
        let share = counts.conforming as f64 / counts.n as f64;
        let bounds = wilson(counts.conforming as f64, counts.n as f64, level);
        Measure {
            definition,
            estimate: defined.then_some(share),
            n: counts.n,
            excluded: counts.excluded.list(),
            standard_deviation: defined.then(|| (share * (1.0 - share)).sqrt()),
            interval: defined.then(|| Interval::new(bounds, level, IntervalMethod::Wilson)),
            censored: None,
        }
    }
}

impl Tally for JourneyTally {
    type Observations<'a> = DeliveredService<'a>;
    type Output = JourneyReport;
    const KIND: &'static str = "journey";
    const VERSION: u32 = 1;

    fn observe(&mut self, service: DeliveredService<'_>) -> Result<()> {
        service.touchpoint.require_length(&service.delivered)?;
        service.touchpoint.require_length(&service.outcome)?;
        // Into a fresh tally, so that an error leaves this one as it was.
        let mut added = Self::new(self.journey.clone(), self.missing);
        (0..service.touchpoint.len()).try_for_each(|row| added.add_row(&service, row))?;
        self.merge(&added)
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.journey != other.journey || self.missing != other.missing {
            return Err(QualityError::DefinitionMismatch {
                left: self.journey.id().into(),
                right: other.journey.id().into(),
                difference: "touchpoints or missing rule".into(),
            });
        }
        let both = self.total().zip(other.total()).map(|(mine, theirs)| mine + theirs);
        if both.is_none_or(|both| both > MOST_OBSERVATIONS) {
            return Err(QualityError::InvalidParameter {
                place: self.journey.id().into(),
                value: "the merged tally".into(),
                expected: format!("at most {MOST_OBSERVATIONS} services"),
            });
        }
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| mine.merge(theirs));
        Ok(())
    }

    fn finish(&self) -> Result<JourneyReport> {
        let seen = self.counts.iter().map(|counts| counts.n).sum();
        Measure::require_observations(self.journey.id(), seen, 1)?;
        let touchpoints: Vec<_> = (0..self.counts.len()).map(|position| self.result(position)).collect();
        let shares = touchpoints.iter().map(|result| result.conformance.estimate);
        let end_to_end = shares.clone().collect::<Option<Vec<_>>>().map(|shares| shares.iter().product());
        let lowest = touchpoints.iter().zip(shares).filter_map(|(result, share)| share.map(|share| (share, result)));
        let weakest =
            lowest.min_by(|left, right| left.0.total_cmp(&right.0)).map(|(_, result)| result.touchpoint.clone());
        Ok(JourneyReport {
            journey: self.journey.id().into(),
            label: self.journey.label().clone(),
            touchpoints,
            weakest,
            end_to_end,
        })
    }
}

impl TryFrom<Wire> for JourneyTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let Wire { journey, missing, counts } = wire;
        let tally = Self { journey, missing, counts };
        if tally.counts.len() == tally.journey.touchpoints().len() && tally.total().is_some() {
            return Ok(tally);
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.counts".into(),
            found: "counts of another journey, or none that services give".into(),
            expected: format!("counts of `{}`", tally.journey.id()),
        })
    }
}

impl From<JourneyTally> for Wire {
    fn from(tally: JourneyTally) -> Self {
        Self { journey: tally.journey, missing: tally.missing, counts: tally.counts }
    }
}
