"""The cases of `tests/golden` and `tests/golden_pending`, computed through the Python package."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import golden_models
import golden_time
import servqual as sq
from golden_data import PROJECT, Absent, Case, columns

__all__ = ["AT_ONCE", "Absent", "Case", "Convert", "Task", "Value", "agrees", "bits", "cases", "columns", "run", "run_cut"]

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# Operations of models that have no tally.
AT_ONCE = ("bootstrap", "key_drivers_of_correlations")

Value = float | int | str | None
Convert = Callable[[list[Any]], Any]


def cases(folder: str = "golden") -> Iterator[tuple[str, Case]]:
    """File id and case, in the order of the files."""
    for path in sorted((PROJECT / "tests" / folder).glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for case in document["cases"]:
            yield document["id"], case


def as_it_is(column: list[Any]) -> list[Any]:
    """A list as a list; other tests convert it to a column of a library."""
    return column


def run(case: Case, convert: Convert = as_it_is) -> Callable[[str], Value]:
    """Computes a case at once; the function returned gives the value of a key."""
    match case["operation"]:
        case "proportion_interval":
            return proportion(case)
        case "exact_sum":
            found = sq.stats.describe(convert(reals(columns(case)["value"])))
            return {"sum": found.sum}.__getitem__
        case "mean_interval":
            return mean(case, convert)
        case "business_time":
            return golden_time.run(case, convert)
        case operation if operation in AT_ONCE:
            return golden_models.at_once(operation, case)
    tally = Task(case).tally()
    task = Task(case)
    task.observe(tally, task.rows(), convert)
    return task.finish(tally)


def run_cut(case: Case) -> Callable[[str], Value]:
    """Computes a case as two tallies, the second first, merged after a way through their bytes."""
    task = Task(case)
    rows = task.rows()
    middle = (rows.start + rows.stop) // 2
    first, second = task.tally(), task.tally()
    task.observe(second, range(middle, rows.stop))
    task.observe(first, range(rows.start, middle))
    second.merge(type(first).from_bytes(first.to_bytes()))
    return task.finish(second)


class Task:
    """A case that a tally measures: an indicator, a verdict, a survey."""

    def __init__(self, case: Case) -> None:
        self.case = case
        options = case.get("options", {})
        given = {"missing": options.get("missing", "raise"), "level": options.get("level", 0.95)}
        self.data: dict[str, Any] = {}
        match case["operation"]:
            case "business_duration":
                self.definition = sq.kpi.define(case["definition"])
                self.data = dict(case["columns"])
                if "observed_until" in case:
                    self.data["observed_until"] = case["observed_until"]
            case "kpi":
                self.definition = sq.kpi.define(case["definition"], **given)
                self.data = kpi_columns(case)
            case "verdict":
                # A share of yes, held against a target.
                document = {
                    "id": "share",
                    "label": {"zh": "", "en": ""},
                    "observable": {"outcome": {}},
                    "statistic": {"share": {"criterion": {"yes": {}}}},
                    "direction": "higher_is_better",
                }
                self.definition = sq.kpi.define(document, level=given["level"])
                self.data = {"values": [trial < case["successes"] for trial in range(case["trials"])]}
            case "servqual":
                self.instrument = sq.Instrument(case["instrument"])
                self.options = given
                found = columns(case)
                self.data = {
                    side: {item.id: reals(found[side][item.id]) for item in self.instrument.items}
                    for side in ("expectation", "perception")
                }
            case operation:
                self.model = golden_models.model(operation, case)
                self.data = golden_models.sides(operation, columns(case))
                if "weight" in case:
                    self.data["weight"] = reals(case["weight"])

    def rows(self) -> range:
        lengths = [len(column) for column in flat(self.data)]
        return range(max(lengths, default=0))

    def tally(self) -> Any:
        match self.case["operation"]:
            case "servqual":
                return self.instrument.servqual_tally(**self.options)
            case "kpi" | "verdict" | "business_duration":
                return self.definition.tally()
        return self.model()

    def observe(self, tally: Any, rows: range, convert: Convert = as_it_is) -> None:
        def cut(column: Any) -> Any:
            if isinstance(column, Mapping):
                return {item: cut(values) for item, values in column.items()}
            if isinstance(column, list):
                return convert(column[rows.start : rows.stop])
            return column

        tally.observe(**{name: cut(column) for name, column in self.data.items()})

    def finish(self, tally: Any) -> Callable[[str], Value]:
        found = tally.finish()
        match self.case["operation"]:
            case "servqual":
                return lambda key: of_report(found, key)
            case "verdict":
                verdict = found.judge(target(self.case["target"]))
                special = {"verdict": verdict.outcome, "further_observations": verdict.further_observations}
                return lambda key: special[key] if key in special else of_measure(found, key)
            case "kpi" | "business_duration":
                return lambda key: of_measure(found, key)
        return golden_models.by_path(found)


def flat(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    for column in data.values():
        if isinstance(column, Mapping):
            yield from flat(column)
        elif isinstance(column, list):
            yield column


def target(document: Mapping[str, Any]) -> sq.Target:
    unit = {"share": "share", "points": "net_point"}[document["unit"]]
    if "at_least" in document:
        return sq.Target.at_least(document["at_least"], unit)
    return sq.Target.at_most(document["at_most"], unit)


def proportion(case: Case) -> Callable[[str], Value]:
    successes, trials = case["successes"], case["trials"]
    level = case["options"]["level"]
    bounds = sq.stats.proportion_interval(successes, trials, method=case["method"], level=level)
    return {
        "estimate": successes / trials,
        "n": trials,
        "interval.lower": bounds.lower,
        "interval.upper": bounds.upper,
    }.__getitem__


def mean(case: Case, convert: Convert) -> Callable[[str], Value]:
    values = columns(case)["value"]
    options = case["options"]
    if options["missing"] == "raise" and None in values:
        raise sq.MissingValueError("a description has no missing rule", place="value", row=values.index(None))
    found = sq.stats.describe(convert(reals(values)))
    if found.n == 0:
        raise sq.TooFewObservationsError("a description may be empty", place="value", required=1, actual=0)
    bounds = sq.stats.mean_interval(
        found.mean or 0.0, found.standard_deviation or 0.0, found.n, level=options["level"]
    )
    return {
        "estimate": found.mean,
        "n": found.n,
        "standard_deviation": found.standard_deviation,
        "excluded.missing": found.missing,
        "interval.lower": bounds.lower if bounds else None,
        "interval.upper": bounds.upper if bounds else None,
    }.__getitem__


def kpi_columns(case: Case) -> dict[str, Any]:
    """The columns of an indicator as the arguments of `observe`."""
    found = columns(case)
    match found:
        case {"duration_seconds": values} | {"rating": values}:
            return {"values": reals(values)}
        case {"outcome": values}:
            return {"values": values}
        case {"start": start, "end": end}:
            return {"start": instants(start), "end": instants(end)}
        case {"wait_seconds": wait, "answered": answered}:
            return {"wait": reals(wait), "answered": answered}
        case {"numerator": above, "denominator": below}:
            return {"numerator": reals(above), "denominator": reals(below)}
        case {"customer": customer, "at": at}:
            arguments = {"customer": customer, "at": instants(at)}
            until = case["options"].get("observed_until")
            return arguments if until is None else {**arguments, "observed_until": instant(until)}
        case {"complaints": events, "base_count": base} | {"events": events, "base_count": base}:
            return {"events": wholes(events), "base": wholes(base)}
    raise AssertionError(sorted(found))


def reals(values: list[Any]) -> list[Any]:
    """Numbers; the texts of NaN and the infinities, and cells of a file, stand for theirs."""
    return [float(value) if isinstance(value, str) else value for value in values]


def wholes(values: list[Any]) -> list[int | None]:
    return [None if value is None else int(value) for value in values]


def instants(values: list[Any]) -> list[Any]:
    return [instant(value) for value in values]


def instant(value: Any) -> Any:
    """Epoch seconds as an instant; text stays text."""
    return EPOCH + timedelta(seconds=value) if isinstance(value, (int, float)) else value


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


def of_report(report: sq.ServqualReport, key: str) -> Value:
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


def agrees(case: Case, key: str, found: Value, expected: Any) -> bool:
    if not isinstance(found, float):
        return bool(found == expected)
    if not isinstance(expected, (int, float)):
        return False
    tolerance = case["tolerance"]
    named = [pair for ending, pair in tolerance.get("overrides", {}).items() if key.endswith(ending)]
    pair = named[0] if named else tolerance
    return abs(found - expected) <= max(pair["absolute"], pair["relative"] * abs(expected))


def bits(value: Value) -> str:
    """The value as the bit comparison of the languages prints it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return struct.pack(">d", value).hex()
    return str(value)
