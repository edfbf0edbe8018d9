"""What the pages say of what is needed, word for word. "~" stands for a no-break space."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from followup import arithmetic, kinds, need_words
from followup.needs import Need, need_of, need_of_delivery, need_of_places
from promises.models import Target
from promises.periods import Per, Period, buckets

from .test_arithmetic import counted, said

A_DAY = date(2019, 11, 20)
YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
MONDAYS = [date(2019, 1, 7) + timedelta(weeks=n) for n in range(51)]


@pytest.fixture(autouse=True)
def in_swedish():
    with translation.override("sv"):
        yield


def facts_of(*entries, minimum=1, per="period", counting="total", as_of=A_DAY, **more):
    facts = counted(minimum, per, counting, *entries, as_of=as_of, **more)
    return seen(facts, as_of, need_of(facts.outcome))


def seen(facts, as_of, need):
    return SimpleNamespace(**vars(facts), as_of=as_of, verdict=facts.outcome.verdict, need=need)


def weekly(*but, minimum=1, as_of=A_DAY):
    """Done each week but those that begin on these days."""
    weeks = [(day.month, day.day, minimum) for day in MONDAYS if day not in but and day <= as_of]
    return facts_of(*weeks, minimum=minimum, per="week", counting="each", as_of=as_of)


# For lists


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"entries": [(3, 1, 46)], "minimum": 52}, "6 till, 1 per vecka"),
        ({"entries": [(3, 1, 41)], "minimum": 1, "per": "week", "counting": "average"}, "11 till, 1,83 per vecka"),
        ({"entries": [(3, 1, 1)], "minimum": 5, "as_of": date(2019, 10, 1)}, "4 till, 1,32 per månad"),
        ({"entries": [(3, 1, 3)], "minimum": 4, "as_of": date(2019, 10, 1)}, "1 till senast 2019-12-31"),
        ({"entries": [(3, 1, 2)], "minimum": 4}, "2 till senast 2019-12-31"),  # with six weeks left, no monthly pace
        ({"entries": [], "minimum": 2, "as_of": date(2019, 12, 27)}, "2 till på 5 dagar"),
        ({"entries": [], "minimum": 2, "as_of": date(2019, 12, 31)}, "2 till på 1 dag"),
        ({"entries": [], "minimum": 1500, "as_of": date(2019, 12, 31)}, "1~500 till på 1 dag"),
        ({"entries": [(3, 1, 4)], "minimum": 4}, ""),
        ({"entries": [(3, 1, 3)], "minimum": 4, "as_of": date(2020, 1, 1)}, ""),
        ({"entries": [], "minimum": 4, "as_of": date(2018, 12, 1)}, ""),
        ({"entries": [(3, 1, 1)], "minimum": 4, "period": Period(YEAR.first_day, None)}, "3 till för att vara i fas"),
        ({"entries": [(3, 1, 4)], "minimum": 4, "period": Period(YEAR.first_day, None)}, ""),
    ],
)
def test_in_short_how_much_and_how_often(facts, expected):
    entries = facts.pop("entries")
    assert need_words.needed_short(facts_of(*entries, **facts)) == said(expected)


def test_in_short_an_open_week_says_its_last_day():
    assert need_words.needed_short(weekly(date(2019, 11, 18))) == "minst 1 senast söndag 24 november (v. 47)"


def test_in_short_when_this_week_is_done_the_weeks_that_are_left():
    assert need_words.needed_short(weekly()) == "5 veckor kvar, minst 1 i varje"
    assert need_words.needed_short(weekly(as_of=date(2019, 12, 16))) == "1 vecka kvar, minst 1"


def test_in_short_a_lost_week_says_what_is_still_to_be_had():
    assert need_words.needed_short(weekly(date(2019, 3, 18))) == "som bäst 50 av 51 veckor"


def of_places(visited, as_of, *, per="period", number=3):
    finding = kinds.assess_coverage(
        range(1, number + 1), minimum=1, per=Per(per), period=YEAR, entries=visited, as_of=as_of
    )
    tried = [one for one in buckets(YEAR, Per(per), until=as_of) if one.judged]
    target = Target(kind="coverage", label="Mål", minimum=1, per=per)
    need = need_of_places(finding, buckets=tried, period=YEAR, as_of=as_of)
    return seen(SimpleNamespace(target=target, outcome=finding), as_of, need)


def test_in_short_places_that_lack_a_visit():
    assert need_words.needed_short(of_places([(1, date(2019, 2, 1), 1)], A_DAY)) == "2 platser till"
    in_autumn = of_places([(1, date(2019, 2, 1), 1)], date(2019, 3, 1), per="half_year")
    assert need_words.needed_short(in_autumn) == "2 platser till senast söndag 30 juni (v. 26)"
    lost = of_places([(1, date(2019, 2, 1), 1)], A_DAY, per="half_year")
    assert need_words.needed_short(lost) == "som bäst 4 av 6"
    assert need_words.best_of_places(lost) == "Som bäst kan det bli 4 av 6."


def test_in_short_a_delivery_says_its_day_with_the_year_when_it_is_another():
    finding = kinds.assess_deliverable(due_on=date(2020, 2, 29), done_on=None, period=Period(A_DAY, None), as_of=A_DAY)
    need = need_of_delivery(finding, due_on=date(2020, 2, 29), period=Period(A_DAY, None), as_of=A_DAY)
    target = Target(kind="deliverable", label="Mål")
    facts = seen(SimpleNamespace(target=target, outcome=finding), A_DAY, need)
    assert need_words.needed_short(facts) == "klart senast lördag 29 februari 2020 (v. 9)"


def test_in_short_requests_that_wait_and_a_vision_that_asks_for_nothing():
    finding = kinds.assess_on_demand(asked=3, done=1, period=YEAR, as_of=A_DAY)
    facts = seen(SimpleNamespace(target=Target(kind="on_demand"), outcome=finding), A_DAY, Need(still_needed=2))
    assert need_words.needed_short(facts) == "2 önskemål väntar"
    vision = seen(SimpleNamespace(target=Target(kind="vision"), outcome=kinds.never_computed()), A_DAY, Need())
    assert need_words.needed_short(vision) == ""


# On its own page


def test_the_open_week_in_a_sentence():
    assert need_words.next_up(weekly(date(2019, 11, 18), minimum=2)) == (
        "Minst 2 medborgarkontakter till senast söndag 24 november (v. 47)."
    )
    assert need_words.next_up(weekly()) == ""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"minimum": 40}, ""),  # to the period's last day, as goes without saying
        ({"minimum": 4, "as_of": date(2019, 12, 31)}, "Målet kan bara nås 2019-12-31."),
        ({"minimum": 4, "as_of": date(2018, 12, 1)}, "Målet kan nås tidigast 2019-01-01 och senast 2019-12-31."),
        ({"minimum": 4, "as_of": date(2020, 1, 1)}, ""),
    ],
)
def test_the_first_and_the_last_day_on_which_it_can_be_met(facts, expected):
    assert need_words.chance(facts_of(**facts)) == expected


def test_each_week_can_be_met_when_its_last_week_has_begun():
    assert need_words.chance(weekly()) == "Målet kan nås tidigast 2019-12-23 och senast 2019-12-29."


def test_lost_weeks_are_named():
    assert need_words.lost(weekly(date(2019, 3, 18))) == "Vecka 12 är förlorad."
    assert need_words.lost(weekly(date(2019, 3, 18), date(2019, 7, 29))) == "Vecka 12 och 31 är förlorade."
    assert need_words.lost(weekly()) == ""


def test_what_can_no_longer_be_lost_was_missed():
    assert need_words.lost(weekly(date(2019, 3, 18), as_of=date(2020, 1, 1))) == "Vecka 12 missades."
    facts = facts_of(per="month", counting="each", as_of=date(2019, 3, 2), period=Period(YEAR.first_day, None))
    assert need_words.lost(facts) == "Missade delperioder: januari 2019 och februari 2019."


def test_a_day_that_the_open_bucket_has_said_is_not_said_again():
    facts = facts_of((3, 1, 2), minimum=2, per="half_year", counting="each")
    assert need_words.next_up(facts).endswith("senast tisdag 31 december (v. 1).")
    assert need_words.chance(facts) == ""


def test_fifteen_lost_weeks_are_twelve_and_three_more():
    said_of = need_words.lost(weekly(*MONDAYS[:15]))
    assert said_of == "Vecka 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 och 3 till är förlorade."


def test_a_week_has_its_year_where_the_period_has_several():
    facts = facts_of(per="week", counting="each", period=Period(date(2018, 12, 31), date(2020, 12, 31)),
                     as_of=date(2019, 1, 9))  # fmt: skip
    assert need_words.lost(facts) == "Vecka 1 2019 är förlorad."


def test_other_buckets_are_named_by_month_or_days():
    facts = facts_of((2, 1, 1), per="month", counting="each", as_of=date(2019, 4, 2))
    assert need_words.lost(facts) == "Förlorade delperioder: januari 2019 och mars 2019."
    facts = facts_of(per="half_year", counting="each")
    assert need_words.lost(facts) == "Förlorad delperiod: 2019-01-01–2019-06-30."


def test_the_longest_run_is_told_from_two():
    assert need_words.longest_run(weekly(date(2019, 3, 18))) == "Som längst har målet nåtts 35 veckor i rad."
    assert need_words.longest_run(weekly(*MONDAYS[:-6], as_of=date(2019, 11, 20))) == ""
    assert need_words.longest_run(facts_of(minimum=4)) == ""


# The pace so far: a sum, and called one


def test_the_pace_so_far_is_a_sum_and_no_forecast():
    facts = facts_of((3, 1, 41), minimum=1, per="week", counting="average")
    assert need_words.extrapolated(facts) == (
        "Hittills 0,89 per vecka. I samma takt blir det 46 av 52 – det är en uträkning, inte en prognos."
    )


def test_the_pace_so_far_is_the_average_of_the_sum_above():
    facts = facts_of((3, 1, 40), minimum=1, per="week", counting="average", as_of=date(2019, 11, 22))
    assert "= 0,87 per vecka" in arithmetic.sentence(facts)
    assert need_words.extrapolated(facts).startswith("Hittills 0,87 per vecka. I samma takt blir det 45 av 52 –")


def test_a_slow_pace_is_told_by_the_month():
    facts = facts_of((3, 1, 4), minimum=6)
    assert need_words.extrapolated(facts).startswith("Hittills 0,38 per månad. I samma takt blir det 4 av 6 –")


def test_an_uncertain_sum_stays_uncertain():
    assert "blir det cirka 22 av 52" in need_words.extrapolated(facts_of((3, 1, 20), minimum=52, quality="about"))


@pytest.mark.parametrize(
    "facts",
    [
        {"as_of": date(2019, 1, 28), "minimum": 52},  # the fourth week is not over
        {"as_of": date(2020, 1, 1), "minimum": 52},
        {"minimum": 5},  # already met
        {"minimum": 52, "months": [4, 5]},
        {"minimum": 9, "period": Period(YEAR.first_day, None)},
        {"minimum": 5, "per": "half_year", "counting": "each"},
    ],
)
def test_no_pace_is_told_where_it_would_mislead(facts):
    assert need_words.extrapolated(facts_of((1, 1, 5), **facts)) == ""
    assert need_words.extrapolated(facts_of((1, 1, 5), minimum=52, as_of=date(2019, 1, 29)))


def test_two_or_three_times_are_no_pace():
    assert need_words.extrapolated(facts_of((3, 1, 3), minimum=52)) == ""
    assert need_words.extrapolated(facts_of((3, 1, 4), minimum=52))


def test_a_last_day_that_is_said_already_is_not_said_again():
    facts = facts_of((3, 1, 3), minimum=4)
    assert arithmetic.needed(facts).endswith("senast 2019-12-31.")
    assert need_words.chance(facts) == ""
