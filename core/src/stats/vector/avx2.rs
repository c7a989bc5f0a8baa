//! The vector instructions of most x86-64 machines (AVX2).
//!
//! The crate `pulp` asks the machine once and hands out a token that proves what it can do, so that
//! the instructions are safe to call.

use core::arch::x86_64::{__m256i, _MM_HINT_T1};

use pulp::bytemuck::cast_slice;
use pulp::x86::V3;
use pulp::{NullaryFnOnce, cast};

use super::ByteLanes;

/// Proof that the machine has the instructions.
#[derive(Clone, Copy)]
pub(crate) struct Avx2(pub(crate) V3);

impl Avx2 {
    /// `None` where the machine does not have the instructions.
    pub(crate) fn detect() -> Option<Self> {
        V3::try_new().map(Self)
    }
}

impl ByteLanes for Avx2 {
    type Bytes = [u8; 32];
    type Bits = [u8; 4];
    type Vector = __m256i;
    type Mask = __m256i;
    type Signs = __m256i;

    #[inline(always)]
    fn run<F: NullaryFnOnce>(self, hot: F) -> F::Output {
        self.0.vectorize(hot)
    }

    #[inline(always)]
    fn answers(values: &[i8]) -> &[[u8; 32]] {
        Self::bytes(cast_slice(values))
    }

    #[inline(always)]
    fn bytes(values: &[u8]) -> &[[u8; 32]] {
        values.as_chunks().0
    }

    #[inline(always)]
    fn bytes_mut(values: &mut [u8]) -> &mut [[u8; 32]] {
        values.as_chunks_mut().0
    }

    #[inline(always)]
    fn bits(bits: &[u8]) -> &[[u8; 4]] {
        bits.as_chunks().0
    }

    #[inline(always)]
    fn bits_mut(bits: &mut [u8]) -> &mut [[u8; 4]] {
        bits.as_chunks_mut().0
    }

    #[inline(always)]
    fn word(bits: [u8; 4]) -> u64 {
        u32::from_le_bytes(bits).into()
    }

    #[inline(always)]
    fn of_word(word: u64) -> [u8; 4] {
        (word as u32).to_le_bytes()
    }

    #[inline(always)]
    fn fetch(self, bytes: &[u8; 32]) {
        // Of these instructions this one cannot go wrong, whatever the address.
        self.0.sse._mm_prefetch::<_MM_HINT_T1>(bytes.as_ptr().cast());
    }

    #[inline(always)]
    fn load(self, bytes: [u8; 32]) -> __m256i {
        cast(bytes)
    }

    #[inline(always)]
    fn store(self, vector: __m256i) -> [u8; 32] {
        cast(vector)
    }

    #[inline(always)]
    fn zero(self) -> __m256i {
        self.0.avx._mm256_setzero_si256()
    }

    #[inline(always)]
    fn fill(self, byte: u8) -> __m256i {
        self.0.avx._mm256_set1_epi8(byte as i8)
    }

    #[inline(always)]
    fn mask(self, word: u64) -> __m256i {
        const BIT: [u8; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
        const SPREAD: [[u8; 8]; 4] = [[0; 8], [1; 8], [2; 8], [3; 8]];
        let bit: __m256i = cast([BIT; 4]);
        let word = self.0.avx._mm256_set1_epi32(word as i32);
        let spread = self.0.avx2._mm256_shuffle_epi8(word, cast(SPREAD));
        self.0.avx2._mm256_cmpeq_epi8(self.0.avx2._mm256_and_si256(spread, bit), bit)
    }

    #[inline(always)]
    fn keep(self, mask: __m256i, vector: __m256i) -> __m256i {
        self.0.avx2._mm256_and_si256(mask, vector)
    }

    #[inline(always)]
    fn add(self, left: __m256i, right: __m256i) -> __m256i {
        self.0.avx2._mm256_add_epi8(left, right)
    }

    #[inline(always)]
    fn subtract(self, left: __m256i, right: __m256i) -> __m256i {
        self.0.avx2._mm256_sub_epi8(left, right)
    }

    #[inline(always)]
    fn higher(self, left: __m256i, right: __m256i) -> __m256i {
        self.0.avx2._mm256_max_epu8(left, right)
    }

    #[inline(always)]
    fn any_above(self, vector: __m256i, limit: u8) -> bool {
        let beyond = self.0.avx2._mm256_subs_epu8(vector, self.fill(limit));
        self.0.avx._mm256_testz_si256(beyond, beyond) == 0
    }

    #[inline(always)]
    fn magnitude(self, vector: __m256i) -> __m256i {
        self.0.avx2._mm256_abs_epi8(vector)
    }

    #[inline(always)]
    fn signs(self, vector: __m256i) -> __m256i {
        vector
    }

    #[inline(always)]
    fn turn(self, vector: __m256i, signs: __m256i) -> __m256i {
        self.0.avx2._mm256_sign_epi8(vector, signs)
    }

    #[inline(always)]
    fn add_up(self, sums: __m256i, bytes: __m256i) -> __m256i {
        self.0.avx2._mm256_add_epi64(sums, self.0.avx2._mm256_sad_epu8(bytes, self.zero()))
    }

    #[inline(always)]
    fn add_products(self, sums: __m256i, left: __m256i, right: __m256i) -> __m256i {
        self.0.avx2._mm256_add_epi16(sums, self.0.avx2._mm256_maddubs_epi16(left, right))
    }

    #[inline(always)]
    fn widen(self, sums: __m256i, narrow: __m256i) -> __m256i {
        let ones = self.0.avx._mm256_set1_epi16(1);
        self.0.avx2._mm256_add_epi32(sums, self.0.avx2._mm256_madd_epi16(narrow, ones))
    }

    #[inline(always)]
    fn total_of_words(self, sums: __m256i) -> i64 {
        let lanes: [i64; 4] = cast(sums);
        lanes.iter().sum()
    }

    #[inline(always)]
    fn total(self, sums: __m256i) -> i64 {
        let lanes: [i32; 8] = cast(sums);
        lanes.iter().map(|&lane| i64::from(lane)).sum()
    }
}
