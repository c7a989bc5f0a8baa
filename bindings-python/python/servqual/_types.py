"""The types of arguments and closed sets, for type checkers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol, TypeAlias

MissingRule: TypeAlias = Literal["raise", "omit", "propagate"]
Direction: TypeAlias = Literal["higher_is_better", "lower_is_better"]
Outcome: TypeAlias = Literal["met", "missed", "undecided"]
Bound: TypeAlias = Literal["at_least", "at_most"]
IntervalMethod: TypeAlias = Literal[
    "wilson",
    "student_t",
    "adjusted_wald",
    "order_statistics",
    "garwood",
    "newcombe",
    "welch",
    "wald_difference",
    "log_ratio",
    "linearised",
]
ProportionMethod: TypeAlias = Literal["wilson", "wilson_continuity", "clopper_pearson", "jeffreys", "agresti_coull"]
WeightConvention: TypeAlias = Literal["weighted_sum", "weighted_sum_over_dimensions"]
EffortStatistic: TypeAlias = Literal["mean", "net", "share"]
EffortWording: TypeAlias = Literal["made_it_easy", "how_much_effort"]
DurationStatistic: TypeAlias = Literal["mean", "median", "p90", "share_within"]
ServiceLevelFormula: TypeAlias = Literal[
    "abandoned_are_missed",
    "answered_only",
    "abandoned_within_are_met",
    "abandoned_within_are_left_out",
    "short_abandoned_are_met",
]
Language: TypeAlias = Literal["zh", "en"]
Pillar: TypeAlias = Literal["process", "skill_and_behaviour", "tool_use", "environment"]


class ArrowStream(Protocol):
    """A column or table of an Arrow library: Polars, PyArrow, DuckDB, pandas."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


class ArrowArray(Protocol):
    """An array of an Arrow library."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> Any: ...


class BufferLike(Protocol):
    """A NumPy array or another object with the buffer protocol."""

    def __len__(self) -> int: ...


Column: TypeAlias = Iterable[Any] | ArrowStream | ArrowArray | BufferLike
"""A column of any library: a sequence, an array, a series, a one-column result."""

Frame: TypeAlias = Mapping[str, Column] | ArrowStream
"""A table of any library, or a mapping of names to columns."""
