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
