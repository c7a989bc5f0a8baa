"""Indicators in depth, segments, scorecards: the golden files, travelling, tables, cuts."""

from __future__ import annotations

import pickle
from typing import Any

import golden
import kpi_vectors
import polars as pl
import pytest
import servqual as sq
from test_five_gaps import all_fields_are_attributes

CASES = [
    pytest.param(case, id=f"{file}/{case['name']}")
    for file, case in golden.cases("golden_pending")
    if case["operation"] in kpi_vectors.OPERATIONS
]
FIRST = {case["operation"]: case for _, case in golden.cases("golden_pending") if "expected" in case}
REPORTS = ["clustered", "repeat", "return_on_quality", "scorecard", "segment_comparison", "sequential"]


@pytest.mark.parametrize("case", CASES)
def test_agrees_with_its_reference(case: golden.Case) -> None:
    if "expected_error" in case:
        expected = case["expected_error"]
        with pytest.raises(sq.QualityError) as caught:
            kpi_vectors.run(case)
        assert caught.value.code == expected["code"]
        assert "row" not in expected or getattr(caught.value, "row") == expected["row"]
        return
    found = kpi_vectors.by_path(kpi_vectors.run(case))
    for key, expected in case["expected"].items():
        assert golden.agrees(case, key, found(key), expected), f"{key} is {found(key)!r}, expected {expected!r}"


@pytest.mark.parametrize("operation", REPORTS)
def test_a_report_travels(operation: str) -> None:
    report = kpi_vectors.run(FIRST[operation])
    assert type(report).from_json(report.to_json()) == report
    assert pickle.loads(pickle.dumps(report)) == report
    assert repr(report).startswith(f"<{type(report).__name__}")
    all_fields_are_attributes(report)


def test_a_scorecard_is_a_dataframe_and_is_read() -> None:
    case = next(case for _, case in golden.cases("golden_pending") if "month" in str(case.get("options")))
    card = kpi_vectors.scorecard(case)
    frame = pl.DataFrame(card.rows)
    assert {"unit", "period", "indicator", "measure", "measure_lower", "verdict", "progress_estimate", "change"} <= set(
        frame.columns
    )
    assert len(frame) == len(card.rows) == card.to_text().count("\n") - 1
    assert card.to_html("zh").count("<tr") == len(card.rows) + 1
    assert card._repr_html_() == card.to_html("en")


def test_a_scorecard_takes_columns_of_any_library_and_refuses_strangers() -> None:
    data = pl.DataFrame({"team": ["a", "b"], "solved": [True, False]})
    rate = sq.kpi.resolution_rate()
    card = sq.scorecard({"solved": rate}, unit="team", columns={"solved": "solved"}, data=data)
    assert [row.measure.estimate for row in card.rows] == [1.0, 0.0]
    assert card == sq.scorecard({"solved": rate}, unit=data["team"], columns={"solved": data["solved"]})
    with pytest.raises(sq.UnknownIdError, match="resolved"):
        sq.scorecard({"solved": rate}, unit="team", columns={"solved": "resolved"}, data=data)
    with pytest.raises(sq.WrongObservationsError, match="every indicator"):
        sq.scorecard({"solved": rate}, unit="team", columns={}, data=data)
    with pytest.raises(sq.WrongObservationsError, match="`goal|goal"):
        sq.scorecard({"solved": {"definition": rate, "goal": 1}}, unit="team", columns={"solved": "solved"}, data=data)


def test_a_family_adjusts_for_all_looks() -> None:
    first, second = kpi_vectors.shares([100, 200, 122, 200])
    family = sq.compare_family([first, first], [second, first], correction="benjamini_hochberg")
    assert type(family).from_json(family.to_json()) == family
    assert (family.tests, len(pl.DataFrame(family.members))) == (2, 2)
    with pytest.raises(sq.LengthMismatchError):
        sq.compare_family([first], [])


def test_the_rules_of_replies_stand_in_the_definition() -> None:
    plain = sq.kpi.first_response_time()
    rules = sq.ReplyRules(bot="counts", waits="every")
    declared = rules.declare(plain)
    assert declared.definition.parameters["bot_replies"] == "counts"
    assert declared.definition.hash != plain.definition.hash
    at = [f"2026-03-01T09:{minute:02}:00Z" for minute in (0, 1, 9)]
    found = rules.spans(case=["x"] * 3, at=at, kind=["customer", "bot", "customer"])
    assert (len(found.start), list(found.end)[1], found.ignored_replies) == (2, None, 0)
    with pytest.raises(sq.InvalidParameterError, match="agent"):
        rules.spans(case=["x"], at=at[:1], kind=["somebody"])


def test_codes_for_not_applicable_are_left_out_and_counted() -> None:
    desk = sq.Instrument(
        {
            "id": "desk",
            "scale": {"minimum": 1, "maximum": 7},
            "dimensions": [{"id": "speed"}],
            "items": [{"id": "q1", "dimension": "speed"}],
        }
    )
    sides: dict[str, Any] = {"expectation": {"q1": [7, 7, 7]}, "perception": {"q1": [5, 0, 6]}}
    report = desk.servqual(**sides, not_applicable=[0, -99])
    assert report.items[0].gap.excluded == {"not_applicable": 1}
    with pytest.raises(sq.OutsideScaleError):
        desk.servqual(**sides)
    flags = desk.flag_respondents(perception={"q1": [5, 4, 5]}, respondent=["a", "b", "a"])
    assert flags.count("duplicate_respondent") == 1
    assert flags.kept(["duplicate_respondent"]) == [0, 1]
