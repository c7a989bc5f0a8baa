//! Which statistic fits which observable, and which parameters have a meaning.

use super::{IndexComponent, KpiDefinition, Observable, Statistic};
use crate::error::{QualityError, Result};
use crate::kpi::Criterion;
use crate::measure::{check_id, check_unique};

impl KpiDefinition {
    pub(super) fn check(&self) -> Result<()> {
        check_id("kpi.id", self.id())?;
        self.document.declared.keys().try_for_each(|name| check_id("kpi.declared", name))?;
        if let Some(interval) = self.interval() {
            require(interval.fits(self.observable(), self.statistic()), "kpi.interval", || {
                (interval.name().into(), "an interval of the statistic, or none for the usual one".into())
            })?;
        }
        match (self.observable(), self.statistic()) {
            (Observable::Rating { scale }, Statistic::Share { criterion: Criterion::Between { from, to } }) => {
                require(scale.contains(*from) && scale.contains(*to) && from <= to, "kpi.statistic", || {
                    (format!("satisfied from {from} to {to}"), format!("points of the scale {scale}, the lower first"))
                })
            }
            (Observable::Rating { scale }, Statistic::NetScore { below_up_to, above_from }) => {
                let inside = scale.contains(*below_up_to) && scale.contains(*above_from) && below_up_to < above_from;
                require(inside, "kpi.statistic", || {
                    let found = format!("below up to {below_up_to}, above from {above_from}");
                    (found, format!("points of the scale {scale} that do not overlap"))
                })
            }
            (Observable::Rating { .. } | Observable::Duration { .. } | Observable::Call {}, Statistic::Mean {})
            | (Observable::Amount {}, Statistic::Ratio {} | Statistic::PartRatio {}) => Ok(()),
            (
                Observable::Call {},
                Statistic::Share { criterion: Criterion::ServiceLevel { seconds, short_abandon_seconds, .. } },
            ) => {
                check_seconds("kpi.statistic.seconds", *seconds)?;
                check_seconds("kpi.statistic.short_abandon_seconds", *short_abandon_seconds)
            }
            (Observable::Call {}, Statistic::Share { criterion: Criterion::Abandoned { short_abandon_seconds } }) => {
                check_seconds("kpi.statistic.short_abandon_seconds", *short_abandon_seconds)
            }
            (
                Observable::Duration { .. },
                Statistic::SurvivalShare { at_seconds } | Statistic::IncidenceShare { at_seconds },
            ) => check_seconds("kpi.statistic.at_seconds", *at_seconds),
            (Observable::RatingSet { components, .. }, Statistic::WeightedIndex {}) => check_weights(components),
            (
                Observable::Duration { .. },
                Statistic::Quantile { probability } | Statistic::SurvivalQuantile { probability },
            ) => require(*probability > 0.0 && *probability < 1.0, "kpi.statistic.probability", || {
                (probability.to_string(), "a probability between 0 and 1".into())
            }),
            (Observable::Duration { .. }, Statistic::Share { criterion: Criterion::AtMost { seconds } }) => {
                check_seconds("kpi.statistic.seconds", *seconds)
            }
            (Observable::Outcome {}, Statistic::Share { criterion: Criterion::Yes {} }) => Ok(()),
            (Observable::Contact { window_days }, Statistic::Share { criterion: Criterion::NotRepeated {} }) => {
                require((1..=3660).contains(window_days), "kpi.observable.window_days", || {
                    (window_days.to_string(), "a window of 1 to 3660 days".into())
                })
            }
            (Observable::Count { base }, Statistic::Share { criterion: Criterion::Event {} }) => {
                check_id("kpi.observable.base", base)
            }
            (Observable::Count { base }, Statistic::Rate { per }) => {
                check_id("kpi.observable.base", base)?;
                require(*per > 0, "kpi.statistic.per", || (per.to_string(), "at least 1 base unit".into()))
            }
            (observable, statistic) => Err(QualityError::InvalidParameter {
                place: "kpi.statistic".into(),
                value: format!("{statistic:?}"),
                expected: format!("a statistic of {observable:?}"),
            }),
        }
    }
}

fn check_weights(components: &[IndexComponent]) -> Result<()> {
    check_unique("kpi.observable.components", components.iter().map(|component| component.id.as_str()))?;
    let sum: f64 = components.iter().map(|component| component.weight).sum();
    let possible = components.iter().all(|component| component.weight >= 0.0) && sum.is_finite() && sum > 0.0;
    if possible {
        return Ok(());
    }
    Err(QualityError::InvalidWeights {
        place: "kpi.observable.components".into(),
        sum,
        expected: "at least one component; weights of zero or more with a positive sum".into(),
    })
}

fn check_seconds(place: &str, seconds: f64) -> Result<()> {
    require(seconds.is_finite() && seconds >= 0.0, place, || {
        (seconds.to_string(), "a finite number of seconds, zero or more".into())
    })
}

fn require(condition: bool, place: &str, describe: impl FnOnce() -> (String, String)) -> Result<()> {
    if condition {
        return Ok(());
    }
    let (value, expected) = describe();
    Err(QualityError::InvalidParameter { place: place.into(), value, expected })
}
