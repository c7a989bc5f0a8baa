"""What the scripts of gaps 2, 3 and 4 share: a level against a target. Writes nothing.

A part is {id, kind, bound, target, data}: kind `share` with data [yes, no], `seconds` with
durations, `rating` with answers from 1 to 5. Shortfall = wanted - had where more is asked for
(at_least), had - wanted where less is (at_most). Cohen's h for shares, d of one sample
otherwise. p: score test of a share (statsmodels proportions_ztest with the variance of the
target), one-sample t test (SciPy). Severity: shortfall over what is possible, none below zero:
1 for shares, 4 for ratings, the larger of both for seconds.
"""

from fractions import Fraction

from gap_common import close, number
from golden import EXACT, decimal, exact, mean_interval, mp, mpf, share, t_two_sided, tool

TOOLS = f"{EXACT}; agrees with {tool('scipy', 'statsmodels')}"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12, "overrides": {"p_value": {"relative": 1e-9, "absolute": 0.0}}}


def measured(part, level=0.95):
    if part["kind"] == "share":
        yes, no = part["data"]
        return share(yes, yes + no, level)
    return mean_interval(part["data"], level)


def fraction(value):
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def severity(part, wanted, had):
    behind = wanted - had if part["bound"] == "at_least" else had - wanted
    length = {"share": mpf(1), "rating": mpf(4), "seconds": max(wanted, had)}[part["kind"]]
    return max(behind, mpf(0)) / length if behind > 0 else mpf(0)


def p_value(part, found):
    from scipy import stats
    from statsmodels.stats.proportion import proportions_ztest
    target, n = decimal(float(part["target"])), found["n"]
    if part["kind"] == "share":
        z = (exact(Fraction(part["data"][0], n)) - target) / mp.sqrt(target * (1 - target) / n)
        p = mp.erfc(abs(z) / mp.sqrt(2))
        close(p, proportions_ztest(part["data"][0], n, float(target), prop_var=float(target))[1], 1e-9, "score test")
        return p
    if n < 2 or not found["standard_deviation"]:
        return None
    values = [Fraction(v) for v in part["data"]]
    mean = sum(values) / n
    error = mp.sqrt(exact(sum((v - mean) ** 2 for v in values) / (n - 1) / n))
    t = (exact(mean) - target) / error
    close(t_two_sided(t, n - 1), stats.ttest_1samp(part["data"], float(target)).pvalue, 1e-9, "t test")
    return t_two_sided(t, n - 1)


def shortfall(part, role="wanted", level=0.95):
    """Expected values of a Shortfall by key, and (estimate, lower, upper) of its severity."""
    found = measured(part, level)
    target = decimal(float(part["target"]))
    sign = 1 if (part["bound"] == "at_least") == (role == "wanted") else -1
    points = [found["estimate"], found.get("interval.lower"), found.get("interval.upper")]
    points = [None if point is None else mpf(point) for point in points]

    def ends(values):
        return [values[0], *(sorted(values[1:]) if None not in values else [None, None])]

    differences = ends([None if v is None else sign * (target - v) for v in points])
    severities = ends([None if v is None else severity(part, *((target, v) if role == "wanted" else (v, target)))
                       for v in points])
    if part["kind"] == "share":
        angle = lambda share: 2 * mp.asin(mp.sqrt(share))
        effect = sign * (angle(target) - angle(exact(Fraction(part["data"][0], found["n"]))))
        kind = "cohens_h"
        from statsmodels.stats.proportion import proportion_effectsize
        close(effect, sign * proportion_effectsize(float(target), found["estimate"]), 1e-10, "Cohen's h")
    else:
        deviation = found["standard_deviation"]
        effect, kind = (differences[0] / mpf(deviation), "cohens_d") if deviation else (None, None)
    lower, upper = differences[1:]
    if lower is None:
        outcome = "undecided"
    else:
        outcome = "met" if upper <= 0 else "missed" if lower > 0 else "undecided"
    expected = {"outcome": outcome, "shortfall.n": found["n"], "shortfall.estimate": number(differences[0]),
                "severity.estimate": number(severities[0]), "p_value": number(p_value(part, found))}
    if lower is not None:
        expected |= {"shortfall.interval.lower": number(lower), "shortfall.interval.upper": number(upper),
                     "severity.interval.lower": number(severities[1]),
                     "severity.interval.upper": number(severities[2])}
    if effect is not None:
        expected |= {"effect.kind": kind, "effect.value": number(effect)}
    return expected, severities


def mean_severity(prefix, severities):
    """Of a census: mean estimate, mean lower and mean upper end."""
    expected = {f"{prefix}.n": len(severities)}
    for key, column in zip(("estimate", "interval.lower", "interval.upper"), zip(*severities)):
        if None in column:
            expected[f"{prefix}.interval"] = None
        else:
            expected[f"{prefix}.{key}"] = number(sum(column) / len(column))
    return expected
