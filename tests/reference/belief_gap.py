"""Gaps 1, 6 and 7: Welch's two-sample t test by its formula, means and deviations in exact
fractions, tails at 60 digits; checked against SciPy ttest_ind(equal_var=False).

Two groups of the kiosk survey (women and men) stand for the sides here: the numbers are
real, the roles are not. Gap = reference - belief. Cohen's d by the pooled deviation,
Hedges' g by the gamma function. A dimension and the whole: mean of the items of those who
answered all of them.
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


def contrast(prefix, a, b, level):
    """The result of one part, a against b."""
    from scipy import stats
    expected = {}
    for name, values in (("reference", a), ("belief", b)):
        expected |= {f"{prefix}.{name}.{key}": value for key, value in mean_interval(values, level).items()
                     if value is not None}
    (n, ma, va), (m, mb, vb) = moments(a), moments(b)
    expected |= {f"{prefix}.gap.estimate": number(ma - mb), f"{prefix}.gap.n": n + m}
    if va is None or vb is None or va + vb == 0:
        return expected | {f"{prefix}.{key}": None for key in ("p_value", "cohens_d", "hedges_g")}
    x, y = va / n, vb / m
    df = exact((x + y) ** 2 / (x ** 2 / (n - 1) + y ** 2 / (m - 1)))
    error = mp.sqrt(exact(x + y))
    t = exact(ma - mb) / error
    there = stats.ttest_ind([float(v) for v in a], [float(v) for v in b], equal_var=False)
    close(two_sided(t, df), there.pvalue, relative=1e-8, what="Welch p")
    tail = 1 - decimal(level)
    quantile = _solve(lambda q: two_sided(q, df) - tail, float(stats.t.ppf(1 - float(tail) / 2, float(df))))
    effect = exact(ma - mb) / mp.sqrt(exact(((n - 1) * va + (m - 1) * vb) / (n + m - 2)))
    half = mpf(n + m - 2) / 2
    correction = mp.gamma(half) / (mp.sqrt(half) * mp.gamma(half - mpf(1) / 2))
    return expected | {f"{prefix}.p_value": number(two_sided(t, df)),
                       f"{prefix}.gap.interval.lower": number(exact(ma - mb) - quantile * error),
                       f"{prefix}.gap.interval.upper": number(exact(ma - mb) + quantile * error),
                       f"{prefix}.cohens_d": number(effect), f"{prefix}.hedges_g": number(effect * correction)}


def scores(made, side, items):
    """Means over the items of those who answered all of them."""
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    columns = [turned(side[i["id"]], i["reversed"], low, high) for i in items]
    return [Fraction(sum(row), len(row)) for row in zip(*columns) if None not in row]


def analyse(made, reference, belief, level):
    parts = {f"items.{i['id']}": [i] for i in made["items"]}
    parts |= {f"dimensions.{d['id']}": [i for i in made["items"] if i["dimension"] == d["id"]]
              for d in made["dimensions"]}
    parts |= {"overall": made["items"]}
    expected = {}
    for prefix, items in parts.items():
        a, b = scores(made, reference, items), scores(made, belief, items)
        expected |= contrast(prefix, a, b, level)
        expected[f"{prefix}.gap.excluded.0.count"] = \
            sum(len(side[items[0]["id"]]) for side in (reference, belief)) - len(a) - len(b) or None
    return expected


def main():
    out = File("belief_gap", "gap", __file__)
    items = [i["item"] for i in read_rows("shared/kiosk_kservqual/items.csv")][:8]
    made = instrument("kiosk", ["a", "b"], [(i, "a" if n < 5 else "b", False) for n, i in enumerate(items)])
    rows = read_rows("shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"})
    women, men = [r for r in rows if r["sex"] == "female"], [r for r in rows if r["sex"] != "female"]
    sides = [{i: numbers(part, f"E_{i}") for i in items} for part in (women, men)]
    source = "MIT, github hanakim120/kiosk-servqual-research"
    for gap, names in (("knowledge", ("customers", "managers")), ("employee_perception", ("customers", "employees")),
                       ("management_perception", ("employees", "managers"))):
        few = made if gap == "knowledge" else made | {"items": [made["items"][0], made["items"][6]]}
        out.add(f"two groups of the kiosk survey, {gap}", "belief_gap", gap=gap, instrument=few,
                options={"missing": "omit"},
                columns={name: {i["id"]: side[i["id"]] for i in few["items"]} for name, side in zip(names, sides)},
                expected=analyse(few, *sides, 0.95) | {"reference": names[0], "believer": names[1]},
                tools=TOOLS, tolerance=TOLERANCE, source=source)
    two = instrument("two", ["a"], [("x", "a", False), ("y", "a", True), ("z", "a", False)], 1, 7)
    customers = {"x": [7, 6, None, 7, 5], "y": [1, 2, 2, 3, 1], "z": [6, 6, 6, 6, 6]}
    managers = {"x": [5, 6, 4], "y": [4, None, 3], "z": [5, 5, 5]}
    columns = {"customers": customers, "managers": managers}
    out.add("missing, reversed and constant answers", "belief_gap", gap="knowledge", instrument=two, columns=columns,
            options={"missing": "omit", "level": 0.9}, expected=analyse(two, customers, managers, 0.9), tools=TOOLS,
            tolerance=TOLERANCE)
    out.add("no manager answered", "belief_gap", gap="knowledge", instrument=two, options={"missing": "omit"},
            columns={"customers": customers, "managers": {i: [None] for i in "xyz"}},
            error={"code": "too_few_observations"})
    out.add("managers have no part in gap 6", "belief_gap", gap="employee_perception", instrument=two,
            columns=columns, options={"missing": "omit"}, error={"code": "wrong_observations"})
    out.write()


if __name__ == "__main__":
    main()
