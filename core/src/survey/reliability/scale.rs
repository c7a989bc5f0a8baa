//! Reliability of one scale from its exact matrix of centred products.

use serde::{Deserialize, Serialize};

use super::tally::ReliabilityOptions;
use crate::measure::{
    Definition, Direction, ExclusionReason, Interval, IntervalMethod, Label, Measure, MissingRule, Parameter, Unit,
    left_out,
};
use crate::stats::interval::{Bounds, ConfidenceLevel};
use crate::stats::{SampleMoments, beta_quantile};
use crate::survey::{CrossProducts, Instrument, correlation_of};

/// What one item contributes to its scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ItemAnalysis {
    /// Id of the item.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Whether its answers were turned.
    pub reversed: bool,
    /// Its mean over the respondents of the scale, turned where it is reverse-scored.
    pub mean: Measure,
    /// Correlation with the sum of the other items (corrected item–total correlation).
    pub item_rest_correlation: Option<f64>,
    /// Correlation with the sum of all items.
    pub item_total_correlation: Option<f64>,
    /// Alpha of the other items; missing where fewer than two are left.
    pub alpha_if_deleted: Option<f64>,
}

/// How reliable one scale is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ScaleReliability {
    /// Id of the dimension.
    pub id: String,
    /// Name for people.
    pub label: Label,
    /// Cronbach's alpha from covariances, with Feldt's interval.
    pub alpha: Measure,
    /// Alpha of the standardised items.
    pub standardized_alpha: Option<f64>,
    /// Mean correlation of two different items.
    pub mean_inter_item_correlation: Option<f64>,
    /// Guttman's λ₂, never below alpha.
    pub guttman_lambda_2: Option<f64>,
    /// Mean of the respondents' sums over the items.
    pub total_mean: Option<f64>,
    /// Standard deviation of these sums.
    pub total_standard_deviation: Option<f64>,
    /// Standard error of measurement of a respondent's sum: its deviation times √(1 − alpha).
    pub standard_error_of_measurement: Option<f64>,
    /// One analysis for each item.
    pub items: Vec<ItemAnalysis>,
}

/// Which ratings a scale is made of, and what may be said of them.
pub(super) struct ScaleContext<'a> {
    pub(super) instrument: &'a Instrument,
    pub(super) options: &'a ReliabilityOptions,
    /// Position of the dimension.
    pub(super) dimension: usize,
    /// What was rated, such as `perception`.
    pub(super) ratings: &'a str,
}

/// n Σxy − Σx Σy of every two items, turned where they are reverse-scored, and their sums.
pub(super) struct ScaleMatrix {
    pub(super) rows: u64,
    pub(super) n: u64,
    pub(super) sums: Vec<i64>,
    pub(super) centred: Vec<Vec<i128>>,
}

impl ScaleMatrix {
    /// The matrix of the columns from `first` on, one for each of `reversed`.
    pub(super) fn new(products: &CrossProducts, first: usize, reversed: &[bool], ends: i64) -> Self {
        let sign = |item: usize| if reversed[item] { -1 } else { 1 };
        let row = |left: usize| {
            (0..reversed.len())
                .map(|right| sign(left) * sign(right) * products.centred(first + left, first + right))
                .collect()
        };
        let turned = |item: usize| {
            let sum = products.sum(first + item);
            if reversed[item] { products.n() as i64 * ends - sum } else { sum }
        };
        Self {
            rows: products.rows(),
            n: products.n(),
            sums: (0..reversed.len()).map(turned).collect(),
            centred: (0..reversed.len()).map(row).collect(),
        }
    }

    fn items(&self) -> usize {
        self.sums.len()
    }

    fn variances(&self) -> i128 {
        (0..self.items()).map(|item| self.centred[item][item]).sum()
    }

    /// n² times the variance of the sum over all items.
    pub(super) fn total(&self) -> i128 {
        self.centred.iter().flatten().sum()
    }

    fn with_total(&self, item: usize) -> i128 {
        self.centred[item].iter().sum()
    }

    pub(super) fn alpha(&self) -> Option<f64> {
        alpha_of(self.items(), self.variances(), self.total())
    }

    fn mean_correlation(&self) -> Option<f64> {
        let items = self.items();
        let mut sum = 0.0;
        for left in 0..items {
            for right in left + 1..items {
                let (own, other) = (self.centred[left][left], self.centred[right][right]);
                sum += correlation_of(self.centred[left][right], own, other)?;
            }
        }
        (items > 1).then(|| sum / (items * (items - 1) / 2) as f64)
    }

    fn lambda_2(&self) -> Option<f64> {
        let (items, total) = (self.items() as f64, self.total() as f64);
        if total <= 0.0 || self.items() < 2 {
            return None;
        }
        let mut squares = 0.0;
        for (left, row) in self.centred.iter().enumerate() {
            let others = row.iter().enumerate().filter(|(right, _)| *right != left);
            squares += others.map(|(_, &product)| (product as f64 / total) * (product as f64 / total)).sum::<f64>();
        }
        let off_diagonal = (self.total() - self.variances()) as f64 / total;
        Some(off_diagonal + (items / (items - 1.0) * squares).sqrt())
    }

    fn moments(&self, sum: i64, square: i128) -> Option<SampleMoments> {
        let size = self.n as f64;
        // Bytes may hold products that no answers have together; their square is then below zero.
        let deviation = (self.n > 1).then(|| (square.max(0) as f64 / (size * (size - 1.0))).sqrt());
        (self.n > 0).then(|| SampleMoments { n: self.n, mean: sum as f64 / size, deviation })
    }
}

/// k (total − variances) / ((k − 1) total): exact up to the last division.
fn alpha_of(items: usize, variances: i128, total: i128) -> Option<f64> {
    if items < 2 || total <= 0 {
        return None;
    }
    let covariances = (items as i128 * (total - variances)) as f64;
    Some(covariances / ((items - 1) as f64 * total as f64))
}

/// Feldt's interval of alpha; `None` below two respondents or items.
fn feldt(alpha: f64, n: u64, items: usize, level: ConfidenceLevel) -> Option<Bounds> {
    if n < 2 || items < 2 {
        return None;
    }
    let respondents = (n - 1) as f64;
    let residual = respondents * (items - 1) as f64;
    let quantile = |probability: f64| {
        let share = beta_quantile(probability, respondents / 2.0, residual / 2.0);
        residual * share / (respondents * (1.0 - share))
    };
    let at = |probability: f64| 1.0 - (1.0 - alpha) * quantile(probability);
    Some(Bounds { lower: at(1.0 - level.tail()), upper: at(level.tail()) })
}

impl ScaleContext<'_> {
    /// Positions of the items of the dimension.
    pub(super) fn positions(instrument: &Instrument, dimension: usize) -> Vec<usize> {
        (0..instrument.items().len()).filter(|&item| instrument.dimension_of(item) == dimension).collect()
    }

    fn definition(&self, id: &str, label: Label, unit: Unit, extra: Vec<Parameter>) -> Definition {
        let dimension = &self.instrument.dimensions()[self.dimension];
        let mut parameters = vec![
            Parameter::new("instrument", self.instrument.id()),
            Parameter::new("scale", self.instrument.scale()),
            Parameter::new("dimension", &dimension.id),
            Parameter::new("ratings", self.ratings),
            Parameter::new("rows", "complete on the dimension"),
        ];
        parameters.extend(extra);
        Definition::new(id, label, parameters, unit, Direction::HigherIsBetter, self.options.missing)
    }

    /// Everything about the scale. What cannot be computed is missing.
    pub(super) fn reliability(&self, matrix: &ScaleMatrix) -> ScaleReliability {
        let dimension = &self.instrument.dimensions()[self.dimension];
        let alpha = self.alpha(matrix);
        // Under the rule `propagate` one missing answer leaves every number of the scale missing.
        let propagated = self.options.missing == MissingRule::Propagate && matrix.n < matrix.rows;
        let shown = |value: Option<f64>| value.filter(|_| !propagated);
        let correlation = shown(matrix.mean_correlation());
        let items = matrix.items() as f64;
        let total = matrix.moments(matrix.sums.iter().sum(), matrix.total());
        let deviation = shown(total.and_then(|total| total.deviation));
        let analyses = Self::positions(self.instrument, self.dimension);
        ScaleReliability {
            id: dimension.id.clone(),
            label: dimension.label.clone(),
            // Two items that run exactly against each other have none.
            standardized_alpha: correlation
                .map(|r| items * r / (1.0 + (items - 1.0) * r))
                .filter(|alpha| alpha.is_finite()),
            mean_inter_item_correlation: correlation,
            guttman_lambda_2: shown(matrix.lambda_2()),
            total_mean: shown(total.map(|total| total.mean)),
            total_standard_deviation: deviation,
            standard_error_of_measurement: deviation
                .zip(alpha.estimate)
                .map(|(deviation, alpha)| deviation * (1.0 - alpha).max(0.0).sqrt()),
            items: analyses.iter().enumerate().map(|(at, &item)| self.item(item, at, matrix, &shown)).collect(),
            alpha,
        }
    }

    fn alpha(&self, matrix: &ScaleMatrix) -> Measure {
        let label = &self.instrument.dimensions()[self.dimension].label;
        let label = Label::new(format!("{}信度", label.zh), format!("{} reliability", label.en));
        let items = vec![Parameter::new("items", matrix.items())];
        let definition = self.definition("cronbach_alpha", label, Unit::Coefficient, items);
        let excluded = left_out(ExclusionReason::Incomplete, matrix.rows - matrix.n);
        let measure = Measure::of_estimate(definition, matrix.alpha(), matrix.n, excluded);
        let level = self.options.level;
        let bounds = measure.estimate.and_then(|alpha| feldt(alpha, matrix.n, matrix.items(), level));
        measure.with_interval(bounds.map(|bounds| Interval::new(bounds, level, IntervalMethod::Feldt)))
    }

    fn item(
        &self,
        position: usize,
        at: usize,
        matrix: &ScaleMatrix,
        shown: &dyn Fn(Option<f64>) -> Option<f64>,
    ) -> ItemAnalysis {
        let item = &self.instrument.items()[position];
        let own = matrix.centred[at][at];
        let (with_total, total) = (matrix.with_total(at), matrix.total());
        let rest = total - 2 * with_total + own;
        let unit = match self.ratings {
            "gap" => Unit::ScaleDifference { scale: self.instrument.scale() },
            _ => Unit::ScalePoint { scale: self.instrument.scale() },
        };
        let parameters = vec![Parameter::new("item", &item.id), Parameter::new("reversed", item.reversed)];
        let definition = self.definition("item_mean", item.label.clone(), unit, parameters);
        let excluded = left_out(ExclusionReason::Incomplete, matrix.rows - matrix.n);
        ItemAnalysis {
            id: item.id.clone(),
            label: item.label.clone(),
            reversed: item.reversed,
            mean: Measure::of_mean(definition, matrix.moments(matrix.sums[at], own), excluded, self.options.level),
            item_rest_correlation: shown(correlation_of(with_total - own, own, rest)),
            item_total_correlation: shown(correlation_of(with_total, own, total)),
            alpha_if_deleted: shown(alpha_of(matrix.items() - 1, matrix.variances() - own, rest)),
        }
    }
}
