"""Results by the keys of the golden files."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import servqual as sq

Value = float | int | str | None


@dataclass(frozen=True)
class Answers:
    """Everything that one case gives."""

    get: Callable[[str], Value]
    # The whole JSON text, where the result is a report.
    text: str | None = None

    def __call__(self, key: str) -> Value:
        return self.get(key)


def of(found: Any) -> Answers:
    match found:
        case dict():
            return Answers(found.__getitem__)
        case list():
            return Answers(lambda key: found[int(key)])
        case sq.Measure():
            return Answers(lambda key: of_measure(found, key))
        case sq.ServqualReport():
            return Answers(lambda key: of_servqual(found, key))
        case sq.Scorecard():
            return Answers(by_path(by_unit(found)), found.to_json())
    return Answers(by_path(found.to_dict()), found.to_json())


def by_path(tree: Any) -> Callable[[str], Value]:
    """The value at a dotted path; in a list a part is the id of an entry, or its position."""

    def find(key: str) -> Value:
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


def by_unit(scorecard: sq.Scorecard) -> dict[str, Any]:
    """Rows under `indicator/unit/period`, and how many there are."""
    rows = {f"{row.indicator}/{row.unit}/{row.period or ''}": row.to_dict() for row in scorecard.rows}
    return {**rows, "rows": len(scorecard.rows), "suppressed": scorecard.suppressed}


def of_verdict(measure: sq.Measure, verdict: sq.Verdict) -> Answers:
    special = {"verdict": verdict.outcome, "further_observations": verdict.further_observations}
    return Answers(lambda key: special[key] if key in special else of_measure(measure, key))


def of_measure(measure: sq.Measure, key: str) -> Value:
    match key.split("."):
        case ["excluded", reason]:
            return measure.excluded.get(reason, 0)
        case ["interval", end]:
            return getattr(measure.interval, end) if measure.interval else None
        case [name]:
            value: Value = getattr(measure, name)
            return value
    raise AssertionError(key)


def of_servqual(report: sq.ServqualReport, key: str) -> Value:
    room, name, rest = key.split(".", 2)
    if room == "overall":
        return of_overall(report.overall, name, rest)
    results = {"items": report.items, "dimensions": report.dimensions}[room]
    result = next(result for result in results if result.id == name)
    match rest:
        case "expectation" | "perception" | "gap":
            estimate: Value = getattr(result, rest).estimate
            return estimate
        case "t" | "p_value":
            test: Value = getattr(result, rest)
            return test
    return of_measure(result.gap, rest)


def of_overall(overall: sq.ServqualOverall, name: str, rest: str) -> Value:
    if rest in ("t", "p_value"):
        prefix = "" if name == "unweighted" else f"{name}_"
        test: Value = getattr(overall, prefix + rest)
        return test
    measure = getattr(overall, name)
    return of_measure(measure, "estimate" if rest in ("gap", "perception") else rest)


def bits(value: Value) -> str:
    """The value as the bit comparison of the languages prints it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    return str(value)


def fingerprint(text: str) -> str:
    """FNV-1a of a text, 64 bits: every language writes the same."""
    found = 0xCBF29CE484222325
    for byte in text.encode():
        found = (found ^ byte) * 0x100000001B3 % 2**64
    return f"{found:016x}"
