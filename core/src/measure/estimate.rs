//! The one result type: a number with its meaning.

use serde::{Deserialize, Serialize};

use super::{Definition, Target, Verdict};
use crate::error::{QualityError, Result};
use crate::stats::interval::{Bounds, ConfidenceLevel};

/// How an interval was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[non_exhaustive]
pub enum IntervalMethod {
    /// Wilson's score interval of a proportion.
    Wilson,
    /// Student's t interval of a mean.
    StudentT,
    /// Rocks' adjusted Wald interval of a net score.
    AdjustedWald,
    /// Two order statistics around a quantile.
    OrderStatistics,
    /// Garwood's exact Poisson interval of a rate.
    Garwood,
    /// Student's t interval of a ratio by linearisation.
    Linearised,
    /// Newcombe's hybrid score interval of a difference of shares.
    Newcombe,
    /// Welch's t interval of a difference of means.
    Welch,
    /// Wald's interval of a difference of net scores or rates.
    WaldDifference,
    /// The logarithmic delta interval of a relative change.
    LogRatio,
    /// Feldt's F interval of a reliability coefficient.
    Feldt,
    /// Fisher's z interval of a correlation.
    FisherZ,
    /// Hedges and Olkin's normal interval of a standardised difference of means.
    HedgesOlkin,
    /// Greenwood's interval of a survival share on the scale of log(−log S).
    GreenwoodLogLog,
    /// Brookmeyer and Crowley's interval of a survival time.
    BrookmeyerCrowley,
    /// Wilson's score interval with continuity correction.
    WilsonContinuity,
    /// Clopper and Pearson's exact interval of a proportion.
    ClopperPearson,
    /// Jeffreys' interval of a proportion.
    Jeffreys,
    /// Agresti and Coull's interval of a proportion.
    AgrestiCoull,
    /// The score test of a net score, inverted.
    NetScoreTest,
    /// Wald's interval of a net score.
    Wald,
    /// Student's t interval of a weighted ratio by linearisation over clusters.
    LinearisedClusters,
    /// A normal-mixture confidence sequence: valid at every look.
    ConfidenceSequence,
    /// Percentiles of bootstrap replicates.
    BootstrapPercentile,
    /// Bias-corrected and accelerated percentiles of bootstrap replicates.
    BootstrapBca,
    /// The ends of another measure's interval, put through a monotone function, such as the distance
    /// to a target.
    Transformed,
    /// Means of the lower and of the upper ends of several intervals: not too narrow, however the
    /// estimates are correlated.
    AveragedEnds,
    /// Zou and Donner's interval of a difference, from the interval of each side: the method of
    /// variance estimates recovery. Of a relative change the same on logarithms.
    VarianceRecovery,
}

/// A confidence interval with its level and method.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Interval {
    /// Lower end, in the unit of the measure.
    pub lower: f64,
    /// Upper end, in the unit of the measure.
    pub upper: f64,
    /// Confidence level, such as 0.95.
    pub level: f64,
    /// How it was computed.
    pub method: IntervalMethod,
}

impl Interval {
    pub(crate) fn new(bounds: Bounds, level: ConfidenceLevel, method: IntervalMethod) -> Self {
        Self { lower: bounds.lower, upper: bounds.upper, level: level.get(), method }
    }
}

/// Why an observation was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[non_exhaustive]
pub enum ExclusionReason {
    /// The value, or one of a pair, is missing.
    Missing,
    /// The case has not ended yet.
    Open,
    /// Too young for its window to have passed.
    Immature,
    /// An abandoned call that the formula does not count.
    Abandoned,
    /// A respondent without an answer to every item that is needed.
    Incomplete,
    /// Marked as unusable: by a check of the data, on request, or by the definition, such as answers
    /// that contradict each other.
    Flagged,
    /// A target that the observations neither meet nor miss.
    Undecided,
    /// A code that was declared as "not applicable" or "don't know".
    NotApplicable,
    /// A respondent whose survey weight is zero.
    ZeroWeight,
}

impl ExclusionReason {
    /// The machine name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Open => "open",
            Self::Immature => "immature",
            Self::Abandoned => "abandoned",
            Self::Incomplete => "incomplete",
            Self::Flagged => "flagged",
            Self::NotApplicable => "not_applicable",
            Self::ZeroWeight => "zero_weight",
            Self::Undecided => "undecided",
        }
    }
}

/// How many observations were left out for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Exclusion {
    /// Why.
    pub reason: ExclusionReason,
    /// How many.
    pub count: u64,
}

/// Counts of left-out observations by reason, while they are collected.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Exclusions(std::collections::BTreeMap<ExclusionReason, u64>);

impl Exclusions {
    pub(crate) fn add(&mut self, reason: ExclusionReason, count: u64) {
        if count > 0 {
            *self.0.entry(reason).or_default() += count;
        }
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(&reason, &count)| self.add(reason, count));
    }

    pub(crate) fn count(&self, reason: ExclusionReason) -> u64 {
        self.0.get(&reason).copied().unwrap_or(0)
    }

    /// All of them, where they are some of the named reasons, each at least once.
    pub(crate) fn total(&self, possible: &[ExclusionReason]) -> Option<u64> {
        let entries = self.0.iter();
        entries.into_iter().try_fold(0_u64, |total, (reason, &count)| {
            total.checked_add(count).filter(|_| count > 0 && possible.contains(reason))
        })
    }

    pub(crate) fn list(&self) -> Vec<Exclusion> {
        self.0.iter().map(|(&reason, &count)| Exclusion { reason, count }).collect()
    }
}

/// A number with its meaning: what was measured, on how many observations, how surely.
///
/// The estimate is missing where the missing rule is `propagate` and a value was missing, and in a
/// report for a part, such as an item, that has no observations.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct Measure {
    /// What was measured.
    pub definition: Definition,
    /// The number, in the unit of the definition.
    pub estimate: Option<f64>,
    /// Observations that were used (for a rate: base units).
    pub n: u64,
    /// Observations that were left out, by reason.
    pub excluded: Vec<Exclusion>,
    /// Standard deviation of a single observation, where it is defined.
    pub standard_deviation: Option<f64>,
    /// The interval; missing where so few observations have none.
    pub interval: Option<Interval>,
    /// Of the observations that were used, how many had not ended when they were last seen; only
    /// for statistics of survival, which count them for as long as they were watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "uniffi", uniffi(default = None))]
    pub censored: Option<u64>,
}

impl Measure {
    /// Number of observations left out for `reason`.
    pub fn excluded_for(&self, reason: ExclusionReason) -> u64 {
        self.excluded.iter().find(|exclusion| exclusion.reason == reason).map_or(0, |exclusion| exclusion.count)
    }

    /// What the measure says against a target.
    ///
    /// # Errors
    /// [`QualityError::UnitMismatch`] where the target is in another unit.
    pub fn judge(&self, target: &Target) -> Result<Verdict> {
        Verdict::new(self, target)
    }

    /// How this measure differs from `earlier`, another one of the same definition.
    ///
    /// # Errors
    /// [`QualityError::DefinitionMismatch`] where definitions or confidence levels differ.
    ///
    /// ```
    /// use servqual::kpi::{Observations, customer_satisfaction};
    /// use servqual::measure::{Column, Outcome, Target, Unit};
    /// let csat = customer_satisfaction(Default::default())?;
    /// let before = csat.measure(Observations::Ratings(Column::new("before", &[[5_i8, 2]; 200].concat())))?;
    /// let after = csat.measure(Observations::Ratings(Column::new("after", &[[5_i8, 5, 2]; 200].concat())))?;
    /// let change = after.change_since(&before)?;
    /// // From 50 % to 66.7 %: 16.7 percentage points, or 33 percent more.
    /// assert_eq!(change.judge(&Target::at_least(0.10, Unit::ShareDifference)?)?, Outcome::Met);
    /// assert_eq!(change.judge(&Target::at_least(0.30, Unit::RelativeChange)?)?, Outcome::Undecided);
    /// # Ok::<(), servqual::QualityError>(())
    /// ```
    pub fn change_since(&self, earlier: &Self) -> Result<super::Comparison> {
        super::Comparison::new(earlier, self)
    }

    /// One line for people: `Net promoter score +30.0 [+14.1, +44.2] n = 100`.
    pub fn show(&self, language: super::Language) -> String {
        let unit = &self.definition.unit;
        let label = self.definition.label.text(language);
        let estimate = self.estimate.map_or("–".into(), |estimate| unit.show(estimate));
        match &self.interval {
            Some(interval) => {
                format!(
                    "{label} {estimate} [{}, {}] n = {}",
                    unit.show(interval.lower),
                    unit.show(interval.upper),
                    self.n
                )
            }
            None => format!("{label} {estimate} n = {}", self.n),
        }
    }

    /// The error for a measure without observations.
    pub(crate) fn require_observations(place: &str, actual: u64, required: u64) -> Result<()> {
        if actual >= required {
            return Ok(());
        }
        Err(QualityError::TooFewObservations { place: place.into(), required, actual })
    }
}
