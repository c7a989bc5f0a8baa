"""Verdicts on a share against a target, and how many further observations would decide.

The number of further observations is found by trying m = 1, 2, 3, ... with the
Wilson interval at the same observed share k/n and n + m trials, until the
target lies outside; the last two values of m are confirmed with mpmath.
"""

from fractions import Fraction

from golden import EXACT, File, decimal, exact, mpf, normal_quantile, share, tool, wilson


def wilson_at(p, n, z):
    centre = p + z * z / (2 * n)
    half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** (0.5 if isinstance(p, float) else mpf(1) / 2)
    return (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


def excludes(p, n, z, target):
    lower, upper = wilson_at(p, n, z)
    return lower > target or upper < target


def further(k, n, target, level):
    if Fraction(k, n) == Fraction(repr(target)):
        return None
    p, z = k / n, float(normal_quantile(level))
    m = 0
    while not excludes(p, n + m, z, target):
        m += 1
        if m > 50_000_000:
            raise SystemExit("no end")
    # Confirm at the edge with 60 digits and the target as it is written.
    P, Z, T = exact(Fraction(k, n)), normal_quantile(level), decimal(target)
    if not excludes(P, mpf(n + m), Z, T) or (m and excludes(P, mpf(n + m - 1), Z, T)):
        raise SystemExit(f"{k}/{n} against {target}: the edge is elsewhere")
    return m


def main():
    out = File("verdict", "estimator", __file__)
    cases = [
        # successes, trials, direction, target, level
        (900, 1000, "at_least", 0.85, 0.95), (85, 100, "at_least", 0.85, 0.95),
        (90, 100, "at_least", 0.85, 0.95), (88, 100, "at_least", 0.85, 0.95),
        (86, 100, "at_least", 0.85, 0.95), (80, 100, "at_least", 0.85, 0.95),
        (70, 100, "at_least", 0.85, 0.95), (600, 1000, "at_least", 0.85, 0.95),
        (852, 1000, "at_least", 0.85, 0.95), (18, 20, "at_least", 0.85, 0.95),
        (20, 20, "at_least", 0.85, 0.95), (40, 40, "at_least", 0.85, 0.95),
        (0, 5, "at_least", 0.85, 0.95), (1, 1, "at_least", 0.5, 0.95),
        (90, 100, "at_least", 0.85, 0.80), (93, 100, "at_least", 0.85, 0.99),
        (20, 1000, "at_most", 0.03, 0.95), (10, 1000, "at_most", 0.03, 0.95),
        (50, 1000, "at_most", 0.03, 0.95), (3, 100, "at_most", 0.03, 0.95),
        (0, 100, "at_most", 0.03, 0.95), (0, 200, "at_most", 0.03, 0.95),
        (35, 1000, "at_most", 0.03, 0.95),
        (668, 1681, "at_least", 0.40, 0.95),
        (84029, 109079, "at_least", 0.80, 0.95), (84029, 109079, "at_least", 0.77, 0.95),
        (84029, 109079, "at_least", 0.75, 0.95),
    ]
    for k, n, direction, target, level in cases:
        expected = share(k, n, level)
        lower, upper = wilson(k, n, level)
        bound = decimal(target)
        if direction == "at_least":
            verdict = "met" if lower >= bound else "missed" if upper < bound else "undecided"
        else:
            verdict = "met" if upper <= bound else "missed" if lower > bound else "undecided"
        m = further(k, n, target, level)
        if (verdict == "undecided") != (m is None or m > 0):
            raise SystemExit(f"{k}/{n}: verdict and further observations disagree")
        expected |= {"verdict": verdict, "further_observations": m}
        out.add(f"{k} of {n}, {direction} {target} at {level}", "verdict", successes=k, trials=n,
                target={direction: target, "unit": "share"}, options={"level": level}, expected=expected,
                tools=f"{EXACT}, brute force over m; intervals agree with {tool('statsmodels')} proportion_confint",
                source="tests/data/jfk_punctuality" if n == 109079 else
                       "tests/data/copenhagen_housing" if n == 1681 else None)
    out.add("points against a share", "verdict", successes=85, trials=100,
            target={"at_least": 85, "unit": "points"}, options={"level": 0.95},
            error={"code": "unit_mismatch"})
    out.write()


if __name__ == "__main__":
    main()
