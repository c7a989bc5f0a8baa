//! The loops with the vector instructions of newer x86-64 machines (AVX-512).

use core::arch::x86_64::{__m256i, __m512i};

use pulp::{NullaryFnOnce, cast};

use super::layout::GROUP;
use super::{Group, HALF, LaneSums, Layout, Record, RecordLoops, TILE, Tiles, Turn};
use crate::stats::Avx512;

impl RecordLoops for Avx512 {
    fn any_outside(self, turn: &Turn, span: u8, answers: &[[i8; TILE]], bits: &[[u8; 8]]) -> bool {
        self.0.vectorize(AnyOutside { avx512: self, turn, span, answers, bits })
    }

    fn fill(self, layout: &Layout, tiles: Tiles<'_>) {
        self.0.vectorize(Fill { avx512: self, layout, tiles });
    }

    fn add_rows(self, records: &[Record], rows: &[u16], limit: usize, complete: bool, sums: &mut LaneSums) {
        for rows in rows.chunks(limit) {
            self.0.vectorize(AddRows { avx512: self, records, rows, complete, sums });
        }
    }

    fn add_products(self, records: &[Record], rows: &[u16], limit: usize, group: &Group, sums: &mut [i64; HALF]) {
        self.0.vectorize(AddProducts { avx512: self, records, rows, limit, group, sums });
    }
}

struct AnyOutside<'a> {
    avx512: Avx512,
    turn: &'a Turn,
    span: u8,
    answers: &'a [[i8; TILE]],
    bits: &'a [[u8; 8]],
}

impl NullaryFnOnce for AnyOutside<'_> {
    type Output = bool;

    #[inline(always)]
    fn call(self) -> bool {
        let Self { avx512, turn, span, answers, bits } = self;
        let simd = avx512.0;
        let flip = simd.avx512f._mm512_set1_epi8(turn.flip as i8);
        let shift = simd.avx512f._mm512_set1_epi8(turn.shift.wrapping_sub(1) as i8);
        let mut highest = simd.avx512f._mm512_setzero_si512();
        for (answers, bits) in answers.iter().zip(bits) {
            let steps = simd.avx512bw._mm512_add_epi8(simd.avx512f._mm512_xor_si512(cast(*answers), flip), shift);
            highest = simd.avx512bw._mm512_mask_max_epu8(highest, u64::from_le_bytes(*bits), highest, steps);
        }
        simd.avx512bw._mm512_cmpgt_epu8_mask(highest, simd.avx512f._mm512_set1_epi8(span as i8)) != 0
    }
}

struct Fill<'a> {
    avx512: Avx512,
    layout: &'a Layout,
    tiles: Tiles<'a>,
}

impl NullaryFnOnce for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { avx512, layout, tiles: Tiles { answers, bits, stride, complete, records, lanes } } = self;
        let mut quarters = [[[0; TILE]; 16]; 4];
        for (tile, complete) in complete.iter_mut().enumerate() {
            let mut everywhere = u64::MAX;
            for (lane, turns) in layout.dimensions.iter().enumerate() {
                everywhere &= avx512.fill_dimension(lane, turns, answers, [tile, stride], bits, lanes);
            }
            *complete = everywhere.to_le_bytes();
            let sheets = lanes.as_chunks().0.iter().zip(records.iter_mut().skip(tile).step_by(stride));
            sheets.for_each(|(lanes, records)| avx512.transpose(lanes, &mut quarters, records));
        }
    }
}

impl Avx512 {
    /// The lanes of one dimension and its items in one tile; tells who answered all of them.
    #[inline(always)]
    fn fill_dimension(
        self,
        lane: usize,
        turns: &[Turn],
        answers: &[[&[[i8; TILE]]; 2]],
        [tile, stride]: [usize; 2],
        bits: &[[u8; 8]],
        lanes: &mut [[u8; TILE]],
    ) -> u64 {
        let simd = self.0;
        let [mut e_sum, mut p_sum] = [simd.avx512f._mm512_setzero_si512(); 2];
        let mut complete = u64::MAX;
        for turn in turns {
            let flip = simd.avx512f._mm512_set1_epi8(turn.flip as i8);
            let shift = simd.avx512f._mm512_set1_epi8(turn.shift as i8);
            let there = Tiles::pairs(bits, stride, turn.item, tile);
            complete &= there;
            let steps = |answers: &[[i8; TILE]]| {
                let turned = simd.avx512f._mm512_xor_si512(cast(answers[tile]), flip);
                simd.avx512bw._mm512_maskz_add_epi8(there, turned, shift)
            };
            let [e, p] = answers[turn.item].map(steps);
            e_sum = simd.avx512bw._mm512_add_epi8(e_sum, e);
            p_sum = simd.avx512bw._mm512_add_epi8(p_sum, p);
            let (sheet, lane) = (turn.lane / HALF * 2 * HALF, turn.lane % HALF);
            (lanes[sheet + lane], lanes[sheet + HALF + lane]) = (cast(e), cast(p));
        }
        lanes[lane] = cast(simd.avx512bw._mm512_maskz_mov_epi8(complete, e_sum));
        lanes[HALF + lane] = cast(simd.avx512bw._mm512_maskz_mov_epi8(complete, p_sum));
        complete
    }

    /// Sixteen lanes of 64 respondents: four respondents to a vector, one in each quarter.
    #[inline(always)]
    fn transpose_quarter(self, lanes: &[[u8; TILE]; 16]) -> [__m512i; 16] {
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
    fn transpose(
        self,
        lanes: &[[u8; TILE]; 2 * HALF],
        quarters: &mut [[[u8; TILE]; 16]; 4],
        records: &mut [Record; TILE],
    ) {
        let f = self.0.avx512f;
        for (quarter, lanes) in quarters.iter_mut().zip(lanes.as_chunks().0) {
            let rows = self.transpose_quarter(lanes);
            quarter.iter_mut().zip(rows).for_each(|(quarter, rows)| *quarter = cast(rows));
        }
        for row in 0..16 {
            let [a, b, c, d] = quarters.each_ref().map(|quarter| cast(quarter[row]));
            let (first, last) = (f._mm512_shuffle_i32x4::<0x44>(a, b), f._mm512_shuffle_i32x4::<0xee>(a, b));
            let (third, fourth) = (f._mm512_shuffle_i32x4::<0x44>(c, d), f._mm512_shuffle_i32x4::<0xee>(c, d));
            records[row] = cast(f._mm512_shuffle_i32x4::<0x88>(first, third));
            records[16 + row] = cast(f._mm512_shuffle_i32x4::<0xdd>(first, third));
            records[32 + row] = cast(f._mm512_shuffle_i32x4::<0x88>(last, fourth));
            records[48 + row] = cast(f._mm512_shuffle_i32x4::<0xdd>(last, fourth));
        }
    }

    /// Both sides of a record in lanes of two bytes.
    #[inline(always)]
    fn widen(self, record: &Record) -> [__m512i; 2] {
        cast::<_, [__m256i; 2]>(*record).map(|side| self.0.avx512bw._mm512_cvtepu8_epi16(side))
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

struct AddRows<'a> {
    avx512: Avx512,
    records: &'a [Record],
    rows: &'a [u16],
    complete: bool,
    sums: &'a mut LaneSums,
}

impl NullaryFnOnce for AddRows<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { avx512, records, rows, complete, sums } = self;
        let (simd, bw) = (avx512.0, avx512.0.avx512bw);
        let [mut of_e, mut of_p, mut of_ee, mut of_pp, mut of_ep] = [simd.avx512f._mm512_setzero_si512(); 5];
        let mut add = |record: &Record| {
            let [e, p] = avx512.widen(record);
            of_e = bw._mm512_add_epi16(of_e, e);
            of_p = bw._mm512_add_epi16(of_p, p);
            of_ee = bw._mm512_add_epi16(of_ee, bw._mm512_mullo_epi16(e, e));
            of_pp = bw._mm512_add_epi16(of_pp, bw._mm512_mullo_epi16(p, p));
            of_ep = bw._mm512_add_epi16(of_ep, bw._mm512_mullo_epi16(e, p));
        };
        if complete {
            rows.iter().for_each(|&row| add(&records[usize::from(row)]));
            sums.n.iter_mut().for_each(|n| *n += rows.len() as u64);
        } else {
            let (one, mut n) = (simd.avx._mm256_set1_epi8(1), simd.avx._mm256_setzero_si256());
            for &row in rows {
                let record = &records[usize::from(row)];
                let [e, _]: [__m256i; 2] = cast(*record);
                n = simd.avx2._mm256_add_epi8(n, simd.avx2._mm256_min_epu8(e, one));
                add(record);
            }
            add_lanes(&mut sums.n, bw._mm512_cvtepu8_epi16(n));
        }
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
    avx512: Avx512,
    records: &'a [Record],
    rows: &'a [u16],
    limit: usize,
    group: &'a Group,
    sums: &'a mut [i64; HALF],
}

impl NullaryFnOnce for AddProducts<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { avx512, records, rows, limit, group, sums } = self;
        let (simd, bw) = (avx512.0, avx512.0.avx512bw);
        // Lanes of gaps, then of perceptions; where no pair is, whatever comes out is not looked at.
        let mut lanes = [[0_u16; HALF]; 2];
        for (at, &(left, right)) in group.pairs.iter().enumerate() {
            (lanes[0][at], lanes[1][at]) = (left as u16, right as u16);
            (lanes[0][GROUP + at], lanes[1][GROUP + at]) = ((HALF + left) as u16, (HALF + right) as u16);
        }
        let [left, right]: [__m512i; 2] = lanes.map(cast);
        for rows in rows.chunks(limit) {
            let mut products = simd.avx512f._mm512_setzero_si512();
            for &row in rows {
                let [e, p] = avx512.widen(&records[usize::from(row)]);
                let gap = bw._mm512_sub_epi16(p, e);
                let pick = |lanes| bw._mm512_permutex2var_epi16(gap, lanes, p);
                products = bw._mm512_add_epi16(products, bw._mm512_mullo_epi16(pick(left), pick(right)));
            }
            let products: [i16; HALF] = cast(products);
            sums.iter_mut().zip(products).for_each(|(sum, product)| *sum += i64::from(product));
        }
    }
}
