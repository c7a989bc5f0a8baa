//! Corrections of p values for many tests at once.

/// Holm's adjusted p values (1979): the familywise error stays below the level.
///
/// Sorted p values times m, m − 1, … with a running maximum, at most one, in the order they came.
/// Equal to R's `p.adjust(method = "holm")`.
///
/// ```
/// use servqual::stats::holm;
/// assert_eq!(holm(&[0.01, 0.04, 0.03]), vec![0.03, 0.06, 0.06]);
/// ```
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let order = rising(p_values);
    let mut adjusted = vec![0.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (before, &position) in order.iter().enumerate() {
        largest = largest.max((p_values.len() - before) as f64 * p_values[position]);
        adjusted[position] = largest.min(1.0);
    }
    adjusted
}

/// Benjamini and Hochberg's adjusted p values (1995): the false discovery rate stays below the level.
///
/// Sorted p values times m / rank with a running minimum from the largest, at most one. Equal to R's
/// `p.adjust(method = "BH")`.
///
/// ```
/// use servqual::stats::benjamini_hochberg;
/// assert_eq!(benjamini_hochberg(&[0.01, 0.04, 0.03]), vec![0.03, 0.04, 0.04]);
/// ```
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let order = rising(p_values);
    let mut adjusted = vec![0.0; p_values.len()];
    let mut smallest = 1.0_f64;
    for (before, &position) in order.iter().enumerate().rev() {
        smallest = smallest.min(p_values.len() as f64 / (before + 1) as f64 * p_values[position]);
        adjusted[position] = smallest;
    }
    adjusted
}

fn rising(p_values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&left, &right| p_values[left].total_cmp(&p_values[right]));
    order
}

/// Adjusts the p values that are there; missing ones stay missing and are not counted.
pub(crate) fn adjust(p_values: &[Option<f64>], method: fn(&[f64]) -> Vec<f64>) -> Vec<Option<f64>> {
    let present: Vec<f64> = p_values.iter().flatten().copied().collect();
    let mut adjusted = method(&present).into_iter();
    p_values.iter().map(|value| value.and_then(|_| adjusted.next())).collect()
}
