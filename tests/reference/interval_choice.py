"""Intervals that a definition chooses: shares with statsmodels and mpmath, net scores with SciPy.

The score test of a net score: for each value delta the likelihood of the three shares is
maximised numerically where p - d = delta, and the ends are sought with Brent's method; nothing of
the closed form is used.
"""

import math

from scipy.optimize import brentq, minimize_scalar
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

from golden import EXACT, File, beta_quantile, agree, decimal, double, exact, mp, mpf, normal_quantile, tool
from fractions import Fraction

TOOLS = tool("statsmodels", "scipy")


def share(k, n, choice, level):
    z, tail = normal_quantile(level), (1 - decimal(level)) / 2
    if choice == "clopper_pearson":
        low = mpf(0) if k == 0 else beta_quantile(tail, k, n - k + 1)
        high = mpf(1) if k == n else beta_quantile(1 - tail, k + 1, n - k)
        there = proportion_confint(k, n, 1 - level, "beta")
    elif choice == "jeffreys":
        low = beta_quantile(tail, Fraction(2 * k + 1, 2), Fraction(2 * (n - k) + 1, 2))
        high = beta_quantile(1 - tail, Fraction(2 * k + 1, 2), Fraction(2 * (n - k) + 1, 2))
        there = proportion_confint(k, n, 1 - level, "jeffreys")
    elif choice == "agresti_coull":
        size = n + z * z
        p = (k + z * z / 2) / size
        half = z * mp.sqrt(p * (1 - p) / size)
        low, high = max(p - half, mpf(0)), min(p + half, mpf(1))
        there = proportion_confint(k, n, 1 - level, "agresti_coull")
        there = max(there[0], 0), min(there[1], 1)
    else:  # Newcombe 1998, method 4
        p, q = exact(Fraction(k, n)), exact(Fraction(n - k, n))
        low = (2 * k + z * z - 1 - z * mp.sqrt(z * z - 2 - mpf(1) / n + 4 * p * (n * q + 1))) / (2 * (n + z * z))
        high = (2 * k + z * z + 1 + z * mp.sqrt(z * z + 2 - mpf(1) / n + 4 * p * (n * q - 1))) / (2 * (n + z * z))
        low, high = (mpf(0) if k == 0 else max(low, mpf(0))), (mpf(1) if k == n else min(high, mpf(1)))
        there = None
    if there:
        agree(low, there[0], relative=1e-9, what=choice)
        agree(high, there[1], relative=1e-9, what=choice)
    return double(low), double(high)


def score_test(below, above, n, level):
    between, net, z = n - below - above, (above - below) / n, norm.ppf((1 + level) / 2)

    def variance(delta):
        low, high = max(0.0, -delta), (1 - delta) / 2

        def loss(d):
            parts = ((below, d), (above, d + delta), (between, 1 - 2 * d - delta))
            return -sum(k * math.log(max(p, 1e-300)) for k, p in parts if k)

        if high - low < 1e-13:
            d = low
        else:
            d = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-14}).x
            d = min((low, high, d), key=loss)
        return (2 * d + delta - delta * delta) / n

    def excess(delta):
        return (net - delta) ** 2 - z * z * variance(delta)

    low = -1.0 if excess(-1.0) <= 0 else brentq(excess, -1.0, net - 1e-6, xtol=1e-14)
    high = 1.0 if excess(1.0) <= 0 else brentq(excess, net + 1e-6, 1.0, xtol=1e-14)
    return 100 * low, 100 * high


def main():
    file = File("interval_choice", "kpi", __file__)
    for k, n in ((85, 100), (0, 12), (12, 12), (3, 10), (1, 3)):
        for choice in ("wilson_continuity", "clopper_pearson", "jeffreys", "agresti_coull"):
            for level in (0.95, 0.9):
                low, high = share(k, n, choice, level)
                file.add(f"{k} of {n}, {choice}, {level}", "interval_choice", tools=f"{EXACT}; {TOOLS}",
                         definition={"named": "resolution_rate"}, interval=choice, level=level,
                         columns={"outcome": [at < k for at in range(n)]},
                         expected={"estimate": k / n, "interval.lower": low, "interval.upper": high,
                                   "interval.method": choice})
    for below, above, n in ((20, 50, 100), (0, 5, 8), (5, 0, 8), (3, 3, 20), (0, 8, 8), (1, 1, 2), (40, 350, 1000)):
        ratings = [0] * below + [10] * above + [7] * (n - below - above)
        low, high = score_test(below, above, n, 0.95)
        file.add(f"{below} below, {above} above of {n}, score test", "interval_choice", tools=TOOLS,
                 definition={"named": "net_promoter_score"}, interval="net_score_test", columns={"rating": ratings},
                 expected={"estimate": 100 * (above - below) / n, "interval.lower": low, "interval.upper": high},
                 tolerance={"relative": 1e-6, "absolute": 1e-5})
        net = (above - below) / n
        half = norm.ppf(0.975) * math.sqrt(max((above + below) / n - net * net, 0) / n)
        file.add(f"{below} below, {above} above of {n}, Wald", "interval_choice", tools=TOOLS,
                 definition={"named": "net_promoter_score"}, interval="wald", columns={"rating": ratings},
                 expected={"interval.lower": 100 * max(net - half, -1), "interval.upper": 100 * min(net + half, 1)})
    for definition, choice in (("resolution_rate", "wald"), ("net_promoter_score", "wilson"),
                               ("resolution_rate", "clusters"), ("average_handling_time", "jeffreys")):
        file.add(f"{choice} for {definition}", "interval_choice", error={"code": "invalid_parameter"},
                 definition={"named": definition}, interval=choice, columns={"outcome": [True]})
    file.write()


if __name__ == "__main__":
    main()
