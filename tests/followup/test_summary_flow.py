"""The way of a summary to approval: begun, said to be ready, sent back; and the page that tells what to do next."""

import html
import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from followup.actions import summary_flow as flow
from followup.actions.sharing import NotShared
from followup.actions.summaries import approve_summary, content_on
from followup.actions.summary_texts import AlreadyFrozen, Superseded
from followup.models import Approval, Summary, SummaryReturn
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.conftest import rolled_back
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NOW = "2020-01-15T12:00:00+01:00"
REASON = "Skriv mer om varför vandringen i maj ställdes in."


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A set that is over, with one promise that both parties answer for, and nothing written yet."""
    with django_db_blocker.unblock(), rolled_back(), time_machine.travel(NOW):
        council = make.council(short_name="Överkalix", slug="overkalix")
        promise_set = make.promise_set(
            council=council, title="Medborgarlöften 2019", slug="2019", summary_due_on=date(2020, 1, 31)
        )
        promise = make.promise(section=make.section(promise_set=promise_set), wording="Vi vandrar tillsammans.")
        target = make.target(promise=promise, label="Trygghetsvandring")
        make.activity(targets=[target], occurred_on=date(2019, 10, 17))
        people = {role.name.lower(): make.person(role, council=council) for role in Role}
        yield SimpleNamespace(council=council, promise_set=promise_set, promise=promise, target=target, **people)


def address(name, summary="2019"):
    return reverse(f"followup:{name}", args=["overkalix", summary])


def read(client, person, summary="2019"):
    """The page of the summary as text, as one person reads it."""
    sign_in(client, person)
    return words(client.get(address("summary", summary)))


def words(answer):
    main = answer.content.decode().partition('id="innehall"')[2]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))


def steps(client, person, summary="2019"):
    """(state, words) of each step of the page."""
    sign_in(client, person)
    page = client.get(address("summary", summary)).content.decode()
    found = re.findall(r'<li class="life-(\w+)".*?life-name">(.*?)<', page, re.S)
    return [(name, state) for state, name in found]


def approved(world, party="municipality", by=None):
    summary = make.ready(world.promise_set, by=world.coordinator)
    said = {"at": timezone.now(), "read": content_on(summary, day=timezone.localdate())}
    return approve_summary(summary=summary, party=party, by=by or world.coordinator, **said)


# Where it is


def test_the_page_of_a_draft_says_that_it_is_one_and_what_comes_after(client, world):
    assert steps(client, world.coordinator) == [
        ("Utkast", "now"),
        ("Klar", "coming"),
        ("Godkänd", "coming"),
        ("Fryst", "coming"),
        ("Överlämnad", "coming"),
        ("Publicerad", "coming"),
    ]


def test_a_ready_summary_waits_for_both_parties(client, world):
    make.ready(world.promise_set, by=world.coordinator)
    assert steps(client, world.coordinator)[:3] == [("Utkast", "done"), ("Klar", "done"), ("Godkänd", "now")]
    shown = read(client, world.field_user)
    assert "Väntar på att kommunen och polisen godkänner." in shown
    assert "Godkänn för" not in shown


def test_who_approves_is_led_to_where_it_is_done_and_who_has_approved_waits(client, world):
    make.ready(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    page = client.get(address("summary")).content.decode()
    assert '<a class="ds-button" href="#godkannande">Godkänn för polisen</a>' in page
    approved(world)
    shown = read(client, world.coordinator)
    assert "Väntar på att polisen godkänner." in shown
    assert f"Kommunen 2020-01-15: {world.coordinator.name}" in shown


def test_a_frozen_summary_is_to_be_delivered(client, world):
    make.frozen(world.promise_set, at=timezone.now())
    assert [state for _name, state in steps(client, world.coordinator)] == ["done"] * 4 + ["now", "coming"]
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
    assert {state for _name, state in steps(client, world.official)} == {"done"}
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
        assert "efter 2019-12-31" in read(client, world.coordinator)
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
    assert ("Utkast", "now") in steps(client, world.coordinator)


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


# On the way to the final one


def start(client, person, **changes):
    sign_in(client, person)
    said = {"summary_kind": "part", "summary_name": "tertial 1 2019", "summary_day": "2019-04-30"}
    return client.post(address("start_summary"), {**said, **changes})


def test_a_summary_of_how_it_stands_on_the_way_has_an_address_and_numbers_of_its_own(client, world):
    answer = start(client, world.police_manager)
    assert answer["Location"] == address("summary", "2019_2019-04-30")
    shown = read(client, world.field_user, "2019_2019-04-30")
    assert "Delsammanställning: tertial 1 2019." in shown
    assert "Läget 2019-04-30 ." in shown
    assert "Ska vara klar" not in shown
    assert "Läget 2020-01-15 ." in read(client, world.field_user)
    [line] = AuditEntry.objects.filter(verb="start_summary")
    assert (line.details["kind"], line.details["as_of"]) == ("part", "2019-04-30")


def test_beginning_one_of_the_same_day_again_leads_to_the_first(client, world):
    first = start(client, world.coordinator)
    again = start(client, world.coordinator, summary_kind="year", summary_name="året")
    assert again["Location"] == first["Location"]
    assert Summary.objects.get(as_of="2019-04-30").name == "tertial 1 2019"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("summary_day", "2020-01-16", "Dagen kan inte ligga i framtiden."),
        ("summary_day", "2018-12-31", "Dagen kan inte vara före löftenas första dag, 2019-01-01."),
        ("summary_day", "2020-01-01", "Löftenas sista dag är 2019-12-31."),
        ("summary_day", "2019-02-30", "Skriv datumet som år-månad-dag"),
        ("summary_kind", "final", "Välj delsammanställning eller årssammanställning."),
        ("summary_name", "", "Skriv vad den omfattar, till exempel tertial 1 2019."),
    ],
)
def test_what_cannot_be_begun_is_refused_with_the_cure_and_nothing_is_made(client, world, field, typed, said):
    answer = start(client, world.coordinator, **{field: typed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Summary.objects.filter(kind="part").exists()


def test_nothing_is_begun_of_promises_that_do_not_hold(client, world):
    draft = make.promise_set(council=world.council, slug="2021", status="shared")
    said = {"kind": "part", "name": "x", "as_of": date(2019, 4, 30), "by": world.coordinator}
    with pytest.raises(flow.NotSigned):
        flow.start_summary(promise_set=draft, **said)
    sign_in(client, world.coordinator)
    answer = client.get(address("start_summary", "2021"), follow=True)
    assert "Löftena är inte undertecknade." in words(answer)


def test_a_part_summary_is_approved_and_frozen_beside_the_final_one_that_is_still_written(world):
    said = {"kind": "part", "name": "tertial 1", "as_of": date(2019, 4, 30), "by": world.coordinator}
    part = flow.start_summary(promise_set=world.promise_set, **said)
    flow.accept_proposals(summary=part, by=world.coordinator, day=timezone.localdate())
    flow.mark_ready(summary=part, by=world.coordinator, at=timezone.now())
    seen = content_on(part, day=timezone.localdate() + timedelta(days=30))
    assert seen == content_on(part, day=timezone.localdate())  # the day it looks from is its own
    for party, by in (("municipality", world.coordinator), ("police", world.police_manager)):
        part = approve_summary(summary=part, party=party, by=by, at=timezone.now(), read=seen)
    assert (part.is_frozen, part.as_of) == (True, date(2019, 4, 30))
    assert part.snapshot["counts"][0]["value"] == "0 av 1"
    assert not final_summary(world.promise_set).is_frozen


# What a page costs


def test_the_page_asks_the_database_as_often_however_much_is_written_in_it(client, world):
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
