"""Weighted shares, means and net scores with errors over clusters: statsmodels' WLS on a constant
with clustered errors, and Student's t with G - 1 degrees of freedom. First contact resolution
likewise over the mature contacts, with customers as clusters.
"""

import random
from datetime import datetime, timedelta

import numpy as np
import statsmodels.api as sm
from scipy.stats import t

from business_time import UTC, text
from golden import File, tool

TOOLS = tool("statsmodels", "scipy")
TOLERANCE = {"relative": 1e-10, "absolute": 1e-10}


def fit(y, w, g, low, high):
    groups = np.unique(g, return_inverse=True)[1]
    y, w = np.array(y, float), np.array(w, float)
    found = sm.WLS(y, np.ones(len(y)), weights=w).fit(cov_type="cluster", cov_kwds={"groups": groups})
    count = len(set(groups))
    half = t.ppf(0.975, count - 1) * found.bse[0]
    mean = found.params[0]
    independent = np.sum(w * (y - mean) ** 2) / np.sum(w) / (len(y) - 1)
    return {"measure.estimate": mean, "measure.n": len(y), "clusters": count, "weight": float(np.sum(w)),
            "measure.interval.lower": max(mean - half, low), "measure.interval.upper": min(mean + half, high),
            "design_effect": found.bse[0] ** 2 / independent}


def main():
    file = File("clustered", "kpi", __file__)
    rng = random.Random(11)
    n = 120
    customers = [f"c{rng.randrange(30)}" for _ in range(n)]
    mood = {c: rng.random() for c in sorted(set(customers))}
    solved = [rng.random() < mood[c] for c in customers]
    ratings = [min(10, max(0, round(rng.gauss(4 + 6 * mood[c], 2)))) for c in customers]
    seconds = [round(rng.expovariate(1 / (60 + 600 * mood[c])), 3) for c in customers]
    weights = [round(rng.uniform(0.2, 3), 4) for _ in range(n)]
    nps = [100 * ((r >= 9) - (r <= 6)) for r in ratings]
    infinite = float("inf")
    plans = [("share", {"named": "resolution_rate"}, {"outcome": solved}, [float(s) for s in solved], 0, 1),
             ("net score", {"named": "net_promoter_score"}, {"rating": ratings}, nps, -100, 100),
             ("mean of durations", {"named": "average_handling_time"}, {"duration_seconds": seconds}, seconds, 0, infinite),
             ("share within", {"named": "reply_time", "statistic": "share_within", "threshold_seconds": 120.0},
              {"duration_seconds": seconds}, [float(s <= 120) for s in seconds], 0, 1)]
    for name, definition, columns, y, low, high in plans:
        for clustered in (True, False):
            for weighted in (True, False):
                g = customers if clustered else list(range(n))
                w = weights if weighted else [1.0] * n
                more = ({"cluster": customers} if clustered else {}) | ({"weight": weights} if weighted else {})
                file.add(f"{name}, clusters {clustered}, weights {weighted}", "clustered", tools=TOOLS,
                         tolerance=TOLERANCE, definition=definition, columns=columns | more,
                         expected=fit(y, w, g, low, high))
    # First contact resolution: resolved or not of every mature contact, by customer.
    first = datetime(2026, 3, 2, tzinfo=UTC)
    at = [first + timedelta(seconds=rng.randrange(40 * 86_400)) for _ in customers]
    until, window = first + timedelta(40), timedelta(7)
    mature = [row for row in range(n) if at[row] + window <= until]
    kept = [float(not any(customers[o] == customers[row] and at[row] < at[o] <= at[row] + window for o in range(n)))
            for row in mature]
    found = fit(kept, [1.0] * len(kept), [customers[row] for row in mature], 0, 1)
    file.add("first contact resolution over customers", "repeat", tools=TOOLS, tolerance=TOLERANCE,
             definition={"named": "first_contact_resolution"}, interval="clusters", observed_until=text(until),
             columns={"customer": customers, "at": [text(a) for a in at]},
             expected={"estimate": found["measure.estimate"], "n": len(kept), "excluded.immature": n - len(kept),
                       "interval.lower": found["measure.interval.lower"],
                       "interval.upper": found["measure.interval.upper"], "interval.method": "linearised_clusters"})
    for name, weight in (("negative weight", -1.0),):
        file.add(name, "clustered", error={"code": "invalid_cell", "row": 1}, definition={"named": "resolution_rate"},
                 columns={"outcome": [True, False], "weight": [1.0, weight]})
    file.write()


if __name__ == "__main__":
    main()
