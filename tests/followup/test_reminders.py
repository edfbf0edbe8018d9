"""When one is told of something: some days before, each week after, and nothing lost by a day without mail."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.reminders import DAYS_BEFORE, WEEK, is_time_for_mail, is_to_be_told, is_told_on, latest_step
from followup.things import Thing, ThingKind

DAY = date(2026, 12, 31)
DATED = [ThingKind.SUMMARY, ThingKind.CHECKPOINT, ThingKind.TASK, ThingKind.DELIVERY]


def thing(kind=ThingKind.SUMMARY, day=DAY):
    return Thing(key=f"{kind}:1", kind=kind, council=None, day=day, text="", url="")


def told_on(one, run_days):
    """The days on which a person is told, if the timer runs on these days and the mail lists nothing else."""
    found = []
    for today in run_days:
        if is_to_be_told(one, today=today, last_told=found[-1] if found else None):
            found.append(today)
    return found


def days(first, last):
    return [DAY + timedelta(days=n) for n in range(first, last + 1)]


@pytest.mark.parametrize("kind", DATED)
def test_one_is_told_on_six_days_before_and_each_week_after(kind):
    found = [(day - DAY).days for day in told_on(thing(kind), days(-60, 30))]
    assert found == [-30, -14, -7, -3, -1, 0, 7, 14, 21, 28]


def test_what_is_first_known_of_late_is_told_at_once():
    assert told_on(thing(), days(-20, -8)) == [DAY - timedelta(days=20), DAY - timedelta(days=14)]
    assert told_on(thing(), days(100, 105)) == [DAY + timedelta(days=100), DAY + timedelta(days=105)]


def test_a_day_without_mail_loses_nothing_and_doubles_nothing():
    without = [day for day in days(-40, 10) if day not in (DAY - timedelta(days=14), DAY - timedelta(days=13), DAY)]
    assert [(day - DAY).days for day in told_on(thing(), without)] == [-30, -12, -7, -3, -1, 1, 7]


@given(st.sets(st.integers(-60, 60), min_size=1))
def test_after_each_run_one_has_been_told_since_the_last_step_that_has_come(numbers):
    run_days = [DAY + timedelta(days=n) for n in sorted(numbers)]
    found = told_on(thing(), run_days)
    for today in run_days:
        step = latest_step(DAY, today)
        since = [day for day in found if step is not None and step <= day <= today]
        assert bool(since) is (step is not None)
    steps = [latest_step(DAY, day) for day in found]
    assert len(steps) == len(set(steps)), "told twice of one step"


@pytest.mark.parametrize("kind", [ThingKind.SIGNATURE, ThingKind.PARTS, ThingKind.APPROVAL])
def test_what_waits_for_one_s_word_is_told_at_once_and_then_each_week(kind):
    found = told_on(thing(kind, day=None), days(0, 20))
    assert found == [DAY, DAY + WEEK, DAY + 2 * WEEK]


def test_an_approval_is_waited_for_however_far_away_the_day_of_the_summary_is():
    assert told_on(thing(ThingKind.APPROVAL), days(-90, -80)) == [DAY - timedelta(days=90), DAY - timedelta(days=83)]


def test_a_week_that_closes_is_told_once():
    assert told_on(thing(ThingKind.BUCKET), days(-2, 0)) == [DAY - timedelta(days=2)]
    assert told_on(thing(ThingKind.BUCKET), days(0, 0)) == [DAY]


def test_one_thing_that_is_due_is_enough_for_a_mail_with_all():
    quiet, loud = thing(day=DAY + timedelta(days=9)), Thing("task:2", ThingKind.TASK, None, DAY, "", "")
    told = {quiet.key: DAY - timedelta(days=1), loud.key: DAY - timedelta(days=1)}
    assert not is_time_for_mail([quiet], today=DAY, told=told)
    assert is_time_for_mail([quiet, loud], today=DAY, told=told)
    assert not is_time_for_mail([], today=DAY, told={})


@pytest.mark.parametrize(("passed", "is_told"), [(-1, False), (0, False), (6, False), (7, True), (400, True)])
def test_others_are_told_when_a_week_has_passed(passed, is_told):
    assert is_told_on(thing(), today=DAY + timedelta(days=passed)) is is_told
    assert not is_told_on(thing(day=None), today=DAY + timedelta(days=passed))


def test_the_steps_are_said_from_far_to_near():
    assert sorted(DAYS_BEFORE, reverse=True) == list(DAYS_BEFORE)
