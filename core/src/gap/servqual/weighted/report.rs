//! What a weighted sample says.

use serde::{Deserialize, Serialize};

use super::tally::{WeightedGapOptions, WeightedSums, WeightedValues};
use crate::error::{QualityError, Result};
use crate::gap::servqual::respondent::Layout;
use crate::measure::{
    Definition, Direction, ExclusionReason, Interval, IntervalMethod, Label, Measure, Parameter, Unit, left_out,
};
use crate::stats::interval::student;
use crate::stats::{ExactMoments, one_sample_t};
use crate::survey::Instrument;

/// Weighted gap and perception of one item, one dimension or the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct WeightedGapResult {
    /// Id of the item or dimension; of the whole the id of the instrument.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// For an item, the id of its dimension.
    pub dimension: Option<String>,
    /// Weighted mean of perception − expectation. Its standard deviation is the standard error times
    /// the root of n.
    pub gap: Measure,
    /// Linearised standard error of the gap.
    pub gap_standard_error: Option<f64>,
    /// t statistic of the gap against zero.
    pub t: Option<f64>,
    /// Its degrees of freedom, n − 1.
    pub degrees_of_freedom: Option<u64>,
    /// Its two-sided p value.
    pub p_value: Option<f64>,
    /// Weighted mean of the perception.
    pub performance: Measure,
    /// Linearised standard error of the perception.
    pub performance_standard_error: Option<f64>,
    /// Kish's effective number of respondents, (Σ w)² / Σ w².
    pub effective_n: Option<f64>,
    /// The design effect of weighting: n over the effective number.
    pub design_effect: Option<f64>,
}

/// What a weighted sample says, from the item to the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct WeightedGapReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One result for each item, in the order of the instrument.
    pub items: Vec<WeightedGapResult>,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<WeightedGapResult>,
    /// The mean of the dimensions, each counting the same.
    pub overall: WeightedGapResult,
}

impl WeightedGapReport {
    pub(super) fn new(
        instrument: &Instrument,
        layout: &Layout,
        options: &WeightedGapOptions,
        rows: u64,
        parts: &[WeightedSums],
    ) -> Result<Self> {
        let answered = parts.iter().map(|sums| sums.weights.n() + sums.zeros).max().unwrap_or(0);
        Measure::require_observations(instrument.id(), answered, 1)?;
        if parts.iter().all(|sums| sums.weights.n() == 0) {
            return Err(QualityError::InvalidWeights {
                place: "weight".into(),
                sum: 0.0,
                expected: "at least one respondent with an answer and a positive weight".into(),
            });
        }
        let context = Context { instrument, options, rows };
        let (items, dimensions) = (instrument.items(), instrument.dimensions());
        let item = |(position, item): (usize, &crate::survey::Item)| WeightedGapResult {
            dimension: Some(item.dimension.clone()),
            ..context.result(["item", &item.id], &item.label, &parts[position], 1.0)
        };
        let dimension = |(position, found): (usize, &crate::survey::Dimension)| {
            let size = layout.size(position) as f64;
            context.result(["dimension", &found.id], &found.label, &parts[items.len() + position], size)
        };
        let whole = &parts[items.len() + dimensions.len()];
        let divisor = layout.divisor();
        Ok(Self {
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            respondents: rows,
            items: items.iter().enumerate().map(item).collect(),
            dimensions: dimensions.iter().enumerate().map(dimension).collect(),
            overall: context.result(["overall", instrument.id()], instrument.label(), whole, divisor),
        })
    }
}

struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a WeightedGapOptions,
    rows: u64,
}

impl Context<'_> {
    fn result(&self, kind: [&str; 2], label: &Label, sums: &WeightedSums, divisor: f64) -> WeightedGapResult {
        let scale = self.instrument.scale();
        let (low, high) = (f64::from(scale.minimum()), f64::from(scale.maximum()));
        let name = Label::new(format!("{}加权差距", label.zh), format!("{} weighted gap", label.en));
        let of_gap = Moments::new(sums, &sums.gap, divisor, low - high);
        let gap = self.measure("weighted_gap", name, kind, Unit::ScaleDifference { scale }, sums, of_gap);
        let name = Label::new(format!("{}加权感知", label.zh), format!("{} weighted perception", label.en));
        let of_performance = Moments::new(sums, &sums.performance, divisor, low);
        let unit = Unit::ScalePoint { scale };
        let performance = self.measure("weighted_performance", name, kind, unit, sums, of_performance);
        let error =
            |measure: &Measure| measure.standard_deviation.map(|deviation| deviation / (measure.n as f64).sqrt());
        let sample = gap.estimate.zip(gap.standard_deviation);
        let test = sample.and_then(|(mean, deviation)| one_sample_t(mean, deviation, gap.n));
        let effective_n = effective_n(&sums.weights);
        WeightedGapResult {
            id: kind[1].into(),
            label: label.clone(),
            dimension: None,
            gap_standard_error: error(&gap),
            gap,
            t: test.map(|test| test.t),
            degrees_of_freedom: test.map(|test| test.degrees),
            p_value: test.map(|test| test.p_value),
            performance_standard_error: error(&performance),
            performance,
            effective_n,
            design_effect: effective_n.map(|effective| sums.weights.n() as f64 / effective),
        }
    }

    fn measure(
        &self,
        id: &str,
        label: Label,
        kind: [&str; 2],
        unit: Unit,
        sums: &WeightedSums,
        moments: Option<Moments>,
    ) -> Measure {
        let parameters = vec![
            Parameter::new("instrument", self.instrument.id()),
            Parameter::new("scale", self.instrument.scale()),
            Parameter::new(kind[0], kind[1]),
            Parameter::new("weights", "survey weight of each respondent"),
        ];
        let (direction, level) = (Direction::HigherIsBetter, self.options.level);
        let definition = Definition::new(id, label, parameters, unit, direction, self.options.missing);
        let n = sums.weights.n();
        let reason = if kind[0] == "item" { ExclusionReason::Missing } else { ExclusionReason::Incomplete };
        let mut excluded = left_out(reason, self.rows - n - sums.zeros);
        excluded.extend(left_out(ExclusionReason::ZeroWeight, sums.zeros));
        let mut measure = Measure::of_estimate(definition, moments.map(|moments| moments.mean), n, excluded);
        let deviation = moments.and_then(|moments| moments.deviation).filter(|_| measure.estimate.is_some());
        measure.standard_deviation = deviation;
        let bounds = measure.estimate.zip(deviation).and_then(|(mean, deviation)| student(mean, deviation, n, level));
        measure.with_interval(bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::Linearised)))
    }
}

/// Mean, and the deviation of which the standard error is a root of n less.
#[derive(Clone, Copy)]
struct Moments {
    mean: f64,
    deviation: Option<f64>,
}

impl Moments {
    /// Values are counted from `lowest`, the value of a part with every item at its end.
    fn new(sums: &WeightedSums, of: &WeightedValues, divisor: f64, lowest: f64) -> Option<Self> {
        let above = ExactMoments::ratio(&of.values, &sums.weights)? / divisor;
        let deviation = ExactMoments::residual_deviation(&of.values, &sums.weights, &of.products);
        // Products of weights are rounded: what that leaves where everybody says the same is zero.
        let design_effect = effective_n(&sums.weights).map_or(1.0, |effective| sums.weights.n() as f64 / effective);
        let trace = 2.0 * f64::EPSILON * above * design_effect.sqrt();
        let deviation = deviation.map(|deviation| deviation / divisor);
        let deviation = deviation.map(|deviation| if deviation <= trace { 0.0 } else { deviation });
        Some(Self { mean: above + lowest, deviation })
    }
}

/// (Σ w)² / Σ w² by mean and variance of the weights; `None` without any.
fn effective_n(weights: &ExactMoments) -> Option<f64> {
    let (n, mean) = (weights.n() as f64, weights.mean()?);
    let spread = weights.standard_deviation().map_or(0.0, |deviation| deviation / mean);
    Some(n / (1.0 + spread * spread * (n - 1.0) / n))
}
