"""First response time: mean with the Student interval, quantiles (type 7) with the
order-statistic interval, share within a threshold with the Wilson interval.

The ranks of the quantile interval come from exact binomial sums (whole numbers,
no rounding) and are checked against SciPy; the quantiles against NumPy and, for
the shared sets, against their reference values (R).
"""

import json
from datetime import datetime
from fractions import Fraction
from math import comb

from golden import (EXACT, File, agree, double, exact, mean_interval, mpf, numbers, read_rows,
                    resolve, share, tool)

TOOLS = {
    "mean": f"{EXACT}; agrees with {tool('scipy')} stats.t.interval",
    "quantile": f"exact fractions; quantile agrees with {tool('numpy')} quantile(method='linear'), "
                f"ranks with {tool('scipy')} stats.binom.cdf",
    "share_within": f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint",
}
QUANTILES = {"median": Fraction(1, 2), "p90": Fraction(9, 10)}


def cumulative(n, q):
    """P(Bin(n, q) <= j) for j = 0..n; fractions for small n, 60 digits for large n."""
    total, sums = 0, []
    if n <= 2000:
        a, b = q.numerator, q.denominator
        whole = b**n
        for j in range(n + 1):
            total += comb(n, j) * a**j * (b - a) ** (n - j)
            sums.append(Fraction(total, whole))
        return sums
    p = exact(q)
    term = (1 - p) ** n
    for j in range(n + 1):
        total += term
        sums.append(mpf(total))
        term = term * (n - j) / (j + 1) * p / (1 - p)
    if abs(total - 1) > mpf(10) ** -45:
        raise SystemExit("the binomial sums do not add to one")
    return sums


def ranks(n, q, level):
    """The 1-based ranks (r, s), or None where the interval does not exist."""
    from scipy import stats
    tail = (1 - Fraction(repr(level))) / 2
    sums = cumulative(n, q)
    low = exact(tail) if isinstance(sums[0], mpf) else tail
    high = exact(1 - tail) if isinstance(sums[0], mpf) else 1 - tail
    r = max((j + 1 for j in range(n) if sums[j] <= low), default=None)
    s = min((j + 1 for j in range(n) if sums[j] >= high), default=None)
    if r is None or s is None:
        return None
    # Another road to the same ranks.
    cdf = lambda j: stats.binom.cdf(j, n, float(q))
    t = float(tail)
    if not (cdf(r - 1) <= t * (1 + 1e-9) and cdf(r) > t and cdf(s - 1) >= (1 - t) * (1 - 1e-12) and cdf(s - 2) < 1 - t):
        raise SystemExit(f"ranks {r}, {s} of {n}: SciPy disagrees")
    return r, s


def quantile(values, q, level):
    import numpy as np
    ordered = sorted(Fraction(v) for v in values)
    n = len(ordered)
    h = (n - 1) * q
    low = h.numerator // h.denominator
    value = ordered[low] + (h - low) * (ordered[min(low + 1, n - 1)] - ordered[low])
    agree(double(value), np.quantile(np.array(values, dtype=float), float(q), method="linear"), what="quantile")
    found = ranks(n, q, level)
    bounds = (None, None) if found is None else tuple(double(ordered[k - 1]) for k in found)
    return {"estimate": double(value), "n": n, "interval.lower": bounds[0], "interval.upper": bounds[1]}


def expect(definition, values, level=0.95):
    present = [v for v in values if v is not None]
    statistic = definition["statistic"]
    if statistic == "mean":
        expected = mean_interval(present, level)
    elif statistic == "share_within":
        expected = share(sum(v <= definition["threshold_seconds"] for v in present), len(present), level)
    else:
        expected = quantile(present, QUANTILES[statistic], level)
    return expected | {"excluded.missing": len(values) - len(present)}


def tools(definition):
    return TOOLS.get(definition["statistic"], TOOLS["quantile"])


def definition(statistic, threshold=None):
    made = {"named": "first_response_time", "statistic": statistic}
    return made if threshold is None else made | {"threshold_seconds": threshold}


def seconds_between(opened, replied):
    """Whole seconds, or None while nobody has replied."""
    if not replied:
        return None
    return int((datetime.fromisoformat(replied) - datetime.fromisoformat(opened)).total_seconds())


def main():
    out = File("first_response_time", "kpi", __file__)
    all_four = [definition("mean"), definition("median"), definition("p90"), definition("share_within", 120)]

    def inline(name, d, values, level=0.95, source=None):
        out.add(f"{name}, {d['statistic']}", "kpi", definition=d, columns={"duration_seconds": values},
                options={"level": level, "missing": "omit"}, expected=expect(d, values, level),
                tools=tools(d), source=source)

    small = [30.0, 45.5, 61.0, 90.0, 120.0, 120.5, 150.25, 200.0, 310.0, 15.0, 75.0, 600.0]
    forty = [float((37 * i * i + 11 * i) % 997) / 2 for i in range(40)]
    for d in all_four:
        inline("twelve replies", d, small)
        inline("twelve replies at 0.8", d, small, 0.8)
        inline("forty replies with ties", d, forty)
        inline("two without a reply", d, [30.0, None, 61.0, 90.0, None, 120.0, 150.25, 200.0])
        inline("one reply", d, [42.5])
    inline("exactly the threshold is within it", definition("share_within", 120), [120.0, 120.0, 119.999, 120.001])
    inline("all at once", definition("median"), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    inline("five: no interval for the median at 0.95", definition("median"), [5.0, 1.0, 4.0, 2.0, 3.0])
    inline("six: lowest and highest", definition("median"), [5.0, 1.0, 4.0, 2.0, 3.0, 6.0])
    hundred = [float(i) for i in range(1, 101)]
    for statistic in ("median", "p90"):
        for level in (0.90, 0.95, 0.99):
            inline(f"one to hundred at {level}", definition(statistic), hundred, level)
    for n in (28, 29, 35, 36, 37):
        inline(f"one to {n}: where the interval begins to exist", definition("p90"), hundred[:n])

    def from_data(name, d, file, column, values, where=None, source=None):
        data = {"file": file, "columns": {"duration_seconds": column}} | ({"where": where} if where else {})
        out.add(f"{name}, {d['statistic']}", "kpi", definition=d, data=data,
                options={"level": 0.95, "missing": "omit"}, expected=expect(d, values),
                tools=tools(d), source=source)

    verizon = "shared/verizon_repair_times/data.csv"
    reference = json.loads(resolve("shared/verizon_repair_times/reference.json").read_text())["values"]
    for group, where in [("all", None), ("ILEC", {"Group": "ILEC"}), ("CLEC", {"Group": "CLEC"})]:
        # The product of two doubles, rounded once, as the runner forms it.
        values = [h * 3600.0 for h in map(float, (r["Time"] for r in read_rows(verizon, where)))]
        for d, key in [(definition("mean"), "mean"), (definition("median"), "p50_type7"),
                       (definition("p90"), "p90_type7"), (definition("share_within", 86400), "share_le_24h")]:
            expected = expect(d, values)
            factor = 1 if "share" in key else 3600
            agree(expected["estimate"], reference[group][key] * factor, what=f"Verizon {group} {key}")
            from_data(f"Verizon repair times, {group}", d, verizon, {"column": "Time", "multiply": 3600},
                      values, where, "shared verizon_repair_times (values of R)")

    calls = "shared/call_centre_technion_jan1999/log.csv"
    where = {"outcome": "AGENT"}
    waits = numbers(read_rows(calls, where), "q_time")
    reference = json.loads(resolve("shared/call_centre_technion_jan1999/reference.json").read_text())["values"]
    for d, value in [(definition("mean"), reference["wait_served_s"]["mean"]),
                     (definition("median"), reference["wait_served_s"]["median"]),
                     (definition("p90"), reference["wait_served_s"]["p90"]),
                     (definition("share_within", 20),
                      reference["service_level_20s_served_over_served"]["rate"])]:
        agree(expect(d, waits)["estimate"], value, what="call centre")
        from_data("call centre, waits of served calls", d, calls, "q_time", waits, where,
                  "shared call_centre_technion_jan1999 (values of pandas)")

    desk = "tests/data/simulated_service_desk/contacts.csv"
    for where in (None, {"team": "north"}, {"team": "south"}):
        values = [seconds_between(row["opened_at"], row["first_reply_at"]) for row in read_rows(desk, where)]
        for d in (definition("mean"), definition("median"), definition("p90"), definition("share_within", 3600)):
            from_data(f"simulated service desk, {where['team'] if where else 'all'}", d, desk,
                      {"from": "opened_at", "to": "first_reply_at"}, values, where)

    def bad(name, d, values, code, missing="omit"):
        out.add(f"{name}, {d['statistic']}", "kpi", definition=d, columns={"duration_seconds": values},
                options={"level": 0.95, "missing": missing}, error=code)

    for d in all_four:
        bad("negative duration", d, [30.0, 45.0, -0.5, 60.0], {"code": "negative_duration", "row": 2})
        bad("NaN is not missing", d, [30.0, "NaN"], {"code": "not_finite", "row": 1})
        bad("infinity", d, ["Infinity", 30.0], {"code": "not_finite", "row": 0})
        bad("missing where that is not allowed", d, [30.0, None], {"code": "missing_value", "row": 1}, "raise")
        bad("no reply", d, [], {"code": "too_few_observations"})
        bad("all missing", d, [None, None], {"code": "too_few_observations"})
    bad("negative threshold", definition("share_within", -1), [30.0], {"code": "invalid_parameter"})
    out.write()


if __name__ == "__main__":
    main()
