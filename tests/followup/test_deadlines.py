"""The day the summary is due belongs to the time one has."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.deadlines import Deadline, Nearness, Rhythm, on_a_weekday, proposed_days
from promises.periods import Period, end_of_month

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


YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
MEETINGS = [date(2025, 12, 3), date(2026, 2, 11), date(2026, 9, 16), date(2027, 1, 20), date(2027, 3, 10)]


def days(period, rhythm, today=date(2026, 1, 1), **rest):
    return [one.day for one in proposed_days(period, rhythm, today=today, **rest)]


def test_stock_is_taken_two_weeks_after_each_tertial_has_closed():
    proposed = proposed_days(YEAR, Rhythm.TERTIAL, today=date(2026, 1, 1))
    assert [one.day for one in proposed] == [date(2026, 5, 14), date(2026, 9, 14), date(2027, 1, 14)]
    assert [one.up_to for one in proposed] == [date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31)]


def test_a_day_that_falls_on_a_weekend_is_moved_to_the_monday_after():
    assert days(YEAR, Rhythm.QUARTER) == [date(2026, 4, 14), date(2026, 7, 14), date(2026, 10, 14), date(2027, 1, 14)]
    year = Period(date(2027, 1, 1), date(2027, 12, 31))
    assert days(year, Rhythm.TERTIAL) == [date(2027, 5, 14), date(2027, 9, 14), date(2028, 1, 14)]
    assert on_a_weekday(date(2026, 11, 21)) == on_a_weekday(date(2026, 11, 22)) == date(2026, 11, 23)
    assert on_a_weekday(date(2026, 11, 23)) == date(2026, 11, 23)


def test_days_that_have_passed_are_not_proposed():
    assert days(YEAR, Rhythm.TERTIAL, today=date(2026, 9, 14)) == [date(2026, 9, 14), date(2027, 1, 14)]
    assert days(YEAR, Rhythm.TERTIAL, today=date(2027, 2, 1)) == []


def test_parts_are_reckoned_from_the_first_day_of_the_period():
    half = Period(date(2026, 3, 15), date(2026, 9, 14))
    assert days(half, Rhythm.TERTIAL) == [date(2026, 7, 28), date(2026, 9, 28)]


def test_promises_until_further_notice_are_planned_a_year_ahead():
    found = days(Period(date(2025, 1, 1), None), Rhythm.TERTIAL, today=date(2026, 3, 1))
    assert found[0] == date(2026, 5, 14)
    assert found[-1] <= date(2027, 5, 14)


def test_each_meeting_in_the_period_and_the_first_one_after_it():
    assert days(YEAR, Rhythm.MEETING, meetings=MEETINGS) == MEETINGS[1:4]
    assert days(YEAR, Rhythm.MEETING, today=date(2026, 3, 1), meetings=reversed(MEETINGS)) == MEETINGS[2:4]
    assert days(YEAR, Rhythm.OWN, meetings=MEETINGS) == []


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 1500), st.sampled_from(["tertial", "quarter"]))
def test_proposed_days_are_weekdays_after_the_part_they_are_about(first_day, length, rhythm):
    period = Period(first_day, first_day + timedelta(days=length))
    for one in proposed_days(period, Rhythm(rhythm), today=first_day):
        assert one.day.weekday() < 5
        assert 14 <= (one.day - one.up_to).days <= 16
