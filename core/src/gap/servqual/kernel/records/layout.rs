//! Where the answers of a respondent stand in records, and what sums over records say.

use super::super::plan::{Plan, pairs};
use super::{HALF, LaneSums};
use crate::gap::servqual::sums::Sums;

/// The largest sum of a dimension in a record, so that products of two fit sixteen bits with a sign.
const LARGEST: usize = 128;

/// Where the columns of an instrument stand. First come the dimensions, then as many lanes for their
/// second side, then the items; an answer enters as its steps plus one, so that 0 is a missing pair.
pub(in crate::gap::servqual::kernel) struct Layout {
    /// The items of each dimension.
    pub(super) dimensions: Vec<Vec<Turn>>,
    /// Lane of each item, in the order of the instrument.
    lanes: Vec<usize>,
    /// Records of a respondent.
    pub(super) sheets: usize,
    /// Steps from one end of the scale to the other.
    pub(super) span: u8,
    /// Rows whose sums and products of lanes fit sixteen bits; half as many with a sign.
    pub(super) rows: usize,
    /// Pairs of different dimensions, as many at a time as a half holds twice.
    pub(super) groups: Vec<Group>,
}

/// How the answers to one item become steps plus one.
pub(super) struct Turn {
    pub(super) item: usize,
    pub(super) lane: usize,
    pub(super) flip: u8,
    pub(super) shift: u8,
}

/// Pairs of dimensions whose products are added up together.
pub(super) struct Group {
    pub(super) pairs: Vec<(usize, usize)>,
}

/// Pairs in one group.
pub(super) const GROUP: usize = HALF / 2;

impl Layout {
    /// `None` where the sums of a respondent do not fit: scales of many points, or very many dimensions.
    pub(in crate::gap::servqual::kernel) fn new(plan: &Plan) -> Option<Self> {
        let mut dimensions: Vec<Vec<Turn>> = (0..plan.dimensions).map(|_| Vec::new()).collect();
        let lane = |item: usize| 2 * plan.dimensions + item;
        for turn in &plan.turns {
            let shift = turn.shift.wrapping_add(1);
            dimensions[turn.dimension].push(Turn { item: turn.item, lane: lane(turn.item), flip: turn.flip, shift });
        }
        let most_items = dimensions.iter().map(Vec::len).max().unwrap_or(0);
        let largest = most_items * (usize::from(plan.span) + 1);
        if !(1..=LARGEST).contains(&largest) || 2 * plan.dimensions > HALF {
            return None;
        }
        let different: Vec<_> = pairs(plan.dimensions).filter(|(left, right)| left != right).collect();
        Some(Self {
            dimensions,
            lanes: (0..plan.turns.len()).map(lane).collect(),
            sheets: (2 * plan.dimensions + plan.turns.len()).div_ceil(HALF),
            span: plan.span,
            rows: (usize::from(u16::MAX) / (largest * largest)).min(usize::from(u8::MAX)),
            groups: different.chunks(GROUP).map(|pairs| Group { pairs: pairs.to_vec() }).collect(),
        })
    }

    /// Whether both answers to an item fit one byte.
    #[cfg(target_arch = "x86_64")]
    pub(super) fn is_packed(&self) -> bool {
        self.span < 15
    }

    /// Adds the sums of the respondents of one segment, in steps: of those who answered every pair,
    /// with their products, where `products` are given, and else of those who did not.
    pub(super) fn add_to(&self, sums: &mut Sums, sheets: &[LaneSums], products: Option<(u64, &[[i64; HALF]])>) {
        let at = |lane: usize| sheets[lane / HALF].at(lane % HALF);
        for (&lane, item) in self.lanes.iter().zip(&mut sums.items) {
            let [n, e, p, ee, pp, ep] = at(lane);
            item.n += n as u64;
            item.expectation += e - n;
            item.perception += p - n;
            item.expectation_squares += ee - 2 * e + n;
            item.perception_squares += pp - 2 * p + n;
            item.products += ep - e - p + n;
        }
        for (dimension, of) in sums.dimensions.iter_mut().enumerate() {
            let ([n, e, p, ee, pp, ep], items) = (at(dimension), self.items(dimension));
            of.n += n as u64;
            of.gap += p - e;
            of.perception += p - items * n;
            of.gap_squares += pp - 2 * ep + ee;
            of.perception_squares += pp - 2 * items * p + items * items * n;
            of.products += pp - ep - items * (p - e);
        }
        if let Some((respondents, products)) = products {
            self.add_products_to(sums, &sheets[0], respondents, products);
        }
    }

    fn add_products_to(&self, sums: &mut Sums, lanes: &LaneSums, respondents: u64, products: &[[i64; HALF]]) {
        let count = self.dimensions.len();
        sums.respondents += respondents;
        for dimension in 0..count {
            let ([n, e, p, ee, pp, ep], items) = (lanes.at(dimension), self.items(dimension));
            sums.gap_total[dimension] += p - e;
            sums.perception_total[dimension] += p - items * n;
            sums.gap_products[dimension * count + dimension] += pp - 2 * ep + ee;
            sums.perception_products[dimension * count + dimension] += pp - 2 * items * p + items * items * n;
        }
        for (group, products) in self.groups.iter().zip(products) {
            let (gaps, perceptions) = products.split_at(GROUP);
            for ((&(left, right), gaps), perceptions) in group.pairs.iter().zip(gaps).zip(perceptions) {
                let [[n, _, p, ..], [_, _, q, ..]] = [lanes.at(left), lanes.at(right)];
                let (i, j) = (self.items(left), self.items(right));
                sums.gap_products[left * count + right] += gaps;
                sums.perception_products[left * count + right] += perceptions - j * p - i * q + i * j * n;
            }
        }
    }

    fn items(&self, dimension: usize) -> i64 {
        self.dimensions[dimension].len() as i64
    }
}
