//! Values of the same power of two, added up as whole numbers first.

use super::ExactSum;

/// Sums of values and of their squares by power of two, as whole numbers: so many powers, from
/// `lowest` on, with their sums side by side, so that neighbouring additions need not wait. Squares of 106 bits fit 128 for 2^22 values.
pub(in crate::stats) struct PowerSums {
    lowest: u64,
    sums: [[[u128; 2]; Self::POWERS]; 2],
    pub(in crate::stats) added: u64,
}

impl PowerSums {
    const POWERS: usize = 32;

    /// Empty sums for the powers up to the highest of the values.
    pub(in crate::stats) fn below(values: &[f64]) -> Self {
        let highest = values.iter().map(|value| value.to_bits() >> 52 & 0x7ff).max().unwrap_or(0);
        let lowest = (highest + 1).saturating_sub(Self::POWERS as u64).max(1);
        Self { lowest, sums: [[[0; 2]; Self::POWERS]; 2], added: 0 }
    }

    /// Adds a value; false where it is negative or of another power.
    #[inline(always)]
    pub(in crate::stats) fn add(&mut self, value: f64) -> bool {
        let bits = value.to_bits();
        // The sign makes the power too high.
        let power = (bits >> 52).wrapping_sub(self.lowest);
        let Some([sum, squares]) = self.sums[self.added as usize % 2].get_mut(power as usize) else { return false };
        let significand = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
        *sum += significand;
        *squares += significand * significand;
        self.added += 1;
        true
    }

    pub(in crate::stats) fn flush(&self, sum: &mut ExactSum, squares: &mut ExactSum) {
        for sums in &self.sums {
            for (power, [of_values, of_squares]) in (self.lowest as i32..).zip(sums).filter(|(_, [sum, _])| *sum > 0) {
                sum.add_integer(false, *of_values, power - 1075);
                squares.add_integer(false, *of_squares, 2 * (power - 1075));
            }
        }
    }
}
