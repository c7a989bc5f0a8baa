//! The hot loops with vector instructions on bytes, for narrow sums.
//!
//! Expectations and perceptions of one item, and their sums of one dimension, are the same kind of
//! pairs: one loop adds up both.

use pulp::NullaryFnOnce;

use super::loops::{CompleteSums, Loops, PairSums, Pairs, Respondents, count};
use super::plan::Turn;
use super::products::{AddProducts, ByteRows};
use crate::gap::servqual::sums::{DimensionSums, ItemSums};
use crate::stats::ByteLanes;

impl<L: ByteLanes> Loops for L {
    type Sum = u8;
    type Rows = ByteRows;

    fn add_pairs(&self, turn: &Turn, pairs: Pairs<'_>, span: u8, to: Respondents<'_, u8>) -> PairSums {
        self.run(AddPairs { lanes: *self, turn, pairs, span, to })
    }

    fn complete(&self, sums: [&[u8]; 2], [own, all]: [&[u8]; 2], most: u32, rows: &mut ByteRows) -> CompleteSums {
        self.run(Complete { lanes: *self, sums, own, all, most, rows })
    }

    fn add_products(&self, rows: &[ByteRows], length: usize, most: u32, totals: [&mut [i64]; 2]) {
        self.run(AddProducts { lanes: *self, rows, length, most, totals });
    }

    fn count(&self, bits: &[u8]) -> u64 {
        self.run(Count { bits })
    }
}

/// How many products of steps of at most `most` a lane of two bytes can add up, two at a time.
#[inline(always)]
pub(super) fn strides_of(most: u32) -> usize {
    (i16::MAX as u32 / (2 * most * most).max(1)) as usize
}

/// Sums over pairs of bytes without a sign, of which the right one could have one.
struct PairLanes<L: ByteLanes> {
    e: L::Vector,
    p: L::Vector,
    ee: L::Vector,
    pp: L::Vector,
    ep: L::Vector,
    n: u64,
}

/// The products of one run, in two bytes.
struct RunLanes<V> {
    ee: V,
    pp: V,
    ep: V,
}

impl<L: ByteLanes> PairLanes<L> {
    #[inline(always)]
    fn new(lanes: L) -> Self {
        let zero = lanes.zero();
        Self { e: zero, p: zero, ee: zero, pp: zero, ep: zero, n: 0 }
    }

    #[inline(always)]
    fn add(&mut self, lanes: L, run: &mut RunLanes<L::Vector>, e: L::Vector, p: L::Vector) {
        self.e = lanes.add_up(self.e, e);
        self.p = lanes.add_up(self.p, p);
        run.ee = lanes.add_products(run.ee, e, e);
        run.pp = lanes.add_products(run.pp, p, p);
        run.ep = lanes.add_products(run.ep, e, p);
    }

    #[inline(always)]
    fn widen(&mut self, lanes: L, run: RunLanes<L::Vector>) {
        self.ee = lanes.widen(self.ee, run.ee);
        self.pp = lanes.widen(self.pp, run.pp);
        self.ep = lanes.widen(self.ep, run.ep);
    }

    #[inline(always)]
    fn total(self, lanes: L) -> ItemSums {
        ItemSums {
            n: self.n,
            expectation: lanes.total_of_words(self.e),
            perception: lanes.total_of_words(self.p),
            expectation_squares: lanes.total(self.ee),
            perception_squares: lanes.total(self.pp),
            products: lanes.total(self.ep),
        }
    }
}

impl<V: Copy> RunLanes<V> {
    #[inline(always)]
    fn new(zero: V) -> Self {
        Self { ee: zero, pp: zero, ep: zero }
    }
}

struct AddPairs<'a, L> {
    lanes: L,
    turn: &'a Turn,
    pairs: Pairs<'a>,
    span: u8,
    to: Respondents<'a, u8>,
}

impl<L: ByteLanes> NullaryFnOnce for AddPairs<'_, L> {
    type Output = PairSums;

    #[inline(always)]
    fn call(self) -> PairSums {
        if self.turn.flip == 0 { self.add::<false>() } else { self.add::<true>() }
    }
}

impl<L: ByteLanes> AddPairs<'_, L> {
    #[inline(always)]
    fn add<const REVERSED: bool>(self) -> PairSums {
        let Self { lanes, turn, pairs: Pairs { sides, ahead }, span, to } = self;
        let [e_ahead, p_ahead] = ahead.map(L::answers);
        // Turned, an answer a is −a − 1.
        let (shift, end) = (lanes.fill(turn.shift), lanes.fill(turn.shift.wrapping_sub(1)));
        let steps = |answers: L::Vector| {
            if REVERSED { lanes.subtract(end, answers) } else { lanes.add(answers, shift) }
        };
        let [e_answers, p_answers] = sides.map(|side| L::answers(side.values));
        let [e_bits, p_bits] = sides.map(|side| L::bits(side.bits));
        let [e_sums, p_sums] = to.sums.map(L::bytes_mut);
        let complete = L::bits_mut(to.complete);
        let (mut total, mut highest) = (PairLanes::new(lanes), lanes.zero());
        let (strides, run) = (e_answers.len(), strides_of(span.into()));
        let mut begin = 0;
        while begin < strides {
            let range = begin..strides.min(begin + run);
            begin = range.end;
            let mut products = RunLanes::new(lanes.zero());
            let answers = e_answers[range.clone()].iter().zip(&p_answers[range.clone()]);
            let bits = e_bits[range.clone()].iter().zip(&p_bits[range.clone()]);
            let sums = e_sums[range.clone()].iter_mut().zip(&mut p_sums[range.clone()]);
            let rows = answers.zip(bits).zip(sums.zip(&mut complete[range.clone()]));
            for (stride, (((e, p), (e_bits, p_bits)), ((e_sums, p_sums), complete))) in range.zip(rows) {
                [e_ahead, p_ahead].iter().filter_map(|side| side.get(stride)).for_each(|bytes| lanes.fetch(bytes));
                let [e_word, p_word] = [*e_bits, *p_bits].map(L::word);
                let [e_there, p_there] = [e_word, p_word].map(|word| lanes.mask(word));
                let e = lanes.keep(e_there, steps(lanes.load(*e)));
                let p = lanes.keep(p_there, steps(lanes.load(*p)));
                highest = lanes.higher(highest, lanes.higher(e, p));
                let (e, p) = (lanes.keep(p_there, e), lanes.keep(e_there, p));
                *e_sums = lanes.store(lanes.add(lanes.load(*e_sums), e));
                *p_sums = lanes.store(lanes.add(lanes.load(*p_sums), p));
                *complete = L::of_word(L::word(*complete) & e_word & p_word);
                total.n += u64::from((e_word & p_word).count_ones());
                total.add(lanes, &mut products, e, p);
            }
            total.widen(lanes, products);
        }
        PairSums { sums: total.total(lanes), outside: lanes.any_above(highest, span) }
    }
}

struct Complete<'a, L> {
    lanes: L,
    sums: [&'a [u8]; 2],
    own: &'a [u8],
    all: &'a [u8],
    most: u32,
    rows: &'a mut ByteRows,
}

impl<L: ByteLanes> NullaryFnOnce for Complete<'_, L> {
    type Output = CompleteSums;

    #[inline(always)]
    fn call(self) -> CompleteSums {
        let Self { lanes, sums, own, all, most, rows } = self;
        let [e_sums, p_sums] = sums.map(L::bytes);
        let [own, all] = [own, all].map(L::bits);
        let (gaps, perceptions) = (L::bytes_mut(&mut rows.gaps), L::bytes_mut(&mut rows.perceptions));
        let (mut total, mut e_total, mut p_total) = (PairLanes::new(lanes), lanes.zero(), lanes.zero());
        let (strides, run) = (e_sums.len(), strides_of(most));
        let mut begin = 0;
        while begin < strides {
            let range = begin..strides.min(begin + run);
            begin = range.end;
            let mut products = RunLanes::new(lanes.zero());
            let sums = e_sums[range.clone()].iter().zip(&p_sums[range.clone()]);
            let bits = own[range.clone()].iter().zip(&all[range.clone()]);
            let kept = gaps[range.clone()].iter_mut().zip(&mut perceptions[range]);
            for (((e, p), (own, all)), (gap, perception)) in sums.zip(bits).zip(kept) {
                let [own, all] = [*own, *all].map(L::word);
                total.n += u64::from(own.count_ones());
                let [own, all] = [own, all].map(|word| lanes.mask(word));
                let [e, p] = [*e, *p].map(|sums| lanes.keep(own, lanes.load(sums)));
                total.add(lanes, &mut products, e, p);
                let [e, p] = [e, p].map(|sums| lanes.keep(all, sums));
                e_total = lanes.add_up(e_total, e);
                p_total = lanes.add_up(p_total, p);
                *gap = lanes.store(lanes.subtract(p, e));
                *perception = lanes.store(p);
            }
            total.widen(lanes, products);
        }
        let [e_total, p_total] = [e_total, p_total].map(|sums| lanes.total_of_words(sums));
        let sums = gap_sums(&total.total(lanes));
        CompleteSums { sums, gap_total: p_total - e_total, perception_total: p_total }
    }
}

/// The sums of gaps, which are perceptions less expectations.
#[inline(always)]
fn gap_sums(pairs: &ItemSums) -> DimensionSums {
    DimensionSums {
        n: pairs.n,
        gap: pairs.perception - pairs.expectation,
        perception: pairs.perception,
        gap_squares: pairs.perception_squares - 2 * pairs.products + pairs.expectation_squares,
        perception_squares: pairs.perception_squares,
        products: pairs.perception_squares - pairs.products,
    }
}

struct Count<'a> {
    bits: &'a [u8],
}

impl NullaryFnOnce for Count<'_> {
    type Output = u64;

    #[inline(always)]
    fn call(self) -> u64 {
        count(self.bits)
    }
}
