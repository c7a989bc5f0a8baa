"""Every golden case through Python: at once, as Arrow columns, and as two merged tallies."""

from __future__ import annotations

import os
from typing import Any

import golden
import pyarrow as pa
import pytest
import servqual as sq

CASES = [pytest.param(case, id=f"{file}/{case['name']}") for file, case in golden.cases()]


@pytest.fixture(autouse=True)
def data(case: golden.Case) -> None:
    """Skips a case whose shared data are not here; in CI they must be."""
    try:
        golden.columns(case)
    except golden.Absent as absent:
        if os.environ.get("CI"):
            pytest.fail(f"in CI every case must have its data: {absent}")
        pytest.skip(f"shared data are not here: {absent}")


@pytest.mark.parametrize("case", CASES)
def test_agrees_with_its_reference(case: golden.Case) -> None:
    if "expected_error" in case:
        with pytest.raises(sq.QualityError) as caught:
            golden.run(case)
        expected = case["expected_error"]
        assert caught.value.code == expected["code"]
        assert "row" not in expected or getattr(caught.value, "row") == expected["row"]
        return
    found = golden.run(case)
    assert (found.text is not None) == golden.is_report(case)
    for key, expected in case["expected"].items():
        assert golden.agrees(case, key, found(key), expected), f"{key} is {found(key)!r}, expected {expected!r}"


@pytest.mark.parametrize("case", CASES)
def test_no_cut_changes_a_bit(case: golden.Case) -> None:
    if case["operation"] in golden.AT_ONCE or "expected" not in case:
        return
    whole, parts = golden.run(case), golden.run_cut(case)
    assert whole.text == parts.text
    for key in case["expected"]:
        assert golden.bits(whole(key)) == golden.bits(parts(key)), key


@pytest.mark.parametrize("case", CASES)
def test_chunks_of_arrow_give_the_same_bits(case: golden.Case) -> None:
    if case["operation"] in golden.MODELS_AT_ONCE or "expected" not in case:
        return
    whole, chunks = golden.run(case), golden.run(case, chunked)
    assert whole.text == chunks.text
    for key in case["expected"]:
        assert golden.bits(whole(key)) == golden.bits(chunks(key)), key


def chunked(column: list[Any]) -> Any:
    """Three chunks, the first of them empty where there is little."""
    third = len(column) // 3
    kind = pa.array(column).type
    parts = [column[:third], column[third : 2 * third], column[2 * third :]]
    return pa.chunked_array([pa.array(part, kind) for part in parts], kind)
