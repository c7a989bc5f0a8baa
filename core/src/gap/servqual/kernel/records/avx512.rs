//! The loops with the vector instructions of newer x86-64 machines (AVX-512).

use core::arch::x86_64::{__m512i, _MM_HINT_T1};

use pulp::{NullaryFnOnce, cast};

use super::layout::GROUP;
use super::{Group, HALF, LaneSums, Layout, RecordLoops, Rows, Side, TILE, Tiles, Turn};
use crate::stats::Avx512;

/// Dimensions have a lane for each side; of an item, the expectation is the lower half of a byte and
/// the perception the upper.
type Record = [u8; HALF];

impl RecordLoops for Avx512 {
    type Record = Record;
    const EMPTY: Record = [0; HALF];
    const BYTES: usize = HALF;

    fn any_outside(self, turn: &Turn, span: u8, side: Side<'_>) -> bool {
        self.0.vectorize(AnyOutside { avx512: self, turn, span, side })
    }

    fn fill(self, layout: &Layout, tiles: Tiles<'_, Record>) {
        self.0.vectorize(Fill { avx512: self, layout, tiles });
    }

    fn add_rows(self, layout: &Layout, sheet: usize, rows: Rows<'_, Record>, sums: &mut LaneSums) {
        let lanes = Lanes::new(self, layout, sheet);
        rows.parts(layout.rows).for_each(|rows| self.0.vectorize(AddRows { lanes, rows, sums }));
    }

    fn add_products(self, layout: &Layout, rows: Rows<'_, Record>, group: &Group, sums: &mut [i64; HALF]) {
        let lanes = Lanes::new(self, layout, 0);
        self.0.vectorize(AddProducts { lanes, rows, limit: layout.rows / 2, group, sums });
    }
}

struct AnyOutside<'a> {
    avx512: Avx512,
    turn: &'a Turn,
    span: u8,
    side: Side<'a>,
}

impl NullaryFnOnce for AnyOutside<'_> {
    type Output = bool;

    #[inline(always)]
    fn call(self) -> bool {
        let Self { avx512, turn, span, side: Side { answers, bits } } = self;
        let simd = avx512.0;
        let flip = simd.avx512f._mm512_set1_epi8(turn.flip as i8);
        let shift = simd.avx512f._mm512_set1_epi8(turn.shift.wrapping_sub(1) as i8);
        let mut highest = [simd.avx512f._mm512_setzero_si512(); 4];
        let look = |highest: &mut __m512i, answers: &[i8; TILE], bits: &[u8; 8]| {
            let steps = simd.avx512bw._mm512_add_epi8(simd.avx512f._mm512_xor_si512(cast(*answers), flip), shift);
            *highest = simd.avx512bw._mm512_mask_max_epu8(*highest, u64::from_le_bytes(*bits), *highest, steps);
        };
        // Several at a time, so that many answers are on their way from the memory.
        let (fours, rest) = answers.as_chunks::<4>();
        for (answers, bits) in fours.iter().zip(bits.as_chunks::<4>().0) {
            for at in 0..4 {
                look(&mut highest[at], &answers[at], &bits[at]);
            }
        }
        for (answers, bits) in rest.iter().zip(bits.get(4 * fours.len()..).unwrap_or_default()) {
            look(&mut highest[0], answers, bits);
        }
        let zero = simd.avx512f._mm512_setzero_si512();
        let highest = highest.into_iter().fold(zero, |a, b| simd.avx512bw._mm512_max_epu8(a, b));
        simd.avx512bw._mm512_cmpgt_epu8_mask(highest, simd.avx512f._mm512_set1_epi8(span as i8)) != 0
    }
}

struct Fill<'a> {
    avx512: Avx512,
    layout: &'a Layout,
    tiles: Tiles<'a, Record>,
}

impl NullaryFnOnce for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { avx512, layout, tiles: Tiles { columns, ahead, complete, records, stride, lanes } } = self;
        // One column after the other, a share with every tile; eight tiles have their bits in one line. Of
        // these instructions none can go wrong, whatever the address.
        let (sides, ahead) = (ahead.as_flattened().len(), ahead.as_flattened().iter());
        let mut answers_ahead = ahead.clone().flat_map(|side| side.answers);
        let mut bits_ahead = ahead.flat_map(|side| side.bits.chunks(8));
        for (tile, complete) in complete.iter_mut().enumerate() {
            for answers in answers_ahead.by_ref().take(sides) {
                avx512.0.sse._mm_prefetch::<_MM_HINT_T1>(answers.as_ptr());
            }
            for bits in bits_ahead.by_ref().take(sides / 8 + 1) {
                avx512.0.sse._mm_prefetch::<_MM_HINT_T1>(bits.as_ptr().cast());
            }
            let mut everywhere = u64::MAX;
            for (dimension, turns) in layout.dimensions.iter().enumerate() {
                let at = [dimension, layout.dimensions.len() + dimension];
                everywhere &= avx512.fill_dimension(at, turns, columns, tile, lanes);
            }
            *complete = everywhere.to_le_bytes();
            let sheets = lanes.as_chunks().0.iter().zip(records.iter_mut().skip(tile).step_by(stride));
            sheets.for_each(|(lanes, records)| avx512.transpose(lanes, records));
        }
    }
}

impl Avx512 {
    /// The lanes of one dimension and its items in one tile; tells who answered all of them.
    #[inline(always)]
    fn fill_dimension(
        self,
        at: [usize; 2],
        turns: &[Turn],
        columns: &[[Side<'_>; 2]],
        tile: usize,
        lanes: &mut [[u8; TILE]],
    ) -> u64 {
        let (f, bw) = (self.0.avx512f, self.0.avx512bw);
        let mut sums = [f._mm512_setzero_si512(); 2];
        let mut complete = u64::MAX;
        for turn in turns {
            let (flip, shift) = (f._mm512_set1_epi8(turn.flip as i8), f._mm512_set1_epi8(turn.shift as i8));
            let sides = &columns[turn.item];
            let there = Side::pairs(sides, tile);
            complete &= there;
            let steps = |side: &Side<'_>| {
                bw._mm512_maskz_add_epi8(there, f._mm512_xor_si512(cast(side.answers[tile]), flip), shift)
            };
            let [e, p] = sides.each_ref().map(steps);
            sums = [bw._mm512_add_epi8(sums[0], e), bw._mm512_add_epi8(sums[1], p)];
            lanes[turn.lane] = cast(f._mm512_or_si512(e, bw._mm512_slli_epi16::<4>(p)));
        }
        for (lane, sums) in at.into_iter().zip(sums) {
            lanes[lane] = cast(bw._mm512_maskz_mov_epi8(complete, sums));
        }
        complete
    }

    /// Sixteen lanes of 64 respondents: four respondents to a vector, one in each quarter.
    #[inline(always)]
    fn transpose_half(self, lanes: &[[u8; TILE]; 16]) -> [__m512i; 16] {
        /// Halves are put together four times, so each number comes out with its bits reversed.
        const ORDER: [usize; 16] = [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15];
        let (f, bw) = (self.0.avx512f, self.0.avx512bw);
        let mut x = [f._mm512_setzero_si512(); 16];
        x.iter_mut().zip(ORDER).for_each(|(x, lane)| *x = cast(lanes[lane]));
        let x = halves(x, 8, |a, b| [bw._mm512_unpacklo_epi8(a, b), bw._mm512_unpackhi_epi8(a, b)]);
        let x = halves(x, 4, |a, b| [bw._mm512_unpacklo_epi16(a, b), bw._mm512_unpackhi_epi16(a, b)]);
        let x = halves(x, 2, |a, b| [f._mm512_unpacklo_epi32(a, b), f._mm512_unpackhi_epi32(a, b)]);
        halves(x, 1, |a, b| [f._mm512_unpacklo_epi64(a, b), f._mm512_unpackhi_epi64(a, b)])
    }

    /// Lanes of 64 respondents become their records.
    #[inline(always)]
    fn transpose(self, lanes: &[[u8; TILE]; HALF], records: &mut [Record; TILE]) {
        let f = self.0.avx512f;
        let (first, last): (__m512i, __m512i) =
            (cast([0_u64, 1, 8, 9, 2, 3, 10, 11]), cast([4_u64, 5, 12, 13, 6, 7, 14, 15]));
        let [low, high] = lanes.as_chunks().0 else { return };
        let (low, high) = (self.transpose_half(low), self.transpose_half(high));
        for row in 0..16 {
            let two = |quarters| cast(f._mm512_permutex2var_epi64(low[row], quarters, high[row]));
            [records[row], records[16 + row]] = two(first);
            [records[32 + row], records[48 + row]] = two(last);
        }
    }
}

/// Puts vectors together that stand `distance` apart.
#[inline(always)]
fn halves(x: [__m512i; 16], distance: usize, join: impl Fn(__m512i, __m512i) -> [__m512i; 2]) -> [__m512i; 16] {
    let mut joined = x;
    for first in 0..8 / distance {
        for second in 0..distance {
            let at = 2 * distance * first + second;
            [joined[at], joined[at + distance]] = join(x[at], x[at + distance]);
        }
    }
    joined
}

/// Where the sides of records on one sheet stand.
#[derive(Clone, Copy)]
struct Lanes {
    avx512: Avx512,
    /// What of a byte belongs to the expectation.
    expectation: [u16; HALF],
    /// The lanes of dimensions, and where their perceptions stand.
    dimensions: u32,
    perception: [u16; HALF],
}

impl Lanes {
    fn new(avx512: Avx512, layout: &Layout, sheet: usize) -> Self {
        let count = if sheet == 0 { layout.dimensions.len() } else { 0 };
        Self {
            avx512,
            expectation: core::array::from_fn(|lane| if lane < count { 0xff } else { 0x0f }),
            dimensions: (0..count).fold(0, |bits, lane| bits | 1 << lane),
            perception: core::array::from_fn(|lane| (lane + count) as u16),
        }
    }

    /// Both sides of a record in lanes of two bytes.
    #[inline(always)]
    fn widen(&self, record: &Record) -> [__m512i; 2] {
        let (f, bw) = (self.avx512.0.avx512f, self.avx512.0.avx512bw);
        let both = bw._mm512_cvtepu8_epi16(cast(*record));
        let items = bw._mm512_srli_epi16::<4>(both);
        [
            f._mm512_and_si512(both, cast(self.expectation)),
            bw._mm512_mask_permutexvar_epi16(items, self.dimensions, cast(self.perception), both),
        ]
    }
}

struct AddRows<'a> {
    lanes: Lanes,
    rows: Rows<'a, Record>,
    sums: &'a mut LaneSums,
}

impl NullaryFnOnce for AddRows<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { lanes, rows: Rows { records, rows, complete, .. }, sums } = self;
        let (f, bw) = (lanes.avx512.0.avx512f, lanes.avx512.0.avx512bw);
        let (one, mut n) = (f._mm512_set1_epi16(1), f._mm512_setzero_si512());
        let [mut of_e, mut of_p, mut of_ee, mut of_pp, mut of_ep] = [f._mm512_setzero_si512(); 5];
        for &row in rows {
            let [e, p] = lanes.widen(&records[usize::from(row)]);
            if !complete {
                n = bw._mm512_add_epi16(n, bw._mm512_min_epu16(e, one));
            }
            of_e = bw._mm512_add_epi16(of_e, e);
            of_p = bw._mm512_add_epi16(of_p, p);
            of_ee = bw._mm512_add_epi16(of_ee, bw._mm512_mullo_epi16(e, e));
            of_pp = bw._mm512_add_epi16(of_pp, bw._mm512_mullo_epi16(p, p));
            of_ep = bw._mm512_add_epi16(of_ep, bw._mm512_mullo_epi16(e, p));
        }
        add_lanes(&mut sums.n, if complete { f._mm512_set1_epi16(rows.len() as i16) } else { n });
        add_lanes(&mut sums.expectation, of_e);
        add_lanes(&mut sums.perception, of_p);
        add_lanes(&mut sums.expectation_squares, of_ee);
        add_lanes(&mut sums.perception_squares, of_pp);
        add_lanes(&mut sums.products, of_ep);
    }
}

#[inline(always)]
fn add_lanes(sums: &mut [u64; HALF], lanes: __m512i) {
    let lanes: [u16; HALF] = cast(lanes);
    sums.iter_mut().zip(lanes).for_each(|(sum, lane)| *sum += u64::from(lane));
}

struct AddProducts<'a> {
    lanes: Lanes,
    rows: Rows<'a, Record>,
    limit: usize,
    group: &'a Group,
    sums: &'a mut [i64; HALF],
}

impl NullaryFnOnce for AddProducts<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { lanes, rows: Rows { records, rows, .. }, limit, group, sums } = self;
        let (f, bw) = (lanes.avx512.0.avx512f, lanes.avx512.0.avx512bw);
        // First gaps, then perceptions, which stand behind the gaps; where no pair is, whatever comes out
        // is not looked at.
        let mut picked = [[0_u16; HALF]; 2];
        for (at, &(left, right)) in group.pairs.iter().enumerate() {
            for (picked, dimension) in picked.iter_mut().zip([left, right]) {
                (picked[at], picked[GROUP + at]) = (dimension as u16, (HALF + dimension) as u16);
            }
        }
        let [left, right]: [__m512i; 2] = picked.map(cast);
        for rows in rows.chunks(limit) {
            let mut products = f._mm512_setzero_si512();
            for &row in rows {
                let [e, p] = lanes.widen(&records[usize::from(row)]);
                let gap = bw._mm512_sub_epi16(p, e);
                let pick = |lanes| bw._mm512_permutex2var_epi16(gap, lanes, p);
                products = bw._mm512_add_epi16(products, bw._mm512_mullo_epi16(pick(left), pick(right)));
            }
            let products: [i16; HALF] = cast(products);
            sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += i64::from(product));
        }
    }
}
