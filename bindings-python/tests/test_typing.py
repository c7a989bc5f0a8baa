"""The types are true: the package and its users pass mypy, the stubs match the library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def run(*arguments: str) -> None:
    found = subprocess.run([sys.executable, "-m", *arguments], cwd=HERE, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_package_and_its_users_are_typed() -> None:
    run("mypy", "--strict", "--package", "servqual")
    run("mypy", "--strict", "typing_sample.py")


def test_the_stubs_match_the_library() -> None:
    run("mypy.stubtest", "servqual._native")
