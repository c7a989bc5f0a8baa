//! What two sides say of the same expectations.

use serde::{Deserialize, Serialize};

use super::tally::{BeliefGapOptions, SideSums};
use super::{BeliefGap, BeliefSide};
use crate::gap::five_gaps::ServiceGap;
use crate::measure::{
    Definition, Direction, ExclusionReason, Interval, IntervalMethod, Label, Measure, Parameter, Unit, left_out,
};
use crate::stats::interval::{ConfidenceLevel, Sample, welch};
use crate::stats::{IntegerMoments, SampleMoments, hedges_correction};
use crate::survey::Instrument;

/// The gap of one item, of one dimension or over all items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct BeliefGapResult {
    /// Id of the item or dimension; `overall` for all items.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Mean of the side that is taken to know.
    pub reference: Measure,
    /// Mean of the side whose belief is held against it.
    pub belief: Measure,
    /// Reference − belief: above zero the believer underestimates. Welch's interval; its `n` counts both.
    pub gap: Measure,
    /// Two-sided p value of Welch's t test; missing where neither side varies.
    pub p_value: Option<f64>,
    /// Cohen's d with the pooled deviation of both sides; missing where neither varies.
    pub cohens_d: Option<f64>,
    /// Hedges' g: Cohen's d without its bias in small samples.
    pub hedges_g: Option<f64>,
}

/// Gap 1, 6 or 7, from the item to the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct BeliefGapReport {
    /// Which gap.
    pub gap: ServiceGap,
    /// The side that is taken to know.
    pub reference: BeliefSide,
    /// The side whose belief is held against it.
    pub believer: BeliefSide,
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Respondents of the reference side.
    pub reference_respondents: u64,
    /// Respondents of the believing side.
    pub believer_respondents: u64,
    /// One result for each item, in the order of the instrument.
    pub items: Vec<BeliefGapResult>,
    /// One result for each dimension, in the order of the instrument.
    pub dimensions: Vec<BeliefGapResult>,
    /// Over all items.
    pub overall: BeliefGapResult,
}

/// What is compared: an item, a dimension or the whole.
struct Part<'a> {
    id: &'a str,
    label: Label,
    parameters: Vec<Parameter>,
    /// Items that a score is the mean of.
    items: usize,
    reason: ExclusionReason,
    /// Sums of the reference, then of the believer.
    sums: [&'a IntegerMoments; 2],
}

struct Context<'a> {
    gap: BeliefGap,
    instrument: &'a Instrument,
    options: &'a BeliefGapOptions,
    rows: [u64; 2],
}

impl BeliefGapReport {
    pub(super) fn new(
        gap: BeliefGap,
        instrument: &Instrument,
        options: &BeliefGapOptions,
        reference: &SideSums,
        believer: &SideSums,
    ) -> Self {
        let context = Context { gap, instrument, options, rows: [reference.rows, believer.rows] };
        let item = |position: usize| {
            let item = &instrument.items()[position];
            context.result(Part {
                id: &item.id,
                label: item.label.clone(),
                parameters: vec![Parameter::new("item", &item.id), Parameter::new("reversed", item.reversed)],
                items: 1,
                reason: ExclusionReason::Missing,
                sums: [&reference.items[position], &believer.items[position]],
            })
        };
        let dimension = |position: usize| {
            let dimension = &instrument.dimensions()[position];
            let items = (0..instrument.items().len()).filter(|&item| instrument.dimension_of(item) == position);
            context.result(Part {
                id: &dimension.id,
                label: dimension.label.clone(),
                parameters: vec![Parameter::new("dimension", &dimension.id)],
                items: items.count(),
                reason: ExclusionReason::Incomplete,
                sums: [&reference.dimensions[position], &believer.dimensions[position]],
            })
        };
        Self {
            gap: gap.gap(),
            reference: gap.reference(),
            believer: gap.believer(),
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            reference_respondents: reference.rows,
            believer_respondents: believer.rows,
            items: (0..instrument.items().len()).map(item).collect(),
            dimensions: (0..instrument.dimensions().len()).map(dimension).collect(),
            overall: context.result(Part {
                id: "overall",
                label: Label::new("总体", "Overall"),
                parameters: vec![Parameter::new("score", "mean of all items")],
                items: instrument.items().len(),
                reason: ExclusionReason::Incomplete,
                sums: [&reference.overall, &believer.overall],
            }),
        }
    }
}

impl Context<'_> {
    fn definition(&self, id: &str, label: Label, part: &Part<'_>, unit: Unit, direction: Direction) -> Definition {
        let mut parameters =
            vec![Parameter::new("instrument", self.instrument.id()), Parameter::new("scale", self.instrument.scale())];
        parameters.extend(part.parameters.iter().cloned());
        Definition::new(id, label, parameters, unit, direction, self.options.missing)
    }

    fn mean(&self, side: BeliefSide, at: usize, part: &Part<'_>) -> Measure {
        let (id, label) = match side {
            BeliefSide::Customers => ("customers_expectation", Label::new("顾客期望", "Customers' expectation")),
            BeliefSide::Employees => ("employees_belief", Label::new("员工认识", "Employees' belief")),
            BeliefSide::Managers => ("managers_belief", Label::new("管理者认识", "Managers' belief")),
        };
        let unit = Unit::ScalePoint { scale: self.instrument.scale() };
        let definition = self.definition(id, label, part, unit, Direction::HigherIsBetter);
        let excluded = left_out(part.reason, self.rows[at] - part.sums[at].n);
        Measure::of_mean(definition, part.sums[at].summary(part.items as f64), excluded, self.options.level)
    }

    fn result(&self, part: Part<'_>) -> BeliefGapResult {
        let unit = Unit::ScaleDifference { scale: self.instrument.scale() };
        let label = self.gap.gap().label();
        let definition = self.definition(self.gap.id(), label, &part, unit, Direction::LowerIsBetter);
        let [reference, belief] = part.sums.map(|sums| sums.summary(part.items as f64));
        let n = part.sums[0].n + part.sums[1].n;
        let difference = reference.zip(belief).map(|(reference, belief)| reference.mean - belief.mean);
        let excluded = left_out(part.reason, self.rows[0] + self.rows[1] - n);
        let gap = Measure::of_estimate(definition, difference, n, excluded);
        let contrast = reference.zip(belief).filter(|_| gap.estimate.is_some());
        let contrast = contrast.and_then(|(reference, belief)| Contrast::new(reference, belief, self.options.level));
        let effect = contrast.as_ref().and_then(|contrast| contrast.cohens_d);
        BeliefGapResult {
            id: part.id.into(),
            reference: self.mean(self.gap.reference(), 0, &part),
            belief: self.mean(self.gap.believer(), 1, &part),
            label: part.label,
            gap: gap.with_interval(contrast.as_ref().and_then(|contrast| contrast.interval)),
            p_value: contrast.as_ref().and_then(|contrast| contrast.p_value),
            cohens_d: effect,
            hedges_g: effect
                .zip(hedges_correction(n.saturating_sub(2)))
                .map(|(effect, correction)| effect * correction),
        }
    }
}

/// Interval, p value and effect of a difference of two means.
struct Contrast {
    interval: Option<Interval>,
    p_value: Option<f64>,
    cohens_d: Option<f64>,
}

impl Contrast {
    fn new(reference: SampleMoments, belief: SampleMoments, level: ConfidenceLevel) -> Option<Self> {
        let sample = |side: SampleMoments| {
            Some(Sample { n: side.n as f64, mean: side.mean, standard_deviation: side.deviation? })
        };
        let (reference, belief) = (sample(reference)?, sample(belief)?);
        // The second sample minus the first.
        let found = welch(belief, reference, level);
        let squares = |side: Sample| (side.n - 1.0) * side.standard_deviation * side.standard_deviation;
        let pooled = ((squares(reference) + squares(belief)) / (reference.n + belief.n - 2.0)).sqrt();
        Some(Self {
            interval: found.map(|found| Interval::new(found.bounds, level, IntervalMethod::Welch)),
            p_value: found.and_then(|found| found.p_value),
            cohens_d: (pooled > 0.0).then(|| (reference.mean - belief.mean) / pooled),
        })
    }
}
