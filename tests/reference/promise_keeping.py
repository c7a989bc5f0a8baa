"""Single promises row by row, in exact fractions; kept by Wilson, over-promise and severity by
Student's t (SciPy ttest_1samp), the ratio of sums with the linearised deviation (Cochran 1977,
section 2.11), its lower end not below zero.
"""

from fractions import Fraction

from gap_common import close, number
from golden import EXACT, File, exact, mean_interval, moments, mp, share, t_quantile, t_two_sided, tool
from shortfall import mean_severity

import gap_common  # noqa: F401  says where the file belongs

TOOLS = f"{EXACT}; agrees with {tool('scipy', 'statsmodels')}"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12, "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0}}}
PROMISES = [
    {"id": "arrival", "channel": "app", "kind": "seconds", "bound": "at_most", "target": 3600},
    {"id": "rooms_ready", "channel": "website", "kind": "share", "bound": "at_least", "target": 0.9},
    {"id": "stars", "channel": "brochure", "kind": "rating", "bound": "at_least", "target": 4},
]
ROWS = [
    ("arrival", 1800, 1700.5), ("arrival", 2400, 3000), ("stars", 4, 5), ("arrival", 1800, 1800),
    ("rooms_ready", 0.9, 0.75), ("rooms_ready", 0.95, 0.96875), ("arrival", 3600, 4000), ("stars", 5, 3),
    ("arrival", None, 2000), ("rooms_ready", 0.9, 0.5), ("stars", 4, 4), ("rooms_ready", 1, 0.875),
    ("arrival", 3000, 5000.25), ("stars", 4, None), ("stars", 4, 3), ("arrival", 2000, 1500),
]


def analyse(rows, level):
    from scipy import stats
    expected, severities, kept_all, n_all = {}, [], 0, 0
    for promise in PROMISES:
        prefix = f"promises.{promise['id']}"
        mine = [(p, d) for id, p, d in rows if id == promise["id"]]
        pairs = [(Fraction(p), Fraction(d)) for p, d in mine if p is not None and d is not None]
        if promise["bound"] == "at_most":
            pairs = [(d, p) for p, d in pairs]
        # The differences and quotients of doubles are rounded once.
        behind = [Fraction(float(a - b)) for a, b in pairs]
        length = {"share": lambda a, b: 1, "rating": lambda a, b: 4, "seconds": max}[promise["kind"]]
        severe = [Fraction(float(gap / length(a, b))) if gap > 0 else Fraction(0) for gap, (a, b) in zip(behind, pairs)]
        kept = sum(gap <= 0 for gap in behind)
        kept_all, n_all = kept_all + kept, n_all + len(pairs)
        expected |= {f"{prefix}.kept.{key}": value for key, value in share(kept, len(pairs), level).items()}
        if len(mine) > len(pairs):
            expected[f"{prefix}.kept.excluded.0.count"] = len(mine) - len(pairs)
        for name, values in (("over_promise", behind), ("severity", severe)):
            expected |= {f"{prefix}.{name}.{key}": value for key, value in mean_interval(values, level).items()}
        n, mean, variance = moments(behind)
        t = exact(mean) / mp.sqrt(exact(variance / n))
        close(t_two_sided(t, n - 1), stats.ttest_1samp([float(v) for v in behind], 0).pvalue, 1e-9, "t test")
        expected |= {f"{prefix}.p_value": number(t_two_sided(t, n - 1)),
                     f"{prefix}.cohens_d_z": number(exact(mean) / mp.sqrt(exact(variance)))}
        severities.append([mp.mpf(mean_interval(severe, level)[key])
                           for key in ("estimate", "interval.lower", "interval.upper")])
        if promise["kind"] == "rating":
            expected[f"{prefix}.over_promise_ratio"] = None
            continue
        above, below = sum(a for a, _ in pairs), sum(b for _, b in pairs)
        ratio = above / below
        residuals = sum((a - ratio * b) ** 2 for a, b in pairs)
        deviation = mp.sqrt(exact(residuals / (n - 1))) / exact(below / n)
        half = t_quantile(level, n - 1) * deviation / mp.sqrt(n)
        expected |= {f"{prefix}.over_promise_ratio.estimate": number(ratio), f"{prefix}.over_promise_ratio.n": n,
                     f"{prefix}.over_promise_ratio.standard_deviation": number(deviation),
                     f"{prefix}.over_promise_ratio.interval.lower": number(max(exact(ratio) - half, 0)),
                     f"{prefix}.over_promise_ratio.interval.upper": number(exact(ratio) + half)}
    expected |= {f"kept.{key}": value for key, value in share(kept_all, n_all, level).items()}
    return expected | mean_severity("severity", severities)


def main():
    out = File("promise_keeping", "gap", __file__)
    for level in (0.95, 0.8):
        out.add(f"three promises at {level}", "promise_keeping", promises=PROMISES, rows=ROWS,
                options={"missing": "omit", "level": level}, expected=analyse(ROWS, level), tools=TOOLS,
                tolerance=TOLERANCE)
    for name, rows, code in (
            ("a value is missing", ROWS, {"code": "missing_value", "row": 8}),
            ("no such promise", [("arrivals", 1, 1)], {"code": "unknown_id"}),
            ("a share beyond one", [("stars", 4, 4), ("rooms_ready", 0.9, 90)], {"code": "invalid_cell", "row": 1}),
            ("no rows", [], {"code": "too_few_observations"})):
        out.add(name, "promise_keeping", promises=PROMISES, rows=rows, error=code)
    out.write()


if __name__ == "__main__":
    main()
