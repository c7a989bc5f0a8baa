//! Whether sums that were read from bytes can be those of answers.

use super::sums::{DimensionSums, ItemSums, Sums};
use crate::survey::Instrument;

/// Respondents of one tally at most, more than there are people: no sum over them overflows.
pub(super) const MOST_RESPONDENTS: u64 = 1 << 33;

/// Checks every number that a report divides, subtracts or takes the root of.
pub(super) fn holds_together(instrument: &Instrument, sums: &Sums) -> bool {
    let dimensions = instrument.dimensions().len();
    let right_shape = sums.items.len() == instrument.items().len()
        && sums.dimensions.len() == dimensions
        && [sums.gap_total.len(), sums.perception_total.len()] == [dimensions; 2]
        && [sums.gap_products.len(), sums.perception_products.len()] == [dimensions * dimensions; 2];
    let bounds = Bounds::new(instrument);
    right_shape
        && sums.not_applicable.as_ref().is_none_or(|counts| counts.hold_together(sums))
        && sums.rows <= MOST_RESPONDENTS
        && sums.items.iter().all(|item| item.n <= sums.rows && bounds.hold_item(item))
        && sums.dimensions.iter().enumerate().all(|(position, dimension)| {
            (sums.respondents..=sums.rows).contains(&dimension.n) && bounds.hold_dimension(position, dimension)
        })
        && bounds.hold_products(sums.respondents, &bounds.gap, &sums.gap_total, &sums.gap_products)
        && bounds.hold_products(sums.respondents, &bounds.perception, &sums.perception_total, &sums.perception_products)
}

/// The largest magnitudes that one respondent can have.
struct Bounds {
    answer: i64,
    /// Of the summed gap of each dimension.
    gap: Vec<i64>,
    /// Of the summed perception of each dimension.
    perception: Vec<i64>,
}

impl Bounds {
    fn new(instrument: &Instrument) -> Self {
        let [low, high] = [instrument.scale().minimum(), instrument.scale().maximum()].map(i64::from);
        let answer = low.abs().max(high.abs());
        let mut items = vec![0_i64; instrument.dimensions().len()];
        (0..instrument.items().len()).for_each(|item| items[instrument.dimension_of(item)] += 1);
        let times = |factor: i64| items.iter().map(|count| count * factor).collect();
        Self { answer, gap: times(high - low), perception: times(answer) }
    }

    fn hold_item(&self, item: &ItemSums) -> bool {
        let ItemSums { n, expectation, perception, expectation_squares, perception_squares, products } = *item;
        let bound = [self.answer; 2];
        are_moments(n, bound, [expectation, perception], [expectation_squares, perception_squares, products])
    }

    fn hold_dimension(&self, position: usize, dimension: &DimensionSums) -> bool {
        let DimensionSums { n, gap, perception, gap_squares, perception_squares, products } = *dimension;
        let bound = [self.gap[position], self.perception[position]];
        are_moments(n, bound, [gap, perception], [gap_squares, perception_squares, products])
    }

    /// Products of dimensions, of which only those from the diagonal on are used.
    fn hold_products(&self, n: u64, bounds: &[i64], totals: &[i64], products: &[i64]) -> bool {
        let count = totals.len();
        let cell = |left: usize, right: usize| products[left * count + right];
        (0..count).all(|left| {
            (0..count).all(|right| match left <= right {
                true => are_moments(
                    n,
                    [bounds[left], bounds[right]],
                    [totals[left], totals[right]],
                    [cell(left, left), cell(right, right), cell(left, right)],
                ),
                false => cell(left, right) == 0,
            })
        })
    }
}

/// Whether sums, sums of squares and the sum of products can be those of `n` pairs of numbers of at
/// most these magnitudes: the inequality of Cauchy and Schwarz for both and for their difference.
fn are_moments(n: u64, bounds: [i64; 2], sums: [i64; 2], [xx, yy, xy]: [i64; 3]) -> bool {
    let count = i128::from(n);
    let [x, y] = sums.map(i128::from);
    let [xx, yy, xy] = [xx, yy, xy].map(i128::from);
    let [left, right] = bounds.map(i128::from);
    let within = |value: i128, bound: i128| value.abs() <= count * bound;
    let spread = |sum: i128, squares: i128| squares >= 0 && sum * sum <= count * squares;
    within(x, left)
        && within(y, right)
        && within(xx, left * left)
        && within(yy, right * right)
        && within(xy, left * right)
        && spread(x, xx)
        && spread(y, yy)
        && spread(y - x, yy + xx - 2 * xy)
}
