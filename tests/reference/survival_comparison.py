"""The difference of two survival shares with Greenwood's error, and the log-rank test, on exact
fractions; checked against lifelines (log-rank) and statsmodels (log-rank, Greenwood's error).

    pip install -r tests/reference/requirements.txt
    pip install --no-deps lifelines==0.30.3
    python tests/reference/survival_comparison.py
"""

from fractions import Fraction

import numpy as np
from lifelines.statistics import logrank_test
from statsmodels.duration.survfunc import SurvfuncRight, survdiff

from golden import EXACT, File, agree, double, exact, mp, mpf, normal_quantile, tool
from survival import DAY, REMISSION, curve, drawn

TOOLS = f"{EXACT}; agrees with {tool('lifelines', 'statsmodels')}"
# The placebo patients of the same trial, in weeks.
PLACEBO = [(w, 1) for w in (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)]


def at(rows, t):
    steps = curve(rows)
    before = [step for step in steps if step[0] <= t]
    if t > steps[-1][0] and steps[-1][1] > 0:
        return None
    return (before[-1][1], before[-1][2]) if before else (Fraction(1), Fraction(0))


def log_rank(first, second):
    observed = expected = variance = Fraction(0)
    for time in sorted({t for t, e in first + second if e}):
        n1, n2 = (sum(1 for t, _ in rows if t >= time) for rows in (first, second))
        d1, d2 = (sum(1 for t, e in rows if t == time and e) for rows in (first, second))
        n, d = n1 + n2, d1 + d2
        observed += d1
        expected += Fraction(d * n1, n)
        if n > 1:
            variance += Fraction(d * n1 * n2 * (n - d), n * n * (n - 1))
    if variance == 0:
        return None
    chi = (observed - expected) ** 2 / variance
    p = mp.erfc(mp.sqrt(exact(chi) / 2))
    times = [np.array([t for t, _ in rows], float) for rows in (first, second)]
    ended = [np.array([bool(e) for _, e in rows]) for rows in (first, second)]
    there = logrank_test(times[0], times[1], ended[0], ended[1])
    agree(exact(chi), there.test_statistic, relative=1e-9, what="lifelines log-rank")
    if p > mpf("1e-13"):
        agree(p, there.p_value, relative=1e-8, what="lifelines p")
    group = np.repeat([0, 1], [len(first), len(second)])
    chi_there, p_there = survdiff(np.concatenate(times), np.concatenate(ended).astype(int), group)
    agree(exact(chi), chi_there, relative=1e-9, what="statsmodels log-rank")
    return {"ended_first": int(observed), "expected_first": double(exact(expected)),
            "log_rank_chi_squared": double(exact(chi)), "log_rank_p_value": double(p)}


def compared(first, second, t, named):
    result = {"n_first": len(first), "n_second": len(second), "difference": None, "interval": None, "p_value": None,
              "censored_first": sum(1 for _, e in first if not e), "censored_second": sum(1 for _, e in second if not e)}
    both = [at(rows, t) for rows in (first, second)]
    if all(both):
        sign = -1 if named == "churn_by_survival" else 1
        difference = sign * (both[1][0] - both[0][0])
        result["difference"] = double(exact(difference))
        if all(0 < share < 1 for share, _ in both):
            for rows, (share, green) in zip((first, second), both):
                there = SurvfuncRight(np.array([r[0] for r in rows], float), np.array([int(r[1]) for r in rows]))
                index = max(i for i, time in enumerate(there.surv_times) if time <= t)
                agree(exact(share) * mp.sqrt(exact(green)), there.surv_prob_se[index], what="statsmodels error")
            error = mp.sqrt(sum(exact(share) ** 2 * exact(green) for share, green in both))
            half = normal_quantile(0.95) * error
            del result["interval"]
            result |= {"interval.lower": double(max(exact(difference) - half, mpf(-1))),
                       "interval.upper": double(min(exact(difference) + half, mpf(1))),
                       "interval.method": "wald_difference",
                       "p_value": double(mp.erfc(abs(exact(difference)) / error / mp.sqrt(2)))}
    test = log_rank(first, second)
    return result | (test or dict.fromkeys(("ended_first", "expected_first", "log_rank_chi_squared",
                                            "log_rank_p_value")))


def main():
    file = File("survival_comparison", "kpi", __file__)
    weeks = [[(w * DAY, bool(e)) for w, e in rows] for rows in (PLACEBO, REMISSION)]
    pairs = {"placebo and 6-MP, weeks as days": weeks,
             "60 and 90 drawn": [drawn(1, 60, 500, False), drawn(2, 90, 400, False)],
             "with ties": [drawn(3, 120, 400, True), drawn(4, 80, 300, True)],
             "nobody left": [[(day * DAY, False) for day in range(1, 6)], [(day * DAY, False) for day in range(1, 9)]],
             "all left": [[(day * DAY, True) for day in range(1, 9)], [(day * DAY, True) for day in range(3, 9)]]}
    for name, (first, second) in pairs.items():
        columns = {"lifetime_seconds": [float(t) for t, _ in first + second], "ended": [e for _, e in first + second]}
        for days in (3, 10, 100):
            for named in ("retention_by_survival", "churn_by_survival"):
                file.add(f"{name}, {named}, {days} days", "compare", tools=TOOLS, columns=columns, first=len(first),
                         definition={"named": named, "at_days": days},
                         expected=compared(first, second, days * DAY, named))
    file.write()


if __name__ == "__main__":
    main()
