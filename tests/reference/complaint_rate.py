"""Complaints per contact (a share, Wilson) and per million users (a rate, exact Poisson
interval of Garwood): exact fractions and mpmath, checked against statsmodels and SciPy."""

from fractions import Fraction

from golden import (EXACT, File, agree, chi_square_quantile, decimal, double, mpf, numbers,
                    read_rows, share, tool)

SHARE = f"{EXACT}; agrees with {tool('statsmodels')} proportion_confint"
RATE = f"{EXACT}; agrees with {tool('scipy')} stats.chi2.ppf and stats.gamma.ppf"


def poisson(count, base, per, level):
    from scipy import stats
    tail = (1 - decimal(level)) / 2
    lower = chi_square_quantile(tail, 2 * count) / 2 if count else mpf(0)
    upper = chi_square_quantile(1 - tail, 2 * count + 2) / 2
    if count:
        agree(lower, stats.gamma.ppf(float(tail), count), relative=1e-10, what="Garwood")
    agree(upper, stats.gamma.ppf(1 - float(tail), count + 1), relative=1e-10, what="Garwood")
    return {"estimate": double(Fraction(count * per, base)), "n": base,
            "interval.lower": double(lower * per / base), "interval.upper": double(upper * per / base)}


def main():
    out = File("complaint_rate", "kpi", __file__)
    contact = {"named": "complaint_rate", "base": "contact"}
    user = {"named": "complaint_rate", "base": "user", "per": 1_000_000}

    def inline(name, definition, complaints, base, level=0.95, source=None):
        pairs = [(c, b) for c, b in zip(complaints, base) if c is not None and b is not None]
        count, total = sum(c for c, _ in pairs), sum(b for _, b in pairs)
        if definition["base"] == "contact":
            expected, tools = share(count, total, level), SHARE
        else:
            expected, tools = poisson(count, total, definition["per"], level), RATE
        expected["excluded.missing"] = len(complaints) - len(pairs)
        out.add(name, "kpi", definition=definition,
                columns={"complaints": complaints, "base_count": base},
                options={"level": level, "missing": "omit"}, expected=expected, tools=tools, source=source)

    inline("five days", contact, [3, 0, 5, 2, 1], [120, 95, 140, 101, 88])
    inline("five days at 0.9", contact, [3, 0, 5, 2, 1], [120, 95, 140, 101, 88], 0.9)
    inline("a day without a count", contact, [3, None, 5, 2], [120, 95, None, 101])
    inline("no complaint", contact, [0, 0], [50, 70])
    inline("a complaint at every contact", contact, [4, 3], [4, 3])
    inline("one row", contact, [1], [1000])
    inline("contact by contact", contact, [0, 1, 0, 0, 1, 0, 0, 0], [1] * 8)
    inline("quarter of an operator", user, [1130], [100_000_000], source="FIELD 2.5: 11.3 per million users")
    inline("three regions", user, [9, 0, 14], [1_250_000, 310_000, 2_040_000])
    inline("no complaint per million", user, [0], [400_000])
    inline("one complaint per million at 0.99", user, [1], [250_000], 0.99)
    inline("a region without a count", user, [9, None, 14], [1_250_000, 310_000, 2_040_000])
    inline("more complaints than users is possible for a rate", user, [12], [10])
    inline("per thousand", user | {"per": 1000}, [37, 41], [12_000, 15_500])

    desk = "tests/data/simulated_service_desk/contacts.csv"
    for where in (None, {"team": "south"}):
        complaints = numbers(read_rows(desk, where), "complaint")
        out.add(f"simulated service desk, {where['team'] if where else 'all'}", "kpi", definition=contact,
                data={"file": desk, "columns": {"complaints": "complaint", "base_count": {"constant": 1}}}
                | ({"where": where} if where else {}),
                options={"level": 0.95, "missing": "omit"},
                expected=share(sum(complaints), len(complaints)) | {"excluded.missing": 0}, tools=SHARE)

    def bad(name, definition, complaints, base, code, missing="omit"):
        out.add(name, "kpi", definition=definition,
                columns={"complaints": complaints, "base_count": base},
                options={"level": 0.95, "missing": missing}, error=code)

    for definition in (contact, user):
        base = definition["base"]
        bad(f"columns of different length, {base}", definition, [1, 2], [10], {"code": "length_mismatch"})
        bad(f"missing where that is not allowed, {base}", definition, [1, None], [10, 20],
            {"code": "missing_value", "row": 1}, "raise")
        bad(f"missing base where that is not allowed, {base}", definition, [1, 2], [None, 20],
            {"code": "missing_value", "row": 0}, "raise")
        bad(f"negative count, {base}", definition, [1, -2], [10, 20], {"code": "invalid_count", "row": 1})
        bad(f"no row, {base}", definition, [], [], {"code": "too_few_observations"})
        bad(f"base of zero, {base}", definition, [0, 0], [0, 0], {"code": "too_few_observations"})
    bad("more complaints than contacts in a row", contact, [1, 11], [10, 10], {"code": "invalid_count", "row": 1})
    out.write()


if __name__ == "__main__":
    main()
