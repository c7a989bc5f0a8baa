//! Conformance along a journey, while it is measured.

use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::{DeliveredService, JourneyReport};
use crate::error::{QualityError, Result};
use crate::measure::{ExclusionReason, Measure, MissingRule, Tally};
use crate::stats::MOST_OBSERVATIONS;
use crate::touchpoint::{Journey, Tier};

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
    pub(super) journey: Journey,
    pub(super) missing: MissingRule,
    pub(super) counts: Vec<Counts>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    journey: Journey,
    missing: MissingRule,
    counts: Vec<Counts>,
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
