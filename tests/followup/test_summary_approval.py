"""Approving the summary: each for the own party, what one has read, and two people of two parties."""

from datetime import date

import pytest
import time_machine

from councils.access import give_role
from councils.actions.members import add_member
from councils.models import AuditEntry, Membership
from councils.roles import Role
from followup.actions.assessments import judge_target
from followup.actions.summaries import content_on
from followup.models import Approval, Summary
from followup.progress import judged_targets, target_progress
from followup.summary_addresses import final_summary
from promises.models import Target
from tests import factories as make
from tests.followup.summing_up import (
    NOW,
    TEXTS,
    a_year_that_is_over,
    approve,
    approve_both,
    page,
    ready,
    sent,
    text_page,
    what_one_read,
)
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def world():
    return a_year_that_is_over()


@pytest.mark.parametrize(("role", "party"), [("coordinator", "municipality"), ("police_manager", "police")])
def test_each_approves_for_the_own_party_only(client, world, role, party):
    answer = approve(client, world, getattr(world, role))
    assert answer.status_code == 302
    approval = Approval.objects.get()
    assert (approval.party, approval.approved_by) == (party, getattr(world, role))
    assert not approval.summary.is_frozen


@pytest.mark.parametrize(("role", "status"), [("field_user", 403), ("member", 403), ("official", 404)])
def test_nobody_else_approves(client, world, role, status):
    """To an official there is no draft."""
    assert approve(client, world, getattr(world, role)).status_code == status
    assert not Approval.objects.exists()


@pytest.mark.parametrize(("role", "party"), [("coordinator", "police"), ("police_manager", "municipality")])
def test_nobody_approves_for_the_other_party(client, world, role, party):
    assert approve(client, world, getattr(world, role), party=party).status_code == 403
    assert not Approval.objects.exists()


def test_what_has_changed_since_it_was_read_is_not_approved(client, world):
    approve(client, world, world.coordinator)
    sign_in(client, world.police_manager)
    read = client.get(page("summary", world)).context["read"]
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30))
    answer = client.post(page("approve_summary", world), {"party": "police", "read": read}, follow=True)
    assert "har ändrats sedan du öppnade sidan" in answer.content.decode()
    # The other party's approval was of the old content, and falls too.
    assert not Approval.objects.exists()


def test_nothing_is_approved_before_the_period_is_over(client, world):
    with time_machine.travel("2019-12-31T12:00:00+01:00"):
        approve(client, world, world.coordinator, party="municipality")
        assert "kan godkännas när perioden är slut" in client.get(page("summary", world)).content.decode()
    assert not Approval.objects.exists()


def test_two_parties_are_two_people(client, world):
    # No action makes somebody act for both sides; should it come about all the same, the two signatures must not.
    police, _ = make.parties_of(world.council)
    Membership.objects.create(
        council=world.council, user=world.coordinator, role=Role.POLICE_MANAGER, organisation=police
    )
    give_role(world.coordinator, world.council, Role.POLICE_MANAGER)
    for party in ("municipality", "police"):
        approve(client, world, world.coordinator, party=party)
    assert [approval.party for approval in Approval.objects.all()] == ["municipality"]


def test_a_page_cannot_be_approved_by_reading_it(client, world):
    sign_in(client, world.coordinator)
    assert client.get(page("approve_summary", world)).status_code == 405


def test_approving_twice_is_once(client, world):
    for _ in range(2):
        approve(client, world, world.coordinator)
    assert Approval.objects.count() == 1
    assert AuditEntry.objects.filter(verb="approve_summary").count() == 1


def test_the_page_says_who_has_approved_and_asks_only_the_one_who_has_not(client, world):
    approve(client, world, world.coordinator)
    shown = client.get(page("summary", world)).content.decode()
    assert "Namn coordinator, titel coordinator" in shown
    assert "Godkänn för" not in shown
    sign_in(client, world.police_manager)
    assert "Godkänn för polisen" in client.get(page("summary", world)).content.decode()


@pytest.mark.parametrize("what", ["text", "introduction"])
def test_a_changed_text_must_be_approved_again(client, world, what):
    approve(client, world, world.coordinator)
    sign_in(client, world.police_manager)
    if what == "text":
        client.post(text_page(world), sent({"police_did": "Vi gick igen."}, version=1))
    else:
        client.post(page("summary_whole", world), sent({"introduction": "Nytt."}, version=1))
    assert not Approval.objects.exists()
    assert AuditEntry.objects.get(verb="withdraw_approvals").details == {
        "parties": ["municipality"],
        "summary": "2019",
    }
    assert not Summary.objects.get().is_ready
    approve(client, world, world.police_manager)
    assert not Summary.objects.get().is_frozen


# An approval is of what was read


@pytest.mark.parametrize("change", ["text", "judgement", "activity"])
def test_nobody_approves_what_has_changed_since_the_page_was_opened(client, world, change):
    ready(world)
    sign_in(client, world.police_manager)
    read = what_one_read(client, world)
    CHANGES[change](world)
    answer = client.post(page("approve_summary", world), read, follow=True)
    assert "har ändrats sedan du öppnade sidan" in answer.content.decode()
    assert not Approval.objects.exists()


@pytest.mark.parametrize("change", ["text", "judgement", "activity"])
def test_an_approval_falls_when_what_it_was_of_has_changed(client, world, change):
    approve(client, world, world.coordinator)
    CHANGES[change](world)
    approve(client, world, world.police_manager)
    assert not Summary.objects.get().is_frozen
    assert [approval.party for approval in Approval.objects.all()] == ["police"]


def _reword(world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    make.ready(world.promise_set, by=world.coordinator)


def _judge(world):
    row = judged_targets(Target.objects.filter(pk=world.target.pk).with_rules()).get()
    judge_target(
        progress=target_progress(row, as_of=date(2020, 1, 15)),
        by=world.police_manager,
        judgement="not_fulfilled",
        motivation="Vi ser det inte så.",
        deviation_reason="",
        deviation_text="",
    )


def _log(world):
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30))


CHANGES = {"text": _reword, "judgement": _judge, "activity": _log}


def test_one_person_cannot_approve_for_both_parties(client, world):
    add_member(
        council=world.council,
        user=world.coordinator,
        role=Role.POLICE_MANAGER,
        organisation=make.organisation(),
        by=world.coordinator,
    )
    ready(world)
    sign_in(client, world.coordinator)
    read = what_one_read(client, world)["read"]
    for party in ("municipality", "police"):
        answer = client.post(page("approve_summary", world), {"party": party, "read": read}, follow=True)
    assert "Två parter ska godkännas av två personer." in answer.content.decode()
    assert Approval.objects.get().party == "municipality"
    assert not Summary.objects.get().is_frozen


def test_a_running_set_cannot_be_approved_and_the_page_says_when(client, world):
    running = make.promise_set(
        council=world.council, first_day=date(2020, 1, 1), last_day=date(2020, 12, 31), slug="2020"
    )
    sign_in(client, world.coordinator)
    assert 'kan godkännas när perioden är slut, efter <span class="nowrap">2020-12-31</span>' in (
        client.get(page("summary", world, running.slug)).content.decode()
    )
    answer = client.post(
        page("approve_summary", world, running.slug),
        {"party": "municipality", "read": content_on(final_summary(running), day=date(2020, 1, 15))},
        follow=True,
    )
    assert "Perioden pågår." in answer.content.decode()
    assert not Approval.objects.exists()


def test_what_comes_after_the_approval_is_told_beside_the_frozen_numbers(client, world):
    approve_both(client, world)
    make.activity(targets=[world.target], occurred_on=date(2019, 12, 30))
    shown = client.get(page("summary", world)).content.decode()
    assert "Tillägg efter godkännandet" in shown
    assert "Efterregistrerade" in shown
    assert "1 av 1" in shown
