"""Business time by brute force: the clock of the zone is read at every minute.

A service is open in a minute when the local time of that minute lies in a shift of the
local day, or in a shift of the day before that runs over midnight. Zones come from
zoneinfo with the tzdata package. Every instant here is a whole second; a minute that a
span covers in part counts with that part.

Where definitions agree, the numbers are compared with pandas' CustomBusinessHour (due
dates; pandas moves a due date at closing time to the next opening, so these are left out),
NumPy's busday functions and chinesecalendar (working days).

    pip install -r tests/reference/requirements.txt
    python tests/reference/business_time.py
"""

import random
import tomllib
import zoneinfo
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from golden import File, tool

zoneinfo.reset_tzpath([])  # the tzdata package, not the machine
UTC = timezone.utc
MINUTE = timedelta(minutes=1)
TESTS = Path(__file__).resolve().parents[1]
NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MODEL = f"brute force over minutes with zoneinfo and {tool('tzdata')}"
EXACT = {"relative": 0, "absolute": 0}


def minutes_of(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


class Calendar:
    def __init__(self, document):
        self.zone = zoneinfo.ZoneInfo(document["time_zone"])
        self.week = {NAMES.index(name): self.read(shifts) for name, shifts in document.get("week", {}).items()}
        self.special = {date.fromisoformat(day["date"]): [] for day in document.get("holidays", [])}
        for day in document.get("special_days", []):
            shifts = self.week[NAMES.index(day["like"])] if "like" in day else self.read(day["shifts"])
            self.special[date.fromisoformat(day["date"])] = shifts

    @staticmethod
    def read(shifts):
        pairs = [tuple(map(minutes_of, shift.split("-"))) for shift in shifts]
        return [(a, b if b > a else b + 1440) for a, b in pairs]

    def shifts(self, day):
        return self.special.get(day, self.week.get(day.weekday(), []))

    def is_open(self, instant):
        local = instant.astimezone(self.zone)
        clock, day = local.hour * 60 + local.minute, local.date()
        return (any(a <= clock < b for a, b in self.shifts(day))
                or any(a <= clock + 1440 < b for a, b in self.shifts(day - timedelta(1))))

    def open_seconds(self, start, end):
        """Seconds of every minute that is open, in order: (first second, last second)."""
        minute = start.replace(second=0)
        while minute < end:
            if self.is_open(minute):
                yield max(minute, start), min(minute + MINUTE, end)
            minute += MINUTE

    def business(self, start, end):
        return int(sum((b - a).total_seconds() for a, b in self.open_seconds(start, end)))

    def stretches(self, start, end):
        merged = []
        for a, b in self.open_seconds(start, end):
            if merged and merged[-1][1] == a:
                merged[-1][1] = b
            else:
                merged.append([a, b])
        return merged

    def due(self, start, seconds):
        if seconds == 0:
            return start
        for a, b in self.open_seconds(start, start + timedelta(days=400)):
            length = int((b - a).total_seconds())
            if seconds <= length:
                return a + timedelta(seconds=seconds)
            seconds -= length
        raise SystemExit("no due date within 400 days")

    def latest_start(self, end, seconds):
        if seconds == 0:
            return end
        minute = end.replace(second=0)
        while True:
            if self.is_open(minute):
                length = int((min(minute + MINUTE, end) - minute).total_seconds())
                if seconds < length:
                    return minute + timedelta(seconds=length - seconds)
                seconds -= length
                if seconds == 0 and length:
                    return minute
            minute -= MINUTE

    def is_worked(self, day):
        return bool(self.shifts(day))

    def add_working_days(self, day, count):
        if count == 0 and self.is_worked(day):
            return day
        count = max(count, 1)
        while count:
            day += timedelta(1)
            count -= self.is_worked(day)
        return day


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def text(instant):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def workdays(*shifts, days=5):
    return {name: list(shifts) for name in NAMES[:days]}


def china():
    document = tomllib.loads((TESTS / "data/calendars/china_2025_2026.toml").read_text())
    days = {"holidays": [], "workdays": []}
    for kind, into in days.items():
        for entry in document[kind]:
            first = date.fromisoformat(entry.get("first") or entry["date"])
            last = date.fromisoformat(entry.get("last") or entry["date"])
            for offset in range((last - first).days + 1):
                into.append({"date": str(first + timedelta(offset)), "name": entry["name"]})
    return {"id": "government_hall", "time_zone": "Asia/Shanghai", "week": workdays("09:00-12:00", "13:30-17:30"),
            "holidays": days["holidays"], "special_days": [day | {"like": "friday"} for day in days["workdays"]],
            "known": document["known"]}


def calendar(id, zone, week, **more):
    return {"id": id, "time_zone": zone, "week": week} | more


NEW_YORK = calendar("new_york", "America/New_York", workdays("09:00-17:00"))
ROUND = calendar("round_the_clock", "America/New_York", workdays("00:00-24:00", days=7))
NIGHT = calendar("night", "Europe/Berlin", workdays("21:00-07:00", days=7))
SMALL_HOURS = calendar("small_hours", "America/New_York", {"sunday": ["01:30-02:30", "03:15-04:00"]})
LORD_HOWE = calendar("lord_howe", "Australia/Lord_Howe", workdays("00:00-06:00", days=7))
BERLIN = calendar("berlin", "Europe/Berlin", workdays("08:00-12:00", "12:30-16:30") | {"saturday": ["09:00-13:00"]},
                  holidays=[{"date": "2026-04-03", "name": "Karfreitag"}, {"date": "2026-04-06", "name": "Ostermontag"}],
                  special_days=[{"date": "2026-12-24", "name": "Heiligabend", "shifts": ["08:00-12:00"]}])
CAIRO = calendar("cairo", "Africa/Cairo", workdays("22:00-02:00", days=7))
TOKYO = calendar("tokyo", "Asia/Tokyo", workdays("10:00-19:00"))
CHINA = china()


class Cases:
    def __init__(self):
        self.file = File("business_time", "time", __file__)

    def spans(self, name, document, rows, source=None):
        model = Calendar(document)
        expected = {"open": 0, "missing": 0}
        for row, (start, end) in enumerate(rows):
            expected["open"] += end is None
            if end is None:
                expected |= {f"business_seconds.{row}": None}
                continue
            a, b = at(start), at(end)
            expected |= {
                f"calendar_seconds.{row}": int((b - a).total_seconds()),
                f"business_seconds.{row}": model.business(a, b),
                f"stretches.{row}": " ".join(f"{text(x)}/{text(y)}" for x, y in model.stretches(a, b)),
            }
        self.file.add(name, "business_time", calendar=document,
                      columns={"start": [a for a, _ in rows], "end": [b for _, b in rows]},
                      options={"missing": "omit"}, expected=expected, tolerance=EXACT, tools=MODEL, source=source)

    def due(self, name, document, rows):
        model = Calendar(document)
        expected = {}
        for row, (start, seconds) in enumerate(rows):
            expected[f"due.{row}"] = text(model.due(at(start), seconds))
        self.file.add(name, "business_time", calendar=document,
                      columns={"start": [a for a, _ in rows], "business_seconds": [s for _, s in rows]},
                      expected=expected, tolerance=EXACT, tools=MODEL)

    def latest(self, name, document, rows):
        model = Calendar(document)
        expected = {f"latest_start.{row}": text(model.latest_start(at(end), seconds))
                    for row, (end, seconds) in enumerate(rows)}
        self.file.add(name, "business_time", calendar=document,
                      columns={"end": [a for a, _ in rows], "business_seconds": [s for _, s in rows]},
                      expected=expected, tolerance=EXACT, tools=MODEL)

    def days(self, name, document, rows, tools=MODEL):
        model = Calendar(document)
        expected = {f"day.{row}": str(model.add_working_days(date.fromisoformat(day), count))
                    for row, (day, count) in enumerate(rows)}
        self.file.add(name, "business_time", calendar=document,
                      columns={"day": [d for d, _ in rows], "working_days": [n for _, n in rows]},
                      expected=expected, tolerance=EXACT, tools=tools)
        return expected

    def clock(self, name, documents, events, now, allowed=None):
        """Events are (instant, kind, calendar or None); the first calendar counts first."""
        models = {document["id"]: Calendar(document) for document in documents}
        current, running, paused, before = models[documents[0]["id"]], False, False, None
        sums = {"calendar_seconds": 0, "business_seconds": 0, "paused_seconds": 0}
        for when, kind, to in events + [(now, "now", None)]:
            instant = at(when)
            if running and before:
                sums["calendar_seconds"] += int((instant - before).total_seconds())
                sums["business_seconds"] += current.business(before, instant)
            if paused:
                sums["paused_seconds"] += int((instant - before).total_seconds())
            running = kind in ("start", "resume") or (running and kind == "change_calendar")
            paused = kind == "pause" or (paused and kind == "change_calendar")
            current = models[to] if to else current
            before = instant
        self.file.add(name, "business_time", calendars=documents, now=now,
                      events=[{"at": a, "kind": k} | ({"calendar": c} if c else {}) for a, k, c in events],
                      expected=sums, tolerance=EXACT, tools=MODEL)

    def bad(self, name, code, row=None, **inputs):
        error = {"code": code} | ({} if row is None else {"row": row})
        self.file.add(name, "business_time", error=error, **inputs)


def random_rows(seed, first, days, count, longest_hours):
    generator = random.Random(seed)
    begin = at(first)
    for _ in range(count):
        start = begin + timedelta(seconds=generator.randrange(days * 86400))
        yield text(start), text(start + timedelta(seconds=generator.randrange(longest_hours * 3600)))


def spans(cases):
    cases.spans("a weekend between", NEW_YORK, [("2026-01-09T16:00:00-05:00", "2026-01-12T10:00:00-05:00"),
                                                ("2026-01-10T12:00:00-05:00", "2026-01-10T13:00:00-05:00"),
                                                ("2026-01-12T09:00:00-05:00", "2026-01-12T09:00:00-05:00"),
                                                ("2026-01-12T08:59:59-05:00", "2026-01-12T17:00:01-05:00"),
                                                ("2026-01-12T10:00:00-05:00", None)])
    cases.spans("clocks go forward, New York", ROUND, [("2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00"),
                                                       ("2026-03-08T01:59:00-05:00", "2026-03-08T03:01:00-04:00")])
    cases.spans("clocks go back, New York", ROUND, [("2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"),
                                                    ("2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00")])
    cases.spans("shifts in the hour that is skipped or shown twice", SMALL_HOURS,
                [(f"{day}T04:00:00Z", f"{day}T12:00:00Z") for day in ("2026-03-08", "2026-11-01", "2026-06-07")])
    cases.spans("night shift, Berlin, clocks forward, back and plain", NIGHT,
                [("2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00"),
                 ("2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00"),
                 ("2026-06-01T12:00:00+02:00", "2026-06-03T23:15:30+02:00")])
    cases.spans("Lord Howe changes by half an hour", LORD_HOWE,
                [("2026-04-04T12:00:00+11:00", "2026-04-05T12:00:00+10:30"),
                 ("2026-10-03T12:00:00+10:30", "2026-10-04T12:00:00+11:00")])
    cases.spans("clocks change at midnight, Cairo", CAIRO,
                [("2026-04-23T12:00:00+02:00", "2026-04-24T12:00:00+03:00"),
                 ("2026-10-29T12:00:00+03:00", "2026-10-30T12:00:00+02:00")])
    cases.spans("breaks, holidays and a short day, Berlin", BERLIN,
                [("2026-04-02T15:00:00+02:00", "2026-04-07T09:00:00+02:00"),
                 ("2026-12-24T07:00:00+01:00", "2026-12-25T17:00:00+01:00"),
                 ("2026-05-04T11:45:00+02:00", "2026-05-04T12:45:00+02:00")])
    notice = "State Council notices, tests/data/calendars/SOURCE.md"
    cases.spans("China: holidays and make-up workdays", CHINA,
                [("2026-02-13T16:30:00+08:00", "2026-02-24T10:00:00+08:00"),
                 ("2026-01-01T00:00:00+08:00", "2026-01-05T00:00:00+08:00"),
                 ("2025-09-27T00:00:00+08:00", "2025-10-12T00:00:00+08:00"),
                 ("2026-10-09T17:00:00+08:00", "2026-10-12T09:30:00+08:00")], notice)
    cases.spans("China: a quarter", CHINA, [("2026-01-01T00:00:00+08:00", "2026-04-01T00:00:00+08:00")], notice)
    for document, first in [(NEW_YORK, "2026-02-20T00:00:00Z"), (NIGHT, "2026-10-10T00:00:00Z"),
                            (BERLIN, "2026-03-20T00:00:00Z"), (LORD_HOWE, "2026-09-25T00:00:00Z"),
                            (CHINA, "2026-09-10T00:00:00Z"), (SMALL_HOURS, "2026-10-20T00:00:00Z")]:
        rows = list(random_rows(document["id"], first, 30, 25, 120))
        cases.spans(f"drawn spans, {document['id']}", document, rows)


def dues(cases):
    cases.due("due dates, New York", NEW_YORK,
              [("2026-01-09T16:00:00-05:00", 0), ("2026-01-09T16:00:00-05:00", 3600), ("2026-01-09T16:00:00-05:00", 3601),
               ("2026-01-10T16:00:00-05:00", 1), ("2026-01-10T16:00:00-05:00", 0), ("2026-03-06T16:00:00-05:00", 8 * 3600)])
    cases.due("due dates over the clock changes", NIGHT,
              [("2026-03-28T20:00:00+01:00", 9 * 3600), ("2026-10-24T20:00:00+02:00", 11 * 3600),
               ("2026-10-24T20:00:00+02:00", 11 * 3600 + 1)])
    cases.due("due dates, China", CHINA,
              [("2026-02-13T16:30:00+08:00", 3600), ("2026-02-13T16:30:00+08:00", 8 * 3600),
               ("2026-09-30T17:00:00+08:00", 30 * 3600)])
    cases.latest("latest starts, New York", NEW_YORK,
                 [("2026-01-12T10:00:00-05:00", 7200), ("2026-01-12T10:30:00-05:00", 1800), ("2026-01-11T10:30:00-05:00", 0),
                  ("2026-03-09T09:30:15-04:00", 3600)])
    for document, first in [(NEW_YORK, "2026-03-01T00:00:00Z"), (BERLIN, "2026-03-20T00:00:00Z"),
                            (CHINA, "2026-09-10T00:00:00Z"), (LORD_HOWE, "2026-03-25T00:00:00Z")]:
        generator = random.Random(document["id"] + " due")
        rows = [(start, generator.randrange(60 * 3600)) for start, _ in random_rows(document["id"], first, 30, 25, 1)]
        cases.due(f"drawn due dates, {document['id']}", document, rows)
    compare_with_pandas()


def working_days(cases):
    import numpy as np
    from chinese_calendar import get_workdays
    rows = [("2026-02-13", 1), ("2026-02-13", 15), ("2026-02-14", 0), ("2026-02-15", 0), ("2026-09-18", 15),
            ("2025-01-24", 15), ("2025-09-26", 3), ("2026-04-30", 3), ("2026-12-01", 15)]
    tools = f"counting days; agrees with {tool('chinesecalendar')} get_workdays"
    expected = cases.days("working days, China", CHINA, rows, tools)
    for row, (day, count) in enumerate(rows):
        first, last = date.fromisoformat(day), date.fromisoformat(expected[f"day.{row}"])
        found = len(get_workdays(first + timedelta(1), last)) if count else len(get_workdays(first, last))
        if found != max(count, 1):
            raise SystemExit(f"chinesecalendar counts {found} working days from {day}, not {count}")
    rows = [("2026-04-02", n) for n in (0, 1, 2, 10)] + [("2026-04-04", 0), ("2026-04-05", 0), ("2026-12-23", 3)]
    tools = f"counting days; agrees with {tool('numpy')} busday_offset"
    expected = cases.days("working days, Berlin", BERLIN, rows, tools)
    for row, (day, count) in enumerate(rows):
        off = [h["date"] for h in BERLIN["holidays"]]
        roll = "forward" if count == 0 else "backward"
        if str(np.busday_offset(day, count, roll=roll, weekmask="1111110", holidays=off)) != expected[f"day.{row}"]:
            raise SystemExit(f"NumPy disagrees on {count} working days after {day}")


def compare_with_pandas():
    """Due dates on local time, in weeks without a change of clocks."""
    import pandas as pd
    offsets = {
        "new_york": pd.offsets.CustomBusinessHour(start="09:00", end="17:00"),
        "government_hall": pd.offsets.CustomBusinessHour(
            start=["09:00", "13:30"], end=["12:00", "17:30"], weekmask="Mon Tue Wed Thu Fri",
            holidays=[day["date"] for day in CHINA["holidays"]]),
    }
    plain = CHINA | {"special_days": []}  # pandas has no make-up workdays
    compared = 0
    for document, first in [(NEW_YORK, "2026-05-01T00:00:00Z"), (plain, "2026-09-10T00:00:00Z")]:
        model, offset = Calendar(document), offsets[document["id"]]
        generator = random.Random("pandas")
        for start, _ in random_rows("pandas " + document["id"], first, 30, 60, 1):
            hours = generator.randrange(1, 30)
            local = at(start).astimezone(model.zone).replace(tzinfo=None)
            due = model.due(at(start), hours * 3600).astimezone(model.zone).replace(tzinfo=None)
            closings = {b % 1440 for shifts in model.week.values() for _, b in shifts}
            if due.second == 0 and due.hour * 60 + due.minute in closings:
                continue
            if pd.Timestamp(local) + offset * hours != pd.Timestamp(due):
                raise SystemExit(f"pandas disagrees: {hours} hours from {local} are due {due}")
            compared += 1
    print(f"{compared} due dates agree with {tool('pandas')} CustomBusinessHour")


def clocks(cases):
    day = "2026-01-12T"
    cases.clock("paused over lunch", [NEW_YORK], [(day + "08:00:00-05:00", "start", None), (day + "11:30:00-05:00", "pause", None),
                (day + "13:30:00-05:00", "resume", None), (day + "18:00:00-05:00", "stop", None)], "2026-01-13T00:00:00Z")
    cases.clock("still open", [NEW_YORK], [(day + "08:00:00-05:00", "start", None)], "2026-01-13T10:00:00-05:00")
    cases.clock("still paused", [NEW_YORK], [(day + "08:00:00-05:00", "start", None), (day + "10:00:00-05:00", "pause", None)],
                "2026-01-13T10:00:00-05:00")
    cases.clock("handed from New York to Tokyo and to Shanghai", [NEW_YORK, TOKYO, CHINA],
                [("2026-02-12T15:00:00-05:00", "start", None), ("2026-02-12T18:00:00-05:00", "change_calendar", "tokyo"),
                 ("2026-02-13T06:00:00Z", "pause", None), ("2026-02-13T07:00:00Z", "change_calendar", "government_hall"),
                 ("2026-02-13T08:30:00Z", "resume", None), ("2026-02-24T03:00:00Z", "stop", None)], "2026-03-01T00:00:00Z")
    cases.clock("paused over the night on which clocks go back", [ROUND],
                [("2026-10-31T20:00:00-04:00", "start", None), ("2026-11-01T01:30:00-04:00", "pause", None),
                 ("2026-11-01T01:30:00-05:00", "resume", None), ("2026-11-01T12:00:00-05:00", "stop", None)], "2026-11-02T00:00:00Z")
    cases.clock("not started", [NEW_YORK], [], "2026-11-02T00:00:00Z")


def errors(cases):
    span = {"columns": {"start": ["2026-01-12T10:00:00Z"], "end": ["2026-01-12T11:00:00Z"]}}
    cases.bad("end before start", "negative_duration", 1, calendar=NEW_YORK, columns={
        "start": ["2026-01-12T10:00:00Z"] * 2, "end": ["2026-01-12T11:00:00Z", "2026-01-12T09:00:00Z"]})
    cases.bad("no zone in the text", "invalid_instant", 0, calendar=NEW_YORK, columns={
        "start": ["2026-01-12T10:00:00"], "end": ["2026-01-12T11:00:00Z"]})
    cases.bad("outside the known days", "outside_calendar", 1, calendar=CHINA, columns={
        "start": ["2026-12-30T10:00:00Z"] * 2, "end": ["2026-12-31T11:00:00Z", "2027-01-04T11:00:00Z"]})
    cases.bad("missing start where that is not allowed", "missing_value", 0, calendar=NEW_YORK,
              options={"missing": "raise"}, columns={"start": [None], "end": ["2026-01-12T11:00:00Z"]})
    cases.bad("negative duration", "negative_duration", 0, calendar=NEW_YORK,
              columns={"start": ["2026-01-12T10:00:00Z"], "business_seconds": [-1]})
    cases.bad("unknown zone", "unknown_id", calendar=NEW_YORK | {"time_zone": "America/NewYork"}, **span)
    for name, week in [("overlapping shifts", {"monday": ["09:00-12:00", "11:00-15:00"]}),
                       ("a night that runs into the next day", {"monday": ["21:00-07:00"], "tuesday": ["06:00-12:00"]}),
                       ("never opens", {"monday": []}), ("no such hour", {"monday": ["09:00-25:00"]}),
                       ("nothing or a day", {"monday": ["09:00-09:00"]})]:
        cases.bad(name, "invalid_document", calendar=NEW_YORK | {"week": week}, **span)
    day = {"date": "2026-05-04", "name": "Star Wars Day"}
    cases.bad("a holiday twice", "duplicate_id", calendar=NEW_YORK | {"holidays": [day, day]}, **span)
    cases.bad("holiday and workday", "duplicate_id",
              calendar=NEW_YORK | {"holidays": [day], "special_days": [day | {"like": "monday"}]}, **span)
    events = [{"at": "2026-01-12T10:00:00Z", "kind": "start"}]
    for name, kind, code in [("started twice", "start", "invalid_cell"), ("resumed while running", "resume", "invalid_cell")]:
        cases.bad(name, code, 1, calendars=[NEW_YORK], now="2026-01-13T00:00:00Z",
                  events=events + [{"at": "2026-01-12T11:00:00Z", "kind": kind}])
    cases.bad("stopped before it started", "negative_duration", 1, calendars=[NEW_YORK], now="2026-01-13T00:00:00Z",
              events=events + [{"at": "2026-01-12T09:00:00Z", "kind": "stop"}])
    cases.bad("unknown calendar", "invalid_cell", 1, calendars=[NEW_YORK], now="2026-01-13T00:00:00Z",
              events=events + [{"at": "2026-01-12T11:00:00Z", "kind": "change_calendar", "calendar": "newyork"}])


def main():
    cases = Cases()
    spans(cases)
    dues(cases)
    working_days(cases)
    clocks(cases)
    errors(cases)
    cases.file.write()


if __name__ == "__main__":
    main()
