"""Business time of the golden files: spans, due dates, latest starts, working days, clocks of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from servqual.time import BusinessCalendar, CalendarSet, CaseClock, business_times, due_dates

Found = Iterator[tuple[str, Any]]
Convert = Callable[[list[Any]], Any]


def run(case: dict[str, Any], convert: Convert) -> dict[str, Any]:
    return dict(compute(case, convert))


def compute(case: dict[str, Any], convert: Convert) -> Found:
    if "events" in case:
        return clock(case)
    calendar, columns = BusinessCalendar(case["calendar"]), case["columns"]
    match sorted(columns):
        case ["end", "start"]:
            return spans(calendar, columns, case["options"]["missing"] if "options" in case else "raise", convert)
        case ["business_seconds", "start"]:
            return due(calendar, columns, convert)
        case ["business_seconds", "end"]:
            pairs = zip(columns["end"], columns["business_seconds"], strict=True)
            starts = (calendar.latest_start(end, timedelta(seconds=left)) for end, left in pairs)
            return named("latest_start", map(utc, starts))
    pairs = zip(columns["day"], columns["working_days"], strict=True)
    return named("day", (calendar.add_working_days(day, days).isoformat() for day, days in pairs))


def spans(calendar: BusinessCalendar, columns: dict[str, list[Any]], missing: Any, convert: Convert) -> Found:
    start, end = columns["start"], columns["end"]
    times = business_times(calendar, convert(start), convert(end), missing=missing)
    yield from {"open": times.open, "missing": times.missing}.items()
    for row, duration in enumerate(times.durations):
        yield f"business_seconds.{row}", None if duration is None else seconds(duration)
        if start[row] is not None and end[row] is not None:
            took = calendar.between(start[row], end[row])
            assert took.business == duration
            yield f"calendar_seconds.{row}", seconds(took.calendar)
            stretches = took.legs[0].stretches
            yield f"stretches.{row}", " ".join(f"{utc(part.start)}/{utc(part.end)}" for part in stretches)


def due(calendar: BusinessCalendar, columns: dict[str, list[Any]], convert: Convert) -> Found:
    dates = due_dates(calendar, convert(columns["start"]), convert(columns["business_seconds"]))
    return named("due", map(utc, dates))


def clock(case: dict[str, Any]) -> Found:
    calendars = CalendarSet([BusinessCalendar(document) for document in case["calendars"]])
    found = CaseClock(calendars, case["calendars"][0]["id"], [tuple(event.values()) for event in case["events"]])
    took = found.elapsed(case["now"])
    parts = {"calendar": took.calendar, "business": took.business, "paused": took.paused}
    yield from ((f"{name}_seconds", seconds(part)) for name, part in parts.items())


def named(name: str, values: Any) -> Found:
    return ((f"{name}.{row}", value) for row, value in enumerate(values))


def seconds(duration: timedelta) -> int:
    whole, rest = divmod(duration, timedelta(seconds=1))
    assert not rest
    return whole


def utc(at: Any) -> str:
    assert isinstance(at, datetime)
    return at.isoformat().replace("+00:00", "Z")
