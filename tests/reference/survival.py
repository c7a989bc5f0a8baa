"""Kaplan and Meier's estimate by its definition at 60 digits, checked against lifelines (curve,
log-log interval, median and its interval) and statsmodels (curve and Greenwood's error).

    pip install -r tests/reference/requirements.txt
    pip install --no-deps lifelines==0.30.3
    python tests/reference/survival.py
"""

import random
from datetime import datetime, timedelta
from fractions import Fraction

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times, qth_survival_time
from statsmodels.duration.survfunc import SurvfuncRight

from business_time import UTC, text
from golden import EXACT, File, agree, double, exact, mp, mpf, normal_quantile, tool

TOOLS = f"{EXACT}; agrees with {tool('lifelines', 'statsmodels')}"
DAY = 86_400


def curve(rows):
    """(time, S, Greenwood's sum) at every observed time."""
    share, green, at_risk, steps = Fraction(1), Fraction(0), len(rows), []
    for time in sorted({t for t, _ in rows}):
        ended = sum(1 for t, e in rows if t == time and e)
        if ended:
            share *= Fraction(at_risk - ended, at_risk)
            green = None if green is None or ended == at_risk else green + Fraction(ended, at_risk * (at_risk - ended))
        steps.append((time, share, green, ended))
        at_risk -= sum(1 for t, _ in rows if t == time)
    return steps


def bounds(share, green, level):
    if share in (0, 1):
        return None
    log = mp.log(exact(share))
    half = normal_quantile(level) * mp.sqrt(exact(green)) / abs(log)
    return mp.exp(log * mp.exp(half)), mp.exp(log * mp.exp(-half))


def exact_or(value):
    return value if isinstance(value, mpf) else exact(value)


def check(rows, level):
    times, ended = np.array([t for t, _ in rows], float), np.array([e for _, e in rows])
    fitter = KaplanMeierFitter(alpha=1 - level).fit(times, ended)
    there = SurvfuncRight(times, ended.astype(int)) if ended.any() else None
    for time, share, green, d in curve(rows):
        agree(exact(share), fitter.survival_function_at_times(time).iloc[0], what="lifelines S")
        if bounds(share, green, level):
            low, high = fitter.confidence_interval_.loc[float(time)]
            agree(bounds(share, green, level)[0], low, relative=1e-9, what="lifelines lower")
            agree(bounds(share, green, level)[1], high, relative=1e-9, what="lifelines upper")
        if there is not None and d and green is not None:
            at = list(there.surv_times).index(float(time))
            agree(exact(share), there.surv_prob[at], what="statsmodels S")
            agree(exact(share) * mp.sqrt(exact(green)), there.surv_prob_se[at], what="statsmodels error")
    return fitter


def share_at(rows, t, level, ended=False):
    check(rows, level)
    steps = curve(rows)
    before = [step for step in steps if step[0] <= t]
    share, green = (before[-1][1], before[-1][2]) if before else (Fraction(1), Fraction(0))
    result = {"n": len(rows), "estimate": None, "interval": None}
    if t > steps[-1][0] and steps[-1][1] > 0:
        return result
    result["estimate"] = double(1 - share if ended else share)
    found = bounds(share, green, level)
    if found:
        low, high = (1 - found[1], 1 - found[0]) if ended else found
        del result["interval"]
        result |= {"interval.lower": double(low), "interval.upper": double(high),
                   "interval.method": "greenwood_log_log"}
    return result


def quantile(rows, p, level):
    fitter = check(rows, level)
    rest = 1 - Fraction(str(p))

    def first(side):
        return next((t for t, s, g, d in curve(rows) if d and side(s, g) is not None and exact_or(side(s, g)) <= exact(rest)), None)

    estimate = first(lambda s, g: s)
    lower = first(lambda s, g: bounds(s, g, level)[0] if bounds(s, g, level) else (1 if s == 1 else None))
    upper = first(lambda s, g: bounds(s, g, level)[1] if bounds(s, g, level) else (1 if s == 1 else None))
    there = qth_survival_time(float(rest), fitter.survival_function_)
    # Where the curve stands exactly on the line, lifelines' doubles may lie on either side of it.
    tie = any(share == rest for _, share, _, _ in curve(rows))
    if not tie and (None if there == float("inf") else there) != estimate:
        raise SystemExit(f"quantile {p}: {estimate} here, {there} in lifelines")
    if p == 0.5 and upper is not None:
        low, high = median_survival_times(fitter.confidence_interval_).iloc[0]
        if (low, high) != (lower, upper):
            raise SystemExit(f"median: {lower}, {upper} here, {low}, {high} in lifelines")
    result = {"n": len(rows), "estimate": estimate, "interval": None}
    if lower is not None and upper is not None:
        del result["interval"]
        result |= {"interval.lower": lower, "interval.upper": upper, "interval.method": "brookmeyer_crowley"}
    return result


def drawn(seed, count, longest, ties):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        time, watched = rng.weibullvariate(200, 1.3), rng.uniform(0, longest)
        seconds = min(time, watched) * DAY
        rows.append((round(seconds / (30 * DAY)) * 30 * DAY if ties else round(seconds), time <= watched))
    return rows


# The remission times of 6-MP patients (Freireich et al. 1963), in weeks, as in Kalbfleisch and Prentice.
REMISSION = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1), (16, 1), (17, 0),
             (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0), (34, 0), (35, 0)]


def main():
    file = File("survival", "kpi", __file__)
    sets = {"6-MP remissions, weeks as days": [(weeks * DAY, bool(e)) for weeks, e in REMISSION],
            "60 drawn": drawn(1, 60, 500, False), "200 drawn with ties": drawn(2, 200, 400, True),
            "nobody left": [(day * DAY, False) for day in range(1, 9)],
            "all left": [(day * DAY, True) for day in range(1, 9)],
            "one": [(5 * DAY, True)]}
    for name, rows in sets.items():
        columns = {"lifetime_seconds": [float(t) for t, _ in rows], "ended": [e for _, e in rows]}
        for days in (0, 10, 100, 365):
            for ended, named in ((False, "retention_by_survival"), (True, "churn_by_survival")):
                file.add(f"{name}, {named}, {days} days", "survival", tools=TOOLS, columns=columns,
                         definition={"named": named, "at_days": days}, expected=share_at(rows, days * DAY, 0.95, ended))
        for p in (0.25, 0.5, 0.9):
            file.add(f"{name}, quantile {p}", "survival", tools=TOOLS, columns=columns,
                     definition={"named": "time_to_closure", "probability": p}, expected=quantile(rows, p, 0.95))
    # Cases with an open backlog, watched until an instant.
    rng, first = random.Random(5), datetime(2026, 3, 2, tzinfo=UTC)
    starts = [first + timedelta(seconds=rng.randrange(40 * DAY)) for _ in range(80)]
    ends = [start + timedelta(seconds=int(rng.expovariate(1 / (9 * DAY)))) for start in starts]
    until = first + timedelta(days=30)
    rows = [((min(end, until) - start).total_seconds(), end <= until)
            for start, end in zip(starts, ends) if start <= until]
    seen = [end if rng.random() < 0.9 or end <= until else None for end in ends]
    expected = quantile(rows, 0.5, 0.95) | {"excluded.immature": sum(start > until for start in starts)}
    file.add("a backlog, watched until an instant", "survival", tools=TOOLS, observed_until=text(until),
             definition={"named": "time_to_closure"}, expected=expected,
             columns={"start": [text(s) for s in starts], "end": [e and text(e) for e in seen]})
    file.add("a negative time", "survival", error={"code": "negative_duration", "row": 1},
             definition={"named": "time_to_closure"},
             columns={"lifetime_seconds": [1.0, -1.0], "ended": [True, True]})
    file.add("a negative day", "survival", error={"code": "invalid_parameter"},
             definition={"named": "retention_by_survival", "at_days": -1},
             columns={"lifetime_seconds": [1.0], "ended": [True]})
    file.write()


if __name__ == "__main__":
    main()
