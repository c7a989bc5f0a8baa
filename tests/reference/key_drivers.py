"""LMG and relative weights: R squared of every subset in exact fractions, averaged over
all orders by its definition; Johnson's weights from 60-digit eigenvectors. Checked
against NumPy least squares on the rows and, for `attitude`, the numbers in FIELD.md 2.11.
"""

import itertools
import math
import random
from fractions import Fraction

import gap_common
import numpy
from gap_common import close, correlation, number, product
from golden import EXACT, File, exact, mp, numbers, read_rows, tool

TOOLS = f"{EXACT}; agrees with {tool('numpy')} least squares on every subset"
FIELD = {"lmg": [.370816, .050904, .155766, .120345, .006589, .028182],
         "relative": [.362760, .056002, .163611, .121780, .008255, .020193]}


def solve(matrix, right):
    """Gauss in fractions."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    size = len(rows)
    for at in range(size):
        pivot = next(r for r in range(at, size) if rows[r][at] != 0)
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(size):
            if row != at and rows[row][at] != 0:
                factor = rows[row][at] / rows[at][at]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[at])]
    return [rows[at][size] / rows[at][at] for at in range(size)]


def r_squared(x, y, subset):
    if not subset:
        return Fraction(0)
    matrix = [[product(x[a], x[b]) for b in subset] for a in subset]
    right = [product(x[a], y) for a in subset]
    found = sum(w * r for w, r in zip(solve(matrix, right), right)) / product(y, y)
    design = numpy.array([[1.0] + [x[a][row] for a in subset] for row in range(len(y))])
    rest = numpy.array(y, float) - design @ numpy.linalg.lstsq(design, numpy.array(y, float), rcond=None)[0]
    there = 1 - (rest @ rest) / float(product(y, y))
    close(found, there, relative=1e-9, what=f"R squared of {subset}")
    return found


def analyse(ids, x, y):
    size, n = len(x), len(y)
    explained = {s: r_squared(x, y, s) for k in range(size + 1) for s in itertools.combinations(range(size), k)}
    whole = explained[tuple(range(size))]
    expected = {"r_squared.estimate": number(whole), "r_squared.n": n,
                "adjusted_r_squared": number(1 - (1 - whole) * Fraction(n - 1, n - size - 1))}
    lmg = []
    for driver in range(size):
        others = [d for d in range(size) if d != driver]
        value = Fraction(0)
        for k in range(size):
            weight = Fraction(math.factorial(k) * math.factorial(size - k - 1), math.factorial(size))
            for s in itertools.combinations(others, k):
                value += weight * (explained[tuple(sorted(s + (driver,)))] - explained[s])
        lmg.append(value)
    assert sum(lmg) == whole
    r = mp.matrix(size, size)
    for a in range(size):
        for b in range(size):
            r[a, b] = correlation(x[a], x[b])
    with_y = [correlation(column, y) for column in x]
    values, vectors = mp.eigsy(r)
    root = lambda power: vectors * mp.diag([v ** power for v in values]) * vectors.T
    half, inverse = root(mp.mpf(1) / 2), root(mp.mpf(-1) / 2)
    beta = inverse * mp.matrix(with_y)
    relative = [mp.fsum(half[i, j] ** 2 * beta[j] ** 2 for j in range(size)) for i in range(size)]
    weights = mp.lu_solve(r, mp.matrix(with_y))
    ranks = [1 + sum(other > value for other in lmg) for value in lmg]
    for at, id in enumerate(ids):
        expected |= {f"drivers.{id}.correlation": number(with_y[at]),
                     f"drivers.{id}.standardized_weight": number(weights[at]),
                     f"drivers.{id}.lmg.estimate": number(lmg[at]),
                     f"drivers.{id}.lmg_share": number(lmg[at] / whole),
                     f"drivers.{id}.relative_weight.estimate": number(relative[at]),
                     f"drivers.{id}.relative_weight_share": number(relative[at] / exact(whole)),
                     f"drivers.{id}.rank": ranks[at]}
    return expected, [float(v) for v in lmg], [float(v) for v in relative]


def model(outcome, drivers, low, high):
    scale = {"minimum": low, "maximum": high}
    return {"outcome": {"id": outcome, "scale": scale}, "drivers": [{"id": d, "scale": scale} for d in drivers],
            "items": [{"id": d} for d in drivers]}


def complete(columns):
    rows = [row for row in zip(*columns) if None not in row]
    return [list(column) for column in zip(*rows)]


def main():
    out = File("key_drivers", "gap", __file__)
    rows = read_rows("shared/r_attitude/data.csv")
    ids = ["complaints", "privileges", "learning", "raises", "critical", "advance"]
    x, y = [numbers(rows, c) for c in ids], numbers(rows, "rating")
    expected, lmg, relative = analyse(ids, x, y)
    close(expected["r_squared.estimate"], .7326020, relative=1e-6, what="FIELD R squared")
    for at in range(6):
        close(lmg[at], FIELD["lmg"][at], relative=1e-4, what="FIELD lmg")
        close(relative[at], FIELD["relative"][at], relative=1e-4, what="FIELD relative weight")
    out.add("attitude", "key_drivers", instrument=model("rating", ids, 0, 100), options={"missing": "raise"},
            data={"file": "shared/r_attitude/data.csv",
                  "columns": {"outcome": {"rating": "rating"}, "drivers": {c: c for c in ids}}},
            expected=expected, tools=TOOLS)
    matrix = [[number(correlation(a, b)) for b in x] for a in x]
    with_y = [number(correlation(a, y)) for a in x]
    only = {k: v for k, v in expected.items() if not k.startswith("adjusted") and not k.endswith(".n")}
    out.add("attitude, from its correlations", "key_drivers_of_correlations", instrument=model("rating", ids, 0, 100),
            correlations=matrix, with_outcome=with_y, options={}, expected=only, tools=TOOLS,
            tolerance={"relative": 1e-11, "absolute": 1e-12})

    source = random.Random(20261122)
    for name, n, size, missing in (("nine drivers", 120, 9, 0.0), ("missing answers", 150, 5, 0.03)):
        common = [source.gauss(0, 1) for _ in range(n)]
        draw = lambda load: [min(7, max(1, round(4 + 1.4 * (load * c + source.gauss(0, 1))))) for c in common]
        ids = [f"d{k}" for k in range(1, size + 1)]
        x = [draw(0.3 + 0.1 * k) for k in range(size)]
        y = [min(7, max(1, round(0.5 * x[0][r] + 0.3 * x[1][r] + 0.2 * x[-1][r] + source.gauss(0, 1)))) for r in range(n)]
        holes = lambda column: [None if source.random() < missing else v for v in column]
        x, y = [holes(column) for column in x], holes(y)
        used = complete(x + [y])
        expected, _, _ = analyse(ids, used[:-1], used[-1])
        if len(used[0]) < n:
            expected["r_squared.excluded.0.count"] = n - len(used[0])
        out.add(name, "key_drivers", instrument=model("overall", ids, 1, 7), options={"missing": "omit"},
                columns={"outcome": {"overall": y}, "drivers": dict(zip(ids, x))}, expected=expected, tools=TOOLS,
                tolerance={"relative": 1e-11, "absolute": 1e-12})
    two = {"outcome": {"overall": [1, 2, 3, 4, 5, 7]}, "drivers": {"a": [1, 2, 3, 4, 5, 6], "b": [4, 4, 4, 4, 4, 4]}}
    out.add("a constant driver", "key_drivers", instrument=model("overall", ["a", "b"], 1, 7), options={}, columns=two,
            error={"code": "invalid_parameter"})
    two = {"outcome": {"overall": [1, 2, 3, 4, 5, 7]}, "drivers": {"a": [1, 2, 3, 5, 4, 6], "b": [1, 2, 3, 5, 4, 6]}}
    out.add("a driver twice", "key_drivers", instrument=model("overall", ["a", "b"], 1, 7), options={}, columns=two,
            error={"code": "invalid_parameter"})
    two = {"outcome": {"overall": [1, 2]}, "drivers": {"a": [1, 2], "b": [2, 1]}}
    out.add("fewer respondents than drivers", "key_drivers", instrument=model("overall", ["a", "b"], 1, 7), options={},
            columns=two, error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
