"""Whether an activity counts towards a target, and the reason when it does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.matching import Deed, Filters, Reason, reasons_against
from promises.periods import Period

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
FRIDAY = date(2019, 11, 22)
POLICE, MUNICIPALITY, SCHOOL = 1, 2, 3


def reasons(filters=None, **deed):
    return reasons_against(Filters(**{"period": YEAR, **(filters or {})}), Deed(**{"day": FRIDAY, **deed}))


def test_a_target_that_asks_nothing_counts_everything_in_its_period():
    assert reasons() == []


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2019, 12, 31)])
def test_the_first_and_the_last_day_belong_to_the_period(day):
    assert reasons(day=day) == []


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2020, 1, 1)])
def test_the_day_before_and_the_day_after_do_not(day):
    assert reasons(day=day) == [Reason.OUTSIDE_PERIOD]


def test_a_period_until_further_notice_has_no_last_day():
    assert reasons({"period": Period(date(2019, 1, 1), None)}, day=date(2040, 1, 1)) == []


@pytest.mark.parametrize(
    ("filters", "counts", "does_not", "reason"),
    [
        (
            {"activity_types": {"safety_walk", "night_walk"}},
            {"activity_type": "night_walk"},
            {"activity_type": "training"},
            Reason.WRONG_TYPE,
        ),
        ({"tags": {"riskkväll"}}, {"tags": {"riskkväll", "torget"}}, {"tags": {"torget"}}, Reason.TAG_MISSING),
        ({"tags": {"a", "b"}}, {"tags": {"a", "b"}}, {"tags": {"a"}}, Reason.TAG_MISSING),
        ({"weekdays": {5, 6}}, {"day": FRIDAY}, {"day": FRIDAY - timedelta(1)}, Reason.WRONG_WEEKDAY),
        ({"months": {11}}, {"day": FRIDAY}, {"day": date(2019, 10, 31)}, Reason.WRONG_MONTH),
        (
            {"only_beyond_ordinary": True},
            {"is_beyond_ordinary": True},
            {"is_beyond_ordinary": False},
            Reason.ORDINARY_DUTY,
        ),
        (
            {"any_party": {POLICE, MUNICIPALITY}},
            {"parties": {POLICE, SCHOOL}},
            {"parties": {SCHOOL}},
            Reason.PARTY_MISSING,
        ),
        (
            {"all_parties": {POLICE, MUNICIPALITY}},
            {"parties": {POLICE, MUNICIPALITY, SCHOOL}},
            {"parties": {POLICE, SCHOOL}},
            Reason.PARTY_MISSING,
        ),
        ({"places": {7, 8}}, {"place": 8}, {"place": 9}, Reason.PLACE_MISSING),
        ({"places": {7}}, {"place": 7}, {"place": None}, Reason.PLACE_MISSING),
    ],
)
def test_each_demand_lets_through_what_meets_it_and_names_what_does_not(filters, counts, does_not, reason):
    assert reasons(filters, **counts) == []
    assert reasons(filters, **does_not) == [reason]


def test_every_reason_is_told_and_not_only_the_first():
    demanding = {
        "activity_types": {"safety_walk"},
        "tags": {"riskkväll"},
        "weekdays": {1},
        "months": {1},
        "only_beyond_ordinary": True,
        "all_parties": {POLICE},
        "places": {7},
    }
    assert set(reasons(demanding, day=date(2020, 2, 4))) == set(Reason)


DAYS = st.dates(date(2018, 6, 1), date(2020, 6, 30))
IDS = st.frozensets(st.integers(1, 3))
DEEDS = st.builds(
    Deed,
    day=DAYS,
    activity_type=st.sampled_from(["a", "b", ""]),
    tags=st.frozensets(st.sampled_from("xyz")),
    is_beyond_ordinary=st.booleans(),
    parties=IDS,
    place=st.none() | st.integers(1, 3),
)
FILTERS = st.builds(
    Filters,
    period=st.just(YEAR),
    activity_types=st.frozensets(st.sampled_from("ab")),
    tags=st.frozensets(st.sampled_from("xyz")),
    weekdays=st.frozensets(st.integers(1, 7)),
    months=st.frozensets(st.integers(1, 12)),
    only_beyond_ordinary=st.booleans(),
    any_party=IDS,
    all_parties=IDS,
    places=IDS,
)


@given(FILTERS, DEEDS)
def test_to_ask_for_nothing_more_never_shuts_anything_out(filters, deed):
    relaxed = Filters(period=filters.period)
    assert set(reasons_against(relaxed, deed)) <= set(reasons_against(filters, deed))


@given(FILTERS, DEEDS)
def test_the_answer_is_the_same_each_time_and_in_one_order(filters, deed):
    found = reasons_against(filters, deed)
    assert found == reasons_against(filters, deed)
    assert found == [reason for reason in Reason if reason in found]
