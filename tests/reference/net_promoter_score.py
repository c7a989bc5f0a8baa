"""Net Promoter Score in points with the adjusted Wald interval of Rocks (2016).

0.75, 1.5 and 0.75 are added to the detractors, passives and promoters; the
interval is centred on the adjusted score, with SE = sqrt(variance / (n + 3)) and
variance = p + d - (p - d)^2 of the adjusted shares (divisor n). A bound beyond
-100 or 100 points is cut there. Exact fractions and mpmath.
"""

from fractions import Fraction

from golden import EXACT, File, agree, double, exact, mp, normal_quantile, numbers, read_rows

TOOLS = f"counting; {EXACT}; agrees with the multinomial covariance in NumPy"


def score(detractors, passives, promoters, level=0.95):
    n = detractors + passives + promoters
    estimate = Fraction(100 * (promoters - detractors), n)
    total = n + 3
    d = (detractors + Fraction(3, 4)) / total
    p = (promoters + Fraction(3, 4)) / total
    centre, variance = p - d, p + d - (p - d) ** 2
    half = normal_quantile(level) * mp.sqrt(exact(variance / total))
    lower, upper = 100 * (exact(centre) - half), 100 * (exact(centre) + half)
    _against_numpy(lower, upper, detractors, passives, promoters, level)
    return {"estimate": double(estimate), "n": n,
            "interval.lower": double(max(lower, -100)), "interval.upper": double(min(upper, 100))}


def _against_numpy(lower, upper, detractors, passives, promoters, level):
    """The same from the covariance matrix of a multinomial and the contrast (-1, 0, 1)."""
    import numpy as np
    from scipy import stats
    counts = np.array([detractors, passives, promoters]) + np.array([0.75, 1.5, 0.75])
    p = counts / counts.sum()
    contrast = np.array([-1.0, 0.0, 1.0])
    se = np.sqrt(contrast @ (np.diag(p) - np.outer(p, p)) @ contrast / counts.sum())
    z = stats.norm.ppf((1 + level) / 2)
    agree(lower, 100 * (contrast @ p - z * se), absolute=1e-11, what="lower")
    agree(upper, 100 * (contrast @ p + z * se), absolute=1e-11, what="upper")


def expect(ratings, level=0.95, detractors_up_to=6, promoters_from=9):
    present = [r for r in ratings if r is not None]
    d = sum(r <= detractors_up_to for r in present)
    p = sum(r >= promoters_from for r in present)
    return score(d, len(present) - d - p, p, level) | {"excluded.missing": len(ratings) - len(present)}


def main():
    out = File("net_promoter_score", "kpi", __file__)
    definition = {"named": "net_promoter_score"}

    def inline(name, ratings, level=0.95, source=None):
        out.add(name, "kpi", definition=definition, columns={"rating": ratings},
                options={"level": level, "missing": "omit"}, expected=expect(ratings, level),
                tools=TOOLS, source=source)

    inline("50 promoters, 30 passives, 20 detractors",
           [10] * 30 + [9] * 20 + [8] * 18 + [7] * 12 + [6] * 8 + [5] * 5 + [3] * 4 + [0] * 3,
           source="FIELD 2.4: NPS 30, adjusted Wald [0.141, 0.442]; formula of the R package NPS 1.1")
    inline("talkstats: 291 promoters, 476 passives, 395 detractors",
           [9] * 291 + [7] * 476 + [6] * 395,
           source="shared published_worked_examples: NPS -9 (talkstats thread 58500)")
    inline("whuber: 1/2, 1/3, 1/6 of 324", [10] * 162 + [8] * 108 + [2] * 54,
           source="shared published_worked_examples: NPS 1/3")
    inline("every point once", list(range(11)))
    inline("missing left out", [10, None, 9, 0, None, 7, 8])
    for level in (0.8, 0.9, 0.99):
        inline(f"every point once at {level}", list(range(11)), level)
    inline("one promoter", [10])
    inline("only passives", [7, 8, 8, 7])
    inline("ten promoters: the upper bound is cut at 100", [9] * 10)
    inline("ten detractors: the lower bound is cut at -100", [0] * 10)
    inline("borders 6, 7, 8, 9", [6, 7, 8, 9, 9])

    hotel = "tests/data/simulated_hotel_survey/answers.csv"
    desk = "tests/data/simulated_service_desk/contacts.csv"
    for name, file, where in [("simulated hotel", hotel, None),
                              ("simulated hotel, business", hotel, {"segment": "business"}),
                              ("simulated hotel, leisure", hotel, {"segment": "leisure"}),
                              ("simulated service desk", desk, None)]:
        data = {"file": file, "columns": {"rating": "recommend"}} | ({"where": where} if where else {})
        out.add(name, "kpi", definition=definition, data=data, options={"level": 0.95, "missing": "omit"},
                expected=expect(numbers(read_rows(file, where), "recommend")), tools=TOOLS)

    def bad(name, ratings, code, missing="omit"):
        out.add(name, "kpi", definition=definition, columns={"rating": ratings},
                options={"level": 0.95, "missing": missing}, error=code)

    bad("above the scale", [10, 9, 8, 11], {"code": "outside_scale", "row": 3})
    bad("below the scale", [10, -1], {"code": "outside_scale", "row": 1})
    bad("between two points", [8.5, 9], {"code": "outside_scale", "row": 0})
    bad("missing where that is not allowed", [None, 9], {"code": "missing_value", "row": 0}, "raise")
    bad("no rating", [], {"code": "too_few_observations"})
    bad("all missing", [None], {"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
