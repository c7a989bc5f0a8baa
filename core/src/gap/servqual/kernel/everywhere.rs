//! The hot loops, for every machine.
//!
//! They have no branch and no allocation, and keep sums side by side in lanes, so that they compile
//! to the vector instructions that every machine of a kind has.

use super::PART;
use super::loops::{CompleteSums, Loops, PairSums, Pairs, Respondents, count};
use super::plan::{Turn, pairs};
use crate::column::Strides;
use crate::gap::servqual::sums::DimensionSums;

/// One value for each respondent of a part.
type Row<T> = [T; PART];

/// Gaps and perceptions of a part.
#[derive(Clone)]
pub(super) struct WideRows {
    gaps: Row<i16>,
    perceptions: Row<i16>,
}

impl Default for WideRows {
    fn default() -> Self {
        Self { gaps: [0; PART], perceptions: [0; PART] }
    }
}

/// The loops that compile everywhere; `S` holds the largest sum of steps.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Everywhere<S>(core::marker::PhantomData<S>);

/// A byte or two that hold a sum of steps.
pub(super) trait Sum: Copy + Default {
    fn plus(self, steps: u8) -> Self;
    fn wide(self) -> i16;
}

impl Sum for u8 {
    #[inline(always)]
    fn plus(self, steps: u8) -> Self {
        self.wrapping_add(steps)
    }

    #[inline(always)]
    fn wide(self) -> i16 {
        self.into()
    }
}

impl Sum for u16 {
    #[inline(always)]
    fn plus(self, steps: u8) -> Self {
        self.wrapping_add(steps.into())
    }

    #[inline(always)]
    fn wide(self) -> i16 {
        self as i16
    }
}

impl<S: Sum> Loops for Everywhere<S> {
    type Sum = S;
    type Rows = WideRows;

    fn add_pairs(&self, turn: &Turn, pairs: Pairs<'_>, span: u8, to: Respondents<'_, S>) -> PairSums {
        let [e, p] = pairs.sides.map(|side| side.values.chunks(PART).zip(side.bits.chunks(PART / 8)));
        let [e_sums, p_sums] = to.sums.map(|side| side.chunks_mut(PART));
        let mut total = PairSums::default();
        for (((e, p), sums), complete) in e.zip(p).zip(e_sums.zip(p_sums)).zip(to.complete.chunks_mut(PART / 8)) {
            let sides = [e, p].map(|(values, bits)| Strides { values, bits });
            let to = Respondents { sums: sums.into(), complete };
            total.add_part(turn, sides, span, to);
        }
        total
    }

    fn complete(&self, [e, p]: [&[S]; 2], [own, all]: [&[u8]; 2], _: u32, rows: &mut WideRows) -> CompleteSums {
        let (gaps, perceptions) = (&mut rows.gaps[..e.len()], &mut rows.perceptions[..e.len()]);
        let mut there = [0; PART];
        expand(own, &mut there);
        subtract([e, p], &there, [&mut *gaps, &mut *perceptions]);
        let sums = DimensionSums {
            n: count(own),
            gap: sum(gaps),
            perception: sum(perceptions),
            gap_squares: Self::product(gaps, gaps),
            perception_squares: Self::product(perceptions, perceptions),
            products: Self::product(gaps, perceptions),
        };
        expand(all, &mut there);
        CompleteSums { sums, gap_total: keep(gaps, &there), perception_total: keep(perceptions, &there) }
    }

    fn add_products(&self, rows: &[WideRows], length: usize, _: u32, [gaps, perceptions]: [&mut [i64]; 2]) {
        for (left, right) in pairs(rows.len()) {
            let (own, other, cell) = (&rows[left], &rows[right], left * rows.len() + right);
            gaps[cell] += Self::product(&own.gaps[..length], &other.gaps[..length]);
            perceptions[cell] += Self::product(&own.perceptions[..length], &other.perceptions[..length]);
        }
    }

    fn count(&self, bits: &[u8]) -> u64 {
        count(bits)
    }
}

impl<S: Sum> Everywhere<S> {
    /// Σ left · right.
    fn product(left: &[i16], right: &[i16]) -> i64 {
        // Two sums of 100 items on a scale of 200 steps: 5 products fit a lane.
        let run = if size_of::<S>() == 1 { PART } else { 4 * WIDE_LANES };
        left.chunks(run).zip(right.chunks(run)).map(|(left, right)| product(left, right)).sum()
    }
}

/// Sums of two bytes side by side.
const LANES: usize = 16;
/// Sums of four bytes side by side.
const WIDE_LANES: usize = 32;

/// Eight bytes for every byte of bits: all ones for a one, all zeros for a zero.
pub(super) static EXPANDED: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut bits = 0;
    while bits < 256 {
        let mut lane = 0;
        while lane < 8 {
            table[bits][lane] = if bits >> lane & 1 == 1 { 0xff } else { 0 };
            lane += 1;
        }
        bits += 1;
    }
    table
};

#[inline(never)]
fn expand(bits: &[u8], bytes: &mut Row<u8>) {
    for (lanes, &byte) in bytes.as_chunks_mut().0.iter_mut().zip(bits) {
        *lanes = EXPANDED[usize::from(byte)];
    }
}

/// Turns the answers that are there into steps, and tells the highest; keeps those that are there on
/// the other side, too, and adds them to the sums of their dimension.
#[inline(never)]
fn take_steps<S: Sum>(answers: &[i8], [own, other]: [&[u8]; 2], turn: &Turn, steps: &mut [u8], sums: &mut [S]) -> u8 {
    let mut highest = 0;
    for ((((&answer, &own), &other), step), sum) in answers.iter().zip(own).zip(other).zip(steps).zip(sums) {
        let taken = (answer as u8 ^ turn.flip).wrapping_add(turn.shift) & own;
        highest = highest.max(taken);
        *step = taken & other;
        *sum = sum.plus(*step);
    }
    highest
}

/// Gaps and perceptions where `valid` says so, 0 elsewhere.
#[inline(never)]
fn subtract<S: Sum>([e, p]: [&[S]; 2], valid: &Row<u8>, [gaps, perceptions]: [&mut [i16]; 2]) {
    for ((((e, p), &valid), gap), perception) in e.iter().zip(p).zip(valid).zip(gaps).zip(perceptions) {
        let (e, p, valid) = (e.wide(), p.wide(), i16::from(valid as i8));
        *gap = (p - e) & valid;
        *perception = p & valid;
    }
}

/// Makes the values without a byte of ones 0, and adds up.
fn keep(values: &mut [i16], valid: &Row<u8>) -> i64 {
    values.iter_mut().zip(valid).for_each(|(value, &valid)| *value &= i16::from(valid as i8));
    sum(values)
}

#[inline(never)]
fn sum(values: &[i16]) -> i64 {
    values.iter().map(|&value| i32::from(value)).sum::<i32>().into()
}

impl PairSums {
    fn add_part<S: Sum>(&mut self, turn: &Turn, sides: [Strides<'_>; 2], span: u8, to: Respondents<'_, S>) {
        let (rows, mut there, mut steps) = (sides[0].values.len(), [[0; PART]; 2], [[0; PART]; 2]);
        sides.iter().zip(&mut there).for_each(|(side, there)| expand(side.bits, there));
        let mut highest = 0;
        let [e, p] = there.each_ref().map(|there| &there[..rows]);
        let both = [[e, p], [p, e]];
        for (((side, there), sums), steps) in sides.iter().zip(both).zip(to.sums).zip(&mut steps) {
            highest = take_steps(side.values, there, turn, &mut steps[..rows], sums).max(highest);
        }
        self.outside |= highest > span;
        let mut whole = [0; PART / 8];
        let whole = &mut whole[..rows / 8];
        whole.iter_mut().zip(sides[0].bits).zip(sides[1].bits).for_each(|((whole, e), p)| *whole = e & p);
        to.complete.iter_mut().zip(&*whole).for_each(|(complete, whole)| *complete &= whole);
        self.sums.n += count(whole);
        // As many as the lanes can hold.
        let run = LANES * usize::from(u16::MAX / (u16::from(span) * u16::from(span)));
        let [e, p] = steps.each_ref().map(|steps| steps[..rows].chunks(run));
        e.zip(p).for_each(|(e, p)| self.add_steps(e, p));
    }

    /// Adds one run of steps.
    #[inline(never)]
    fn add_steps(&mut self, expectation: &[u8], perception: &[u8]) {
        let [mut e_sums, mut p_sums, mut ee_sums, mut pp_sums, mut ep_sums] = [[0_u16; LANES]; 5];
        for (e, p) in expectation.as_chunks::<LANES>().0.iter().zip(perception.as_chunks::<LANES>().0) {
            for lane in 0..LANES {
                let (e, p) = (u16::from(e[lane]), u16::from(p[lane]));
                e_sums[lane] = e_sums[lane].wrapping_add(e);
                p_sums[lane] = p_sums[lane].wrapping_add(p);
                ee_sums[lane] = ee_sums[lane].wrapping_add(e * e);
                pp_sums[lane] = pp_sums[lane].wrapping_add(p * p);
                ep_sums[lane] = ep_sums[lane].wrapping_add(e * p);
            }
        }
        let total = |lanes: [u16; LANES]| lanes.iter().map(|&lane| i64::from(lane)).sum::<i64>();
        self.sums.expectation += total(e_sums);
        self.sums.perception += total(p_sums);
        self.sums.expectation_squares += total(ee_sums);
        self.sums.perception_squares += total(pp_sums);
        self.sums.products += total(ep_sums);
    }
}

/// Σ left · right over one run.
#[inline(never)]
fn product(left: &[i16], right: &[i16]) -> i64 {
    let mut lanes = [0_i32; WIDE_LANES];
    for (left, right) in left.as_chunks::<WIDE_LANES>().0.iter().zip(right.as_chunks::<WIDE_LANES>().0) {
        for lane in 0..WIDE_LANES {
            lanes[lane] += i32::from(left[lane]) * i32::from(right[lane]);
        }
    }
    lanes.iter().map(|&lane| i64::from(lane)).sum()
}
