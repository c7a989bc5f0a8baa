"""Occupancy as a ratio of sums with the linearised standard error: exact fractions and mpmath,
checked against the same formula in NumPy, and in R by cross_check.R."""

from fractions import Fraction

from golden import EXACT, File, agree, double, exact, mp, mpf, read_rows, t_quantile, tool

DEFINITION = {"named": "occupancy"}
TOOLS = f"{EXACT}; agrees with the linearised ratio in {tool('numpy', 'scipy')}"


def ratio(busy, available, level):
    a, b = [Fraction(v) for v in busy], [Fraction(v) for v in available]
    n, r = len(a), sum(a) / sum(b)
    if n == 1:
        return {"estimate": double(r), "n": n, "standard_deviation": None,
                "interval.lower": None, "interval.upper": None}
    squares = sum((x - r * y) ** 2 for x, y in zip(a, b))
    deviation = mp.sqrt(exact(squares / (n - 1))) / exact(sum(b) / n)
    half = t_quantile(level, n - 1) * deviation / mp.sqrt(n)
    lower, upper = exact(r) - half, exact(r) + half
    if squares:
        import numpy as np
        from scipy import stats
        x, y = np.array(busy, float), np.array(available, float)
        scores = (x - x.sum() / y.sum() * y) / y.mean()
        error = scores.std(ddof=1) / np.sqrt(n)
        there = stats.t.interval(level, n - 1, loc=x.sum() / y.sum(), scale=error)
        agree(lower, there[0], relative=1e-9, what="ratio")
        agree(upper, there[1], relative=1e-9, what="ratio")
    return {"estimate": double(r), "n": n, "standard_deviation": double(deviation),
            "interval.lower": double(max(lower, mpf(0))), "interval.upper": double(upper)}


def main():
    out = File("occupancy", "kpi", __file__)

    def inline(name, busy, available, level=0.95, source=None):
        pairs = [(a, b) for a, b in zip(busy, available) if a is not None and b is not None]
        expected = ratio(*zip(*pairs), level) | {"excluded.missing": len(busy) - len(pairs)}
        out.add(name, "kpi", definition=DEFINITION, columns={"numerator": busy, "denominator": available},
                options={"level": level, "missing": "omit"}, expected=expected, tools=TOOLS, source=source)

    busy, available = [20100, 22950, 9000, 24000.5, 0, 18300.25], [25200, 25200, 10800, 28800, 3600, 21600]
    for level in (0.9, 0.95, 0.99):
        inline(f"six shifts at {level}", busy, available, level)
    inline("a shift without a time", [20100, None, 9000, 24000], [25200, 25200, None, 28800])
    inline("one shift", [20100], [25200])
    inline("two shifts", [20100, 9000], [25200, 10800])
    inline("an exact ratio has no deviation", [30, 60, 90], [40, 80, 120])
    inline("nearly an exact ratio", [0.1, 0.2, 0.3, 0.7], [0.3, 0.6, 0.9, 2.1])
    inline("never busy", [0, 0, 0], [3600, 7200, 3600])
    inline("the interval is cut at zero", [0, 0, 50], [3600, 3600, 3600])
    inline("a row that was never available", [0, 900, 1800], [0, 3600, 3600])
    inline("large and nearly constant", [8e15 + i for i in range(5)], [1e16 + 2 * i for i in range(5)])
    inline("small amounts", [1e-12, 3e-12, 2e-12], [4e-12, 5e-12, 3e-12])
    days = {}
    for row in read_rows("shared/sim_call_centre/data.csv"):
        days[row["date"]] = days.get(row["date"], 0) + int(row["service_length"])
    inline("simulated call centre, 261 days of four agents and ten hours", list(days.values()),
           [4 * 36000] * len(days), source="shared sim_call_centre: 15,465,997 s of service")

    def bad(name, busy, available, error, missing="omit", definition=DEFINITION):
        out.add(name, "kpi", definition=definition, columns={"numerator": busy, "denominator": available},
                options={"level": 0.95, "missing": missing}, error=error)

    bad("columns of different length", [1.0, 2.0], [3.0], {"code": "length_mismatch"})
    bad("negative busy time", [1.0, -2.0], [3.0, 3.0], {"code": "negative_duration", "row": 1})
    bad("negative available time", [1.0, 2.0], [-3.0, 3.0], {"code": "negative_duration", "row": 0})
    bad("more busy than available", [1.0, 4.0], [3.0, 3.0], {"code": "invalid_cell", "row": 1})
    bad("NaN is not missing", [1.0, "NaN"], [3.0, 3.0], {"code": "not_finite", "row": 1})
    bad("infinity", [1.0, 2.0], ["Infinity", 3.0], {"code": "not_finite", "row": 0})
    bad("missing busy time where that is not allowed", [None, 2.0], [3.0, 3.0], {"code": "missing_value", "row": 0}, "raise")
    bad("missing available time where that is not allowed", [1.0, 2.0], [3.0, None], {"code": "missing_value", "row": 1}, "raise")
    bad("no row", [], [], {"code": "too_few_observations"})
    bad("all missing", [None, 1.0], [3.0, None], {"code": "too_few_observations"})
    bad("never available", [0.0, 0.0], [0.0, 0.0], {"code": "too_few_observations"})
    bad("an option that there is not", [1.0], [3.0], {"code": "invalid_document"}, definition=DEFINITION | {"cap": 1})
    out.write()


if __name__ == "__main__":
    main()
