"""The examples in the text of the modules hold."""

import doctest
import importlib

import pytest

MODULES = [
    "promises.consequences",
    "promises.sharpening",
    *(f"promises.proposals.{name}" for name in ("days", "noun_forms", "steps")),
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
