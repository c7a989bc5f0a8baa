"""Every example in a docstring runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest
import servqual as sq

MODULES = ["servqual", *(module.name for module in pkgutil.walk_packages(sq.__path__, "servqual."))]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


def test_every_named_indicator_has_an_example_and_its_sections() -> None:
    for name in sq.kpi.__all__:
        text = getattr(sq.kpi, name).__doc__
        assert ">>> " in text, name
        assert "Parameters\n" in text, name


def test_every_public_name_is_described() -> None:
    for name in sq.__all__:
        value = getattr(sq, name)
        assert name == "__version__" or value.__doc__, name
        for member, described in vars(value).items() if isinstance(value, type) else ():
            if not member.startswith("_") and callable(getattr(value, member)):
                assert described.__doc__, f"{name}.{member}"
