"""Business time with columns of every library, calendars that travel, holidays, clocks."""

from __future__ import annotations

import pickle
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
import servqual as sq
from servqual.time import BusinessCalendar, CalendarSet, CaseClock, HolidayList, business_times, due_dates

PROJECT = Path(__file__).resolve().parents[2]
CHINA = HolidayList.from_toml((PROJECT / "tests/data/calendars/china_2025_2026.toml").read_text(encoding="utf-8"))
WEEK = dict.fromkeys(["monday", "tuesday", "wednesday", "thursday", "friday"], ["09:00-12:00", "13:30-17:30"])
OFFICE = BusinessCalendar({"id": "office", "time_zone": "Asia/Shanghai", "week": WEEK}).with_holidays(
    CHINA, like="friday"
)
START = [datetime(2026, 1, 5, 1, tzinfo=timezone.utc), datetime(2026, 1, 5, 9, tzinfo=timezone.utc)]
END = [datetime(2026, 1, 5, 3, tzinfo=timezone.utc), None]


def columns(values: list[Any]) -> list[Any]:
    series = pd.Series(values, dtype="datetime64[us, UTC]")
    return [
        values,
        pa.array(values, pa.timestamp("ns", "UTC")),
        pa.chunked_array([values[:1], values[1:]], pa.timestamp("us", "UTC")),
        pl.Series(values, dtype=pl.Datetime("ms", "UTC")),
        series,
        [None if value is None else value.isoformat() for value in values],
    ]


@pytest.mark.parametrize("start, end", list(zip(columns(START), columns(END), strict=True)))
def test_columns_of_every_library(start: Any, end: Any) -> None:
    times = business_times(OFFICE, start, end)
    assert (list(times.durations), times.open, times.missing) == ([timedelta(hours=2), None], 1, 0)
    due = due_dates(OFFICE, start, [timedelta(hours=1), timedelta(hours=3)])
    assert due.to_list() == [datetime(2026, 1, 5, 2, tzinfo=timezone.utc), datetime(2026, 1, 6, 3, 30, tzinfo=timezone.utc)]


def test_durations_are_seconds_or_have_a_unit() -> None:
    spans = [timedelta(hours=1), timedelta(hours=3)]
    expected = due_dates(OFFICE, START, spans)
    seconds = [3600, 10800]
    forms = [seconds, np.array(seconds, dtype="float64"), np.array([1, 3], dtype="timedelta64[h]"), pd.Series(spans)]
    for business in [*forms, pa.array(seconds, pa.duration("s")), pl.Series(spans, dtype=pl.Duration("ns"))]:
        assert due_dates(OFFICE, START, business) == expected


def test_results_are_columns_of_every_library() -> None:
    durations = business_times(OFFICE, START, END).durations
    due = due_dates(OFFICE, START, [60, 60])
    assert durations.to_polars().to_list() == pl.Series(durations).to_list() == list(durations)
    assert durations.to_pyarrow().type == pa.duration("us") and due.to_pyarrow().type == pa.timestamp("us", "UTC")
    assert np.isnat(durations.to_numpy()).tolist() == [False, True]
    assert due.to_pandas().dt.tz is not None
    assert (len(due), due[-1]) == (2, due[1])
    with pytest.raises(IndexError):
        due[2]
    mean = sq.kpi.first_response_time(statistic="mean", missing="omit")
    assert mean.measure(durations).estimate == 7200.0


def test_a_calendar_for_each_row() -> None:
    night = BusinessCalendar({"id": "night", "time_zone": "Asia/Shanghai", "week": {"monday": ["21:00-07:00"]}})
    teams = CalendarSet([OFFICE, night])
    start = [datetime(2026, 1, 5, 9, tzinfo=timezone.utc)] * 3
    end = [start[0] + timedelta(hours=6)] * 3
    times = business_times(teams, start, end, by=["night", "office", None], missing="omit")
    assert (list(times.durations), times.missing) == ([timedelta(hours=2), timedelta(minutes=30), None], 1)
    with pytest.raises(sq.InvalidCellError) as caught:
        business_times(teams, start, end, by=pl.Series("team", ["night", "nights", "office"]))
    assert caught.value.row == 1
    with pytest.raises(TypeError):
        business_times(teams, start, end)


def test_holidays_and_terms() -> None:
    assert (len(CHINA.holidays), len(CHINA.workdays)) == (61, 11)
    assert OFFICE.is_working_day(date(2026, 2, 14)) and not OFFICE.is_working_day("2026-02-16")
    assert OFFICE.add_working_days("2026-02-11", 15) == date(2026, 3, 10)
    assert OFFICE.working_days_between(date(2026, 2, 11), date(2026, 3, 10)) == 15
    assert OFFICE.shifts("2026-01-05") == ["09:00-12:00", "13:30-17:30"]
    term = {"working_days": {"days": 15, "ends": "close_of_business"}}
    assert OFFICE.end_of("2026-02-11T16:00:00+08:00", term).isoformat() == "2026-03-10T09:30:00+00:00"
    with pytest.raises(sq.OutsideCalendarError):
        OFFICE.between("2026-12-31T16:00:00+08:00", "2027-01-04T09:00:00+08:00")
    with pytest.raises(sq.InvalidParameterError, match="a day such as"):
        OFFICE.is_working_day("5 January")
    with pytest.raises(sq.InvalidDocumentError):
        OFFICE.end_of("2026-02-11T16:00:00+08:00", {"weeks": 2})


@pytest.mark.parametrize("value", [OFFICE, CHINA, CalendarSet([OFFICE]), OFFICE.between(START[0], START[1])])
def test_they_travel(value: Any) -> None:
    assert pickle.loads(pickle.dumps(value)) == value
    assert type(value).from_json(value.to_json()) == value


def test_due_on_a_clock() -> None:
    clock = CaseClock(CalendarSet([OFFICE]), "office", [(START[0], "start"), (START[0] + timedelta(hours=1), "pause")])
    assert clock.is_paused and not clock.is_stopped
    due = clock.due(timedelta(hours=2))
    assert (due.state, due.at, due.left) == ("paused", None, timedelta(hours=1))
    assert clock.due(1800).at == START[0] + timedelta(minutes=30)
    with pytest.raises(sq.InvalidParameterError, match="change_calendar"):
        CaseClock(CalendarSet([OFFICE]), "office", [(START[0], "begin")])  # type: ignore[list-item]
