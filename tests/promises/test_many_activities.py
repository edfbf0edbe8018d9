"""Activities written many at once leave behind what saving each of them does: rows, ties, history."""

from datetime import date

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from promises.actions.activities import correct_activity, withdraw_activity
from promises.actions.many_activities import add_many, change_many, ties_to, withdraw_many
from promises.history import saves, told
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db
# What must differ, and what only many at once have: the reason, since there is no line for each in the log.
OWN = {"id", "key", "logged_at", "history_id", "history_date", "history_change_reason", "parties", "withdrawn_at"}
# Who: in a test nobody is signed in. What: a single save writes a row and then its parties, which are told as one.
OWN |= {"history_user", "history_type"}
FACTS = {
    "occurred_on": date(2019, 3, 14),
    "activity_type": "night_walk",
    "count": 3,
    "count_quality": "about",
    "place_text": "Torget",
    "reach": 5,
    "tags": ["a", "b"],
    "is_beyond_ordinary": True,
    "note": "Lugnt",
}
LATER = {**FACTS, "occurred_on": date(2019, 4, 4), "count": 4, "note": "Rörigt", "reach": None, "tags": []}


def plain(row):
    return {name: value for name, value in model_to_dict(row).items() if name not in OWN}


def left_behind(activity):
    """Everything there is of an activity, without what is its own."""
    activity.refresh_from_db()
    versions = saves(told(activity.history.all()))
    return {
        "row": plain(activity),
        "parties": sorted(activity.parties.values_list("pk", flat=True)),
        "credits": sorted(activity.credits.values_list("target", "window_start", "amount"), key=str),
        "history": [plain(row) for row in versions],
        "parties then": sorted(row.organisation_id for row in versions[-1].parties.all()),
    }


@pytest.fixture
def world():
    target = make.target(per="week", counting="each", minimum=1)
    strict = make.target(promise=target.promise, activity_types=["safety_walk"])
    police, municipal = make.parties_of(target.promise_set.council)
    return target, strict, police, municipal, make.user()


def single_and_many(world):
    """The same activity, logged by the action and written by the file's way."""
    target, strict, police, municipal, user = world
    council = target.promise_set.council
    one = make.activity(targets=[target, strict], by=user, organisation=municipal, parties=[police], **FACTS)
    two = Activity(council=council, organisation=municipal, logged_by=user, **FACTS)
    ids = [target.pk, strict.pk]
    add_many([(two, [police], ids)], by=user, at=timezone.now(), reason="Fil", ties=ties_to(ids))
    return one, two


def test_what_is_added(world):
    one, two = single_and_many(world)
    assert left_behind(one) == left_behind(two)
    assert [row.window_start for row in two.credits.order_by("pk")] == [date(2019, 3, 11), None]


def test_what_is_changed(world):
    target, strict, police, municipal, user = world
    one, two = single_and_many(world)
    separate_saves(one, two)
    parties = [police, municipal]
    correct_activity(activity=one, by=user, version=1, targets=[target], parties=parties, **LATER)
    two = Activity.objects.get(pk=two.pk)
    for name, value in LATER.items():
        setattr(two, name, value)
    two.version += 1
    change_many([(two, parties, [target.pk])], by=user, at=timezone.now(), reason="Fil", ties=ties_to([target.pk]))
    assert left_behind(one) == left_behind(two)
    assert {row.history_user for row in two.history.all()} == {user}


def test_what_is_withdrawn(world):
    target, strict, police, municipal, user = world
    one, two = single_and_many(world)
    separate_saves(one, two)
    withdraw_activity(activity=one, by=user, version=1, reason="Fel")
    rows = list(Activity.objects.filter(pk=two.pk))
    tied = withdraw_many(rows, by=user, at=timezone.now(), why="Fel", reason="Fil")
    assert tied == {two.pk: [target.pk, strict.pk]}
    assert left_behind(one) == left_behind(two)


def separate_saves(*activities):
    """What came before was saved long ago: history within seconds of each other is one change."""
    for activity in activities:
        for row in activity.history.all():
            row.history_date = row.history_date.replace(year=2019)
            row.save()
