"""Two who plan at the same moment: neither stops the other, and nothing is made twice."""

import threading
from datetime import date

import pytest
from django.db import connection

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions import deadlines as actions
from followup.models import Deadline
from tests import factories as make
from tests.promises.test_actions import inside

pytestmark = pytest.mark.django_db(transaction=True)
DAY, OTHER = date(2099, 10, 1), date(2099, 11, 1)
TASK = {"kind": "task", "title": "Boka lokal", "promise_set": None, "organisation": None}


class Together:
    """Holds each of two at the worst of moments, until the other is there too or has been seen to wait."""

    def __init__(self):
        self.holding, self.writing = threading.Barrier(2), threading.Barrier(2)

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "followup_deadline"'):
            self._wait(self.writing)
        answer = execute(sql, params, many, context)
        if sql.endswith(("FOR UPDATE", 'FOR UPDATE OF "councils_meeting"', 'FOR UPDATE OF "followup_deadline"')):
            self._wait(self.holding)
        return answer

    def _wait(self, barrier):
        try:
            barrier.wait(0.3)
        except threading.BrokenBarrierError:
            return  # the other waits for this one, as it should


def at_once(council, *acts):
    """What each act answers, or what it raises, done by two at the same moment."""
    found, together = [], Together()

    def run(act):
        try:
            with inside(council), connection.execute_wrapper(together):
                found.append(act())
        except Exception as problem:
            found.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def by(council):
    return make.person(Role.COORDINATOR, council=council)


@pytest.fixture
def meeting(council):
    return make.meeting(council=council, held_on=DAY)


@pytest.fixture
def task(council, by, meeting):
    return make.deadline(council=council, by=by, due_kind="meeting", meeting=meeting, due_on=DAY)


def moved(meeting, by):
    return actions.change_meeting(meeting=meeting, by=by, version=1, held_on=OTHER, title="")


def test_changing_a_day_does_not_stop_who_moves_its_meeting(council, by, meeting, task):
    values = {**TASK, "due_kind": "meeting", "due_on": DAY, "meeting": meeting}
    found = at_once(
        council,
        lambda: actions.change_deadline(deadline=task, by=by, version=1, **values),
        lambda: moved(meeting, by),
    )
    assert all(isinstance(one, (Deadline, type(meeting), actions.Stale)) for one in found), found
    task.refresh_from_db()
    assert task.due_on == OTHER


def test_calling_off_does_not_stop_who_moves_the_same_meeting(council, by, meeting, task):
    found = at_once(
        council,
        lambda: actions.cancel_meeting(meeting=meeting, by=by, version=1),
        lambda: moved(meeting, by),
    )
    assert sorted(type(one).__name__ for one in found) == ["Meeting", "Stale"]


def test_two_who_set_the_same_day_make_one(council, by):
    values = {**TASK, "due_kind": "date", "due_on": DAY, "meeting": None}
    found = at_once(council, *[lambda: actions.add_deadline(council=council, by=by, **values)] * 2)
    assert sorted(one.made for one in found) == [False, True]
    assert Deadline.objects.count() == AuditEntry.objects.filter(verb="add_deadline").count() == 1


def test_two_who_plan_the_same_checkpoints_are_told_truly_who_did(council, by):
    promise_set = make.promise_set(council=council)
    days = [(DAY, "Avstämning", None)]
    found = at_once(council, *[lambda: actions.plan_checkpoints(promise_set=promise_set, by=by, days=days)] * 2)
    assert sorted(len(made) for made in found) == [0, 1]
    assert AuditEntry.objects.filter(verb="plan_checkpoints").count() == 1
