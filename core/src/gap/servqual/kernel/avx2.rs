//! The hot loops with the vector instructions of most x86-64 machines (AVX2), for narrow sums.

use core::arch::x86_64::__m256i;

use pulp::{NullaryFnOnce, cast};

use super::loops::{CompleteSums, Loops, PairSums, count};
use super::{STRIDE, Turn};
use crate::stats::Avx2;

impl Loops for Avx2 {
    type Sum = u8;

    fn add_pairs(&self, turn: &Turn, answers: [&[i8]; 2], bits: &[u8], span: u8, sums: [&mut [u8]; 2]) -> PairSums {
        self.0.vectorize(AddPairs { avx2: *self, turn, answers, bits, span, sums })
    }

    fn complete(&self, sums: [&[u8]; 2], bits: &[u8], rows: [&mut [i16]; 2]) -> CompleteSums {
        self.0.vectorize(Complete { avx2: *self, sums, bits, rows })
    }

    fn keep(&self, values: &mut [i16], bits: &[u8]) -> i64 {
        self.0.vectorize(Keep { avx2: *self, values, bits })
    }

    fn count(&self, bits: &[u8]) -> u64 {
        self.0.vectorize(Count { bits })
    }

    fn product(&self, left: &[i16], right: &[i16]) -> i64 {
        self.0.vectorize(Product { avx2: *self, left, right })
    }
}

struct AddPairs<'a> {
    avx2: Avx2,
    turn: &'a Turn,
    answers: [&'a [i8]; 2],
    bits: &'a [u8],
    span: u8,
    sums: [&'a mut [u8]; 2],
}

impl NullaryFnOnce for AddPairs<'_> {
    type Output = PairSums;

    #[inline(always)]
    fn call(self) -> PairSums {
        let Self { avx2, turn, answers, bits, span, sums } = self;
        let simd = avx2.0;
        let (zero, ones) = (simd.avx._mm256_setzero_si256(), simd.avx._mm256_set1_epi16(1));
        let (flip, shift) = (simd.avx._mm256_set1_epi8(turn.flip as i8), simd.avx._mm256_set1_epi8(turn.shift as i8));
        let steps = |answers: &[i8; STRIDE], valid: __m256i| {
            let turned = simd.avx2._mm256_add_epi8(simd.avx2._mm256_xor_si256(cast(*answers), flip), shift);
            simd.avx2._mm256_and_si256(turned, valid)
        };
        let add = |sums: &mut [u8; STRIDE], steps: __m256i| *sums = cast(simd.avx2._mm256_add_epi8(cast(*sums), steps));
        let [e_answers, p_answers] = answers.map(|answers| answers.as_chunks::<STRIDE>().0);
        let [e_sums, p_sums] = sums.map(|sums| sums.as_chunks_mut::<STRIDE>().0);
        let bits = bits.as_chunks::<4>().0;
        let (mut highest, mut of_e, mut of_p) = (zero, zero, zero);
        let [mut of_ee, mut of_pp, mut of_ep] = [zero; 3];
        // As many pairs of products as two bytes with a sign can hold.
        let run = usize::from(i16::MAX as u16 / (2 * u16::from(span) * u16::from(span)));
        let strides = bits.len();
        let mut begin = 0;
        while begin < strides {
            let range = begin..strides.min(begin + run);
            let [mut ee, mut pp, mut ep] = [zero; 3];
            let answers = e_answers[range.clone()].iter().zip(&p_answers[range.clone()]).zip(&bits[range.clone()]);
            let sums = e_sums[range.clone()].iter_mut().zip(&mut p_sums[range.clone()]);
            for (((e, p), bits), (e_sums, p_sums)) in answers.zip(sums) {
                let valid = avx2.expand(*bits);
                let (e, p) = (steps(e, valid), steps(p, valid));
                highest = simd.avx2._mm256_max_epu8(highest, simd.avx2._mm256_max_epu8(e, p));
                add(e_sums, e);
                add(p_sums, p);
                of_e = simd.avx2._mm256_add_epi64(of_e, simd.avx2._mm256_sad_epu8(e, zero));
                of_p = simd.avx2._mm256_add_epi64(of_p, simd.avx2._mm256_sad_epu8(p, zero));
                ee = simd.avx2._mm256_add_epi16(ee, simd.avx2._mm256_maddubs_epi16(e, e));
                pp = simd.avx2._mm256_add_epi16(pp, simd.avx2._mm256_maddubs_epi16(p, p));
                ep = simd.avx2._mm256_add_epi16(ep, simd.avx2._mm256_maddubs_epi16(e, p));
            }
            for (total, run) in [(&mut of_ee, ee), (&mut of_pp, pp), (&mut of_ep, ep)] {
                *total = simd.avx2._mm256_add_epi32(*total, simd.avx2._mm256_madd_epi16(run, ones));
            }
            begin = range.end;
        }
        let beyond = simd.avx2._mm256_subs_epu8(highest, simd.avx._mm256_set1_epi8(span as i8));
        PairSums {
            expectation: avx2.total_of_words(of_e),
            perception: avx2.total_of_words(of_p),
            expectation_squares: avx2.total(of_ee) as u64,
            perception_squares: avx2.total(of_pp) as u64,
            products: avx2.total(of_ep) as u64,
            outside: simd.avx._mm256_testz_si256(beyond, beyond) == 0,
        }
    }
}

struct Complete<'a> {
    avx2: Avx2,
    sums: [&'a [u8]; 2],
    bits: &'a [u8],
    rows: [&'a mut [i16]; 2],
}

impl NullaryFnOnce for Complete<'_> {
    type Output = CompleteSums;

    #[inline(always)]
    fn call(self) -> CompleteSums {
        let Self { avx2, sums, bits, rows } = self;
        let simd = avx2.0;
        let ones = simd.avx._mm256_set1_epi16(1);
        let add = |total: &mut __m256i, left: __m256i, right: __m256i| {
            *total = simd.avx2._mm256_add_epi32(*total, simd.avx2._mm256_madd_epi16(left, right));
        };
        let [mut of_g, mut of_p, mut of_gg, mut of_pp, mut of_gp] = [simd.avx._mm256_setzero_si256(); 5];
        let [e, p] = sums.map(|sums| sums.as_chunks::<16>().0.iter());
        let [gaps, perceptions] = rows.map(|rows| rows.as_chunks_mut::<16>().0.iter_mut());
        for (((e, p), bits), (gap, perception)) in e.zip(p).zip(bits.as_chunks::<2>().0).zip(gaps.zip(perceptions)) {
            let valid = avx2.expand_wide(*bits);
            let [e, p] = [e, p].map(|sums| simd.avx2._mm256_cvtepu8_epi16(cast(*sums)));
            let g = simd.avx2._mm256_and_si256(simd.avx2._mm256_sub_epi16(p, e), valid);
            let p = simd.avx2._mm256_and_si256(p, valid);
            (*gap, *perception) = (cast(g), cast(p));
            add(&mut of_g, g, ones);
            add(&mut of_p, p, ones);
            add(&mut of_gg, g, g);
            add(&mut of_pp, p, p);
            add(&mut of_gp, g, p);
        }
        CompleteSums {
            gap: avx2.total(of_g),
            perception: avx2.total(of_p),
            gap_squares: avx2.total(of_gg),
            perception_squares: avx2.total(of_pp),
            products: avx2.total(of_gp),
        }
    }
}

struct Keep<'a> {
    avx2: Avx2,
    values: &'a mut [i16],
    bits: &'a [u8],
}

impl NullaryFnOnce for Keep<'_> {
    type Output = i64;

    #[inline(always)]
    fn call(self) -> i64 {
        let simd = self.avx2.0;
        let ones = simd.avx._mm256_set1_epi16(1);
        let mut total = simd.avx._mm256_setzero_si256();
        for (values, bits) in self.values.as_chunks_mut::<16>().0.iter_mut().zip(self.bits.as_chunks::<2>().0) {
            let kept = simd.avx2._mm256_and_si256(cast(*values), self.avx2.expand_wide(*bits));
            *values = cast(kept);
            total = simd.avx2._mm256_add_epi32(total, simd.avx2._mm256_madd_epi16(kept, ones));
        }
        self.avx2.total(total)
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

struct Product<'a> {
    avx2: Avx2,
    left: &'a [i16],
    right: &'a [i16],
}

impl NullaryFnOnce for Product<'_> {
    type Output = i64;

    #[inline(always)]
    fn call(self) -> i64 {
        let simd = self.avx2.0;
        let mut totals = [simd.avx._mm256_setzero_si256(); 2];
        for (left, right) in self.left.as_chunks::<32>().0.iter().zip(self.right.as_chunks::<32>().0) {
            let halves = cast::<_, [[i16; 16]; 2]>(*left).into_iter().zip(cast::<_, [[i16; 16]; 2]>(*right));
            for (total, (left, right)) in totals.iter_mut().zip(halves) {
                *total = simd.avx2._mm256_add_epi32(*total, simd.avx2._mm256_madd_epi16(cast(left), cast(right)));
            }
        }
        self.avx2.total(simd.avx2._mm256_add_epi32(totals[0], totals[1]))
    }
}
