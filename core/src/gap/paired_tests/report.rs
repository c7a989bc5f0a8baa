//! What the tests of a paired survey say.

use serde::{Deserialize, Serialize};

use super::counts::{DifferenceCounts, summary};
use super::tally::GapTestOptions;
use crate::error::Result;
use crate::measure::{Definition, Direction, ExclusionReason, Label, Measure, Parameter, Unit, left_out};
use crate::stats::{
    SignedRankTest, adjust, benjamini_hochberg, cohens_d_z, hedges_correction, holm, one_sample_t, signed_rank,
};
use crate::survey::Instrument;

/// The tests of one gap. What is not defined (too few pairs, no variation) is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapTest {
    /// Id of the item or dimension.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Perception − expectation with Student's interval.
    pub gap: Measure,
    /// Paired t statistic.
    pub t: Option<f64>,
    /// Its degrees of freedom.
    pub degrees_of_freedom: Option<u64>,
    /// Its two-sided p value.
    pub p_value: Option<f64>,
    /// The same after Holm's correction over the family.
    pub p_value_holm: Option<f64>,
    /// The same after Benjamini and Hochberg's correction over the family.
    pub p_value_benjamini_hochberg: Option<f64>,
    /// Wilcoxon's signed-rank test.
    pub wilcoxon: Option<SignedRankTest>,
    /// Its p value after Holm's correction.
    pub wilcoxon_p_value_holm: Option<f64>,
    /// Its p value after Benjamini and Hochberg's correction.
    pub wilcoxon_p_value_benjamini_hochberg: Option<f64>,
    /// Cohen's d_z: mean gap in standard deviations of the gaps.
    pub cohens_d_z: Option<f64>,
    /// Hedges' g: d_z without its small-sample bias.
    pub hedges_g: Option<f64>,
}

/// The tests of every item and dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct GapTestReport {
    /// Id of the instrument.
    pub instrument: String,
    /// Name of the instrument.
    pub label: Label,
    /// Rows seen.
    pub respondents: u64,
    /// One test for each item: a family.
    pub items: Vec<GapTest>,
    /// One test for each dimension: a family of its own.
    pub dimensions: Vec<GapTest>,
    /// The mean of the dimensions, each counting the same, of those who answered every pair; missing
    /// where the numbers of items have no common multiple that whole numbers can count in (2^20).
    pub overall: Option<GapTest>,
}

impl GapTestReport {
    pub(super) fn new(
        instrument: &Instrument,
        options: &GapTestOptions,
        rows: u64,
        [items, dimensions]: [&[DifferenceCounts]; 2],
        overall: Option<(Vec<(i64, u64)>, f64)>,
    ) -> Result<Self> {
        let most = items.iter().map(DifferenceCounts::n).max().unwrap_or(0);
        Measure::require_observations(instrument.id(), most, 1)?;
        let context = Context { instrument, options, rows };
        let item = |(item, counts): (&crate::survey::Item, &DifferenceCounts)| {
            context.test(["item", &item.id], &item.label, 1.0, &counts.pairs())
        };
        let dimension = |(position, counts): (usize, &DifferenceCounts)| {
            let found = &instrument.dimensions()[position];
            let size = (0..instrument.items().len()).filter(|&item| instrument.dimension_of(item) == position).count();
            context.test(["dimension", &found.id], &found.label, size as f64, &counts.pairs())
        };
        let overall = overall.map(|(pairs, divisor)| {
            let kind = ["overall", instrument.id()];
            corrected(vec![context.test(kind, instrument.label(), divisor, &pairs)])
        });
        Ok(Self {
            instrument: instrument.id().into(),
            label: instrument.label().clone(),
            respondents: rows,
            items: corrected(instrument.items().iter().zip(items).map(item).collect()),
            dimensions: corrected(dimensions.iter().enumerate().map(dimension).collect()),
            overall: overall.and_then(|mut tests| tests.pop()),
        })
    }
}

/// Adds the corrected p values of one family.
fn corrected(mut tests: Vec<GapTest>) -> Vec<GapTest> {
    let of_t: Vec<Option<f64>> = tests.iter().map(|test| test.p_value).collect();
    let of_ranks: Vec<Option<f64>> = tests.iter().map(|test| test.wilcoxon.map(|ranks| ranks.p_value)).collect();
    let columns = [
        adjust(&of_t, holm),
        adjust(&of_t, benjamini_hochberg),
        adjust(&of_ranks, holm),
        adjust(&of_ranks, benjamini_hochberg),
    ];
    for (row, test) in tests.iter_mut().enumerate() {
        test.p_value_holm = columns[0][row];
        test.p_value_benjamini_hochberg = columns[1][row];
        test.wilcoxon_p_value_holm = columns[2][row];
        test.wilcoxon_p_value_benjamini_hochberg = columns[3][row];
    }
    tests
}

struct Context<'a> {
    instrument: &'a Instrument,
    options: &'a GapTestOptions,
    rows: u64,
}

impl Context<'_> {
    fn test(&self, [kind, id]: [&str; 2], label: &Label, divisor: f64, pairs: &[(i64, u64)]) -> GapTest {
        let moments = summary(pairs, divisor);
        let n = moments.map_or(0, |moments| moments.n);
        let parameters = vec![
            Parameter::new("instrument", self.instrument.id()),
            Parameter::new("scale", self.instrument.scale()),
            Parameter::new(kind, id),
        ];
        let name = Label::new(format!("{}差距", label.zh), format!("{} gap", label.en));
        let unit = Unit::ScaleDifference { scale: self.instrument.scale() };
        let definition =
            Definition::new("gap", name, parameters, unit, Direction::HigherIsBetter, self.options.missing);
        let reason = if kind == "item" { ExclusionReason::Missing } else { ExclusionReason::Incomplete };
        let excluded = left_out(reason, self.rows - n);
        let gap = Measure::of_mean(definition, moments, excluded, self.options.level);
        let sample = gap.estimate.zip(gap.standard_deviation);
        let test = sample.and_then(|(mean, deviation)| one_sample_t(mean, deviation, gap.n));
        let effect = sample.and_then(|(mean, deviation)| cohens_d_z(mean, deviation));
        GapTest {
            id: id.into(),
            label: label.clone(),
            t: test.map(|test| test.t),
            degrees_of_freedom: test.map(|test| test.degrees),
            p_value: test.map(|test| test.p_value),
            p_value_holm: None,
            p_value_benjamini_hochberg: None,
            wilcoxon: gap.estimate.and_then(|_| signed_rank(pairs)),
            wilcoxon_p_value_holm: None,
            wilcoxon_p_value_benjamini_hochberg: None,
            cohens_d_z: effect,
            hedges_g: effect.zip(hedges_correction(gap.n - u64::from(gap.n > 0))).map(|(d, correction)| d * correction),
            gap,
        }
    }
}
