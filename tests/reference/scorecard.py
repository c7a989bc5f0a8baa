"""Scorecards by brute force: periods with zoneinfo and the calendar of Python, shares with
Wilson's interval, repeat contacts by looking through the whole log for each contact.

Progress is (actual - baseline) / (target - baseline). A period is better or worse than the one
before where Newcombe's interval of the difference (statsmodels) leaves out zero. A rolling window
is formed for each day with observations of the unit, where it does not begin before the first day
of all observations.
"""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from statsmodels.stats.proportion import confint_proportions_2indep

from business_time import UTC, text
from golden import EXACT, File, double, share, tool

TOOLS = f"zoneinfo; {EXACT}; differences with {tool('statsmodels')}"
WINDOW = 3
TARGET, BASELINE = Fraction(7, 10), Fraction(4, 10)


def period(rule, day):
    """Name and first day."""
    if rule == "day":
        return str(day), day
    if rule == "iso_week":
        year, week, weekday = day.isocalendar()
        return f"{year}-W{week:02}", day - timedelta(weekday - 1)
    if rule == "month":
        return f"{day:%Y-%m}", day.replace(day=1)
    if rule == "quarter":
        quarter = (day.month - 1) // 3
        return f"{day.year}-Q{quarter + 1}", date(day.year, 3 * quarter + 1, 1)
    if rule == "year":
        return str(day.year), date(day.year, 1, 1)
    (kind, options), = rule.items()
    first = options["first_month"]
    begin = date(day.year if day.month >= first else day.year - 1, first, 1)
    named = begin.year if first == 1 else begin.year + 1
    if kind == "fiscal_year":
        return f"FY{named}", begin
    quarter = (12 * (day.year - begin.year) + day.month - begin.month) // 3
    month = first - 1 + 3 * quarter
    return f"FY{named}-Q{quarter + 1}", date(begin.year + month // 12, month % 12 + 1, 1)


def drawn(seed, first, days, count):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        unit = rng.choice(["north", "south"])
        at = first + timedelta(seconds=rng.randrange(days * 86_400))
        rows.append({"unit": unit, "at": at, "outcome": rng.random() < (0.35 if at < first + timedelta(days // 2) else 0.85),
                     "customer": f"c{rng.randrange(count // 2)}"})
    return rows


def repeats(rows, until):
    """Resolved, not resolved, or None while the window has not passed."""
    for row in rows:
        if row["at"] + timedelta(WINDOW) > until:
            row["resolved"] = None
        else:
            row["resolved"] = not any(other["customer"] == row["customer"]
                                      and row["at"] < other["at"] <= row["at"] + timedelta(WINDOW) for other in rows)


def cells(rows, rule, zone):
    """(unit, name, first day) to rows, and the order of time."""
    found = {}
    for row in rows:
        day = row["at"].astimezone(zone).date()
        if isinstance(rule, dict) and "rolling_days" in rule:
            found.setdefault((row["unit"], day), []).append(row)
        else:
            name, first = period(rule, day)
            found.setdefault((row["unit"], first, name), []).append(row)
    if not (isinstance(rule, dict) and "rolling_days" in rule):
        return {key: (rows, None) for key, rows in sorted(found.items())}
    length = rule["rolling_days"]["days"]
    earliest = min(day for _, day in found)
    windows = {}
    for unit, day in sorted(found):
        first = day - timedelta(length - 1)
        if first >= earliest:
            inside = [row for (u, d), part in found.items() if u == unit and first <= d <= day for row in part]
            windows[unit, first, f"{first}/{day}"] = (inside, day)
    return windows


def count(rows, indicator):
    values = [row["outcome" if indicator == "solved" else "resolved"] for row in rows]
    present = [value for value in values if value is not None]
    return sum(present), len(present), len(values) - len(present)


def expected(rows, rule, zone, minimum):
    result, shown, suppressed = {}, 0, 0
    table = cells(rows, rule, zone)
    for indicator in ("solved", "fcr"):
        for (unit, first, name), (inside, last) in table.items():
            k, n, immature = count(inside, indicator)
            if n == 0:
                continue
            key = f"{indicator}/{unit}/{name}"
            shown += 1
            result[f"{key}.first_day"] = str(first)
            result[f"{key}.measure.n"] = n
            result[f"{key}.suppressed"] = n < minimum
            if n < minimum:
                suppressed += 1
                result[f"{key}.measure.estimate"] = None
                continue
            made = share(k, n)
            result[f"{key}.measure.estimate"] = made["estimate"]
            result[f"{key}.measure.interval.lower"] = made["interval.lower"]
            if indicator == "fcr":
                continue
            result[f"{key}.progress.estimate"] = double((Fraction(k, n) - BASELINE) / (TARGET - BASELINE))
            result[f"{key}.progress.upper"] = (made["interval.upper"] - 0.4) / (0.7 - 0.4)
            before = [(k2, v) for k2, v in table.items() if k2[0] == unit and
                      (k2[1] < first if last is None else v[1] < first) and count(v[0], indicator)[1] > 0]
            if not before or count(before[-1][1][0], indicator)[1] < minimum:
                result[f"{key}.course"] = None
                continue
            k0, n0, _ = count(before[-1][1][0], indicator)
            lower, upper = confint_proportions_2indep(k, n, k0, n0, compare="diff", method="newcomb")
            result[f"{key}.course"] = "better" if lower > 0 else "worse" if upper < 0 else "undecided"
            result[f"{key}.change.difference"] = double(Fraction(k, n) - Fraction(k0, n0))
    result["rows"], result["suppressed"] = shown, suppressed
    return result


def main():
    file = File("scorecard", "kpi", __file__)
    plans = [("day", 3, 40), ("iso_week", 400, 150), ("month", 200, 200), ("quarter", 700, 200), ("year", 1500, 120),
             ({"fiscal_quarter": {"first_month": 4}}, 500, 150), ({"fiscal_year": {"first_month": 10}}, 1200, 100),
             ({"fiscal_year": {"first_month": 1}}, 800, 60), ({"rolling_days": {"days": 7}}, 25, 120)]
    for seed, (rule, days, number) in enumerate(plans):
        for zone in ("Asia/Shanghai", "America/New_York"):
            first = datetime(2025, 12, 20, tzinfo=UTC)
            rows = drawn(seed, first, days, number)
            until = first + timedelta(days)
            repeats(rows, until)
            minimum = 5 if seed % 2 else 0
            file.add(f"{rule}, {zone}", "scorecard", tools=TOOLS,
                     options={"periods": {"length": rule, "time_zone": zone}, "minimum_n": minimum},
                     observed_until=text(until), expected=expected(rows, rule, ZoneInfo(zone), minimum),
                     columns={"unit": [row["unit"] for row in rows], "at": [text(row["at"]) for row in rows],
                              "outcome": [row["outcome"] for row in rows],
                              "customer": [row["customer"] for row in rows]})
    file.write()


if __name__ == "__main__":
    main()
