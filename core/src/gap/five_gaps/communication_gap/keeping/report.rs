//! How promises were kept.

use serde::{Deserialize, Serialize};

use super::counts::Counts;
use super::tally::PromiseKeepingOptions;
use super::{Promise, kept_definition, ratio_definition};
use crate::gap::five_gaps::severity;
use crate::measure::{
    Definition, Direction, Exclusion, ExclusionReason, Interval, IntervalMethod, Label, Measure, Parameter,
    TargetBound, Unit, left_out,
};
use crate::stats::interval::{Bounds, student};
use crate::stats::{ExactMoments, SampleMoments, cohens_d_z, one_sample_t};

/// How one promise was kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct PromiseKeeping {
    /// Id of the promise.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Id of the channel.
    pub channel: String,
    /// Share of the rows in which at least as much was delivered as promised (at most as much where
    /// less is promised), with Wilson's interval.
    pub kept: Measure,
    /// Mean of promised − delivered (delivered − promised where less is promised): above zero more
    /// was promised.
    pub over_promise: Measure,
    /// Two-sided p value of the t test that nothing was over-promised.
    pub p_value: Option<f64>,
    /// Mean over-promise / its standard deviation (Cohen's d_z).
    pub cohens_d_z: Option<f64>,
    /// Sum promised / sum delivered (or the other way round), with the interval of a ratio estimate;
    /// missing for units without a zero, and where nothing was delivered.
    pub over_promise_ratio: Option<Measure>,
    /// Mean over-promise of the rows as a share of what is possible, none below zero; missing where
    /// the unit has neither ends nor a zero.
    pub severity: Option<Measure>,
}

/// How promises were kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct PromiseKeepingReport {
    /// One result for each promise of the register.
    pub promises: Vec<PromiseKeeping>,
    /// Share kept of all rows.
    pub kept: Measure,
    /// Mean severity of the promises.
    pub severity: Measure,
}

/// What every measure of one promise has in common.
pub(super) struct Context<'a> {
    pub(super) promise: &'a Promise,
    pub(super) options: &'a PromiseKeepingOptions,
    pub(super) counts: &'a Counts,
}

impl Context<'_> {
    fn excluded(&self) -> Vec<Exclusion> {
        left_out(ExclusionReason::Missing, self.counts.missing)
    }

    fn parameters(&self) -> Vec<Parameter> {
        let bound = match self.promise.target.bound {
            TargetBound::AtLeast => "at least",
            TargetBound::AtMost => "at most",
        };
        vec![Parameter::new("promise", &self.promise.id), Parameter::new("bound", bound)]
    }

    fn mean(&self, id: &str, label: Label, unit: Unit, moments: &ExactMoments) -> Measure {
        let definition =
            Definition::new(id, label, self.parameters(), unit, Direction::LowerIsBetter, self.options.missing);
        let found =
            moments.mean().map(|mean| SampleMoments { n: moments.n(), mean, deviation: moments.standard_deviation() });
        Measure::of_mean(definition, found, self.excluded(), self.options.level)
    }

    fn ratio(&self) -> Option<Measure> {
        let Counts { promised, delivered, products, .. } = self.counts;
        let (above, below) = match self.promise.target.bound {
            TargetBound::AtLeast => (promised, delivered),
            TargetBound::AtMost => (delivered, promised),
        };
        let ratio = ExactMoments::ratio(above, below)?;
        let definition = ratio_definition(&self.promise.id, "rows", self.options.missing);
        let (n, level) = (promised.n(), self.options.level);
        let mut measure = Measure::of_estimate(definition, Some(ratio), n, self.excluded());
        let deviation = ExactMoments::residual_deviation(above, below, products);
        measure.standard_deviation = deviation.filter(|_| measure.estimate.is_some());
        let bounds = deviation.and_then(|deviation| student(ratio, deviation, n, level));
        let bounds = bounds.map(|bounds| Bounds { lower: bounds.lower.max(0.0), ..bounds });
        Some(measure.with_interval(bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::Linearised))))
    }

    pub(super) fn keeping(&self) -> PromiseKeeping {
        let Promise { id, label, channel, target, .. } = self.promise;
        let kept = kept_definition(self.parameters(), self.options.missing);
        let n = self.counts.behind.n();
        let name = Label::new("过度承诺", "Over-promise");
        let behind = self.mean("over_promise", name, target.unit.difference(), &self.counts.behind);
        let moments = behind.estimate.zip(behind.standard_deviation);
        let severity = self.mean("severity", severity::label(), Unit::ShareDifference, &self.counts.severity);
        PromiseKeeping {
            id: id.clone(),
            label: label.clone(),
            channel: channel.clone(),
            kept: Measure::of_share(kept, self.counts.kept, n, self.excluded(), self.options.level),
            p_value: moments.and_then(|(mean, deviation)| one_sample_t(mean, deviation, n)).map(|test| test.p_value),
            cohens_d_z: moments.and_then(|(mean, deviation)| cohens_d_z(mean, deviation)),
            over_promise: behind,
            over_promise_ratio: self.ratio(),
            severity: Some(severity).filter(|severity| severity.n == n),
        }
    }
}
