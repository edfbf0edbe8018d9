"""What is said before signing is what is judged after it: the same buckets, the same numbers."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.assessment import Counting, Rule, assess
from promises.consequences import bucket_rows, consequence, demand
from promises.periods import Per, Period

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
OPEN = Period(date(2019, 1, 1), None)


@pytest.mark.parametrize(
    ("minimum", "per", "counting", "text"),
    [
        (
            1,
            "week",
            "each",
            "varje vecka: 51 hela veckor prövas; minst 51 krävs",
        ),
        (1, "week", "average", "i snitt: 52 krävs sammanlagt (365 dagar ÷ 7 = 52 hela veckor)"),
        (3, "week", "average", "i snitt: 156 krävs sammanlagt (365 dagar ÷ 7 = 52 hela veckor, 3 för varje)"),
        (2, "half_year", "each", "varje halvår: 2 halvår prövas; minst 2 i varje, 4 sammanlagt"),
        (1, "year", "each", "varje år: 1 år prövas; minst 1 krävs"),
        (2, "month", "average", "i snitt: 24 krävs sammanlagt (12 hela månader, 2 för varje)"),
        (1, "day", "each", "varje dag: 365 dagar prövas; minst 365 krävs"),
        (4, "period", "total", "sammanlagt: minst 4 krävs under hela perioden (365 dagar)"),
    ],
)
def test_a_rule_is_said_with_its_numbers(minimum, per, counting, text):
    assert consequence(minimum, per, counting, YEAR) == text


def test_a_bucket_cut_to_less_than_half_is_said_not_to_count():
    five_quarters = Period(date(2019, 1, 1), date(2020, 2, 29))
    assert consequence(1, "half_year", "each", five_quarters) == ("varje halvår: 2 hela halvår prövas; minst 2 krävs")


def test_a_bucket_cut_to_more_than_half_is_said_to_be_tried():
    sixteen_months = Period(date(2019, 1, 1), date(2020, 4, 30))
    assert consequence(1, "half_year", "each", sixteen_months) == (
        "varje halvår: 3 halvår prövas (varav 1 ofullständigt halvår); minst 3 krävs"
    )


def test_a_period_with_no_room_for_a_bucket_is_its_own():
    three_days = Period(date(2019, 1, 1), date(2019, 1, 3))
    assert consequence(2, "week", "each", three_days) == (
        "varje vecka: ingen ryms i perioden, så hela perioden prövas som en; minst 2 krävs"
    )
    assert consequence(2, "week", "average", three_days) == (
        "i snitt: 2 krävs sammanlagt (perioden är kortare än en hel delperiod och räknas som en)"
    )


def test_a_period_that_is_one_whole_week_is_not_said_to_lack_one():
    week = Period(date(2019, 1, 7), date(2019, 1, 13))
    assert consequence(1, "week", "each", week) == "varje vecka: 1 vecka prövas; minst 1 krävs"


def test_days_of_the_calendar_are_counted_and_their_lack_is_said():
    days = [date(2019, 4, 30), date(2019, 6, 12), date(2020, 4, 30)]
    assert consequence(1, "occasion", "each", YEAR, occasions=days) == (
        "varje dag i kalendern: 2 tillfällen i kalendern prövas; minst 2 krävs"
    )
    for none in (None, []):
        assert "inga dagar är inlagda i perioden än" in consequence(1, "occasion", "each", YEAR, occasions=none)


def test_the_municipalitys_own_terms_are_used():
    terms = [(date(2019, 1, 10), date(2019, 6, 14)), (date(2019, 8, 20), date(2019, 12, 20))]
    assert consequence(1, "term", "each", YEAR, terms=terms) == "varje termin: 2 terminer prövas; minst 2 krävs"


@pytest.mark.parametrize(("per", "counting"), [("period", "total"), ("week", "each"), ("quarter", "average")])
def test_without_a_last_day_no_number_is_promised(per, counting):
    text = consequence(2, per, counting, OPEN)
    assert "ingen sista dag" in text
    assert re.findall(r"\d+", text) == ["2"]
    assert demand(2, per, counting, OPEN).required is None


periods = st.builds(
    lambda first, days: Period(first, first + timedelta(days=days)),
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.integers(0, 1_100),
)
rules = st.builds(
    Rule, st.integers(1, 60), st.sampled_from([per for per in Per if per is not Per.PERIOD]), st.just(Counting.EACH)
) | st.builds(
    Rule,
    st.integers(1, 60),
    st.sampled_from([per for per in Per if per not in (Per.PERIOD, Per.OCCASION, Per.TERM)]),
    st.just(Counting.AVERAGE),
) | st.builds(Rule, st.integers(1, 60), st.just(Per.PERIOD), st.just(Counting.TOTAL))  # fmt: skip
calendars = st.none() | st.lists(st.dates(date(2015, 1, 1), date(2033, 12, 31)), max_size=8)


@st.composite
def terms(draw):
    """No terms of one's own, or some that do not overlap."""
    days = sorted(draw(st.sets(st.dates(date(2015, 1, 1), date(2033, 12, 31)), max_size=8)))
    return draw(st.sampled_from([None, list(zip(days[::2], days[1::2], strict=False))]))


@given(rules, periods, calendars, terms())
@settings(max_examples=300, deadline=None)
def test_what_is_said_is_what_the_engine_requires(rule, period, occasions, terms):
    found = assess(rule, period=period, entries=[], as_of=period.last_day, terms=terms, occasions=occasions or [])
    said = demand(rule.minimum, rule.per, rule.counting, period, terms, occasions)
    text = consequence(rule.minimum, rule.per, rule.counting, period, terms, occasions)
    assert said.required == found.required
    assert str(found.required) in re.findall(r"\d+", text)
    if rule.counting is Counting.EACH:
        assert said.judged == found.judged
        assert said.judged + said.unjudged == len(found.parts)


@given(periods, st.sampled_from(list(Per)), calendars, st.integers(1, 80))
@settings(max_examples=100, deadline=None)
def test_the_rows_are_the_buckets_of_the_engine(period, per, occasions, limit):
    counting = Counting.TOTAL if per is Per.PERIOD else Counting.EACH
    found = assess(Rule(1, per, counting), period=period, entries=[], as_of=period.last_day, occasions=occasions or [])
    rows = bucket_rows(per, period, occasions=occasions, limit=limit)
    assert [(first, last) for first, last, _ in rows] == [(p.first_day, p.last_day) for p in found.parts][:limit]
    assert {word for _, _, word in rows} <= {"prövas", "ofullständig", "ofullständig, prövas"}


@pytest.mark.parametrize("per", list(Per))
def test_rows_are_listed_even_without_a_last_day(per):
    rows = bucket_rows(per, OPEN, occasions=[date(2019, 4, 30)], limit=10)
    assert 1 <= len(rows) <= 10
    assert rows[0][0] >= date(2019, 1, 1)


def test_the_first_and_last_weeks_of_a_year_are_said_to_be_incomplete():
    rows = bucket_rows("week", YEAR)
    assert rows[0] == (date(2019, 1, 1), date(2019, 1, 6), "ofullständig")
    assert rows[1][2] == "prövas"
