"""Prints the bits of every golden result. Rust, Kotlin and Swift print the same lines.

    python tests/print_bits.py [file]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import golden
import golden_models
import servqual as sq


def printed() -> Iterator[tuple[str, golden.Case]]:
    """The cases of `golden`, and of `golden_pending` those files that all languages know by now."""
    yield from golden.cases()
    pending = list(golden.cases("golden_pending"))
    waiting = {file for file, case in pending if case["operation"] not in golden_models.BOUND}
    yield from ((file, case) for file, case in pending if file not in waiting)


def lines() -> Iterator[str]:
    for file, case in printed():
        name = f"{file}/{case['name']}"
        try:
            found = golden.run(case)
        except golden.Absent as absent:
            yield f"{name} absent {absent}"
            continue
        except sq.QualityError as error:
            yield f"{name} error {error.code}"
            continue
        if "expected" not in case:
            yield f"{name} error none"
            continue
        for key in case["expected"]:
            yield f"{name} {key} {golden.bits(found(key))}"
        if case["operation"] in golden_models.REPORTS:
            yield f"{name} json {found('json')}"


def main() -> None:
    text = "".join(line + "\n" for line in lines())
    if len(sys.argv) > 1:
        Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
