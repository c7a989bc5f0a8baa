"""A scalar call costs little more than a call that does nothing."""

from __future__ import annotations

import timeit

import pytest
import servqual as sq
from servqual import _native

MEASURE = sq.kpi.net_promoter_score().measure([10, 9, 3])
FAST = ["sq.stats.normal_cumulative(1.5)", "MEASURE.estimate", "MEASURE.n", "MEASURE.standard_deviation"]


def nanoseconds(code: str) -> float:
    names = {"sq": sq, "MEASURE": MEASURE, "_native": _native}
    return min(timeit.repeat(code, globals=names, number=20_000, repeat=20)) / 20_000 * 1e9


@pytest.mark.skipif(_native._DEBUG, reason="a build without optimisation")
@pytest.mark.parametrize("code", FAST)
def test_a_scalar_call(code: str) -> None:
    empty, call = nanoseconds("_native._nothing()"), nanoseconds(code)
    print(f"{code}: {call:.0f} ns, an empty call {empty:.0f} ns")
    assert call <= 3 * empty
