"""Positive rating rate of the five-level government rating, with and without basically satisfied:
counted, the Wilson interval by mpmath, checked against statsmodels."""

from golden import EXACT, File, numbers, read_rows, share, tool

TOOLS = f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint"


def definition(basically=None):
    made = {"named": "positive_rating_rate"}
    return made if basically is None else made | {"basically_satisfied_is_positive": basically}


def expect(ratings, d, level=0.95):
    present = [r for r in ratings if r is not None]
    lowest = 3 if d.get("basically_satisfied_is_positive", True) else 4
    return share(sum(r >= lowest for r in present), len(present), level) | {
        "excluded.missing": len(ratings) - len(present)}


def main():
    out = File("positive_rating_rate", "kpi", __file__)
    office = [r for r, k in {5: 912, 4: 61, 3: 19, 2: 5, 1: 3}.items() for _ in range(k)]
    for basically in (None, True, False):
        d = definition(basically)
        kind = {None: "not given", True: "counts", False: "does not count"}[basically]

        def inline(name, ratings, level=0.95):
            out.add(f"{name}, basically satisfied {kind}", "kpi", definition=d, columns={"rating": ratings},
                    options={"level": level, "missing": "omit"}, expected=expect(ratings, d, level), tools=TOOLS)

        inline("a thousand ratings of an office", office)
        inline("a thousand ratings of an office at 0.99", office, 0.99)
        inline("missing left out", [5, None, 3, 2, None, 4])
        inline("all basically satisfied", [3] * 10)
        inline("all bad", [1, 2, 1, 2])
        inline("one rating", [5])
        desk = "tests/data/simulated_service_desk/contacts.csv"
        out.add(f"simulated service desk, basically satisfied {kind}", "kpi", definition=d,
                data={"file": desk, "columns": {"rating": "satisfaction"}}, options={"level": 0.95, "missing": "omit"},
                expected=expect(numbers(read_rows(desk), "satisfaction"), d), tools=TOOLS)

    def bad(name, ratings, error, missing="omit", d=definition()):
        out.add(name, "kpi", definition=d, columns={"rating": ratings},
                options={"level": 0.95, "missing": missing}, error=error)

    bad("zero stars", [5, 0], {"code": "outside_scale", "row": 1})
    bad("six stars", [6, 5], {"code": "outside_scale", "row": 0})
    bad("half a star", [5, 4, 4.5], {"code": "outside_scale", "row": 2})
    bad("missing where that is not allowed", [5, None], {"code": "missing_value", "row": 1}, "raise")
    bad("no rating", [], {"code": "too_few_observations"})
    bad("all missing", [None, None], {"code": "too_few_observations"})
    bad("another scale", [5], {"code": "invalid_document"}, d=definition() | {"scale": {"minimum": 1, "maximum": 7}})
    out.write()


if __name__ == "__main__":
    main()
