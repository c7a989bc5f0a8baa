//! Hot loops with the widest vector instructions that the machine has.
//!
//! A loop is written once, for every machine. Where the crate `pulp` finds the instructions of most
//! x86-64 machines (AVX2), the same loop runs a second time compiled for them. Loops that run here
//! compute in integers, so nobody can tell from a result which of the two ran.

#[cfg(target_arch = "x86_64")]
mod avx2;

#[cfg(target_arch = "x86_64")]
pub(crate) use avx2::Avx2;

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
    if let Some(machine) = Avx2::detect() {
        return machine.0.vectorize(Wide(hot));
    }
    hot.run()
}

/// Σ left · right of at most 1 024 numbers of at most 2¹⁴ each.
#[inline]
pub(crate) fn product(left: &[i16], right: &[i16]) -> i64 {
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = Avx2::detect() {
        return machine.product(left, right);
    }
    product_everywhere(left, right)
}

/// The loop that compiles everywhere: multiply-and-add of lanes of sixteen bits.
#[inline(always)]
fn product_everywhere(left: &[i16], right: &[i16]) -> i64 {
    left.iter().zip(right).map(|(&left, &right)| i32::from(left) * i32::from(right)).sum::<i32>().into()
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
