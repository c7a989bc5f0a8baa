"""The cases of `tests/golden`, computed through the Python package: at once, or cut and merged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import golden_answers
import golden_gaps
import golden_indicators
import golden_models
import golden_time
import servqual as sq
from golden_answers import Answers, Value, bits
from golden_data import PROJECT, Absent, Case, Model, columns, reals

__all__ = ["AT_ONCE", "Absent", "Case", "Convert", "Task", "agrees", "bits", "cases", "columns", "reports", "result", "run", "run_cut"]

Convert = Callable[[list[Any]], Any]

# Whose result is a measure, the report of the first model, or values under their keys.
NO_REPORT = {
    "adjust", "business_duration", "business_time", "cost_benefit", "exact_sum", "interval_choice", "kpi",
    "mean_interval", "proportion_interval", "servqual", "survey", "survival", "verdict", "weighted_index",
}  # fmt: skip


def cases() -> Iterator[tuple[str, Case]]:
    """File id and case, in the order of the files."""
    for path in sorted((PROJECT / "tests/golden").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for case in document["cases"]:
            yield document["id"], case


def reports() -> dict[str, Case]:
    """Of each operation whose result is a report the first case that gives one."""
    return {case["operation"]: case for _, case in reversed(list(cases())) if "expected" in case and is_report(case)}


def is_report(case: Case) -> bool:
    """Repeats of a named indicator are a measure."""
    operation = case["operation"]
    return operation not in NO_REPORT and (operation != "repeat" or "definition" not in case)


def as_it_is(column: list[Any]) -> list[Any]:
    """A list as a list; other tests convert it to a column of a library."""
    return column


def run(case: Case, convert: Convert = as_it_is) -> Answers:
    """Computes a case at once."""
    if case["operation"] in AT_ONCE:
        return golden_answers.of(AT_ONCE[case["operation"]](case, convert))
    task = Task(case)
    return task.answers(task.observed(convert))


def result(case: Case) -> Any:
    """The object itself that a case gives."""
    if case["operation"] in MODELS_AT_ONCE:
        return MODELS_AT_ONCE[case["operation"]](case)
    task = Task(case)
    return task.finish(task.observed())


def run_cut(case: Case) -> Answers:
    """Computes a case as two tallies, the second first, merged after a way through their bytes."""
    task = Task(case)
    rows = task.rows()
    middle = (rows.start + rows.stop) // 2
    first, second = task.tally(), task.tally()
    task.observe(second, range(middle, rows.stop))
    task.observe(first, range(rows.start, middle))
    second.merge(type(first).from_bytes(first.to_bytes()))
    return task.answers(second)


class Task:
    """A case that a tally measures: an indicator, a verdict, a survey."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.tally, self.data = model(case)

    def rows(self) -> range:
        lengths = [len(column) for column in flat(self.data)]
        return range(max(lengths, default=0))

    def observe(self, tally: Any, rows: range, convert: Convert = as_it_is) -> None:
        def cut(column: Any) -> Any:
            if isinstance(column, Mapping):
                return {item: cut(values) for item, values in column.items()}
            if isinstance(column, list):
                return convert(column[rows.start : rows.stop])
            return column

        tally.observe(**{name: cut(column) for name, column in self.data.items()})

    def observed(self, convert: Convert = as_it_is) -> Any:
        """A tally of all rows."""
        tally = self.tally()
        self.observe(tally, self.rows(), convert)
        return tally

    def finish(self, tally: Any) -> Any:
        """A measure, or the report."""
        if self.case["operation"] == "segment_comparison":
            return golden_gaps.comparison(self.case, tally)
        return tally.finish()

    def answers(self, tally: Any) -> Answers:
        found = self.finish(tally)
        if self.case["operation"] == "verdict":
            return golden_answers.of_verdict(found, found.judge(target(self.case["target"])))
        return golden_answers.of(found)


def model(case: Case) -> Model:
    operation = case["operation"]
    if operation == "verdict":
        return share(case)
    if operation in golden_gaps.MODELS:
        return golden_gaps.MODELS[operation](case)
    models = golden_indicators if operation in golden_indicators.OPERATIONS else golden_models
    return models.model(case)


def flat(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    for column in data.values():
        if isinstance(column, Mapping):
            yield from flat(column)
        elif isinstance(column, list):
            yield column


def share(case: Case) -> Model:
    """A share of yes, to be held against a target."""
    document = {
        "id": "share",
        "label": {"zh": "", "en": ""},
        "observable": {"outcome": {}},
        "statistic": {"share": {"criterion": {"yes": {}}}},
        "direction": "higher_is_better",
    }
    definition = sq.kpi.define(document, level=case.get("options", {}).get("level", 0.95))
    return definition.tally, {"values": [trial < case["successes"] for trial in range(case["trials"])]}


def target(document: Mapping[str, Any]) -> sq.Target:
    unit = {"share": "share", "points": "net_point"}[document["unit"]]
    if "at_least" in document:
        return sq.Target.at_least(document["at_least"], unit)
    return sq.Target.at_most(document["at_most"], unit)


def proportion(case: Case, _: Convert) -> dict[str, Value]:
    successes, trials = case["successes"], case["trials"]
    level = case["options"]["level"]
    bounds = sq.stats.proportion_interval(successes, trials, method=case["method"], level=level)
    return {
        "estimate": successes / trials,
        "n": trials,
        "interval.lower": bounds.lower,
        "interval.upper": bounds.upper,
    }


def exact_sum(case: Case, convert: Convert) -> dict[str, Value]:
    return {"sum": sq.stats.describe(convert(reals(columns(case)["value"]))).sum}


def mean(case: Case, convert: Convert) -> dict[str, Value]:
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
    }


def unconverted(compute: Callable[[Case], Any]) -> Callable[[Case, Convert], Any]:
    """What takes no columns."""
    return lambda case, convert: compute(case)


MODELS_AT_ONCE = {**golden_models.AT_ONCE, **golden_gaps.AT_ONCE, **golden_indicators.AT_ONCE}
# What has no tally.
AT_ONCE: dict[str, Callable[[Case, Convert], Any]] = {
    "proportion_interval": proportion,
    "exact_sum": exact_sum,
    "mean_interval": mean,
    "business_time": golden_time.run,
    **{operation: unconverted(compute) for operation, compute in MODELS_AT_ONCE.items()},
}


def agrees(case: Case, key: str, found: Value, expected: Any) -> bool:
    if not isinstance(found, float):
        return bool(found == expected)
    if not isinstance(expected, (int, float)):
        return False
    tolerance = case["tolerance"]
    named = [pair for ending, pair in tolerance.get("overrides", {}).items() if key.endswith(ending)]
    pair = named[0] if named else tolerance
    return abs(found - expected) <= max(pair["absolute"], pair["relative"] * abs(expected))
