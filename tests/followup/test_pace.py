"""The pace that is drawn is the engine's own, on every day."""

from bisect import bisect_right
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.assessment import Counting, Entry, Rule, assess
from followup.pace import corners_of, has_pace, owed_on
from promises.periods import Per, Period

LENGTHS = [Per.DAY, Per.WEEK, Per.FORTNIGHT, Per.MONTH, Per.QUARTER, Per.TERTIAL, Per.HALF_YEAR, Per.YEAR]
FIRST = date(2019, 1, 1)


def outcome(per=Per.WEEK, counting=Counting.AVERAGE, minimum=1, first=FIRST, days=365, entries=()):
    last = None if days is None else first + timedelta(days=days - 1)
    return assess(Rule(minimum, per, counting), period=Period(first, last), entries=entries, as_of=first)


def owed_by_corners(corners, day):
    place = bisect_right([corner for corner, _owed in corners], day)
    return corners[place - 1][1] if place else 0


@given(
    per=st.sampled_from(LENGTHS),
    minimum=st.integers(1, 5),
    first=st.dates(date(2019, 1, 1), date(2020, 12, 31)),
    days=st.integers(1, 800),
    after=st.integers(0, 800),
)
def test_a_staircase_has_the_engines_value_on_any_day(per, minimum, first, days, after):
    found = outcome(per, minimum=minimum, first=first, days=days)
    day = first + timedelta(days=min(after, days - 1))
    assert owed_by_corners(corners_of(found), day) == owed_on(found)(day)


def test_a_staircase_ends_at_what_is_required():
    for per in LENGTHS:
        found = outcome(per, minimum=2, days=400)
        assert corners_of(found)[-1][1] == found.required, per


def test_less_than_one_length_is_owed_whole_at_the_end():
    assert corners_of(outcome(Per.YEAR, days=90)) == [(date(2019, 4, 1), 1)]


@given(minimum=st.integers(1, 60), days=st.integers(1, 800), after=st.integers(0, 799))
def test_of_a_sum_whole_ones_are_owed_step_by_step(minimum, days, after):
    found = outcome(Per.PERIOD, Counting.TOTAL, minimum=minimum, days=days)
    day = FIRST + timedelta(days=min(after, days - 1))
    assert owed_by_corners(corners_of(found), day) == int(owed_on(found)(day))


def test_a_large_sum_has_an_even_pace_and_no_corners():
    found = outcome(Per.PERIOD, Counting.TOTAL, minimum=73)
    assert corners_of(found) == []
    assert owed_on(found)(FIRST + timedelta(days=5)) == 1


@pytest.mark.parametrize(
    "found",
    [
        outcome(counting=Counting.EACH),
        outcome(Per.PERIOD, Counting.TOTAL, days=None),
        outcome(days=None, entries=[Entry(FIRST)]),
    ],
)
def test_each_part_and_until_further_notice_have_no_pace_of_the_whole(found):
    assert not has_pace(found)
    assert corners_of(found) == []
    assert owed_on(found)(FIRST) is None
