"""Whose turn it is to approve: of the final summary, of one on the way there, and of a correction."""

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.access import Gate
from councils.roles import PERMISSIONS_OF, Role
from followup.actions.corrections import begin_correction
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_flow import accept_proposals, mark_ready, send_back, start_summary
from followup.owed import owed
from tests import factories as make
from tests.conftest import rolled_back

pytestmark = pytest.mark.django_db

NOW = "2019-05-06T12:00:00+02:00"


@pytest.fixture(autouse=True)
def in_may():
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A set that runs, with a summary of its first four months that is ready; nobody has approved it."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(NOW):
        council = make.council(slug="overkalix")
        promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
        make.target(promise=make.promise(section=make.section(promise_set=promise_set)))
        people = {role: make.person(role, council=council) for role in Role}
        said = {"kind": "part", "name": "tertial 1 2019", "as_of": date(2019, 4, 30), "by": people[Role.COORDINATOR]}
        part = start_summary(promise_set=promise_set, **said)
        part = accept_proposals(summary=part, by=people[Role.COORDINATOR], day=timezone.localdate())
        mark_ready(summary=part, by=people[Role.COORDINATOR], at=timezone.now())
        yield SimpleNamespace(council=council, promise_set=promise_set, part=part, people=people)


def approvals(world, role):
    """What one person has to approve."""
    user = world.people[role]
    things = owed([Gate(world.council, PERMISSIONS_OF[role], user)], today=timezone.localdate())
    return [thing for thing in things if thing.kind == "approval"]


def approve(world, party, role):
    said = {"at": timezone.now(), "read": content_on(world.part, day=timezone.localdate())}
    return approve_summary(summary=world.part, party=party, by=world.people[role], **said)


def test_a_ready_summary_waits_for_both_parties_and_for_nobody_else(world):
    [thing] = approvals(world, Role.POLICE_MANAGER)
    assert thing.text == (
        "Sammanställningen av Medborgarlöften 2019, tertial 1 2019 är klar. Den väntar på ditt godkännande."
    )
    assert thing.url == "/overkalix/sammanstallning/2019_2019-04-30/"
    assert thing.day is None
    assert {role for role in Role if approvals(world, role)} == {Role.COORDINATOR, Role.POLICE_MANAGER}


def test_when_one_party_has_approved_only_the_other_owes_it(world):
    approve(world, "municipality", Role.COORDINATOR)
    assert approvals(world, Role.COORDINATOR) == []
    [thing] = approvals(world, Role.POLICE_MANAGER)
    assert thing.text.startswith("Kommunen har godkänt sammanställningen av Medborgarlöften 2019, tertial 1 2019.")


def test_sent_back_it_waits_for_nobodys_approval(world):
    said = {"party": "police", "reason": "Mer om effekten.", "by": world.people[Role.POLICE_MANAGER]}
    send_back(summary=world.part, at=timezone.now(), **said)
    assert approvals(world, Role.POLICE_MANAGER) == []


def test_a_summary_that_is_ready_before_its_days_are_over_waits_for_nobody_until_then(world, in_may):
    in_may.move_to("2019-04-30T12:00:00+02:00")
    assert approvals(world, Role.POLICE_MANAGER) == []
    in_may.move_to("2019-05-01T12:00:00+02:00")
    assert approvals(world, Role.POLICE_MANAGER) != []


def test_two_summaries_of_one_set_are_two_things_in_as_many_questions_to_the_database(world, in_may):
    with CaptureQueriesContext(connection) as before:
        [first] = approvals(world, Role.POLICE_MANAGER)
    in_may.move_to("2020-01-15T12:00:00+01:00")
    make.ready(world.promise_set, by=world.people[Role.COORDINATOR])
    with CaptureQueriesContext(connection) as after:
        things = approvals(world, Role.POLICE_MANAGER)
    assert len({thing.key for thing in things}) == 2
    assert first.key in {thing.key for thing in things}
    assert len(after) == len(before)


def test_a_correction_waits_as_any_summary_at_its_own_address(world, in_may):
    in_may.move_to("2020-01-15T12:00:00+01:00")
    frozen = make.frozen(world.promise_set, at=timezone.now())
    in_may.move_to("2020-02-03T12:00:00+01:00")
    correction = begin_correction(summary=frozen, reason="Fel antal.", by=world.people[Role.COORDINATOR])
    mark_ready(summary=correction, by=world.people[Role.COORDINATOR], at=timezone.now())
    assert "/overkalix/sammanstallning/2019_2/" in {thing.url for thing in approvals(world, Role.POLICE_MANAGER)}
