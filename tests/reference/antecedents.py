"""Scores of antecedents: mean of the items, then mean over respondents, in exact fractions; alpha
with Feldt's interval as in reliability.py (checked against pingouin); the t test against the
middle of the scale against SciPy ttest_1samp.

Adverse: share of the way to the end of the scale that widens the gap. Answers of the kiosk
survey stand for those of managers here: the numbers are real, the questionnaire is not.
"""

from fractions import Fraction

from gap_common import close, number
from golden import EXACT, File, exact, mean_interval, moments, mp, mpf, numbers, read_rows, t_two_sided, tool
from reliability import complete, instrument, scale, turned

import gap_common  # noqa: F401  says where the file belongs

TOOLS = f"{EXACT}; agrees with {tool('scipy', 'pingouin')}"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12, "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0}}}
WIDENS = {"levels_of_management", "role_conflict", "role_ambiguity", "propensity_to_overpromise"}
GAPS = {"upward_communication": "knowledge", "levels_of_management": "knowledge", "goal_setting": "standards",
        "teamwork": "delivery", "role_conflict": "delivery", "role_ambiguity": "delivery"}


def analyse(made, columns, level):
    from scipy import stats
    low, high = made["scale"]["minimum"], made["scale"]["maximum"]
    expected = {}
    for dimension in made["dimensions"]:
        id = dimension["id"]
        items = [i for i in made["items"] if i["dimension"] == id]
        rows = complete([turned(columns[i["id"]], i["reversed"], low, high) for i in items])
        scores = [Fraction(sum(row), len(row)) for row in zip(*rows)]
        prefix, total = f"antecedents.{id}", len(columns[items[0]["id"]])
        found = mean_interval(scores, level)
        expected |= {f"{prefix}.gap": GAPS[id], f"{prefix}.influence": "widens" if id in WIDENS else "narrows"}
        expected |= {f"{prefix}.score.{key}": value for key, value in found.items()}
        if total > len(scores):
            expected[f"{prefix}.score.excluded.0.count"] = total - len(scores)
        block = scale([i["id"] for i in items], rows, level, total)
        expected |= {f"{prefix}.{key}": value for key, value in block.items() if key.startswith("alpha.")}

        def way(value):
            position = min(max((mpf(value) - low) / (high - low), mpf(0)), mpf(1))
            return position if id in WIDENS else 1 - position

        ends = sorted(way(found[f"interval.{end}"]) for end in ("lower", "upper"))
        expected |= {f"{prefix}.adverse.estimate": number(way(found["estimate"])),
                     f"{prefix}.adverse.interval.lower": number(ends[0]),
                     f"{prefix}.adverse.interval.upper": number(ends[1])}
        n, mean, variance = moments(scores)
        away = (mean - Fraction(low + high, 2)) * (1 if id in WIDENS else -1)
        t = exact(away) / mp.sqrt(exact(variance / n))
        close(t_two_sided(t, n - 1), stats.ttest_1samp([float(s) for s in scores], (low + high) / 2).pvalue, 1e-8, "t")
        expected |= {f"{prefix}.p_value": number(t_two_sided(t, n - 1)),
                     f"{prefix}.cohens_d": number(exact(away) / mp.sqrt(exact(variance)))}
    return expected | {"respondents": len(columns[made["items"][0]["id"]])}


def main():
    out = File("antecedents", "gap", __file__)
    rows = read_rows("shared/kiosk_kservqual/data.csv", {"in_paper_sample": "1"})
    ids = [i["item"] for i in read_rows("shared/kiosk_kservqual/items.csv")][:8]
    columns = {i: numbers(rows, f"P_{i}") for i in ids}
    of = ["upward_communication"] * 3 + ["levels_of_management"] + ["goal_setting"] * 2 + ["role_conflict"] * 2
    made = instrument("kiosk", list(dict.fromkeys(of)), [(i, a, n == 1) for n, (i, a) in enumerate(zip(ids, of))])
    out.add("answers of the kiosk survey", "antecedents", instrument=made, options={"missing": "omit"},
            columns={"single": columns}, expected=analyse(made, columns, 0.95), tools=TOOLS, tolerance=TOLERANCE,
            source="MIT, github hanakim120/kiosk-servqual-research")
    small = instrument("small", ["teamwork", "role_conflict"],
                       [("a", "teamwork", False), ("b", "teamwork", True), ("c", "role_conflict", False)], 1, 5)
    answers = {"a": [5, 4, None, 2, 4, 5], "b": [1, 2, 2, 5, None, 1], "c": [4, 5, 5, 4, 5, None]}
    out.add("missing and reversed answers, one item", "antecedents", instrument=small, columns={"single": answers},
            options={"missing": "omit", "level": 0.9}, expected=analyse(small, answers, 0.9), tools=TOOLS,
            tolerance=TOLERANCE)
    out.add("a missing answer", "antecedents", instrument=small, columns={"single": answers},
            error={"code": "missing_value", "row": 2})
    wrong = instrument("wrong", ["team_work"], [("a", "team_work", False)])
    out.add("no such antecedent", "antecedents", instrument=wrong, columns={"single": {"a": [1, 2]}},
            error={"code": "unknown_id"})
    out.write()


if __name__ == "__main__":
    main()
