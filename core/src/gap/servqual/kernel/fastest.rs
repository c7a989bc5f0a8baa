//! Which loops the machine runs.

use super::everywhere::Everywhere;
use super::loops::Loops;
use super::plan::Plan;

/// What any loops can run.
pub(super) trait Task {
    type Output;

    fn run<L: Loops>(self, loops: L) -> Self::Output;
}

/// Runs with the fastest loops of this machine that hold the sums.
pub(super) fn run_fastest<T: Task>(plan: &Plan, task: T) -> T::Output {
    if !plan.is_narrow() {
        return task.run(Everywhere::<u16>::default());
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(avx512) = crate::stats::Avx512::detect() {
        return task.run(avx512);
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = crate::stats::Avx2::detect() {
        return task.run(avx2);
    }
    task.run(Everywhere::<u8>::default())
}

/// Runs with every set of loops that this machine has and that holds the sums.
#[cfg(test)]
pub(super) fn run_each<T: Task>(plan: &Plan, mut task: impl FnMut() -> T) -> Vec<T::Output> {
    let mut results = vec![task().run(Everywhere::<u16>::default())];
    if plan.is_narrow() {
        results.push(task().run(Everywhere::<u8>::default()));
        #[cfg(target_arch = "x86_64")]
        results.extend(crate::stats::Avx2::detect().map(|avx2| task().run(avx2)));
        #[cfg(target_arch = "x86_64")]
        results.extend(crate::stats::Avx512::detect().map(|avx512| task().run(avx512)));
    }
    results
}
