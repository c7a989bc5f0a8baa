"""Kano categories, coefficients, Fong's test and continuous scores by their
definitions; the table and the coefficients are those of the shared reference
kano_classic, Wilson and Student intervals agree with statsmodels and SciPy.

Ties: M > O > A > I > R > Q. Fong: a - b >= 1.65 sqrt((a + b)(2n - a - b) / 2n) for the
two most frequent of M, O, A, I, R; n counts every answer.
"""

from fractions import Fraction

import gap_common
from gap_common import close, number, shared
from golden import EXACT, File, exact, mean_interval, mp, mpf, numbers, read_rows, share, tool, wilson

TOOLS = f"{EXACT}; intervals agree with {tool('scipy', 'statsmodels')}"
ORDER = "MOAIRQ"
NAMES = {"M": "must_be", "O": "one_dimensional", "A": "attractive", "I": "indifferent", "R": "reverse",
         "Q": "questionable"}
FUNCTIONAL = {1: 4, 2: 2, 3: 0, 4: -1, 5: -2}
DYSFUNCTIONAL = {1: -2, 2: -1, 3: 0, 4: 2, 5: 4}
TABLE = shared("kano_classic")["evaluation_table_rows_functional_1to5_cols_dysfunctional_1to5"]


def feature(functional, dysfunctional, level):
    pairs = [(f, d) for f, d in zip(functional, dysfunctional) if f is not None and d is not None]
    n = len(pairs)
    letters = [TABLE[f - 1][d - 1] for f, d in pairs]
    counts = {letter: letters.count(letter) for letter in ORDER}
    ranked = sorted(ORDER, key=lambda letter: (-counts[letter], ORDER.index(letter)))
    result = {"category": NAMES[ranked[0]],
              "category_strength": number(Fraction(counts[ranked[0]] - counts[ranked[1]], n))}
    result |= {f"counts.{NAMES[letter]}": count for letter, count in counts.items()}
    first, second = [letter for letter in ranked if letter != "Q"][:2]
    a, b = counts[first], counts[second]
    critical = mpf("1.65") * mp.sqrt(exact(Fraction((a + b) * (2 * n - a - b), 2 * n)))
    result |= {"fong.first": NAMES[first], "fong.second": NAMES[second], "fong.difference": a - b,
               "fong.critical": number(critical), "fong.distinct": a > b and a - b >= critical}
    whole = sum(counts[letter] for letter in "AOMI")
    if whole:
        better = share(counts["A"] + counts["O"], whole, level)
        result |= {f"better.{key}": value for key, value in better.items()}
        worse = share(counts["O"] + counts["M"], whole, level)
        result |= {"worse.estimate": -worse["estimate"], "worse.n": whole,
                   "worse.interval.lower": -worse["interval.upper"], "worse.interval.upper": -worse["interval.lower"]}
    else:
        result |= {"better.estimate": None, "worse.estimate": None}
    strength = share(counts["A"] + counts["O"] + counts["M"], n, level)
    result |= {f"total_strength.{key}": value for key, value in strength.items()}
    f = mean_interval([FUNCTIONAL[x] for x, _ in pairs], level)
    d = mean_interval([DYSFUNCTIONAL[x] for _, x in pairs], level)
    result |= {f"functional_score.{key}": value for key, value in f.items() if value is not None}
    result |= {f"dysfunctional_score.{key}": value for key, value in d.items() if value is not None}
    x, y = d["estimate"], f["estimate"]
    result["continuous_category"] = None if x < 0 or y < 0 else {
        (True, True): "one_dimensional", (True, False): "attractive",
        (False, True): "must_be", (False, False): "indifferent"}[(y >= 2, x >= 2)]
    return result


def analyse(ids, functional, dysfunctional, level):
    expected = {}
    for id in ids:
        block = feature(functional[id], dysfunctional[id], level)
        expected |= {f"features.{id}.{key}": value for key, value in block.items()}
    return expected


def main():
    out = File("kano", "gap", __file__)
    features = lambda ids: {"items": [{"id": id} for id in ids]}
    reference = shared("kano_classic")

    rows = read_rows("shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"})
    ids = [i["kano_item"] for i in read_rows("shared/kiosk_kservqual/kano_items.csv")]
    columns = {"functional": {i: f"KF_{i}" for i in ids}, "dysfunctional": {i: f"KD_{i}" for i in ids}}
    read = {side: {i: numbers(rows, c) for i, c in table.items()} for side, table in columns.items()}
    out.add("kiosk survey", "kano", instrument=features(ids), options={"level": 0.95, "missing": "omit"},
            data={"file": "shared/kiosk_kservqual/data.csv", "where": {"in_paper_sample": "1"}, "columns": columns},
            expected=analyse(ids, read["functional"], read["dysfunctional"], 0.95), tools=TOOLS,
            source="MIT, github hanakim120/kiosk-servqual-research; counted in Python")

    for pattern in reference["patterns"]:
        f, d = pattern["functional"], pattern["dysfunctional"]
        expected = analyse(["q"], {"q": [f]}, {"q": [d]}, 0.95)
        assert expected["features.q.category"] == NAMES[pattern["category"]]
        out.add(f"the pattern {f} {d}", "kano", instrument=features(["q"]), options={}, expected=expected, tools=TOOLS,
                columns={"functional": {"q": [f]}, "dysfunctional": {"q": [d]}}, source="Kano et al. (1984)")

    answer = {"A": (1, 3), "O": (1, 5), "M": (3, 5), "I": (3, 3), "R": (2, 1), "Q": (1, 1)}

    def by_counts(name, counts, source=None, check=None):
        pairs = [answer[letter] for letter, count in counts.items() for _ in range(count)]
        f, d = {"q": [p[0] for p in pairs]}, {"q": [p[1] for p in pairs]}
        expected = analyse(["q"], f, d, 0.95)
        for key, value in (check or {}).items():
            close(expected[f"features.q.{key}"], value, what=f"{name} {key}")
        out.add(name, "kano", instrument=features(["q"]), options={}, expected=expected, tools=TOOLS,
                columns={"functional": f, "dysfunctional": d}, source=source)

    example = reference["coefficient_example"]
    by_counts("the coefficient example", example["counts"], "Berger et al. (1993), arithmetic",
              {"better.estimate": example["better"], "worse.estimate": example["worse"]})
    by_counts("all tied", {letter: 4 for letter in "QRIAOM"})
    by_counts("attractive and indifferent tied", {"I": 9, "A": 9, "M": 2})
    by_counts("reverse and questionable only", {"R": 5, "Q": 7})
    missing = {"functional": {"q": [1, None, 3, 1, 2]}, "dysfunctional": {"q": [5, 5, None, 3, 5]}}
    out.add("missing answers", "kano", instrument=features(["q"]), options={"missing": "omit", "level": 0.9},
            columns=missing, expected=analyse(["q"], missing["functional"], missing["dysfunctional"], 0.9), tools=TOOLS)
    out.add("a missing answer where none may be", "kano", instrument=features(["q"]), options={}, columns=missing,
            error={"code": "missing_value", "row": 1})
    out.add("zero is no answer", "kano", instrument=features(["q"]), options={},
            columns={"functional": {"q": [1, 0]}, "dysfunctional": {"q": [5, 5]}},
            error={"code": "outside_scale", "row": 1})
    out.write()


if __name__ == "__main__":
    main()
