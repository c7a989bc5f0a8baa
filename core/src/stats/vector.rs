//! Hot loops with the widest vector instructions that the machine has.
//!
//! A loop is written once, for every machine. Where the crate `pulp` finds the instructions of most
//! x86-64 machines (AVX2), the same loop runs a second time compiled for them. Loops that run here
//! compute in integers, so nobody can tell from a result which of the two ran.

/// A loop without branches that depend on the data; mark `run` and what it calls `inline(always)`.
pub(crate) trait HotLoop {
    /// What it computes.
    type Output;

    /// Runs it.
    fn run(self) -> Self::Output;
}

/// Runs a loop as wide as the machine can.
pub(crate) fn run_wide<L: HotLoop>(hot: L) -> L::Output {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.vectorize(Wide(hot));
    }
    hot.run()
}

/// Σ left · right of at most 1 024 numbers of at most 2¹⁴ each.
#[inline]
pub(crate) fn product(left: &[i16], right: &[i16]) -> i64 {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = pulp::x86::V3::try_new() {
        return machine.vectorize(Product { machine, left, right });
    }
    product_everywhere(left, right)
}

/// The loop that compiles everywhere: multiply-and-add of lanes of sixteen bits.
#[inline(always)]
fn product_everywhere(left: &[i16], right: &[i16]) -> i64 {
    left.iter().zip(right).map(|(&left, &right)| i32::from(left) * i32::from(right)).sum::<i32>().into()
}

#[cfg(target_arch = "x86_64")]
struct Product<'a> {
    machine: pulp::x86::V3,
    left: &'a [i16],
    right: &'a [i16],
}

#[cfg(target_arch = "x86_64")]
impl pulp::NullaryFnOnce for Product<'_> {
    type Output = i64;

    #[inline(always)]
    fn call(self) -> i64 {
        use core::arch::x86_64::__m256i;
        let Self { machine, left, right } = self;
        let (left, left_rest) = left.as_chunks::<64>();
        let (right, right_rest) = right.as_chunks::<64>();
        let mut sums = [machine.avx._mm256_setzero_si256(); 4];
        for (left, right) in left.iter().zip(right) {
            let [left, right] = [left, right].map(|lanes| pulp::cast::<[i16; 64], [__m256i; 4]>(*lanes));
            for (sum, (left, right)) in sums.iter_mut().zip(left.into_iter().zip(right)) {
                *sum = machine.avx2._mm256_add_epi32(*sum, machine.avx2._mm256_madd_epi16(left, right));
            }
        }
        let [a, b, c, d] = sums;
        let sum =
            machine.avx2._mm256_add_epi32(machine.avx2._mm256_add_epi32(a, b), machine.avx2._mm256_add_epi32(c, d));
        let lanes: [i32; 8] = pulp::cast(sum);
        i64::from(lanes.iter().sum::<i32>()) + product_everywhere(left_rest, right_rest)
    }
}

#[cfg(target_arch = "x86_64")]
struct Wide<L>(L);

#[cfg(target_arch = "x86_64")]
impl<L: HotLoop> pulp::NullaryFnOnce for Wide<L> {
    type Output = L::Output;

    #[inline(always)]
    fn call(self) -> L::Output {
        self.0.run()
    }
}
