"""Indicators of the golden files: what a definition observes, and the models around it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import servqual as sq
from golden_data import Case, Model, columns, reals

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# What the columns of a case are called as arguments.
ARGUMENTS = {
    "base_count": "base", "cluster": "clusters", "complaints": "events", "duration_seconds": "values",
    "event_count": "events", "lifetime_seconds": "duration", "outcome": "values", "rating": "values",
    "wait_seconds": "wait", "weight": "weights",
}  # fmt: skip

SOLVED: dict[str, Any] = {
    "definition": sq.kpi.resolution_rate(), "target": sq.Target.at_least(0.7, "share"), "baseline": 0.4,
}  # fmt: skip
INDICATORS: dict[str, Any] = {"solved": SOLVED, "fcr": sq.kpi.first_contact_resolution(window_days=3)}


def definition(case: Case) -> sq.KpiDefinition:
    """The definition of a case, with what stands beside it."""
    if case["operation"] == "kpi":
        options = case.get("options", {})
        given = {"missing": options.get("missing", "raise"), "level": options.get("level", 0.95), "interval": None}
    else:
        given = {name: case.get(name) for name in ("missing", "level", "interval")}
    return sq.kpi.define(case["definition"], **given)


def arguments(case: Case, found: sq.KpiDefinition) -> dict[str, Any]:
    """The columns of a case as the arguments of `observe`."""
    given = {ARGUMENTS.get(name, name): read(name, cells) for name, cells in columns(case).items()}
    if "set.0" in given:
        components = found.to_dict()["observable"]["rating_set"]["components"]
        given = {"answers": dict(zip((part["id"] for part in components), given.values(), strict=False))}
    until = case.get("options", {}).get("observed_until", case.get("observed_until"))
    return given if until is None else {**given, "observed_until": instant(until)}


def read(name: str, cells: list[Any]) -> list[Any]:
    match name:
        case "start" | "end" | "at":
            return [instant(cell) for cell in cells]
        case "duration_seconds" | "rating" | "wait_seconds" | "numerator" | "denominator":
            return reals(cells)
        case "complaints" | "events" | "base_count":
            return [None if cell is None else int(cell) for cell in cells]
    return cells


def instant(value: Any) -> Any:
    """Epoch seconds as an instant; text stays text."""
    return EPOCH + timedelta(seconds=value) if isinstance(value, (int, float)) else value


@dataclass
class Groups:
    """The tallies of two groups, each cut at the same rows."""

    first: sq.KpiTally
    second: sq.KpiTally
    lifetimes: bool

    def observe(self, first: Mapping[str, Any], second: Mapping[str, Any]) -> None:
        self.first.observe(**first)
        self.second.observe(**second)

    def merge(self, other: Groups) -> None:
        self.first.merge(other.first)
        self.second.merge(other.second)

    def to_bytes(self) -> bytes:
        return pickle.dumps((self.first, self.second, self.lifetimes))

    @staticmethod
    def from_bytes(data: bytes) -> Groups:
        return Groups(*pickle.loads(data))

    def finish(self) -> sq.SurvivalComparison | sq.Comparison:
        if self.lifetimes:
            return self.second.survival_change_since(self.first)
        return self.second.finish().change_since(self.first.finish())


def model(case: Case) -> Model:
    """What makes an empty tally of a case, and what it observes."""
    match case["operation"]:
        case "compare" | "comparison":
            return compared(case)
        case "clustered":
            found, weighting = definition(case), "weighted" if "weight" in case["columns"] else "equal"
            return lambda: found.clustered_tally(weighting=weighting), arguments(case, found)
        case "repeat" if "definition" not in case:
            until = {"observed_until": case["observed_until"]}
            return lambda: sq.RepeatTally(missing="omit"), {**case["columns"], **until}
        case "scorecard":
            return scorecard(case)
        case "weighted_key_drivers":
            instrument, sides = case["instrument"], case["columns"]
            observed = {"outcome": next(iter(sides["outcome"].values())), "drivers": sides["drivers"]}
            made = (instrument["outcome"], instrument["drivers"])
            options = case.get("options", {})
            return lambda: sq.WeightedKeyDriverTally(*made, **options), {**observed, "weights": case["weights"]}
    found = definition(case)
    return found.tally, arguments(case, found)


def compared(case: Case) -> Model:
    found = definition(case)
    whole, first = arguments(case, found), case["first"]
    groups = {
        name: {column: cells[rows] for column, cells in whole.items()}
        for name, rows in (("first", slice(first)), ("second", slice(first, None)))
    }
    return lambda: Groups(found.tally(), found.tally(), case["operation"] == "compare"), groups


def scorecard(case: Case) -> Model:
    sources: dict[str, Any] = {
        "solved": "outcome",
        "fcr": {"customer": "customer", "at": "at", "observed_until": case["observed_until"]},
    }
    observed = {"unit": "unit", "at": "at", "columns": sources, "data": case["columns"]}
    return lambda: sq.ScorecardTally(INDICATORS, **case["options"]), observed


def shares(counts: list[int]) -> Iterator[sq.Measure]:
    """Two shares from yes and all, before and after."""
    for yes, of in (counts[:2], counts[2:]):
        yield sq.kpi.resolution_rate().measure([row < yes for row in range(of)])


def change(counts: list[int]) -> sq.Comparison:
    before, after = shares(counts)
    return after.change_since(before)


def sequential(case: Case) -> sq.SequentialComparison:
    first, second = shares(case["counts"])
    return second.sequential_change_since(first, mixture=case["mixture"])


def adjusted(case: Case) -> list[float]:
    adjust = {"holm": sq.stats.holm, "benjamini_hochberg": sq.stats.benjamini_hochberg}[case["method"]]
    return list(adjust(case["p_values"]))


def worth(case: Case) -> sq.ReturnOnQuality:
    return sq.return_on_quality(change(case["counts"]), **case["options"])


def cost_benefit(case: Case) -> sq.Measure:
    return sq.service_cost_benefit(change(case["counts"]), change(case["again"]), **case["options"])


OPERATIONS = {
    "business_duration", "clustered", "compare", "comparison", "interval_choice", "kpi", "repeat", "scorecard",
    "survey", "survival", "weighted_index", "weighted_key_drivers",
}  # fmt: skip
# What has no tally.
AT_ONCE: dict[str, Callable[[Case], Any]] = {
    "adjust": adjusted, "cost_benefit": cost_benefit, "return_on_quality": worth, "sequential": sequential,
}  # fmt: skip
