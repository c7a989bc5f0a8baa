"""Business time: calendars, holidays, clocks of cases, and whole columns.

A service is open when the clocks of its time zone show a time in one of its shifts, and business
time is the elapsed time during which it is open, exact in microseconds also on nights on which
clocks change. Holidays are the caller's data: law changes them every year.

>>> from servqual.time import BusinessCalendar, business_times
>>> week = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], ["09:00-12:00", "13:30-18:00"])
>>> desk = BusinessCalendar({"id": "desk", "time_zone": "Asia/Shanghai", "week": week})
>>> desk.between("2026-01-09T17:00:00+08:00", "2026-01-12T09:30:00+08:00").business
datetime.timedelta(seconds=5400)
>>> times = business_times(desk, ["2026-01-09T17:00:00+08:00"], ["2026-01-12T09:30:00+08:00"])
>>> times.durations[0]
datetime.timedelta(seconds=5400)
"""

from ._native import (
    BusinessCalendar,
    BusinessDuration,
    BusinessTimes,
    CalendarSet,
    CaseClock,
    ClockDue,
    HolidayList,
    IcalendarImport,
    Leg,
    NamedDay,
    Stretch,
    Values,
    business_times,
    due_dates,
    parse_local_times,
    time_zone_database_version,
)

__all__ = [
    "BusinessCalendar",
    "BusinessDuration",
    "BusinessTimes",
    "CalendarSet",
    "CaseClock",
    "ClockDue",
    "HolidayList",
    "IcalendarImport",
    "Leg",
    "NamedDay",
    "Stretch",
    "Values",
    "business_times",
    "due_dates",
    "parse_local_times",
    "time_zone_database_version",
]
