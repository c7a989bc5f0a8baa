//! What a key performance indicator is.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Criterion, IntervalChoice, KpiTally, Observations};
use crate::error::{QualityError, Result};
use crate::measure::{
    Definition, Direction, Label, Measure, MissingRule, Parameter, Scale, Tally, Unit, check_id, check_unique,
};
use crate::stats::interval::ConfidenceLevel;
use crate::time::Clock;

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Observable {
    /// Answers on a rating scale.
    Rating {
        /// The scale.
        scale: Scale,
    },
    /// Durations.
    Duration {
        /// By which clock; elapsed time where not given.
        #[serde(default, skip_serializing_if = "Clock::is_calendar")]
        clock: Clock,
    },
    /// Several answers of each respondent on one scale, such as attitude, efficiency and result.
    RatingSet {
        /// The scale of all of them.
        scale: Scale,
        /// What is answered, with its weight.
        components: Vec<IndexComponent>,
    },
    /// Yes or no for each case.
    Outcome {},
    /// Contacts of identified customers, to see whether they come back.
    Contact {
        /// How long nobody may come back, in days of 86 400 seconds.
        window_days: u32,
    },
    /// Calls that entered a queue: their wait and whether they were answered.
    Call {},
    /// Two amounts that are divided, such as busy and available seconds.
    Amount {},
    /// Numbers of events and of base units.
    Count {
        /// What the base counts, such as `contact`, `customer`, `transaction` or `user`.
        base: String,
    },
}

/// One component of an index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IndexComponent {
    /// Stable id, such as `attitude`.
    pub id: String,
    /// Its weight, zero or more; what counts is its part of the sum of the weights.
    pub weight: f64,
}

impl Observable {
    /// Durations in elapsed time.
    pub fn duration() -> Self {
        Self::Duration { clock: Clock::Calendar }
    }
}

/// What is computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Statistic {
    /// The share of observations that satisfy the criterion, with Wilson's interval.
    Share {
        /// What an observation must satisfy.
        criterion: Criterion,
    },
    /// 100 × (share above − share below) in points, with the adjusted Wald interval.
    NetScore {
        /// The highest answer that counts as below.
        below_up_to: i8,
        /// The lowest answer that counts as above.
        above_from: i8,
    },
    /// The arithmetic mean with Student's interval.
    Mean {},
    /// A quantile (Hyndman and Fan's definition 7) with an interval of order statistics.
    Quantile {
        /// Between 0 and 1: 0.5 is the median.
        probability: f64,
    },
    /// The share that lasts longer than a time, by Kaplan and Meier: what has not ended when the
    /// watch is over is not dropped. Greenwood's interval on the scale of log(−log S).
    SurvivalShare {
        /// The time in seconds.
        at_seconds: f64,
    },
    /// The share that has ended by a time: one minus the survival share.
    IncidenceShare {
        /// The time in seconds.
        at_seconds: f64,
    },
    /// The time by which a share has ended, by Kaplan and Meier, with Brookmeyer and Crowley's
    /// interval.
    SurvivalQuantile {
        /// Between 0 and 1: 0.5 is the median.
        probability: f64,
    },
    /// The weighted mean of several answers, rescaled to 0 to 100, with Student's interval.
    WeightedIndex {},
    /// Sum of the numerators over the sum of the denominators, with the interval of a ratio estimate.
    Ratio {},
    /// As `ratio`, where the numerator is a part of the denominator: a row with more is an error.
    PartRatio {},
    /// Events per so many base units, with Garwood's interval.
    Rate {
        /// How many base units.
        per: u64,
    },
}

/// A key performance indicator: valid once it exists.
///
/// ```
/// use servqual::kpi::{KpiDefinition, Observations, net_promoter_score};
/// use servqual::measure::Column;
///
/// let nps: KpiDefinition = net_promoter_score()?;
/// let measure = nps.measure(Observations::Ratings(Column::new("recommend", &[10, 9, 9, 7, 3])))?;
/// assert_eq!(measure.estimate, Some(40.0));
/// assert_eq!(measure.n, 5);
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "KpiDocument", into = "KpiDocument")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(with = "KpiDocument"))]
pub struct KpiDefinition {
    /// Shared, because every group of a table has the definition.
    document: Arc<KpiDocument>,
}

/// The written form of a definition, unchecked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct KpiDocument {
    /// Stable id, such as `net_promoter_score`.
    pub(crate) id: String,
    /// Name for people.
    pub(crate) label: Label,
    /// What is looked at.
    pub(crate) observable: Observable,
    /// What is computed.
    pub(crate) statistic: Statistic,
    /// Which way is better.
    pub(crate) direction: Direction,
    /// What happens to missing values.
    #[serde(default)]
    pub(crate) missing: MissingRule,
    /// Confidence level of the interval.
    #[serde(default)]
    pub(crate) level: ConfidenceLevel,
    /// How the interval is computed; the usual one of the statistic where not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) interval: Option<IntervalChoice>,
    /// What was decided about the data before they came here, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) declared: BTreeMap<String, String>,
}

impl KpiDefinition {
    /// A definition of your own.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] or [`QualityError::InvalidScale`] where observable and
    /// statistic do not fit or a parameter has no meaning.
    pub fn new(
        id: &str,
        label: Label,
        observable: Observable,
        statistic: Statistic,
        direction: Direction,
    ) -> Result<Self> {
        let missing = MissingRule::default();
        let level = ConfidenceLevel::default();
        KpiDocument {
            id: id.into(),
            label,
            observable,
            statistic,
            direction,
            missing,
            level,
            interval: None,
            declared: BTreeMap::new(),
        }
        .try_into()
    }

    fn change(&mut self) -> &mut KpiDocument {
        Arc::make_mut(&mut self.document)
    }

    /// Whether two definitions are equal; quick where one is a copy of the other.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document) || self == other
    }

    /// The same definition with another missing rule.
    #[must_use]
    pub fn with_missing(mut self, missing: MissingRule) -> Self {
        self.change().missing = missing;
        self
    }

    /// The same definition under another name; its hash stays.
    #[must_use]
    pub fn with_label(mut self, label: Label) -> Self {
        self.change().label = label;
        self
    }

    /// The same definition with another confidence level.
    #[must_use]
    pub fn with_level(mut self, level: ConfidenceLevel) -> Self {
        self.change().level = level;
        self
    }

    /// The same definition with another interval; its hash stays, as the estimate does.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the statistic has no such interval.
    pub fn with_interval(mut self, interval: IntervalChoice) -> Result<Self> {
        self.change().interval = Some(interval);
        self.check()?;
        Ok(self)
    }

    /// How the interval is computed, where the usual one is not wanted.
    pub fn interval(&self) -> Option<IntervalChoice> {
        self.document.interval
    }

    /// The same definition with something that was decided about the data before they came here,
    /// such as which replies count: it stands among the parameters and changes the hash.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] for a name that is no id.
    pub fn with_declared(mut self, name: &str, value: &str) -> Result<Self> {
        check_id("kpi.declared", name)?;
        self.change().declared.insert(name.into(), value.into());
        Ok(self)
    }

    /// The same definition by another clock.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where it does not measure durations.
    pub fn with_clock(mut self, clock: Clock) -> Result<Self> {
        let id = self.document.id.clone();
        match &mut self.change().observable {
            Observable::Duration { clock: old } => *old = clock,
            _ => {
                return Err(QualityError::InvalidParameter {
                    place: "clock".into(),
                    value: format!("a clock for `{id}`"),
                    expected: "an indicator of durations".into(),
                });
            }
        }
        Ok(self)
    }

    /// Stable id.
    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// Name for people.
    pub fn label(&self) -> &Label {
        &self.document.label
    }

    /// What is looked at.
    pub fn observable(&self) -> &Observable {
        &self.document.observable
    }

    /// The clock of durations; elapsed time for everything else.
    pub fn clock(&self) -> &Clock {
        match self.observable() {
            Observable::Duration { clock } => clock,
            _ => &Clock::Calendar,
        }
    }

    /// What is computed.
    pub fn statistic(&self) -> &Statistic {
        &self.document.statistic
    }

    /// What happens to missing values.
    pub fn missing(&self) -> MissingRule {
        self.document.missing
    }

    /// Confidence level of the interval.
    pub fn level(&self) -> ConfidenceLevel {
        self.document.level
    }

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

    /// The definition that every measure carries.
    pub fn definition(&self) -> Definition {
        self.definition_with(Vec::new())
    }

    /// The definition with what else changes the number.
    pub(super) fn definition_with(&self, further: Vec<Parameter>) -> Definition {
        let KpiDocument { id, label, direction, missing, .. } = &*self.document;
        let declared = self.document.declared.iter().map(|(name, value)| Parameter::new(name, value)).collect();
        let parameters = [self.parameters(), declared, further].concat();
        Definition::new(id, label.clone(), parameters, self.unit(), *direction, *missing)
    }

    fn parameters(&self) -> Vec<Parameter> {
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

    /// Measures one batch: a tally that observes once and finishes.
    ///
    /// # Errors
    /// Whatever is wrong with the observations; [`QualityError::TooFewObservations`] for none.
    pub fn measure(&self, observations: Observations<'_>) -> Result<Measure> {
        let mut tally = KpiTally::new(self.clone());
        tally.observe(observations)?;
        tally.finish()
    }

    fn check(&self) -> Result<()> {
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

impl TryFrom<KpiDocument> for KpiDefinition {
    type Error = QualityError;

    fn try_from(document: KpiDocument) -> Result<Self> {
        let definition = Self { document: document.into() };
        definition.check()?;
        Ok(definition)
    }
}

impl From<KpiDefinition> for KpiDocument {
    fn from(definition: KpiDefinition) -> Self {
        Arc::unwrap_or_clone(definition.document)
    }
}
