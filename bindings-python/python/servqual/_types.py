"""The types of arguments and closed sets, for type checkers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
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
    "linearised",
    "newcombe",
    "welch",
    "wald_difference",
    "log_ratio",
    "feldt",
    "fisher_z",
    "hedges_olkin",
    "greenwood_log_log",
    "brookmeyer_crowley",
    "wilson_continuity",
    "clopper_pearson",
    "jeffreys",
    "agresti_coull",
    "net_score_test",
    "wald",
    "linearised_clusters",
    "confidence_sequence",
    "bootstrap_percentile",
    "bootstrap_bca",
    "transformed",
    "averaged_ends",
    "variance_recovery",
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
ZoneState: TypeAlias = Literal["below", "inside", "above"]
ViolationRule: TypeAlias = Literal["count", "exclude"]
KanoCategory: TypeAlias = Literal[
    "must_be", "one_dimensional", "attractive", "indifferent", "reverse", "questionable"
]
Quadrant: TypeAlias = Literal["concentrate_here", "keep_up", "low_priority", "possible_overkill"]
CrosshairRule: TypeAlias = Literal["grand_mean", "median", "scale_midpoint"]
ServiceGap: TypeAlias = Literal[
    "knowledge", "standards", "delivery", "communication", "customer", "employee_perception", "management_perception"
]
BeliefGap: TypeAlias = Literal["knowledge", "employee_perception", "management_perception"]
BeliefSide: TypeAlias = Literal["customers", "employees", "managers"]
ServqualForm: TypeAlias = Literal["gap", "importance_weighted_gap", "performance", "importance_weighted_performance"]
Influence: TypeAlias = Literal["narrows", "widens"]
QualityFlag: TypeAlias = Literal[
    "straight_lining", "equal_pairs", "too_few_answers", "minimum_above_desired", "duplicate_respondent"
]
EffectKind: TypeAlias = Literal["cohens_d", "cohens_h"]
Enumeration: TypeAlias = Literal["census", "sample"]
Feasibility: TypeAlias = Literal["feasible", "not_feasible"]
GapStatus: TypeAlias = Literal["open", "closed", "undecided"]
EvidenceKind: TypeAlias = Literal["overall", "dimension", "item", "need", "standard", "promise", "promise_rows"]
CauseStatus: TypeAlias = Literal["supported", "undecided", "not_measured", "contradicted"]
SeverityScale: TypeAlias = Literal["percent_of_maximum_possible"]
SegmentScore: TypeAlias = Literal["gap", "performance"]
PValueAdjustment: TypeAlias = Literal["holm", "benjamini_hochberg"]
Course: TypeAlias = Literal["better", "worse", "undecided"]
Correction: TypeAlias = Literal["holm", "benjamini_hochberg"]
IntervalChoice: TypeAlias = Literal[
    "wilson",
    "wilson_continuity",
    "clopper_pearson",
    "jeffreys",
    "agresti_coull",
    "adjusted_wald",
    "wald",
    "net_score_test",
    "clusters",
]
Weighting: TypeAlias = Literal["equal", "weighted"]
ReplyRule: TypeAlias = Literal["ignored", "counts"]
ReopenRule: TypeAlias = Literal["new_wait", "ignored"]
ReplyWaits: TypeAlias = Literal["first", "every"]
BootstrapMethod: TypeAlias = Literal["percentile", "bca"]
Weekday: TypeAlias = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
LocalTimeRule: TypeAlias = Literal["raise", "earlier", "later"]
ClockState: TypeAlias = Literal["not_started", "at", "used_up", "paused", "stopped"]
ClockEvent: TypeAlias = (
    tuple[datetime | str, Literal["start", "pause", "resume", "stop"]]
    | tuple[datetime | str, Literal["change_calendar"], str]
)


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

Side: TypeAlias = Frame | Mapping[str, Column | str]
"""Answers by item: a table with a column for each, or a mapping of ids to columns or their names."""
