//! The tally as it is written: cells from the smallest value to the largest.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cells::{Cell, Cells};
use super::key::{bucket_of, key_of, value_of};
use super::{Distribution, EXACT_DISTINCT_VALUES, QuantileTally};
use crate::error::{QualityError, Result};
use crate::stats::MOST_OBSERVATIONS;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wire {
    minimum: f64,
    maximum: f64,
    sketched: bool,
    cells: Vec<Cell>,
}

impl From<QuantileTally> for Wire {
    fn from(tally: QuantileTally) -> Self {
        let Cells { minimum, maximum, sketched, cells, .. } = tally.into_cells();
        Self { minimum, maximum, sketched, cells: Arc::unwrap_or_clone(cells) }
    }
}

impl TryFrom<Wire> for QuantileTally {
    type Error = QualityError;

    fn try_from(wire: Wire) -> Result<Self> {
        let invalid = |expected: &str| QualityError::InvalidDocument {
            path: "quantiles.cells".into(),
            found: format!("{} cells", wire.cells.len()),
            expected: expected.into(),
        };
        if wire.cells.windows(2).any(|pair| pair[0].key >= pair[1].key) || wire.cells.iter().any(|cell| cell.count == 0)
        {
            return Err(invalid("cells in rising order, none empty"));
        }
        if !wire.sketched && wire.cells.len() > EXACT_DISTINCT_VALUES {
            return Err(invalid("at most 4096 exact values"));
        }
        let n = wire.cells.iter().try_fold(0_u64, |sum, cell| sum.checked_add(cell.count));
        let n = n.filter(|&n| n <= MOST_OBSERVATIONS).ok_or_else(|| invalid("counts of at most 2^53 values"))?;
        let ends = [wire.minimum, wire.maximum];
        let key = |end: f64| if wire.sketched { bucket_of(key_of(end)) } else { key_of(end) };
        let keys = ends.map(|end| Some(key(end)).filter(|_| end.is_finite()));
        let outer = [wire.cells.first(), wire.cells.last()].map(|cell| cell.map(|cell| cell.key));
        let empty = n == 0 && ends == [0.0, 0.0];
        if !(empty || outer == keys && ends[0] <= ends[1]) {
            return Err(invalid("cells from the minimum to the maximum"));
        }
        if wire.sketched && n <= EXACT_DISTINCT_VALUES as u64 {
            return Err(invalid("buckets only for more than 4096 values"));
        }
        let Wire { minimum, maximum, sketched, cells } = wire;
        if n <= EXACT_DISTINCT_VALUES as u64 {
            let values = cells.iter().flat_map(|cell| core::iter::repeat_n(value_of(cell.key), cell.count as usize));
            let mut few = Self::default();
            few.extend(&values.collect::<Vec<_>>());
            return Ok(few);
        }
        let (minimum, maximum) = (minimum + 0.0, maximum + 0.0);
        let cells = Cells { n, minimum, maximum, sketched, cells: cells.into() };
        Ok(Self { distribution: Distribution::Many(cells) })
    }
}
