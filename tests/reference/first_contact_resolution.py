"""First contact resolution by brute force: every contact is compared with every other
contact of the same customer; Wilson interval checked against statsmodels."""

import json
from collections import defaultdict
from datetime import datetime, timezone

from golden import EXACT, File, agree, read_rows, resolve, share, tool

TOOLS = f"brute force over all pairs; {EXACT}; agrees with {tool('statsmodels')} proportion_confint"
DAY = 86400


def seconds(at):
    """Epoch seconds of a number or of an RFC 3339 text."""
    if not isinstance(at, str):
        return at
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise SystemExit(f"no zone: {at}")
    return int(moment.timestamp())


def expect(customers, times, window_days, observed_until, level=0.95):
    """A contact is resolved when no contact of its customer is strictly later than it
    and at most `window_days` after it; it is mature when the window had ended by
    `observed_until`. Rows without customer or time count for nothing."""
    window, until = window_days * DAY, seconds(observed_until)
    rows = [(c, seconds(t)) for c, t in zip(customers, times) if c is not None and t is not None]
    mature = [(c, t) for c, t in rows if t + window <= until]
    of_customer = defaultdict(list)
    for c, t in rows:
        of_customer[c].append(t)
    resolved = sum(not any(t < other <= t + window for other in of_customer[c]) for c, t in mature)
    return share(resolved, len(mature), level) | {
        "excluded.immature": len(rows) - len(mature), "excluded.missing": len(customers) - len(rows)}


def main():
    out = File("first_contact_resolution", "kpi", __file__)

    def definition(days):
        return {"named": "first_contact_resolution", "window_days": days}

    def inline(name, customers, times, until, days=7, level=0.95, source=None):
        out.add(name, "kpi", definition=definition(days), columns={"customer": customers, "at": times},
                options={"level": level, "missing": "omit", "observed_until": until},
                expected=expect(customers, times, days, until, level), tools=TOOLS, source=source)

    t0 = 1_767_225_600  # 2026-01-01T00:00:00Z
    at = lambda *days: [t0 + int(d * DAY) for d in days]
    inline("one of four comes back", ["a", "a", "b", "c"], at(0, 3, 1, 2), t0 + 60 * DAY,
           source="FIELD 2.5: contacts, not issues, are the base")
    inline("exactly at the end of the window is a repeat", ["a", "a"], at(0, 7), t0 + 60 * DAY)
    inline("one second after the window is none", ["a", "a"], [t0, t0 + 7 * DAY + 1], t0 + 60 * DAY)
    inline("the last days are immature", ["a", "b", "c", "d"], at(0, 20, 23, 24), t0 + 30 * DAY)
    inline("mature at the last second", ["a", "b"], [t0 + 23 * DAY, t0 + 23 * DAY + 1], t0 + 30 * DAY)
    inline("an immature contact is still a repeat", ["a", "a", "b"], at(20, 25, 3), t0 + 28 * DAY)
    inline("chain of contacts", ["a"] * 5, at(0, 5, 10, 15, 30), t0 + 60 * DAY)
    inline("not in the order of time", ["b", "a", "b", "a", "a"], at(9, 30, 2, 1, 4), t0 + 60 * DAY)
    inline("at the same instant: neither is later", ["a", "a", "b"], at(1, 1, 1), t0 + 60 * DAY)
    inline("window of one day", ["a", "a", "b", "b"], at(0, 0.5, 1, 2.5), t0 + 60 * DAY, days=1)
    inline("window of thirty days", ["a", "a", "b", "b"], at(0, 29, 1, 45), t0 + 90 * DAY, days=30)
    inline("contact without a customer or time", ["a", None, "b", "a"], [t0, t0 + DAY, None, t0 + 2 * DAY], t0 + 60 * DAY)
    inline("RFC 3339 in several zones",
           ["a", "a", "b", "b", "c"],
           ["2026-03-01T23:30:00+08:00", "2026-03-08T16:30:00+01:00", "2026-03-01T23:30:00+08:00",
            "2026-03-08T16:30:01+01:00", "2026-03-02T00:00:00Z"],
           "2026-04-01T00:00:00Z")
    inline("ids that look like numbers", ["007", "7", "07", "7"], at(0, 1, 2, 3), t0 + 60 * DAY)
    state, customers, times = 12345, [], []
    for _ in range(200):
        state = (1103515245 * state + 12345) % 2**31
        customers.append(f"k{state // 65536 % 40:02d}")
        state = (1103515245 * state + 12345) % 2**31
        times.append(t0 + state % (90 * DAY))
    for days in (1, 7, 14):
        inline(f"two hundred contacts of forty customers, {days} days", customers, times, t0 + 90 * DAY, days)
    inline("two hundred contacts at 0.9", customers, times, t0 + 90 * DAY, 7, 0.9)

    # The call centre of January 1999.
    file = "shared/call_centre_technion_jan1999/log.csv"
    rows = read_rows(file, {"outcome": "AGENT"}, {"customer_id": "0"})
    if any(int(r["customer_id"]) <= 0 for r in rows):
        raise SystemExit("a negative customer id")

    def clock(date, text):
        hours, minutes, secs = map(int, text.split(":"))
        return int(datetime.fromisoformat(date).replace(tzinfo=timezone.utc).timestamp()) + hours * 3600 + minutes * 60 + secs

    until = "1999-02-01T00:00:00Z"
    expected = expect([r["customer_id"] for r in rows], [clock(r["date"], r["vru_entry"]) for r in rows], 7, until)
    there = json.loads(resolve("shared/call_centre_technion_jan1999/reference.json").read_text())["values"]["fcr_proxy_no_repeat_within_7_days"]
    agree(expected["estimate"], there["rate"], what="call centre")
    if expected["n"] != there["n"]:
        raise SystemExit("call centre: another number of mature calls")
    out.add("call centre January 1999, served calls of known customers", "kpi", definition=definition(7),
            data={"file": file, "where": {"outcome": "AGENT"}, "where_not": {"customer_id": "0"},
                  "columns": {"customer": "customer_id", "at": {"date": "date", "clock": "vru_entry"}}},
            options={"level": 0.95, "missing": "omit", "observed_until": until}, expected=expected, tools=TOOLS,
            source="shared call_centre_technion_jan1999: 3854 of 9586 = 0.4020446484456499 (pandas)")

    desk = "tests/data/simulated_service_desk/contacts.csv"
    until = "2026-07-06T00:00:00+08:00"
    for where, days in [(None, 7), (None, 1), (None, 30), ({"team": "north"}, 7), ({"team": "south"}, 7)]:
        rows = read_rows(desk, where)
        data = {"file": desk, "columns": {"customer": "customer", "at": "opened_at"}} | ({"where": where} if where else {})
        out.add(f"simulated service desk, {where['team'] if where else 'all'}, {days} days", "kpi",
                definition=definition(days), data=data,
                options={"level": 0.95, "missing": "omit", "observed_until": until},
                expected=expect([r["customer"] for r in rows], [r["opened_at"] for r in rows], days, until),
                tools=TOOLS)

    def bad(name, customers, times, code, until=t0 + 60 * DAY, missing="omit", days=7):
        out.add(name, "kpi", definition=definition(days), columns={"customer": customers, "at": times},
                options={"level": 0.95, "missing": missing, "observed_until": until}, error=code)

    bad("columns of different length", ["a", "b"], [t0], {"code": "length_mismatch"})
    bad("missing customer where that is not allowed", ["a", None], at(0, 1), {"code": "missing_value", "row": 1}, missing="raise")
    bad("missing time where that is not allowed", ["a", "b"], [None, t0], {"code": "missing_value", "row": 0}, missing="raise")
    bad("no contact", [], [], {"code": "too_few_observations"})
    bad("only immature contacts", ["a", "b"], at(55, 58), {"code": "too_few_observations"})
    bad("a time without a zone", ["a", "b"], ["2026-03-01T10:00:00Z", "2026-03-01T10:00:00"],
        {"code": "invalid_instant", "row": 1}, until="2026-04-01T00:00:00Z")
    bad("no time at all", ["a"], ["yesterday"], {"code": "invalid_instant", "row": 0}, until="2026-04-01T00:00:00Z")
    bad("a window of no day", ["a"], [t0], {"code": "invalid_parameter"}, days=0)
    out.write()


if __name__ == "__main__":
    main()
