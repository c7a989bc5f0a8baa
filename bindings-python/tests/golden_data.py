"""The input of golden cases: inline, or cut out of a CSV file."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
# The first keys of the forms of a cell that are no text.
FORMS = {"constant", "column", "from", "date"}

# Whose columns are tables of items.
SIDES = {
    "expectation", "perception", "single", "minimum", "desired", "perceived", "importance", "performance",
    "functional", "dysfunctional", "customers", "employees", "managers", "outcome", "drivers", "points", "ratings",
    "overall",
}  # fmt: skip

Case = dict[str, Any]
# What makes an empty tally of a case, and what it observes.
Model = tuple[Callable[[], Any], dict[str, Any]]


class Absent(Exception):
    """A shared data file is not here."""


def columns(case: Case) -> dict[str, Any]:
    """The columns of a case, inline or cut out of a CSV file."""
    if "columns" in case:
        return dict(case["columns"])
    if "data" not in case:
        return {}
    data = case["data"]
    rows = [
        row
        for row in table(data["file"])
        if all(row[name] == text for name, text in data.get("where", {}).items())
        and all(row[name] != text for name, text in data.get("where_not", {}).items())
        and not any(all(row[name] == text for name, text in cells.items()) for cells in data.get("without", []))
    ]
    return {name: read(form, name, rows) for name, form in data["columns"].items()}


def read(form: Any, name: str, rows: list[dict[str, str]]) -> Any:
    if name in SIDES and isinstance(form, dict) and not FORMS & form.keys():
        return {item: [cell(part, row) for row in rows] for item, part in form.items()}
    return [cell(form, row) for row in rows]


def cell(form: Any, row: Mapping[str, str]) -> Any:
    match form:
        case str():
            return row[form] or None
        case {"constant": constant}:
            return constant
        case {"column": name, "equals": text}:
            return row[name] == text if row[name] else None
        case {"column": name, "multiply": factor}:
            return float(row[name]) * factor if row[name] else None
        case {"from": start, "to": end}:
            if not row[start] or not row[end]:
                return None
            span = datetime.fromisoformat(row[end]) - datetime.fromisoformat(row[start])
            return (span // timedelta(microseconds=1)) / 1e6
        case {"date": date, "clock": clock}:
            hour, rest = row[clock].split(":", 1)
            return f"{row[date]}T{hour:0>2}:{rest}Z"
    raise AssertionError(form)


@cache
def table(file: str) -> list[dict[str, str]]:
    path = resolve(file)
    with open(path, newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def resolve(file: str) -> Path:
    """Where a data file lies; shared files lie beside the project or further up."""
    if not file.startswith("shared/"):
        return PROJECT / file
    named = os.environ.get("SERVQUAL_SHARED")
    folders = [Path(named)] if named else [up / "shared" / "data" for up in PROJECT.parents]
    for folder in folders:
        if folder.is_dir() and (path := folder / file.removeprefix("shared/")).is_file():
            return path
    raise Absent(file)


def reals(values: list[Any]) -> list[Any]:
    """Numbers; the texts of NaN and the infinities, and cells of a file, stand for theirs."""
    return [float(value) if isinstance(value, str) else value for value in values]
