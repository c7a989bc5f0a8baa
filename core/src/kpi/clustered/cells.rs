//! Distinct rows with how often they occur, and their written form.

use serde::{Deserialize, Serialize};

use super::{ClusteredTally, Weighting};
use crate::error::{QualityError, Result};
use crate::kpi::KpiDefinition;
use crate::measure::{ExclusionReason, Exclusions};

/// Cluster, bits of weight and value, and how often they occur.
pub(super) type Cell = (u64, u64, u64, u64);

/// Adds cells to cells, in rising order, equal ones together.
pub(super) fn add(cells: &mut Vec<Cell>, added: &[Cell]) {
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

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    definition: KpiDefinition,
    weighting: Weighting,
    excluded: Exclusions,
    cells: Vec<Cell>,
    single: Vec<Cell>,
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
