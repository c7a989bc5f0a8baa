"""Writes `python/servqual/_native.pyi` from the built library.

    python stubs.py           # writes the file
    python stubs.py --check   # fails where the file is not what would be written
    python stubs.py --release # either, with the release build

The library describes its own signatures (feature `stubs`); this script adds what Rust cannot say:
closed sets as literals, columns of any library, and what tables and dictionaries hold.
"""

from __future__ import annotations

import ast
import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
STUB = HERE / "python" / "servqual" / "_native.pyi"

HEAD = '''"""Written by `stubs.py` from the library; not edited by hand."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final, Generic, TypeVar, final, overload

from ._types import (
    Bound,
    Column,
    Direction,
    Frame,
    IntervalMethod,
    Language,
    MissingRule,
    Outcome,
    Pillar,
    ProportionMethod,
    WeightConvention,
)

_Row = TypeVar("_Row", covariant=True)
'''

# What stands for `**columns`.
COLUMNS = ("start", "end", "customer", "at", "observed_until", "events", "base", "wait", "answered")
COLUMNS += ("numerator", "denominator")

# Types of arguments, by name; `None` stays where it is the default.
ARGUMENTS = {
    **dict.fromkeys(("values", "by", *COLUMNS), "Column"),
    "observed_until": "datetime | str",
    "expectation": "Frame | Mapping[str, Column | str]",
    "perception": "Frame | Mapping[str, Column | str]",
    "document": "Mapping[str, Any]",
    "missing": "MissingRule",
    "convention": "WeightConvention",
    "language": "Language",
    "method": "ProportionMethod",
    "data": "Frame",
}

# Where the same name means something else.
EXCEPTIONS = {("from_bytes", "data"): "bytes", ("observe_csv", "data"): "bytes"}

# Types of attributes and results, by class and name, or by name alone.
RESULTS = {
    "direction": "Direction",
    "missing": "MissingRule",
    "outcome": "Outcome",
    "bound": "Bound",
    "pillar": "Pillar",
    "to_dict": "dict[str, Any]",
    "parameters": "dict[str, str]",
    "excluded": "dict[str, int]",
    "options": "dict[str, int]",
    "tier": "dict[str, Any] | str",
    "scope": "dict[str, Any] | str",
    "Interval.method": "IntervalMethod",
    "KpiDefinition.table": "Table[Group]",
    "KpiTableTally.finish": "Table[Group]",
    "ServqualReport.items": "Table[GapResult]",
    "ServqualReport.dimensions": "Table[GapResult]",
    "JourneyReport.touchpoints": "Table[TouchpointConformance]",
    "Assessment.standards": "Table[Conformance]",
    "Assessment.indicators": "Table[ScorecardLine]",
    "Assessment.trends": "dict[str, Table[TrendPoint]]",
    "Comparison.judge": "Outcome",
    "Table.rows": "tuple[_Row, ...]",
    "Table.to_dict": "dict[str, list[Any]]",
    "Table.__iter__": "Iterator[_Row]",
    "Table.__arrow_c_stream__": "Any",
}

# Members that are written by hand.
BY_HAND = {
    "Table.__getitem__": """
@overload
def __getitem__(self, index: int, /) -> _Row: ...
@overload
def __getitem__(self, index: slice, /) -> tuple[_Row, ...]: ...
""",
}


def generate() -> str:
    """The description that maturin reads from the library, as it is."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "maturin", "generate-stubs", "--quiet", "--features", "stubs", "--out", folder]
        if "--release" in sys.argv:
            command += ["--profile", "release"]
        subprocess.run(command, check=True, cwd=HERE)
        return next(Path(folder).rglob("_native.pyi")).read_text(encoding="utf-8")


def refine(text: str) -> str:
    """The same with what Rust cannot say."""
    module = ast.parse(text)
    body = []
    for node in module.body:
        if isinstance(node, ast.ClassDef):
            body.append(refine_class(node))
        elif isinstance(node, ast.FunctionDef):
            body.append(refine_function(node, node.name))
        elif isinstance(node, (ast.AnnAssign, ast.Assign)):
            body.append(node)
    indent(body, "")
    ordered = ast.unparse(ast.Module(body=body, type_ignores=[]))
    return HEAD + "\n" + ordered + "\n"


def indent(body: list[ast.stmt], margin: str) -> None:
    """Docstrings as people write them: in line with the code, nothing around them."""
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines = node.value.value.strip().splitlines()
            text = "\n".join([lines[0], *(margin + line.strip() if line.strip() else "" for line in lines[1:])])
            node.value.value = text + ("\n" + margin if len(lines) > 1 else "")
        elif isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            indent(node.body, margin + "    ")


def refine_class(node: ast.ClassDef) -> ast.ClassDef:
    if node.name == "Table":
        node.bases = [annotation("Generic[_Row]")]
    members: list[ast.stmt] = []
    for member in node.body:
        if not isinstance(member, ast.FunctionDef):
            members.append(member)
            continue
        path = f"{node.name}.{member.name}"
        if path in BY_HAND:
            members.extend(ast.parse(BY_HAND[path]).body)
        else:
            members.append(refine_function(member, path))
    node.body = members
    return node


def refine_function(node: ast.FunctionDef, path: str) -> ast.FunctionDef:
    name = node.name
    if node.args.kwarg:
        nothing = annotation("None")
        node.args.kwonlyargs += [ast.arg(column, annotation("Any | None")) for column in COLUMNS]
        node.args.kw_defaults += [nothing for _ in COLUMNS]
        node.args.kwarg = None
    for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]:
        found = EXCEPTIONS.get((name, argument.arg), ARGUMENTS.get(argument.arg))
        if argument.annotation is None:
            continue
        given = ast.unparse(argument.annotation)
        if found:
            argument.annotation = annotation(found + (" | None" if given.endswith("| None") else ""))
        else:
            argument.annotation = annotation(plain(given))
    result = RESULTS.get(path, RESULTS.get(name))
    if result:
        node.returns = annotation(result)
    elif node.returns:
        node.returns = annotation(plain(ast.unparse(node.returns)))
    return node


def plain(text: str) -> str:
    """Numbers are asked for as numbers, not as everything that converts to one."""
    return text.replace("SupportsFloat | SupportsIndex", "float").replace("SupportsIndex", "int")


def annotation(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def main() -> None:
    wanted = refine(generate())
    if "--check" not in sys.argv:
        STUB.write_text(wanted, encoding="utf-8")
        return
    found = STUB.read_text(encoding="utf-8")
    if found != wanted:
        sys.stdout.writelines(difflib.unified_diff(found.splitlines(True), wanted.splitlines(True), "found", "wanted"))
        sys.exit("_native.pyi is not what the library describes: run `python stubs.py`")
    print("stubs: 1 passed, 0 failed")


if __name__ == "__main__":
    main()
