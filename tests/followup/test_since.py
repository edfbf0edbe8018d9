"""Since when a target stands as it does, held against asking the engine on every single day."""

from datetime import date, timedelta

from hypothesis import given

from followup.assessment import Counting, Entry, Rule, Verdict, assess
from followup.since import ONCE, Since, count_days, held_since, since_the_bucket
from promises.periods import Per, Period

from .test_assessment_properties import cases, near_the_pace, nearly_full, scattered, short_lengths

ONE_DAY = timedelta(days=1)
YEAR = Period(date(2019, 1, 1), date(2019, 12, 31))
closed = scattered(lengths=short_lengths) | nearly_full(lengths=short_lengths) | near_the_pace(lengths=short_lengths)
open_ended = scattered(lengths=short_lengths, open_ended=True) | nearly_full(lengths=short_lengths, open_ended=True)


def asked(case):
    """(the engine as a function of the day, the days on which it may answer otherwise)"""
    rule = Rule(case["minimum"], Per(case["per"]), Counting(case["counting"]))
    period = Period(case["first_day"], case["last_day"])
    calendar = {"terms": case["terms"], "occasions": case["occasions"]}
    entries = [Entry(day, count) for day, count in case["entries"]]

    def verdict_on(day):
        return assess(rule, period=period, entries=entries, as_of=day, **calendar).verdict

    days = count_days(rule, period=period, entry_days=[entry.day for entry in entries], as_of=case["as_of"], **calendar)
    return verdict_on, days


def day_by_day(verdict_on, case):
    if case["as_of"] < case["first_day"]:
        return None
    day, present = case["as_of"], verdict_on(case["as_of"])
    while day > case["first_day"] and verdict_on(day - ONE_DAY) is present:
        day -= ONE_DAY
    return day


def same_as_day_by_day(case):
    verdict_on, days = asked(case)
    expected = day_by_day(verdict_on, case)
    assert held_since(verdict_on, days, as_of=case["as_of"], most=len(days) + 1) == (expected and Since(expected))
    return verdict_on, days, expected


@cases(120)
@given(closed)
def test_the_day_is_the_one_found_by_asking_every_day(case):
    verdict_on, days, expected = same_as_day_by_day(case)
    if verdict_on(case["as_of"]) in ONCE or case["counting"] == "each":
        assert held_since(verdict_on, days, as_of=case["as_of"], comes_once=True) == (expected and Since(expected))


@cases(60)
@given(open_ended)
def test_until_further_notice_as_well(case):
    _verdict_on, _days, expected = same_as_day_by_day(case)
    if case["counting"] == "each":
        period = Period(case["first_day"], None)
        parts = assess(
            Rule(case["minimum"], Per(case["per"]), Counting.EACH),
            period=period,
            entries=[Entry(day, count) for day, count in case["entries"]],
            as_of=case["as_of"],
            terms=case["terms"],
            occasions=case["occasions"],
        ).parts
        assert since_the_bucket(parts, period=period, as_of=case["as_of"]) == expected


paced = near_the_pace(rules=[("period", "total"), ("week", "average"), ("month", "average")], lengths=short_lengths)


@cases(120)
@given(paced)
def test_at_the_edge_of_the_pace_as_well(case):
    # Seen from the last day and from well after it: as-of days far from the start have the most to look back on.
    for as_of in (case["as_of"], case["last_day"], case["last_day"] + 9 * ONE_DAY):
        same_as_day_by_day(case | {"as_of": as_of})


def test_behind_since_the_week_that_nobody_worked():
    case = {
        "minimum": 1, "per": "week", "counting": "average", "first_day": YEAR.first_day, "last_day": YEAR.last_day,
        "entries": [(date(2019, 1, 1), 10)], "as_of": date(2019, 11, 20), "terms": None, "occasions": None,
    }  # fmt: skip
    verdict_on, days = asked(case)
    assert verdict_on(date(2019, 3, 18)) is Verdict.ON_TRACK  # ten weeks and six days are over
    assert held_since(verdict_on, days, as_of=case["as_of"]) == Since(date(2019, 3, 19))


def test_halving_asks_the_engine_a_few_times_only():
    times = []

    def verdict_on(day):
        times.append(day)
        return Verdict.FULFILLED if day >= date(2019, 9, 14) else Verdict.ON_TRACK

    days = [YEAR.first_day + step * ONE_DAY for step in range(365)]
    assert held_since(verdict_on, days, as_of=YEAR.last_day, comes_once=True) == Since(date(2019, 9, 14))
    assert len(times) <= 11


def test_what_has_not_begun_has_no_such_day():
    assert held_since(lambda day: Verdict.NOT_STARTED, [], as_of=YEAR.first_day) is None


def test_years_of_days_are_not_asked_about_one_by_one_and_the_answer_says_so():
    days = [YEAR.first_day + step * ONE_DAY for step in range(365)]
    asked_about = []
    answer = held_since(lambda day: asked_about.append(day) or Verdict.ON_TRACK, days, as_of=YEAR.last_day, most=10)
    assert answer == Since(date(2019, 12, 22), at_least=True)
    assert len(asked_about) <= 11
    whole = held_since(lambda day: Verdict.ON_TRACK, days, as_of=YEAR.last_day, most=365)
    assert whole == Since(YEAR.first_day)
