"""The four forms P - E, I (P - E), P, I P by their definition in exact fractions;
Student intervals at 60 digits, checked against SciPy.

Each respondent's score comes first, then the mean over respondents. Importance is
the weight of the dimension over 100, the points of the respondent over their sum
(both: a sum over the dimensions, or that over their number), or a rating of each
item (a product, averaged over items and dimensions).
"""

import random
from fractions import Fraction

import gap_common
from golden import EXACT, File, mean_interval, tool
from reliability import instrument, turned

TOOLS = f"{EXACT}; intervals agree with {tool('scipy')}"


def respondents(made, columns, importance):
    """One dictionary a row: gap, perception and importance of each item, None where missing."""
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    items = made["items"]
    sides = {s: {i["id"]: turned(columns[s][i["id"]], i["reversed"], low, high) for i in items}
             for s in ("expectation", "perception")}
    rows = len(columns["expectation"][items[0]["id"]])
    for row in range(rows):
        one = {}
        points = None
        if importance == "points":
            points = [columns["points"][d["id"]][row] for d in made["dimensions"]]
        for item in items:
            e, p = sides["expectation"][item["id"]][row], sides["perception"][item["id"]][row]
            if importance == "weights":
                weight = next(Fraction(d["weight"]) / 100 for d in made["dimensions"] if d["id"] == item["dimension"])
            elif importance == "points":
                weight = None if None in points else Fraction(columns["points"][item["dimension"]][row], sum(points))
            else:
                weight = columns["ratings"][item["id"]][row]
            pair = None if None in (e, p) else (Fraction(p - e), Fraction(p))
            one[item["id"]] = (pair, weight)
        yield one


def scores(made, rows, importance, convention):
    """The scores of every part in every form: lists over the respondents who have them."""
    dimensions = {d["id"]: [i["id"] for i in made["items"] if i["dimension"] == d["id"]] for d in made["dimensions"]}
    found = {}

    def put(part, form, value):
        found.setdefault((part, form), [])
        if value is not None:
            found[part, form].append(value)

    def average(values):
        return None if None in values else sum(values) / len(values)

    for one in rows:
        forms = {"gap": lambda i: one[i][0] and one[i][0][0], "performance": lambda i: one[i][0] and one[i][0][1]}

        def value(form, item):
            pair, weight = one[item]
            if form in ("gap", "performance"):
                return None if pair is None else pair[form == "performance"]
            if pair is None or weight is None:
                return None
            return weight * pair[form == "importance_weighted_performance"]

        for form in ("gap", "performance", "importance_weighted_gap", "importance_weighted_performance"):
            means = []
            for id, items in dimensions.items():
                values = [value(form, item) for item in items]
                for item, v in zip(items, values):
                    put(f"items.{item}", form, v)
                means.append(average(values))
                put(f"dimensions.{id}", form, means[-1])
            if None in means:
                put("overall", form, None)
            elif form in ("gap", "performance") or importance == "ratings":
                put("overall", form, sum(means) / len(means))
            else:
                put("overall", form, sum(means) / (len(means) if convention == "weighted_sum_over_dimensions" else 1))
        if importance != "weights":
            # Importance counts where the pair is there, too.
            means = []
            for id, items in dimensions.items():
                weights = [None if one[i][0] is None else one[i][1] for i in items]
                for item, weight in zip(items, weights):
                    put(f"items.{item}", "importance", None if weight is None else Fraction(weight))
                means.append(None if None in weights else Fraction(sum(weights), 1) / len(weights))
                put(f"dimensions.{id}", "importance", means[-1])
            if importance == "ratings":
                put("overall", "importance", None if None in means else sum(means) / len(means))
    return found


def analyse(made, columns, importance, options):
    rows = list(respondents(made, columns, importance))
    expected = {"respondents": len(rows), "renormalised": 0}
    if importance == "points":
        sums = [[columns["points"][d["id"]][row] for d in made["dimensions"]] for row in range(len(rows))]
        expected["renormalised"] = sum(None not in s and sum(s) != 100 for s in sums)
    convention = options.get("convention", "weighted_sum")
    for (part, form), values in scores(made, rows, importance, convention).items():
        for key, value in mean_interval(values, options.get("level", 0.95)).items():
            expected[f"{part}.{form}.{key}"] = value
    return expected


def simulated(made, n, seed, missing, share):
    source = random.Random(seed)
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    columns = {s: {i["id"]: [] for i in made["items"]} for s in ("expectation", "perception", "ratings")}
    columns["points"] = {d["id"]: [] for d in made["dimensions"]}
    for _ in range(n):
        mood = source.randint(-1, 1)
        for item in made["items"]:
            p = min(high, max(low, source.randint(3, 6) + mood))
            e = min(high, max(low, source.randint(5, 7)))
            for side, value in (("expectation", e), ("perception", p)):
                value = low + high - value if item["reversed"] else value
                columns[side][item["id"]].append(None if source.random() < missing else value)
            columns["ratings"][item["id"]].append(None if source.random() < missing else source.randint(1, 5))
        cuts = sorted(source.randint(0, 100) for _ in range(len(made["dimensions"]) - 1))
        points = [b - a for a, b in zip([0, *cuts], [*cuts, 100])]
        if not share and source.random() < 0.4:
            points[0] += source.randint(1, 30)
        for d, value in zip(made["dimensions"], points):
            columns["points"][d["id"]].append(value)
    return columns


def main():
    out = File("servqual_forms", "gap", __file__)
    made = instrument("desk", ["reliability", "empathy", "tangibles"],
                      [("r1", "reliability", False), ("r2", "reliability", False), ("r3", "reliability", True),
                       ("e1", "empathy", False), ("e2", "empathy", True), ("t1", "tangibles", False)])
    for dimension, weight in zip(made["dimensions"], (50, 30, 20)):
        dimension["weight"] = weight
    sources = {"weights": "instrument_weights", "ratings": {"item_ratings": {"scale": {"minimum": 1, "maximum": 5}}}}
    for n, missing in ((40, 0.0), (60, 0.04)):
        for importance in ("weights", "points", "renormalised points", "ratings"):
            for convention in ("weighted_sum", "weighted_sum_over_dimensions"):
                kind = "points" if "points" in importance else importance
                columns = simulated(made, n, 20260200 + n, missing, importance != "renormalised points")
                columns = {s: c for s, c in columns.items() if s in ("expectation", "perception", kind)}
                rule = {"dimension_points": {"rule": "renormalise" if "renorm" in importance else "share100"}}
                options = {"missing": "omit", "level": 0.9, "convention": convention,
                           "importance": sources.get(importance, rule)}
                out.add(f"{n} respondents, {importance}, {convention}", "servqual_forms", instrument=made,
                        columns=columns, options=options, expected=analyse(made, columns, kind, options), tools=TOOLS,
                        source="simulated with Python's random")
    two = instrument("two", ["one", "two"], [("a", "one", False), ("b", "two", False)])
    sides = {"expectation": {"a": [7, 6], "b": [7, 7]}, "perception": {"a": [5, 6], "b": [4, 6]}}
    points = {"importance": {"dimension_points": {"rule": "share100"}}}
    renormalise = {"importance": {"dimension_points": {"rule": "renormalise"}}}
    out.add("points that add to 95", "servqual_forms", instrument=two, options=points,
            columns={**sides, "points": {"one": [60, 55], "two": [40, 40]}}, error={"code": "invalid_cell", "row": 1})
    out.add("nothing to renormalise", "servqual_forms", instrument=two, options=renormalise,
            columns={**sides, "points": {"one": [0, 55], "two": [0, 40]}}, error={"code": "invalid_cell", "row": 0})
    out.add("negative points", "servqual_forms", instrument=two, options=renormalise,
            columns={**sides, "points": {"one": [60, 120], "two": [40, -20]}}, error={"code": "invalid_count", "row": 1})
    out.add("missing points", "servqual_forms", instrument=two, options=points,
            columns={**sides, "points": {"one": [60, 50], "two": [40, None]}}, error={"code": "missing_value", "row": 1})
    out.add("no points", "servqual_forms", instrument=two, options=points, columns=sides,
            error={"code": "wrong_observations"})
    out.write()


if __name__ == "__main__":
    main()
