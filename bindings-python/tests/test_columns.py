"""Columns of every library give the same numbers, and none is copied without need."""

from __future__ import annotations

import array
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import servqual as sq

CSAT = sq.kpi.customer_satisfaction(missing="omit")
TIMES = sq.kpi.first_response_time(statistic="mean", missing="omit")
FCR = sq.kpi.first_contact_resolution(missing="omit")
COMPLAINTS = sq.kpi.complaint_rate(base="contact", missing="omit")
SOLVED = sq.kpi.define(
    {
        "id": "solved",
        "label": {"zh": "已解决", "en": "Solved"},
        "observable": {"outcome": {}},
        "statistic": {"share": {"criterion": {"yes": {}}}},
        "direction": "higher_is_better",
    },
    missing="omit",
)
UTC = timezone.utc


def relation(values: list[Any]) -> Any:
    columns = pa.table({"value": values})
    return duckdb.sql("select value from columns")


WITH_MISSING: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "generator": iter,
    "pandas": pd.Series,
    "pandas object": lambda values: pd.Series(values, dtype="object"),
    "pandas nullable": lambda values: pd.Series(values).convert_dtypes(),
    "pandas arrow": lambda values: pd.Series(pa.array(values), dtype=pd.ArrowDtype(pa.array(values).type)),
    "polars": pl.Series,
    "polars chunks": lambda values: pl.concat([pl.Series(values[:2]), pl.Series(values[2:])], rechunk=False),
    "pyarrow": pa.array,
    "pyarrow chunks": lambda values: pa.chunked_array([pa.array(values[:2]), pa.array(values[2:])]),
    "pyarrow slice": lambda values: pa.array([None, *values, None])[1:-1],
    "pyarrow table": lambda values: pa.table({"value": values}),
    "duckdb": relation,
    "numpy masked": lambda values: np.ma.array(
        [value or 0 for value in values], mask=[value is None for value in values]
    ),
}


@pytest.mark.parametrize("convert", WITH_MISSING.values(), ids=WITH_MISSING)
def test_numbers(convert: Callable[[list[Any]], Any]) -> None:
    answers = [5, 4, None, 1, 4, 2, 3]
    measure = CSAT.measure(convert(answers))
    assert (measure.estimate, measure.n, measure.excluded) == (0.5, 6, {"missing": 1})
    waits = [1.5, 2.5, None, 8.0]
    measure = TIMES.measure(convert(waits))
    assert (measure.estimate, measure.n, measure.excluded) == (4.0, 3, {"missing": 1})


@pytest.mark.parametrize("convert", WITH_MISSING.values(), ids=WITH_MISSING)
def test_truth(convert: Callable[[list[Any]], Any]) -> None:
    measure = SOLVED.measure(convert([True, None, False, True]))
    assert (measure.estimate, measure.n, measure.excluded) == (2 / 3, 3, {"missing": 1})


@pytest.mark.parametrize("kind", "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 >i4".split())
def test_every_number_of_numpy(kind: str) -> None:
    numbers = np.array([5, 4, 1, 4, 2, 3], dtype=kind)
    for column in (numbers, numbers.repeat(3)[::3], numbers[::-1]):
        assert CSAT.measure(column).estimate == 0.5
        assert TIMES.measure(column).n == 6


def test_buffers() -> None:
    assert CSAT.measure(array.array("b", [5, 1])).estimate == 0.5
    assert TIMES.measure(array.array("d", [1.0, 2.0])).estimate == 1.5
    assert CSAT.measure(memoryview(b"\x05\x01")).estimate == 0.5


CONTACTS = [datetime(2026, 1, day, tzinfo=UTC) for day in (1, 4, 1)]
UNTIL = datetime(2026, 2, 1, tzinfo=UTC)
SHANGHAI = pd.Series(CONTACTS).dt.tz_convert("Asia/Shanghai")


@pytest.mark.parametrize(
    ("customer", "at"),
    [
        (["a", "a", "b"], CONTACTS),
        (["a", "a", "b"], [at.isoformat() for at in CONTACTS]),
        (pd.Series(["a", "a", "b"]), pd.Series(CONTACTS)),
        (pd.Series(["a", "a", "b"], dtype="category"), SHANGHAI),
        (pd.Series(["a", "a", "b"], dtype="object"), SHANGHAI.astype("object")),
        (pl.Series(["a", "a", "b"]), pl.Series(CONTACTS)),
        (pl.Series(["a", "a", "b"], dtype=pl.Categorical), pl.Series(CONTACTS).dt.cast_time_unit("ns")),
        (pa.array(["a", "a", "b"]).dictionary_encode(), pa.array(CONTACTS, pa.timestamp("ms", "Europe/Paris"))),
        (pa.array(["a", "a", "b"], pa.large_string()), pa.array(CONTACTS, pa.timestamp("s", "UTC"))),
    ],
)
def test_contacts(customer: Any, at: Any) -> None:
    measure = FCR.measure(customer=customer, at=at, observed_until=UNTIL)
    assert (measure.estimate, measure.n) == (2 / 3, 3)


@pytest.mark.parametrize(
    "customer", [[1, 1, 2], ["1", "1", "2"], pd.Series([1, 1, 2, None])[:3], np.array([1, 1, 2]), pl.Series([1, 1, 2])]
)
def test_numbers_of_customers_are_their_digits(customer: Any) -> None:
    tally = FCR.tally()
    tally.observe(customer=customer, at=CONTACTS, observed_until=UNTIL)
    text = FCR.tally()
    text.observe(customer=["1", "1", "2"], at=CONTACTS, observed_until=UNTIL)
    assert tally == text


def test_groups_of_any_type_are_known_by_their_text() -> None:
    numbers = [7, -3, 7, 300]
    wide = [7, -3, 7, 2**40]
    unused = pa.DictionaryArray.from_arrays(pa.array([2, 0, 2, 3]), pa.array(["-3", None, "7", "300"]))
    for by, last in (
        (numbers, "300"),
        (np.array(numbers, dtype="int16"), "300"),
        (np.array(wide), str(2**40)),
        (pl.Series(numbers), "300"),
        (pd.Series(["7", "-3", "7", "300"], dtype="category"), "300"),
        (unused, "300"),
        (pa.chunked_array([unused[:1], unused[1:]]), "300"),
        (pa.chunked_array([pa.array([7, -3]), pa.array([7, 300])]), "300"),
    ):
        table = CSAT.table([5, 5, 1, 1], by=by)
        found = {row.group: (row.measure.n, row.measure.estimate) for row in table}
        assert found == {"-3": (1, 1.0), "7": (2, 0.5), last: (1, 0.0)}, by
    with pytest.raises(sq.QualityError) as caught:
        CSAT.table([5, 1], by=pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(["a", None])))
    assert "row 1" in str(caught.value)


def test_spans_and_durations_with_units() -> None:
    start = [datetime(2026, 1, 1, 8, tzinfo=UTC)] * 3
    end = [start[0] + timedelta(seconds=30), start[0] + timedelta(seconds=90), None]
    measure = TIMES.measure(start=start, end=end)
    assert (measure.estimate, measure.excluded) == (60.0, {"open": 1})
    measure = TIMES.measure(start=pd.Series(start), end=pd.Series(end))
    assert (measure.estimate, measure.excluded) == (60.0, {"open": 1})
    spans = [timedelta(seconds=30), timedelta(seconds=90), None]
    seconds = np.array([30, 90, "NaT"], dtype="m8[s]")
    for durations in (spans, pd.Series(spans), pl.Series(spans), pa.array(spans), seconds, seconds.astype("m8[ns]")):
        assert TIMES.measure(durations).estimate == 60.0


def test_counts() -> None:
    for events, base in (
        ([3, 1], [120, 80]),
        (np.array([3, 1]), np.array([120, 80], dtype="int32")),
        (pd.Series([3, 1, None]), pd.Series([120, 80, 50])),
        (pl.Series([3.0, 1.0]), pl.Series([120, 80])),
    ):
        assert COMPLAINTS.measure(events=events, base=base).estimate == 0.02


def test_pandas_means_missing_by_nan_and_nobody_else_does() -> None:
    with_nan = np.array([5.0, np.nan, 1.0])
    assert CSAT.measure(pd.Series(with_nan)).excluded == {"missing": 1}
    assert CSAT.measure(pd.Series([5, np.nan, 1], dtype="object")).excluded == {"missing": 1}
    for column in (with_nan, list(with_nan), pl.Series(with_nan), pa.array(with_nan)):
        with pytest.raises(sq.NotFiniteError) as caught:
            CSAT.measure(column)
        assert caught.value.row == 1


def address(column: np.ndarray[Any, Any]) -> int:
    return int(column.__array_interface__["data"][0])


def test_bytes_of_answers_are_not_copied() -> None:
    numbers = np.tile(np.array([5, 4, 1], dtype="int8"), 1000)
    for column in (
        numbers,
        pd.Series(numbers, copy=False),
        pl.Series(numbers),
        pa.array(numbers),
        pd.DataFrame({"a": numbers}, copy=False)["a"],
        pa.table({"a": pa.array(numbers)}),
        pd.Series(pa.array(numbers), dtype=pd.ArrowDtype(pa.int8())),
    ):
        assert CSAT._addresses(column) == [[address(numbers)]], type(column)


def test_doubles_counts_and_instants_are_not_copied() -> None:
    doubles, wholes = np.arange(1000.0), np.arange(1000)
    for column in (doubles, pd.Series(doubles, copy=False), pl.Series(doubles), pa.array(doubles), memoryview(doubles)):
        assert TIMES._addresses(column) == [[address(doubles)]], type(column)
    assert COMPLAINTS._addresses(events=wholes, base=pl.Series(wholes)) == [[address(wholes)]] * 2
    instants = wholes.astype("M8[us]")
    zoned = pa.Array.from_buffers(pa.timestamp("us", "UTC"), 1000, [None, pa.py_buffer(instants)])
    found = TIMES._addresses(start=zoned, end=pl.Series(zoned))
    assert found == [[address(instants)]] * 2
    in_utc = pd.Series(instants).dt.tz_localize("UTC")
    assert TIMES._addresses(start=in_utc, end=in_utc) == [[address(np.asarray(in_utc, dtype="M8[us]"))]] * 2


def test_slices_and_chunks_are_not_copied() -> None:
    numbers = np.tile(np.array([5, 4, 1], dtype="int8"), 1000)
    assert CSAT._addresses(numbers[100:]) == [[address(numbers) + 100]]
    assert CSAT._addresses(pa.array(numbers)[100:]) == [[address(numbers) + 100]]
    halves = pa.chunked_array([pa.array(numbers)[:1500], pa.array(numbers)[1500:]])
    assert CSAT._addresses(halves) == [[address(numbers), address(numbers) + 1500]]
    missing = pa.array([5, None, 1], pa.int8())
    assert CSAT._addresses(missing) == [[missing.buffers()[1].address]]


def test_chunks_of_two_columns_need_not_match() -> None:
    events, base = list(range(100)), list(range(100, 200))
    whole = COMPLAINTS.measure(events=events, base=base)
    cut = COMPLAINTS.measure(
        events=pa.chunked_array([events[:30], events[30:31], [], events[31:]]),
        base=pa.chunked_array([base[:70], base[70:]]),
    )
    assert whole == cut


def test_an_error_in_a_later_chunk_names_the_row_of_the_column() -> None:
    tally = CSAT.tally()
    tally.observe([5])
    before = tally.to_bytes()
    with pytest.raises(sq.OutsideScaleError) as caught:
        tally.observe(pa.chunked_array([pa.array([5, 4], pa.int8()), pa.array([1, 6], pa.int8())]))
    assert caught.value.row == 3
    assert tally.to_bytes() == before


@pytest.mark.parametrize(
    "by",
    [
        ["north", "south", "north", "night"],
        pd.Series(["north", "south", "north", "night"]),
        pd.Series(["north", "south", "north", "night"], dtype="category"),
        pl.Series(["north", "south", "north", "night"]),
        pl.Series(["north", "south", "north", "night"], dtype=pl.Enum(["night", "north", "south"])),
        pa.chunked_array([["north"], ["south", "north", "night"]]),
        np.array(["north", "south", "north", "night"]),
    ],
)
def test_groups(by: Any) -> None:
    table = CSAT.table([5, 1, 4, None], by=by)
    assert [(row.group, row.measure.estimate) for row in table] == [("north", 1.0), ("south", 0.0)]
    tally = CSAT.table_tally()
    tally.observe([None, 4], by=["night", "north"])
    other = CSAT.table_tally()
    other.observe([5, 1], by=["north", "south"])
    tally.merge(other)
    assert tally.finish().to_dict() == table.to_dict()


def test_groups_of_contacts_are_watched_as_long_as_all() -> None:
    at = pa.array([datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2, 20)])
    whole = FCR.table(customer=["a", "a", "b"], at=at, by=["x", "x", "y"])
    cut = FCR.table(customer=["a", "a", "b"], at=pa.chunked_array([at[:2], at[2:]]), by=["x", "x", "y"])
    assert whole.to_dict() == cut.to_dict()
    assert whole[0].measure.n == 2


def test_a_table_goes_to_every_library() -> None:
    table = CSAT.table([5, 1, 4], by=["north", "south", "north"])
    names = ["group", "estimate", "lower", "upper", "standard_deviation", "n", "excluded"]
    assert table.columns == names
    assert table.to_polars()["estimate"].to_list() == [1.0, 0.0]
    assert table.to_pandas()["n"].tolist() == [2, 1]
    assert table.to_pyarrow().column_names == names
    assert pl.DataFrame(table).equals(table.to_polars())
    assert duckdb.from_arrow(table).sum("n").fetchall() == [(3,)]
    assert len(table) == 2 and table[-1].group == "south" and table[:1] == table.rows[:1]
    assert "<th>group</th>" in table._repr_html_()
