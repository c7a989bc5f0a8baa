"""What the scripts of the time indicators share: mean with the Student interval, quantiles
(type 7) with the order-statistic interval, share within a threshold with the Wilson interval.

The ranks of the quantile interval come from exact binomial sums (whole numbers,
no rounding) and are checked against SciPy; the quantiles against NumPy and, for
the shared sets, against their reference values (R).
"""

import json
from datetime import datetime, timedelta
from fractions import Fraction
from math import comb

from golden import EXACT, File, agree, double, exact, mean_interval, mpf, read_rows, resolve, share, tool

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


def microseconds_between(start, end):
    """Seconds, exact to the microsecond, rounded once to a double."""
    span = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return (span // timedelta(microseconds=1)) / 1e6


def seconds_between(opened, replied):
    """Whole seconds, or None while nobody has replied."""
    if not replied:
        return None
    return int((datetime.fromisoformat(replied) - datetime.fromisoformat(opened)).total_seconds())


class DurationFile(File):
    """The golden file of one time indicator."""

    def __init__(self, id, script):
        super().__init__(id, "kpi", script)
        self.all_four = [self.definition("mean"), self.definition("median"), self.definition("p90"),
                         self.definition("share_within", 120)]

    def definition(self, statistic, threshold=None):
        made = {"named": self.id, "statistic": statistic}
        return made if threshold is None else made | {"threshold_seconds": threshold}

    def inline(self, name, d, values, level=0.95, source=None):
        self.add(f"{name}, {d['statistic']}", "kpi", definition=d, columns={"duration_seconds": values},
                 options={"level": level, "missing": "omit"}, expected=expect(d, values, level),
                 tools=tools(d), source=source)

    def spans(self, name, d, start, end):
        """Instants in RFC 3339; without an end the case is open, without a start it is missing."""
        known = [(a, b) for a, b in zip(start, end) if a is not None]
        values = [seconds_between(a, b) for a, b in known if b is not None]
        expected = expect(d, values) | {"excluded.missing": len(start) - len(known),
                                        "excluded.open": len(known) - len(values)}
        self.add(f"{name}, {d['statistic']}", "kpi", definition=d, columns={"start": start, "end": end},
                 options={"level": 0.95, "missing": "omit"}, expected=expected, tools=tools(d))

    def from_data(self, name, d, file, column, values, where=None, source=None):
        data = {"file": file, "columns": {"duration_seconds": column}} | ({"where": where} if where else {})
        self.add(f"{name}, {d['statistic']}", "kpi", definition=d, data=data,
                 options={"level": 0.95, "missing": "omit"}, expected=expect(d, values),
                 tools=tools(d), source=source)

    def spans_from_data(self, name, d, file, start, end, source=None, **where):
        pairs = [(row[start], row[end]) for row in read_rows(file, **where)]
        values = [microseconds_between(a, b) for a, b in pairs if b]
        expected = expect(d, values) | {"excluded.open": len(pairs) - len(values)}
        self.add(f"{name}, {d['statistic']}", "kpi", definition=d,
                 data={"file": file, "columns": {"start": start, "end": end}} | where,
                 options={"level": 0.95, "missing": "omit"}, expected=expected, tools=tools(d), source=source)

    def bad(self, name, d, values, code, missing="omit"):
        self.add(f"{name}, {d['statistic']}", "kpi", definition=d, columns={"duration_seconds": values},
                 options={"level": 0.95, "missing": missing}, error=code)

    def bad_spans(self, name, d, start, end, error, missing="omit"):
        self.add(f"{name}, {d['statistic']}", "kpi", definition=d, columns={"start": start, "end": end},
                 options={"level": 0.95, "missing": missing}, error=error)

    def bad_durations(self):
        """The cases of wrong durations that every time indicator refuses."""
        for d in self.all_four:
            self.bad("negative duration", d, [30.0, 45.0, -0.5, 60.0], {"code": "negative_duration", "row": 2})
            self.bad("NaN is not missing", d, [30.0, "NaN"], {"code": "not_finite", "row": 1})
            self.bad("infinity", d, ["Infinity", 30.0], {"code": "not_finite", "row": 0})
            self.bad("missing where that is not allowed", d, [30.0, None], {"code": "missing_value", "row": 1}, "raise")
            self.bad("no reply", d, [], {"code": "too_few_observations"})
            self.bad("all missing", d, [None, None], {"code": "too_few_observations"})
        self.bad("negative threshold", self.definition("share_within", -1), [30.0], {"code": "invalid_parameter"})

    def bad_options(self):
        """Options that do not fit each other."""
        self.bad("a threshold that is not used", self.definition("mean", 60), [30.0], {"code": "invalid_parameter"})
        self.bad("no threshold", self.definition("share_within"), [30.0], {"code": "invalid_parameter"})
        self.bad("a statistic that there is not", self.definition("mode"), [30.0], {"code": "invalid_document"})


def verizon_repair_times(out):
    """Repair times of Verizon in hours, held against the values of R."""
    definition, verizon = out.definition, "shared/verizon_repair_times/data.csv"
    reference = json.loads(resolve("shared/verizon_repair_times/reference.json").read_text())["values"]
    for group, where in [("all", None), ("ILEC", {"Group": "ILEC"}), ("CLEC", {"Group": "CLEC"})]:
        # The product of two doubles, rounded once, as the runner forms it.
        values = [h * 3600.0 for h in map(float, (r["Time"] for r in read_rows(verizon, where)))]
        for d, key in [(definition("mean"), "mean"), (definition("median"), "p50_type7"),
                       (definition("p90"), "p90_type7"), (definition("share_within", 86400), "share_le_24h")]:
            expected = expect(d, values)
            factor = 1 if "share" in key else 3600
            agree(expected["estimate"], reference[group][key] * factor, what=f"Verizon {group} {key}")
            out.from_data(f"Verizon repair times, {group}", d, verizon, {"column": "Time", "multiply": 3600},
                          values, where, "shared verizon_repair_times (values of R)")
