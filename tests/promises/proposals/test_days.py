"""Weekdays, months and deadlines as promises write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promises.periods import Period
from promises.proposals.days import due_day, months, seasons, weekdays
from tests.promises.proposals.reading import OPEN, YEAR

AUTUMN_TO_AUTUMN = Period(date(2023, 10, 1), date(2024, 9, 30))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("senast 2019-06-30", date(2019, 6, 30)),
        ("senast den 30 juni 2019", date(2019, 6, 30)),
        ("senast 30 juni", date(2019, 6, 30)),
        ("senast den 1:e mars", date(2019, 3, 1)),
        ("senast 30/6", date(2019, 6, 30)),
        ("senast under februari 2020", date(2020, 2, 29)),
        ("senast i februari", date(2019, 2, 28)),
        ("före mars", date(2019, 2, 28)),
        ("före november", date(2019, 10, 31)),
        ("före den sista november", date(2019, 11, 29)),
        ("innan sista dagen i november 2019", date(2019, 11, 29)),
        ("före den 30 november", date(2019, 11, 29)),
        ("före 30/11", date(2019, 11, 29)),
        ("före 2019-12-01", date(2019, 11, 30)),
        ("före den första november", date(2019, 10, 31)),
        ("senast den sista november", date(2019, 11, 30)),
        ("senast den första november", date(2019, 11, 1)),
        ("fram till den 30 november", date(2019, 11, 30)),
        ("före mars månads utgång", date(2019, 3, 31)),
        ("före januari 2020", date(2019, 12, 31)),
        ("före sommaren", date(2019, 5, 31)),
        ("inför sommaren 2020", date(2020, 5, 31)),
        ("under sommaren", date(2019, 8, 31)),
        ("under hösten 2024", date(2024, 11, 30)),
        ("under våren", date(2019, 5, 31)),
        ("vid årets slut", date(2019, 12, 31)),
        ("senast vid årsskiftet", date(2019, 12, 31)),
        ("före utgången av 2019", date(2019, 12, 31)),
        ("före 2020", date(2019, 12, 31)),
        ("under 2020", date(2020, 12, 31)),
        ("senast andra kvartalet", date(2019, 6, 30)),
        ("senast kvartal 3 2020", date(2020, 9, 30)),
        ("under första kvartalet 2020", date(2020, 3, 31)),
        ("senast vecka 20", date(2019, 5, 19)),
        ("före jul", date(2019, 12, 20)),
        ("senast första halvåret", date(2019, 6, 30)),
        ("till och med juni", date(2019, 6, 30)),
        ("senast vid periodens slut", date(2019, 12, 31)),
    ],
)
def test_a_deadline_is_the_last_day_it_allows(text, day):
    assert due_day(text, YEAR) == day


@pytest.mark.parametrize(
    "text", ["senast i tid", "före nästa möte", "senast den 41 juni kl 25", "dygnet runt, 24/7", ""]
)
def test_what_tells_no_day_gives_none(text):
    assert due_day(text, YEAR) is None


def test_a_year_that_is_not_said_is_the_one_the_period_holds():
    assert due_day("senast den 1 mars", AUTUMN_TO_AUTUMN) == date(2024, 3, 1)
    assert due_day("senast den 1 november", AUTUMN_TO_AUTUMN) == date(2023, 11, 1)
    assert due_day("senast den 1 mars", OPEN) == date(2019, 3, 1)


def test_until_further_notice_has_no_end_to_be_ready_by():
    assert due_day("senast vid periodens slut", OPEN) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("varje tisdag", (2,)),
        ("på fredagar och lördagar", (5, 6)),
        ("fredags- och lördagskvällar", (5, 6)),
        ("måndag–torsdag", (1, 2, 3, 4)),
        ("torsdag till söndag", (4, 5, 6, 7)),
        ("fredag-måndag", (1, 5, 6, 7)),
        ("varje vardag", (1, 2, 3, 4, 5)),
        ("måndag till söndag", ()),
        ("varje vecka", ()),
    ],
)
def test_weekdays_are_numbered_from_monday(text, numbers):
    assert weekdays(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("i juni och augusti", (6, 8)),
        ("från maj till september", (5, 6, 7, 8, 9)),
        ("mellan november och februari", (1, 2, 11, 12)),
        ("den 3 maj", ()),
        ("januari till december", ()),
    ],
)
def test_months_are_those_named_and_not_those_of_a_date(text, numbers):
    assert months(text) == numbers


def test_seasons_are_months():
    assert seasons("under sommaren") == (6, 7, 8)
    assert seasons("under första halvåret") == (1, 2, 3, 4, 5, 6)
    assert seasons("i vår kommun") == ()


@given(st.text(max_size=200))
def test_any_text_gives_a_day_or_none(text):
    assert due_day(text, YEAR) is None or isinstance(due_day(text, YEAR), date)


@given(st.from_regex(r"(senast|före) (den )?\d{1,3}[ /:-]\d{1,3}( \d{4})?( juni| vecka \d{1,3})?", fullmatch=True))
def test_any_figures_give_a_day_or_none(text):
    assert due_day(text, OPEN) is None or isinstance(due_day(text, OPEN), date)
