//! What the loops need to know of an instrument, and what their sums say about the answers.

use super::super::sums::{DimensionSums, ItemSums, Sums};
use crate::survey::Instrument;

/// Sums of steps up to this are narrow: they fit a byte with a sign.
const NARROW: u32 = 127;

/// How the answers to one item become steps.
pub(super) struct Turn {
    pub(super) item: usize,
    pub(super) dimension: usize,
    /// All bits where the item is reverse-scored: they turn an answer a into −a − 1.
    pub(super) flip: u8,
    /// Added to the flipped answer, it leaves the number of steps.
    pub(super) shift: u8,
    /// The end of the scale with no steps: the maximum where the item is reverse-scored.
    origin: i64,
    /// −1 where the item is reverse-scored, else 1.
    sign: i64,
}

/// What the loops need to know of the instrument.
pub(super) struct Plan {
    pub(super) turns: Vec<Turn>,
    pub(super) dimensions: usize,
    /// Steps from one end of the scale to the other.
    pub(super) span: u8,
    /// The most steps that the items of one dimension add up to.
    pub(super) largest_sum: u32,
}

impl Plan {
    pub(super) fn new(instrument: &Instrument) -> Self {
        let (minimum, maximum) = (instrument.scale().minimum(), instrument.scale().maximum());
        let turn = |item: usize| {
            let dimension = instrument.dimension_of(item);
            if instrument.items()[item].reversed {
                let shift = (maximum as u8).wrapping_add(1);
                Turn { item, dimension, flip: 0xff, shift, origin: maximum.into(), sign: -1 }
            } else {
                let shift = (minimum as u8).wrapping_neg();
                Turn { item, dimension, flip: 0, shift, origin: minimum.into(), sign: 1 }
            }
        };
        let turns: Vec<Turn> = (0..instrument.items().len()).map(turn).collect();
        let dimensions = instrument.dimensions().len();
        let items = |dimension: usize| turns.iter().filter(|turn| turn.dimension == dimension).count();
        let most_items = (0..dimensions).map(items).max().unwrap_or(0) as u32;
        let span = maximum.wrapping_sub(minimum) as u8;
        Self { turns, dimensions, span, largest_sum: most_items * u32::from(span) }
    }

    /// Whether the sums of every dimension are narrow, as with the usual scales.
    pub(super) fn is_narrow(&self) -> bool {
        self.largest_sum <= NARROW
    }

    /// From sums of steps to sums of answers: an answer is origin + sign · steps.
    pub(super) fn as_answered(&self, sums: &mut Sums) {
        let mut constants = vec![0; self.dimensions];
        for (turn, item) in self.turns.iter().zip(&mut sums.items) {
            constants[turn.dimension] += turn.sign * turn.origin;
            item.shift(turn.origin, turn.sign);
        }
        for (&constant, dimension) in constants.iter().zip(&mut sums.dimensions) {
            dimension.shift(constant);
        }
        let respondents = sums.respondents as i64;
        for (left, right) in pairs(self.dimensions) {
            let (a, b) = (constants[left], constants[right]);
            sums.perception_products[left * self.dimensions + right] +=
                a * sums.perception_total[right] + b * sums.perception_total[left] + respondents * a * b;
        }
        for (total, constant) in sums.perception_total.iter_mut().zip(constants) {
            *total += respondents * constant;
        }
    }
}

/// The pairs of dimensions, each once.
pub(super) fn pairs(dimensions: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..dimensions).flat_map(move |left| (left..dimensions).map(move |right| (left, right)))
}

impl ItemSums {
    fn shift(&mut self, origin: i64, sign: i64) {
        let n = self.n as i64;
        let (e, p) = (sign * self.expectation, sign * self.perception);
        self.expectation_squares += 2 * origin * e + n * origin * origin;
        self.perception_squares += 2 * origin * p + n * origin * origin;
        self.products += origin * (e + p) + n * origin * origin;
        self.expectation = e + n * origin;
        self.perception = p + n * origin;
    }
}

impl DimensionSums {
    fn shift(&mut self, constant: i64) {
        let n = self.n as i64;
        self.perception_squares += 2 * constant * self.perception + n * constant * constant;
        self.products += constant * self.gap;
        self.perception += n * constant;
    }
}
