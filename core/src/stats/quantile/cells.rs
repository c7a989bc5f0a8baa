//! Distinct values with their counts; beyond 4 096 of them, buckets.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::EXACT_DISTINCT_VALUES;
use super::key::{bucket_of, key_of, middle_of, value_of};
use crate::stats::bucket_sort::bucket_sort;

/// A key or bucket with its count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "[i64; 2]", into = "[i64; 2]")]
pub(super) struct Cell {
    pub(super) key: i64,
    pub(super) count: u64,
}

impl From<[i64; 2]> for Cell {
    fn from([key, count]: [i64; 2]) -> Self {
        Self { key, count: count.max(0) as u64 }
    }
}

impl From<Cell> for [i64; 2] {
    fn from(cell: Cell) -> Self {
        [cell.key, cell.count as i64]
    }
}

/// Values by cell, in rising order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cells {
    pub(super) n: u64,
    pub(super) minimum: f64,
    pub(super) maximum: f64,
    pub(super) sketched: bool,
    /// Every distinct value while exact, buckets afterwards. Copies share them.
    pub(super) cells: Arc<Vec<Cell>>,
}

impl Cells {
    /// The cells of finite values.
    pub(super) fn of(values: &[f64]) -> Self {
        let mut cells = Self::default();
        cells.extend(values);
        cells
    }

    pub(super) fn extend(&mut self, values: &[f64]) {
        // Small blocks, so that a long column with few distinct values stays exact and cheap.
        let (mut keys, mut scratch) = (Vec::new(), Vec::new());
        for block in values.chunks(8192) {
            self.extend_block(block, &mut keys, &mut scratch);
        }
    }

    fn extend_block(&mut self, block: &[f64], keys: &mut Vec<i64>, scratch: &mut Vec<i64>) {
        keys.clear();
        keys.extend(block.iter().map(|&value| key_of(value)));
        let (Some(&minimum), Some(&maximum)) = (keys.iter().min(), keys.iter().max()) else { return };
        self.widen(value_of(minimum), value_of(maximum), block.len() as u64);
        if self.sketched {
            keys.iter_mut().for_each(|key| *key = bucket_of(*key));
        }
        bucket_sort(keys, scratch, |&key| key as u64 ^ 1 << 63);
        self.add(count_runs(keys));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        self.widen(other.minimum, other.maximum, other.n);
        match (self.sketched, other.sketched) {
            (false, true) => self.sketch(),
            (true, false) => {
                let mut sketch = other.clone();
                sketch.sketch();
                return self.add(Arc::unwrap_or_clone(sketch.cells));
            }
            _ => {}
        }
        if self.cells.is_empty() {
            // Nothing to add up: the copy is shared.
            self.cells = other.cells.clone();
            return;
        }
        self.add(other.cells.to_vec());
    }

    fn widen(&mut self, minimum: f64, maximum: f64, n: u64) {
        self.minimum = if self.n == 0 { minimum } else { self.minimum.min(minimum) };
        self.maximum = if self.n == 0 { maximum } else { self.maximum.max(maximum) };
        self.n += n;
    }

    fn add(&mut self, mut cells: Vec<Cell>) {
        if !self.cells.is_empty() {
            cells.extend_from_slice(&self.cells);
            // Two sorted runs: the stable sort merges them in linear time.
            cells.sort_by_key(|cell| cell.key);
            cells = combine(cells);
        }
        self.cells = cells.into();
        if !self.sketched && self.cells.len() > EXACT_DISTINCT_VALUES {
            self.sketch();
        }
    }

    /// Goes over from values to buckets.
    fn sketch(&mut self) {
        self.sketched = true;
        let mut cells = Arc::unwrap_or_clone(core::mem::take(&mut self.cells));
        cells.iter_mut().for_each(|cell| cell.key = bucket_of(cell.key));
        self.cells = combine(cells).into();
    }

    /// The value of `rank`, from one; a bucket stands for its middle.
    pub(super) fn order_statistic(&self, rank: u64) -> f64 {
        if rank <= 1 {
            return self.minimum;
        }
        if rank >= self.n {
            return self.maximum;
        }
        let mut seen = 0;
        for cells in self.cells.chunks(64) {
            let counted: u64 = cells.iter().map(|cell| cell.count).sum();
            if seen + counted < rank {
                seen += counted;
                continue;
            }
            let reached = cells.iter().find(|cell| {
                seen += cell.count;
                seen >= rank
            });
            return reached.map_or(self.maximum, |cell| self.representative(cell.key));
        }
        self.maximum
    }

    fn representative(&self, key: i64) -> f64 {
        if self.sketched { middle_of(key).clamp(self.minimum, self.maximum) } else { value_of(key) }
    }
}

/// One cell for each key of sorted keys.
fn count_runs(keys: &[i64]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(keys.len());
    for &key in keys {
        match cells.last_mut() {
            Some(cell) if cell.key == key => cell.count += 1,
            _ => cells.push(Cell { key, count: 1 }),
        }
    }
    cells
}

/// Adds up neighbouring cells with the same key.
fn combine(mut cells: Vec<Cell>) -> Vec<Cell> {
    cells.dedup_by(|next, kept| {
        let same = next.key == kept.key;
        if same {
            kept.count += next.count;
        }
        same
    });
    cells
}
