"""What a meeting is to talk about: own items, and those that propose themselves once."""

from datetime import date

import pytest
import time_machine

from councils.actions import meeting_agenda as actions
from councils.models import ActionPlan, AgendaItem, AuditEntry, Decision, Meeting, PlanFollowUp
from councils.roles import Role
from followup.agenda_proposals import agenda_proposals
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.meeting_world import COMING, NOW, PAST, TODAY, approve, at, council_that_meets
from tests.followup.test_deadline_pages import words

pytestmark = pytest.mark.django_db
ITEM = {"item_title": "Trafiken vid skolan", "item_background": "Många kör för fort."}


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        yield council_that_meets()


@pytest.fixture
def coordinator(place, client):
    client.force_login(place.people[Role.COORDINATOR])
    return place.people[Role.COORDINATOR]


def proposed(meeting):
    return [one.source for one in agenda_proposals(Meeting.objects.get(pk=meeting.pk), today=TODAY)]


def test_minutes_promises_decisions_the_plan_and_what_is_due_propose_themselves(place, coordinator):
    decision = Decision.objects.create(meeting=place.held, number=1, text="Bjud in skolorna")
    plan = ActionPlan.objects.create(
        council=place.council,
        slug="plan",
        title="Handlingsplan",
        first_day=PAST,
        status="decided",
        decided_on=PAST,
    )
    follow_up = PlanFollowUp.objects.create(plan=plan, due_on=COMING, meeting=place.coming)
    at_it = {"due_kind": "meeting", "meeting": place.coming, "due_on": COMING}
    task = make.deadline(council=place.council, by=coordinator, **at_it)
    assert proposed(place.coming) == [
        f"minutes:{place.held.pk}",
        f"decision:{decision.pk}",
        f"plan_follow_up:{follow_up.pk}",
        f"deadline:{task.pk}",
    ]


def test_a_target_that_is_behind_proposes_itself_with_how_it_stands(place, coordinator):
    promise_set = make.promise_set(
        council=place.council, first_day=date(2019, 1, 1), last_day=date(2019, 12, 31), status="signed"
    )
    target = make.target(promise=make.promise(promise_set=promise_set), minimum=50)
    sources = proposed(place.coming)
    assert f"promise_set:{promise_set.pk}" in sources
    assert f"target:{target.pk}" in sources
    item = next(one for one in agenda_proposals(place.coming, today=TODAY) if one.source == f"target:{target.pk}")
    assert item.background.startswith("Läget 17 september 2019: ")
    # It is proposed because of how it stands, but the word for it must be true of a target that is in phase too.
    assert item.kind.label == "löfte att följa upp"
    assert item.title == f"Följ upp: {target.label}"


def test_what_is_late_says_so_and_what_is_not_does_not(place, coordinator):
    Decision.objects.create(meeting=place.held, number=1, text="Sent", due_on=PAST)
    Decision.objects.create(meeting=place.held, number=2, text="I tid", due_on=COMING)
    plan = {"council": place.council, "first_day": PAST, "status": "decided", "decided_on": PAST}
    late = ActionPlan.objects.create(slug="plan", title="Plan", **plan)
    PlanFollowUp.objects.create(plan=late, due_on=date(2019, 9, 10))
    PlanFollowUp.objects.create(plan=late, due_on=date(2019, 11, 1))
    found = {one.title: one.background for one in agenda_proposals(place.coming, today=TODAY)}
    assert found["Försenad uppföljning av planen: Plan"] == (
        "Försenat: planen skulle ha följts upp senast 10 september 2019."
    )
    assert found["Uppföljning av planen: Plan"] == "Planen ska följas upp senast 1 november 2019."
    # The next plan is decided, and begins later: until then this one is followed up.
    following = {**plan, "first_day": date(2020, 1, 1), "predecessor": late}
    ActionPlan.objects.create(slug="nasta", title="Nästa", **following)
    ActionPlan.objects.filter(pk=late.pk).update(status="replaced")
    for day, there in ((date(2019, 12, 31), True), (date(2020, 1, 1), False)):
        titles = {one.title for one in agenda_proposals(place.coming, today=day)}
        assert ("Försenad uppföljning av planen: Plan" in titles) is there, day
    assert found["Beslut § 1, 3 september 2019"] == "Försenat: skulle ha varit klart 3 september 2019."
    assert found["Beslut § 2, 3 september 2019"] == "Klart senast 20 november 2019."


def test_what_only_some_may_read_proposes_nothing(place, coordinator):
    draft = make.promise_set(council=place.council, status="draft")
    at_it = {"due_kind": "meeting", "meeting": place.coming, "due_on": COMING}
    make.deadline(promise_set=draft, by=coordinator, title="Hemligt", **at_it)
    plan = ActionPlan.objects.create(council=place.council, slug="plan", title="Utkast", first_day=PAST)
    PlanFollowUp.objects.create(plan=plan, due_on=COMING, meeting=place.coming)
    other = make.meeting(held_on=PAST)
    Decision.objects.create(meeting=other, number=1, text="Ett annat råds")
    assert proposed(place.coming) == [f"minutes:{place.held.pk}"]


def test_one_click_takes_one_or_all_and_nothing_is_proposed_or_taken_twice(place, client, coordinator):
    decision = Decision.objects.create(meeting=place.held, number=1, text="Bjud in skolorna")
    # What a decision says is told to everybody when its minutes are approved, and not before.
    take, page = at(place.coming, "dagordning", "forslag"), at(place.coming, "dagordning")
    for _time in range(2):
        assert client.post(take, {"source": f"decision:{decision.pk}"}).url == page
    assert AgendaItem.objects.count() == 1
    for _time in range(2):
        client.post(take, {"source": "alla"})
    titles = list(place.coming.agenda.values_list("title", flat=True))
    assert titles == ["Beslut § 1, 3 september 2019", "Föregående mötes anteckningar"]
    assert proposed(place.coming) == []
    assert AuditEntry.objects.filter(verb="change_agenda").count() == 2
    assert client.post(take, {"source": "decision:999\0"}).url == page


def test_an_own_item_is_added_once_changed_moved_and_removed(place, client, coordinator):
    page = at(place.coming, "dagordning")
    for _time in range(2):
        assert client.post(page, ITEM).url == page
    second = actions.add_agenda_item(meeting=place.coming, by=coordinator, title="Övrigt")
    first = AgendaItem.objects.get(title="Trafiken vid skolan")
    client.post(f"/overkalix/dagordning/{second.pk}/flytta/", {"direction": "up"})
    client.post(f"/overkalix/dagordning/{second.pk}/flytta/", {"direction": "up"})
    assert list(place.coming.agenda.values_list("pk", flat=True)) == [second.pk, first.pk]
    assert client.post(f"/overkalix/dagordning/{second.pk}/flytta/", {"direction": "ut"}).status_code == 400
    change = f"/overkalix/dagordning/{first.pk}/"
    assert client.post(change, {**ITEM, "item_title": "Trafiken", "mark": actions.mark_of(first)}).url == page
    said = words(client.post(change, {**ITEM, "item_title": "Farten", "mark": actions.mark_of(first)}), 409)
    assert "Trafiken" in said
    assert "Farten" in said
    client.post(f"{change}ta-bort/")
    assert client.post(f"{change}ta-bort/").status_code == 404
    assert AgendaItem.objects.get().pk == second.pk


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"item_title": ""}, "Skriv vad punkten handlar om."),
        ({"item_title": "P" * 201}, "200"),
        ({"item_background": "Ring 19121212-1212"}, "personnummer"),
    ],
)
def test_what_is_wrong_is_said_and_kept(place, client, coordinator, changes, said):
    answer = client.post(at(place.coming, "dagordning"), {**ITEM, **changes})
    assert said in words(answer, 422)
    assert "Många kör för fort." in answer.content.decode() or "item_background" in changes
    assert not AgendaItem.objects.exists()


def test_an_approved_meeting_takes_no_more_items_and_keeps_what_was_typed(place, client, coordinator):
    approve(place.held, coordinator)
    page = at(place.held, "dagordning")
    assert client.get(page).url == at(place.held)
    answer = client.post(page, ITEM)
    assert "Det du skrev är inte sparat" in words(answer, 422)
    assert "Många kör för fort." in answer.content.decode()
    assert client.post(at(place.held, "dagordning", "forslag"), {"source": "alla"}).url == at(place.held)
    assert not AgendaItem.objects.exists()


def test_an_official_reads_the_agenda_when_the_invitation_has_been_sent(place, client, coordinator):
    actions.add_agenda_item(meeting=place.coming, by=coordinator, title="Övrigt")
    client.force_login(place.people[Role.OFFICIAL])
    assert "Övrigt" not in words(client.get(at(place.coming)))
    assert client.get(f"{at(place.coming)}dagordning.pdf").url == at(place.coming)
    Meeting.objects.filter(pk=place.coming.pk).update(invited_at=NOW, invited_by=coordinator)
    assert "Övrigt" in words(client.get(at(place.coming)))
    answer = client.get(f"{at(place.coming)}dagordning.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="dagordning-overkalix-2019-11-20.pdf"'
    assert answer.content.startswith(b"%PDF")
