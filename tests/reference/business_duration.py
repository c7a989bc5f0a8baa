"""Durations of indicators in business time: the brute-force clock of business_time.py, then
the statistics of durations.py.

Rules: a case without an end is open. With `observed_until`, a case that ended later was still
open then, and one that began later is left out as immature.
"""

import random
from datetime import datetime, timedelta, timezone

from business_time import MODEL, UTC, Calendar, calendar, text, workdays
from durations import expect
from golden import EXACT, File

OFFICE = calendar("office", "Asia/Shanghai", workdays("09:00-12:00", "13:30-18:00"))
HOTLINE = calendar("hotline", "America/New_York", workdays("00:00-24:00", days=7))
HOURS = {"calendars": [HOTLINE, OFFICE], "assigned": {"gold": "hotline", "silver": "office"}}
TOOLS = f"{MODEL}; {EXACT}"


def clock(calendars, assigned=None, otherwise=None):
    hours = {"calendars": calendars}
    if assigned:
        hours["assigned"] = assigned
    if otherwise:
        hours["otherwise"] = otherwise
    return {"business": {"hours": hours}}


def drawn(seed, first, days, count, open_share):
    rng = random.Random(seed)
    rows = []
    for _ in range(count):
        start = first + timedelta(seconds=rng.randrange(days * 86_400))
        end = start + timedelta(seconds=int(rng.expovariate(1 / 90_000)))
        rows.append((start, None if rng.random() < open_share else end))
    return rows


def case(file, name, rows, statistic, by, until=None, services=None):
    """`by` gives the calendar of a service; None is elapsed time."""
    values, opened, immature = [], 0, 0
    for at, (start, end) in enumerate(rows):
        if until and start > until:
            immature += 1
        elif end is None or (until and end > until):
            opened += 1
        else:
            document = by(services[at] if services else None)
            values.append(Calendar(document).business(start, end))
    options = {"named": "first_response_time", "statistic": statistic[0],
               "clock": clock([OFFICE], otherwise="office") if services is None
               else clock([HOTLINE, OFFICE], {"gold": "hotline"}, "office")}
    if statistic[0] == "share_within":
        options["threshold_seconds"] = statistic[1]
    expected = expect(options, values)
    if opened:
        expected["excluded.open"] = opened
    if immature:
        expected["excluded.immature"] = immature
    columns = {"start": [text(start) for start, _ in rows], "end": [end and text(end) for _, end in rows]}
    if services:
        columns["service"] = services
    inputs = {"definition": options, "columns": columns}
    if until:
        inputs["observed_until"] = text(until)
    file.add(name, "business_duration", expected=expected, tools=TOOLS, **inputs)


def main():
    file = File("business_duration", "kpi", __file__)
    first = datetime(2026, 3, 2, tzinfo=UTC)
    rows = drawn(1, first, 20, 60, 0.15)
    services = [random.Random(7 + at).choice(["gold", "silver", None]) for at in range(len(rows))]
    by = lambda service: HOTLINE if service == "gold" else OFFICE
    for statistic in (("mean",), ("median",), ("p90",), ("share_within", 3_600.0)):
        case(file, f"{statistic[0]}, one office", rows, statistic, lambda _: OFFICE)
        case(file, f"{statistic[0]}, a calendar for each tier", rows, statistic, by, services=services)
        case(file, f"{statistic[0]}, as of a snapshot", rows, statistic, lambda _: OFFICE,
             until=first + timedelta(days=12))
    file.add("a tier without calendar", "business_duration", error={"code": "invalid_cell", "row": 1},
             definition={"named": "reply_time", "clock": clock([OFFICE], {"gold": "office"})},
             columns={"start": [text(first)] * 2, "end": [text(first)] * 2, "service": ["gold", "bronze"]})
    file.add("assigned calendars without a column", "business_duration", error={"code": "wrong_observations"},
             definition={"named": "reply_time", "clock": clock([OFFICE], {"gold": "office"})},
             columns={"start": [text(first)], "end": [text(first)]})
    file.write()


if __name__ == "__main__":
    main()
