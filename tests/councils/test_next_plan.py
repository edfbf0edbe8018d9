"""The first guess at the plan after another."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils import next_plan as module
from councils.next_plan import next_plan

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


def test_the_example_in_its_words_is_true():
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("title", "first", "last", "expected"),
    [
        ("Plan", date(2026, 1, 1), None, ("", None, None)),
        ("Våren 2026", date(2026, 1, 1), date(2026, 6, 30), ("", date(2026, 7, 1), None)),
        ("Plan", date(2024, 2, 29), date(2028, 2, 28), ("Plan", date(2028, 2, 29), date(2032, 2, 28))),
        ("Fyra år 2023-2026, KS 12019", date(2023, 1, 1), date(2026, 12, 31), None),
    ],
)
def test_what_is_not_of_whole_years_is_not_guessed(title, first, last, expected):
    expected = expected or ("Fyra år 2027-2030, KS 12019", date(2027, 1, 1), date(2030, 12, 31))
    assert next_plan(title, first, last) == expected


@given(DAYS, st.integers(0, 4000))
def test_the_next_begins_the_day_after_and_never_ends_before_it_begins(first, length):
    last = first + timedelta(days=length)
    _title, begins, ends = next_plan("Plan", first, last)
    assert begins == last + timedelta(days=1)
    assert ends is None or ends > begins
