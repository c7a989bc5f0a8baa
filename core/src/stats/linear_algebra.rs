//! Small dense symmetric matrices: what regressions on correlation matrices need.

/// Cyclic Jacobi sweeps until nothing is left beside the diagonal take fewer than ten.
const SWEEPS: usize = 60;

/// Eigenvalues and eigenvectors of a symmetric matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct SymmetricEigen {
    /// Eigenvalues, in no order.
    pub values: Vec<f64>,
    /// `vectors[row][at]` is the component of row `row` of eigenvector `at`.
    pub vectors: Vec<Vec<f64>>,
}

/// Eigenvalues and eigenvectors by Jacobi's cyclic rotations (Golub and Van Loan, algorithm 8.5.3).
///
/// Only additions, products and square roots, so the same bits everywhere. Meant for matrices of up
/// to some hundred rows.
///
/// ```
/// use servqual::stats::symmetric_eigen;
/// let mut values = symmetric_eigen(&[vec![2.0, 1.0], vec![1.0, 2.0]]).values;
/// values.sort_by(f64::total_cmp);
/// assert!((values[0] - 1.0).abs() < 1e-15 && (values[1] - 3.0).abs() < 1e-15);
/// ```
pub fn symmetric_eigen(matrix: &[Vec<f64>]) -> SymmetricEigen {
    let size = matrix.len();
    let mut a = matrix.to_vec();
    let mut vectors: Vec<Vec<f64>> =
        (0..size).map(|row| (0..size).map(|at| f64::from(u8::from(row == at))).collect()).collect();
    for _ in 0..SWEEPS {
        let mut rotated = false;
        for p in 0..size {
            for q in p + 1..size {
                rotated |= rotate(&mut a, &mut vectors, p, q);
            }
        }
        if !rotated {
            break;
        }
    }
    SymmetricEigen { values: (0..size).map(|at| a[at][at]).collect(), vectors }
}

/// Makes the element at (p, q) zero; false where it is so already, to the last bit of the diagonal.
fn rotate(a: &mut [Vec<f64>], vectors: &mut [Vec<f64>], p: usize, q: usize) -> bool {
    let element = a[p][q];
    let scale = (a[p][p].abs() * a[q][q].abs()).sqrt();
    if element == 0.0 || element.abs() <= 1e-18 * scale {
        return false;
    }
    let tau = (a[q][q] - a[p][p]) / (2.0 * element);
    let t = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
    let c = 1.0 / (1.0 + t * t).sqrt();
    let s = t * c;
    for row in a.iter_mut().chain(vectors) {
        let (left, right) = (row[p], row[q]);
        row[p] = c * left - s * right;
        row[q] = s * left + c * right;
    }
    let (above, from_q) = a.split_at_mut(q);
    for (upper, lower) in above[p].iter_mut().zip(&mut from_q[0]) {
        (*upper, *lower) = (c * *upper - s * *lower, s * *upper + c * *lower);
    }
    a[p][q] = 0.0;
    a[q][p] = 0.0;
    true
}

/// Solves `matrix` · x = `right` for a positive definite matrix by Cholesky's factors.
///
/// `None` where a pivot falls to `tolerance` of its diagonal element or below: the row is a linear
/// combination of those before it.
///
/// ```
/// use servqual::stats::solve_positive_definite;
/// let x = solve_positive_definite(&[vec![4.0, 2.0], vec![2.0, 5.0]], &[2.0, 9.0], 1e-12);
/// assert_eq!(x, Some(vec![-0.5, 2.0]));
/// assert_eq!(solve_positive_definite(&[vec![1.0, 1.0], vec![1.0, 1.0]], &[1.0, 1.0], 1e-12), None);
/// ```
pub fn solve_positive_definite(matrix: &[Vec<f64>], right: &[f64], tolerance: f64) -> Option<Vec<f64>> {
    let size = matrix.len();
    let mut factor: Vec<Vec<f64>> = vec![vec![0.0; size]; size];
    for row in 0..size {
        for column in 0..=row {
            let product: f64 = (0..column).map(|at| factor[row][at] * factor[column][at]).sum();
            let rest = matrix[row][column] - product;
            if row == column {
                if rest <= tolerance * matrix[row][row] {
                    return None;
                }
                factor[row][row] = rest.sqrt();
            } else {
                factor[row][column] = rest / factor[column][column];
            }
        }
    }
    let mut x = right.to_vec();
    for row in 0..size {
        let known: f64 = (0..row).map(|at| factor[row][at] * x[at]).sum();
        x[row] = (x[row] - known) / factor[row][row];
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|at| factor[at][row] * x[at]).sum();
        x[row] = (x[row] - known) / factor[row][row];
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_rebuild_the_matrix() {
        let size = 9;
        let matrix: Vec<Vec<f64>> = (0..size)
            .map(|row| (0..size).map(|at| 1.0 / (1.0 + (row + at) as f64) + f64::from(u8::from(row == at))).collect())
            .collect();
        let eigen = symmetric_eigen(&matrix);
        for row in 0..size {
            for column in 0..size {
                let rebuilt: f64 =
                    (0..size).map(|at| eigen.vectors[row][at] * eigen.values[at] * eigen.vectors[column][at]).sum();
                assert!((rebuilt - matrix[row][column]).abs() < 1e-14);
            }
        }
    }
}
