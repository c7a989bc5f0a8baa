"""Intervals of one proportion: mpmath, checked against statsmodels and SciPy."""

import json
from fractions import Fraction

from golden import (EXACT, File, agree, beta_quantile, decimal, double, exact, mp, mpf,
                    normal_quantile, resolve, tool, wilson)
from statsmodels.stats.proportion import proportion_confint

METHODS = ["wilson", "wilson_continuity", "clopper_pearson", "jeffreys", "agresti_coull"]
STATSMODELS = {"wilson": "wilson", "clopper_pearson": "beta", "jeffreys": "jeffreys",
               "agresti_coull": "agresti_coull"}
SHARED = {**STATSMODELS, "wilson_continuity": "wilson_continuity_corrected"}


def interval(k, n, method, level):
    z = normal_quantile(level)
    tail = (1 - decimal(level)) / 2
    if method == "wilson":
        return wilson(k, n, level)
    if method == "wilson_continuity":
        # Newcombe (1998), method 4; at 0 and n the outer bound is 0 and 1.
        p, q = exact(Fraction(k, n)), 1 - exact(Fraction(k, n))
        lower = (2 * n * p + z * z - 1
                 - z * mp.sqrt(z * z - 2 - 1 / mpf(n) + 4 * p * (n * q + 1))) / (2 * (n + z * z)) if k else mpf(0)
        upper = (2 * n * p + z * z + 1
                 + z * mp.sqrt(z * z + 2 - 1 / mpf(n) + 4 * p * (n * q - 1))) / (2 * (n + z * z)) if k < n else mpf(1)
        return max(lower, mpf(0)), min(upper, mpf(1))
    if method == "clopper_pearson":
        return (beta_quantile(tail, k, n - k + 1) if k else mpf(0),
                beta_quantile(1 - tail, k + 1, n - k) if k < n else mpf(1))
    if method == "jeffreys":
        a, b = k + Fraction(1, 2), n - k + Fraction(1, 2)
        return beta_quantile(tail, a, b), beta_quantile(1 - tail, a, b)
    if method == "agresti_coull":
        n_tilde = n + z * z
        p = (k + z * z / 2) / n_tilde
        half = z * mp.sqrt(p * (1 - p) / n_tilde)
        return max(p - half, mpf(0)), min(p + half, mpf(1))
    raise ValueError(method)


def main():
    out = File("proportion_interval", "estimator", __file__)
    shared = json.loads(resolve("shared/proportion_ci/reference.json").read_text())["values"]["single"]
    cases = [(int(k), int(n), 0.95, "shared proportion_ci, from Newcombe (1998) and others")
             for k, n in (key.split("/") for key in shared)]
    cases += [(k, n, level, None) for k, n, level in [
        (85, 100, 0.95), (85, 100, 0.90), (85, 100, 0.99), (3, 5, 0.80), (2, 3, 0.999),
        (1, 1000, 0.95), (3, 1_000_000, 0.95), (500_000, 1_000_000, 0.95), (0, 1_000_000, 0.95)]]
    cases.append((84029, 109079, 0.95, "JFK 2013, arrived at most 15 minutes late (tests/data/jfk_punctuality)"))
    for k, n, level, source in cases:
        for method in METHODS:
            lower, upper = interval(k, n, method, level)
            checked = "the closed form in floating point"
            if method in STATSMODELS:
                there = proportion_confint(k, n, alpha=1 - level, method=STATSMODELS[method])
                agree(lower, there[0], relative=1e-10, what=f"{method} {k}/{n}")
                agree(upper, there[1], relative=1e-10, what=f"{method} {k}/{n}")
                checked = f"{tool('statsmodels')} proportion_confint"
            if level == 0.95 and f"{k}/{n}" in shared:
                there = shared[f"{k}/{n}"][SHARED[method]]
                agree(lower, there[0], what=f"shared {method} {k}/{n}")
                agree(upper, there[1], what=f"shared {method} {k}/{n}")
            elif method == "wilson_continuity":
                from math import sqrt
                z = float(normal_quantile(level)); p = k / n; q = 1 - p
                if k:
                    agree(lower, (2*n*p + z*z - 1 - z*sqrt(z*z - 2 - 1/n + 4*p*(n*q + 1))) / (2*(n + z*z)),
                          relative=1e-8, what=f"{method} {k}/{n}")
            out.add(f"{method} {k} of {n} at {level}", "proportion_interval",
                    successes=k, trials=n, method=method, options={"level": level},
                    expected={"estimate": double(Fraction(k, n)), "n": n,
                              "interval.lower": double(lower), "interval.upper": double(upper)},
                    tools=f"{EXACT}; agrees with {checked}", source=source)
    for method in METHODS:
        out.add(f"{method} without trials", "proportion_interval", successes=0, trials=0, method=method,
                options={"level": 0.95}, error={"code": "too_few_observations"})
    out.add("more successes than trials", "proportion_interval", successes=5, trials=4, method="wilson",
            options={"level": 0.95}, error={"code": "invalid_parameter"})
    for level in (0.0, 1.0, 95.0, -0.5):
        out.add(f"level {level}", "proportion_interval", successes=1, trials=2, method="wilson",
                options={"level": level}, error={"code": "invalid_parameter"})
    out.write()


if __name__ == "__main__":
    main()
