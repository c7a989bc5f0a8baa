"""Key drivers with case weights: weights are multiples of 1/8 here, so that weighting is the same as
repeating each row 8 w times; then as key_drivers.py, in exact fractions. The correlations are
checked against statsmodels DescrStatsW.
"""

import random

import numpy
from gap_common import close
from golden import File, tool
from key_drivers import TOOLS, analyse, model

TOLERANCE = {"relative": 1e-11, "absolute": 1e-12}


def case(out, name, source, n, size, holes):
    from statsmodels.stats.weightstats import DescrStatsW
    common = [source.gauss(0, 1) for _ in range(n)]
    draw = lambda load: [min(7, max(1, round(4 + 1.3 * (load * c + source.gauss(0, 1))))) for c in common]
    ids = [f"d{k}" for k in range(1, size + 1)]
    x = [draw(0.4 + 0.1 * k) for k in range(size)]
    y = [min(7, max(1, round(0.6 * x[0][r] + 0.4 * x[-1][r] + source.gauss(0, 1)))) for r in range(n)]
    weights = [source.randint(0, 24) / 8 for _ in range(n)]
    if holes:
        x = [[None if source.random() < 0.03 else v for v in column] for column in x]
        weights = [None if source.random() < 0.03 else w for w in weights]
    rows = [row for row in zip(*x, y, weights) if None not in row]
    used = [list(column) for column in zip(*(row[:-1] for row in rows for _ in range(round(8 * row[-1]))))]
    expected, _, _ = analyse(ids, used[:-1], used[-1])
    counted = [row for row in rows if row[-1] > 0]
    data = numpy.array([row[:-1] for row in counted], float)
    there = DescrStatsW(data, weights=[row[-1] for row in counted]).corrcoef
    for at, id in enumerate(ids):
        close(expected[f"drivers.{id}.correlation"], there[at, -1], relative=1e-10, what="DescrStatsW")
    expected.pop("adjusted_r_squared")
    expected["r_squared.n"] = len(counted)
    reasons = [("incomplete", n - len(rows)), ("flagged", len(rows) - len(counted))]
    for position, (reason, count) in enumerate((reason, count) for reason, count in reasons if count):
        expected |= {f"r_squared.excluded.{position}.reason": reason, f"r_squared.excluded.{position}.count": count}
    out.add(name, "weighted_key_drivers", instrument=model("overall", ids, 1, 7), options={"missing": "omit"},
            columns={"outcome": {"overall": y}, "drivers": dict(zip(ids, x))}, weights=weights, expected=expected,
            tools=f"{TOOLS}; {tool('statsmodels')} DescrStatsW", tolerance=TOLERANCE)


def main():
    out = File("weighted_key_drivers", "gap", __file__)
    source = random.Random(20261123)
    case(out, "four drivers", source, 90, 4, False)
    case(out, "missing answers and weights", source, 120, 5, True)
    columns = {"outcome": {"overall": [1, 2, 3, 4, 5]}, "drivers": {"a": [1, 3, 2, 5, 4]}}
    for name, weights, code in (("a weight below zero", [1, 1, -1, 1, 1], {"code": "invalid_cell", "row": 2}),
                                ("a missing weight", [1, 1, 1, None, 1], {"code": "missing_value", "row": 3}),
                                ("no weight at all", [0, 0, 0, 0, 0], {"code": "too_few_observations"}),
                                ("one row is all", [0, 0, 2, 0, 0], {"code": "too_few_observations"})):
        out.add(name, "weighted_key_drivers", instrument=model("overall", ["a"], 1, 7), options={}, columns=columns,
                weights=weights, error=code)
    constant = {"outcome": {"overall": [1, 2, 3, 4, 5]}, "drivers": {"a": [6, 6, 6, 6, 2]}}
    out.add("a driver that varies without weight", "weighted_key_drivers", instrument=model("overall", ["a"], 1, 7),
            options={}, columns=constant, weights=[0.3, 0.7, 1.1, 0.9, 0], error={"code": "invalid_parameter"})
    out.write()


if __name__ == "__main__":
    main()
