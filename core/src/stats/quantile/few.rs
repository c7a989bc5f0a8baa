//! A few values, in no order: they are put into buckets, which is enough to find the value of any
//! rank.

use std::sync::Arc;

use super::EXACT_DISTINCT_VALUES;
use super::key::{key_of, value_of};
use crate::stats::Extent;

/// The most buckets: half as many as values can be.
const MOST_BUCKETS: usize = EXACT_DISTINCT_VALUES / 2;

/// Cuts the keys of values by their leading bits: about two buckets for four values.
#[derive(Clone, Copy)]
struct Buckets {
    lowest: i64,
    shift: u32,
}

impl Buckets {
    fn new(length: usize, extent: Extent) -> Self {
        let [lowest, highest] = [extent.minimum, extent.maximum].map(key_of);
        let bits = length.max(4).ilog2().min(MOST_BUCKETS.ilog2()) - 1;
        let range = highest.abs_diff(lowest).max(1);
        Self { lowest, shift: range.ilog2().saturating_sub(bits) }
    }

    #[inline(always)]
    fn of(self, value: f64) -> usize {
        self.of_key(key_of(value))
    }

    #[inline(always)]
    fn of_key(self, key: i64) -> usize {
        (key.wrapping_sub(self.lowest) as u64 >> self.shift) as usize % MOST_BUCKETS
    }
}

/// At most 4 096 finite values, and how far they reach. Copies share the values.
#[derive(Debug, Clone)]
pub(super) struct Few {
    values: Arc<Vec<f64>>,
    extent: Extent,
    /// Whether they stand bucket after bucket.
    is_arranged: bool,
}

impl Default for Few {
    fn default() -> Self {
        Self { values: Arc::default(), extent: Extent::NONE, is_arranged: false }
    }
}

impl Few {
    /// Values within an extent, bucket after bucket.
    pub(super) fn arranged(values: &[f64], extent: Extent) -> Self {
        Self { values: arranged(values, extent).into(), extent, is_arranged: true }
    }

    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }

    pub(super) fn extend(&mut self, values: &[f64]) {
        self.extent = self.extent.widen(Extent::of(values).unwrap_or(Extent::NONE));
        self.is_arranged = false;
        Arc::make_mut(&mut self.values).extend_from_slice(values);
    }

    /// The values of some ranks, from one, where there are values.
    pub(super) fn order_statistics<const N: usize>(&self, ranks: [u64; N]) -> [f64; N] {
        if !self.is_arranged {
            return Self::arranged(&self.values, self.extent).order_statistics(ranks);
        }
        let (values, last) = (&self.values, self.values.len() - 1);
        let buckets = Buckets::new(values.len(), self.extent);
        ranks.map(|rank| order_statistic(values, buckets, (rank.max(1) as usize - 1).min(last)))
    }

    /// All values in rising order.
    fn sorted_keys(&self) -> Vec<i64> {
        let mut keys: Vec<i64> = self.values.iter().map(|&value| key_of(value)).collect();
        keys.sort_unstable();
        keys
    }
}

/// The same values, in whatever order.
impl PartialEq for Few {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.values, &other.values)
            || self.values.len() == other.values.len() && self.sorted_keys() == other.sorted_keys()
    }
}

/// At most 4 096 values within an extent, bucket after bucket.
fn arranged(values: &[f64], extent: Extent) -> Vec<f64> {
    let buckets = Buckets::new(values.len(), extent);
    let last = buckets.of(extent.maximum);
    if extent.minimum >= 0.0 {
        return arranged_by(values, last, |value| buckets.of_key((value + 0.0).to_bits() as i64));
    }
    arranged_by(values, last, |value| buckets.of(value))
}

/// One pass counts the values of each bucket, another puts them there.
#[inline(always)]
fn arranged_by(values: &[f64], last: usize, bucket: impl Fn(f64) -> usize) -> Vec<f64> {
    let mut next = [0_u32; MOST_BUCKETS];
    values.iter().for_each(|&value| next[bucket(value)] += 1);
    let mut end = 0;
    for next in &mut next[..=last] {
        end += core::mem::replace(next, end);
    }
    let mut arranged = vec![0.0; values.len()];
    for &value in values {
        let next = &mut next[bucket(value)];
        if let Some(place) = arranged.get_mut(*next as usize) {
            *place = value;
        }
        *next += 1;
    }
    arranged
}

/// The value that a sort brings to `place`: it is somewhere in the bucket of the one that is there.
fn order_statistic(arranged: &[f64], buckets: Buckets, place: usize) -> f64 {
    let bucket = buckets.of(arranged[place]);
    let (below, rest) = arranged.split_at(place);
    let same = |value: &&f64| buckets.of(**value) == bucket;
    let before = below.iter().rev().take_while(same).count();
    let after = rest.iter().take_while(same).count();
    let mut keys: Vec<i64> = arranged[place - before..place + after].iter().map(|&value| key_of(value)).collect();
    let (_, key, _) = keys.select_nth_unstable(before);
    value_of(*key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agrees_with_a_sort(values: &[f64], ranks: [u64; 4]) {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let expected = ranks.map(|rank| sorted[rank.clamp(1, values.len() as u64) as usize - 1]);
        let extent = Extent::of(values).unwrap();
        assert_eq!(Few::arranged(values, extent).order_statistics(ranks), expected);
        let mut few = Few::default();
        values.chunks(97).for_each(|part| few.extend(part));
        assert_eq!(few.order_statistics(ranks), expected);
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_a_sort(
            values in prop::collection::vec(-1e6_f64..1e6, 1..4096),
            ranks in prop::array::uniform4(1_u64..4096),
        ) {
            agrees_with_a_sort(&values, ranks);
            let crowded: Vec<f64> = values.iter().map(|value| (value / 1e5).round()).chain([1e300, -1e300]).collect();
            agrees_with_a_sort(&crowded[crowded.len().saturating_sub(4096)..], ranks);
        }
    }

    #[test]
    fn the_ends_of_the_range_have_buckets() {
        for extreme in [f64::MAX, f64::MIN, 5e-324] {
            agrees_with_a_sort(&[[extreme; 50], [0.0; 50], [-0.0; 50], [1.0; 50]].concat(), [1, 60, 151, 200]);
        }
        agrees_with_a_sort(&[f64::MAX, f64::MIN].repeat(2048), [1, 2048, 2049, 4096]);
        agrees_with_a_sort(&[2.5; 300], [1, 2, 150, 300]);
        (1..9)
            .for_each(|length| agrees_with_a_sort(&[3.0, 1.0, -2.0, 9.0, 1.5, 0.0, 7.0, 1.0][..length], [1, 2, 3, 8]));
    }
}
