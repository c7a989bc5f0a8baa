//! What a definition says of itself: unit and parameters, which its hash covers.

use super::{KpiDefinition, Observable, Statistic};
use crate::measure::{Parameter, Unit};
use crate::time::Clock;

impl KpiDefinition {
    /// Unit of the estimate.
    pub fn unit(&self) -> Unit {
        match (self.statistic(), self.observable()) {
            (Statistic::Share { .. } | Statistic::SurvivalShare { .. } | Statistic::IncidenceShare { .. }, _) => {
                Unit::Share
            }
            (Statistic::WeightedIndex {}, _) => Unit::IndexPoint,
            (Statistic::NetScore { .. }, _) => Unit::NetPoint,
            (Statistic::Rate { per }, Observable::Count { base }) => Unit::RatePer { per: *per, base: base.clone() },
            (Statistic::Ratio {} | Statistic::PartRatio {}, _) => Unit::Ratio,
            (_, Observable::Rating { scale }) => Unit::ScalePoint { scale: *scale },
            _ => Unit::Second,
        }
    }

    pub(super) fn parameters(&self) -> Vec<Parameter> {
        let mut parameters = match self.observable() {
            Observable::Rating { scale } => {
                vec![Parameter::new("scale", format!("{} to {}", scale.minimum(), scale.maximum()))]
            }
            Observable::RatingSet { scale, components } => vec![
                Parameter::new("scale", format!("{} to {}", scale.minimum(), scale.maximum())),
                Parameter::new(
                    "weights",
                    components
                        .iter()
                        .map(|part| format!("{}: {}", part.id, part.weight))
                        .collect::<Vec<_>>()
                        .join(", "),
                ),
            ],
            Observable::Duration { clock: Clock::Calendar } => vec![Parameter::new("clock", "calendar")],
            Observable::Duration { clock: Clock::Business { hours } } => vec![
                Parameter::new("clock", "business"),
                Parameter::new("calendar", hours.names()),
                Parameter::new("calendar_hash", hours.hash()),
            ],
            Observable::Outcome {} | Observable::Call {} | Observable::Amount {} => vec![],
            Observable::Contact { window_days } => {
                vec![Parameter::new("window_days", window_days), Parameter::new("counted", "contacts")]
            }
            Observable::Count { base } => vec![Parameter::new("base", base)],
        };
        parameters.extend(match self.statistic() {
            Statistic::Share { criterion } => {
                [vec![Parameter::new("statistic", "share")], criterion.parameters()].concat()
            }
            Statistic::Ratio {} => vec![Parameter::new("statistic", "ratio of sums")],
            Statistic::PartRatio {} => vec![Parameter::new("statistic", "ratio of sums, a part over its whole")],
            Statistic::NetScore { below_up_to, above_from } => vec![
                Parameter::new("statistic", "net score"),
                Parameter::new("below_up_to", below_up_to),
                Parameter::new("above_from", above_from),
            ],
            Statistic::Mean {} => vec![Parameter::new("statistic", "mean")],
            Statistic::Quantile { probability } => {
                vec![Parameter::new("statistic", "quantile"), Parameter::new("probability", probability)]
            }
            Statistic::SurvivalShare { at_seconds } => {
                vec![Parameter::new("statistic", "survival share"), Parameter::new("at_seconds", at_seconds)]
            }
            Statistic::IncidenceShare { at_seconds } => {
                vec![Parameter::new("statistic", "incidence share"), Parameter::new("at_seconds", at_seconds)]
            }
            Statistic::SurvivalQuantile { probability } => {
                vec![Parameter::new("statistic", "survival quantile"), Parameter::new("probability", probability)]
            }
            Statistic::WeightedIndex {} => vec![Parameter::new("statistic", "weighted index, 0 to 100")],
            Statistic::Rate { per } => vec![Parameter::new("statistic", "rate"), Parameter::new("per", per)],
        });
        parameters
    }
}
