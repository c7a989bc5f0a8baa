"""Prints the bits of every golden result. Rust, Kotlin and Swift print the same lines.

    python tests/print_bits.py [file]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import golden
import servqual as sq
from golden_answers import fingerprint


def lines() -> Iterator[str]:
    for file, case in golden.cases():
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
        if found.text is not None:
            yield f"{name} json {fingerprint(found.text)}"


def main() -> None:
    text = "".join(line + "\n" for line in lines())
    if len(sys.argv) > 1:
        Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
