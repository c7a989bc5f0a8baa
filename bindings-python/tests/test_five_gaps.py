"""Gaps 2, 3 and 4 and the diagnosis: the golden files, travelling, tables, text."""

from __future__ import annotations

import pickle
from typing import Any

import five_gaps
import golden
import golden_models
import polars as pl
import pytest
import servqual as sq

CASES = [
    pytest.param(case, id=f"{file}/{case['name']}")
    for file, case in golden.cases("golden_pending")
    if case["operation"] in five_gaps.OPERATIONS
]
FIRST = {case["operation"]: case for _, case in golden.cases("golden_pending") if "expected" in case}


@pytest.mark.parametrize("case", CASES)
def test_agrees_with_its_reference(case: golden.Case) -> None:
    if "expected_error" in case:
        with pytest.raises(sq.QualityError) as caught:
            five_gaps.run(case)
        assert caught.value.code == case["expected_error"]["code"]
        return
    found = golden_models.by_path(five_gaps.run(case))
    for key, expected in case["expected"].items():
        assert golden.agrees(case, key, found(key), expected), f"{key} is {found(key)!r}, expected {expected!r}"


@pytest.mark.parametrize("operation", five_gaps.OPERATIONS)
def test_a_report_travels(operation: str) -> None:
    report = five_gaps.run(FIRST[operation])
    assert type(report).from_json(report.to_json()) == report
    assert pickle.loads(pickle.dumps(report)) == report
    assert "<table>" in report._repr_html_()
    all_fields_are_attributes(report)


def all_fields_are_attributes(found: Any) -> None:
    assert set(found.to_dict()) <= set(dir(found)), type(found)
    for table in (value for name in found.to_dict() if isinstance(value := getattr(found, name), sq.Table)):
        assert pl.DataFrame(table).shape == (len(table), len(table.columns))
        for row in table:
            all_fields_are_attributes(row)


def test_a_diagnosis_is_read() -> None:
    diagnosis = five_gaps.run(FIRST["gap_diagnosis"])
    first = diagnosis.findings[0]
    assert diagnosis.finding(first.gap) == first
    assert (first.rank, first.label.en in diagnosis.show()) == (1, True)
    assert first.label.zh in diagnosis.show("zh")
    with pytest.raises(sq.InvalidParameterError, match="delivery"):
        diagnosis.finding("nothing")


def test_open_lists_are_filled_by_the_user() -> None:
    case = next(part for _, part in golden.cases() if part["operation"] == "belief_gap")
    report = five_gaps.belief(case)
    voices = {"five_voices": [{"zh": "顾客", "en": "Customers"}] * 2}
    diagnosis = sq.diagnose_gaps(beliefs=[report], members=voices)
    assert "(Customers, Customers, 3 to be filled in)" in diagnosis.show()
    with pytest.raises(sq.UnknownIdError):
        sq.diagnose_gaps(beliefs=[report], members={"six_voices": []})
    with pytest.raises(sq.DuplicateIdError):
        sq.diagnose_gaps(beliefs=[report, report])
    with pytest.raises(TypeError, match="`object`"):
        sq.diagnose_gaps(beliefs=[report], members={"five_voices": [object()]})  # type: ignore[list-item]
