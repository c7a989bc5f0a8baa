//! The hot loops, for every machine.
//!
//! They have no branch and no allocation, and keep sums side by side in lanes, so that they compile
//! to the vector instructions that every machine of a kind has.

use super::{PART, STRIDE, Turn};

/// One value for each respondent of a part.
type Row<T> = [T; PART];

/// What one item adds in one block, in steps.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct PairSums {
    pub(super) expectation: u64,
    pub(super) perception: u64,
    pub(super) expectation_squares: u64,
    pub(super) perception_squares: u64,
    pub(super) products: u64,
    /// Whether an answer that is there lies outside the scale.
    pub(super) outside: bool,
}

/// What the respondents who are complete in one dimension add in one part; perceptions in steps.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct CompleteSums {
    pub(super) gap: i64,
    pub(super) perception: i64,
    pub(super) gap_squares: i64,
    pub(super) perception_squares: i64,
    pub(super) products: i64,
}

/// The hot loops. All slices of a call have the same number of rows, a multiple of [`STRIDE`];
/// `bits` has one bit for each row. All but `add_pairs` take at most [`PART`] rows.
pub(super) trait Loops {
    /// What holds a respondent's sum of steps.
    type Sum: Copy + Default;

    /// Adds up the pairs of one item, and adds their steps to the sums of their dimension.
    fn add_pairs(
        &self,
        turn: &Turn,
        answers: [&[i8]; 2],
        bits: &[u8],
        span: u8,
        sums: [&mut [Self::Sum]; 2],
    ) -> PairSums;

    /// Gaps and perceptions of complete respondents from their sums, 0 for the others.
    fn complete(&self, sums: [&[Self::Sum]; 2], bits: &[u8], rows: [&mut [i16]; 2]) -> CompleteSums;

    /// Leaves the values with a bit, makes the others 0, and adds up.
    fn keep(&self, values: &mut [i16], bits: &[u8]) -> i64;

    /// Number of bits that are set; any number of bytes.
    fn count(&self, bits: &[u8]) -> u64;

    /// Σ left · right.
    fn product(&self, left: &[i16], right: &[i16]) -> i64;
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

    fn add_pairs(&self, turn: &Turn, answers: [&[i8]; 2], bits: &[u8], span: u8, sums: [&mut [S]; 2]) -> PairSums {
        let [e, p] = answers.map(|side| side.chunks(PART));
        let [e_sums, p_sums] = sums.map(|side| side.chunks_mut(PART));
        let mut total = PairSums::default();
        for (((e, p), bits), (e_sums, p_sums)) in e.zip(p).zip(bits.chunks(PART / 8)).zip(e_sums.zip(p_sums)) {
            total.add_part(turn, [e, p], bits, span, [e_sums, p_sums]);
        }
        total
    }

    fn complete(&self, [e, p]: [&[S]; 2], bits: &[u8], [gaps, perceptions]: [&mut [i16]; 2]) -> CompleteSums {
        subtract([e, p], &expand(bits), [gaps, perceptions]);
        CompleteSums {
            gap: sum(gaps),
            perception: sum(perceptions),
            gap_squares: self.product(gaps, gaps),
            perception_squares: self.product(perceptions, perceptions),
            products: self.product(gaps, perceptions),
        }
    }

    fn keep(&self, values: &mut [i16], bits: &[u8]) -> i64 {
        values.iter_mut().zip(&expand(bits)).for_each(|(value, &valid)| *value &= i16::from(valid as i8));
        sum(values)
    }

    fn count(&self, bits: &[u8]) -> u64 {
        count(bits)
    }

    fn product(&self, left: &[i16], right: &[i16]) -> i64 {
        // Two sums of 100 items on a scale of 200 steps: 5 products fit a lane.
        let run = if size_of::<S>() == 1 { PART } else { 4 * STRIDE };
        left.chunks(run).zip(right.chunks(run)).map(|(left, right)| product(left, right)).sum()
    }
}

/// Sums of two bytes side by side.
const LANES: usize = 16;

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
fn expand(bits: &[u8]) -> Row<u8> {
    let mut bytes = [0; PART];
    for (lanes, &byte) in bytes.as_chunks_mut().0.iter_mut().zip(bits) {
        *lanes = EXPANDED[usize::from(byte)];
    }
    bytes
}

/// Turns answers into steps, adds them to the sums of their dimension, and tells the highest.
#[inline(never)]
fn take_steps<S: Sum>(answers: &[i8], valid: &[u8], turn: &Turn, steps: &mut [u8], sums: &mut [S]) -> u8 {
    let mut highest = 0;
    for (((&answer, &valid), step), sum) in answers.iter().zip(valid).zip(steps).zip(sums) {
        *step = (answer as u8 ^ turn.flip).wrapping_add(turn.shift) & valid;
        *sum = sum.plus(*step);
        highest = highest.max(*step);
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

#[inline(always)]
pub(super) fn count(bits: &[u8]) -> u64 {
    let (words, rest) = bits.as_chunks();
    let mut ones: u32 = rest.iter().map(|byte| byte.count_ones()).sum();
    for word in words {
        ones += u64::from_le_bytes(*word).count_ones();
    }
    ones.into()
}

#[inline(never)]
fn sum(values: &[i16]) -> i64 {
    values.iter().map(|&value| i32::from(value)).sum::<i32>().into()
}

impl PairSums {
    fn add_part<S: Sum>(&mut self, turn: &Turn, answers: [&[i8]; 2], bits: &[u8], span: u8, sums: [&mut [S]; 2]) {
        let (rows, valid, mut steps) = (answers[0].len(), expand(bits), [[0; PART]; 2]);
        let mut highest = 0;
        for ((answers, sums), steps) in answers.iter().zip(sums).zip(&mut steps) {
            highest = take_steps(answers, &valid[..rows], turn, &mut steps[..rows], sums).max(highest);
        }
        self.outside |= highest > span;
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
        let total = |lanes: [u16; LANES]| lanes.iter().map(|&lane| u64::from(lane)).sum::<u64>();
        self.expectation += total(e_sums);
        self.perception += total(p_sums);
        self.expectation_squares += total(ee_sums);
        self.perception_squares += total(pp_sums);
        self.products += total(ep_sums);
    }
}

/// Σ left · right over one run.
#[inline(never)]
fn product(left: &[i16], right: &[i16]) -> i64 {
    let mut lanes = [0_i32; STRIDE];
    for (left, right) in left.as_chunks::<STRIDE>().0.iter().zip(right.as_chunks::<STRIDE>().0) {
        for lane in 0..STRIDE {
            lanes[lane] += i32::from(left[lane]) * i32::from(right[lane]);
        }
    }
    lanes.iter().map(|&lane| i64::from(lane)).sum()
}
