//! Quantiles of a stream: exact while the distinct values are few, a mergeable sketch beyond.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::MOST_OBSERVATIONS;
use super::binomial::binomial_cumulative;
use super::bucket_sort::bucket_sort;
use super::interval::{Bounds, ConfidenceLevel};
use crate::error::{QualityError, Result};

/// Up to this many distinct values a quantile is exact.
pub const EXACT_DISTINCT_VALUES: usize = 4096;
/// Above it, a quantile differs from the exact one by at most this fraction of its value.
pub const RELATIVE_ERROR: f64 = 1.0 / 1024.0;
/// Mantissa bits that do not count in the sketch: 2^9 buckets for each power of two.
const DROPPED_BITS: u32 = 52 - 9;

/// The distribution of real values, for quantiles.
///
/// While there are at most [`EXACT_DISTINCT_VALUES`] distinct values, all of them are kept with
/// their counts and every quantile is exact. Beyond that, values are counted in buckets that
/// split each power of two into 512, so that a quantile is off by at most [`RELATIVE_ERROR`] of
/// its value; minimum and maximum stay exact. The state is a function of the multiset of values
/// alone: order, chunks and merging cannot change it.
///
/// Memory: 16 bytes for each distinct value, or for each bucket touched (for durations between a
/// second and a year at most 12 800 buckets, 200 kB).
///
/// ```
/// use servqual::stats::QuantileTally;
/// let mut tally = QuantileTally::default();
/// tally.extend(&[4.0, 1.0, 3.0, 2.0]);
/// assert_eq!(tally.quantile(0.5), Some(2.5));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct QuantileTally {
    n: u64,
    minimum: f64,
    maximum: f64,
    sketched: bool,
    /// Sorted keys with their counts: every value while exact, buckets afterwards. Copies of a tally
    /// share them.
    cells: Arc<Vec<Cell>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "[i64; 2]", into = "[i64; 2]")]
struct Cell {
    key: i64,
    count: u64,
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

/// Maps a double to an integer with the same order.
pub(super) fn key_of(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// The double of a key.
pub(super) fn value_of(key: i64) -> f64 {
    f64::from_bits((key ^ (((key >> 63) as u64) >> 1) as i64) as u64)
}

/// The bucket of a key.
pub(super) fn bucket_of(key: i64) -> i64 {
    key >> DROPPED_BITS
}

/// The middle of a bucket.
pub(super) fn middle_of(bucket: i64) -> f64 {
    let low = value_of(bucket << DROPPED_BITS);
    let high = value_of((bucket << DROPPED_BITS) | ((1 << DROPPED_BITS) - 1));
    low + 0.5 * (high - low)
}

impl QuantileTally {
    /// Adds finite values. The caller has refused NaN and infinity.
    pub fn extend(&mut self, values: &[f64]) {
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
            keys.iter_mut().for_each(|key| *key >>= DROPPED_BITS);
        }
        bucket_sort(keys, scratch, |&key| key as u64 ^ 1 << 63);
        self.add_cells(count_runs(keys));
    }

    /// Adds the distribution of another part of the data.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        self.widen(other.minimum, other.maximum, other.n);
        match (self.sketched, other.sketched) {
            (false, true) => self.sketch(),
            (true, false) => {
                let mut sketch = other.clone();
                sketch.sketch();
                return self.add_cells(Arc::unwrap_or_clone(sketch.cells));
            }
            _ => {}
        }
        if self.cells.is_empty() {
            // Nothing to add up: the copy is shared.
            self.cells = other.cells.clone();
            return;
        }
        self.add_cells(other.cells.to_vec());
    }

    fn widen(&mut self, minimum: f64, maximum: f64, n: u64) {
        self.minimum = if self.n == 0 { minimum } else { self.minimum.min(minimum) };
        self.maximum = if self.n == 0 { maximum } else { self.maximum.max(maximum) };
        self.n += n;
    }

    fn add_cells(&mut self, mut cells: Vec<Cell>) {
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
        cells.iter_mut().for_each(|cell| cell.key >>= DROPPED_BITS);
        self.cells = combine(cells).into();
    }

    /// Number of values.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// Whether quantiles are exact, or within [`RELATIVE_ERROR`].
    pub fn is_exact(&self) -> bool {
        !self.sketched
    }

    /// The quantile at `probability` in [0, 1] by linear interpolation of the order statistics
    /// (definition 7 of Hyndman and Fan 1996, the default of R and NumPy); `None` without values.
    pub fn quantile(&self, probability: f64) -> Option<f64> {
        if self.n == 0 {
            return None;
        }
        let position = (self.n - 1) as f64 * probability;
        let below = position.floor();
        let lower = self.order_statistic(below as u64 + 1);
        let fraction = position - below;
        if fraction == 0.0 {
            return Some(lower);
        }
        let upper = self.order_statistic((below as u64 + 2).min(self.n));
        Some(lower + fraction * (upper - lower))
    }

    /// A distribution-free interval for the quantile, from two order statistics.
    ///
    /// Ranks are chosen so that each tail of the binomial distribution holds at most half of
    /// 1 − level (Conover 1999); `None` where so few values have no such ranks.
    pub fn interval(&self, probability: f64, level: ConfidenceLevel) -> Option<Bounds> {
        let tail = level.tail();
        let below = |rank: u64| binomial_cumulative(rank - 1, self.n, probability);
        // Where the normal distribution expects them.
        let n = self.n as f64;
        let [centre, half] = [n * probability, level.normal() * (n * probability * (1.0 - probability)).sqrt()];
        let [low, high] = [centre - half, centre + half].map(|rank| rank.round() as u64);
        let lower_rank = last_rank(self.n, low, |rank| below(rank) <= tail)?;
        let upper_rank = first_rank(self.n, high + 1, |rank| below(rank) >= 1.0 - tail)?;
        Some(Bounds { lower: self.order_statistic(lower_rank), upper: self.order_statistic(upper_rank) })
    }

    /// The value of `rank`, from one; a bucket stands for its middle.
    fn order_statistic(&self, rank: u64) -> f64 {
        if rank <= 1 {
            return self.minimum;
        }
        if rank >= self.n {
            return self.maximum;
        }
        if self.n == self.cells.len() as u64 {
            // Every value is there once.
            return self.cells.get(rank as usize - 1).map_or(self.maximum, |cell| self.representative(cell.key));
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
        if !self.sketched {
            return value_of(key);
        }
        let low = value_of(key << DROPPED_BITS);
        let high = value_of((key << DROPPED_BITS) | ((1 << DROPPED_BITS) - 1));
        (low + 0.5 * (high - low)).clamp(self.minimum, self.maximum)
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

/// The largest rank in 1..=n that satisfies a condition that ends once, sought from `guess` on.
fn last_rank(n: u64, guess: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    first_rank(n, guess.saturating_add(1), |rank| !holds(rank))
        .map_or(Some(n), |first_failing| first_failing.checked_sub(1))
        .filter(|&rank| rank > 0)
}

/// The smallest rank in 1..=n that satisfies a condition that begins once, sought from `guess` on.
fn first_rank(n: u64, guess: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut low, mut high) = (1, n + 1);
    // Steps that double away from the guess, until the answer lies between two of them.
    let (mut rank, mut step) = (guess.clamp(1, n.max(1)), 1);
    while low < high {
        if holds(rank) {
            high = rank;
            rank = rank.saturating_sub(step).max(low);
        } else {
            low = rank + 1;
            rank = rank.saturating_add(step);
        }
        step = step.saturating_mul(2);
        if !(low..high).contains(&rank) || (low > 1 && high <= n) {
            rank = low + (high - low) / 2;
        }
    }
    (low <= n).then_some(low)
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    minimum: f64,
    maximum: f64,
    sketched: bool,
    cells: Vec<Cell>,
}

impl From<QuantileTally> for Wire {
    fn from(tally: QuantileTally) -> Self {
        Self {
            minimum: tally.minimum,
            maximum: tally.maximum,
            sketched: tally.sketched,
            cells: Arc::unwrap_or_clone(tally.cells),
        }
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
        let shift = if wire.sketched { DROPPED_BITS } else { 0 };
        let ends = [wire.minimum, wire.maximum];
        let keys = ends.map(|end| Some(key_of(end) >> shift).filter(|_| end.is_finite()));
        let outer = [wire.cells.first(), wire.cells.last()].map(|cell| cell.map(|cell| cell.key));
        let empty = n == 0 && ends == [0.0, 0.0];
        if !(empty || outer == keys && ends[0] <= ends[1]) {
            return Err(invalid("cells from the minimum to the maximum"));
        }
        if wire.sketched && n <= EXACT_DISTINCT_VALUES as u64 {
            return Err(invalid("buckets only for more than 4096 values"));
        }
        let Wire { minimum, maximum, sketched, cells } = wire;
        Ok(Self { n, minimum: minimum + 0.0, maximum: maximum + 0.0, sketched, cells: cells.into() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tally(values: &[f64]) -> QuantileTally {
        let mut tally = QuantileTally::default();
        tally.extend(values);
        tally
    }

    #[test]
    fn order_of_keys_is_order_of_values() {
        let values = [-1e300, -1.0, -1e-320, 0.0, 1e-320, 1.0, 1e300];
        assert!(values.windows(2).all(|pair| key_of(pair[0]) < key_of(pair[1])));
        assert!(values.iter().all(|&value| value_of(key_of(value)) == value));
        assert_eq!(key_of(-0.0), key_of(0.0));
    }

    #[test]
    fn interval_of_a_median_of_ten() {
        // R: qbinom(.025, 10, .5) = 2, ranks 2 and 9, coverage 0.9785.
        let tally = tally(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        let bounds = tally.interval(0.5, ConfidenceLevel::default()).unwrap();
        assert_eq!((bounds.lower, bounds.upper), (2.0, 9.0));
        assert_eq!(super::tests::tally(&[1.0, 2.0]).interval(0.5, ConfidenceLevel::default()), None);
    }

    #[test]
    fn sketch_keeps_its_relative_error() {
        let values: Vec<f64> = (1..=20_000).map(|i| f64::from(i) * 1.37).collect();
        let tally = tally(&values);
        assert!(!tally.is_exact());
        for probability in [0.0, 0.1, 0.5, 0.9, 0.99, 1.0] {
            let exact = 1.37 * (1.0 + 19_999.0 * probability);
            let got = tally.quantile(probability).unwrap();
            assert!((got / exact - 1.0).abs() <= RELATIVE_ERROR, "{probability}: {got} {exact}");
        }
    }

    proptest! {
        #[test]
        fn a_guess_changes_no_rank(n in 0_u64..200, begins in 1_u64..203, guess in 0_u64..300) {
            let expected = (begins <= n).then_some(begins);
            prop_assert_eq!(first_rank(n, guess, |rank| rank >= begins), expected);
            let last = Some(begins.min(n + 1) - 1).filter(|&rank| rank > 0);
            prop_assert_eq!(last_rank(n, guess, |rank| rank < begins), last);
        }

        #[test]
        fn order_and_cut_do_not_matter(
            values in prop::collection::vec(-1e6_f64..1e6, 0..6000),
            cut in 0_usize..6000,
        ) {
            let cut = cut.min(values.len());
            let whole = tally(&values);
            let mut parts = tally(&values[cut..]);
            parts.merge(&tally(&values[..cut]));
            prop_assert_eq!(&whole, &parts);
            let back: QuantileTally = serde_json::from_str(&serde_json::to_string(&whole).unwrap()).unwrap();
            prop_assert_eq!(back, whole);
        }
    }
}
