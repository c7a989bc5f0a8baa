"""Share of expectations at the top of the scale, by counting; Wilson intervals at 60
digits, checked against statsmodels. Reversed items are turned first."""

import gap_common
from golden import EXACT, File, share, tool
from reliability import instrument, turned
from servqual_forms import simulated

TOOLS = f"{EXACT}; intervals agree with {tool('statsmodels')}"


def analyse(made, columns, level):
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    sides = {i["id"]: turned(columns["expectation"][i["id"]], i["reversed"], low, high) for i in made["items"]}
    rows = len(next(iter(sides.values())))
    expected = {"respondents": rows}

    def put(key, flags, rows):
        values = share(sum(flags), len(flags), level)
        expected.update({f"{key}.{name}": value for name, value in values.items()})
        if rows > len(flags):
            expected[f"{key}.excluded.0.count"] = rows - len(flags)

    def part(key, ids):
        put(f"{key}.at_top", [v == high for i in ids for v in sides[i] if v is not None], rows * len(ids))
        if not key.startswith("items"):
            answers = [[sides[i][row] for i in ids] for row in range(rows)]
            complete = [row for row in answers if None not in row]
            put(f"{key}.throughout", [all(v == high for v in row) for row in complete], rows)

    for item in made["items"]:
        part(f"items.{item['id']}", [item["id"]])
    for d in made["dimensions"]:
        part(f"dimensions.{d['id']}", [i["id"] for i in made["items"] if i["dimension"] == d["id"]])
    part("overall", [i["id"] for i in made["items"]])
    return expected


def main():
    out = File("expectation_ceiling", "gap", __file__)
    made = instrument("desk", ["reliability", "empathy"],
                      [("r1", "reliability", False), ("r2", "reliability", True), ("e1", "empathy", False)])
    for n, missing, level in ((50, 0.0, 0.95), (80, 0.05, 0.9)):
        columns = {"expectation": simulated(made, n, 20260400 + n, missing, True)["expectation"]}
        out.add(f"{n} respondents", "expectation_ceiling", instrument=made, columns=columns,
                options={"missing": "omit", "level": level}, expected=analyse(made, columns, level), tools=TOOLS,
                source="simulated with Python's random")
    flat = {"expectation": {"r1": [7, 7], "r2": [1, 1], "e1": [7, 7]}}
    out.add("everybody expects the most", "expectation_ceiling", instrument=made, columns=flat, options={},
            expected=analyse(made, flat, 0.95), tools=TOOLS)
    out.add("off the scale", "expectation_ceiling", instrument=made, options={"missing": "omit"},
            columns={"expectation": {"r1": [7, 9], "r2": [1, 1], "e1": [7, 7]}}, error={"code": "outside_scale", "row": 1})
    out.write()


if __name__ == "__main__":
    main()
