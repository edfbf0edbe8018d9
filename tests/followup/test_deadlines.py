"""The day the summary is due belongs to the time one has."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.deadlines import Deadline, Nearness
from promises.periods import end_of_month

DUE = Deadline(date(2020, 1, 31))


@pytest.mark.parametrize(
    ("as_of", "days_left", "nearness"),
    [
        (date(2019, 11, 20), 72, "later"),
        (date(2019, 12, 31), 31, "later"),
        (date(2020, 1, 1), 30, "soon"),
        (date(2020, 1, 30), 1, "soon"),
        (date(2020, 1, 31), 0, "today"),  # "senast 31 januari" is kept at any time of that day
        (date(2020, 2, 1), -1, "passed"),
    ],
)
def test_how_near_31_january_is(as_of, days_left, nearness):
    assert DUE.days_left(as_of) == days_left
    assert DUE.nearness(as_of) == nearness


@pytest.mark.parametrize(
    ("year", "month", "last_day"),
    [(2020, 2, 29), (2019, 2, 28), (2000, 2, 29), (2019, 4, 30), (2019, 12, 31)],
)
def test_during_a_month_means_its_last_day(year, month, last_day):
    assert end_of_month(year, month) == date(year, month, last_day)


@given(st.dates(), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_deadline_has_passed_only_on_days_after_it(as_of, due_on):
    assert (Deadline(due_on).nearness(as_of) is Nearness.PASSED) == (as_of > due_on)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_day_after_the_end_of_a_month_is_the_first_of_the_next(day):
    assert (end_of_month(day.year, day.month) + timedelta(days=1)).day == 1
