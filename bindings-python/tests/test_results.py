"""Results are frozen, plain, comparable, and survive pickle; tallies merge."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import datetime, timezone
from typing import Any

import pytest
import servqual as sq

INSTRUMENT = sq.Instrument(
    {
        "id": "desk",
        "label": {"zh": "服务台", "en": "Service desk <1>"},
        "scale": {"minimum": 1, "maximum": 7},
        "dimensions": [{"id": "reliability", "weight": 60}, {"id": "empathy", "weight": 40}],
        "items": [
            {"id": "q1", "dimension": "reliability"},
            {"id": "q2", "dimension": "empathy", "reversed": True},
        ],
    }
)
EXPECTATION = {"q1": [7, 6, 7], "q2": [2, 1, 3]}
PERCEPTION = {"q1": [5, 6, 4], "q2": [4, 2, None]}
CSAT = sq.kpi.customer_satisfaction(missing="omit")
MEASURE = CSAT.measure([5, 4, None, 2])
REPORT = INSTRUMENT.servqual(expectation=EXPECTATION, perception=PERCEPTION, missing="omit")
OBJECTS = [
    CSAT,
    MEASURE,
    MEASURE.definition,
    MEASURE.definition.label,
    MEASURE.interval,
    MEASURE.judge(sq.Target.at_least(0.5, "share")),
    MEASURE.change_since(CSAT.measure([1, 5])),
    sq.Target.at_most(3.5, "per_1000_user"),
    INSTRUMENT,
    REPORT,
    REPORT.overall,
    REPORT.items[0],
]


def identity(value: object) -> str:
    return type(value).__name__


@pytest.mark.parametrize("value", OBJECTS, ids=identity)
def test_frozen_equal_and_pickled(value: Any) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value and type(again) is type(value)
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert type(value).from_json(value.to_json()) == value
    assert value.to_dict() == json.loads(value.to_json())
    assert type(value).__module__ == "servqual"
    with pytest.raises(AttributeError):
        value.id = "other"


def test_a_measure_says_everything() -> None:
    assert (MEASURE.estimate, MEASURE.n, MEASURE.excluded) == (2 / 3, 3, {"missing": 1})
    interval = MEASURE.interval
    assert interval is not None
    assert (interval.level, interval.method) == (0.95, "wilson")
    assert interval.lower < 2 / 3 < interval.upper
    definition = MEASURE.definition
    assert definition.id == "customer_satisfaction"
    assert definition.parameters == {"scale": "1 to 5", "statistic": "share", "satisfied": "4 to 5"}
    assert (definition.unit, definition.direction, definition.missing) == ("share", "higher_is_better", "omit")
    assert definition.label.zh == "客户满意度" and str(definition.label) == "Customer satisfaction"
    assert len(definition.hash) == 32
    assert definition.hash != sq.kpi.customer_satisfaction(satisfied_from=5, missing="omit").definition.hash
    assert "客户满意度" in MEASURE.show("zh")
    assert "66.7 %" in repr(MEASURE)
    assert "66.7 %" in MEASURE._repr_html_()


def test_a_verdict_is_three_valued() -> None:
    target = sq.Target.at_least(0.85, "share")
    assert CSAT.measure([5] * 90 + [1] * 10).judge(target).outcome == "undecided"
    assert CSAT.measure([5] * 90 + [1] * 10).judge(target).further_observations == 96
    assert CSAT.measure([5] * 900 + [1] * 100).judge(target).outcome == "met"
    assert CSAT.measure([5] * 700 + [1] * 300).judge(target).outcome == "missed"
    with pytest.raises(sq.UnitMismatchError):
        MEASURE.judge(sq.Target.at_least(4, "scale_point_1_5"))


def test_points_are_not_percent() -> None:
    before, after = CSAT.measure([5, 2] * 200), CSAT.measure([5, 5, 2] * 200)
    change = after.change_since(before)
    assert (change.unit, change.n_first, change.n_second) == ("share_difference", 400, 600)
    assert change.judge(sq.Target.at_least(0.10, "share_difference")) == "met"
    assert change.judge(sq.Target.at_least(0.30, "relative_change")) == "undecided"
    with pytest.raises(sq.UnitMismatchError):
        change.judge(sq.Target.at_least(0.10, "share"))


def test_units_are_read_from_their_names() -> None:
    for definition, column in (
        (sq.kpi.net_promoter_score(), [9]),
        (sq.kpi.customer_effort_score(scale=(-3, 3)), [2]),
        (sq.kpi.first_response_time(), [2.0]),
    ):
        unit = definition.measure(column).definition.unit
        assert sq.Target.at_least(1, unit).unit == unit == definition.unit
    rate = sq.kpi.complaint_rate(base="user", per=1000)
    assert rate.measure(events=[1], base=[9]).judge(sq.Target.at_most(2, rate.unit)).target.unit == "per_1000_user"


UTC = timezone.utc
TALLIES: list[tuple[sq.KpiDefinition, list[dict[str, Any]]]] = [
    (CSAT, [{"values": [5, 4]}, {"values": [None, 2]}]),
    (sq.kpi.first_response_time(statistic="mean"), [{"values": [0.1, 0.2]}, {"values": [1e16, 0.3]}]),
    (sq.kpi.first_response_time(statistic="p90"), [{"values": [0.1, 0.2]}, {"values": [1.5, 0.3]}]),
    (
        sq.kpi.first_contact_resolution(),
        [
            {"customer": ["a"], "at": [datetime(2026, 1, 1, tzinfo=UTC)]},
            {"customer": ["a"], "at": [datetime(2026, 1, 3, tzinfo=UTC)], "observed_until": "2026-03-01T00:00:00Z"},
        ],
    ),
    (sq.kpi.complaint_rate(base="user", per=100), [{"events": [1], "base": [9]}, {"events": [4], "base": [8]}]),
]


@pytest.mark.parametrize(("definition", "chunks"), TALLIES, ids=lambda value: getattr(value, "id", ""))
def test_tallies_merge_and_pickle(definition: sq.KpiDefinition, chunks: list[dict[str, Any]]) -> None:
    stream = definition.tally()
    parts = []
    for chunk in chunks:
        stream.observe(**chunk)
        part = definition.tally()
        part.observe(**chunk)
        parts.append(pickle.loads(pickle.dumps(part)))
        assert parts[-1] == part and parts[-1].definition == definition
    merged = parts[1].copy()
    merged.merge(parts[0])
    assert merged == stream and merged != parts[1]
    assert merged.finish() == stream.finish()
    assert sq.KpiTally.from_bytes(merged.to_bytes()) == merged
    merged.merge(merged)
    assert merged.finish().n == 2 * stream.finish().n


def test_an_empty_chunk_still_moves_the_clock() -> None:
    tally = sq.kpi.first_contact_resolution().tally()
    tally.observe(customer=["a"], at=["2026-01-01T00:00:00Z"])
    with pytest.raises(sq.TooFewObservationsError):
        tally.finish()
    tally.observe(customer=[], at=[], observed_until="2026-03-01T00:00:00Z")
    assert tally.finish().n == 1


def test_servqual() -> None:
    assert REPORT.respondents == 3
    assert [item.id for item in REPORT.items] == ["q1", "q2"]
    first, second = REPORT.items
    assert (first.gap.estimate, first.gap.n, first.dimension) == (-5 / 3, 3, "reliability")
    # Reversed: 8 − 4 and 8 − 2 against 8 − 2 and 8 − 1.
    assert (second.gap.estimate, second.gap.excluded) == (-1.5, {"missing": 1})
    assert REPORT.dimensions[1].weight == 40.0
    assert REPORT.overall.weighted is not None
    assert REPORT.items.to_polars()["gap"].to_list() == [-5 / 3, -1.5]
    assert REPORT.dimensions.to_pandas()["id"].tolist() == ["reliability", "empathy"]
    html = REPORT._repr_html_()
    assert "<th>gap</th>" in html and "<1>" not in html
    tally = INSTRUMENT.servqual_tally(missing="omit")
    for row in range(3):
        part = INSTRUMENT.servqual_tally(missing="omit")
        part.observe(
            expectation={item: column[row : row + 1] for item, column in EXPECTATION.items()},
            perception={item: column[row : row + 1] for item, column in PERCEPTION.items()},
        )
        tally.merge(pickle.loads(pickle.dumps(part)))
    assert tally.finish() == REPORT
    assert tally.instrument == INSTRUMENT


def test_servqual_from_dataframes() -> None:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    columns = {**{f"e_{item}": column for item, column in EXPECTATION.items()}}
    columns |= {f"p_{item}": column for item, column in PERCEPTION.items()}
    names = [{item: f"{side}_{item}" for item in EXPECTATION} for side in "ep"]
    table = pa.table(columns)
    for data in (columns, pd.DataFrame(columns), pl.DataFrame(columns), table, duckdb.from_arrow(table)):
        found = INSTRUMENT.servqual(data=data, expectation=names[0], perception=names[1], missing="omit")
        assert found == REPORT, type(data)
    for frame in (pd.DataFrame, pl.DataFrame, pa.table):
        found = INSTRUMENT.servqual(expectation=frame(EXPECTATION), perception=frame(PERCEPTION), missing="omit")
        assert found == REPORT
    with pytest.raises(sq.UnknownIdError, match="`q3` is not known, expected an item of `desk`"):
        INSTRUMENT.servqual(expectation={**EXPECTATION, "q3": [1]}, perception=PERCEPTION)
    with pytest.raises(sq.UnknownIdError, match="`q2` is not known"):
        INSTRUMENT.servqual(expectation={"q1": [1]}, perception=PERCEPTION)
    with pytest.raises(sq.UnknownIdError, match="`x` is not known"):
        INSTRUMENT.servqual(data=table, expectation={"q1": "x", "q2": "e_q2"}, perception=names[1])


HANDBOOK = """
handbook = 1
organisation = { id = "desk", label = { zh = "服务台", en = "Service desk" } }
trend = { column = "day", by = "month" }

[[kpi]]
id = "satisfaction"
measure = { named = "customer_satisfaction", missing = "omit" }
source = { ratings = "satisfaction" }
target = { at_least = 85, unit = "percent" }

[[kpi]]
id = "reply"
measure = { named = "first_response_time", options = { statistic = "mean" } }
source = { spans = { start = "opened", end = "replied" } }
"""


def test_handbook() -> None:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    handbook = sq.Handbook.from_toml(HANDBOOK)
    opened = [datetime(2026, month, 5, 8, tzinfo=UTC) for month in (1, 1, 2, 2)]
    columns: dict[str, Any] = {
        "satisfaction": [5, 4, None, 2],
        "opened": opened,
        "replied": [at.replace(minute=10) for at in opened],
        "day": [at.date() for at in opened],
        "unused": [{"a": 1}] * 4,
    }
    first = handbook.assess(columns | {"day": [str(day) for day in columns["day"]]})
    assert first.rows == 4
    assert [(line.id, line.measure.estimate) for line in first.indicators] == [("satisfaction", 2 / 3), ("reply", 600.0)]
    assert first.indicators[0].verdict is not None and first.indicators[0].verdict.outcome == "undecided"
    assert first.indicators.to_pandas()["outcome"].tolist()[0] == "undecided"
    assert [point.period for point in first.trends["satisfaction"]] == ["2026-01", "2026-02"]
    table = pa.table(columns)
    for data in (pd.DataFrame(columns), pl.DataFrame(columns), table, table.slice(0, 4)):
        assert handbook.assess(data) == first, type(data)
    for language, word in (("zh", "服务台"), ("en", "Service desk")):
        page = first.to_html(language)  # type: ignore[arg-type]
        assert page.startswith("<!doctype html>") and word in page
        assert word in first.to_text(language)  # type: ignore[arg-type]
    tally = handbook.tally()
    for half in (table.slice(2), table.slice(0, 2)):
        part = handbook.tally()
        part.observe(half)
        tally.merge(pickle.loads(pickle.dumps(part)))
    assert tally.rows == 4 and tally.finish() == first
    for value in (handbook, first, first.indicators[0], first.trends["reply"][0]):
        assert pickle.loads(pickle.dumps(value)) == value
    naive = table.set_column(1, "opened", pa.array([at.replace(tzinfo=None) for at in opened]))
    with pytest.raises(sq.InvalidInstantError) as caught:
        handbook.assess(naive)
    assert (caught.value.place, caught.value.row, caught.value.value) == ("opened", 0, "2026-01-05T08:00:00")
    with pytest.raises(sq.UnknownIdError, match="satisfaction"):
        handbook.assess(table.drop_columns("satisfaction"))


def test_csv() -> None:
    handbook = sq.Handbook.from_toml(HANDBOOK.partition("[[kpi]]\nid = \"reply\"")[0])
    tally = handbook.tally()
    tally.observe_csv(b"satisfaction,day\n5,2026-01-01\n1,2026-01-02\n")
    with pytest.raises(sq.OutsideScaleError):
        tally.observe_csv(b"satisfaction,day\n5,2026-01-01\n9,2026-01-02\n")
    assert tally.rows == 2
    assert tally.finish().indicators[0].measure.estimate == 0.5
