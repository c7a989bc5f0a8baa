//! A few values as they came: no order is made until one is asked for.

use super::EXACT_DISTINCT_VALUES;
use super::key::{key_of, value_of};
use crate::stats::{HotLoop, run_wide};

/// The most buckets, as many as values can be.
const MOST_BUCKETS: usize = EXACT_DISTINCT_VALUES;
/// Buckets that are added up at a time.
const STEP: usize = 32;
/// So few values are sorted at once.
const FEW: usize = 64;

/// All values in rising order.
pub(super) fn sorted_keys(values: &[f64]) -> Vec<i64> {
    let mut keys: Vec<i64> = values.iter().map(|&value| key_of(value)).collect();
    keys.sort_unstable();
    keys
}

/// The values of some ranks, from one to the number of values, of which there are at most 4 096 and
/// at least one.
///
/// Only the values between the lowest and the highest rank are put in order: one pass counts the
/// values in buckets by their leading bits, another collects those of the buckets in between.
pub(super) fn order_statistics<const N: usize>(values: &[f64], ranks: [u64; N]) -> [f64; N] {
    let ranks = ranks.map(|rank| rank.clamp(1, values.len() as u64) as usize - 1);
    let [first, last] = ranks.iter().fold([usize::MAX, 0], |[low, high], &rank| [low.min(rank), high.max(rank)]);
    let (below, keys) = match Buckets::new(values) {
        Some(buckets) => buckets.between(values, first, last),
        None => (0, sorted_keys(values)),
    };
    ranks.map(|rank| keys.get(rank - below).copied().map_or(f64::NAN, value_of))
}

/// Values counted by the leading bits of their keys.
struct Buckets {
    lowest: i64,
    highest: i64,
    shift: u32,
    counts: [u16; MOST_BUCKETS],
}

impl Buckets {
    /// `None` where so few or so equal values are sorted at once.
    fn new(values: &[f64]) -> Option<Self> {
        let [lowest, highest] = run_wide(Ends(values)).map(key_of);
        if values.len() <= FEW || lowest >= highest {
            return None;
        }
        let bits = values.len().ilog2().min(MOST_BUCKETS.ilog2() - 1);
        let shift = highest.abs_diff(lowest).ilog2().saturating_sub(bits);
        let mut counts = [0; MOST_BUCKETS];
        for &value in values {
            counts[(key_of(value).wrapping_sub(lowest) as u64 >> shift) as usize % MOST_BUCKETS] += 1;
        }
        Some(Self { lowest, highest, shift, counts })
    }

    /// How many values lie below the bucket of the rank `first`, from zero, and the sorted values
    /// from there to the bucket of the rank `last`.
    fn between(&self, values: &[f64], first: usize, last: usize) -> (usize, Vec<i64>) {
        let (from, below) = self.bucket_of(first);
        let (to, before) = self.bucket_of(last);
        let length = before + usize::from(self.counts[to]) - below;
        let [from, to] = [value_of(self.begin(from)), value_of(self.begin(to + 1).saturating_sub(1))];
        let (mut between, mut next) = (vec![0.0; length + 1], 0);
        for &value in values {
            // Without a branch: whether a value lies between is hard to foresee. The next one takes
            // the place of one that does not.
            between[next] = value;
            next += usize::from((value >= from) & (value <= to));
        }
        (below, sorted_keys(&between[..length]))
    }

    /// The lowest key of a bucket, or what lies just above all keys.
    fn begin(&self, bucket: usize) -> i64 {
        let begin = i128::from(self.lowest) + ((bucket as i128) << self.shift);
        begin.min(i128::from(self.highest) + 1) as i64
    }

    /// The bucket that holds a rank, from zero, and how many values lie below it.
    fn bucket_of(&self, rank: usize) -> (usize, usize) {
        let (mut below, mut bucket) = (0, 0);
        for counts in self.counts.chunks_exact(STEP) {
            let counted = usize::from(counts.iter().sum::<u16>());
            if below + counted > rank {
                break;
            }
            below += counted;
            bucket += STEP;
        }
        while bucket + 1 < MOST_BUCKETS && below + usize::from(self.counts[bucket]) <= rank {
            below += usize::from(self.counts[bucket]);
            bucket += 1;
        }
        (bucket, below)
    }
}

/// The smallest and the largest value.
struct Ends<'a>(&'a [f64]);

impl HotLoop for Ends<'_> {
    type Output = [f64; 2];

    #[inline(always)]
    fn run(self) -> [f64; 2] {
        // Several of each, so that neighbours need not wait for each other.
        let (mut low, mut high) = ([f64::INFINITY; 8], [f64::NEG_INFINITY; 8]);
        let least = |left: f64, right: f64| if left < right { left } else { right };
        let most = |left: f64, right: f64| if left > right { left } else { right };
        let (eights, rest) = self.0.as_chunks::<8>();
        for values in eights {
            for lane in 0..8 {
                low[lane] = least(values[lane], low[lane]);
                high[lane] = most(values[lane], high[lane]);
            }
        }
        let rest = || rest.iter().copied();
        [rest().chain(low).fold(f64::INFINITY, least), rest().chain(high).fold(f64::NEG_INFINITY, most)]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agrees_with_a_sort(values: &[f64], ranks: [u64; 4]) {
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let expected = ranks.map(|rank| sorted[rank.clamp(1, values.len() as u64) as usize - 1]);
        assert_eq!(order_statistics(values, ranks), expected);
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
    }
}
