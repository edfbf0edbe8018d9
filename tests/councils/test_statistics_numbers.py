"""Figures as they stand in the cells of published tables, also those that are made to be slow to read."""

import pytest

from councils.statistics.numbers import LONGEST_CELL, NoNumber, read_number, without_mark


def test_thousands_of_spaces_are_one_before_anything_looks_for_marks():
    assert without_mark("5" + " " * 10_000 + "*") == ("5", True)
    assert read_number("5" + " " * 10_000 + "*").value == 5


def test_what_is_longer_than_any_figure_is_no_figure():
    long = "5 " * LONGEST_CELL + "prel."
    assert without_mark(long) == (" ".join(long.split()), False)
    with pytest.raises(NoNumber):
        read_number(long)
