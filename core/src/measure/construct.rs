//! How estimators put a measure together, with one rule for what is missing.

use super::{Definition, Exclusion, ExclusionReason, Interval, IntervalMethod, Measure, MissingRule};
use crate::stats::SampleMoments;
use crate::stats::interval::{ConfidenceLevel, student, wilson};

/// One reason with its count; nothing where the count is zero.
pub(crate) fn left_out(reason: ExclusionReason, count: u64) -> Vec<Exclusion> {
    if count == 0 { Vec::new() } else { vec![Exclusion { reason, count }] }
}

impl Measure {
    /// A measure without deviation and interval. Under the rule `propagate` the estimate is missing
    /// as soon as one value was.
    pub(crate) fn of_estimate(definition: Definition, estimate: Option<f64>, n: u64, excluded: Vec<Exclusion>) -> Self {
        let missing = excluded
            .iter()
            .any(|exclusion| matches!(exclusion.reason, ExclusionReason::Missing | ExclusionReason::Incomplete));
        let defined = !(missing && definition.missing == MissingRule::Propagate);
        Self {
            definition,
            estimate: estimate.filter(|_| defined),
            n,
            excluded,
            standard_deviation: None,
            interval: None,
            censored: None,
        }
    }

    /// The same with an interval, where there is an estimate.
    pub(crate) fn with_interval(mut self, interval: Option<Interval>) -> Self {
        self.interval = interval.filter(|_| self.estimate.is_some());
        self
    }

    /// A mean with its deviation and Student's interval.
    pub(crate) fn of_mean(
        definition: Definition,
        moments: Option<SampleMoments>,
        excluded: Vec<Exclusion>,
        level: ConfidenceLevel,
    ) -> Self {
        let n = moments.map_or(0, |moments| moments.n);
        let mut measure = Self::of_estimate(definition, moments.map(|moments| moments.mean), n, excluded);
        let deviation = moments.and_then(|moments| moments.deviation).filter(|_| measure.estimate.is_some());
        measure.standard_deviation = deviation;
        let bounds = measure.estimate.zip(deviation).and_then(|(mean, deviation)| student(mean, deviation, n, level));
        measure.with_interval(bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::StudentT)))
    }

    /// A share with Wilson's interval; missing without a whole.
    pub(crate) fn of_share(
        definition: Definition,
        part: u64,
        whole: u64,
        excluded: Vec<Exclusion>,
        level: ConfidenceLevel,
    ) -> Self {
        let share = (whole > 0).then(|| part as f64 / whole as f64);
        let measure = Self::of_estimate(definition, share, whole, excluded);
        let bounds = (whole > 0).then(|| wilson(part as f64, whole as f64, level));
        measure.with_interval(bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::Wilson)))
    }
}
