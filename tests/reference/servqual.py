"""SERVQUAL gaps, SERVPERF and paired t tests: exact fractions and mpmath, checked
against SciPy (ttest_rel, ttest_1samp) and, for the kiosk survey, against R.

Rules: a reversed item is scored minimum + maximum - x on both sides. An item uses
the respondents who gave both answers, a dimension those who gave both answers to
all its items, the overall scores those who gave both answers to all items. A
dimension is the mean of its items per respondent; `overall.unweighted` the mean
of the dimension gaps per respondent, `overall.weighted` the sum of weight / 100
times dimension gap, `overall.servperf` the mean of the dimension perceptions of
the same respondents. Standard deviations have divisor n - 1. With one respondent
there is no deviation, interval or test; with a deviation of zero no test.
"""

import json
from fractions import Fraction

from golden import (EXACT, File, agree, double, exact, moments, mp, numbers, read_rows, resolve,
                    t_quantile, t_two_sided, tool)

TOOLS = f"{EXACT}; agrees with {tool('scipy')} stats.ttest_1samp"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12,
             "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0}}}


def one_sample(values, level, test=True, name="gap"):
    """Mean, deviation, interval and, where asked for, the t test against zero."""
    n, mean, variance = moments(values)
    block = {name: double(mean), "standard_deviation": None,
             "interval.lower": None, "interval.upper": None}
    if test:
        block |= {"t": None, "p_value": None}
    if variance is None:
        return block
    block["standard_deviation"] = double(mp.sqrt(exact(variance)))
    half = t_quantile(level, n - 1) * mp.sqrt(exact(variance / n))
    block["interval.lower"] = double(exact(mean) - half)
    block["interval.upper"] = double(exact(mean) + half)
    if test and variance > 0:
        t = exact(mean) / mp.sqrt(exact(variance / n))
        p = t_two_sided(t, n - 1)
        block |= {"t": double(t), "p_value": double(p)}
        from scipy import stats
        there = stats.ttest_1samp([float(v) for v in values], 0.0)
        agree(t, there.statistic, relative=1e-10, absolute=1e-10, what="t")
        agree(p, there.pvalue, relative=1e-8, absolute=0, what="p")
        low, high = there.confidence_interval(level)
        agree(exact(mean) - half, low, relative=1e-10, absolute=1e-12, what="lower")
        agree(exact(mean) + half, high, relative=1e-10, absolute=1e-12, what="upper")
    return block


def mean_of(values):
    values = list(values)
    return Fraction(sum(values), len(values)) if all(isinstance(v, int) for v in values) else sum(values) / len(values)


def analyse(instrument, expectation, perception, level):
    low, high = instrument["scale"]["minimum"], instrument["scale"]["maximum"]
    items, dimensions = instrument["items"], instrument["dimensions"]
    turn = {i["id"]: i["reversed"] for i in items}

    def oriented(side, item):
        return [None if x is None else low + high - x if turn[item] else x for x in side[item]]

    e = {i["id"]: oriented(expectation, i["id"]) for i in items}
    p = {i["id"]: oriented(perception, i["id"]) for i in items}
    rows = range(len(next(iter(e.values()))))
    complete = lambda row, ids: all(e[i][row] is not None and p[i][row] is not None for i in ids)
    expected = {}

    def put(prefix, block):
        for key, value in block.items():
            expected[f"{prefix}.{key}"] = value

    for item in items:
        i = item["id"]
        used = [r for r in rows if complete(r, [i])]
        put(f"items.{i}", {"n": len(used), "expectation": double(mean_of(e[i][r] for r in used)),
                           "perception": double(mean_of(p[i][r] for r in used))})
        put(f"items.{i}", one_sample([p[i][r] - e[i][r] for r in used], level))

    of = {d["id"]: [i["id"] for i in items if i["dimension"] == d["id"]] for d in dimensions}
    for d, ids in of.items():
        used = [r for r in rows if complete(r, ids)]
        es = [mean_of(e[i][r] for i in ids) for r in used]
        ps = [mean_of(p[i][r] for i in ids) for r in used]
        put(f"dimensions.{d}", {"n": len(used), "expectation": double(mean_of(es)), "perception": double(mean_of(ps))})
        put(f"dimensions.{d}", one_sample([b - a for a, b in zip(es, ps)], level))

    used = [r for r in rows if complete(r, turn)]
    gap = {d: [mean_of(p[i][r] - e[i][r] for i in ids) for r in used] for d, ids in of.items()}
    perceived = {d: [mean_of(p[i][r] for i in ids) for r in used] for d, ids in of.items()}
    across = lambda table, share: [sum(share[d] * table[d][k] for d in of) for k in range(len(used))]
    equal = {d: Fraction(1, len(of)) for d in of}
    put("overall.unweighted", {"n": len(used)} | one_sample(across(gap, equal), level))
    if all("weight" in d for d in dimensions):
        weight = {d["id"]: Fraction(repr(d["weight"])) / 100 for d in dimensions}
        put("overall.weighted", {"n": len(used)} | one_sample(across(gap, weight), level))
    put("overall.servperf", {"n": len(used)} | one_sample(across(perceived, equal), level, test=False, name="perception"))
    return expected


def instrument(id, dimensions, items, scale=(1, 7), weights=None):
    made = [{"id": d} | ({"weight": weights[k]} if weights else {}) for k, d in enumerate(dimensions)]
    return {"id": id, "scale": {"minimum": scale[0], "maximum": scale[1]}, "dimensions": made,
            "items": [{"id": i, "dimension": d, "reversed": r} for i, d, r in items]}


def main():
    out = File("servqual", "gap", __file__)

    # ---------------------------------------------------------- small, inline
    def inline(name, made, e, p, level=0.95, source=None):
        out.add(name, "servqual", instrument=made, columns={"expectation": e, "perception": p},
                options={"level": level, "missing": "omit"}, expected=analyse(made, e, p, level),
                tolerance=TOLERANCE, tools=TOOLS, source=source)

    two = instrument("two_dimensions", ["reliability", "empathy"],
                     [("01", "reliability", False), ("02", "reliability", False), ("03", "empathy", False)],
                     weights=[70.0, 30.0])
    e = {"01": [7, 6, 7, 5, 6], "02": [6, 6, 7, 7, 5], "03": [5, 4, 6, 7, 6]}
    p = {"01": [5, 6, 4, 5, 7], "02": [6, 4, 5, 6, 5], "03": [5, 5, 3, 6, 4]}
    inline("five respondents", two, e, p)
    inline("five respondents at 0.99", two, e, p, 0.99)
    turned = json.loads(json.dumps(two))
    turned["items"][1]["reversed"] = True
    inline("the second item reversed", turned, {**e, "02": [8 - x for x in e["02"]]},
           {**p, "02": [8 - x for x in p["02"]]}, source="same result as five respondents")
    inline("missing cells", two,
           {"01": [7, 6, None, 5, 6, 7], "02": [6, 6, 7, 7, 5, None], "03": [5, None, 6, 7, 6, 5]},
           {"01": [5, 6, 4, 5, 7, 6], "02": [6, 4, 5, None, 5, 5], "03": [5, 5, 3, 6, 4, 7]})
    inline("one respondent", two, {"01": [7], "02": [6], "03": [5]}, {"01": [5], "02": [6], "03": [6]})
    inline("one complete respondent of three", two,
           {"01": [7, None, 6], "02": [6, 5, 7], "03": [5, 6, None]},
           {"01": [5, 4, 6], "02": [6, 4, 4], "03": [6, 5, 3]})
    unweighted = json.loads(json.dumps(two))
    for d in unweighted["dimensions"]:
        del d["weight"]
    inline("without weights", unweighted, e, p)
    single = instrument("single_item", ["service"], [("q", "service", False)], scale=(1, 5), weights=[100.0])
    inline("the same gap from everybody: no test", single, {"q": [5, 4, 3]}, {"q": [4, 3, 2]})
    inline("five-point scale, no gap on average", single, {"q": [5, 4, 3, 4]}, {"q": [4, 5, 4, 3]})
    tens = instrument("zero_to_ten", ["a", "b"], [("x", "a", True), ("y", "b", False)], scale=(0, 10), weights=[12.5, 87.5])
    inline("zero to ten, one reversed", tens, {"x": [1, 0, 3, 2], "y": [9, 10, 8, 7]}, {"x": [4, 2, 3, 6], "y": [7, 10, 6, 8]})

    # ---------------------------------------------------------- the kiosk survey
    kiosk = "shared/kiosk_kservqual/data.csv"
    maps = read_rows("shared/kiosk_kservqual/items.csv")
    dimensions = list(dict.fromkeys(row["dimension8"] for row in maps))
    items = [(row["item"], row["dimension8"], False) for row in maps]
    reference = json.loads(resolve("shared/kiosk_kservqual/reference.json").read_text())["values"]

    def from_data(name, made, file, columns, where=None, source=None, level=0.95):
        rows = read_rows(file, where)
        e = {i: numbers(rows, c) for i, c in columns["expectation"].items()}
        p = {i: numbers(rows, c) for i, c in columns["perception"].items()}
        expected = analyse(made, e, p, level)
        out.add(name, "servqual", instrument=made,
                data={"file": file, "columns": columns} | ({"where": where} if where else {}),
                options={"level": level, "missing": "omit"}, expected=expected, tolerance=TOLERANCE,
                tools=TOOLS, source=source)
        return expected

    columns = {"expectation": {i: f"E_{i}" for i, *_ in items}, "perception": {i: f"P_{i}" for i, *_ in items}}
    sample = {"in_paper_sample": "1"}
    source = "shared kiosk_kservqual, 194 respondents (values of R)"
    equal = instrument("kiosk_equal", dimensions, items, weights=[12.5] * 8)
    expected = from_data("kiosk, equal weights", equal, kiosk, columns, sample, source)
    compare_with_r(expected, reference, dimensions, items)
    points = [25.0, 5.0, 15.0, 12.5, 10.0, 7.5, 20.0, 5.0]
    from_data("kiosk, unequal weights", instrument("kiosk_unequal", dimensions, items, weights=points),
              kiosk, columns, sample, source)
    from_data("kiosk, all rows, non-users missing", equal, kiosk, columns, None, "shared kiosk_kservqual, 211 rows")
    six = [(row["item"], row["dimension6"], False) for row in maps if row["dimension6"]]
    names = list(dict.fromkeys(d for _, d, _ in six))
    from_data("kiosk, six dimensions, unweighted", instrument("kiosk_six", names, six), kiosk,
              {"expectation": {i: f"E_{i}" for i, *_ in six}, "perception": {i: f"P_{i}" for i, *_ in six}},
              sample, source)

    # ---------------------------------------------------------- the simulated hotel survey
    hotel = "tests/data/simulated_hotel_survey/answers.csv"
    maps = read_rows("tests/data/simulated_hotel_survey/items.csv")
    items = [(row["item"], row["dimension"], row["negatively_worded"] == "1") for row in maps]
    names = list(dict.fromkeys(d for _, d, _ in items))
    columns = {"expectation": {i: f"e{i}" for i, *_ in items}, "perception": {i: f"p{i}" for i, *_ in items}}
    made = instrument("hotel", names, items, weights=[11.0, 32.0, 22.0, 19.0, 16.0])
    for segment in (None, "business", "leisure"):
        where = {"segment": segment} if segment else None
        from_data(f"simulated hotel, {segment or 'all'}", made, hotel, columns, where,
                  "SIMULATED answers; weights chosen for the test")

    # ---------------------------------------------------------- bad input
    def bad(name, made, e, p, code, missing="omit"):
        out.add(name, "servqual", instrument=made, columns={"expectation": e, "perception": p},
                options={"level": 0.95, "missing": missing}, error=code)

    def changed(path, value):
        copy = json.loads(json.dumps(two))
        place = copy
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        return copy

    bad("weights do not add to 100", changed(("dimensions", 0, "weight"), 60.0), e, p, {"code": "invalid_weights"})
    negative = changed(("dimensions", 0, "weight"), 110.0)
    negative["dimensions"][1]["weight"] = -10.0
    bad("a negative weight", negative, e, p, {"code": "invalid_weights"})
    bad("an item of no dimension", changed(("items", 2, "dimension"), "courtesy"), e, p, {"code": "unknown_id"})
    bad("an item twice", changed(("items", 1, "id"), "01"), e, p, {"code": "duplicate_id"})
    bad("a dimension twice", changed(("dimensions", 1, "id"), "reliability"), e, p, {"code": "duplicate_id"})
    bad("reversed scale", changed(("scale",), {"minimum": 7, "maximum": 1}), e, p, {"code": "invalid_scale"})
    bad("expectation outside the scale", two, {**e, "02": [6, 6, 7, 8, 5]}, p, {"code": "outside_scale", "row": 3})
    bad("perception outside the scale", two, e, {**p, "03": [0, 5, 3, 6, 4]}, {"code": "outside_scale", "row": 0})
    bad("missing where that is not allowed", two, e, {**p, "01": [5, 6, None, 5, 7]}, {"code": "missing_value", "row": 2}, "raise")
    bad("columns of different length", two, {**e, "03": [5, 4, 6]}, p, {"code": "length_mismatch"})
    bad("perception shorter than expectation", two, e, {k: v[:4] for k, v in p.items()}, {"code": "length_mismatch"})
    bad("no respondent", two, {k: [] for k in e}, {k: [] for k in p}, {"code": "too_few_observations"})
    out.write()


def compare_with_r(expected, reference, dimensions, items):
    keys = {"expectation_mean": "expectation", "perception_mean": "perception", "gap_mean": "gap",
            "gap_sd": "standard_deviation", "paired_t": "t", "p_two_sided": "p_value", "n": "n"}

    def block(prefix, there):
        for theirs, ours in keys.items():
            if theirs in there:
                agree(expected[f"{prefix}.{ours}"], there[theirs], relative=1e-9, absolute=0, what=f"{prefix} {theirs}")
        agree(expected[f"{prefix}.interval.lower"], there["ci95"][0], what=prefix)
        agree(expected[f"{prefix}.interval.upper"], there["ci95"][1], what=prefix)

    for i, *_ in items:
        block(f"items.{i}", reference["items"][i])
    found = reference["dimensions"]
    for d in dimensions:
        block(f"dimensions.{d}", found[d])
    overall = reference["overall"]
    agree(expected["overall.unweighted.gap"], overall["gap_mean_of_dimensions_equal_weight"], what="overall gap")
    agree(expected["overall.weighted.gap"], overall["gap_mean_of_dimensions_equal_weight"], what="overall gap")
    agree(expected["overall.servperf.perception"], overall["servperf_mean_of_dimensions"], what="SERVPERF")


if __name__ == "__main__":
    main()
