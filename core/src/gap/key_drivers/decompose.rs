//! LMG and relative weights of a correlation matrix.

use crate::stats::{Random, solve_positive_definite, symmetric_eigen};

/// A driver whose variation the others leave less than this is a combination of them.
pub(super) const TOLERANCE: f64 = 1e-10;

/// The correlations of drivers with each other and with the outcome.
pub(super) struct Correlations {
    pub(super) drivers: Vec<Vec<f64>>,
    pub(super) outcome: Vec<f64>,
}

/// Mean increases of R², with their standard errors where they were sampled.
pub(super) struct Lmg {
    pub(super) values: Vec<f64>,
    pub(super) standard_errors: Option<Vec<f64>>,
}

impl Correlations {
    pub(super) fn len(&self) -> usize {
        self.outcome.len()
    }

    /// Standardised regression weights; `None` where a driver is a combination of the others.
    pub(super) fn weights(&self) -> Option<Vec<f64>> {
        solve_positive_definite(&self.drivers, &self.outcome, TOLERANCE)
    }

    /// R² of all drivers.
    pub(super) fn r_squared(&self, weights: &[f64]) -> f64 {
        weights.iter().zip(&self.outcome).map(|(weight, correlation)| weight * correlation).sum()
    }

    /// The first driver that is a combination of those before it.
    pub(super) fn dependent(&self) -> Option<usize> {
        (1..=self.len())
            .find(|&size| {
                let part: Vec<Vec<f64>> = self.drivers[..size].iter().map(|row| row[..size].to_vec()).collect();
                solve_positive_definite(&part, &self.outcome[..size], TOLERANCE).is_none()
            })
            .map(|size| size - 1)
    }

    /// LMG over all orders, by R² of every subset.
    pub(super) fn exact_lmg(&self) -> Lmg {
        let size = self.len();
        let explained = self.explained_by_subset();
        // Of the size! orders, |S|! (size − |S| − 1)! put the driver right behind the subset S.
        let mut weight = vec![1.0 / size as f64; size];
        for before in 1..size {
            weight[before] = weight[before - 1] * before as f64 / (size - before) as f64;
        }
        let mut values = vec![0.0; size];
        for (driver, value) in values.iter_mut().enumerate() {
            let bit = 1_usize << driver;
            let without = (0..explained.len()).filter(|subset| subset & bit == 0);
            *value = without
                .map(|subset| weight[subset.count_ones() as usize] * (explained[subset | bit] - explained[subset]))
                .sum();
        }
        Lmg { values, standard_errors: None }
    }

    /// R² of every subset, by its bits. Subsets are walked as a tree: adding a driver eliminates it
    /// from the correlations of the drivers behind it, which is all that its branch needs.
    fn explained_by_subset(&self) -> Vec<f64> {
        let size = self.len();
        let mut explained = vec![0.0; 1 << size];
        // Row by row the lower triangle of the drivers, each row with its outcome correlation last.
        let rows: Vec<Vec<f64>> = (0..size)
            .map(|row| self.drivers[row][..=row].iter().copied().chain([self.outcome[row]]).collect())
            .collect();
        branch(&rows, 0, 0.0, &mut explained);
        explained
    }

    /// LMG over `orders` random orders.
    pub(super) fn sampled_lmg(&self, orders: u64, seed: u64) -> Lmg {
        let size = self.len();
        let (mut sums, mut squares) = (vec![0.0; size], vec![0.0; size]);
        for order in 0..orders {
            let order = Random::new(seed, order).permutation(size);
            for (driver, added) in self.increases(&order) {
                sums[driver] += added;
                squares[driver] += added * added;
            }
        }
        let count = orders as f64;
        let error = |driver: usize| {
            let mean: f64 = sums[driver] / count;
            ((squares[driver] / count - mean * mean).max(0.0) / (count - 1.0)).sqrt()
        };
        Lmg {
            values: sums.iter().map(|sum| sum / count).collect(),
            standard_errors: Some((0..size).map(error).collect()),
        }
    }

    /// The increase of R² at each step of one order, by Cholesky's factors in that order.
    fn increases(&self, order: &[usize]) -> Vec<(usize, f64)> {
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(order.len());
        let mut loadings: Vec<f64> = Vec::with_capacity(order.len());
        let mut increases = Vec::with_capacity(order.len());
        for (step, &driver) in order.iter().enumerate() {
            let mut row = Vec::with_capacity(step + 1);
            for column in 0..step {
                let known: f64 = row.iter().zip(&factor[column]).map(|(left, right): (&f64, &f64)| left * right).sum();
                row.push((self.drivers[driver][order[column]] - known) / factor[column][column]);
            }
            let rest = (1.0 - row.iter().map(|value| value * value).sum::<f64>()).max(TOLERANCE);
            let known: f64 = row.iter().zip(&loadings).map(|(left, right)| left * right).sum();
            row.push(rest.sqrt());
            let loading = (self.outcome[driver] - known) / rest.sqrt();
            increases.push((driver, loading * loading));
            loadings.push(loading);
            factor.push(row);
        }
        increases
    }

    /// Johnson's relative weights.
    pub(super) fn relative_weights(&self) -> Vec<f64> {
        let eigen = symmetric_eigen(&self.drivers);
        let size = self.len();
        let roots: Vec<f64> = eigen.values.iter().map(|value| value.max(0.0).sqrt()).collect();
        let spectral = |row: usize, column: usize, of: &dyn Fn(f64) -> f64| -> f64 {
            (0..size).map(|at| eigen.vectors[row][at] * of(roots[at]) * eigen.vectors[column][at]).sum()
        };
        let weight = |at: usize| -> f64 {
            (0..size).map(|driver| spectral(at, driver, &|root| 1.0 / root) * self.outcome[driver]).sum()
        };
        let squared: Vec<f64> = (0..size).map(weight).map(|weight| weight * weight).collect();
        let of = |driver: usize| -> f64 {
            let loading = |at: usize| spectral(driver, at, &|root| root);
            (0..size).map(|at| loading(at) * loading(at) * squared[at]).sum()
        };
        (0..size).map(of).collect()
    }
}

/// Walks the subsets that add one of the drivers `0..rows.len()` to `subset`, from the last on.
fn branch(rows: &[Vec<f64>], subset: usize, explained: f64, found: &mut [f64]) {
    found[subset] = explained;
    for driver in (0..rows.len()).rev() {
        let row = &rows[driver];
        let (pivot, outcome) = (row[driver], row[driver + 1]);
        if pivot <= TOLERANCE {
            // What the subset already determines adds nothing.
            branch(&rows[..driver], subset | 1 << driver, explained, found);
            continue;
        }
        let rest: Vec<Vec<f64>> = (0..driver)
            .map(|left| {
                let factor = row[left] / pivot;
                let own = &rows[left];
                (0..=left)
                    .map(|right| own[right] - factor * row[right])
                    .chain([own[left + 1] - factor * outcome])
                    .collect()
            })
            .collect();
        branch(&rest, subset | 1 << driver, explained + outcome * outcome / pivot, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Correlations of `size` drivers that share a common factor in different degrees.
    fn correlations(size: usize) -> Correlations {
        let load = |at: usize| 0.3 + 0.6 * (at as f64 + 1.0) / (size as f64 + 1.0);
        let between = |left: usize, right: usize| if left == right { 1.0 } else { load(left) * load(right) };
        Correlations {
            drivers: (0..size).map(|left| (0..size).map(|right| between(left, right)).collect()).collect(),
            outcome: (0..size).map(|at| 0.7 * load(at) * if at % 3 == 0 { 0.5 } else { 1.0 }).collect(),
        }
    }

    #[test]
    fn parts_add_up_to_r_squared() {
        for size in [1, 2, 5, 11] {
            let correlations = correlations(size);
            let r_squared = correlations.r_squared(&correlations.weights().unwrap());
            for parts in [correlations.exact_lmg().values, correlations.relative_weights()] {
                assert!((parts.iter().sum::<f64>() - r_squared).abs() < 1e-13, "{size}");
            }
        }
    }

    #[test]
    fn random_orders_come_close() {
        let correlations = correlations(8);
        let (exact, sampled) = (correlations.exact_lmg(), correlations.sampled_lmg(4_000, 3));
        let errors = sampled.standard_errors.unwrap();
        for driver in 0..8 {
            let away = (exact.values[driver] - sampled.values[driver]).abs();
            assert!(away < 5.0 * errors[driver] && errors[driver] < 0.01, "{driver}");
        }
    }

    #[test]
    fn a_copy_is_named() {
        let mut correlations = correlations(4);
        for at in 0..4 {
            correlations.drivers[3][at] = correlations.drivers[1][at];
            correlations.drivers[at][3] = correlations.drivers[at][1];
        }
        correlations.drivers[3][3] = 1.0;
        correlations.drivers[3][1] = 1.0;
        correlations.drivers[1][3] = 1.0;
        assert_eq!(correlations.dependent(), Some(3));
    }
}
