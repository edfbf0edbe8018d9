"""Targets that are not plain counts: every verdict, with the days on which it turns."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from followup.assessment import Verdict
from followup.kinds import (
    Finding,
    assess_coverage,
    assess_deliverable,
    assess_effect,
    assess_on_demand,
    never_computed,
)
from promises.periods import Per, Period

YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
UNTIL_FURTHER_NOTICE = Period(date(2019, 1, 1), None)
DAY_BEFORE, FIRST_DAY, LAST_DAY, DAY_AFTER = date(2018, 12, 31), date(2019, 1, 1), date(2019, 12, 31), date(2020, 1, 1)
SCHOOLS = {1, 2, 3, 4}
DUE = date(2019, 6, 30)

days = st.dates(date(2018, 11, 1), date(2020, 2, 28))
visits = st.lists(st.tuples(st.sampled_from([1, 2, 3, 4, 99, None]), days, st.integers(0, 3)), max_size=20)
FINAL = {Verdict.FULFILLED, Verdict.PARTLY_FULFILLED, Verdict.NOT_FULFILLED}


# Coverage: "besöka samtliga skolor"


def cover(*entries, as_of, minimum=1, per=Per.PERIOD, period=YEAR, places=SCHOOLS, **calendars):
    return assess_coverage(places, minimum=minimum, per=per, period=period, entries=entries, as_of=as_of, **calendars)


def visit(place, month, day, count=1, year=2019):
    return place, date(year, month, day), count


ALL_FOUR = [visit(place, 2, place) for place in SCHOOLS]


def test_coverage_has_not_started_before_the_first_day_and_has_on_it():
    assert cover(as_of=DAY_BEFORE).verdict == "not_started"
    assert cover(as_of=FIRST_DAY).verdict == "on_track"


def test_every_place_visited_is_fulfilled_long_before_the_year_is_over():
    finding = cover(*ALL_FOUR, as_of=date(2019, 2, 4))
    assert (finding.verdict, finding.done, finding.of, finding.share) == ("fulfilled", 4, 4, 1)


def test_three_of_four_places_are_partly_fulfilled_the_day_after_the_last_day_and_not_on_it():
    three = ALL_FOUR[:3]
    assert cover(*three, as_of=LAST_DAY).verdict == "on_track"
    finding = cover(*three, as_of=DAY_AFTER)
    assert (finding.verdict, finding.done, finding.of, finding.share) == ("partly_fulfilled", 3, 4, Fraction(3, 4))


def test_a_visit_on_the_last_day_still_counts():
    finding = cover(*ALL_FOUR[:3], visit(4, 12, 31), as_of=LAST_DAY)
    assert finding.verdict == "fulfilled"


def test_no_place_visited_is_not_fulfilled_when_the_period_is_over():
    assert cover(as_of=DAY_AFTER).verdict == "not_fulfilled"


def test_half_the_schools_are_owed_at_midyear():
    # Four schools × 182 of 365 days = 1,99 on 2 July; × 183 = 2,005 on 3 July, so the second is owed.
    one = ALL_FOUR[:1]
    assert cover(*one, as_of=date(2019, 7, 2)).verdict == "on_track"
    behind = cover(*one, as_of=date(2019, 7, 3))
    assert (behind.verdict, behind.expected) == ("behind", Fraction(4 * 183, 365))
    assert cover(*ALL_FOUR[:2], as_of=date(2019, 7, 3)).verdict == "on_track"


def test_two_visits_to_one_school_are_not_visits_to_two():
    finding = cover(visit(1, 2, 1), visit(1, 3, 1), as_of=DAY_AFTER)
    assert (finding.done, finding.verdict) == (1, "partly_fulfilled")


def test_a_place_that_needs_two_visits_is_not_met_by_one():
    assert cover(visit(1, 2, 1), minimum=2, places={1}, as_of=DAY_AFTER).done == 0
    assert cover(visit(1, 2, 1), visit(1, 2, 9), minimum=2, places={1}, as_of=DAY_AFTER).verdict == "fulfilled"
    assert cover(visit(1, 2, 1, count=2), minimum=2, places={1}, as_of=DAY_AFTER).verdict == "fulfilled"


def test_visits_elsewhere_outside_the_period_or_later_than_the_day_looked_from_count_nowhere():
    elsewhere, nowhere = visit(99, 3, 1), (None, date(2019, 3, 1), 1)
    before, after = visit(1, 12, 31, year=2018), visit(2, 1, 1, year=2020)
    later = visit(3, 5, 2)
    assert cover(elsewhere, nowhere, before, after, later, as_of=date(2019, 5, 1)).done == 0
    assert cover(elsewhere, nowhere, before, after, later, as_of=DAY_AFTER).done == 1


def test_without_named_places_nothing_can_be_measured():
    finding = cover(visit(1, 2, 1), places=(), as_of=DAY_AFTER)
    assert finding == Finding(Verdict.NO_MEASURE)
    assert finding.share is None


def test_every_school_every_half_year_is_eight_visits():
    spring, autumn = [visit(place, 3, place) for place in SCHOOLS], [visit(place, 9, place) for place in SCHOOLS]
    finding = cover(*spring, *autumn, per=Per.HALF_YEAR, as_of=date(2019, 9, 4))
    assert (finding.verdict, finding.done, finding.of) == ("fulfilled", 8, 8)


def test_a_school_missed_in_spring_puts_every_half_year_out_of_reach_from_1_july():
    spring = [visit(place, 3, place) for place in (1, 2, 3)]
    assert cover(*spring, per=Per.HALF_YEAR, as_of=date(2019, 6, 30)).verdict == "on_track"
    finding = cover(*spring, per=Per.HALF_YEAR, as_of=date(2019, 7, 1))
    assert (finding.verdict, finding.done, finding.of, finding.expected) == ("out_of_reach", 3, 8, None)
    assert cover(*spring, per=Per.HALF_YEAR, as_of=DAY_AFTER).verdict == "partly_fulfilled"


def test_coverage_per_term_follows_the_municipality_s_own_terms():
    terms = [(date(2019, 1, 8), date(2019, 6, 12)), (date(2019, 8, 19), date(2019, 12, 20))]
    in_terms = [visit(1, 3, 1), visit(1, 9, 1)]
    assert cover(*in_terms, per=Per.TERM, places={1}, terms=terms, as_of=DAY_AFTER).verdict == "fulfilled"
    in_summer = [visit(1, 3, 1), visit(1, 7, 15)]
    finding = cover(*in_summer, per=Per.TERM, places={1}, terms=terms, as_of=DAY_AFTER)
    assert (finding.verdict, finding.done, finding.of) == ("partly_fulfilled", 1, 2)


def test_coverage_per_occasion_asks_for_every_place_on_every_day_in_the_calendar():
    evenings = [date(2019, 4, 30), date(2019, 6, 14)]
    finding = cover(visit(1, 4, 30), per=Per.OCCASION, places={1}, occasions=evenings, as_of=date(2019, 5, 1))
    assert (finding.verdict, finding.done, finding.of) == ("on_track", 1, 2)
    assert cover(per=Per.OCCASION, places={1}, occasions=evenings, as_of=date(2019, 5, 1)).verdict == "out_of_reach"


def test_coverage_until_further_notice_never_gets_a_final_verdict():
    assert cover(*ALL_FOUR, period=UNTIL_FURTHER_NOTICE, as_of=date(2024, 5, 1)).verdict == "on_track"
    assert cover(*ALL_FOUR[:3], period=UNTIL_FURTHER_NOTICE, as_of=date(2024, 5, 1)).verdict == "behind"
    assert cover(as_of=DAY_BEFORE, period=UNTIL_FURTHER_NOTICE).verdict == "not_started"


def test_a_year_missed_long_ago_does_not_put_an_open_ended_coverage_behind_for_ever():
    # 2019 was missed, 2020 was met: what counts until further notice is the latest year that is over.
    later = [visit(place, 2, place, year=2020) for place in SCHOOLS]
    open_ended = {"per": Per.YEAR, "period": UNTIL_FURTHER_NOTICE}
    assert cover(as_of=date(2020, 1, 1), **open_ended).verdict == "behind"
    assert cover(*later, as_of=date(2020, 12, 31), **open_ended).verdict == "behind"
    assert cover(*later, as_of=date(2021, 1, 1), **open_ended).verdict == "on_track"


@given(visits, days, st.integers(1, 3))
def test_one_more_visit_never_makes_coverage_worse(entries, as_of, minimum):
    before = cover(*entries, as_of=as_of, minimum=minimum)
    after = cover(*entries, (1, as_of, 3), as_of=as_of, minimum=minimum)
    assert after.done >= before.done
    if before.verdict is Verdict.FULFILLED:
        assert after.verdict is Verdict.FULFILLED


@given(visits, days, days, st.sampled_from([Per.PERIOD, Per.HALF_YEAR, Per.QUARTER, Per.TERM]))
def test_fulfilled_coverage_stays_fulfilled_and_out_of_reach_stays_so(entries, one_day, another, per):
    earlier, later = sorted([one_day, another])
    then, now = cover(*entries, as_of=earlier, per=per), cover(*entries, as_of=later, per=per)
    if then.verdict is Verdict.FULFILLED:
        assert now.verdict is Verdict.FULFILLED
    if then.verdict is Verdict.OUT_OF_REACH:
        assert now.verdict in (Verdict.OUT_OF_REACH, Verdict.PARTLY_FULFILLED, Verdict.NOT_FULFILLED)


@given(visits, days, st.sampled_from([Per.PERIOD, Per.YEAR, Per.HALF_YEAR, Per.MONTH]))
def test_coverage_is_never_more_than_all_of_it_and_fulfilled_exactly_when_it_is_all(entries, as_of, per):
    finding = cover(*entries, as_of=as_of, per=per)
    assert 0 <= finding.done <= finding.of
    if as_of >= FIRST_DAY:
        assert (finding.verdict is Verdict.FULFILLED) == (finding.done == finding.of)


# A deliverable: "ta fram en e-tjänst senast 30 juni"


def deliver(done_on=None, *, as_of, due_on=DUE, period=YEAR):
    return assess_deliverable(due_on=due_on, done_on=done_on, period=period, as_of=as_of)


@pytest.mark.parametrize(
    ("done_on", "as_of", "verdict"),
    [
        (None, DAY_BEFORE, "not_started"),
        (None, FIRST_DAY, "on_track"),
        (None, DUE, "on_track"),  # "senast 30 juni" includes all of that day
        (None, DUE + timedelta(days=1), "out_of_reach"),
        (None, LAST_DAY, "out_of_reach"),
        (None, DAY_AFTER, "not_fulfilled"),
        (FIRST_DAY, FIRST_DAY, "fulfilled"),
        (DUE, DUE, "fulfilled"),
        (DUE, DAY_AFTER, "fulfilled"),
        (DUE + timedelta(days=1), DUE + timedelta(days=1), "out_of_reach"),
        (DUE + timedelta(days=1), LAST_DAY, "out_of_reach"),
        (DUE + timedelta(days=1), DAY_AFTER, "partly_fulfilled"),
    ],
)
def test_a_deliverable_done_or_not_by_its_day(done_on, as_of, verdict):
    assert deliver(done_on, as_of=as_of).verdict == verdict


def test_a_deliverable_delivered_after_the_day_looked_from_is_not_yet_there():
    finding = deliver(date(2019, 5, 2), as_of=date(2019, 5, 1))
    assert (finding.verdict, finding.done, finding.of) == ("on_track", 0, 1)


def test_a_late_delivery_is_done_all_the_same():
    finding = deliver(date(2019, 7, 5), as_of=DAY_AFTER)
    assert (finding.done, finding.of, finding.share) == (1, 1, 1)


def test_a_deliverable_due_on_the_last_day_may_come_on_that_day():
    assert deliver(as_of=LAST_DAY, due_on=LAST_DAY).verdict == "on_track"
    assert deliver(LAST_DAY, as_of=LAST_DAY, due_on=LAST_DAY).verdict == "fulfilled"
    assert deliver(as_of=DAY_AFTER, due_on=LAST_DAY).verdict == "not_fulfilled"


def test_a_deliverable_missed_in_an_open_ended_period_is_out_of_reach_and_never_finally_failed():
    assert deliver(as_of=date(2030, 1, 1), period=UNTIL_FURTHER_NOTICE).verdict == "out_of_reach"
    assert deliver(date(2019, 8, 1), as_of=date(2030, 1, 1), period=UNTIL_FURTHER_NOTICE).verdict == "out_of_reach"


@given(days, days, days)
def test_what_was_delivered_in_time_never_stops_being_fulfilled(done_on, one_day, another):
    earlier, later = sorted([one_day, another])
    assume(done_on >= FIRST_DAY)
    if deliver(done_on, as_of=earlier).verdict is Verdict.FULFILLED:
        assert deliver(done_on, as_of=later).verdict is Verdict.FULFILLED


# On demand: "om handlare önskar lovar vi ..."


def demand(asked, done, *, as_of, period=YEAR):
    return assess_on_demand(asked=asked, done=done, period=period, as_of=as_of)


@pytest.mark.parametrize(
    ("asked", "done", "as_of", "verdict"),
    [
        (0, 0, DAY_BEFORE, "not_started"),
        (0, 0, FIRST_DAY, "no_demand"),
        (0, 0, LAST_DAY, "no_demand"),
        (0, 0, DAY_AFTER, "no_demand"),
        (0, 2, DAY_AFTER, "no_demand"),
        (3, 3, LAST_DAY, "on_track"),  # somebody may still ask
        (3, 3, DAY_AFTER, "fulfilled"),
        (3, 5, DAY_AFTER, "fulfilled"),
        (3, 1, LAST_DAY, "behind"),
        (3, 0, LAST_DAY, "behind"),
        (3, 1, DAY_AFTER, "partly_fulfilled"),
        (3, 0, DAY_AFTER, "not_fulfilled"),
    ],
)
def test_on_demand_is_done_of_asked(asked, done, as_of, verdict):
    assert demand(asked, done, as_of=as_of).verdict == verdict


def test_nothing_asked_for_has_no_share_and_more_done_than_asked_has_more_than_all_of_it():
    assert demand(0, 0, as_of=DAY_AFTER).share is None
    assert demand(2, 3, as_of=DAY_AFTER).share == Fraction(3, 2)


@given(st.integers(0, 9), st.integers(0, 9), st.dates(DAY_BEFORE, date(2040, 1, 1)))
def test_until_further_notice_demand_is_never_finally_judged(asked, done, as_of):
    assert demand(asked, done, as_of=as_of, period=UNTIL_FURTHER_NOTICE).verdict not in FINAL


@given(st.integers(0, 9), days)
def test_nobody_asking_is_never_a_failure(done, as_of):
    assert demand(0, done, as_of=as_of).verdict in (Verdict.NOT_STARTED, Verdict.NO_DEMAND)


# Effect: "andelen trygga ska öka"


def effect(direction, *, baseline=None, threshold=None, measured=None):
    def as_decimal(value):
        return None if value is None else Decimal(value)

    return assess_effect(
        direction=direction,
        baseline=as_decimal(baseline),
        threshold=as_decimal(threshold),
        measured=as_decimal(measured),
    ).verdict


@pytest.mark.parametrize(
    ("direction", "against", "measured", "verdict"),
    [
        ("up", "61", "61.01", "fulfilled"),
        ("up", "61", "61", "not_fulfilled"),  # the same as before is not more
        ("up", "61", "60.99", "not_fulfilled"),
        ("down", "12", "11.99", "fulfilled"),
        ("down", "12", "12", "not_fulfilled"),
        ("at_least", "70", "70", "fulfilled"),
        ("at_least", "70", "69.99", "not_fulfilled"),
        ("at_most", "5", "5", "fulfilled"),
        ("at_most", "5", "5.01", "not_fulfilled"),
    ],
)
def test_an_effect_is_judged_against_its_own_figure(direction, against, measured, verdict):
    figure = "threshold" if direction.startswith("at_") else "baseline"
    assert effect(direction, measured=measured, **{figure: against}) == verdict


@pytest.mark.parametrize("direction", ["up", "down", "at_least", "at_most"])
def test_an_effect_without_both_figures_has_no_measure(direction):
    against, other = ("threshold", "baseline") if direction.startswith("at_") else ("baseline", "threshold")
    assert effect(direction, **{against: "50"}) == "no_measure"
    assert effect(direction, measured="50") == "no_measure"
    assert effect(direction, measured="50", **{other: "50"}) == "no_measure"


def test_zero_is_a_figure_and_not_a_missing_one():
    assert effect("down", baseline="3", measured="0") == "fulfilled"
    assert effect("up", baseline="0", measured="1") == "fulfilled"


def test_an_unknown_direction_is_named():
    with pytest.raises(ValueError, match="direction"):
        effect("sideways", baseline="1", measured="2")


# What is never computed


def test_words_and_visions_are_left_to_people():
    assert never_computed() == Finding(Verdict.NO_MEASURE, 0, None, None)
