"""Weighted gaps with the linearised standard error, by the definition in exact fractions
at 60 digits; means checked against statsmodels DescrStatsW, standard errors against
its WLS on a constant with HC1, tails against SciPy.

Respondents without a weight or with one of zero do not count. Overall is the mean of
the dimensions.
"""

import random
from fractions import Fraction

import gap_common
from gap_common import close, number
from golden import EXACT, File, exact, mp, t_quantile, t_two_sided, tool
from reliability import instrument
from servqual_forms import respondents, simulated

TOOLS = f"{EXACT}; agrees with {tool('statsmodels', 'scipy')}"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12, "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0}}}


def block(values, weights, level):
    """Estimate, standard error, interval of one part."""
    w = [Fraction(v) for v in weights]
    n, total = len(w), sum(w)
    mean = sum(a * x for a, x in zip(w, values)) / total
    result = {"estimate": number(mean), "n": n}
    if n < 2:
        return result | {"interval": None, "standard_deviation": None}, None, None
    squares = sum((a * (x - mean)) ** 2 for a, x in zip(w, values))
    variance = Fraction(n, n - 1) * squares / total ** 2
    error = mp.sqrt(exact(variance))
    half = t_quantile(level, n - 1) * error
    import numpy
    import statsmodels.api as sm
    from statsmodels.stats.weightstats import DescrStatsW
    x, a = numpy.array([float(v) for v in values]), numpy.array([float(v) for v in w])
    close(mean, DescrStatsW(x, weights=a).mean, what="weighted mean", relative=1e-11)
    if variance:
        fitted = sm.WLS(x, numpy.ones(n), weights=a).fit(cov_type="HC1")
        close(error, fitted.bse[0], what="linearised", relative=1e-9)
    result |= {"standard_deviation": number(error * mp.sqrt(n)), "interval.lower": number(exact(mean) - half),
               "interval.upper": number(exact(mean) + half), "interval.method": "linearised"}
    return result, mean, error


def analyse(made, columns, level):
    rows = list(zip(respondents(made, columns, "ratings"), columns["weight"]))
    expected = {"respondents": len(rows)}
    parts = {f"items.{i['id']}": [[i["id"]]] for i in made["items"]}
    dimensions = [[i["id"] for i in made["items"] if i["dimension"] == d["id"]] for d in made["dimensions"]]
    parts |= {f"dimensions.{d['id']}": [ids] for d, ids in zip(made["dimensions"], dimensions)}
    parts["overall"] = dimensions
    for part, blocks in parts.items():
        used, weights, zeros = [], [], 0
        for one, weight in rows:
            pairs = [[one[i][0] for i in ids] for ids in blocks]
            if weight is None or any(None in block for block in pairs):
                continue
            if weight == 0:
                zeros += 1
                continue
            means = [[sum(p[side] for p in block) / len(block) for block in pairs] for side in (0, 1)]
            used.append([sum(side) / len(side) for side in means])
            weights.append(weight)
        for side, name in enumerate(("gap", "performance")):
            values, mean, error = block([u[side] for u in used], weights, level)
            expected |= {f"{part}.{name}.{key}": value for key, value in values.items()}
            expected[f"{part}.{name}_standard_error"] = number(error)
            if name == "gap":
                n = len(used)
                t = None if not error else exact(mean) / error
                expected |= {f"{part}.t": number(t), f"{part}.p_value": None if t is None else number(t_two_sided(t, n - 1))}
        left = [c for c in (len(rows) - len(used) - zeros, zeros) if c]
        expected |= {f"{part}.gap.excluded.{at}.count": count for at, count in enumerate(left)}
        w = [Fraction(v) for v in weights]
        kish = sum(w) ** 2 / sum(v * v for v in w)
        expected |= {f"{part}.effective_n": number(kish), f"{part}.design_effect": number(len(w) / kish)}
    return expected


def main():
    out = File("weighted_gaps", "gap", __file__)
    made = instrument("desk", ["reliability", "empathy"],
                      [("r1", "reliability", False), ("r2", "reliability", True), ("r3", "reliability", False),
                       ("e1", "empathy", False), ("e2", "empathy", True)])
    for n, missing, kind in ((40, 0.0, "positive"), (60, 0.04, "zero and missing"), (30, 0.0, "equal"), (40, 0.0, "wide")):
        columns = simulated(made, n, 20260600 + n, missing, True)
        source = random.Random(n)
        weights = [source.lognormvariate(0, 0.7) for _ in range(n)]
        if kind == "zero and missing":
            weights = [None if source.random() < 0.05 else 0.0 if source.random() < 0.1 else w for w in weights]
        if kind == "equal":
            weights = [0.1] * n
        if kind == "wide":
            weights = [w * 10.0 ** source.randint(-6, 6) for w in weights]
        columns["weight"] = weights
        expected = analyse(made, columns, 0.9)
        out.add(f"{n} respondents, {kind} weights", "weighted_gaps", instrument=made, weight=weights,
                columns={s: columns[s] for s in ("expectation", "perception")}, tolerance=TOLERANCE, tools=TOOLS,
                options={"missing": "omit", "level": 0.9}, expected=expected, source="simulated with Python's random")
    single = instrument("single", ["service"], [("q", "service", False)])
    sides = {"expectation": {"q": [7, 6, 7]}, "perception": {"q": [5, 4, 5]}}
    everywhere = analyse(single, {**sides, "weight": [0.3, 1.7, 2.9], "ratings": {"q": [1, 1, 1]}}, 0.95)
    out.add("everybody has the same gap", "weighted_gaps", instrument=single, weight=[0.3, 1.7, 2.9], columns=sides,
            options={}, expected=everywhere, tolerance=TOLERANCE, tools=TOOLS)
    for name, weight, error in (
            ("a negative weight", [1.0, -0.5, 1.0], {"code": "invalid_cell", "row": 1}),
            ("weights that are all zero", [0.0, 0.0, 0.0], {"code": "invalid_weights"}),
            ("a missing weight", [1.0, 1.0, None], {"code": "missing_value", "row": 2}),
            ("too few weights", [1.0, 1.0], {"code": "length_mismatch"})):
        out.add(name, "weighted_gaps", instrument=single, weight=weight, columns=sides, options={}, error=error)
    out.write()


if __name__ == "__main__":
    main()
