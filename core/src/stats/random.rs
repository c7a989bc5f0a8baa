//! Random numbers that depend on nothing but a seed and the number of their stream.

use super::saddle_point::stirling_error;

/// A stream of random numbers: xoshiro256++ (Blackman and Vigna 2019), seeded by SplitMix64.
///
/// Each replicate of a resampling method has a stream of its own, so that the result does not
/// depend on how replicates are shared among threads. The same in every language and on every
/// machine. Not for secrets.
///
/// ```
/// use servqual::stats::Random;
/// let mut first = Random::new(7, 0);
/// assert_eq!(first.next_u64(), Random::new(7, 0).next_u64());
/// assert_ne!(Random::new(7, 0).next_u64(), Random::new(7, 1).next_u64());
/// ```
#[derive(Debug, Clone)]
pub struct Random {
    state: [u64; 4],
}

/// One step of SplitMix64.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Random {
    /// Stream number `stream` of `seed`.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut state = seed;
        let mut mixed = split_mix(&mut state) ^ stream;
        Self { state: [0; 4].map(|_: u64| split_mix(&mut mixed)) }
    }

    /// The next 64 bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = self.state;
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let (mut c, mut d) = (c ^ a, d ^ b);
        let (b, a) = (b ^ c, a ^ d);
        c ^= self.state[1] << 17;
        d = d.rotate_left(45);
        self.state = [a, b, c, d];
        result
    }

    /// A real number from 0 to below 1, a multiple of 2^−53.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A whole number from 0 to below `bound`, each equally likely (Lemire 2019); 0 for a bound of 0.
    #[inline]
    pub fn below(&mut self, bound: u64) -> u64 {
        let mut product = u128::from(self.next_u64()) * u128::from(bound);
        if (product as u64) < bound {
            let least = bound.wrapping_neg() % bound;
            while (product as u64) < least {
                product = u128::from(self.next_u64()) * u128::from(bound);
            }
        }
        (product >> 64) as u64
    }

    /// A random order of `0..n` (Fisher and Yates).
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            order.swap(last, self.below(last as u64 + 1) as usize);
        }
        order
    }

    /// A draw from the binomial distribution with `trials` and `probability`.
    ///
    /// Inversion where the mean is below ten, otherwise Hörmann's transformed rejection (1993,
    /// BTRS); both sample the exact distribution, up to the rounding of doubles.
    pub fn binomial(&mut self, trials: u64, probability: f64) -> u64 {
        if probability > 0.5 {
            return trials - self.binomial(trials, 1.0 - probability);
        }
        if trials == 0 || probability <= 0.0 {
            return 0;
        }
        if trials as f64 * probability < 10.0 {
            return self.binomial_by_inversion(trials, probability);
        }
        self.binomial_by_rejection(trials, probability)
    }

    fn binomial_by_inversion(&mut self, trials: u64, probability: f64) -> u64 {
        let odds = probability / (1.0 - probability);
        let start = libm::exp(trials as f64 * libm::log1p(-probability));
        loop {
            let (mut mass, mut rest) = (start, self.uniform());
            // The tail beyond 200 at a mean below ten has less mass than the last bit.
            for successes in 0..=trials.min(200) {
                if rest < mass {
                    return successes;
                }
                rest -= mass;
                mass *= odds * (trials - successes) as f64 / (successes + 1) as f64;
            }
        }
    }

    fn binomial_by_rejection(&mut self, trials: u64, p: f64) -> u64 {
        let n = trials as f64;
        let spread = (n * p * (1.0 - p)).sqrt();
        let b = 1.15 + 2.53 * spread;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let c = n * p + 0.5;
        let v_r = 0.92 - 4.2 / b;
        let alpha = (2.83 + 5.1 / b) * spread;
        let mode = ((n + 1.0) * p).floor();
        loop {
            let u = self.uniform() - 0.5;
            let v = self.uniform();
            let us = 0.5 - u.abs();
            let k = ((2.0 * a / us + b) * u + c).floor();
            if us >= 0.07 && v <= v_r {
                return k as u64;
            }
            if k < 0.0 || k > n {
                continue;
            }
            let height = libm::log(v * alpha / (a / (us * us) + b));
            if height <= log_mass(n, p, k) - log_mass(n, p, mode) {
                return k as u64;
            }
        }
    }

    /// How often each of `counts` is drawn when as many values as there are, are drawn with
    /// replacement: one resample of a histogram, category by category.
    pub fn resample(&mut self, counts: &[u64], drawn: &mut [u64]) {
        let mut left: u64 = counts.iter().sum();
        let mut draws = left;
        for (count, drawn) in counts.iter().zip(drawn) {
            *drawn = if *count == left { draws } else { self.binomial(draws, *count as f64 / left as f64) };
            draws -= *drawn;
            left -= count;
        }
    }
}

/// Logarithm of the binomial mass at `k`, up to a constant of n.
fn log_mass(n: f64, p: f64, k: f64) -> f64 {
    let rest = n - k;
    let part =
        |x: f64| if x > 0.0 { stirling_error(x) + (x + 0.5) * libm::log(x) - x } else { -0.918_938_533_204_672_8 };
    k * libm::log(p) + rest * libm::log1p(-p) - part(k) - part(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_the_published_generator() {
        // xoshiro256++ from the state 1, 2, 3, 4: the first outputs of the authors' C code.
        let mut random = Random { state: [1, 2, 3, 4] };
        assert_eq!(
            [0; 4].map(|_| random.next_u64()),
            [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]
        );
    }

    #[test]
    fn binomial_draws_follow_the_distribution() {
        use crate::stats::{binomial_cumulative, chi_squared_quantile};
        for (trials, p) in [(10, 0.3), (50, 0.1), (40, 0.5), (1_000, 0.02), (1_000, 0.3), (100_000, 0.7)] {
            let mut random = Random::new(11, trials);
            let draws: Vec<u64> = (0..20_000).map(|_| random.binomial(trials, p)).collect();
            // Ten cells of about equal mass; the statistic of Pearson stays below the 1 − 1e−6 quantile.
            let cell = |k: u64| ((binomial_cumulative(k, trials, p) * 10.0) as usize).min(9);
            let mut expected = [0.0; 10];
            let mut before = 0.0;
            for k in 0..=trials {
                let up_to = binomial_cumulative(k, trials, p);
                expected[cell(k)] += (up_to - before) * 20_000.0;
                before = up_to;
            }
            let mut found = [0.0; 10];
            draws.iter().for_each(|&k| found[cell(k)] += 1.0);
            let used = found.iter().zip(&expected).filter(|(_, expected)| **expected > 0.0);
            let statistic: f64 = used.clone().map(|(f, e)| (f - e) * (f - e) / e).sum();
            let degrees = used.count() as f64 - 1.0;
            assert!(statistic < chi_squared_quantile(1.0 - 1e-6, degrees), "{trials} {p}: {statistic} {degrees}");
        }
    }

    #[test]
    fn a_resample_has_the_size_of_the_sample() {
        let mut random = Random::new(3, 4);
        let mut drawn = [0; 5];
        for _ in 0..1_000 {
            random.resample(&[3, 0, 40, 7, 0], &mut drawn);
            assert_eq!(drawn.iter().sum::<u64>(), 50);
            assert_eq!((drawn[1], drawn[4]), (0, 0));
        }
    }

    #[test]
    fn every_remainder_is_equally_likely() {
        let mut random = Random::new(5, 0);
        let mut counts = [0_u32; 7];
        (0..70_000).for_each(|_| counts[random.below(7) as usize] += 1);
        assert!(counts.iter().all(|&count| (9_500..10_500).contains(&count)), "{counts:?}");
    }
}
