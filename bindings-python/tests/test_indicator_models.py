"""Indicators in depth, segments, scorecards: one call, tables, text, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import golden
import golden_gaps
import golden_indicators
import polars as pl
import pytest
import servqual as sq
from golden_data import Case

# One call for what a tally does in three.
CALLS: dict[str, Callable[[Case, dict[str, Any]], Any]] = {
    "clustered": lambda case, data: golden_indicators.definition(case).measure_clustered(**data),
    "promise_keeping": lambda case, data: (
        golden_gaps.register(case["promises"]).promise_keeping(**data, **case["options"])
    ),
    "repeat": lambda case, data: sq.repeat_windows(**data, missing="omit"),
    "scorecard": lambda case, data: sq.scorecard(golden_indicators.INDICATORS, **data, **case["options"]),
    "segment_comparison": lambda case, data: (
        sq.Instrument(case["instrument"]).servqual_table(**data, **golden_gaps.table_options(case))
    ),
    "survival": lambda case, data: golden_indicators.definition(case).measure(**data),
}


@pytest.mark.parametrize("operation", CALLS)
def test_one_call_gives_what_a_tally_gives(operation: str) -> None:
    case = next(
        case for _, case in golden.cases()
        if case["operation"] == operation and "expected" in case and (operation != "repeat" or golden.is_report(case))
    )  # fmt: skip
    task = golden.Task(case)
    assert CALLS[operation](case, task.data) == task.observed().finish()


def test_weighted_key_drivers_in_one_call() -> None:
    case = golden.reports()["weighted_key_drivers"]
    scale = tuple(case["instrument"]["outcome"]["scale"].values())
    named = {"outcome_id": case["instrument"]["outcome"]["id"], "scale": scale, **case["options"]}
    found = sq.key_drivers(**golden.Task(case).data, **named)
    assert found.r_squared == golden.result(case).r_squared


def test_a_scorecard_is_a_dataframe_and_is_read() -> None:
    card = golden.result(next(case for _, case in golden.cases() if "month" in str(case.get("options"))))
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
    first, second = golden_indicators.shares([100, 200, 122, 200])
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
