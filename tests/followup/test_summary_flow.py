"""The way of a summary to approval: begun, said to be ready, sent back; and the page that tells what to do next."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.models import AuditEntry
from followup.actions import summary_flow as flow
from followup.actions.sharing import NotShared
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_texts import AlreadyFrozen, Superseded
from followup.models import Approval, Summary, SummaryReturn
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.one_summary import IN_JANUARY, address, over_and_unwritten, read, steps, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

# The session, and with it the user's roles.
WHO_ONE_IS = 2
# Its lines, and what the organisations in them are called.
THE_LOG = 2
REASON = "Skriv mer om varför vandringen i maj ställdes in."


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(IN_JANUARY) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(IN_JANUARY):
        yield over_and_unwritten()


def steps_for(client, person, summary="2019"):
    sign_in(client, person)
    return steps(client.get(address("summary", summary)))


def approved(world, party="municipality", by=None):
    summary = make.ready(world.promise_set, by=world.coordinator)
    said = {"at": timezone.now(), "read": content_on(summary, day=timezone.localdate())}
    return approve_summary(summary=summary, party=party, by=by or world.coordinator, **said)


# Where it is


def test_the_page_of_a_draft_says_that_it_is_one_and_what_comes_after(client, world):
    assert steps_for(client, world.coordinator) == [
        ("Utkast", "now"),
        ("Klar", "coming"),
        ("Godkänd", "coming"),
        ("Fryst", "coming"),
        ("Överlämnad", "coming"),
        ("Publicerad", "coming"),
    ]


def test_a_ready_summary_waits_for_both_parties(client, world):
    make.ready(world.promise_set, by=world.coordinator)
    assert steps_for(client, world.coordinator)[:3] == [("Utkast", "done"), ("Klar", "done"), ("Godkänd", "now")]
    shown = read(client, world.field_user)
    assert "Väntar på att kommunen och polisen godkänner." in shown
    assert "Godkänn för" not in shown


def test_who_approves_is_led_to_where_it_is_done_and_who_has_approved_waits(client, world):
    make.ready(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    page = client.get(address("summary")).content.decode()
    assert '<a class="ds-button" href="#godkannande">Till godkännandet</a>' in page
    assert "Godkänn sedan för polisen" in page
    approved(world)
    shown = read(client, world.coordinator)
    assert "Väntar på att polisen godkänner." in shown
    assert f"Kommunen 2020-01-15 : {world.coordinator.name}" in shown


def test_a_frozen_summary_is_to_be_delivered(client, world):
    make.frozen(world.promise_set, at=timezone.now())
    assert [state for _name, state in steps_for(client, world.coordinator)] == ["done"] * 4 + ["now", "coming"]
    assert "Nu ska den överlämnas till mottagarna." in read(client, world.coordinator)


def test_an_official_reads_where_it_is_and_is_asked_for_nothing(client, world):
    make.frozen(world.promise_set, at=timezone.now())
    shown = read(client, world.official)
    assert "Överlämnad" in shown
    for words_of_writers in ("Rätta", "Uppgifter till arkivet", "Historik", "överlämnas till mottagarna"):
        assert words_of_writers not in shown


def test_a_delivered_and_published_summary_has_no_step_left(client, world):
    summary = make.frozen(world.promise_set, at=timezone.now())
    said = {"way": "email", "delivered_on": date(2020, 1, 16), "delivered_by": world.coordinator}
    for office in ("Kommunalrådet", "LPO-chefen"):
        summary.deliveries.create(office=office, **said)
    summary.published_at, summary.published_by = timezone.now(), world.coordinator
    summary.save()
    assert {state for _name, state in steps_for(client, world.official)} == {"done"}
    assert "2020-01-16 till 2 mottagare" in read(client, world.official)


# Ready


def test_what_is_missing_is_listed_with_the_way_there_and_nothing_can_be_said_to_be_ready(client, world):
    make.text(promise=world.promise, by=world.coordinator, police_did="Polisen var med.")
    sign_in(client, world.coordinator)
    page = client.get(address("summary")).content.decode()
    organisation = world.coordinator.memberships.get().organisation.short_name
    assert f'href="{address("share_summary")}">{organisation} har inte delat sin text.' in page
    assert f'action="{address("mark_summary_ready")}"' not in page
    answer = client.post(address("mark_summary_ready"), follow=True)
    assert "Något saknas. Se listan" in words(answer)
    assert not Summary.objects.get().is_ready


def test_with_nothing_missing_it_is_said_to_be_ready_by_a_button(client, world):
    flow.accept_proposals(summary=final_summary(world.promise_set), by=world.coordinator, day=timezone.localdate())
    sign_in(client, world.police_manager)
    assert f'action="{address("mark_summary_ready")}"' in client.get(address("summary")).content.decode()
    answer = client.post(address("mark_summary_ready"), follow=True)
    assert "Sammanställningen är klar att godkänna." in words(answer)
    assert Summary.objects.get().ready_by == world.police_manager
    assert AuditEntry.objects.filter(verb="mark_summary_ready").count() == 1


def test_saying_it_twice_is_once(world):
    summary = make.ready(world.promise_set, by=world.coordinator)
    again = flow.mark_ready(summary=summary, by=world.police_manager, at=timezone.now())
    assert again.ready_by == world.coordinator
    assert AuditEntry.objects.filter(verb="mark_summary_ready").count() == 1


def test_the_action_itself_refuses_what_is_not_shared(world):
    make.text(promise=world.promise, by=world.coordinator, police_did="Polisen var med.")
    with pytest.raises(NotShared):
        make_ready = {"summary": final_summary(world.promise_set), "by": world.coordinator, "at": timezone.now()}
        flow.mark_ready(**make_ready)


def test_before_the_period_is_over_a_ready_summary_says_when_it_can_be_approved(client, world, in_january):
    with time_machine.travel("2019-12-31T12:00:00+01:00"):
        make.ready(world.promise_set, by=world.coordinator)
        assert "kan godkännas när perioden är slut, efter 2019-12-31" in read(client, world.coordinator)
        assert not approves_on_the_page(client, world.coordinator)
    assert approves_on_the_page(client, world.coordinator)


def approves_on_the_page(client, person):
    sign_in(client, person)
    return f'action="{address("approve_summary")}"' in client.get(address("summary")).content.decode()


# Sent back


def test_sent_back_it_is_a_draft_again_with_the_reason_on_its_page(client, world):
    approved(world)
    sign_in(client, world.police_manager)
    answer = client.post(address("send_back_summary"), {"send_back_reason": REASON}, follow=True)
    assert "tillbaka hos dem som skriver" in words(answer)
    row = SummaryReturn.objects.get()
    assert (row.party, row.reason, row.returned_by) == ("police", REASON, world.police_manager)
    assert not Summary.objects.get().is_ready
    assert not Approval.objects.exists()
    assert list(AuditEntry.objects.filter(sequence__gt=0).order_by("-pk").values_list("verb", flat=True)[:2]) == [
        "send_back_summary",
        "withdraw_approvals",
    ]
    shown = read(client, world.coordinator)
    assert REASON in shown
    assert ("Utkast", "now") in steps_for(client, world.coordinator)


def test_the_reason_is_not_in_the_log_and_not_on_the_page_of_what_is_ready_again(client, world):
    summary = make.ready(world.promise_set, by=world.coordinator)
    said = {"party": "police", "reason": REASON, "by": world.police_manager, "at": timezone.now()}
    flow.send_back(summary=summary, **said)
    assert REASON not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    make.ready(world.promise_set, by=world.coordinator)
    assert REASON not in read(client, world.coordinator)


def test_it_is_not_sent_back_without_a_reason(client, world):
    make.ready(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    answer = client.post(address("send_back_summary"), {"send_back_reason": " "})
    assert answer.status_code == 422
    assert "Skriv vad som behöver ändras." in words(answer)
    assert Summary.objects.get().is_ready


def test_a_personal_number_in_the_reason_is_stopped_and_what_was_typed_is_kept(client, world):
    make.ready(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    answer = client.post(address("send_back_summary"), {"send_back_reason": "Ta bort 19900101-0017 ur texten."})
    assert answer.status_code == 422
    assert "Ta bort" in answer.content.decode()
    assert not SummaryReturn.objects.exists()


@pytest.mark.parametrize("state", ["draft", "frozen", "superseded"])
def test_what_is_not_waiting_for_approval_is_not_sent_back(client, world, state):
    if state == "frozen":
        make.frozen(world.promise_set, at=timezone.now())
    if state == "superseded":
        make.ready(world.promise_set, by=world.coordinator)
        supersede(world)
    summary = final_summary(world.promise_set)
    errors = {"draft": flow.NothingToSendBack, "frozen": AlreadyFrozen, "superseded": Superseded}
    said = {"party": "police", "reason": REASON, "by": world.police_manager, "at": timezone.now()}
    with pytest.raises(errors[state]):
        flow.send_back(summary=summary, **said)
    sign_in(client, world.police_manager)
    assert client.post(address("send_back_summary"), {"send_back_reason": REASON})["Location"] == address("summary")
    assert not SummaryReturn.objects.exists()


def supersede(world):
    type(world.promise_set).objects.filter(pk=world.promise_set.pk).update(
        status="superseded", superseded_on=date(2020, 1, 10)
    )
    world.promise_set.refresh_from_db()


# What a page costs


def test_the_page_asks_the_database_as_often_however_much_is_written_in_it(client, world):
    make.text(promise=world.promise, by=world.police_manager, effect="Lugnare.")
    make.ready(world.promise_set, by=world.coordinator)
    few = queries(client, world.coordinator)
    section = world.promise.section
    for n in range(4):
        promise = make.promise(section=section, wording=f"Vi lovar {n}.")
        make.activity(targets=[make.target(promise=promise)], occurred_on=date(2019, 3, 1 + n))
        make.text(promise=promise, by=world.police_manager, effect="Lugnare.", why_not="Snö.")
    make.ready(world.promise_set, by=world.coordinator)
    assert queries(client, world.coordinator) == few


def queries(client, person):
    sign_in(client, person)
    client.get(address("summary"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address("summary")).status_code == 200
    return len(asked)


def test_the_page_asks_nine_questions_besides_who_one_is_and_what_the_log_says(client, world):
    make.text(promise=world.promise, by=world.coordinator, police_did="Polisen var med.")
    make.all_shared(world.promise_set, by=world.coordinator)
    make.text(promise=world.promise, by=world.police_manager, effect="Lugnare.")
    assert queries(client, world.coordinator) <= WHO_ONE_IS + 9 + THE_LOG
