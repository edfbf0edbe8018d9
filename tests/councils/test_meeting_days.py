"""The days proposed for a year's meetings: spread out, on ordinary weekdays, none twice."""

from datetime import date

import pytest

from councils.meeting_days import MOST_MEETINGS, easter_day, is_holiday, proposed_days


def test_four_meetings_are_two_in_spring_and_two_in_autumn():
    days = proposed_days(2027, 4)
    assert [day.month for day in days] == [2, 4, 9, 11]
    assert {day.weekday() for day in days} == {1}


@pytest.mark.parametrize("year", range(2019, 2040, 4))
@pytest.mark.parametrize("number", [1, 4, 11, MOST_MEETINGS])
@pytest.mark.parametrize("weekday", [0, 3, 4])
def test_no_day_is_proposed_twice_or_on_a_holiday(year, number, weekday):
    days = proposed_days(year, number, weekday=weekday)
    assert len(set(days)) == number
    assert days == sorted(days)
    assert not any(map(is_holiday, days))
    assert {day.weekday() for day in days} == {weekday}
    assert {day.year for day in days} == {year}


def test_a_day_that_is_there_takes_the_place_of_the_one_it_is_nearest_to():
    assert [day.month for day in proposed_days(2027, 4, known=[date(2027, 5, 20)])] == [2, 9, 11]
    assert proposed_days(2027, 2, known=[date(2027, 1, 5), date(2027, 2, 5), date(2027, 3, 5)]) == []
    assert len(proposed_days(2027, 4, known=[date(2026, 5, 20)])) == 4  # another year's


@pytest.mark.parametrize(("year", "day"), [(2019, (4, 21)), (2024, (3, 31)), (2026, (4, 5)), (2038, (4, 25))])
def test_easter_is_on_its_sunday(year, day):
    assert easter_day(year) == date(year, *day)
