"""The types are true: the package and its users pass mypy, the stubs match the library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import servqual as sq
from servqual import _types

HERE = Path(__file__).resolve().parent


def run(*arguments: str) -> None:
    found = subprocess.run([sys.executable, "-m", *arguments], cwd=HERE, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_package_and_its_users_are_typed() -> None:
    run("mypy", "--strict", "--package", "servqual")
    run("mypy", "--strict", "typing_sample.py")


def test_the_stubs_match_the_library() -> None:
    run("mypy.stubtest", "servqual._native")


def test_the_literals_are_the_closed_sets_of_the_core() -> None:
    for name, words in sq._native._closed_sets().items():
        assert sorted(get_args(getattr(_types, name))) == sorted(words), name
