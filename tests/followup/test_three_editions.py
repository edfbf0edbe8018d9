"""Promises changed twice: each edition keeps its count, whatever is done to an activity after the third was signed."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from promises.actions.activities import (
    _follow_editions,
    correct_activity,
    restore_activity,
    targets_before_withdrawal,
    withdraw_activity,
)
from promises.actions.life import new_edition
from promises.models import Activity, Credit, PromiseSet, Target
from tests import factories as make
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel("2019-09-16T12:00:00+02:00"):
        yield


@pytest.fixture
def world():
    """Ten activities logged against the first edition."""
    council = make.council(slug="overkalix")
    world = SimpleNamespace(council=council, coordinator=make.person(Role.COORDINATOR, council=council))
    world.police_manager = make.person(Role.POLICE_MANAGER, council=council)
    world.first = make.promise_set(council=council, slug="2019", status="shared")
    world.target = make.target(promise=make.promise(promise_set=world.first), minimum=1)
    make.signed(world.first, people=[world.police_manager, world.coordinator], signed_on=date(2019, 1, 2))
    world.activities = [
        make.activity(targets=[world.target], by=world.coordinator, occurred_on=date(2019, 2, day))
        for day in range(1, 11)
    ]
    return world


def change(world, promise_set, day):
    """The next edition of a set, signed by both on a day."""
    draft = new_edition(promise_set=promise_set, by=world.coordinator, organisation=None, reason="Ny vecka")
    make.signed(draft, people=[world.police_manager, world.coordinator], signed_on=day)
    return PromiseSet.objects.get(pk=draft.pk)


def change_twice(world):
    return change(world, change(world, world.first, date(2019, 5, 1)), date(2019, 8, 1))


def counts(*, counting=True):
    """How many activities count in each edition, the first one first."""
    rows = Credit.objects.filter(window_start__isnull=False) if counting else Credit.objects.all()
    sets = PromiseSet.objects.order_by("edition")
    return [rows.filter(target__promise__section__promise_set=one).count() for one in sets]


def withdraw(world, activity):
    activity.refresh_from_db()
    return withdraw_activity(activity=activity, by=world.coordinator, version=activity.version, reason="Fel dag")


def restore(world, activity):
    targets = targets_before_withdrawal(activity)
    return restore_activity(activity=activity, by=world.coordinator, version=activity.version, targets=targets)


def test_what_was_done_counts_in_each_of_three_editions(world):
    change_twice(world)
    assert counts() == [10, 10, 10]


def test_what_is_sent_from_a_form_of_the_first_edition_counts_in_all_three(world):
    change_twice(world)
    make.activity(targets=[Target.objects.with_rules().get(pk=world.target.pk)], occurred_on=date(2019, 3, 1))
    assert counts() == [11, 11, 11]


def test_a_withdrawal_and_its_undoing_count_in_all_three(world):
    change_twice(world)
    activity = withdraw(world, world.activities[0])
    assert counts() == [9, 9, 9]
    restore(world, activity)
    assert counts() == [10, 10, 10]


def test_what_was_withdrawn_before_both_changes_is_restored_in_all_three(world):
    activity = withdraw(world, world.activities[0])
    change_twice(world)
    assert counts() == [9, 9, 9]
    restore(world, activity)
    assert counts() == [10, 10, 10]


def test_what_was_withdrawn_between_the_changes_is_restored_in_all_three(world):
    second = change(world, world.first, date(2019, 5, 1))
    activity = withdraw(world, world.activities[0])
    change(world, second, date(2019, 8, 1))
    restore(world, activity)
    assert counts() == [10, 10, 10]


def test_an_edition_signed_while_somebody_restores_is_counted_too(world):
    activity = withdraw(world, world.activities[0])
    read_before = list(targets_before_withdrawal(activity))
    change_twice(world)
    stale = Target.objects.with_rules().filter(pk__in=[target.pk for target in read_before])
    restore_activity(activity=activity, by=world.coordinator, version=activity.version, targets=stale)
    assert counts() == [10, 10, 10]


def test_a_correction_in_the_form_changes_all_three(client, world):
    third = change_twice(world)
    activity, copy = world.activities[0], Target.objects.in_sets([third.pk]).get()
    address = reverse("promises:correct_activity", args=["overkalix", activity.pk])
    sign_in(client, world.coordinator)

    def correct(**changes):
        activity.refresh_from_db()
        said = {"occurred_on": "2019-02-01", "activity_type": activity.activity_type, "count_quality": "exact"}
        said |= {"count": 1, "parties": [party.pk for party in activity.parties.all()], "version": activity.version}
        return client.post(address, {**said, "targets": [copy.pk], **changes})

    assert correct(occurred_on="2019-03-01", count=4).status_code == 302
    assert counts() == [10, 10, 10]
    assert set(activity.credits.values_list("amount", flat=True)) == {4}


def test_a_correction_that_adds_a_target_of_the_first_edition_adds_it_in_all_three(world):
    activity = make.activity(council=world.council, by=world.coordinator, occurred_on=date(2019, 3, 1))
    change_twice(world)
    targets = Target.objects.with_rules().filter(pk=world.target.pk)
    parties = activity.parties.all()
    correct_activity(activity=activity, by=world.coordinator, version=1, targets=list(targets), parties=parties)
    assert counts() == [11, 11, 11]


def test_following_editions_asks_the_database_once_where_nothing_was_replaced(world):
    activity = Activity.objects.get(pk=world.activities[0].pk)
    more = [make.target(promise=world.target.promise) for _ in range(5)]
    for targets in ([world.target], [world.target, *more]):
        with CaptureQueriesContext(connection) as caught:
            _follow_editions(activity, targets, chosen=targets)
        assert len(caught) == 1
