//! Hot loops with the widest vector instructions that the machine has.
//!
//! A loop is written once, for every machine. Where the crate `pulp` finds the instructions of most
//! x86-64 machines (AVX2) or of newer ones (AVX-512), the same loop runs compiled for them. Loops
//! that run here compute in integers, so nobody can tell from a result which of the three ran.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod lanes;

#[cfg(target_arch = "x86_64")]
pub(crate) use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) use avx512::Avx512;
#[cfg(target_arch = "x86_64")]
pub(crate) use lanes::ByteLanes;

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
    if let Some(machine) = Avx512::detect() {
        return machine.0.vectorize(Wide(hot));
    }
    #[cfg(target_arch = "x86_64")]
    if let Some(machine) = Avx2::detect() {
        return machine.0.vectorize(Wide(hot));
    }
    hot.run()
}

/// Σ left · right of at most 1 024 products of at most 2¹⁴ each.
pub(crate) fn product(left: &[i16], right: &[i16]) -> i64 {
    run_wide(Product { left, right })
}

struct Product<'a> {
    left: &'a [i16],
    right: &'a [i16],
}

impl HotLoop for Product<'_> {
    type Output = i64;

    /// Multiply-and-add of lanes of sixteen bits.
    #[inline(always)]
    fn run(self) -> i64 {
        self.left.iter().zip(self.right).map(|(&left, &right)| i32::from(left) * i32::from(right)).sum::<i32>().into()
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

#[cfg(test)]
mod tests {
    use super::*;

    struct Count<'a>(&'a [u8]);

    impl HotLoop for Count<'_> {
        type Output = u32;

        #[inline(always)]
        fn run(self) -> u32 {
            self.0.iter().map(|&value| u32::from(value % 3 == 1)).sum()
        }
    }

    #[test]
    fn every_path_multiplies_and_runs_alike() {
        for rows in [0, 1, 63, 64, 65, 127, 128, 129, 1_000, 1_024] {
            let left: Vec<i16> = (0..rows).map(|row| (row * 7_919 % 257 - 128) as i16).collect();
            let right: Vec<i16> = (0..rows).map(|row| (128 - row * 104_729 % 31) as i16).collect();
            let expected: i64 = left.iter().zip(&right).map(|(&left, &right)| i64::from(left) * i64::from(right)).sum();
            let of = || Product { left: &left, right: &right };
            let mut products = vec![product(&left, &right), of().run()];
            #[cfg(target_arch = "x86_64")]
            products.extend(Avx2::detect().map(|machine| machine.0.vectorize(Wide(of()))));
            #[cfg(target_arch = "x86_64")]
            products.extend(Avx512::detect().map(|machine| machine.0.vectorize(Wide(of()))));
            assert_eq!(products, vec![expected; products.len()], "{rows}");
            let bytes: Vec<u8> = (0..rows).map(|row| (row * 31 % 251) as u8).collect();
            let mut counts = vec![Count(&bytes).run(), run_wide(Count(&bytes))];
            #[cfg(target_arch = "x86_64")]
            counts.extend(Avx2::detect().map(|machine| machine.0.vectorize(Wide(Count(&bytes)))));
            assert_eq!(counts, vec![counts[0]; counts.len()], "{rows}");
        }
    }
}
