"""Surveys and gap models of the golden files: a tally each, and reports read by path."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import servqual as sq

SIDES = {
    "expectation", "perception", "single", "minimum", "desired", "perceived", "importance", "performance",
    "functional", "dysfunctional", "customers", "employees", "managers", "outcome", "drivers", "points", "ratings",
    "overall",
}  # fmt: skip
# Where the tally is not called as the operation.
TALLIES = {"gap_tests": "gap_test", "antecedents": "antecedent", "servqual_forms": "servqual_form"}
# The operations of `golden_pending` that Python knows; those of `golden` it must know.
BOUND = {
    "antecedents", "belief_gap", "bootstrap", "business_duration", "business_time", "difference_reliability",
    "expectation_ceiling", "form_validity", "gap_tests", "importance_performance", "kano", "key_drivers", "key_drivers_of_correlations",
    "reliability", "servqual_forms", "weighted_gaps", "zone_of_tolerance",
}  # fmt: skip
# Those of them that give a report, whose fingerprint all languages print.
REPORTS = BOUND - {"business_duration", "business_time"}


def mean(values: Sequence[float]) -> float:
    """Added one by one, as the other languages do; `statistics.fmean` would round once."""
    return reduce(add, values) / len(values)


STATISTICS = {"mean": mean, "median": statistics.median}


def model(operation: str, case: Mapping[str, Any]) -> Callable[[], Any]:
    """What makes an empty tally of the case."""
    document, options = case["instrument"], dict(case.get("options", {}))
    if "crosshair" in options:
        lines = options["crosshair"]
        rule = lines.pop("rule")
        options["crosshair"] = (lines["importance"], lines["performance"]) if rule == "given" else rule
        lines["rule"] = rule
    match operation:
        case "kano":
            return lambda: sq.KanoTally(document["items"], **options)
        case "key_drivers":
            return lambda: sq.KeyDriverTally(document["outcome"], document["drivers"], **options)
    instrument = sq.Instrument(document)
    if operation == "belief_gap":
        return lambda: instrument.belief_gap_tally(case["gap"], **options)
    if operation == "form_validity":
        options["overall_scale"] = tuple(case["overall_scale"].values())
    name = TALLIES.get(operation, operation)
    return lambda: getattr(instrument, f"{name}_tally")(**options)


def sides(operation: str, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a case as the arguments of `observe`."""
    found = {name: {item: numbers(cells) for item, cells in side.items()} for name, side in columns.items()}
    if "single" in found:
        return {"answers": found["single"]}
    single = {"key_drivers": "outcome", "form_validity": "overall"}.get(operation)
    if single:
        return {**found, single: next(iter(found[single].values()))}
    return found


def numbers(cells: list[Any]) -> list[Any]:
    """Answers; a cell of a file that is no number is missing."""
    return [number(cell) if isinstance(cell, str) else cell for cell in cells]


def number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def at_once(operation: str, case: Mapping[str, Any]) -> Callable[[str], Any]:
    """What has no tally."""
    options = case["options"]
    if operation == "bootstrap":
        found: Any = sq.stats.bootstrap(case["columns"]["value"], STATISTICS[case["statistic"]], **options)
    else:
        drivers = [driver["id"] for driver in case["instrument"]["drivers"]]
        outcome = case["instrument"]["outcome"]["id"]
        found = sq.key_drivers_of_correlations(
            drivers, case["correlations"], case["with_outcome"], n=30, outcome_id=outcome, **options
        )
    return by_path(found)


def by_path(report: Any) -> Callable[[str], Any]:
    """The value at a dotted path; in a list a part is the id of an entry, or its position.

    The key `json` gives the fingerprint of the whole JSON text.
    """
    tree = report.to_dict()

    def find(key: str) -> Any:
        if key == "json":
            return fingerprint(report.to_json())
        value = tree
        for part in key.split("."):
            if isinstance(value, list):
                named = (entry for entry in value if isinstance(entry, dict) and entry.get("id") == part)
                value = next(named, None) or (value[int(part)] if part.isdigit() and int(part) < len(value) else None)
            elif isinstance(value, dict):
                value = value.get(part)
            else:
                return None
        return value

    return find


def dumps(document: Any) -> str:
    """JSON in which objects of the package stand for their dictionaries."""
    return json.dumps(document, default=lambda value: value.to_dict())


def fingerprint(text: str) -> str:
    """FNV-1a of a text, 64 bits: every language writes the same."""
    found = 0xCBF29CE484222325
    for byte in text.encode():
        found = (found ^ byte) * 0x100000001B3 % 2**64
    return f"{found:016x}"
