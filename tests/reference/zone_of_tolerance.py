"""The zone of tolerance by its definition in exact fractions; Student and Wilson
intervals at 60 digits, checked against SciPy and statsmodels.

Rules: a reversed item is minimum + maximum - x on all three ratings. An item counts
when all three are there, a respondent in a dimension (or overall) when all its items
are. A dimension is the mean of its items. Below where perceived < minimum, else above
where perceived > desired, else inside. Violation: minimum > desired in any of the
items; with `exclude` the respondent is left out there, and counted as flagged.
"""

import random
from fractions import Fraction

import gap_common
from gap_common import number
from golden import EXACT, File, mean_interval, share, tool
from reliability import instrument, turned

TOOLS = f"{EXACT}; intervals agree with {tool('scipy', 'statsmodels')}"
SIDES = ("minimum", "desired", "perceived")


def block(triples, sizes, n_rows, level, exclude):
    """One item, dimension or the whole from complete answers: a list of lists of triples."""
    violated = [any(a > d for a, d, _ in row) for row in triples]
    used = [row for row, bad in zip(triples, violated) if not (bad and exclude)]
    means = [tuple(Fraction(sum(t[k] for t in row), sizes) for k in range(3)) for row in used]
    result = {"violations": sum(violated)}

    def put(name, values):
        result.update({f"{name}.{key}": value for key, value in mean_interval(values, level).items()
                       if not (value is None and key.startswith("interval"))})

    put("minimum", [a for a, _, _ in means])
    put("desired", [d for _, d, _ in means])
    put("perceived", [p for _, _, p in means])
    put("width", [d - a for a, d, _ in means])
    put("adequacy", [p - a for a, _, p in means])
    put("superiority", [p - d for _, d, p in means])
    below = sum(p < a for a, d, p in means)
    above = sum(p >= a and p > d for a, d, p in means)
    for name, count in (("below", below), ("inside", len(means) - below - above), ("above", above)):
        result.update({f"{name}.{key}": value for key, value in share(count, len(means), level).items()})
    width = sum(d - a for a, d, _ in means)
    result["position"] = number(sum(p - a for a, _, p in means) / width) if width > 0 else None
    adequacy, superiority = sum(p - a for a, _, p in means), sum(p - d for _, d, p in means)
    result["state"] = "below" if adequacy < 0 else "above" if superiority > 0 else "inside"
    return result


def analyse(made, sides, options):
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    items = made["items"]
    answers = {i["id"]: list(zip(*(turned(sides[s][i["id"]], i["reversed"], low, high) for s in SIDES))) for i in items}
    rows = range(len(next(iter(answers.values()))))
    exclude = options.get("violations") == "exclude"
    expected = {"respondents": len(rows)}

    def put(prefix, ids):
        complete = [[answers[i][r] for i in ids] for r in rows if all(None not in answers[i][r] for i in ids)]
        found = block(complete, len(ids), len(rows), options.get("level", 0.95), exclude)
        expected.update({f"{prefix}.{key}": value for key, value in found.items()})

    for item in items:
        put(f"items.{item['id']}", [item["id"]])
    for d in made["dimensions"]:
        put(f"dimensions.{d['id']}", [i["id"] for i in items if i["dimension"] == d["id"]])
    put("overall", [i["id"] for i in items])
    return expected


def simulated(made, n, seed, missing):
    """Answers in which most, but not all, minima lie below the desired level."""
    source = random.Random(seed)
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    sides = {side: {} for side in SIDES}
    for position, item in enumerate(made["items"]):
        triples = []
        for _ in range(n):
            middle = source.randint(low + 1, high - 1)
            desired = min(high, middle + source.randint(0, 3))
            minimum = max(low, middle - source.randint(0, 3) + (4 if source.random() < 0.06 else 0))
            perceived = min(high, max(low, middle + source.randint(-3, 3) + position % 2))
            triple = [min(high, minimum), desired, perceived]
            triple = turned(triple, item["reversed"], low, high)
            triples.append([None if source.random() < missing else value for value in triple])
        for k, side in enumerate(SIDES):
            sides[side][item["id"]] = [t[k] for t in triples]
    return sides


def main():
    out = File("zone_of_tolerance", "gap", __file__)
    made = instrument("library", ["affect", "place"],
                      [("a1", "affect", False), ("a2", "affect", True), ("a3", "affect", False),
                       ("p1", "place", False), ("p2", "place", False)], 1, 9)
    for name, n, missing in (("60 respondents", 60, 0.0), ("80 respondents with gaps", 80, 0.05)):
        sides = simulated(made, n, 20260101 + n, missing)
        for rule in ("count", "exclude"):
            for level in (0.9, 0.95):
                options = {"level": level, "missing": "omit", "violations": rule}
                out.add(f"{name}, violations {rule}, {level}", "zone_of_tolerance", instrument=made, columns=sides,
                        options=options, expected=analyse(made, sides, options), tools=TOOLS,
                        source="simulated with Python's random")
    single = instrument("single", ["service"], [("q", "service", False)], 1, 9)
    by_hand = {"minimum": {"q": [5, 5, 5, 8, 5]}, "desired": {"q": [8, 8, 8, 5, 5]}, "perceived": {"q": [4, 5, 9, 6, 6]}}
    for rule in ("count", "exclude"):
        options = {"missing": "raise", "violations": rule}
        out.add(f"the edges of the zone, violations {rule}", "zone_of_tolerance", instrument=single, columns=by_hand,
                options=options, expected=analyse(single, by_hand, options), tools=TOOLS)
    flat = {side: {"q": [6, 6, 6]} for side in SIDES}
    out.add("a zone without width", "zone_of_tolerance", instrument=single, columns=flat, options={},
            expected=analyse(single, flat, {}), tools=TOOLS)
    out.add("off the scale", "zone_of_tolerance", instrument=single, options={},
            columns={**flat, "desired": {"q": [6, 10, 6]}}, error={"code": "outside_scale", "row": 1})
    out.add("nobody answered", "zone_of_tolerance", instrument=single, options={"missing": "omit"},
            columns={side: {"q": [None, None]} for side in SIDES}, error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
