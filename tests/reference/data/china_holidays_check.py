"""Compares tests/data/calendars/china_2025_2026.toml, which was typed from the two notices of
the State Council, with what two packages say of every day of 2025 and 2026.

    pip install chinesecalendar==1.11.0 holidays==0.109
    python tests/reference/data/china_holidays_check.py
"""

import datetime
import tomllib
from importlib.metadata import version
from pathlib import Path

import chinese_calendar
import holidays

FILE = Path(__file__).resolve().parents[2] / "data/calendars/china_2025_2026.toml"


def spread(entries):
    days = {}
    for entry in entries:
        first = datetime.date.fromisoformat(entry.get("first") or entry["date"])
        last = datetime.date.fromisoformat(entry.get("last") or entry["date"])
        for offset in range((last - first).days + 1):
            day = first + datetime.timedelta(offset)
            if days.setdefault(day, entry["name"]) != entry["name"]:
                raise SystemExit(f"{day} stands twice")
    return days


def main():
    document = tomllib.loads(FILE.read_text())
    off, on = spread(document["holidays"]), spread(document["workdays"])
    package = holidays.CN(years=[2025, 2026])
    day, compared = datetime.date(2025, 1, 1), 0
    while day.year < 2027:
        weekend = day.weekday() >= 5
        working = day in on or (not weekend and day not in off)
        if working != chinese_calendar.is_workday(day):
            raise SystemExit(f"chinesecalendar disagrees on {day}")
        if working != package.is_working_day(day):
            raise SystemExit(f"holidays disagrees on {day}")
        if day in on and not weekend:
            raise SystemExit(f"{day} is a working day anyway")
        day += datetime.timedelta(1)
        compared += 1
    print(f"{compared} days agree: {len(off)} days off, {len(on)} make-up workdays; "
          f"chinesecalendar {version('chinesecalendar')}, holidays {version('holidays')}")


if __name__ == "__main__":
    main()
