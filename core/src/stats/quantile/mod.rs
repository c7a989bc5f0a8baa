//! Quantiles of a stream: exact while the distinct values are few, a mergeable sketch beyond.

mod cells;
mod few;
mod key;
mod rank;
mod wire;

use serde::{Deserialize, Serialize};

use self::cells::Cells;
use self::few::Few;
pub(super) use self::key::{bucket_of, key_of, middle_of, value_of};
use self::rank::enclosing_ranks;
use self::wire::Wire;
use super::Extent;
use super::interval::{Bounds, ConfidenceLevel};

/// Up to this many distinct values a quantile is exact.
pub const EXACT_DISTINCT_VALUES: usize = 4096;
/// Above it, a quantile differs from the exact one by at most this fraction of its value.
pub const RELATIVE_ERROR: f64 = 1.0 / 1024.0;

/// The distribution of real values, for quantiles.
///
/// While there are at most [`EXACT_DISTINCT_VALUES`] distinct values, all of them are kept with
/// their counts and every quantile is exact. Beyond that, values are counted in buckets that
/// split each power of two into 512, so that a quantile is off by at most [`RELATIVE_ERROR`] of
/// its value; minimum and maximum stay exact. What a tally says and writes is a function of the
/// multiset of values alone: order, chunks and merging cannot change it.
///
/// Memory: 8 bytes a value for the first 4 096 values, which are kept as they come; beyond them 16
/// bytes for each distinct value, or for each bucket touched (for durations between a second and a
/// year at most 12 800 buckets, 200 kB).
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
    distribution: Distribution,
}

/// Which of the two it is follows from the number of values. Copies share their values.
#[derive(Debug, Clone, PartialEq)]
enum Distribution {
    /// At most [`EXACT_DISTINCT_VALUES`] values.
    Few(Few),
    /// More values, by cell.
    Many(Cells),
}

impl Default for Distribution {
    fn default() -> Self {
        Self::Few(Few::default())
    }
}

/// A quantile with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct QuantileReading {
    /// The quantile; `None` without values.
    pub(crate) quantile: Option<f64>,
    /// What encloses it; `None` where so few values have no such ranks.
    pub(crate) bounds: Option<Bounds>,
}

impl QuantileTally {
    /// The distribution of finite values within an extent, made ready for several readings.
    pub(crate) fn of_values(values: &[f64], extent: Extent) -> Self {
        if values.len() > EXACT_DISTINCT_VALUES {
            return Self { distribution: Distribution::Many(Cells::of(values)) };
        }
        Self { distribution: Distribution::Few(Few::arranged(values, extent)) }
    }

    /// Adds finite values. The caller has refused NaN and infinity.
    pub fn extend(&mut self, values: &[f64]) {
        match &mut self.distribution {
            Distribution::Few(few) if few.values().len() + values.len() <= EXACT_DISTINCT_VALUES => few.extend(values),
            Distribution::Few(few) => {
                let mut cells = Cells::of(few.values());
                cells.extend(values);
                self.distribution = Distribution::Many(cells);
            }
            Distribution::Many(cells) => cells.extend(values),
        }
    }

    /// Adds the distribution of another part of the data.
    pub fn merge(&mut self, other: &Self) {
        match &other.distribution {
            Distribution::Few(..) if self.n() == 0 => *self = other.clone(),
            Distribution::Few(theirs) => self.extend(theirs.values()),
            Distribution::Many(theirs) => {
                let mut cells = core::mem::take(self).into_cells();
                cells.merge(theirs);
                self.distribution = Distribution::Many(cells);
            }
        }
    }

    /// The same by cell.
    fn into_cells(self) -> Cells {
        match self.distribution {
            Distribution::Few(few) => Cells::of(few.values()),
            Distribution::Many(cells) => cells,
        }
    }

    /// Number of values.
    pub fn n(&self) -> u64 {
        match &self.distribution {
            Distribution::Few(few) => few.values().len() as u64,
            Distribution::Many(cells) => cells.n,
        }
    }

    /// Whether quantiles are exact, or within [`RELATIVE_ERROR`].
    pub fn is_exact(&self) -> bool {
        match &self.distribution {
            Distribution::Few(..) => true,
            Distribution::Many(cells) => !cells.sketched,
        }
    }

    /// The quantile at `probability` in [0, 1] by linear interpolation of the order statistics
    /// (definition 7 of Hyndman and Fan 1996, the default of R and NumPy); `None` without values.
    pub fn quantile(&self, probability: f64) -> Option<f64> {
        let around = Interpolation::new(self.n(), probability)?;
        Some(around.between(self.order_statistics(around.ranks)))
    }

    /// A distribution-free interval for the quantile, from two order statistics.
    ///
    /// Ranks are chosen so that each tail of the binomial distribution holds at most half of
    /// 1 − level (Conover 1999); `None` where so few values have no such ranks.
    pub fn interval(&self, probability: f64, level: ConfidenceLevel) -> Option<Bounds> {
        let [lower, upper] = self.order_statistics(enclosing_ranks(self.n(), probability, level)?);
        Some(Bounds { lower, upper })
    }

    /// The quantile and its interval at once.
    pub(crate) fn read(&self, probability: f64, level: ConfidenceLevel) -> QuantileReading {
        let Some(around) = Interpolation::new(self.n(), probability) else {
            return QuantileReading { quantile: None, bounds: None };
        };
        let [below, above] = around.ranks;
        let enclosing = enclosing_ranks(self.n(), probability, level);
        let [low, high] = enclosing.unwrap_or(around.ranks);
        let [below, above, lower, upper] = self.order_statistics([below, above, low, high]);
        let bounds = enclosing.map(|_| Bounds { lower, upper });
        QuantileReading { quantile: Some(around.between([below, above])), bounds }
    }

    /// The values of some ranks, from one, where there are values; a bucket stands for its middle.
    fn order_statistics<const N: usize>(&self, ranks: [u64; N]) -> [f64; N] {
        match &self.distribution {
            Distribution::Few(few) => few.order_statistics(ranks),
            Distribution::Many(cells) => ranks.map(|rank| cells.order_statistic(rank)),
        }
    }
}

/// Two neighbouring ranks, and how far between them a quantile lies.
struct Interpolation {
    ranks: [u64; 2],
    fraction: f64,
}

impl Interpolation {
    /// `None` without values.
    fn new(n: u64, probability: f64) -> Option<Self> {
        let position = n.checked_sub(1)? as f64 * probability;
        let below = position.floor();
        Some(Self { ranks: [below as u64 + 1, (below as u64 + 2).min(n)], fraction: position - below })
    }

    fn between(&self, [lower, upper]: [f64; 2]) -> f64 {
        if self.fraction == 0.0 { lower } else { lower + self.fraction * (upper - lower) }
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

    #[test]
    fn copies_that_shared_their_values_go_their_own_ways() {
        let values = [3.0, -0.0, 2.0];
        let other = QuantileTally::of_values(&values, Extent::of(&values).unwrap());
        let mut one = other.clone();
        one.extend(&[9.0]);
        assert_eq!((one.n(), other.n(), other.quantile(0.0)), (4, 3, Some(0.0)));
        assert_eq!(other, tally(&[0.0, 2.0, 3.0]));
        assert_ne!(other, tally(&[1.0, 2.0, 3.0]));
    }

    proptest! {
        #[test]
        fn order_and_cut_do_not_matter(
            values in prop::collection::vec(-1e6_f64..1e6, 0..6000),
            cut in 0_usize..6000,
            few in any::<bool>(),
        ) {
            // Many that are equal stay exact whatever their number.
            let values: Vec<f64> = values.into_iter().map(|value| if few { (value / 1e4).round() } else { value }).collect();
            let cut = cut.min(values.len());
            let whole = tally(&values);
            let mut parts = tally(&values[cut..]);
            parts.merge(&tally(&values[..cut]));
            prop_assert_eq!(&whole, &parts);
            let text = serde_json::to_string(&whole).unwrap();
            prop_assert_eq!(&text, &serde_json::to_string(&parts).unwrap());
            let back: QuantileTally = serde_json::from_str(&text).unwrap();
            let level = ConfidenceLevel::default();
            for probability in [0.0, 0.25, 0.5, 0.9, 1.0] {
                let reading = whole.read(probability, level);
                prop_assert_eq!(reading, back.read(probability, level));
                prop_assert_eq!(reading.quantile, whole.quantile(probability));
                prop_assert_eq!(reading.bounds, whole.interval(probability, level));
            }
            prop_assert_eq!(back, whole);
        }
    }
}
