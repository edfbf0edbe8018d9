"""Periods and their buckets: the check values of the rules, the cuts, and what is refused."""

from datetime import date, datetime, timedelta

import pytest

from promises.periods import Per, Period, buckets

YEAR_2019 = Period(date(2019, 1, 1), date(2019, 12, 31))


def spans(period, per, *, until=None, **given):
    return [(one.first_day, one.last_day) for one in buckets_of(period, per, until=until, **given)]


def buckets_of(period, per, *, until=None, **given):
    return buckets(period, Per(per), until=until or period.first_day, **given)


def year(number):
    return Period(date(number, 1, 1), date(number, 12, 31))


# Weeks


@pytest.mark.parametrize(
    ("number", "whole", "cut"),
    [
        (2019, 51, [(date(2019, 1, 1), date(2019, 1, 6)), (date(2019, 12, 30), date(2019, 12, 31))]),
        (2020, 51, [(date(2020, 1, 1), date(2020, 1, 5)), (date(2020, 12, 28), date(2020, 12, 31))]),
        (2021, 51, [(date(2021, 1, 1), date(2021, 1, 3)), (date(2021, 12, 27), date(2021, 12, 31))]),
        (2024, 52, [(date(2024, 12, 30), date(2024, 12, 31))]),  # begins on a Monday
    ],
)
def test_whole_and_cut_weeks_of_a_year(number, whole, cut):
    found = buckets_of(year(number), "week")
    assert len([one for one in found if one.whole]) == whole
    assert [(one.first_day, one.last_day) for one in found if not one.whole] == cut
    assert all(one.judged == one.whole for one in found)


def test_a_cut_week_is_never_judged_even_if_only_one_day_is_missing():
    # Tuesday 1 to Sunday 13 January: six days of the first week, all of the second.
    first, second = buckets_of(Period(date(2019, 1, 1), date(2019, 1, 13)), "week")
    assert (first.judged, second.judged) == (False, True)


def test_a_period_without_a_whole_week_is_its_own_bucket():
    # Tuesday to the Sunday after next but one day: 1–12 January 2019 holds no Monday-to-Sunday week.
    (only,) = buckets_of(Period(date(2019, 1, 1), date(2019, 1, 12)), "week")
    assert (only.first_day, only.last_day, only.whole, only.judged) == (
        date(2019, 1, 1),
        date(2019, 1, 12),
        True,
        True,
    )


def test_fortnights_are_counted_from_the_first_whole_week():
    # 51 whole weeks: 25 fortnights from 7 January to 22 December 2019 (25 · 14 = 350 days), then a cut one.
    found = buckets_of(YEAR_2019, "fortnight")
    assert (found[0].first_day, found[0].last_day, found[0].judged) == (
        date(2019, 1, 1),
        date(2019, 1, 6),
        False,
    )
    assert (found[1].first_day, found[1].last_day) == (date(2019, 1, 7), date(2019, 1, 20))
    assert (found[-1].first_day, found[-1].last_day, found[-1].judged) == (
        date(2019, 12, 23),
        date(2019, 12, 31),
        False,
    )
    assert len([one for one in found if one.judged]) == 25


def test_one_whole_week_is_no_fortnight():
    # 7–19 January 2019: thirteen days from a Monday.
    assert spans(Period(date(2019, 1, 7), date(2019, 1, 19)), "fortnight") == [(date(2019, 1, 7), date(2019, 1, 19))]


def test_a_leap_year_has_366_days():
    assert len(spans(year(2020), "day")) == 366


# Steps of months


def test_months_from_31_january_are_clamped_and_always_reckoned_from_the_first_day():
    assert spans(Period(date(2019, 1, 31), date(2019, 5, 30)), "month") == [
        (date(2019, 1, 31), date(2019, 2, 27)),
        (date(2019, 2, 28), date(2019, 3, 30)),
        (date(2019, 3, 31), date(2019, 4, 29)),
        (date(2019, 4, 30), date(2019, 5, 30)),
    ]


def test_months_from_31_january_in_a_leap_year_step_on_29_february():
    assert [first for first, _ in spans(Period(date(2020, 1, 31), date(2020, 3, 30)), "month")] == [
        date(2020, 1, 31),
        date(2020, 2, 29),
    ]


def test_years_from_29_february_begin_on_28_february_until_the_next_leap_year():
    assert [first for first, _ in spans(Period(date(2020, 2, 29), date(2025, 2, 27)), "year")] == [
        date(2020, 2, 29),
        date(2021, 2, 28),
        date(2022, 2, 28),
        date(2023, 2, 28),
        date(2024, 2, 29),
    ]


def test_half_years_of_a_set_from_october_to_september():
    assert spans(Period(date(2019, 10, 1), date(2020, 9, 30)), "half_year") == [
        (date(2019, 10, 1), date(2020, 3, 31)),
        (date(2020, 4, 1), date(2020, 9, 30)),
    ]


@pytest.mark.parametrize(
    ("per", "number"), [("month", 12), ("quarter", 4), ("tertial", 3), ("half_year", 2), ("year", 1)]
)
def test_a_calendar_year_divides_evenly_into_steps_of_months(per, number):
    found = buckets_of(YEAR_2019, per)
    assert len(found) == number
    assert all(one.whole and one.judged for one in found)


def test_a_cut_month_is_judged_from_half_of_its_days():
    # February 2019 has 28 days: 14 are half, 13 are not.
    _, half = buckets_of(Period(date(2019, 1, 1), date(2019, 2, 14)), "month")
    assert (half.last_day, half.whole, half.judged) == (date(2019, 2, 14), False, True)
    _, less = buckets_of(Period(date(2019, 1, 1), date(2019, 2, 13)), "month")
    assert (less.last_day, less.whole, less.judged) == (date(2019, 2, 13), False, False)


def test_half_of_an_odd_month_is_sixteen_days_of_thirtyone():
    # 2 · 15 = 30 < 31 ≤ 32 = 2 · 16.
    assert not buckets_of(Period(date(2019, 2, 1), date(2019, 3, 15)), "month")[1].judged
    assert buckets_of(Period(date(2019, 2, 1), date(2019, 3, 16)), "month")[1].judged


def test_a_period_of_eight_months_has_one_year_that_is_cut_but_judged():
    # 1 January to 31 August: 243 of 365 days.
    (only,) = buckets_of(Period(date(2019, 1, 1), date(2019, 8, 31)), "year")
    assert (only.whole, only.judged) == (False, True)


def test_a_period_too_short_for_half_a_year_is_its_own_whole_bucket():
    (only,) = buckets_of(Period(date(2019, 1, 1), date(2019, 3, 31)), "half_year")
    assert (only.first_day, only.last_day, only.whole, only.judged) == (
        date(2019, 1, 1),
        date(2019, 3, 31),
        True,
        True,
    )


# Terms and occasions


def test_terms_are_the_halves_of_the_calendar_year_unless_others_are_given():
    # A school year from 1 October: 92 of the autumn's 184 days are exactly half.
    found = buckets_of(Period(date(2019, 10, 1), date(2020, 9, 30)), "term")
    assert [(one.first_day, one.last_day, one.whole, one.judged) for one in found] == [
        (date(2019, 10, 1), date(2019, 12, 31), False, True),
        (date(2020, 1, 1), date(2020, 6, 30), True, True),
        (date(2020, 7, 1), date(2020, 9, 30), False, True),
    ]


def test_one_day_less_than_half_a_term_is_not_judged():
    found = buckets_of(Period(date(2019, 10, 2), date(2020, 6, 30)), "term")
    assert [one.judged for one in found] == [False, True]


def test_holidays_between_own_terms_belong_to_no_bucket():
    terms = [(date(2019, 1, 8), date(2019, 6, 14)), (date(2019, 8, 20), date(2019, 12, 20))]
    assert spans(YEAR_2019, "term", terms=terms) == terms


def test_own_terms_outside_the_period_are_left_out_and_cut_ones_are_clipped():
    terms = [
        (date(2018, 8, 20), date(2018, 12, 20)),
        (date(2018, 12, 28), date(2019, 1, 2)),  # two of its six days lie in 2019
        (date(2019, 8, 20), date(2020, 6, 10)),  # 134 of 296
    ]
    found = buckets_of(YEAR_2019, "term", terms=terms)
    assert [(one.first_day, one.last_day, one.judged) for one in found] == [
        # Nothing is whole and nothing reaches half: the period is the bucket.
        (date(2019, 1, 1), date(2019, 12, 31), True),
    ]
    found = buckets_of(YEAR_2019, "term", terms=[*terms[:2], (date(2019, 8, 20), date(2019, 12, 20))])
    assert [(one.first_day, one.last_day, one.judged) for one in found] == [
        (date(2019, 1, 1), date(2019, 1, 2), False),
        (date(2019, 8, 20), date(2019, 12, 20), True),
    ]


def test_occasions_are_days_of_the_period_in_order_and_once_each():
    valborg, school_ends = date(2019, 4, 30), date(2019, 6, 14)
    given = [school_ends, valborg, school_ends, date(2018, 12, 31), date(2020, 1, 1)]
    assert spans(YEAR_2019, "occasion", occasions=given) == [(valborg, valborg), (school_ends, school_ends)]


def test_a_closed_period_without_occasions_is_its_own_bucket():
    assert spans(YEAR_2019, "occasion", occasions=[]) == [(date(2019, 1, 1), date(2019, 12, 31))]


# The period itself, and periods without an end


def test_a_period_is_one_bucket():
    (only,) = buckets_of(YEAR_2019, "period")
    assert (only.first_day, only.last_day, only.whole, only.judged) == (
        date(2019, 1, 1),
        date(2019, 12, 31),
        True,
        True,
    )


def test_a_period_of_one_day_is_allowed():
    assert spans(Period(date(2019, 1, 1), date(2019, 1, 1)), "day") == [(date(2019, 1, 1), date(2019, 1, 1))]


def test_an_open_ended_period_is_one_bucket_without_a_last_day():
    assert spans(Period(date(2019, 1, 1), None), "period", until=date(2019, 5, 1)) == [(date(2019, 1, 1), None)]


def test_buckets_of_an_open_ended_period_begin_by_until_and_last_as_long_as_they_do():
    open_ended = Period(date(2019, 1, 1), None)
    january_to_march = [
        (date(2019, 1, 1), date(2019, 1, 31)),
        (date(2019, 2, 1), date(2019, 2, 28)),
        (date(2019, 3, 1), date(2019, 3, 31)),
    ]
    assert spans(open_ended, "month", until=date(2019, 3, 1)) == january_to_march
    assert spans(open_ended, "month", until=date(2019, 3, 31)) == january_to_march
    assert spans(open_ended, "month", until=date(2019, 2, 28)) == january_to_march[:2]


@pytest.mark.parametrize("per", [per for per in Per if per not in ("period", "occasion")])
def test_an_open_ended_period_that_has_not_begun_has_no_buckets_yet(per):
    # Tuesday 1 January: its week and its fortnight begin before it does, but not inside it; so does the
    # term that 2 July lies in.
    assert spans(Period(date(2019, 1, 1), None), per, until=date(2018, 12, 31)) == []
    assert spans(Period(date(2019, 7, 2), None), per, until=date(2019, 7, 1)) == []


def test_an_open_ended_period_keeps_its_cut_first_week_and_waits_for_a_whole_one():
    (cut,) = buckets_of(Period(date(2019, 1, 1), None), "week", until=date(2019, 1, 6))
    assert (cut.first_day, cut.last_day, cut.whole, cut.judged) == (
        date(2019, 1, 1),
        date(2019, 1, 6),
        False,
        False,
    )


def test_until_does_not_shorten_a_closed_period():
    assert len(spans(YEAR_2019, "month", until=date(2019, 2, 1))) == 12
    assert len(spans(YEAR_2019, "month", until=date(2018, 1, 1))) == 12


# Refusals


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="last_day"):
        Period(date(2019, 1, 2), date(2019, 1, 1))


@pytest.mark.parametrize("no_date", [None, "2019-01-01", 2019, datetime(2019, 1, 1, 12)])
def test_a_period_begins_on_a_date(no_date):
    # A datetime is a date to isinstance(), but comparing it with one raises TypeError far from the cause.
    with pytest.raises(ValueError, match="first_day"):
        Period(no_date, date(2019, 12, 31))


@pytest.mark.parametrize("no_date", ["2019-12-31", 2019, datetime(2019, 12, 31, 12)])
def test_a_period_ends_on_a_date_or_not_at_all(no_date):
    with pytest.raises(ValueError, match="last_day"):
        Period(date(2019, 1, 1), no_date)


def test_occasions_must_be_given_where_they_are_asked_for():
    with pytest.raises(ValueError, match="occasions"):
        buckets_of(YEAR_2019, "occasion")


@pytest.mark.parametrize(
    "no_dates", [["2019-04-30"], [date(2019, 4, 30), None], [datetime(2019, 4, 30), date(2019, 5, 1)]]
)
def test_occasions_are_dates(no_dates):
    with pytest.raises(ValueError, match="occasions"):
        buckets_of(YEAR_2019, "occasion", occasions=no_dates)


@pytest.mark.parametrize(
    "no_terms",
    [
        [("2019-01-08", "2019-06-14")],
        [(date(2019, 1, 8), None)],
        [(date(2019, 1, 8), date(2019, 6, 14)), (None, date(2019, 12, 20))],
        [date(2019, 1, 8)],
        [(date(2019, 1, 8),)],
    ],
)
def test_terms_are_pairs_of_dates(no_terms):
    with pytest.raises(ValueError, match="terms"):
        buckets_of(YEAR_2019, "term", terms=no_terms)


def test_an_unknown_per_is_refused():
    with pytest.raises(ValueError, match=r"\bper\b"):
        buckets(YEAR_2019, "weekly", until=YEAR_2019.last_day)


def test_an_open_ended_period_needs_to_know_until_when():
    with pytest.raises(ValueError, match="until"):
        buckets(Period(date(2019, 1, 1), None), Per("week"), until=None)


def test_a_term_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="terms"):
        buckets_of(YEAR_2019, "term", terms=[(date(2019, 6, 14), date(2019, 1, 8))])


def test_terms_that_overlap_are_refused():
    # A day in two buckets would be counted twice.
    terms = [(date(2019, 1, 1), date(2019, 6, 30)), (date(2019, 6, 30), date(2019, 12, 31))]
    with pytest.raises(ValueError, match="terms"):
        buckets_of(YEAR_2019, "term", terms=terms)


def test_there_are_eleven_pers_with_the_names_of_the_rules():
    names = "period year half_year tertial quarter term month fortnight week day occasion"
    assert {per.value for per in Per} == set(names.split())


def test_periods_and_buckets_are_values():
    assert Period(date(2019, 1, 1), None) == Period(date(2019, 1, 1), None)
    assert len({YEAR_2019, year(2019)}) == 1
    with pytest.raises(AttributeError):
        YEAR_2019.last_day = date(2019, 1, 1) + timedelta(days=1)
