"""Always-valid comparisons: the formulas at 60 digits, a simulation with NumPy that counts how
often the sequence leaves out the truth at any look, and families with statsmodels' multipletests.
"""

import numpy as np
from statsmodels.stats.multitest import multipletests

from golden import EXACT, File, double, exact, mp, mpf, tool
from fractions import Fraction


def look(k1, n1, k2, n2, mixture, level):
    shares = [Fraction(k, n) for k, n in ((k1, n1), (k2, n2))]
    smoothed = [Fraction(2 * k + 1, 2 * (n + 1)) for k, n in ((k1, n1), (k2, n2))]
    variance = exact(sum(p * (1 - p) / n for p, n in zip(smoothed, (n1, n2))))
    difference = exact(shares[1] - shares[0])
    square, alpha = mpf(mixture) ** 2, 1 - mpf(repr(level))
    half = mp.sqrt(variance * (variance + square) / square * mp.log((variance + square) / (variance * alpha ** 2)))
    p = min(mpf(1), mp.sqrt((variance + square) / variance)
            * mp.exp(-square * difference ** 2 / (2 * variance * (variance + square))))
    return {"difference": double(difference), "interval.lower": double(difference - half),
            "interval.upper": double(difference + half), "p_value": double(p)}


def simulate(seed, share, mixture, runs=4000, looks=range(50, 2001, 50)):
    """How often the sequence, and a plain 95 % interval, ever leave out a difference of zero."""
    rng = np.random.default_rng(seed)
    last = max(looks)
    sums = np.cumsum(rng.random((runs, 2, last)) < share, axis=2)
    ever, plain = np.zeros(runs, bool), np.zeros(runs, bool)
    for n in looks:
        k = sums[:, :, n - 1]
        p = (k + 0.5) / (n + 1)
        variance = (p * (1 - p) / n).sum(axis=1)
        difference = (k[:, 1] - k[:, 0]) / n
        square = mixture ** 2
        half = np.sqrt(variance * (variance + square) / square * np.log((variance + square) / (variance * 0.05 ** 2)))
        ever |= np.abs(difference) > half
        plain |= np.abs(difference) > 1.959964 * np.sqrt(variance)
    return ever.mean(), plain.mean()


def main():
    file = File("sequential", "kpi", __file__)
    for k1, n1, k2, n2 in ((40, 100, 55, 100), (400, 1000, 470, 1000), (0, 50, 0, 60), (300, 500, 100, 500), (5, 9, 6, 9)):
        for mixture in (0.01, 0.05, 0.2):
            file.add(f"{k1} of {n1}, {k2} of {n2}, {mixture}", "sequential", tools=EXACT, mixture=mixture,
                     counts=[k1, n1, k2, n2], expected=look(k1, n1, k2, n2, mixture, 0.95))
    for share in (0.1, 0.5, 0.9):
        ever, plain = simulate(7, share, 0.05)
        print(f"share {share}: ever wrong {ever:.4f} by the sequence, {plain:.4f} by looking again and again")
        if not ever <= 0.05 < plain:
            raise SystemExit("the simulation says otherwise")
    p = [0.001, 0.2, 0.04, 0.03, 0.011, 0.7]
    for name, method in (("holm", "holm"), ("benjamini_hochberg", "fdr_bh")):
        adjusted = multipletests(p, method=method)[1]
        file.add(f"{name}", "adjust", tools=tool("statsmodels"), p_values=p, method=name,
                 expected={str(at): float(value) for at, value in enumerate(adjusted)})
    file.write()


if __name__ == "__main__":
    main()
