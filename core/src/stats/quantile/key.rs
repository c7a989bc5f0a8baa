//! Doubles as integers of the same order, and the buckets of the sketch.

/// Mantissa bits that do not count in the sketch: 2^9 buckets for each power of two.
const DROPPED_BITS: u32 = 52 - 9;

/// Maps a double to an integer with the same order.
#[inline(always)]
pub(in crate::stats) fn key_of(value: f64) -> i64 {
    let bits = (value + 0.0).to_bits() as i64;
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// The double of a key.
pub(in crate::stats) fn value_of(key: i64) -> f64 {
    f64::from_bits((key ^ (((key >> 63) as u64) >> 1) as i64) as u64)
}

/// The bucket of a key.
pub(in crate::stats) fn bucket_of(key: i64) -> i64 {
    key >> DROPPED_BITS
}

/// The middle of a bucket.
pub(in crate::stats) fn middle_of(bucket: i64) -> f64 {
    let low = value_of(bucket << DROPPED_BITS);
    let high = value_of((bucket << DROPPED_BITS) | ((1 << DROPPED_BITS) - 1));
    low + 0.5 * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_keys_is_order_of_values() {
        let values = [-1e300, -1.0, -1e-320, 0.0, 1e-320, 1.0, 1e300];
        assert!(values.windows(2).all(|pair| key_of(pair[0]) < key_of(pair[1])));
        assert!(values.iter().all(|&value| value_of(key_of(value)) == value));
        assert_eq!(key_of(-0.0), key_of(0.0));
    }
}
