"""Correlation of the overall score in each form with an overall rating: scores in exact
fractions, Pearson and Spearman from exact ranks at 60 digits, checked against SciPy
(pearsonr with Fisher's interval, spearmanr). Spearman's interval: Bonett and Wright.

Only respondents who are complete in everything count.
"""

import random
from fractions import Fraction

import gap_common
from gap_common import close, correlation, number
from golden import EXACT, File, decimal, mp, mpf, normal_quantile, t_two_sided, tool
from reliability import instrument
from servqual_forms import respondents, simulated

TOOLS = f"{EXACT}; agrees with {tool('scipy')} pearsonr, spearmanr"
FORMS = ("gap", "importance_weighted_gap", "performance", "importance_weighted_performance")
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12,
             "overrides": {key: {"relative": 1e-9, "absolute": 0.0} for key in ("pearson_p_value", "spearman_p_value")}}


def overall(made, one, form):
    """The score of one complete respondent."""
    means = []
    for d in made["dimensions"]:
        ids = [i["id"] for i in made["items"] if i["dimension"] == d["id"]]
        values = []
        for i in ids:
            pair, weight = one[i]
            x = pair["performance" in form]
            values.append(Fraction(weight) * x if "weighted" in form else x)
        means.append(sum(values) / len(values))
    return sum(means) / len(means)


def ranks(values):
    order = sorted(values)
    place = {v: Fraction(2 * order.index(v) + 1 + order.count(v), 2) for v in set(values)}
    return [place[v] for v in values]


def block(x, y, kind, level):
    n = len(x)
    a, b = (x, y) if kind == "pearson" else (ranks(x), ranks(y))
    r = correlation(a, b)
    if r is None:
        return {f"{kind}.estimate": None, f"{kind}.n": n, f"{kind}_p_value": None, f"{kind}.interval": None}
    z = normal_quantile(level)
    spread = (1 + r * r / 2 if kind == "spearman" else mpf(1)) / (n - 3)
    low, high = (mp.tanh(mp.atanh(r) + sign * z * mp.sqrt(spread)) for sign in (-1, 1))
    p = t_two_sided(r * mp.sqrt((n - 2) / (1 - r * r)), n - 2)
    from scipy import stats
    fx, fy = [float(v) for v in x], [float(v) for v in y]
    if kind == "pearson":
        there = stats.pearsonr(fx, fy)
        interval = there.confidence_interval(level)
        close(low, interval.low, what="Fisher")
        close(high, interval.high, what="Fisher")
    else:
        there = stats.spearmanr(fx, fy)
    close(r, there.statistic, what=kind, relative=1e-11)
    close(p, there.pvalue, what=f"{kind} p", relative=1e-8)
    return {f"{kind}.estimate": number(r), f"{kind}.n": n, f"{kind}_p_value": number(p),
            f"{kind}.interval.lower": number(low), f"{kind}.interval.upper": number(high)}


def analyse(made, columns, importance, level):
    rows = [(one, rating) for one, rating in zip(respondents(made, columns, importance), columns["overall"]["overall"])
            if rating is not None and all(pair is not None and weight is not None for pair, weight in one.values())]
    ratings = [Fraction(rating) for _, rating in rows]
    expected = {"respondents": len(columns["overall"]["overall"])}
    found = {}
    for position, form in enumerate(FORMS):
        scores = [overall(made, one, form) for one, _ in rows]
        for kind in ("pearson", "spearman"):
            values = block(scores, ratings, kind, level)
            found[kind, form] = values[f"{kind}.estimate"]
            expected |= {f"forms.{position}.{key}": value for key, value in values.items()}
        expected[f"forms.{position}.form"] = form
    for kind, key in (("pearson", "best"), ("spearman", "best_by_rank")):
        known = [form for form in FORMS if found[kind, form] is not None]
        expected[key] = max(known, key=lambda form: found[kind, form]) if known else None
    return expected


def main():
    out = File("form_validity", "gap", __file__)
    made = instrument("desk", ["reliability", "empathy"],
                      [("r1", "reliability", False), ("r2", "reliability", False), ("r3", "reliability", True),
                       ("e1", "empathy", False), ("e2", "empathy", True)])
    for dimension, weight in zip(made["dimensions"], (62.5, 37.5)):
        dimension["weight"] = weight
    sources = {"weights": "instrument_weights", "points": {"dimension_points": {"rule": "renormalise"}},
               "ratings": {"item_ratings": {"scale": {"minimum": 1, "maximum": 5}}}}
    for n, missing in ((50, 0.0), (70, 0.03)):
        for importance, source in sources.items():
            columns = simulated(made, n, 20260300 + n, missing, False)
            noise = random.Random(n)
            rating = []
            for row in range(n):
                p = columns["perception"]["r1"][row], columns["perception"]["e1"][row]
                value = None if None in p else min(5, max(1, round(sum(p) / 3 + noise.choice((-1, 0, 0, 1)))))
                rating.append(value)
            columns = {s: c for s, c in columns.items() if s in ("expectation", "perception", importance)}
            columns["overall"] = {"overall": rating}
            options = {"missing": "omit", "level": 0.9, "importance": source}
            out.add(f"{n} respondents, {importance}", "form_validity", instrument=made, columns=columns,
                    overall_scale={"minimum": 1, "maximum": 5}, options=options, tolerance=TOLERANCE, tools=TOOLS,
                    expected=analyse(made, columns, importance, 0.9), source="simulated with Python's random")
    single = instrument("single", ["service"], [("q", "service", False)])
    sides = {"expectation": {"q": [7, 6, 7, 6]}, "perception": {"q": [5, 6, 4, 6]}}
    out.add("everybody is as satisfied", "form_validity", instrument=single, options={},
            overall_scale={"minimum": 1, "maximum": 5}, columns={**sides, "overall": {"overall": [4, 4, 4, 4]}},
            expected={"forms.0.pearson.estimate": None, "forms.0.pearson.n": 4, "forms.1.spearman.estimate": None,
                      "forms.1.form": "performance", "best": None}, tools="by definition")
    out.add("a percentage taken for a rating", "form_validity", instrument=single, options={},
            overall_scale={"minimum": 1, "maximum": 5}, columns={**sides, "overall": {"overall": [4, 80, 4, 4]}},
            error={"code": "outside_scale", "row": 1})
    out.add("nobody rated the whole", "form_validity", instrument=single, options={"missing": "omit"},
            overall_scale={"minimum": 1, "maximum": 5}, columns={**sides, "overall": {"overall": [None] * 4}},
            error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
