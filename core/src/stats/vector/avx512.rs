//! The vector instructions of newer x86-64 machines (AVX-512: F, BW, CD, DQ and VL).
//!
//! Masks are bits of a register of their own, in the order of validity bits: a mask is loaded, not
//! computed.

use core::arch::x86_64::{__m512i, _MM_HINT_T1};

use pulp::bytemuck::cast_slice;
use pulp::x86::V4;
use pulp::{NullaryFnOnce, cast};

use super::ByteLanes;

/// Proof that the machine has the instructions.
#[derive(Clone, Copy)]
pub(crate) struct Avx512(pub(crate) V4);

impl Avx512 {
    /// `None` where the machine does not have the instructions.
    pub(crate) fn detect() -> Option<Self> {
        V4::try_new().map(Self)
    }
}

impl ByteLanes for Avx512 {
    type Bytes = [u8; 64];
    type Bits = [u8; 8];
    type Vector = __m512i;
    type Mask = u64;
    type Signs = u64;

    #[inline(always)]
    fn run<F: NullaryFnOnce>(self, hot: F) -> F::Output {
        self.0.vectorize(hot)
    }

    #[inline(always)]
    fn answers(values: &[i8]) -> &[[u8; 64]] {
        Self::bytes(cast_slice(values))
    }

    #[inline(always)]
    fn bytes(values: &[u8]) -> &[[u8; 64]] {
        values.as_chunks().0
    }

    #[inline(always)]
    fn bytes_mut(values: &mut [u8]) -> &mut [[u8; 64]] {
        values.as_chunks_mut().0
    }

    #[inline(always)]
    fn bits(bits: &[u8]) -> &[[u8; 8]] {
        bits.as_chunks().0
    }

    #[inline(always)]
    fn bits_mut(bits: &mut [u8]) -> &mut [[u8; 8]] {
        bits.as_chunks_mut().0
    }

    #[inline(always)]
    fn word(bits: [u8; 8]) -> u64 {
        u64::from_le_bytes(bits)
    }

    #[inline(always)]
    fn of_word(word: u64) -> [u8; 8] {
        word.to_le_bytes()
    }

    #[inline(always)]
    fn fetch(self, bytes: &[u8; 64]) {
        // Of these instructions this one cannot go wrong, whatever the address.
        self.0.sse._mm_prefetch::<_MM_HINT_T1>(bytes.as_ptr().cast());
    }

    #[inline(always)]
    fn load(self, bytes: [u8; 64]) -> __m512i {
        cast(bytes)
    }

    #[inline(always)]
    fn store(self, vector: __m512i) -> [u8; 64] {
        cast(vector)
    }

    #[inline(always)]
    fn zero(self) -> __m512i {
        self.0.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn fill(self, byte: u8) -> __m512i {
        self.0.avx512f._mm512_set1_epi8(byte as i8)
    }

    #[inline(always)]
    fn mask(self, word: u64) -> u64 {
        word
    }

    #[inline(always)]
    fn keep(self, mask: u64, vector: __m512i) -> __m512i {
        self.0.avx512bw._mm512_maskz_mov_epi8(mask, vector)
    }

    #[inline(always)]
    fn add(self, left: __m512i, right: __m512i) -> __m512i {
        self.0.avx512bw._mm512_add_epi8(left, right)
    }

    #[inline(always)]
    fn subtract(self, left: __m512i, right: __m512i) -> __m512i {
        self.0.avx512bw._mm512_sub_epi8(left, right)
    }

    #[inline(always)]
    fn higher(self, left: __m512i, right: __m512i) -> __m512i {
        self.0.avx512bw._mm512_max_epu8(left, right)
    }

    #[inline(always)]
    fn any_above(self, vector: __m512i, limit: u8) -> bool {
        self.0.avx512bw._mm512_cmpgt_epu8_mask(vector, self.fill(limit)) != 0
    }

    #[inline(always)]
    fn magnitude(self, vector: __m512i) -> __m512i {
        self.0.avx512bw._mm512_abs_epi8(vector)
    }

    #[inline(always)]
    fn signs(self, vector: __m512i) -> u64 {
        self.0.avx512bw._mm512_movepi8_mask(vector)
    }

    #[inline(always)]
    fn turn(self, vector: __m512i, signs: u64) -> __m512i {
        self.0.avx512bw._mm512_mask_sub_epi8(vector, signs, self.zero(), vector)
    }

    #[inline(always)]
    fn add_up(self, sums: __m512i, bytes: __m512i) -> __m512i {
        self.0.avx512f._mm512_add_epi64(sums, self.0.avx512bw._mm512_sad_epu8(bytes, self.zero()))
    }

    #[inline(always)]
    fn add_products(self, sums: __m512i, left: __m512i, right: __m512i) -> __m512i {
        self.0.avx512bw._mm512_add_epi16(sums, self.0.avx512bw._mm512_maddubs_epi16(left, right))
    }

    #[inline(always)]
    fn widen(self, sums: __m512i, narrow: __m512i) -> __m512i {
        let ones = self.0.avx512f._mm512_set1_epi16(1);
        self.0.avx512f._mm512_add_epi32(sums, self.0.avx512bw._mm512_madd_epi16(narrow, ones))
    }

    #[inline(always)]
    fn total_of_words(self, sums: __m512i) -> i64 {
        self.0.avx512f._mm512_reduce_add_epi64(sums)
    }

    #[inline(always)]
    fn total(self, sums: __m512i) -> i64 {
        let lanes: [i32; 16] = cast(sums);
        lanes.iter().map(|&lane| i64::from(lane)).sum()
    }
}
