"""Paired t and Wilcoxon tests of gaps, effect sizes, corrections for many tests:
exact ranks and 60-digit tails, checked against SciPy (ttest_rel, wilcoxon without
continuity correction), statsmodels (multipletests) and, for the kiosk survey, R 4.2.2.

Rules: zeros have no rank, ties share the mean rank, no continuity correction.
Hedges' g is d_z times the exact J(n - 1) = G((n-1)/2) / (sqrt((n-1)/2) G((n-2)/2)).
"""

from fractions import Fraction
from math import lcm

import gap_common
from gap_common import close, mean, number, shared
from golden import EXACT, File, exact, moments, mp, mpf, numbers, read_rows, t_quantile, t_two_sided, tool
from reliability import instrument, turned

TOOLS = f"{EXACT}; agrees with {tool('scipy', 'statsmodels')} and R 4.2.2 wilcox.test"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12,
             "overrides": {key: {"relative": 1e-9, "absolute": 0.0} for key in
                           ("p_value", "p_value_holm", "p_value_benjamini_hochberg",
                            "wilcoxon_p_value_holm", "wilcoxon_p_value_benjamini_hochberg")}}


def signed_rank(values):
    """V, n, z, p with exact ranks."""
    used = sorted((v for v in values if v != 0), key=abs)
    n = len(used)
    if n == 0:
        return None
    ranks, ties, at = {}, 0, 0
    while at < n:
        end = at
        while end < n and abs(used[end]) == abs(used[at]):
            end += 1
        ranks[abs(used[at])] = Fraction(at + 1 + end, 2)
        ties += (end - at) ** 3 - (end - at)
        at = end
    v = sum(ranks[abs(x)] for x in used if x > 0)
    variance = Fraction(n * (n + 1) * (2 * n + 1), 24) - Fraction(ties, 48)
    z = exact(v - Fraction(n * (n + 1), 4)) / mp.sqrt(exact(variance))
    p = mp.erfc(abs(z) / mp.sqrt(2))
    from scipy import stats
    there = stats.wilcoxon([float(x) for x in values], method="asymptotic", correction=False, zero_method="wilcox")
    close(p, there.pvalue, relative=1e-9, what="wilcoxon p")
    close(min(v, Fraction(n * (n + 1), 2) - v), there.statistic, what="wilcoxon statistic")
    return v, n, z, p


def test(values, divisor, level):
    values = [Fraction(v, divisor) for v in values]
    n, average, variance = moments(values)
    block = {"gap.estimate": number(average), "gap.n": n, "t": None, "p_value": None,
             "cohens_d_z": None, "hedges_g": None}
    ranks = signed_rank(values)
    if ranks:
        v, used, z, p = ranks
        block |= {"wilcoxon.positive_rank_sum": float(v), "wilcoxon.n": used, "wilcoxon.zeros": n - used,
                  "wilcoxon.z": number(z), "wilcoxon.p_value": number(p),
                  "wilcoxon.rank_biserial": number(4 * v / (used * (used + 1)) - 1)}
    else:
        block["wilcoxon"] = None
    if variance:
        deviation = mp.sqrt(exact(variance))
        t = exact(average) / (deviation / mp.sqrt(n))
        half = t_quantile(level, n - 1) * deviation / mp.sqrt(n)
        block |= {"gap.standard_deviation": number(deviation), "t": number(t),
                  "p_value": number(t_two_sided(t, n - 1)), "degrees_of_freedom": n - 1,
                  "gap.interval.lower": number(exact(average) - half),
                  "gap.interval.upper": number(exact(average) + half),
                  "cohens_d_z": number(exact(average) / deviation)}
        if n > 2:
            m = mpf(n - 1)
            j = mp.gamma(m / 2) / (mp.sqrt(m / 2) * mp.gamma((m - 1) / 2))
            block["hedges_g"] = number(j * exact(average) / deviation)
    return block


def family(blocks):
    """Adds the corrected p values of one family of tests."""
    from statsmodels.stats.multitest import multipletests
    for key, prefix in (("p_value", "p_value"), ("wilcoxon.p_value", "wilcoxon_p_value")):
        present = {name: block[key] for name, block in blocks.items() if block.get(key) is not None}
        for name in blocks:
            blocks[name][f"{prefix}_holm"] = blocks[name][f"{prefix}_benjamini_hochberg"] = None
        if not present:
            continue
        for method, suffix in (("holm", "holm"), ("fdr_bh", "benjamini_hochberg")):
            adjusted = multipletests(list(present.values()), method=method)[1]
            for name, value in zip(present, adjusted):
                blocks[name][f"{prefix}_{suffix}"] = float(value)


def analyse(made, expectation, perception, level):
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    gaps, n_rows = {}, 0
    for item in made["items"]:
        e = turned(expectation[item["id"]], item["reversed"], low, high)
        p = turned(perception[item["id"]], item["reversed"], low, high)
        gaps[item["id"]] = [None if None in pair else pair[1] - pair[0] for pair in zip(e, p)]
        n_rows = len(e)
    items = {i: test([g for g in gap if g is not None], 1, level) for i, gap in gaps.items()}
    dimensions = {}
    for d in made["dimensions"]:
        ids = [i["id"] for i in made["items"] if i["dimension"] == d["id"]]
        sums = [sum(row) for row in zip(*(gaps[i] for i in ids)) if None not in row]
        dimensions[d["id"]] = test(sums, len(ids), level)
    # Overall: the mean of the dimensions of who answered every pair, in whole numbers.
    of = [[i["id"] for i in made["items"] if i["dimension"] == d["id"]] for d in made["dimensions"]]
    multiple = lcm(*(len(ids) for ids in of))
    complete = [row for row in range(n_rows) if all(gaps[i][row] is not None for ids in of for i in ids)]
    overall = [sum(multiple // len(ids) * sum(gaps[i][row] for i in ids) for ids in of) for row in complete]
    overall = {"overall": test(overall, multiple * len(of), level)} if overall else {}
    family(items)
    family(dimensions)
    family(overall)
    expected = {"respondents": n_rows}
    for kind, blocks in (("items", items), ("dimensions", dimensions)):
        for id, block in blocks.items():
            expected |= {f"{kind}.{id}.{key}": value for key, value in block.items()}
    return expected | {f"overall.{key}": value for key, value in overall.get("overall", {}).items()}


def main():
    out = File("paired_tests", "gap", __file__)
    rows = read_rows("shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"})
    items = read_rows("shared/kiosk_kservqual/items.csv")
    made = instrument("kiosk", list(dict.fromkeys(i["dimension8"] for i in items)),
                      [(i["item"], i["dimension8"], False) for i in items])
    columns = {side: {i["item"]: f"{letter}_{i['item']}" for i in items}
               for side, letter in (("expectation", "E"), ("perception", "P"))}
    read = {side: {i: numbers(rows, c) for i, c in table.items()} for side, table in columns.items()}
    expected = analyse(made, read["expectation"], read["perception"], 0.95)
    reference = shared("kiosk_kservqual")
    for i, block in reference["items"].items():
        for key, there in {"gap.estimate": "gap_mean", "t": "paired_t", "p_value": "p_two_sided",
                           "cohens_d_z": "cohen_dz", "wilcoxon.positive_rank_sum": "wilcoxon_V",
                           "wilcoxon.p_value": "wilcoxon_p_normal_no_cc"}.items():
            close(expected[f"items.{i}.{key}"], block[there], what=f"{i} {key}", relative=1e-10)
    for d, block in reference["dimensions"].items():
        close(expected[f"dimensions.{d}.t"], block["paired_t"], what=d, relative=1e-10)
    out.add("kiosk survey", "gap_tests", instrument=made, expected=expected, tools=TOOLS, tolerance=TOLERANCE,
            data={"file": "shared/kiosk_kservqual/data.csv", "where": {"in_paper_sample": "1"}, "columns": columns},
            options={"level": 0.95, "missing": "omit"}, source="MIT, github hanakim120/kiosk-servqual-research")

    two = instrument("two", ["one", "two"],
                     [("a", "one", False), ("b", "one", True), ("c", "two", False)], 1, 7)
    inline = {"expectation": {"a": [7, 6, None, 5, 6, 7, 4], "b": [2, 1, 1, 3, 2, None, 4], "c": [5, 5, 5, 5, 5, 5, 5]},
              "perception": {"a": [5, 6, 4, 6, 3, 5, 4], "b": [3, 2, 1, None, 4, 2, 1], "c": [5, 5, 5, 5, 5, 5, 5]}}
    for level in (0.9, 0.99):
        out.add(f"missing pairs, reversed item, no gap at {level}", "gap_tests", instrument=two, columns=inline,
                options={"level": level, "missing": "omit"}, tools=TOOLS, tolerance=TOLERANCE,
                expected=analyse(two, inline["expectation"], inline["perception"], level))
    constant = {side: {i: [v] * 3 for i in "abc"} for side, v in (("expectation", 6), ("perception", 4))}
    out.add("every gap is minus two", "gap_tests", instrument=two, columns=constant, options={"missing": "raise"},
            expected=analyse(two, constant["expectation"], constant["perception"], 0.95), tools=TOOLS,
            tolerance=TOLERANCE)
    out.add("a missing answer where none may be", "gap_tests", instrument=two, columns=inline,
            options={"missing": "raise"}, error={"code": "missing_value", "row": 2})
    out.add("minus 99 is no answer", "gap_tests", instrument=two, options={"missing": "omit"},
            columns={**inline, "perception": {**inline["perception"], "c": [5, -99, 5, 5, 5, 5, 5]}},
            error={"code": "outside_scale", "row": 1})
    out.write()


if __name__ == "__main__":
    main()
