"""Bootstrap intervals of the published definitions on the library's published random
numbers: xoshiro256++ (Blackman and Vigna 2019) seeded by SplitMix64, written here again
from the authors' description; z0, acceleration and percentiles with mpmath, and the same
replicates through scipy.stats' own BCa formulas.

Stream i of a seed: SplitMix64 of the seed, XOR i, then four more outputs of SplitMix64
from there. Row = high 64 bits of the 128-bit product of the next number and n (Lemire).
Percentiles of type 7. z0 counts ties half.
"""

from fractions import Fraction

import gap_common
import numpy
from gap_common import close, number
from golden import EXACT, File, decimal, exact, mp, mpf, tool

M = (1 << 64) - 1
TOOLS = f"{EXACT}; agrees with {tool('numpy', 'scipy')}"


def split_mix(state):
    state = (state + 0x9E3779B97F4A7C15) & M
    z = state
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
    return state, z ^ (z >> 31)


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & M


class Stream:
    def __init__(self, seed, number):
        _, mixed = split_mix(seed)
        state = mixed ^ number
        self.s = []
        for _ in range(4):
            state, out = split_mix(state)
            self.s.append(out)

    def next(self):
        s = self.s
        result = (rotate((s[0] + s[3]) & M, 23) + s[0]) & M
        t = (s[1] << 17) & M
        s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result

    def below(self, bound):
        product = self.next() * bound
        if product & M < bound:
            least = ((1 << 64) - bound) % bound
            while product & M < least:
                product = self.next() * bound
        return product >> 64


def quantile(values, p):
    at = p * (len(values) - 1)
    low = int(mp.floor(at))
    high = min(low + 1, len(values) - 1)
    return mpf(values[low]) + (at - low) * (mpf(values[high]) - mpf(values[low]))


def cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def inverse(p):
    return mp.sqrt(2) * mp.erfinv(2 * p - 1)


def interval(data, statistic, jackknife, seed, replicates, level, method):
    n = len(data)
    draws = []
    for index in range(replicates):
        stream = Stream(seed, index)
        draws.append(statistic([data[stream.below(n)] for _ in range(n)]))
    estimate = statistic(data)
    draws.sort()
    tail = (1 - decimal(level)) / 2
    if method == "percentile":
        low, high = tail, 1 - tail
    else:
        share = Fraction(sum(d < estimate for d in draws) + sum(d <= estimate for d in draws), 2 * replicates)
        share = min(max(share, Fraction(1, 2 * replicates)), 1 - Fraction(1, 2 * replicates))
        z0 = inverse(exact(share))
        mean = mp.fsum(mpf(j) for j in jackknife) / len(jackknife)
        d = [mean - mpf(j) for j in jackknife]
        squares = mp.fsum(x * x for x in d)
        a = mp.fsum(x ** 3 for x in d) / (6 * squares * mp.sqrt(squares)) if squares else mpf(0)
        z = inverse(tail)
        low, high = (cdf(z0 + (z0 + x) / (1 - a * (z0 + x))) for x in (z, -z))
        from scipy import stats
        from scipy._lib._array_api import array_namespace
        from scipy.stats import _resampling
        there = _resampling._bca_interval((numpy.array(data, dtype=float),), _vector(statistic), axis=-1,
                                          alpha=float(tail), theta_hat_b=numpy.array(draws, dtype=float),
                                          batch=None, xp=array_namespace(numpy.array(data, dtype=float)))
        close(low, there[0], relative=1e-9, what="scipy alpha_1")
        close(high, there[1], relative=1e-9, what="scipy alpha_2")
    lower, upper = quantile(draws, low), quantile(draws, high)
    average = mp.fsum(mpf(x) for x in draws) / replicates
    error = mp.sqrt(mp.fsum((mpf(x) - average) ** 2 for x in draws) / (replicates - 1))
    return {"estimate": float(estimate), "lower": number(lower), "upper": number(upper),
            "standard_error": number(error), "bias": number(average - mpf(estimate))}


def _vector(statistic):
    def of(sample, axis=-1):
        return numpy.apply_along_axis(lambda row: statistic(list(row)), axis, sample)
    return of


def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def median(values):
    ordered = sorted(values)
    n = len(ordered)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2


def main():
    out = File("bootstrap", "estimator", __file__)
    waits = [0.5, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 7.0, 9.5, 12.0, 12.5, 30.0]
    for name, statistic in (("mean", mean), ("median", median)):
        jackknife = [statistic(waits[:i] + waits[i + 1:]) for i in range(len(waits))]
        for method in ("percentile", "bca"):
            for seed, replicates, level in ((1, 400, 0.95), (20261122, 999, 0.9)):
                options = {"seed": seed, "replicates": replicates, "level": level, "method": method}
                expected = interval(waits, statistic, jackknife, seed, replicates, level, method)
                out.add(f"{name}, {method}, seed {seed}", "bootstrap", columns={"value": waits}, statistic=name,
                        options=options, expected=expected, tools=TOOLS,
                        tolerance={"relative": 1e-12, "absolute": 1e-12})
    out.add("too few replicates", "bootstrap", columns={"value": waits}, statistic="mean", options={"replicates": 10},
            error={"code": "invalid_parameter"})
    out.add("one row", "bootstrap", columns={"value": [1.0]}, statistic="mean", options={},
            error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
