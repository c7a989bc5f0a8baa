"""Checked by mypy --strict, never run: what users write, and what they must not."""

from datetime import datetime, timedelta
from typing import assert_type

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import servqual as sq

csat = sq.kpi.customer_satisfaction(scale=(1, 5), satisfied_from=4, missing="omit", level=0.95)
measure = csat.measure([5, None, 4.0])
csat.measure(np.array([5, 4]))
csat.measure(pl.Series([5, 4]))
csat.measure(pa.array([5, 4]))
csat.measure(pd.Series([5, 4]))
assert_type(measure.estimate, float | None)
assert_type(measure.excluded, dict[str, int])
if measure.interval is not None:
    assert_type(measure.interval.lower, float)
verdict = measure.judge(sq.Target.at_least(0.85, "share"))
if verdict.outcome == "met":
    print(verdict.distance)

table = csat.table([5], by=["north"])
assert_type(table[0], sq.Group)
assert_type(table.rows, tuple[sq.Group, ...])
for row in table:
    assert_type(row.measure, sq.Measure)

report = sq.Instrument({}).servqual(expectation={"q1": [1]}, perception=pl.DataFrame())
assert_type(report.items[0].gap, sq.Measure)
assert_type(report.overall.weighted, sq.Measure | None)

assessment = sq.Handbook.from_toml("").assess(pl.DataFrame())
assert_type(assessment.indicators[0].verdict, sq.Verdict | None)

try:
    csat.measure([9])
except sq.OutsideScaleError as error:
    assert_type(error.row, int)

sq.kpi.customer_satisfaction(missing="drop")  # type: ignore[arg-type]
sq.kpi.first_response_time(statistic="p95")  # type: ignore[arg-type]
csat.measure(scores=[5])  # type: ignore[call-arg]
measure.estimate = 1.0  # type: ignore[misc]
if verdict.outcome == "passed":  # type: ignore[comparison-overlap]
    print()

zone = sq.Instrument.preset("zone_of_tolerance").zone_of_tolerance(
    minimum=pl.DataFrame(), desired={"i01": [5]}, perceived={"i01": "P01"}, data=pl.DataFrame(), violations="exclude"
)
assert_type(zone.items[0], sq.ZoneResult)
assert_type(zone.overall.adequacy, sq.Measure)
if zone.items[0].state == "inside":
    print()
if zone.items[0].state == "within":  # type: ignore[comparison-overlap]
    print()
kano = sq.kano(["chat", {"id": "phone"}], functional=pl.DataFrame(), dysfunctional=pl.DataFrame())
assert_type(kano.features.rows, tuple[sq.KanoResult, ...])
drivers = sq.key_drivers(outcome="overall", drivers=pl.DataFrame(), data=pl.DataFrame(), scale=(1, 7))
assert_type(drivers.drivers[0].lmg, sq.Measure)
assert_type(sq.stats.bootstrap([1.0, 2.0], min).lower, float)
desk = sq.time.BusinessCalendar.from_toml("")
times = sq.time.business_times(desk, pl.Series(), [None])
assert_type(times.durations, sq.time.Values[timedelta])
assert_type(sq.time.due_dates(desk, [], [])[0], datetime | None)
assert_type(desk.between("", datetime.now()).business, timedelta)
