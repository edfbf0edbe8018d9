"""Which bucket a day falls in: sums per window are the same as sums per bucket."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.periods import Per, Period, buckets
from promises.windows import window_start, window_starts

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
BROKEN_YEAR = Period(date(2018, 10, 1), date(2019, 9, 30))
TERMS = [(date(2019, 1, 8), date(2019, 6, 12)), (date(2019, 8, 20), date(2019, 12, 20))]
EVENINGS = [date(2019, 4, 30), date(2019, 6, 21)]


@pytest.mark.parametrize(
    ("per", "day", "start"),
    [
        (Per.PERIOD, date(2019, 11, 20), date(2019, 1, 1)),
        (Per.YEAR, date(2019, 11, 20), date(2019, 1, 1)),
        (Per.HALF_YEAR, date(2019, 6, 30), date(2019, 1, 1)),
        (Per.HALF_YEAR, date(2019, 7, 1), date(2019, 7, 1)),
        (Per.TERTIAL, date(2019, 9, 1), date(2019, 9, 1)),
        (Per.QUARTER, date(2019, 11, 20), date(2019, 10, 1)),
        (Per.MONTH, date(2019, 2, 28), date(2019, 2, 1)),
        (Per.WEEK, date(2019, 11, 20), date(2019, 11, 18)),
        (Per.DAY, date(2019, 11, 20), date(2019, 11, 20)),
        (Per.TERM, date(2019, 6, 30), date(2019, 1, 1)),
        (Per.TERM, date(2019, 7, 1), date(2019, 7, 1)),
    ],
)
def test_a_day_belongs_to_the_bucket_that_holds_it(per, day, start):
    assert window_start(YEAR, per, day) == start


def test_a_set_that_begins_in_october_has_its_half_years_from_october():
    assert window_start(BROKEN_YEAR, Per.HALF_YEAR, date(2019, 3, 31)) == date(2018, 10, 1)
    assert window_start(BROKEN_YEAR, Per.HALF_YEAR, date(2019, 4, 1)) == date(2019, 4, 1)


def test_the_municipality_s_own_terms_are_used():
    assert window_start(YEAR, Per.TERM, date(2019, 5, 2), terms=TERMS) == date(2019, 1, 8)
    assert window_start(YEAR, Per.TERM, date(2019, 9, 2), terms=TERMS) == date(2019, 8, 20)


def test_a_day_in_no_bucket_is_its_own_window():
    assert window_start(YEAR, Per.TERM, date(2019, 7, 15), terms=TERMS) == date(2019, 7, 15)
    assert window_start(YEAR, Per.OCCASION, date(2019, 5, 1), occasions=EVENINGS) == date(2019, 5, 1)


def test_an_occasion_is_its_day():
    assert window_start(YEAR, Per.OCCASION, date(2019, 6, 21), occasions=EVENINGS) == date(2019, 6, 21)


@given(
    per=st.sampled_from([per for per in Per if per != Per.OCCASION]),
    first_day=st.dates(date(2015, 1, 1), date(2024, 12, 31)),
    length=st.integers(0, 800),
    steps=st.lists(st.tuples(st.integers(0, 800), st.integers(0, 5)), max_size=8),
    is_open=st.booleans(),
)
def test_sums_by_window_are_sums_by_bucket(per, first_day, length, steps, is_open):
    """What is stored on each credit is enough: summing by window and by days inside buckets say the same."""
    last_day = first_day + timedelta(length)
    period = Period(first_day, None if is_open else last_day)
    entries = [(first_day + timedelta(min(step, length)), count) for step, count in steps]
    by_window = Counter()
    for day, count in entries:
        by_window[window_start(period, per, day)] += count
    found = buckets(period, per, until=last_day)
    for bucket in found:
        inside = sum(
            count
            for day, count in entries
            if bucket.first_day <= day and (bucket.last_day is None or day <= bucket.last_day)
        )
        assert by_window[bucket.first_day] == inside
    assert sum(by_window.values()) == sum(count for _, count in entries)


@given(per=st.sampled_from(list(Per)), day=st.dates(date(2019, 1, 1), date(2019, 12, 31)))
def test_a_window_begins_in_the_period_and_never_after_its_day(per, day):
    assert YEAR.first_day <= window_start(YEAR, per, day, occasions=EVENINGS) <= day


@given(
    per=st.sampled_from(list(Per)),
    days=st.lists(st.dates(date(2019, 1, 1), date(2020, 6, 30)), max_size=8),
    last_day=st.sampled_from([None, date(2019, 12, 31), date(2020, 6, 30)]),
)
def test_many_days_at_once_fall_where_each_falls_alone(per, days, last_day):
    period = Period(date(2019, 1, 1), last_day)
    alone = {day: window_start(period, per, day, occasions=EVENINGS) for day in days}
    assert window_starts(period, per, days, occasions=EVENINGS) == alone
