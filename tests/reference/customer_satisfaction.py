"""Share of satisfied ratings with the Wilson interval: counted, mpmath, checked
against statsmodels."""

from golden import EXACT, File, numbers, read_rows, share, tool

TOOLS = f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint"


def definition(low, high, satisfied_from):
    return {"named": "customer_satisfaction", "scale": {"minimum": low, "maximum": high},
            "satisfied_from": satisfied_from}


def expect(ratings, satisfied_from, level=0.95):
    present = [r for r in ratings if r is not None]
    expected = share(sum(r >= satisfied_from for r in present), len(present), level)
    return expected | {"excluded.missing": len(ratings) - len(present)}


def main():
    out = File("customer_satisfaction", "kpi", __file__)

    def inline(name, ratings, scale=(1, 5, 4), level=0.95, source=None):
        out.add(name, "kpi", definition=definition(*scale), columns={"rating": ratings},
                options={"level": level, "missing": "omit"},
                expected=expect(ratings, scale[2], level), tools=TOOLS, source=source)

    inline("85 of 100", [5] * 50 + [4] * 35 + [3] * 8 + [2] * 4 + [1] * 3,
           source="FIELD 2.4: Wilson [0.7672, 0.9069]")
    inline("85 of 100 at 0.99", [5] * 50 + [4] * 35 + [3] * 8 + [2] * 4 + [1] * 3, level=0.99)
    inline("missing left out", [5, None, 4, 3, None, 2, 5])
    inline("everybody satisfied", [4, 5, 5, 4])
    inline("nobody satisfied", [1, 2, 3, 3, 2])
    inline("one rating", [5])
    inline("seven points, from six", [7, 6, 5, 6, 1, 4, 7, 2, 6], scale=(1, 7, 6))
    inline("three points, only the top", [3, 3, 2, 1, 3, 2], scale=(1, 3, 3))
    inline("zero to ten, from eight", [10, 8, 7, 0, 9, 8], scale=(0, 10, 8))
    inline("scale through zero", [-2, -1, 0, 1, 2, 2, 1], scale=(-2, 2, 1))

    def from_data(name, file, column, scale, where=None, source=None):
        data = {"file": file, "columns": {"rating": column}}
        if where:
            data["where"] = where
        ratings = numbers(read_rows(file, where), column)
        out.add(name, "kpi", definition=definition(*scale), data=data,
                options={"level": 0.95, "missing": "omit"}, expected=expect(ratings, scale[2]),
                tools=TOOLS, source=source)

    housing = "tests/data/copenhagen_housing/residents.csv"
    from_data("Copenhagen, high", housing, "satisfaction", (1, 3, 3))
    from_data("Copenhagen, medium or high", housing, "satisfaction", (1, 3, 2))
    for kind in ("tower", "apartment", "atrium", "terrace"):
        from_data(f"Copenhagen, high, {kind}", housing, "satisfaction", (1, 3, 3), {"housing_type": kind})
    hotel = "tests/data/simulated_hotel_survey/answers.csv"
    from_data("simulated hotel, from six", hotel, "overall", (1, 7, 6))
    for segment in ("business", "leisure"):
        from_data(f"simulated hotel, from six, {segment}", hotel, "overall", (1, 7, 6), {"segment": segment})
    kiosk = "shared/kiosk_kservqual/data.csv"
    from_data("kiosk, paper sample", kiosk, "overall_satisfied", (1, 5, 4), {"in_paper_sample": "1"})
    from_data("kiosk, all rows, with non-users", kiosk, "overall_satisfied", (1, 5, 4))

    desk = "tests/data/simulated_service_desk/contacts.csv"
    from_data("simulated service desk", desk, "satisfaction", (1, 5, 4))
    for team in ("north", "south", "night"):
        from_data(f"simulated service desk, {team}", desk, "satisfaction", (1, 5, 4), {"team": team})

    def bad(name, ratings, code, scale=(1, 5, 4), missing="omit", level=0.95):
        out.add(name, "kpi", definition=definition(*scale), columns={"rating": ratings},
                options={"level": level, "missing": missing}, error=code)

    bad("above the scale", [5, 4, 3, 6, 1], {"code": "outside_scale", "row": 3})
    bad("below the scale", [0, 4, 3], {"code": "outside_scale", "row": 0})
    bad("between two points", [4, 3.5, 2], {"code": "outside_scale", "row": 1})
    bad("missing where that is not allowed", [5, 4, None, 3], {"code": "missing_value", "row": 2}, missing="raise")
    bad("no rating", [], {"code": "too_few_observations"})
    bad("all missing", [None, None, None], {"code": "too_few_observations"})
    bad("reversed scale", [1, 2], {"code": "invalid_scale"}, scale=(5, 1, 4))
    bad("scale of one point", [3], {"code": "invalid_scale"}, scale=(3, 3, 3))
    bad("satisfied from beyond the scale", [1, 2], {"code": "invalid_parameter"}, scale=(1, 5, 6))
    bad("a level of zero", [1, 2], {"code": "invalid_parameter"}, level=0.0)
    out.write()


if __name__ == "__main__":
    main()
