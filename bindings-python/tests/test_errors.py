"""Bad input ends in one typed error that names place, row, value and what was expected."""

from __future__ import annotations

import pickle
import re
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import servqual as sq

CSAT = sq.kpi.customer_satisfaction()
FCR = sq.kpi.first_contact_resolution()
ERROR_RS = Path(__file__).resolve().parents[2] / "core" / "src" / "error.rs"


def test_every_cause_of_the_core_has_its_class() -> None:
    text = ERROR_RS.read_text(encoding="utf-8")
    codes = re.findall(r'Self::(\w+) \{ \.\. \} => "(\w+)"', text)
    assert {code for _, code in codes} == set(sq.errors.BY_CODE)
    for variant, code in codes:
        error = sq.errors.BY_CODE[code]
        assert error.__name__ == f"{variant}Error"
        assert getattr(sq, error.__name__) is error
        assert issubclass(error, sq.QualityError) and issubclass(error, ValueError)
        body = re.search(rf"^    {variant} \{{(.*?)^    \}},", text, re.MULTILINE | re.DOTALL)
        assert body is not None
        assert set(re.findall(r"^        (\w+):", body[1], re.MULTILINE)) == set(error.__annotations__), variant


@pytest.mark.parametrize("column", [[5, 6.5], np.array([5, 6.5]), pd.Series([5, 6.5]), pl.Series([5.0, 6.5])])
def test_between_two_points(column: Any) -> None:
    with pytest.raises(sq.OutsideScaleError, match="row 1: 6.5 is not a point of the scale 1 to 5") as caught:
        CSAT.measure(column)
    error = caught.value
    assert (error.code, error.row, error.value, error.minimum, error.maximum) == ("outside_scale", 1, 6.5, 1, 5)


def test_the_name_of_the_column() -> None:
    for column in (pd.Series([9], name="happy"), pl.Series("happy", [9])):
        with pytest.raises(sq.OutsideScaleError) as caught:
            CSAT.measure(column)
        assert caught.value.place == "happy"


@pytest.mark.parametrize(
    "at",
    [
        [datetime(2026, 1, 2, 3)],
        ["2026-01-02T03:00:00"],
        np.array(["2026-01-02T03:00:00"], dtype="M8[ns]"),
        pd.Series([datetime(2026, 1, 2, 3)]),
        pl.Series([datetime(2026, 1, 2, 3)]),
        pa.array([datetime(2026, 1, 2, 3)]),
    ],
)
def test_a_time_without_a_zone(at: Any) -> None:
    with pytest.raises(sq.InvalidInstantError) as caught:
        FCR.measure(customer=["a"], at=at)
    assert caught.value.row == 0
    assert caught.value.value.replace(" ", "T") == "2026-01-02T03:00:00"
    assert "zone" in caught.value.expected


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (["a"], "Utf8"),
        ("abc", "text"),
        (5, "`int`"),
        ([True], "Boolean"),
        (np.zeros((2, 2)), "an array of 2 dimensions"),
        (pd.DataFrame({"a": [1], "b": [2]}), "a table"),
        (pa.table({"a": [1], "b": [2]}), "a table of 2 columns"),
        (pd.Series([datetime(2026, 1, 1, tzinfo=timezone.utc)]), 'Timestamp(µs, "UTC")'),
        (None, "no columns"),
    ],
)
def test_what_is_no_column_of_answers(column: Any, found: str) -> None:
    with pytest.raises(sq.WrongObservationsError) as caught:
        CSAT.measure(column)
    assert caught.value.found == found


@pytest.mark.parametrize(("column", "row", "value"), [([1, "a"], 1, "'a'"), ([None, {1}], 1, "{1}"), ([5, True], 1, "True")])
def test_a_value_of_another_kind(column: Any, row: int, value: str) -> None:
    with pytest.raises(sq.InvalidCellError) as caught:
        CSAT.measure(column)
    assert (caught.value.row, caught.value.value) == (row, value)


def test_other_columns_than_the_indicator_observes() -> None:
    with pytest.raises(sq.WrongObservationsError, match="events, base were passed, expected `values`"):
        CSAT.measure(events=[1], base=[2])
    with pytest.raises(sq.WrongObservationsError, match="`customer` and `at`, and perhaps `observed_until`"):
        FCR.measure(customer=["a"])
    with pytest.raises(sq.WrongObservationsError, match="`values`, or `start` and `end`"):
        sq.kpi.first_response_time().measure()


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("invalid_scale", lambda: sq.kpi.customer_satisfaction(scale=(5, 1))),
        ("missing_value", lambda: CSAT.measure([5, None])),
        ("not_finite", lambda: CSAT.measure([5.0, float("inf")])),
        ("negative_duration", lambda: sq.kpi.first_response_time().measure([1.0, -2.0])),
        ("invalid_count", lambda: sq.kpi.complaint_rate(base="user").measure(events=[3], base=[2])),
        ("invalid_parameter", lambda: sq.kpi.net_promoter_score(level=95)),
        ("invalid_parameter", lambda: sq.kpi.net_promoter_score(missing="drop")),  # type: ignore[arg-type]
        ("invalid_cell", lambda: sq.kpi.complaint_rate(base="user").measure(events=[0.5], base=[2])),
        ("invalid_parameter", lambda: sq.stats.normal_quantile(1.5)),
        ("invalid_parameter", lambda: sq.Target.at_least(85, "share")),
        ("length_mismatch", lambda: sq.kpi.complaint_rate(base="user").measure(events=[3], base=[2, 3])),
        ("too_few_observations", lambda: CSAT.measure([])),
        ("unknown_id", lambda: sq.kpi.define({"named": "net_promotor_score"})),
        ("unknown_id", lambda: sq.Target.at_least(1, "percent")),
        ("invalid_document", lambda: sq.kpi.define({"named": "first_contact_resolution", "scale": 5})),
        ("invalid_document", lambda: sq.KpiTally.from_bytes(b"{}")),
        ("invalid_document", lambda: sq.Handbook.from_toml("handbook = ")),
        ("definition_mismatch", lambda: CSAT.tally().merge(sq.kpi.net_promoter_score().tally())),
        ("unit_mismatch", lambda: CSAT.measure([5]).judge(sq.Target.at_least(8, "net_point"))),
        ("invalid_parameter", lambda: CSAT.measure([5]).show("fr")),  # type: ignore[arg-type]
        ("invalid_cell", lambda: CSAT.table([5], by=[None])),
    ],
)
def test_every_cause(code: str, call: Any) -> None:
    with pytest.raises(ValueError) as caught:
        call()
    assert isinstance(caught.value, sq.QualityError)
    assert caught.value.code == code, caught.value
    assert type(caught.value) is sq.errors.BY_CODE[code]


def test_errors_travel_between_processes() -> None:
    with pytest.raises(sq.MissingValueError) as caught:
        CSAT.measure([None])
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is sq.MissingValueError
    assert (str(again), again.place, again.row) == (str(caught.value), "values", 0)


def test_the_suggestion_for_a_misspelt_name() -> None:
    with pytest.raises(sq.UnknownIdError, match="net_promoter_score"):
        sq.kpi.define({"named": "net_promotor_score"})
