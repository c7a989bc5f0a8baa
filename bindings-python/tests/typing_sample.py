"""Checked by mypy --strict, never run: what users write, and what they must not."""

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
