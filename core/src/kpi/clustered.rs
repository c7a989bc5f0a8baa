//! Weighted and clustered forms: several contacts of one customer are not independent.

use serde::{Deserialize, Serialize};

use super::{Criterion, KpiDefinition, Observable, Observations, Statistic};
use crate::error::{QualityError, Result};
use crate::measure::{
    Column, Exclusion, ExclusionReason, Exclusions, Interval, IntervalMethod, Measure, MissingRule, Parameter, Tally,
    Unit,
};
use crate::stats::ExactSum;
use crate::stats::interval::{Bounds, ConfidenceLevel, student};

/// What a linearised ratio says beside its estimate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linearised {
    pub(super) standard_deviation: f64,
    pub(super) interval: Interval,
}

/// The interval of Σ y / Σ x over clusters: with residuals u = y − R x of a cluster, the standard
/// error is √(G / (G − 1) · Σ u²) / Σ x, times Student's t with G − 1 degrees of freedom; `None`
/// below two clusters. The deviation is the error times √n.
pub(super) fn linearised(
    clusters: &[[f64; 2]],
    n: u64,
    level: ConfidenceLevel,
    [lowest, highest]: [f64; 2],
) -> Option<Linearised> {
    let [mut above, mut below] = [ExactSum::default(), ExactSum::default()];
    clusters.iter().for_each(|&[y, x]| {
        above.add(y);
        below.add(x);
    });
    let (whole, count) = (below.value(), clusters.len() as u64);
    let ratio = above.value() / whole;
    let mut squares = ExactSum::default();
    clusters.iter().for_each(|&[y, x]| squares.add_square(y - ratio * x));
    let groups = count as f64;
    let error = (groups / (groups - 1.0) * squares.value()).sqrt() / whole;
    // Student's half-width is t · s / √G: s is made so that this is t times the error.
    let bounds = student(ratio, error * groups.sqrt(), count, level)?;
    let bounds = Bounds { lower: bounds.lower.max(lowest), upper: bounds.upper.min(highest) };
    let interval = Interval::new(bounds, level, IntervalMethod::LinearisedClusters);
    Some(Linearised { standard_deviation: error * (n as f64).sqrt(), interval })
}

/// Whether rows have weights.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Weighting {
    /// Every row counts once.
    #[default]
    Equal,
    /// Every row has a weight, such as the inverse of its probability to be in the sample.
    Weighted,
}

/// A share, a mean or a net score whose rows have weights, belong to clusters, or both, while it is
/// measured.
///
/// # Formula
/// R = Σ w y / Σ w with y the 0 or 1 of a share, the value of a mean, or −100, 0, 100 of a net score.
/// Standard error by linearisation over clusters, √(G / (G − 1) · Σ u²) / Σ w with u = Σ w (y − R)
/// of a cluster; Student's t with G − 1 degrees of freedom, cut at what the unit allows.
///
/// Rows without a cluster column are clusters of their own. Memory: 32 bytes for each distinct
/// triple of cluster, weight and value. Checked against statsmodels, WLS with clustered errors
/// (`tests/golden_pending/clustered.json`).
///
/// ```
/// use servqual::kpi::{ClusteredObservations, ClusteredTally, Observations, Weighting, resolution_rate};
/// use servqual::measure::{Column, Tally};
/// let mut tally = ClusteredTally::new(resolution_rate()?, Weighting::Equal)?;
/// tally.observe(ClusteredObservations {
///     observations: Observations::Outcomes(Column::new("solved", &[true, true, false, false])),
///     clusters: Some(Column::new("customer", &[1, 1, 2, 3])),
///     weights: None,
/// })?;
/// let result = tally.finish()?;
/// assert_eq!((result.measure.estimate, result.clusters), (Some(0.5), 3));
/// # Ok::<(), servqual::QualityError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ClusteredTally {
    definition: KpiDefinition,
    weighting: Weighting,
    excluded: Exclusions,
    /// Distinct cells in rising order.
    cells: Vec<Cell>,
    /// Values of rows without a cluster, which are clusters of their own.
    single: Vec<Cell>,
}

/// Cluster, bits of weight and value, and how often they occur.
type Cell = (u64, u64, u64, u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    definition: KpiDefinition,
    weighting: Weighting,
    excluded: Exclusions,
    cells: Vec<Cell>,
    single: Vec<Cell>,
}

/// One chunk of observations with weights and clusters.
#[derive(Debug, Clone, Copy)]
pub struct ClusteredObservations<'a> {
    /// Ratings, outcomes or durations.
    pub observations: Observations<'a>,
    /// To whom each row belongs, as [`customer_key`](super::customer_key); without it each row
    /// stands for itself.
    pub clusters: Option<Column<'a, u64>>,
    /// The weight of each row, zero or more.
    pub weights: Option<Column<'a, f64>>,
}

/// A measure over clusters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[non_exhaustive]
pub struct ClusteredMeasure {
    /// The measure; `n` counts rows.
    pub measure: Measure,
    /// Clusters.
    pub clusters: u64,
    /// Sum of the weights.
    pub weight: f64,
    /// Variance over that of as many independent rows with the same spread and equal weights
    /// (Kish's design effect): 2 says that half the rows would say as much.
    pub design_effect: Option<f64>,
}

impl ClusteredTally {
    /// An empty tally.
    ///
    /// # Errors
    /// [`QualityError::InvalidParameter`] where the definition is no share, mean or net score of
    /// ratings, outcomes or durations.
    pub fn new(definition: KpiDefinition, weighting: Weighting) -> Result<Self> {
        let fits = matches!(
            (definition.observable(), definition.statistic()),
            (Observable::Rating { .. } | Observable::Outcome {}, _)
                | (Observable::Duration { .. }, Statistic::Mean {} | Statistic::Share { .. })
        );
        if fits {
            return Ok(Self { definition, weighting, excluded: Exclusions::default(), cells: vec![], single: vec![] });
        }
        Err(QualityError::InvalidParameter {
            place: "clustered".into(),
            value: format!("`{}`", definition.id()),
            expected: "a share, mean or net score of ratings, outcomes or durations".into(),
        })
    }

    /// What is measured.
    pub fn definition(&self) -> &KpiDefinition {
        &self.definition
    }

    /// What one observation adds to the numerator.
    fn values(&self, observations: Observations<'_>) -> Result<Vec<Option<f64>>> {
        // The plain tally refuses what is wrong, with its place and row.
        super::KpiTally::new(self.definition.clone().with_missing(MissingRule::Omit)).observe(observations)?;
        let raise = |missing: Option<QualityError>| match missing {
            Some(error) if self.definition.missing() == MissingRule::Raise => Err(error),
            _ => Ok(()),
        };
        let statistic = self.definition.statistic();
        Ok(match observations {
            Observations::Ratings(column) => {
                raise((0..column.len()).find(|&row| !column.is_valid(row)).map(|row| column.missing(row)))?;
                column.iter().map(|answer| answer.map(|answer| rated(statistic, answer))).collect()
            }
            Observations::Outcomes(column) => {
                raise((0..column.len()).find(|&row| !column.is_valid(row)).map(|row| column.missing(row)))?;
                column.iter().map(|yes| yes.map(|yes| f64::from(u8::from(yes)))).collect()
            }
            Observations::Durations(column) => {
                raise((0..column.len()).find(|&row| !column.is_valid(row)).map(|row| column.missing(row)))?;
                column.iter().map(|seconds| seconds.map(|seconds| lasted(statistic, seconds))).collect()
            }
            _ => {
                return Err(QualityError::WrongObservations {
                    place: self.definition.id().into(),
                    found: "observations without one value a row".into(),
                    expected: "ratings, outcomes or durations".into(),
                });
            }
        })
    }

    fn weights(&self, weights: Option<Column<'_, f64>>, rows: usize) -> Result<Vec<Option<f64>>> {
        let Some(column) = weights else {
            if self.weighting == Weighting::Equal {
                return Ok(vec![Some(1.0); rows]);
            }
            return Err(self.wrong("no weights", "a column of weights"));
        };
        if self.weighting == Weighting::Equal {
            return Err(self.wrong("weights", "none: the tally counts every row once"));
        }
        for row in 0..column.len() {
            match column.get(row) {
                None if self.definition.missing() == MissingRule::Raise => return Err(column.missing(row)),
                Some(weight) if !weight.is_finite() || weight < 0.0 => {
                    return Err(QualityError::InvalidCell {
                        place: column.name().into(),
                        row: row as u64,
                        value: weight.to_string(),
                        expected: "a finite weight of zero or more".into(),
                    });
                }
                _ => {}
            }
        }
        Ok(column.iter().collect())
    }

    fn wrong(&self, found: &str, expected: &str) -> QualityError {
        QualityError::WrongObservations {
            place: self.definition.id().into(),
            found: found.into(),
            expected: expected.into(),
        }
    }

    /// Numerator and denominator of each cluster.
    fn clusters(&self) -> Vec<[f64; 2]> {
        let mut clusters = Vec::new();
        for cells in self.cells.chunk_by(|left, right| left.0 == right.0) {
            let [mut above, mut below] = [0.0, 0.0];
            for &(_, weight, value, count) in cells {
                let weight = f64::from_bits(weight) * count as f64;
                above += weight * f64::from_bits(value);
                below += weight;
            }
            clusters.push([above, below]);
        }
        for &(_, weight, value, count) in &self.single {
            let weight = f64::from_bits(weight);
            clusters.extend((0..count).map(|_| [weight * f64::from_bits(value), weight]));
        }
        clusters
    }

    fn range(&self) -> [f64; 2] {
        match self.definition.unit() {
            Unit::Share => [0.0, 1.0],
            Unit::NetPoint => [-100.0, 100.0],
            Unit::ScalePoint { scale } => [scale.minimum().into(), scale.maximum().into()],
            _ => [0.0, f64::MAX],
        }
    }

    /// The variance that the mean of as many independent rows would have.
    fn independent(&self, ratio: f64, weight: f64, n: u64) -> f64 {
        let mut squares = ExactSum::default();
        for &(_, bits, value, count) in self.cells.iter().chain(&self.single) {
            let residual = f64::from_bits(value) - ratio;
            squares.add(f64::from_bits(bits) * count as f64 * residual * residual);
        }
        squares.value() / weight / (n as f64 - 1.0)
    }
}

/// What a rating counts.
fn rated(statistic: &Statistic, answer: i8) -> f64 {
    match statistic {
        Statistic::Share { criterion: Criterion::Between { from, to } } => {
            f64::from(u8::from((*from..=*to).contains(&answer)))
        }
        Statistic::NetScore { below_up_to, above_from } => {
            100.0 * (f64::from(u8::from(answer >= *above_from)) - f64::from(u8::from(answer <= *below_up_to)))
        }
        _ => f64::from(answer),
    }
}

/// What a duration counts.
fn lasted(statistic: &Statistic, seconds: f64) -> f64 {
    match statistic {
        Statistic::Share { criterion: Criterion::AtMost { seconds: limit } } => f64::from(u8::from(seconds <= *limit)),
        _ => seconds,
    }
}

/// Adds cells to cells, in rising order, equal ones together.
fn add(cells: &mut Vec<Cell>, added: &[Cell]) {
    cells.extend_from_slice(added);
    cells.sort_unstable();
    cells.dedup_by(|next, kept| {
        let same = (next.0, next.1, next.2) == (kept.0, kept.1, kept.2);
        if same {
            kept.3 += next.3;
        }
        same
    });
}

impl Tally for ClusteredTally {
    type Observations<'a> = ClusteredObservations<'a>;
    type Output = ClusteredMeasure;
    const KIND: &'static str = "clustered";
    const VERSION: u32 = 1;

    fn observe(&mut self, chunk: ClusteredObservations<'_>) -> Result<()> {
        let values = self.values(chunk.observations)?;
        let rows = Column::new(self.definition.id(), &values);
        if let Some(clusters) = &chunk.clusters {
            rows.require_length(clusters)?;
            if self.definition.missing() == MissingRule::Raise
                && let Some(row) = (0..clusters.len()).find(|&row| !clusters.is_valid(row))
            {
                return Err(clusters.missing(row));
            }
        }
        if let Some(weights) = &chunk.weights {
            rows.require_length(weights)?;
        }
        let weights = self.weights(chunk.weights, values.len())?;
        let (mut added, mut missing) = (Vec::with_capacity(values.len()), 0);
        for (row, (value, weight)) in values.iter().zip(&weights).enumerate() {
            let cluster = chunk.clusters.map_or(Some(0), |clusters| clusters.get(row));
            match (value, weight, cluster) {
                // Adding zero makes one zero of both.
                (Some(value), Some(weight), Some(cluster)) => {
                    added.push((cluster, (weight + 0.0).to_bits(), (value + 0.0).to_bits(), 1));
                }
                _ => missing += 1,
            }
        }
        add(if chunk.clusters.is_some() { &mut self.cells } else { &mut self.single }, &added);
        self.excluded.add(ExclusionReason::Missing, missing);
        Ok(())
    }

    fn merge(&mut self, other: &Self) -> Result<()> {
        if self.definition != other.definition || self.weighting != other.weighting {
            self.definition.definition().require_same(&other.definition.definition())?;
            return Err(QualityError::DefinitionMismatch {
                left: self.definition.id().into(),
                right: other.definition.id().into(),
                difference: "weighting, level or interval".into(),
            });
        }
        add(&mut self.cells, &other.cells);
        add(&mut self.single, &other.single);
        self.excluded.merge(&other.excluded);
        Ok(())
    }

    fn finish(&self) -> Result<ClusteredMeasure> {
        let n = self.cells.iter().chain(&self.single).map(|cell| cell.3).sum();
        Measure::require_observations(self.definition.id(), n, 1)?;
        let clusters = self.clusters();
        let [mut above, mut below] = [ExactSum::default(), ExactSum::default()];
        clusters.iter().for_each(|&[y, x]| {
            above.add(y);
            below.add(x);
        });
        let (weight, level) = (below.value(), self.definition.level());
        let estimate = (weight > 0.0).then(|| above.value() / weight);
        let excluded: Vec<Exclusion> = self.excluded.list();
        let undefined = self.definition.missing() == MissingRule::Propagate && !excluded.is_empty();
        let estimate = estimate.filter(|_| !undefined);
        let found = estimate.and_then(|_| linearised(&clusters, n, level, self.range()));
        let further =
            vec![Parameter::new("weights", if self.weighting == Weighting::Equal { "equal" } else { "given" })];
        let design_effect = estimate.zip(found).and_then(|(ratio, found)| {
            let independent = self.independent(ratio, weight, n);
            let variance = found.standard_deviation * found.standard_deviation / n as f64;
            (independent > 0.0).then(|| variance / independent)
        });
        let measure = Measure {
            definition: self.definition.definition_with(further),
            estimate,
            n,
            excluded,
            standard_deviation: found.map(|found| found.standard_deviation),
            interval: found.map(|found| found.interval),
            censored: None,
        };
        Ok(ClusteredMeasure { measure, clusters: clusters.len() as u64, weight, design_effect })
    }
}

impl TryFrom<Wire> for ClusteredTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let empty = Self::new(wire.definition, wire.weighting)?;
        let possible = |cells: &[Cell]| {
            let distinct =
                cells.windows(2).all(|pair| (pair[0].0, pair[0].1, pair[0].2) < (pair[1].0, pair[1].1, pair[1].2));
            let finite = |bits: u64| f64::from_bits(bits).is_finite();
            distinct
                && cells.iter().all(|&(_, weight, value, count)| {
                    count > 0 && finite(weight) && finite(value) && f64::from_bits(weight) >= 0.0
                })
        };
        let counts = wire.cells.iter().chain(&wire.single).map(|cell| cell.3);
        let n = counts.into_iter().try_fold(0_u64, u64::checked_add);
        let n = n.filter(|&n| n <= crate::stats::MOST_OBSERVATIONS);
        let excluded = wire.excluded.total(&[ExclusionReason::Missing]);
        let counted = excluded.is_some_and(|excluded| excluded <= crate::stats::MOST_OBSERVATIONS);
        if counted && n.is_some() && possible(&wire.cells) && possible(&wire.single) {
            return Ok(Self { excluded: wire.excluded, cells: wire.cells, single: wire.single, ..empty });
        }
        Err(QualityError::InvalidDocument {
            path: "tally.state.cells".into(),
            found: "cells that no observations give".into(),
            expected: "distinct cells in rising order".into(),
        })
    }
}

impl From<ClusteredTally> for Wire {
    fn from(tally: ClusteredTally) -> Self {
        let ClusteredTally { definition, weighting, excluded, cells, single } = tally;
        Self { definition, weighting, excluded, cells, single }
    }
}
