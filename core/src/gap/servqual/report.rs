//! From sums to results.

use super::definitions::{Definitions, PartDefinitions};
use super::forms::ServqualForm;
use super::moments::{Moments, combine};
use super::not_applicable::NotApplicableCounts;
use super::result::{GapResult, ServqualOverall, ServqualReport};
use super::sums::{DimensionSums, ItemSums, Sums};
use super::tally::{ServqualOptions, WeightConvention};
use crate::error::Result;
use crate::measure::{Definition, ExclusionReason, Interval, IntervalMethod, Label, Measure, MissingRule, left_out};
use crate::stats::interval::student;
use crate::stats::{SampleMoments, TTest, one_sample_t};
use crate::survey::Instrument;

/// What every measure of one report has in common.
struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a ServqualOptions,
    rows: u64,
    codes: Option<&'a NotApplicableCounts>,
}

/// One report after the other, of the same instrument.
pub(super) struct Reports<'a> {
    instrument: &'a Instrument,
    options: &'a ServqualOptions,
    definitions: Definitions,
}

impl<'a> Reports<'a> {
    pub(super) fn new(instrument: &'a Instrument, options: &'a ServqualOptions) -> Self {
        Self { instrument, options, definitions: Definitions::new(instrument, options) }
    }

    /// What the sums say.
    pub(super) fn of(&self, sums: &Sums) -> Result<ServqualReport> {
        let Self { instrument, options, definitions } = self;
        let pairs = sums.items.iter().map(|item| item.n).max().unwrap_or(0);
        Measure::require_observations(instrument.id(), pairs, 1)?;
        let context = Context { instrument, options, rows: sums.rows, codes: sums.not_applicable.as_ref() };
        let items = definitions.items.iter().zip(&sums.items).enumerate();
        let dimensions = definitions.dimensions.iter().zip(&sums.dimensions).enumerate();
        Ok(ServqualReport {
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            respondents: sums.rows,
            items: items.map(|(item, (part, sums))| context.item(item, part, sums)).collect(),
            dimensions: dimensions.map(|(dimension, (part, sums))| context.dimension(dimension, part, sums)).collect(),
            overall: context.overall(definitions, sums),
        })
    }
}

/// Why observations are left out that are not there: for a code, or else for `reason`.
#[derive(Clone, Copy)]
struct LeftOut {
    reason: ExclusionReason,
    not_applicable: u64,
}

impl Context<'_> {
    fn measure(
        &self,
        definition: &Definition,
        LeftOut { reason, not_applicable }: LeftOut,
        moments: Moments,
    ) -> Measure {
        let Moments { n, mean, deviation } = moments;
        let missing = self.rows - n - not_applicable;
        let mut excluded = left_out(reason, missing);
        excluded.extend(left_out(ExclusionReason::NotApplicable, not_applicable));
        let defined = n > 0 && !(self.options.missing == MissingRule::Propagate && missing > 0);
        let deviation = deviation.filter(|_| defined);
        let bounds = deviation.and_then(|deviation| student(mean, deviation, n, self.options.level));
        Measure {
            definition: definition.clone(),
            estimate: defined.then_some(mean),
            n,
            excluded,
            standard_deviation: deviation,
            interval: bounds.map(|bounds| Interval::new(bounds, self.options.level, IntervalMethod::StudentT)),
            censored: None,
        }
    }

    fn item(&self, position: usize, part: &PartDefinitions, sums: &ItemSums) -> GapResult {
        let item = &self.instrument.items()[position];
        let ends = i64::from(self.instrument.scale().minimum()) + i64::from(self.instrument.scale().maximum());
        // Turning x into ends − x turns sums; squares follow from (ends − x)².
        let turn = |sum: i64, squares: i64| {
            let n = sums.n as i64;
            if item.reversed { [n * ends - sum, n * ends * ends - 2 * ends * sum + squares] } else { [sum, squares] }
        };
        let [e, ee] = turn(sums.expectation, sums.expectation_squares);
        let [p, pp] = turn(sums.perception, sums.perception_squares);
        let gap_squares = sums.expectation_squares + sums.perception_squares - 2 * sums.products;
        self.result(
            item.id.clone(),
            item.label.clone(),
            part,
            LeftOut {
                reason: ExclusionReason::Missing,
                not_applicable: self.codes.map_or(0, |codes| codes.items[position]),
            },
            [
                Moments::from_integers(sums.n, e, ee, 1.0),
                Moments::from_integers(sums.n, p, pp, 1.0),
                Moments::from_integers(sums.n, p - e, gap_squares, 1.0),
            ],
        )
        .of_dimension(&item.dimension)
    }

    fn dimension(&self, position: usize, part: &PartDefinitions, sums: &DimensionSums) -> GapResult {
        let dimension = &self.instrument.dimensions()[position];
        let [items, shift] = self.size_and_shift(position);
        let n = sums.n as i64;
        // Perceptions of reversed items were summed as −p: add back minimum + maximum for each.
        let p = sums.perception + n * shift;
        let pp = sums.perception_squares + 2 * shift * sums.perception + n * shift * shift;
        let gp = sums.products + shift * sums.gap;
        let e = p - sums.gap;
        let ee = pp - 2 * gp + sums.gap_squares;
        let divisor = items as f64;
        let mut result = self.result(
            dimension.id.clone(),
            dimension.label.clone(),
            part,
            LeftOut {
                reason: ExclusionReason::Incomplete,
                not_applicable: self.codes.map_or(0, |codes| codes.dimensions[position]),
            },
            [
                Moments::from_integers(sums.n, e, ee, divisor),
                Moments::from_integers(sums.n, p, pp, divisor),
                Moments::from_integers(sums.n, sums.gap, sums.gap_squares, divisor),
            ],
        );
        result.weight = dimension.weight;
        result
    }

    /// Number of items of a dimension, and what its reversed items add to a respondent's sum.
    fn size_and_shift(&self, dimension: usize) -> [i64; 2] {
        let scale = self.instrument.scale();
        let ends = i64::from(scale.minimum()) + i64::from(scale.maximum());
        let items = self.instrument.items().iter().enumerate();
        items
            .filter(|(item, _)| self.instrument.dimension_of(*item) == dimension)
            .fold([0, 0], |[size, shift], item| [size + 1, shift + if item.1.reversed { ends } else { 0 }])
    }

    fn result(
        &self,
        id: String,
        label: Label,
        part: &PartDefinitions,
        reason: LeftOut,
        [expectation, perception, gap]: [Moments; 3],
    ) -> GapResult {
        let gap = self.measure(&part.gap, reason, gap);
        let test = test_of(&gap);
        GapResult {
            expectation: self.measure(&part.expectation, reason, expectation),
            perception: self.measure(&part.perception, reason, perception),
            gap,
            t: test.map(|test| test.t),
            degrees_of_freedom: test.map(|test| test.degrees),
            p_value: test.map(|test| test.p_value),
            id,
            label,
            dimension: None,
            weight: None,
        }
    }

    fn overall(&self, definitions: &Definitions, sums: &Sums) -> ServqualOverall {
        let count = self.instrument.dimensions().len();
        let shapes: Vec<[i64; 2]> = (0..count).map(|dimension| self.size_and_shift(dimension)).collect();
        let equal: Vec<f64> = shapes.iter().map(|[items, _]| 1.0 / (count as f64 * *items as f64)).collect();
        let unweighted = combine(sums.respondents, &equal, &sums.gap_total, &sums.gap_products);
        let unweighted = self.measure(&definitions.unweighted, self.incomplete(), unweighted);
        let weighted = definitions.weighted.as_ref().zip(self.instrument.weights()).map(|(definition, weights)| {
            let factors = self.factors(&shapes, &weights);
            let moments = combine(sums.respondents, &factors, &sums.gap_total, &sums.gap_products);
            self.measure(definition, self.incomplete(), moments)
        });
        let test = test_of(&unweighted);
        let weighted_test = weighted.as_ref().and_then(test_of);
        ServqualOverall {
            unweighted,
            weighted,
            servperf: self.servperf(&definitions.servperf, sums, &shapes, &equal),
            t: test.map(|test| test.t),
            p_value: test.map(|test| test.p_value),
            weighted_t: weighted_test.map(|test| test.t),
            weighted_p_value: weighted_test.map(|test| test.p_value),
        }
    }

    /// Respondents without every pair.
    fn incomplete(&self) -> LeftOut {
        LeftOut { reason: ExclusionReason::Incomplete, not_applicable: self.codes.map_or(0, |codes| codes.respondents) }
    }

    /// What the sum of each dimension counts in the weighted score.
    fn factors(&self, shapes: &[[i64; 2]], weights: &[f64]) -> Vec<f64> {
        let divisor = match self.options.convention {
            WeightConvention::WeightedSum => 100.0,
            WeightConvention::WeightedSumOverDimensions => 100.0 * shapes.len() as f64,
        };
        weights.iter().zip(shapes).map(|(weight, [items, _])| weight / (divisor * *items as f64)).collect()
    }

    fn servperf(&self, definition: &Definition, sums: &Sums, shapes: &[[i64; 2]], equal: &[f64]) -> Measure {
        let mut moments = combine(sums.respondents, equal, &sums.perception_total, &sums.perception_products);
        moments.mean += equal.iter().zip(shapes).map(|(factor, [_, shift])| factor * *shift as f64).sum::<f64>();
        self.measure(definition, self.incomplete(), moments)
    }
}

/// The paired t test of a mean gap; `None` where it is not defined.
fn test_of(gap: &Measure) -> Option<TTest> {
    let (mean, deviation) = gap.estimate.zip(gap.standard_deviation)?;
    one_sample_t(mean, deviation, gap.n)
}

/// Moments of the weighted overall score in a weighted form; `None` without complete respondents.
pub(super) fn weighted_moments(
    instrument: &Instrument,
    options: &ServqualOptions,
    sums: &Sums,
    form: ServqualForm,
    weights: &[f64],
) -> Option<SampleMoments> {
    let context = Context { instrument, options, rows: sums.rows, codes: sums.not_applicable.as_ref() };
    let shapes: Vec<[i64; 2]> = (0..weights.len()).map(|dimension| context.size_and_shift(dimension)).collect();
    let factors = context.factors(&shapes, weights);
    if sums.respondents == 0 {
        return None;
    }
    let Moments { n, mean, deviation } = match form {
        ServqualForm::Gap | ServqualForm::ImportanceWeightedGap => {
            combine(sums.respondents, &factors, &sums.gap_total, &sums.gap_products)
        }
        _ => {
            let mut moments = combine(sums.respondents, &factors, &sums.perception_total, &sums.perception_products);
            moments.mean += factors.iter().zip(&shapes).map(|(factor, [_, shift])| factor * *shift as f64).sum::<f64>();
            moments
        }
    };
    Some(SampleMoments { n, mean, deviation })
}

impl GapResult {
    fn of_dimension(mut self, dimension: &str) -> Self {
        self.dimension = Some(dimension.into());
        self
    }
}
