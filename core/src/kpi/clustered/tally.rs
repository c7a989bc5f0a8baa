//! Shares, means and net scores over clusters, while they are measured.

use serde::{Deserialize, Serialize};

use super::cells::{Cell, Wire, add};
use super::{ClusteredMeasure, ClusteredObservations, Weighting, linearised};
use crate::error::{QualityError, Result};
use crate::kpi::{KpiDefinition, Observable, Statistic};
use crate::measure::{Column, Exclusion, ExclusionReason, Exclusions, Measure, MissingRule, Parameter, Tally};
use crate::stats::ExactSum;

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
/// (`tests/golden/clustered.json`).
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
    pub(super) definition: KpiDefinition,
    pub(super) weighting: Weighting,
    pub(super) excluded: Exclusions,
    /// Distinct cells in rising order.
    pub(super) cells: Vec<Cell>,
    /// Values of rows without a cluster, which are clusters of their own.
    pub(super) single: Vec<Cell>,
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
