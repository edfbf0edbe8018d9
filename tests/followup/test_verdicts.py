"""The narrow reading of many councils says what the full reading of each says."""

import random
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from followup.assessment import Counting
from followup.progress import sets_progress
from followup.verdicts import verdicts_of
from promises.models import PromiseSet
from tests import factories as make

TODAY = date(2019, 11, 20)
DAYS = [TODAY, date(2019, 6, 30), date(2019, 1, 1)]
KINDS = [
    {"minimum": 6},
    {"minimum": 1, "per": "week", "counting": "average"},
    {"minimum": 1, "per": "month", "counting": "each"},
    {"minimum": 1, "per": "week", "counting": "each"},
    {"minimum": 2, "per": "half_year", "counting": "each"},
    {"per": "term", "counting": "each"},
    {"per": "occasion", "counting": "each"},
    {"kind": "coverage"},
    {"kind": "coverage", "per": "half_year", "counting": "each"},
    {"kind": "deliverable", "due_on": date(2019, 6, 1)},
    {"kind": "on_demand"},
    {"kind": "effect", "baseline": 60},
    {"kind": "qualitative"},
    {"kind": "vision"},
]
PERIODS = [
    {},
    {"last_day": None},
    {"first_day": date(2019, 5, 15), "last_day": date(2019, 11, 19)},
    {"first_day": date(2018, 10, 1), "last_day": date(2019, 12, 15)},
    {"first_day": date(2019, 2, 1), "signed_on": date(2019, 3, 10), "counts_before_signing": False},
]
LEFT_OUT = [{"status": "draft"}, {"status": "superseded"}, {"first_day": TODAY + timedelta(days=1)}]


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel("2019-11-20T12:00:00+01:00"):
        yield


def world(seed, kinds=KINDS, periods=PERIODS):
    """A council of everything: targets of all kinds in sets of many periods, and what chance has done for them."""
    chance = random.Random(seed)
    council, by = make.council(), make.user()
    places = [make.place(council=council) for _ in range(2)]
    make.term(council=council, first_day=date(2019, 1, 8), last_day=date(2019, 6, 12))
    for day in (date(2019, 4, 30), date(2019, 10, 31)):
        make.occasion(council=council, day=day)
    targets = []
    for period in [*periods, *LEFT_OUT]:
        promise = make.promise(council=council, **period)
        for fields in chance.sample(kinds, min(len(kinds), 8)) if len(kinds) > 1 else kinds:
            of_kind = {"places": places} if fields.get("kind") == "coverage" else {}
            targets.append(make.target(promise=promise, **fields, **of_kind))
    for target in targets:
        if target.kind in ("effect", "vision") and chance.random() < 0.7:
            make.measurement(target=target, measured_on=_day(chance), value=chance.choice([50, 70]))
        if target.kind == "on_demand" and chance.random() < 0.7:
            make.request(target=target, asked_on=_day(chance), count=2)
    for _ in range(8):
        make.activity(
            council=council,
            by=by,
            targets=chance.sample(targets, min(9, len(targets))),
            occurred_on=_day(chance),
            count=chance.randint(0, 4),
            place=chance.choice([*places, None]),
        )
    return council


def _day(chance):
    return date(2018, 11, 1) + timedelta(days=chance.randrange((TODAY - date(2018, 11, 1)).days + 1))


def in_full(councils, as_of):
    running = PromiseSet.objects.filter(council__in=councils).decided().standing().running(on=as_of)
    return {
        (
            facts.target.pk,
            facts.verdict,
            *_figures(facts),
            facts.needs_attention,
            facts.latest_on,
        )
        for progress in sets_progress(running, as_of=as_of)
        for facts in progress.targets
    }


def _figures(facts):
    outcome = facts.outcome
    if not hasattr(outcome, "parts"):
        return outcome.done, outcome.of
    is_each = outcome.rule.counting is Counting.EACH
    return (outcome.met, outcome.judged) if is_each else (outcome.total, outcome.required)


def in_short(councils, as_of):
    return {
        (row.target_id, row.verdict, row.done, row.required, row.needs_attention, row.latest_on)
        for row in verdicts_of(councils, as_of=as_of, with_latest=True)
    }


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_narrow_reading_says_what_the_full_reading_says(seed):
    councils = [world(seed), world(seed + 100)]
    seen = set()
    for as_of in DAYS:
        found = in_short(councils, as_of)
        assert found == in_full(councils, as_of)
        seen |= {verdict for _, verdict, *_ in found}
    assert len(seen) >= 7  # so that the world has something to say


@pytest.mark.django_db
def test_a_row_says_whose_it_is_and_what_it_is_about():
    target = make.target(minimum=4)
    type(target.promise).objects.filter(pk=target.promise_id).update(theme="traffic")
    make.activity(targets=[target], occurred_on=date(2019, 3, 1), count=3)
    council = target.promise_set.council
    (row,) = verdicts_of([council.pk], as_of=TODAY)
    assert (row.target_id, row.promise_id, row.set_id) == (target.pk, target.promise_id, target.promise_set.pk)
    assert (row.council_id, row.kind, row.theme, row.verdict) == (council.pk, "count", "traffic", "on_track")
    assert (row.done, row.required, row.needs_attention, row.latest_on) == (3, 4, None, None)
    (row,) = verdicts_of([council], as_of=TODAY, with_latest=True)
    assert (row.needs_attention, row.latest_on) == (True, date(2019, 3, 1))  # silent for long


@pytest.mark.django_db
def test_in_the_scope_of_one_council_nothing_is_read_of_another():
    own, other = world(5), world(6)
    with scope(council=own.pk):
        assert {row.council_id for row in verdicts_of([own, other], as_of=TODAY)} == {own.pk}


@pytest.mark.django_db
@pytest.mark.parametrize(("kinds", "most"), [(KINDS[:1], 2), (KINDS, 5)])
def test_many_councils_take_as_many_queries_as_one(kinds, most):
    taken = []
    first = world(1, kinds=kinds, periods=PERIODS[:4])
    for councils in ([first], [first, *(world(seed, kinds=kinds, periods=PERIODS[:2]) for seed in (2, 3))]):
        with CaptureQueriesContext(connection) as captured:
            assert verdicts_of(councils, as_of=TODAY)
        taken.append(len(captured))
    assert taken == [most, most]


@pytest.mark.django_db
def test_without_councils_or_targets_there_is_nothing_to_say():
    assert verdicts_of([], as_of=TODAY) == verdicts_of([make.council()], as_of=TODAY) == []
