//! Values cut into three whole numbers of 26 bits, so that the processor adds up several at a time.

use super::ExactSum;
use crate::stats::{Extent, HotLoop, run_wide};

/// Bits of one limb.
const LIMB: i32 = 26;
/// 2^26.
const LIMB_SIZE: f64 = (1_u64 << LIMB) as f64;
/// What is added and taken away again to round to a whole number: 1.5 · 2^52. In between, the lowest
/// bits of the double are that number.
const ROUND: f64 = (3_u64 << 51) as f64;
const SIGN: u64 = 1 << 63;

/// Sums of the values of a block and of their squares, exact.
///
/// A value is (high · 2^52 + middle · 2^26 + low) · 2^exponent with limbs of at most 2^25.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::stats) struct LimbSums {
    exponent: i32,
    sums: [i64; 3],
    /// high², high · middle, high · low, middle², middle · low, low².
    products: [i64; 6],
}

/// The loop over one block of values, with what brings the largest of them below 2^25.
struct Block<'a> {
    values: &'a [f64],
    scale: f64,
}

impl LimbSums {
    /// So many products of 2^50 add to less than 2^63.
    pub(in crate::stats) const MOST: usize = 2048;

    /// The sums of at most [`MOST`](Self::MOST) finite values within an extent; `None` where one
    /// does not fit into three limbs with the largest.
    pub(in crate::stats) fn of(values: &[f64], extent: Extent) -> Option<Self> {
        let largest = extent.maximum.abs().max(extent.minimum.abs());
        let power = (largest.to_bits() >> 52) as i32 - 1023;
        let shift = LIMB - 2 - power;
        // Multiplying by at least one loses no bit.
        if values.len() > Self::MOST || !(0..=500).contains(&shift) {
            return None;
        }
        let scale = f64::from_bits(((1023 + shift) as u64) << 52);
        let (sums, products) = run_wide(Block { values, scale })?;
        Some(Self { exponent: -shift - 2 * LIMB, sums, products })
    }

    pub(in crate::stats) fn flush(&self, sum: &mut ExactSum, squares: &mut ExactSum) {
        let [high, middle, low] = self.sums.map(i128::from);
        add(sum, (high << (2 * LIMB)) + (middle << LIMB) + low, self.exponent);
        let [highest, higher, across, middle, lower, lowest] = self.products.map(i128::from);
        add(squares, ((middle + 2 * across) << (2 * LIMB)) + (lower << (LIMB + 1)) + lowest, 2 * self.exponent);
        add(squares, (highest << LIMB) + (higher << 1), 2 * self.exponent + 3 * LIMB);
    }
}

fn add(sum: &mut ExactSum, value: i128, exponent: i32) {
    sum.add_integer(value < 0, value.unsigned_abs(), exponent);
}

impl HotLoop for Block<'_> {
    type Output = Option<([i64; 3], [i64; 6])>;

    #[inline(always)]
    fn run(self) -> Self::Output {
        let (mut sums, mut products, mut rest) = ([0_i64; 3], [0; 6], 0);
        for &value in self.values {
            let scaled = value * self.scale;
            let [first, high] = rounded(scaled);
            let below = (scaled - first) * LIMB_SIZE;
            let [second, middle] = rounded(below);
            let below = (below - second) * LIMB_SIZE;
            let [third, low] = rounded(below);
            // Nothing may be left. The sign of a zero does not count.
            rest |= (below - third).to_bits() & !SIGN;
            let limbs = [high, middle, low].map(|bits| bits.to_bits() as i64);
            for (sum, limb) in sums.iter_mut().zip(limbs) {
                *sum = sum.wrapping_add(limb);
            }
            let [high, middle, low] = limbs.map(|bits| i64::from(bits as i32));
            products[0] += high * high;
            products[1] += high * middle;
            products[2] += high * low;
            products[3] += middle * middle;
            products[4] += middle * low;
            products[5] += low * low;
        }
        // Each summand had the bits of 1.5 · 2^52 above its limb.
        let above = (ROUND.to_bits() as i64).wrapping_mul(self.values.len() as i64);
        let sums = sums.map(|sum| sum.wrapping_sub(above));
        (rest == 0).then_some((sums, products))
    }
}

/// The nearest whole number, and the double whose lowest bits are that number.
#[inline(always)]
fn rounded(value: f64) -> [f64; 2] {
    let bits = value + ROUND;
    [bits - ROUND, bits]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sum and sum of squares one by one.
    fn one_by_one(values: &[f64]) -> [ExactSum; 2] {
        let mut sums = [ExactSum::default(), ExactSum::default()];
        for &value in values {
            sums[0].add(value);
            sums[1].add_square(value);
        }
        sums
    }

    fn by_limbs(values: &[f64]) -> Option<[ExactSum; 2]> {
        let mut sums = [ExactSum::default(), ExactSum::default()];
        let [sum, squares] = &mut sums;
        LimbSums::of(values, Extent::of(values)?)?.flush(sum, squares);
        Some(sums)
    }

    proptest! {
        #[test]
        fn limbs_add_what_values_add(
            values in prop::collection::vec(prop_oneof![-3e7_f64..3e7, 1.0_f64..9.0, Just(0.0), Just(-0.0)], 1..200),
            power in -440_i32..1,
        ) {
            let scaled: Vec<f64> = values.iter().map(|value| libm::ldexp(*value, power)).collect();
            if let Some(sums) = by_limbs(&scaled) {
                prop_assert_eq!(sums, one_by_one(&scaled));
            }
        }

        #[test]
        fn durations_fit(values in prop::collection::vec(0.1_f64..1e6, 1..300)) {
            prop_assert_eq!(by_limbs(&values), Some(one_by_one(&values)));
        }
    }

    #[test]
    fn the_largest_sums_do_not_overflow() {
        for value in [33_554_431.999_999_996, -33_554_431.5, 16_777_216.25] {
            let values = vec![value; LimbSums::MOST];
            assert_eq!(by_limbs(&values), Some(one_by_one(&values)));
        }
        assert_eq!(by_limbs(&vec![1.0; LimbSums::MOST + 1]), None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(by_limbs(&[1e6, 1e-3]), None);
        assert_eq!(by_limbs(&[1e6, 5e-324]), None);
        assert_eq!(by_limbs(&[1e8]), None);
        assert_eq!(by_limbs(&[0.0]), None);
        assert_eq!(by_limbs(&[1e-300]), None);
    }
}
