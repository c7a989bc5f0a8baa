"""What every report can do, whatever the model: JSON, pickle, tables of any library, HTML, interruption."""

from __future__ import annotations

import pickle
import signal
import statistics
import sys
import threading
from typing import Any

import golden
import polars as pl
import pyarrow as pa
import pytest
import servqual as sq
from servqual import _native

# Reports that are a line of their own.
PLAIN = (sq.Comparison, sq.ReturnOnQuality, sq.SequentialComparison, sq.SurvivalComparison)


@pytest.fixture(params=golden.reports().values(), ids=lambda case: str(case["operation"]))
def report(request: pytest.FixtureRequest) -> Any:
    return golden.result(request.param)


def tables(found: Any) -> list[sq.Table[Any]]:
    return [value for name in dir(found) if isinstance(value := getattr(found, name), sq.Table)]


def test_a_report_travels(report: Any) -> None:
    assert type(report).from_json(report.to_json()) == report
    assert pickle.loads(pickle.dumps(report)) == report
    assert repr(report).startswith(f"<{type(report).__name__}")
    assert isinstance(report, PLAIN) or "<table" in report._repr_html_()


def test_every_class_is_found_where_it_says() -> None:
    for found in (found for found in vars(_native).values() if isinstance(found, type)):
        assert getattr(sys.modules[found.__module__], found.__name__) is found


def test_every_field_of_the_core_is_an_attribute(report: Any) -> None:
    found = [report]
    while found:
        row = found.pop()
        assert set(row.to_dict()) <= set(dir(row)), type(row)
        found.extend(inner for table in tables(row) for inner in table)


def test_its_tables_are_dataframes(report: Any) -> None:
    assert tables(report) or isinstance(report, (*PLAIN, sq.stats.BootstrapInterval, sq.ClusteredMeasure))
    for table in tables(report):
        assert pl.DataFrame(table).shape == pa.table(table).shape == (len(table), len(table.columns))
        assert table.to_pandas().shape == (len(table), len(table.columns))
        assert len(table.rows) == len(table)
        assert [type(row).from_json(row.to_json()) for row in table] == list(table)


def test_what_a_tally_refuses_leaves_it_as_it_was() -> None:
    instrument = sq.Instrument.preset("servqual_1991")
    tally = instrument.reliability_tally()
    before = tally.to_bytes()
    column = {item.id: pa.chunked_array([[1, 2], [3, 9]], pa.int8()) for item in instrument.items}
    with pytest.raises(sq.OutsideScaleError) as caught:
        tally.observe(answers=column)
    assert caught.value.row == 3
    assert tally.to_bytes() == before
    with pytest.raises(sq.UnknownIdError, match="i99"):
        tally.observe(answers={**column, "i99": [1, 2, 3, 4]})


def test_ctrl_c_stops_a_bootstrap() -> None:
    threading.Timer(0.3, lambda: signal.raise_signal(signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        sq.stats.bootstrap_mean_of_counts([1, 2, 3], [500, 300, 200], replicates=10**9)


def test_progress_is_told_and_stops_what_it_raises_in() -> None:
    told: list[tuple[int, int]] = []
    sq.stats.bootstrap([1.0, 2.0, 4.0], statistics.fmean, replicates=500, progress=lambda *done: told.append(done))
    assert told[-1] == (500, 500)
    with pytest.raises(ZeroDivisionError):
        sq.stats.bootstrap([1.0, 2.0], statistics.fmean, progress=lambda done, total: 1 / 0)
    with pytest.raises(LookupError):
        sq.stats.bootstrap([1.0, 2.0], lambda values: {}["nothing"])


def test_threads_change_no_bit() -> None:
    run = [
        sq.stats.bootstrap_mean_of_counts([-2, 0, 1], [5, 9, 3], seed=4, threads=threads) for threads in (1, 2)
    ]
    assert run[0] == run[1]
