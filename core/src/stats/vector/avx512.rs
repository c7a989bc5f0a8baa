//! The vector instructions of newer x86-64 machines (AVX-512: F, BW, CD, DQ and VL).
//!
//! Masks are bits of a register of their own, in the order of validity bits: a mask is loaded, not
//! computed.

use core::arch::x86_64::__m512i;

use pulp::x86::V4;
use pulp::{NullaryFnOnce, cast};

use super::product_everywhere;

/// Proof that the machine has the instructions.
#[derive(Clone, Copy)]
pub(crate) struct Avx512(pub(crate) V4);

impl Avx512 {
    /// `None` where the machine does not have the instructions.
    pub(crate) fn detect() -> Option<Self> {
        V4::try_new().map(Self)
    }

    /// Adds up lanes of four bytes.
    #[inline(always)]
    pub(crate) fn total(self, lanes: __m512i) -> i64 {
        let lanes: [i32; 16] = cast(lanes);
        lanes.iter().map(|&lane| i64::from(lane)).sum()
    }

    /// Σ left · right of numbers so few and small that no lane of four bytes overflows.
    pub(crate) fn product(self, left: &[i16], right: &[i16]) -> i64 {
        self.0.vectorize(Product { avx512: self, left, right })
    }
}

struct Product<'a> {
    avx512: Avx512,
    left: &'a [i16],
    right: &'a [i16],
}

impl NullaryFnOnce for Product<'_> {
    type Output = i64;

    #[inline(always)]
    fn call(self) -> i64 {
        let Self { avx512, left, right } = self;
        let simd = avx512.0;
        let (left, left_rest) = left.as_chunks::<128>();
        let (right, right_rest) = right.as_chunks::<128>();
        let mut sums = [simd.avx512f._mm512_setzero_si512(); 4];
        for (left, right) in left.iter().zip(right) {
            let [left, right] = [left, right].map(|lanes| cast::<[i16; 128], [__m512i; 4]>(*lanes));
            for (sum, (left, right)) in sums.iter_mut().zip(left.into_iter().zip(right)) {
                *sum = simd.avx512f._mm512_add_epi32(*sum, simd.avx512bw._mm512_madd_epi16(left, right));
            }
        }
        let [a, b, c, d] = sums;
        let add = |a, b| simd.avx512f._mm512_add_epi32(a, b);
        avx512.total(add(add(a, b), add(c, d))) + product_everywhere(left_rest, right_rest)
    }
}
