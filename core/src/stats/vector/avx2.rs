//! The vector instructions of most x86-64 machines (AVX2).
//!
//! The crate `pulp` asks the machine once and hands out a token that proves what it can do, so that
//! the instructions are safe to call.

use core::arch::x86_64::__m256i;

use pulp::x86::V3;
use pulp::{NullaryFnOnce, cast};

use super::product_everywhere;

/// Proof that the machine has the instructions.
#[derive(Clone, Copy)]
pub(crate) struct Avx2(pub(crate) V3);

impl Avx2 {
    /// `None` where the machine does not have the instructions.
    pub(crate) fn detect() -> Option<Self> {
        V3::try_new().map(Self)
    }

    /// All bits of a byte for each bit that is set.
    #[inline(always)]
    pub(crate) fn expand(self, bits: [u8; 4]) -> __m256i {
        let simd = self.0;
        const BIT: [u8; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
        const SPREAD: [[u8; 8]; 4] = [[0; 8], [1; 8], [2; 8], [3; 8]];
        let bit: __m256i = cast([BIT; 4]);
        let word = simd.avx._mm256_set1_epi32(i32::from_le_bytes(bits));
        let spread = simd.avx2._mm256_shuffle_epi8(word, cast(SPREAD));
        simd.avx2._mm256_cmpeq_epi8(simd.avx2._mm256_and_si256(spread, bit), bit)
    }

    /// The same for values of two bytes.
    #[inline(always)]
    pub(crate) fn expand_wide(self, bits: [u8; 2]) -> __m256i {
        let simd = self.0;
        const BIT: [u16; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
        let bit: __m256i = cast(BIT);
        let word = simd.avx._mm256_set1_epi16(i16::from_le_bytes(bits));
        simd.avx2._mm256_cmpeq_epi16(simd.avx2._mm256_and_si256(word, bit), bit)
    }

    /// Adds up lanes of eight bytes.
    #[inline(always)]
    pub(crate) fn total_of_words(self, lanes: __m256i) -> u64 {
        let lanes: [u64; 4] = cast(lanes);
        (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
    }

    /// Adds up lanes of four bytes.
    #[inline(always)]
    pub(crate) fn total(self, lanes: __m256i) -> i64 {
        let lanes: [i32; 8] = cast(lanes);
        lanes.iter().map(|&lane| i64::from(lane)).sum()
    }

    /// Σ left · right of numbers so few and small that no lane of four bytes overflows.
    pub(crate) fn product(self, left: &[i16], right: &[i16]) -> i64 {
        self.0.vectorize(Product { avx2: self, left, right })
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
        let Self { avx2, left, right } = self;
        let simd = avx2.0;
        let (left, left_rest) = left.as_chunks::<64>();
        let (right, right_rest) = right.as_chunks::<64>();
        let mut sums = [simd.avx._mm256_setzero_si256(); 4];
        for (left, right) in left.iter().zip(right) {
            let [left, right] = [left, right].map(|lanes| cast::<[i16; 64], [__m256i; 4]>(*lanes));
            for (sum, (left, right)) in sums.iter_mut().zip(left.into_iter().zip(right)) {
                *sum = simd.avx2._mm256_add_epi32(*sum, simd.avx2._mm256_madd_epi16(left, right));
            }
        }
        let [a, b, c, d] = sums;
        let sum = simd.avx2._mm256_add_epi32(simd.avx2._mm256_add_epi32(a, b), simd.avx2._mm256_add_epi32(c, d));
        avx2.total(sum) + product_everywhere(left_rest, right_rest)
    }
}
