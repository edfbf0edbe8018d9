"""What a target still needs, held against the engine itself: doing just that is enough, and one less is not."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from followup.assessment import Counting, Entry, Rule, State, Verdict, assess
from followup.kinds import assess_coverage, assess_deliverable
from followup.needs import need_of, need_of_delivery, need_of_places
from promises.periods import Per, Period, buckets

from .test_assessment_properties import cases, near_the_pace, nearly_full, scattered, short_lengths

ONE_DAY = timedelta(days=1)
YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
A_DAY = date(2019, 11, 20)
short = scattered(lengths=short_lengths) | nearly_full(lengths=short_lengths) | near_the_pace(lengths=short_lengths)


def judged(case, *more, as_of=None):
    """The case as seen from a day, with more entries."""
    return assess(
        Rule(case["minimum"], Per(case["per"]), Counting(case["counting"])),
        period=Period(case["first_day"], case["last_day"]),
        entries=[Entry(day, count) for day, count in [*known(case), *more]],
        as_of=as_of or case["as_of"],
        terms=case["terms"],
        occasions=case["occasions"],
    )


def known(case):
    """What is in the log: nothing is done after the day one looks from."""
    return [entry for entry in case["entries"] if entry[0] <= case["as_of"]]


def what_it_takes(outcome, need):
    """Entries that do what is needed, each as late as it can be done."""
    if outcome.rule.counting is not Counting.EACH:
        return [(need.latest, need.still_needed)]
    lacking = [part for part in outcome.parts if part.state in (State.OPEN, State.FUTURE)]
    return [(part.last_day, outcome.rule.minimum - part.count) for part in lacking]


@cases(80)
@given(short)
def test_doing_what_is_needed_by_the_latest_day_fulfils_and_one_less_does_not(case):
    outcome = judged(case)
    need = need_of(outcome)
    assume(need.latest)
    done = what_it_takes(outcome, need)
    assert sum(count for _, count in done) == need.still_needed
    assert max(day for day, _ in done) == need.latest
    after = outcome.period.last_day + ONE_DAY
    assert judged(case, *done, as_of=after).verdict is Verdict.FULFILLED
    day, count = done[-1]
    assert judged(case, *done[:-1], (day, count - 1), as_of=after).verdict is not Verdict.FULFILLED
    assert judged(case, *done[:-1], (day + ONE_DAY, count), as_of=after).verdict is not Verdict.FULFILLED


@cases(80)
@given(short)
def test_nothing_fulfils_before_the_earliest_day_and_on_it_it_can_be_done(case):
    outcome = judged(case)
    need = need_of(outcome)
    assume(need.earliest)
    days = [case["as_of"] + step * ONE_DAY for step in range((need.earliest - case["as_of"]).days + 1)]
    at_most = [(day, 9999) for day in days]
    assert need.earliest >= case["as_of"]
    assert all(
        judged(case, *at_most, as_of=day).verdict is not Verdict.FULFILLED
        for day in {*days[:1], *days[-2:-1]} - {need.earliest}
    )
    assert judged(case, *at_most, as_of=need.earliest).verdict is Verdict.FULFILLED


@cases(80)
@given(short)
def test_a_target_without_days_can_no_longer_change_for_the_better(case):
    outcome = judged(case)
    need = need_of(outcome)
    assume(need.latest is None)
    everything = [(case["as_of"] + step * ONE_DAY, 9999) for step in range(60)]
    last = max(case["last_day"], case["as_of"]) + ONE_DAY
    final = judged(case, *everything, as_of=last).verdict
    assert (final is Verdict.FULFILLED) == (outcome.verdict is Verdict.FULFILLED)


@cases(40)
@given(scattered(lengths=short_lengths, open_ended=True))
def test_what_never_ends_has_no_last_day(case):
    need = need_of(judged(case))
    assert (need.earliest, need.latest, need.days_left, need.best) == (None, None, None, None)


@cases(80)
@given(short)
def test_what_is_lost_and_what_can_be_met_are_all_there_is(case):
    outcome = judged(case)
    need = need_of(outcome)
    assert len(need.lost) == outcome.missed
    assume(case["counting"] == "each")
    assert need.best + len(need.lost) == outcome.judged


def count(minimum, per, counting, *entries, as_of=A_DAY, period=YEAR):
    """An entry is (month, day, count) of 2019."""
    found = [Entry(date(2019, month, day), number) for month, day, number in entries]
    return need_of(assess(Rule(minimum, Per(per), Counting(counting)), period=period, entries=found, as_of=as_of))


def test_eleven_contacts_in_the_last_six_weeks():
    need = count(1, "week", "average", (3, 1, 41))
    assert (need.still_needed, need.days_left, need.behind_by) == (11, 42, 5)
    assert (need.per_week, need.per_month) == (Fraction(11, 6), 11 / (42 / Fraction(365, 12)))
    assert (need.earliest, need.latest) == (A_DAY, YEAR.last_day)


def test_less_than_a_week_left_asks_for_no_more_than_all_of_it():
    assert count(3, "period", "total", as_of=date(2019, 12, 30)).per_week == 3


def test_a_week_that_is_open_says_what_it_lacks_and_by_when():
    lately = [(11, day, 2) for day in (4, 11)]
    need = count(2, "week", "each", *lately, (11, 18, 1), period=Period(date(2019, 11, 4), date(2019, 12, 1)))
    assert (need.next_by, need.next_lacks) == (date(2019, 11, 24), 1)
    assert (need.earliest, need.latest) == (date(2019, 11, 25), date(2019, 12, 1))
    assert (need.still_needed, need.lost, need.best) == (3, (), 4)


def test_a_lost_week_is_told_by_its_days():
    need = count(1, "week", "each", (11, 11, 1), period=Period(date(2019, 11, 4), date(2019, 12, 1)))
    assert [(part.first_day, part.last_day) for part in need.lost] == [(date(2019, 11, 4), date(2019, 11, 10))]
    assert (need.earliest, need.latest, need.best) == (None, None, 3)
    assert need.next_by == date(2019, 11, 24)


@pytest.mark.parametrize("as_of", [date(2018, 12, 1), date(2019, 1, 1)])
def test_what_has_not_begun_can_be_met_from_its_first_day(as_of):
    need = count(4, "period", "total", as_of=as_of)
    assert (need.earliest, need.latest, need.days_left) == (date(2019, 1, 1), date(2019, 12, 31), 365)


def test_open_ended_and_behind_it_says_by_how_much():
    need = count(4, "period", "total", (3, 1, 1), period=Period(date(2019, 1, 1), None))
    assert (need.still_needed, need.behind_by) == (None, 3)


# Places and deliveries


@st.composite
def places(draw):
    per = draw(st.sampled_from(["period", "week", "month"]))
    first_day = date(2019, 1, 1) + draw(st.integers(0, 40)) * ONE_DAY
    last_day = first_day + draw(st.integers(14, 80)) * ONE_DAY
    as_of = first_day + draw(st.integers(-2, (last_day - first_day).days + 2)) * ONE_DAY
    # Nearly all places in nearly all weeks: else hardly any case would still be within reach.
    period = Period(first_day, last_day)
    found = [one for one in buckets(period, Per(per), until=last_day) if one.judged and one.first_day <= as_of]
    rows = [(place, one.first_day, 1) for one in found for place in (1, 2) if draw(st.integers(0, 7))]
    return per, period, as_of, rows


@cases(80)
@given(places())
def test_visiting_the_places_that_lack_by_the_latest_day_fulfils_and_one_less_does_not(case):
    per, period, as_of, rows = case
    tried = [one for one in buckets(period, Per(per), until=as_of) if one.judged]

    def seen(*more, day):
        return assess_coverage((1, 2), minimum=1, per=Per(per), period=period, entries=[*rows, *more], as_of=day)

    finding = seen(day=as_of)
    need = need_of_places(finding, buckets=tried, period=period, as_of=as_of)
    visited = {(place, one.first_day) for place, day, _ in rows for one in tried if one.first_day == day}
    cells = [(place, one) for one in tried for place in (1, 2) if (place, one.first_day) not in visited]
    lacking = [(place, one.last_day, 1) for place, one in cells if one.last_day >= as_of]
    assert need.still_needed == len(lacking)
    assert need.best == 2 * len(tried) - (len(cells) - len(lacking))
    in_open = [row for row in lacking if row[1] == need.next_by]
    assert need.next_lacks == len(in_open) or per == "period"
    assume(need.latest)
    assert seen(*lacking, day=period.last_day + ONE_DAY).verdict is Verdict.FULFILLED
    assert seen(*lacking[:-1], day=period.last_day + ONE_DAY).verdict is not Verdict.FULFILLED
    assert max(day for _, day, _ in lacking) == need.latest
    early = [(place, as_of + step * ONE_DAY, 1) for place in (1, 2) for step in range(90)]
    assert seen(*early, day=need.earliest).verdict is Verdict.FULFILLED
    assert seen(*early, day=need.earliest - ONE_DAY).verdict is not Verdict.FULFILLED or need.earliest == as_of


@pytest.mark.parametrize(
    ("as_of", "done_on", "first", "last"),
    [
        (date(2019, 3, 1), None, date(2019, 3, 1), date(2019, 6, 30)),
        (date(2018, 12, 1), None, date(2019, 1, 1), date(2019, 6, 30)),
        (date(2019, 6, 30), None, date(2019, 6, 30), date(2019, 6, 30)),
        (date(2019, 7, 1), None, None, None),
        (date(2019, 3, 1), date(2019, 2, 1), None, None),
    ],
)
def test_a_delivery_can_be_made_from_today_to_its_day(as_of, done_on, first, last):
    due_on = date(2019, 6, 30)
    finding = assess_deliverable(due_on=due_on, done_on=done_on, period=YEAR, as_of=as_of)
    need = need_of_delivery(finding, due_on=due_on, period=YEAR, as_of=as_of)
    assert (need.earliest, need.latest) == (first, last)
    for day in (first, last):
        if day:
            seen = assess_deliverable(due_on=due_on, done_on=day, period=YEAR, as_of=day)
            assert seen.verdict is Verdict.FULFILLED
