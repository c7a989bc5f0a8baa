"""The diagnosis of all gaps: its findings, its text, and what the user adds."""

from __future__ import annotations

import golden
import golden_gaps
import pytest
import servqual as sq

def test_a_diagnosis_is_read() -> None:
    diagnosis = golden.result(golden.reports()["gap_diagnosis"])
    first = diagnosis.findings[0]
    assert diagnosis.finding(first.gap) == first
    assert (first.rank, first.label.en in diagnosis.show()) == (1, True)
    assert first.label.zh in diagnosis.show("zh")
    with pytest.raises(sq.InvalidParameterError, match="delivery"):
        diagnosis.finding("nothing")


def test_open_lists_are_filled_by_the_user() -> None:
    report = golden_gaps.belief(golden.reports()["belief_gap"])
    voices = {"five_voices": [{"zh": "顾客", "en": "Customers"}] * 2}
    diagnosis = sq.diagnose_gaps(beliefs=[report], members=voices)
    assert "(Customers, Customers, 3 to be filled in)" in diagnosis.show()
    with pytest.raises(sq.UnknownIdError):
        sq.diagnose_gaps(beliefs=[report], members={"six_voices": []})
    with pytest.raises(sq.DuplicateIdError):
        sq.diagnose_gaps(beliefs=[report, report])
    with pytest.raises(TypeError, match="`object`"):
        sq.diagnose_gaps(beliefs=[report], members={"five_voices": [object()]})  # type: ignore[list-item]
