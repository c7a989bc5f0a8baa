"""Importance-performance analysis by its definition in exact fractions; Student
intervals at 60 digits, checked against SciPy. On the crosshair counts as high."""

from fractions import Fraction

import gap_common
from gap_common import number
from golden import EXACT, File, mean_interval, numbers, read_rows, tool
from reliability import instrument, turned

TOOLS = f"{EXACT}; intervals agree with {tool('scipy')}"


def median(values):
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def analyse(made, importance, performance, options):
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    level = options.get("level", 0.95)
    expected, points = {}, {}
    for item in made["items"]:
        i, p = importance[item["id"]], turned(performance[item["id"]], item["reversed"], low, high)
        pairs = [(a, b) for a, b in zip(i, p) if a is not None and b is not None]
        prefix = f"items.{item['id']}"
        for name, values in (("importance", [a for a, _ in pairs]), ("performance", [b for _, b in pairs]),
                             ("iso_rating_gap", [a - b for a, b in pairs])):
            expected |= {f"{prefix}.{name}.{key}": value for key, value in mean_interval(values, level).items()
                         if value is not None}
        expected[f"{prefix}.conformity"] = number(Fraction(sum(b for _, b in pairs), sum(a for a, _ in pairs)))
        points[prefix] = [Fraction(sum(a for a, _ in pairs), len(pairs)), Fraction(sum(b for _, b in pairs), len(pairs))]
    axes = list(zip(*points.values()))
    crosshair = options.get("crosshair", {"rule": "grand_mean"})
    rule = crosshair["rule"]
    lines = {"grand_mean": lambda: [sum(a) / len(a) for a in axes], "median": lambda: [median(a) for a in axes],
             "scale_midpoint": lambda: [Fraction(low + high, 2)] * 2,
             "given": lambda: [Fraction(crosshair["importance"]), Fraction(crosshair["performance"])]}[rule]()
    expected |= {"importance_line": number(lines[0]), "performance_line": number(lines[1])}
    names = {(True, False): "concentrate_here", (True, True): "keep_up", (False, False): "low_priority",
             (False, True): "possible_overkill"}
    for prefix, (i, p) in points.items():
        expected[f"{prefix}.quadrant"] = names[(i >= lines[0], p >= lines[1])]
    return expected


def main():
    out = File("importance_performance", "gap", __file__)
    rules = [{"rule": "grand_mean"}, {"rule": "median"}, {"rule": "scale_midpoint"},
             {"rule": "given", "importance": 6.0, "performance": 5.0}]
    rows = read_rows("shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"})
    items = read_rows("shared/kiosk_kservqual/items.csv")
    made = instrument("kiosk", ["all"], [(i["item"], "all", False) for i in items])
    columns = {side: {i["item"]: f"{letter}_{i['item']}" for i in items}
               for side, letter in (("importance", "IMP"), ("performance", "SAT"))}
    read = {side: {i: numbers(rows, c) for i, c in table.items()} for side, table in columns.items()}
    for rule in rules:
        options = {"missing": "omit", "crosshair": rule}
        out.add(f"kiosk survey, {rule['rule']}", "importance_performance", instrument=made, options=options,
                data={"file": "shared/kiosk_kservqual/data.csv", "where": {"in_paper_sample": "1"}, "columns": columns},
                expected=analyse(made, read["importance"], read["performance"], options), tools=TOOLS)
    two = instrument("two", ["a"], [("x", "a", False), ("y", "a", True), ("z", "a", False)], 1, 5)
    inline = {"importance": {"x": [5, 4, None, 5], "y": [3, 3, 2, 2], "z": [1, 2, 2, 3]},
              "performance": {"x": [2, 3, 3, 1], "y": [1, 2, None, 1], "z": [2, 2, 3, 1]}}
    for rule in rules[:3]:
        options = {"missing": "omit", "crosshair": rule, "level": 0.9}
        out.add(f"missing and reversed, {rule['rule']}", "importance_performance", instrument=two, columns=inline,
                options=options, expected=analyse(two, inline["importance"], inline["performance"], options), tools=TOOLS)
    out.add("a missing answer where none may be", "importance_performance", instrument=two, columns=inline, options={},
            error={"code": "missing_value", "row": 2})
    out.write()


if __name__ == "__main__":
    main()
