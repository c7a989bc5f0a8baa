"""Differences between segments: Welch's t test and interval, Hedges' g with Hedges and
Olkin's interval, Welch's analysis of variance, adjusted p values. Exact moments and
60-digit tails, checked against SciPy (ttest_ind), pingouin (Cohen's d), statsmodels
(anova_oneway, multipletests).

Scores as in servqual: a respondent counts in a dimension who answered every pair of
it, and overall who answered every pair; overall is the mean of the dimensions.
"""

from fractions import Fraction
from itertools import combinations

import gap_common
from gap_common import close, number
from golden import EXACT, File, _solve, beta_cdf, decimal, exact, moments, mp, mpf, normal_quantile, t_two_sided, tool
from reliability import instrument
from servqual_forms import respondents, simulated

TOOLS = f"{EXACT}; agrees with {tool('scipy', 'pingouin', 'statsmodels')}"
TOLERANCE = {"relative": 1e-12, "absolute": 1e-12,
             "overrides": {key: {"relative": 1e-9, "absolute": 0.0} for key in ("p_value", "p_value_adjusted")}}


def scores(made, columns, score):
    """By part and segment the scores of the respondents who have them."""
    found = {}
    for one, segment in zip(respondents(made, columns, "ratings"), columns["segment"]):
        means = []
        for d in made["dimensions"]:
            pairs = [one[i["id"]][0] for i in made["items"] if i["dimension"] == d["id"]]
            means.append(None if None in pairs else sum(p[score == "performance"] for p in pairs) / len(pairs))
            if means[-1] is not None:
                found.setdefault(f"dimensions.{d['id']}", {}).setdefault(segment, []).append(means[-1])
        if None not in means:
            found.setdefault("overall", {}).setdefault(segment, []).append(sum(means) / len(means))
    return found


def t_quantile(level, df):
    """As in golden, for degrees of freedom that are no whole number."""
    from scipy import stats
    tail = 1 - decimal(level)
    return _solve(lambda t: t_two_sided(t, df) - tail, float(stats.t.ppf(1 - float(tail) / 2, float(df))))


def contrast(x, y, level):
    from scipy import stats
    import pingouin
    (n1, m1, v1), (n2, m2, v2) = moments(x), moments(y)
    a, b = exact(v1 / n1), exact(v2 / n2)
    t = exact(m2 - m1) / mp.sqrt(a + b)
    df = (a + b) ** 2 / (a * a / (n1 - 1) + b * b / (n2 - 1))
    p = t_two_sided(t, df)
    fx, fy = [float(v) for v in x], [float(v) for v in y]
    there = stats.ttest_ind(fy, fx, equal_var=False)
    close(t, there.statistic, what="Welch t", relative=1e-11)
    close(p, there.pvalue, what="Welch p", relative=1e-9)
    half = t_quantile(level, df) * mp.sqrt(a + b)
    interval = there.confidence_interval(level)
    close(exact(m2 - m1) - half, interval.low, what="Welch interval", relative=1e-10)
    m = n1 + n2 - 2
    d = exact(m2 - m1) / mp.sqrt(exact(((n1 - 1) * v1 + (n2 - 1) * v2) / m))
    close(d, pingouin.compute_effsize(fy, fx, eftype="cohen"), what="Cohen", relative=1e-10)
    g = d * mp.gamma(mpf(m) / 2) / (mp.sqrt(mpf(m) / 2) * mp.gamma(mpf(m - 1) / 2))
    reach = normal_quantile(level) * mp.sqrt(mpf(1) / n1 + mpf(1) / n2 + g * g / (2 * (n1 + n2)))
    return {"comparison.difference": number(m2 - m1), "comparison.n_first": n1, "comparison.n_second": n2,
            "comparison.interval.lower": number(exact(m2 - m1) - half),
            "comparison.interval.upper": number(exact(m2 - m1) + half), "comparison.p_value": number(p),
            "welch.t": number(t), "welch.degrees_of_freedom": number(df), "welch.p_value": number(p),
            "hedges_g": number(g), "hedges_g_interval.lower": number(g - reach),
            "hedges_g_interval.upper": number(g + reach)}


def anova(samples):
    from statsmodels.stats.oneway import anova_oneway
    k = len(samples)
    rows = [moments(sample) for sample in samples]
    w = [n / v for n, _, v in rows]
    total = sum(w)
    mean = sum(weight * m for weight, (_, m, _) in zip(w, rows)) / total
    between = sum(weight * (m - mean) ** 2 for weight, (_, m, _) in zip(w, rows)) / (k - 1)
    rest = sum((1 - weight / total) ** 2 / (n - 1) for weight, (n, _, _) in zip(w, rows))
    f = between / (1 + Fraction(2 * (k - 2), k * k - 1) * rest)
    below = Fraction(k * k - 1) / (3 * rest)
    x = exact(below / (below + (k - 1) * f))
    p = beta_cdf(x, exact(below) / 2, mpf(k - 1) / 2)
    there = anova_oneway([[float(v) for v in sample] for sample in samples], use_var="unequal")
    close(exact(f), there.statistic, what="Welch F", relative=1e-10)
    close(p, there.pvalue, what="Welch anova p", relative=1e-8)
    return {"welch_anova.samples": k, "welch_anova.f": number(f), "welch_anova.numerator_degrees": float(k - 1),
            "welch_anova.denominator_degrees": number(below), "welch_anova.p_value": number(p)}


def analyse(made, columns, options, level):
    from statsmodels.stats.multitest import multipletests
    comparison = options["comparison"]
    segments = sorted(set(columns["segment"]))
    kind = comparison.get("pairs", "all")
    if kind == "all":
        pairs = list(combinations(segments, 2))
    elif "reference" in kind:
        reference = kind["reference"]["segment"]
        pairs = [(reference, other) for other in segments if other != reference]
    else:
        pairs = [(kind["two"]["first"], kind["two"]["second"])]
    used = sorted({s for pair in pairs for s in pair})
    method = {"holm": "holm", "benjamini_hochberg": "fdr_bh"}[comparison.get("adjustment", "holm")]
    expected = {f"segments.{position}": segment for position, segment in enumerate(used)}
    for part, samples in scores(made, columns, comparison.get("score", "gap")).items():
        found = [contrast(samples[a], samples[b], level) for a, b in pairs]
        adjusted = multipletests([c["comparison.p_value"] for c in found], method=method)[1]
        for position, ((a, b), values, p) in enumerate(zip(pairs, found, adjusted)):
            values |= {"first": a, "second": b, "p_value_adjusted": float(p)}
            expected |= {f"{part}.contrasts.{position}.{key}": value for key, value in values.items()}
        if len(used) > 2:
            expected |= {f"{part}.{key}": value for key, value in anova([samples[s] for s in used]).items()}
        else:
            expected[f"{part}.welch_anova"] = None
    return expected


def main():
    out = File("segment_comparison", "gap", __file__)
    made = instrument("desk", ["reliability", "empathy"],
                      [("r1", "reliability", False), ("r2", "reliability", True), ("r3", "reliability", False),
                       ("e1", "empathy", False), ("e2", "empathy", True)])
    names = ["north", "south", "east", "west"]
    for n, missing in ((60, 0.0), (90, 0.04)):
        columns = simulated(made, n, 20260500 + n, missing, True)
        columns["segment"] = [names[(row * row + row // 3) % 4] for row in range(n)]
        for choice in ({}, {"adjustment": "benjamini_hochberg", "score": "performance"},
                       {"pairs": {"reference": {"segment": "north"}}},
                       {"pairs": {"two": {"first": "west", "second": "east"}}}):
            options = {"missing": "omit", "level": 0.9, "comparison": choice}
            expected = analyse(made, columns, options, 0.9)
            kept = {s: columns[s] for s in ("expectation", "perception")} | {"segment": {"segment": columns["segment"]}}
            out.add(f"{n} respondents, {choice}", "segment_comparison", instrument=made, texts=kept.pop("segment"),
                    columns=kept, options=options, expected=expected, tools=TOOLS, tolerance=TOLERANCE,
                    source="simulated with Python's random")
    sides = {s: {i["id"]: [5, 6, 5, 6] for i in made["items"]} for s in ("expectation", "perception")}
    out.add("a segment that is not there", "segment_comparison", instrument=made, columns=sides,
            texts={"segment": ["a", "b", "a", "b"]}, error={"code": "unknown_id"},
            options={"comparison": {"pairs": {"two": {"first": "a", "second": "c"}}}})
    out.add("one segment", "segment_comparison", instrument=made, columns=sides, texts={"segment": ["a"] * 4},
            options={"comparison": {}}, error={"code": "too_few_observations"})
    out.write()


if __name__ == "__main__":
    main()
