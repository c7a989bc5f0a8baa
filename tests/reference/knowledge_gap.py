"""Gap 1: Welch's two-sample t test by its formula, means and deviations in exact
fractions, tails at 60 digits; checked against SciPy ttest_ind(equal_var=False).

Managers and customers are two groups of the kiosk survey here (women and men): the
numbers are real, the roles are not. Gap = customers - managers. Cohen's d by the pooled
deviation.
"""

from fractions import Fraction

import gap_common
from gap_common import close, number
from golden import EXACT, File, beta_cdf, decimal, exact, mean_interval, moments, mp, mpf, numbers, read_rows, tool
from golden import _solve
from reliability import instrument, turned

TOOLS = f"{EXACT}; agrees with {tool('scipy')} ttest_ind"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12, "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0}}}


def two_sided(t, df):
    return beta_cdf(df / (df + t * t), df / 2, mpf(1) / 2)


def analyse(made, customers, managers, level):
    from scipy import stats
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    expected = {}
    for item in made["items"]:
        a, b = ([v for v in turned(side[item["id"]], item["reversed"], low, high) if v is not None]
                for side in (customers, managers))
        prefix = f"items.{item['id']}"
        for name, values in (("customers", a), ("managers", b)):
            expected |= {f"{prefix}.{name}.{key}": value for key, value in mean_interval(values, level).items()
                         if value is not None}
        (n, ma, va), (m, mb, vb) = moments(a), moments(b)
        expected |= {f"{prefix}.gap.estimate": number(ma - mb), f"{prefix}.gap.n": n + m}
        if va is None or vb is None or va + vb == 0:
            expected |= {f"{prefix}.p_value": None, f"{prefix}.cohens_d": None}
            continue
        x, y = va / n, vb / m
        df = exact((x + y) ** 2 / (x ** 2 / (n - 1) + y ** 2 / (m - 1)))
        error = mp.sqrt(exact(x + y))
        t = exact(ma - mb) / error
        there = stats.ttest_ind([float(v) for v in a], [float(v) for v in b], equal_var=False)
        close(two_sided(t, df), there.pvalue, relative=1e-8, what="Welch p")
        tail = 1 - decimal(level)
        quantile = _solve(lambda q: two_sided(q, df) - tail, float(stats.t.ppf(1 - float(tail) / 2, float(df))))
        pooled = mp.sqrt(exact(((n - 1) * va + (m - 1) * vb) / (n + m - 2)))
        expected |= {f"{prefix}.p_value": number(two_sided(t, df)),
                     f"{prefix}.gap.interval.lower": number(exact(ma - mb) - quantile * error),
                     f"{prefix}.gap.interval.upper": number(exact(ma - mb) + quantile * error),
                     f"{prefix}.cohens_d": number(exact(ma - mb) / pooled)}
    return expected


def main():
    out = File("knowledge_gap", "gap", __file__)
    items = [i["item"] for i in read_rows("shared/kiosk_kservqual/items.csv")][:8]
    made = instrument("kiosk", ["all"], [(i, "all", False) for i in items])
    rows = read_rows("shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"})
    women, men = [r for r in rows if r["sex"] == "female"], [r for r in rows if r["sex"] != "female"]
    sides = [{i: numbers(part, f"E_{i}") for i in items} for part in (women, men)]
    expected = analyse(made, *sides, 0.95)
    out.add("two groups of the kiosk survey", "knowledge_gap", instrument=made, options={"missing": "omit"},
            columns={"customers": sides[0], "managers": sides[1]}, expected=expected, tools=TOOLS, tolerance=TOLERANCE,
            source="MIT, github hanakim120/kiosk-servqual-research")
    two = instrument("two", ["a"], [("x", "a", False), ("y", "a", True), ("z", "a", False)], 1, 7)
    customers = {"x": [7, 6, None, 7, 5], "y": [1, 2, 2, 3, 1], "z": [6, 6, 6, 6, 6]}
    managers = {"x": [5, 6, 4], "y": [4, None, 3], "z": [5, 5, 5]}
    out.add("missing, reversed and constant answers", "knowledge_gap", instrument=two,
            columns={"customers": customers, "managers": managers}, options={"missing": "omit", "level": 0.9},
            expected=analyse(two, customers, managers, 0.9), tools=TOOLS, tolerance=TOLERANCE)
    out.add("no manager answered", "knowledge_gap", instrument=two, options={"missing": "omit"},
            columns={"customers": customers, "managers": {i: [None] for i in "xyz"}},
            error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
