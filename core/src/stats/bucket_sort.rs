//! Sorting by a key of 64 bits: buckets first, then what is nearly sorted.

/// So few values are sorted at once.
const FEW: usize = 64;
/// The most buckets: their counts stay in the fastest cache.
const MOST_BUCKETS: usize = 1 << 13;
/// A bucket with more values is sorted on its own.
const CROWDED: u32 = 16;

/// Sorts values by one pass into buckets and one insertion sort, in linear time where the leading
/// bits of the keys are spread, and never slower than twice a sort by comparison.
///
/// `key` must rise with the values: where a key is smaller, its value is.
pub(crate) fn bucket_sort<T: Copy + Ord>(values: &mut [T], scratch: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let (Some(lowest), Some(highest)) = (values.iter().map(&key).min(), values.iter().map(&key).max()) else { return };
    if values.len() <= FEW || lowest == highest {
        return values.sort_unstable();
    }
    let buckets = (2 * values.len()).next_power_of_two().min(MOST_BUCKETS);
    let shift = (highest - lowest).ilog2().saturating_sub(buckets.ilog2() - 1);
    let bucket = |value: &T| ((key(value) - lowest) >> shift) as usize % MOST_BUCKETS;
    let mut next = [0_u32; MOST_BUCKETS];
    values.iter().for_each(|value| next[bucket(value)] += 1);
    scratch.clear();
    scratch.extend_from_slice(values);
    let mut crowded = Vec::new();
    let mut end = 0;
    for next in &mut next[..buckets] {
        let count = core::mem::replace(next, end);
        end += count;
        if count > CROWDED {
            crowded.push(end - count..end);
        }
    }
    for value in scratch.iter() {
        let place = &mut next[bucket(value)];
        values[*place as usize] = *value;
        *place += 1;
    }
    for range in crowded {
        values[range.start as usize..range.end as usize].sort_unstable();
    }
    insertion_sort(values);
}

/// Sorts what is nearly sorted.
fn insertion_sort<T: Copy + Ord>(values: &mut [T]) {
    for at in 1..values.len() {
        let value = values[at];
        let mut place = at;
        while place > 0 && values[place - 1] > value {
            values[place] = values[place - 1];
            place -= 1;
        }
        values[place] = value;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_sorted_as_before(mut values: Vec<(u64, i64)>) -> bool {
        let mut expected = values.clone();
        expected.sort_unstable();
        bucket_sort(&mut values, &mut Vec::new(), |value| value.0);
        values == expected
    }

    proptest! {
        #[test]
        fn sorts(values in prop::collection::vec((any::<u64>(), any::<i64>()), 0..5000)) {
            prop_assert!(is_sorted_as_before(values));
        }

        #[test]
        fn sorts_keys_that_crowd(values in prop::collection::vec((0_u64..40, any::<i64>()), 0..600), far in any::<u64>()) {
            let mut values = values;
            values.push((far, 0));
            prop_assert!(is_sorted_as_before(values));
        }
    }

    #[test]
    fn the_ends_of_the_range_have_buckets() {
        assert!(is_sorted_as_before((0..100).map(|at| (at % 2 * u64::MAX, -(at as i64))).collect()));
        assert!(is_sorted_as_before((0..9000).map(|at| (8999 - at, 0)).collect()));
    }
}
