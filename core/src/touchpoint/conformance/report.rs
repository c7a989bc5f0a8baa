//! What a journey's tally says.

use serde::{Deserialize, Serialize};

use super::JourneyTally;
use crate::measure::{
    Definition, Direction, ExclusionReason, Interval, IntervalMethod, Label, Measure, MissingRule, Parameter, Unit,
};
use crate::stats::interval::{ConfidenceLevel, wilson};
use crate::touchpoint::Tier;

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
    pub(super) fn result(&self, position: usize) -> TouchpointConformance {
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
