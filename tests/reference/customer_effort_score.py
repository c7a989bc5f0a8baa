"""Customer Effort Score in its three statistics: mean with the Student interval, net
score with the adjusted Wald interval, share with the Wilson interval."""

from golden import EXACT, File, mean_interval, numbers, read_rows, share, tool
from net_promoter_score import score

TOOLS = {
    "mean": f"{EXACT}; agrees with {tool('scipy')} stats.t.interval",
    "net": f"counting; {EXACT}; agrees with the multinomial covariance in NumPy",
    "share": f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint",
}
SEVEN = {"minimum": 1, "maximum": 7}
DEFINITIONS = {
    "mean": {"named": "customer_effort_score", "statistic": "mean", "scale": SEVEN},
    "net": {"named": "customer_effort_score", "statistic": "net", "scale": SEVEN,
            "easy_from": 6, "hard_up_to": 3},
    "share": {"named": "customer_effort_score", "statistic": "share", "scale": SEVEN,
              "easy_from": 5},
}
# The first form: low for easy.
FIRST = {"named": "customer_effort_score", "wording": "how_much_effort"}


def expect(definition, ratings, level):
    present = [r for r in ratings if r is not None]
    if definition["statistic"] == "mean":
        expected = mean_interval(present, level)
    elif definition["statistic"] == "net":
        d = sum(r <= definition["hard_up_to"] for r in present)
        p = sum(r >= definition["easy_from"] for r in present)
        expected = score(d, len(present) - d - p, p, level)
    elif definition.get("wording") == "how_much_effort":
        expected = share(sum(r <= definition.get("easy_up_to", 2) for r in present), len(present), level)
    else:
        expected = share(sum(r >= definition["easy_from"] for r in present), len(present), level)
    return expected | {"excluded.missing": len(ratings) - len(present)}


def main():
    out = File("customer_effort_score", "kpi", __file__)

    def inline(name, ratings, definition, level=0.95, source=None):
        out.add(name, "kpi", definition=definition, columns={"rating": ratings},
                options={"level": level, "missing": "omit"},
                expected=expect(definition, ratings, level), tools=TOOLS[definition["statistic"]],
                source=source)

    counts = [80, 210, 140, 110, 160, 180, 120]
    thousand = [r for r, k in enumerate(counts, start=1) for _ in range(k)]
    printed = {"mean": "4.08", "net": "-13", "share": "46 %"}
    for statistic, definition in DEFINITIONS.items():
        inline(f"cys.group, thousand answers, {statistic}", thousand, definition,
               source=f"FIELD 2.4, cys.group example: {printed[statistic]}")
        inline(f"missing left out, {statistic}", [7, None, 3, 5, 6, None, 1, 4], definition)
        inline(f"level 0.9, {statistic}", [7, 3, 5, 6, 1, 4, 4], definition, 0.9)
        inline(f"one answer, {statistic}", [6], definition)
    inline("cys.group, thousand answers, share from six", thousand,
           DEFINITIONS["share"] | {"easy_from": 6}, source="FIELD 2.4, cys.group example: 30 %")
    five = [r for r, k in {1: 190, 2: 240, 3: 110, 4: 330, 5: 140}.items() for _ in range(k)]
    inline("five points, mean", five,
           {"named": "customer_effort_score", "statistic": "mean", "scale": {"minimum": 1, "maximum": 5}},
           source="shared published_worked_examples: exact mean 2.990099 of 1010 answers "
                  "(the article prints 2.82 of 1000, which is wrong)")

    inline("first form, mean", five, FIRST | {"statistic": "mean"},
           source="shared published_worked_examples: exact mean 2.990099 of 1010 answers")
    inline("first form, share", five, FIRST | {"statistic": "share"})
    inline("first form, share up to one at 0.9", five, FIRST | {"statistic": "share", "easy_up_to": 1}, 0.9)
    inline("first form, share, missing left out", [1, None, 5, 2, 3], FIRST | {"statistic": "share"})
    inline("first form on seven points, mean", [1, 2, 7, 4, 2], FIRST | {"statistic": "mean", "scale": SEVEN})

    desk = "tests/data/simulated_service_desk/contacts.csv"
    ratings = numbers(read_rows(desk), "effort")
    for statistic, definition in DEFINITIONS.items():
        out.add(f"simulated service desk, {statistic}", "kpi", definition=definition,
                data={"file": desk, "columns": {"rating": "effort"}},
                options={"level": 0.95, "missing": "omit"}, expected=expect(definition, ratings, 0.95),
                tools=TOOLS[statistic])

    def bad(name, ratings, code, definition, missing="omit"):
        out.add(name, "kpi", definition=definition, columns={"rating": ratings},
                options={"level": 0.95, "missing": missing}, error=code)

    for statistic, definition in DEFINITIONS.items():
        bad(f"outside the scale, {statistic}", [7, 8], {"code": "outside_scale", "row": 1}, definition)
        bad(f"missing where that is not allowed, {statistic}", [7, 1, None],
            {"code": "missing_value", "row": 2}, definition, "raise")
        bad(f"no answer, {statistic}", [], {"code": "too_few_observations"}, definition)
    bad("reversed scale", [1], {"code": "invalid_scale"},
        DEFINITIONS["mean"] | {"scale": {"minimum": 7, "maximum": 1}})
    bad("first form, outside its scale", [1, 6], {"code": "outside_scale", "row": 1}, FIRST)
    bad("first form has no net score", [1, 2], {"code": "invalid_parameter"}, FIRST | {"statistic": "net"})
    bad("first form with the cut of the second", [1, 2], {"code": "invalid_parameter"},
        FIRST | {"statistic": "share", "easy_from": 4})
    bad("second form with the cut of the first", [1, 2], {"code": "invalid_parameter"},
        DEFINITIONS["share"] | {"easy_up_to": 2})
    bad("first form, easy up to beyond the scale", [1, 2], {"code": "invalid_parameter"},
        FIRST | {"statistic": "share", "easy_up_to": 6})
    out.write()


if __name__ == "__main__":
    main()
