//! What the cells of a tally add up to.

use super::ClusteredTally;
use crate::measure::Unit;
use crate::stats::ExactSum;

impl ClusteredTally {
    /// Numerator and denominator of each cluster.
    pub(super) fn clusters(&self) -> Vec<[f64; 2]> {
        let mut clusters = Vec::new();
        for cells in self.cells.chunk_by(|left, right| left.0 == right.0) {
            let [mut above, mut below] = [0.0, 0.0];
            for &(_, weight, value, count) in cells {
                let weight = f64::from_bits(weight) * count as f64;
                above += weight * f64::from_bits(value);
                below += weight;
            }
            clusters.push([above, below]);
        }
        for &(_, weight, value, count) in &self.single {
            let weight = f64::from_bits(weight);
            clusters.extend((0..count).map(|_| [weight * f64::from_bits(value), weight]));
        }
        clusters
    }

    pub(super) fn range(&self) -> [f64; 2] {
        match self.definition.unit() {
            Unit::Share => [0.0, 1.0],
            Unit::NetPoint => [-100.0, 100.0],
            Unit::ScalePoint { scale } => [scale.minimum().into(), scale.maximum().into()],
            _ => [0.0, f64::MAX],
        }
    }

    /// The variance that the mean of as many independent rows would have.
    pub(super) fn independent(&self, ratio: f64, weight: f64, n: u64) -> f64 {
        let mut squares = ExactSum::default();
        for &(_, bits, value, count) in self.cells.iter().chain(&self.single) {
            let residual = f64::from_bits(value) - ratio;
            squares.add(f64::from_bits(bits) * count as f64 * residual * residual);
        }
        squares.value() / weight / (n as f64 - 1.0)
    }
}
