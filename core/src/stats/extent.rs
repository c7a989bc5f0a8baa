//! From the smallest to the largest value.

use super::quantile::{key_of, value_of};
use super::{HotLoop, run_wide};

/// The smallest and the largest of finite values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    /// The smallest.
    pub(crate) minimum: f64,
    /// The largest.
    pub(crate) maximum: f64,
}

impl Extent {
    /// Of no values: every value widens it.
    pub(crate) const NONE: Self = Self { minimum: f64::INFINITY, maximum: f64::NEG_INFINITY };

    /// `None` where a value is not finite.
    pub(crate) fn of(values: &[f64]) -> Option<Self> {
        run_wide(Extremes(values))
    }

    /// Of both.
    pub(crate) fn widen(self, other: Self) -> Self {
        Self { minimum: least(other.minimum, self.minimum), maximum: most(other.maximum, self.maximum) }
    }
}

#[inline(always)]
fn least(left: f64, right: f64) -> f64 {
    if left < right { left } else { right }
}

#[inline(always)]
fn most(left: f64, right: f64) -> f64 {
    if left > right { left } else { right }
}

struct Extremes<'a>(&'a [f64]);

impl HotLoop for Extremes<'_> {
    type Output = Option<Extent>;

    #[inline(always)]
    fn run(self) -> Option<Extent> {
        let (mut lowest, mut highest) = (i64::MAX, i64::MIN);
        for &value in self.0 {
            lowest = lowest.min(key_of(value));
            highest = highest.max(key_of(value));
        }
        if self.0.is_empty() {
            return Some(Extent::NONE);
        }
        // What is not finite has keys beyond those of all finite values.
        let [minimum, maximum] = [lowest, highest].map(value_of);
        (minimum.is_finite() && maximum.is_finite()).then_some(Extent { minimum, maximum })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn agrees_with_one_by_one(values in prop::collection::vec(-9.0_f64..9.0, 0..40), at in 0_usize..40) {
            let each = values.iter().fold(Extent::NONE, |all, &value| all.widen(Extent { minimum: value, maximum: value }));
            prop_assert_eq!(Extent::of(&values), Some(each));
            for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                let mut values = values.clone();
                values.insert(at.min(values.len()), wrong);
                prop_assert_eq!(Extent::of(&values), None);
            }
        }
    }
}
