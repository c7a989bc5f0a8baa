"""Surveys and gap models of the golden files: a tally each."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any

import servqual as sq
from golden_data import Case, Model, columns, reals

# Where the tally is not called as the operation.
TALLIES = {"gap_tests": "gap_test", "antecedents": "antecedent", "servqual_forms": "servqual_form"}


def mean(values: Sequence[float]) -> float:
    """Added one by one, as the other languages do; `statistics.fmean` would round once."""
    return reduce(add, values) / len(values)


STATISTICS = {"mean": mean, "median": statistics.median}


def model(case: Case) -> Model:
    """What makes an empty tally of a case, and what it observes."""
    found = columns(case)
    if case["operation"] == "servqual":
        return servqual(case, found)
    return empty(case["operation"], case), {**sides(case["operation"], found), **weight(case)}


def weight(case: Case) -> dict[str, Any]:
    return {"weight": reals(case["weight"])} if "weight" in case else {}


def servqual(case: Case, found: Mapping[str, Any]) -> Model:
    instrument, options = sq.Instrument(case["instrument"]), case.get("options", {})
    given = {"missing": options.get("missing", "raise"), "level": options.get("level", 0.95)}
    observed = {
        side: {item.id: reals(found[side][item.id]) for item in instrument.items}
        for side in ("expectation", "perception")
    }
    return lambda: instrument.servqual_tally(**given), observed


def empty(operation: str, case: Case) -> Callable[[], Any]:
    """What makes an empty tally of a case."""
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


def bootstrap(case: Case) -> sq.stats.BootstrapInterval:
    return sq.stats.bootstrap(case["columns"]["value"], STATISTICS[case["statistic"]], **case["options"])


def correlations(case: Case) -> sq.KeyDriverReport:
    drivers = [driver["id"] for driver in case["instrument"]["drivers"]]
    outcome = case["instrument"]["outcome"]["id"]
    return sq.key_drivers_of_correlations(
        drivers, case["correlations"], case["with_outcome"], n=30, outcome_id=outcome, **case["options"]
    )


# What has no tally.
AT_ONCE: dict[str, Callable[[Case], Any]] = {"bootstrap": bootstrap, "key_drivers_of_correlations": correlations}
