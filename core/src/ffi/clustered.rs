//! Weights and clusters.

use std::sync::Arc;

use super::columns::Columns;
use super::json::json_text;
use super::observed::ObservedColumns;
use super::tally::tally_object;
use crate::error::Result;
use crate::kpi::{ClusteredMeasure, ClusteredObservations, KpiDefinition, Weighting};
use crate::measure::{OwnedColumn, Tally};

json_text!(ClusteredMeasure, clustered_measure_from_json);

tally_object! {
    /// An indicator whose rows have weights, belong to clusters such as customers, or both.
    ClusteredTally, crate::kpi::ClusteredTally, ClusteredMeasure
}

#[uniffi::export]
impl ClusteredTally {
    /// An empty tally of a share, a mean or a net score. Where not given, every row counts once.
    #[uniffi::constructor(default(weighting = None))]
    fn new(definition: &KpiDefinition, weighting: Option<Weighting>) -> Result<Self> {
        crate::kpi::ClusteredTally::new(definition.clone(), weighting.unwrap_or_default()).map(Self::of)
    }

    /// What is measured.
    fn definition(&self) -> Arc<KpiDefinition> {
        Arc::new(self.lock().definition().clone())
    }

    /// Adds rows: `cluster` names the column that says to whom each row belongs, without which each
    /// row stands for itself, and `weight` that of the weights.
    #[uniffi::method(default(cluster = None, weight = None))]
    fn observe(
        &self,
        columns: &Columns,
        observed: ObservedColumns,
        cluster: Option<String>,
        weight: Option<String>,
    ) -> Result<()> {
        let mut tally = self.lock();
        let read = columns.observed(tally.definition(), &observed)?;
        let clusters = cluster.map(|name| columns.customers(&name)).transpose()?;
        let weights = weight.map(|name| columns.reals(&name)).transpose()?;
        let clusters = clusters.as_ref().map(OwnedColumn::column).transpose()?;
        let weights = weights.as_ref().map(OwnedColumn::column).transpose()?;
        read.with(|observations| tally.observe(ClusteredObservations { observations, clusters, weights }))
    }
}
