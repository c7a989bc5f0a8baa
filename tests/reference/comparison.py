"""Two groups or two periods: the difference and the relative change with their intervals, at 60
digits; checked against statsmodels (Newcombe, Katz) and SciPy (Welch).

Where a measure has an interval but no variance, both intervals are combined by the method of
variance estimates recovery (Zou and Donner 2008, Statistics in Medicine 27, equation 8); no package
that runs here has it, so that its values are the formula, on intervals that durations.py checks.
"""

from fractions import Fraction

from durations import QUANTILES, quantile
from golden import (EXACT, File, agree, double, exact, moments, mp, mpf, normal_quantile, t_quantile,
                    t_two_sided, tool, wilson)

SHARES = f"{EXACT}; agrees with {tool('statsmodels')} confint_proportions_2indep"
MEANS = f"{EXACT}; agrees with {tool('scipy')} ttest_ind"
RECOVERED = f"{EXACT}; the formula of Zou and Donner"
UNITS = {"share": "percentage_point", "seconds": "second", "points": "net_point"}


def interval(name, bounds, method):
    if bounds is None:
        return {name: None}
    return {f"{name}.lower": double(bounds[0]), f"{name}.upper": double(bounds[1]), f"{name}.method": method}


def normal_p(z):
    return double(mp.erfc(abs(z) / mp.sqrt(2)))


def recovered(first, second):
    """Of two triples of estimate, lower and upper."""
    (a, a_low, a_high), (b, b_low, b_high) = first, second
    root = lambda x, y: mp.sqrt(x * x + y * y)
    return b - a - root(b - b_low, a_high - a), b - a + root(b_high - b, a - a_low)


def log_ratio(first, second, level):
    """Of two triples of n, mean and variance."""
    (n1, m1, v1), (n2, m2, v2) = first, second
    if m1 <= 0 or m2 <= 0:
        return None
    half = normal_quantile(level) * mp.sqrt(exact(v1 / n1 / m1 ** 2 + v2 / n2 / m2 ** 2))
    ratio = exact(m2 / m1)
    return ratio / mp.exp(half) - 1, ratio * mp.exp(half) - 1


def shares(first, second, level):
    (k1, n1), (k2, n2) = ((sum(side), len(side)) for side in (first, second))
    p1, p2 = Fraction(k1, n1), Fraction(k2, n2)
    bounds = recovered((exact(p1), *wilson(k1, n1, level)), (exact(p2), *wilson(k2, n2, level)))
    from statsmodels.stats.proportion import confint_proportions_2indep
    there = confint_proportions_2indep(k2, n2, k1, n1, method="newcomb", compare="diff", alpha=1 - level)
    agree(bounds[0], there[0], relative=1e-10, what="newcombe")
    agree(bounds[1], there[1], relative=1e-10, what="newcombe")
    relative = log_ratio((n1, p1, p1 * (1 - p1)), (n2, p2, p2 * (1 - p2)), level)
    if relative is not None:
        there = confint_proportions_2indep(k2, n2, k1, n1, method="log", compare="ratio", alpha=1 - level)
        agree(relative[0] + 1, there[0], relative=1e-10, what="katz")
        agree(relative[1] + 1, there[1], relative=1e-10, what="katz")
    pooled = Fraction(k1 + k2, n1 + n2)
    error = mp.sqrt(exact(pooled * (1 - pooled) * (Fraction(1, n1) + Fraction(1, n2))))
    return ({"difference": double(p2 - p1), "p_value": normal_p(exact(p2 - p1) / error) if error else None,
             "relative_change": double(p2 / p1 - 1) if p1 else None}
            | interval("interval", bounds, "newcombe") | interval("relative_interval", relative, "log_ratio"))


def means(first, second, level):
    (n1, m1, v1), (n2, m2, v2) = a, b = moments(first), moments(second)
    found = {"difference": double(m2 - m1), "relative_change": double(m2 / m1 - 1)}
    if v1 is None or v2 is None or v1 + v2 == 0:
        return found | {"p_value": None, "interval": None}
    from scipy import stats
    e1, e2 = v1 / n1, v2 / n2
    degrees = exact((e1 + e2) ** 2 / (e1 ** 2 / (n1 - 1) + e2 ** 2 / (n2 - 1)))
    error, difference = mp.sqrt(exact(e1 + e2)), exact(m2 - m1)
    half = t_quantile(level, degrees) * error
    p = t_two_sided(difference / error, degrees)
    there = stats.ttest_ind([float(x) for x in second], [float(x) for x in first], equal_var=False)
    agree(p, there.pvalue, relative=1e-9, what="welch p")
    bounds = there.confidence_interval(level)
    agree(difference - half, bounds.low, relative=1e-9, what="welch")
    agree(difference + half, bounds.high, relative=1e-9, what="welch")
    return (found | {"p_value": double(p)} | interval("interval", (difference - half, difference + half), "welch")
            | interval("relative_interval", log_ratio(a, b, level), "log_ratio"))


def quantiles(statistic, first, second, level):
    sides = [quantile(side, QUANTILES[statistic], level) for side in (first, second)]
    triples = [[side[key] for key in ("estimate", "interval.lower", "interval.upper")] for side in sides]
    (a, *_), (b, *_) = triples
    found = {"difference": b - a, "p_value": None, "relative_change": b / a - 1 if a > 0 else None}
    if any(value is None for triple in triples for value in triple):
        return found | {"interval": None, "relative_interval": None}
    triples = [[mpf(value) for value in triple] for triple in triples]
    found |= interval("interval", recovered(*triples), "variance_recovery")
    if min(min(triple) for triple in triples) <= 0:
        return found | {"relative_interval": None}
    logs = recovered(*[[mp.log(value) for value in triple] for triple in triples])
    return found | interval("relative_interval", [mp.expm1(end) for end in logs], "variance_recovery")


def net_scores(first, second, level):
    def one(ratings):
        points = [Fraction(100 * ((r >= 9) - (r <= 6))) for r in ratings]
        mean = sum(points) / len(points)
        return len(points), mean, sum((x - mean) ** 2 for x in points) / len(points)
    (n1, m1, v1), (n2, m2, v2) = one(first), one(second)
    error, difference = mp.sqrt(exact(v1 / n1 + v2 / n2)), exact(m2 - m1)
    half = normal_quantile(level) * error
    return ({"difference": double(m2 - m1), "p_value": normal_p(difference / error), "relative_change": None,
             "relative_interval": None}
            | interval("interval", (difference - half, difference + half), "wald_difference"))


def main():
    file = File("comparison", "kpi", __file__)

    def add(name, definition, column, sides, compare, tools, level=0.95):
        expected = {"n_first": len(sides[0]), "n_second": len(sides[1])} | compare(*sides, level)
        file.add(name if level == 0.95 else f"{name} at {level}", "comparison", tools=tools, definition=definition,
                 level=level, columns={column: [*sides[0], *sides[1]]}, first=len(sides[0]), expected=expected)

    resolved = {"named": "resolution_rate"}
    outcome = lambda yes, n: [row < yes for row in range(n)]
    for (k1, n1), (k2, n2) in [((48, 80), (56, 70)), ((3, 10), (9, 10)), ((0, 10), (0, 20)), ((10, 10), (19, 20)),
                               ((1, 29), (5, 51)), ((612, 800), (701, 850)), ((5, 5), (5, 5))]:
        for level in (0.9, 0.95):
            add(f"{k1} of {n1} and {k2} of {n2} solved", resolved, "outcome", (outcome(k1, n1), outcome(k2, n2)),
                shares, SHARES, level)

    seconds = lambda n, step: [float((step * i * i + 11 * i) % 997) / 2 + 5 for i in range(n)]
    groups = {"40 and 60": (seconds(40, 37), seconds(60, 53)), "7 and 8": (seconds(7, 37), seconds(8, 91)),
              "one to hundred and its double": ([float(i) for i in range(1, 101)], [2.0 * i for i in range(1, 101)]),
              "with a zero": ([0.0] * 6 + seconds(6, 37), seconds(12, 91)),
              "three and forty": (seconds(3, 37), seconds(40, 37))}
    for name, sides in groups.items():
        for level in (0.9, 0.95):
            add(f"{name}, mean", {"named": "first_response_time", "statistic": "mean"}, "duration_seconds", sides,
                means, MEANS, level)
            for statistic in QUANTILES:
                add(f"{name}, {statistic}", {"named": "first_response_time", "statistic": statistic},
                    "duration_seconds", sides, lambda a, b, level, s=statistic: quantiles(s, a, b, level), RECOVERED,
                    level)
    same = ([7.0] * 5, [7.0] * 4)
    add("all alike, mean", {"named": "first_response_time", "statistic": "mean"}, "duration_seconds", same, means,
        MEANS)

    scores = lambda promoters, passives, detractors: [9] * promoters + [7] * passives + [3] * detractors
    for sides in [(scores(50, 30, 20), scores(60, 25, 15)), (scores(3, 2, 5), scores(4, 4, 1))]:
        for level in (0.9, 0.95):
            add(f"{len(sides[0])} and {len(sides[1])} recommend", {"named": "net_promoter_score"}, "rating", sides,
                net_scores, EXACT, level)
    file.write()


if __name__ == "__main__":
    main()
