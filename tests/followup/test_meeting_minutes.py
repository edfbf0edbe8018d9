"""A meeting that has been: who came, what was said and decided, and that approval makes all of it stand."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from councils import approved_minutes
from councils.actions import decisions as actions
from councils.actions import minutes
from councils.actions.versions import StaleEdit
from councils.models import (
    AgendaItem,
    Attendance,
    AttendanceGuest,
    AuditEntry,
    Council,
    Decision,
    Meeting,
    Organisation,
    Seat,
    SeatHolder,
    User,
)
from councils.roles import Role
from followup.document.meeting_papers import minutes_paper
from followup.meeting_page import meeting_page
from tests import factories as make
from tests.conftest import rolled_back
from tests.followup.meeting_world import COMING, NOW, approve, at, council_that_meets
from tests.followup.test_deadline_pages import words
from tests.signing_in import confirm

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "3", "decision_text": "Bjud in skolorna.", "decision_due": "2019-10-01"}

FOR_ALL = SimpleNamespace(can_view_drafts=True)


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        place = council_that_meets()
        place.item = AgendaItem.objects.create(meeting=place.held, title="Trafiken", order=1)
        yield place


@pytest.fixture
def coordinator(place, client):
    client.force_login(place.people[Role.COORDINATOR])
    return place.people[Role.COORDINATOR]


@pytest.fixture
def decision(place):
    owner = {"owner": place.seats[0], "due_on": date(2019, 10, 1)}
    return Decision.objects.create(meeting=place.held, item=place.item, number=1, text="Bjud in skolorna", **owner)


def hidden(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def test_who_came_is_noted_seat_by_seat(place, client, coordinator):
    page, (school, field) = at(place.held, "narvaro"), place.seats
    form = {f"presence_{school.pk}": "substitute", f"presence_{field.pk}": "present", f"persons_{field.pk}": "3"}
    form["mark"] = hidden(client.get(page), "mark")
    for _time in range(2):
        assert client.post(page, form).url == at(place.held)
    rows = Attendance.objects.order_by("seat").values_list("seat", "presence", "persons")
    assert list(rows) == [(school.pk, "substitute", 1), (field.pk, "present", 3)]
    assert AuditEntry.objects.filter(verb="note_attendance").count() == 1
    assert "4 personer var med" in words(client.get(at(place.held)))
    said = words(client.post(page, {**form, f"presence_{school.pk}": "absent"}), 409)
    assert "frånvarande" in said
    for wrong in ({f"presence_{school.pk}": "kanske"}, {f"persons_{field.pk}": "9" * 30}, {"mark": ""}):
        assert client.post(page, {**form, **wrong}).status_code == 422


def test_a_seat_that_nobody_held_is_vacant_and_filled_only_by_a_named_stand_in(place, client, coordinator):
    page = at(place.held, "narvaro")
    vacant = Seat.objects.create(council=place.council, order=3, function="Elevhälsa")
    SeatHolder.objects.create(seat=vacant, name="Kuratorn", to_day=place.held.held_on - timedelta(days=1))
    Seat.objects.create(council=place.council, order=4, function="Fritid")  # as far as is known made since
    shown = client.get(page)
    assert "Elevhälsa – vakant" in words(shown)
    assert f"presence_{vacant.pk}" not in shown.content.decode()
    form = {"mark": hidden(shown, "mark"), f"presence_{place.seats[0].pk}": "present"}
    client.post(page, {**form, f"presence_{vacant.pk}": "present"})
    assert list(Attendance.objects.values_list("seat", flat=True)) == [place.seats[0].pk]
    assert "Elevhälsa vakant" in words(client.get(at(place.held)))
    assert "Fritid" not in words(client.get(at(place.held)))
    form = {**form, "mark": hidden(client.get(page), "mark"), f"stand_in_{vacant.pk}": "kurator, Centralskolan"}
    for _time in range(2):
        assert client.post(page, form).url == at(place.held)
    assert Attendance.objects.get(seat=vacant).presence == "substitute"
    said = words(client.get(at(place.held)))
    assert "Elevhälsa kurator, Centralskolan ersättare" in said
    assert "2 personer var med" in said


def test_guests_are_told_by_office_one_on_each_line(place, client, coordinator):
    page = at(place.held, "narvaro")
    form = {
        "mark": hidden(client.get(page), "mark"),
        "guests": "rektor,  Centralskolan\n\nbrandchef, räddningstjänsten",
    }
    for _time in range(2):
        assert client.post(page, form).url == at(place.held)
    guests = ["rektor, Centralskolan", "brandchef, räddningstjänsten"]
    assert list(AttendanceGuest.objects.values_list("who", flat=True)) == guests
    assert AuditEntry.objects.filter(verb="note_attendance").count() == 1
    said = words(client.get(at(place.held)))
    assert "rektor, Centralskolan gäst" in said
    assert "2 personer var med" in said
    assert "Ingen närvaro är noterad." not in words(client.get(at(place.held, "justera")))
    assert client.get(f"{at(place.held)}anteckningar.pdf").content.startswith(b"%PDF")
    assert "rektor, Centralskolan" in words(client.post(page, {**form, "guests": "Någon annan"}), 409)
    form["mark"] = hidden(client.get(page), "mark")
    assert "Rad" in words(client.post(page, {**form, "guests": "g" * 161}), 422)
    assert "högst 30" in words(client.post(page, {**form, "guests": "gäst\n" * 31}), 422)
    assert "personnummer" in words(client.post(page, {**form, "guests": "Vittne 19121212-1212"}), 422)
    assert AttendanceGuest.objects.count() == 2


def test_what_was_said_is_kept_item_by_item_and_who_comes_second_sees_both(place, client, coordinator):
    page = at(place.held, "anteckningar")
    form = {"minutes": "Mötet öppnades.", f"said_{place.item.pk}": "Farten är hög.", "registry_number": "KS 2019/1"}
    form["mark"] = hidden(client.get(page), "mark")
    for _time in range(2):
        assert client.post(page, form).url == at(place.held)
    said = words(client.get(at(place.held)))
    assert "Farten är hög." in said
    assert "Diarienummer KS 2019/1." in said
    said = words(client.post(page, {**form, f"said_{place.item.pk}": "Lugnt."}), 409)
    assert "Farten är hög." in said
    assert "Lugnt." in said
    answer = client.post(page, {**form, "minutes": "Ring 19121212-1212"})
    assert "personnummer" in words(answer, 422)
    assert "Farten är hög." in answer.content.decode()
    assert client.post(page, {**form, "minutes": "M" * 30_000}).status_code == 422
    assert Meeting.objects.get(pk=place.held.pk).minutes == "Mötet öppnades."


def test_a_decision_is_added_once_and_its_number_runs_on_through_the_year(place, client, coordinator, decision):
    page = at(place.held, "beslut")
    assert 'value="2"' in client.get(page).content.decode()
    for _time in range(2):
        assert client.post(page, {**DECISION, "decision_owner": place.seats[1].pk}).url == at(place.held)
    assert Decision.objects.filter(number=3).count() == 1
    assert "redan ett beslut med det numret" in words(client.post(page, {**DECISION, "decision_text": "Annat."}), 422)
    for wrong in (
        {"decision_number": "0"},
        {"decision_number": "9" * 40},
        {"decision_text": ""},
        {"decision_text": "\0"},
        {"decision_due": "9999-12-31"},
        {"decision_due": str(place.held.held_on - timedelta(days=1))},
        {"decision_owner": "10" * 20},
        {"decision_organisation": "x"},
        {"decision_item": AgendaItem.objects.create(meeting=place.coming, title="Ett annat mötes").pk},
    ):
        assert client.post(page, {**DECISION, "decision_number": "4", **wrong}).status_code == 422, wrong
    assert not Decision.objects.filter(number=4).exists()


def test_a_decision_is_changed_in_the_version_that_was_read_and_removed(place, client, coordinator, decision):
    page = f"/overkalix/beslut/{decision.pk}/"
    form = {**DECISION, "decision_number": "1", "version": 1}
    for _time in range(2):
        assert client.post(page, form).url == at(place.held)
    said = words(client.post(page, {**form, "decision_text": "Bjud in alla."}), 409)
    assert "Bjud in alla." in said
    assert client.post(f"{page}ta-bort/").url == at(place.held)
    assert client.get(page).status_code == 404


def test_whose_a_decision_is_sees_it_as_something_to_do_until_it_is_done(place, client, decision):
    owner, other = place.people[Role.MEMBER], place.people[Role.FIELD_USER]
    client.force_login(other)
    assert "Beslut § 1: Bjud in skolorna." in words(client.get("/att-gora/"))  # on its way in the council
    assert "sak väntar på dig" not in words(client.get("/att-gora/"))
    assert client.get(f"/overkalix/beslut/{decision.pk}/klart/").status_code == 403
    client.force_login(owner)
    assert "1 sak väntar på dig. Den" not in words(client.get("/att-gora/"))
    assert "1 sak väntar på dig" in words(client.get("/att-gora/"))
    assert "Markera som genomfört" in words(client.get("/overkalix/beslut/"))
    page = f"/overkalix/beslut/{decision.pk}/klart/"
    for _time in range(2):
        assert client.post(page, {"version": 1, "done_note": "De kommer."}).url == "/overkalix/beslut/"
    assert AuditEntry.objects.filter(verb="finish_decision").count() == 1
    assert "De kommer." in words(client.get("/overkalix/beslut/"))
    assert "Inget väntar på dig" in words(client.get("/att-gora/"))
    assert client.get(page).url == "/overkalix/beslut/"


def test_approval_says_what_it_means_and_closes_the_meeting(place, client, coordinator, decision):
    page = at(place.held, "justera")
    answer = client.get(page)
    assert "Ingen närvaro är noterad." in words(answer)
    confirm(client)
    assert client.post(page, {"read": "något annat"}).url == at(place.held)
    assert not Meeting.objects.get(pk=place.held.pk).is_locked
    read = hidden(answer, "read")
    for _time in range(2):
        assert client.post(page, {"read": read}).url == at(place.held)
    row = Meeting.objects.get(pk=place.held.pk)
    assert row.approved_by == coordinator
    assert AuditEntry.objects.get(verb="approve_minutes").details["sha256"] == read
    for closed in ("andra", "narvaro", "anteckningar", "dagordning", "beslut", "stall-in", "kallelse"):
        assert client.get(at(place.held, closed)).url == at(place.held), closed
    assert client.post(f"/overkalix/beslut/{decision.pk}/ta-bort/").url == at(place.held)
    assert client.post(f"/overkalix/beslut/{decision.pk}/klart/", {"version": 1}).status_code == 302
    assert Decision.objects.get().done_by == coordinator


def test_it_is_asked_again_who_one_is_and_what_is_to_come_is_not_approved(place, client, coordinator):
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        assert "/konto/" in client.post(at(place.held, "justera"), {"read": "x"}).url
    assert client.get(at(place.coming, "justera")).url == at(place.coming)


def test_the_database_refuses_to_change_what_is_approved(place, coordinator, decision):
    assert approved_minutes.missing(connection) == []
    columns = {field.column for field in Decision._meta.concrete_fields}
    assert columns == {*approved_minutes.STANDS, *approved_minutes.LEFT_OPEN}
    approve(place.held, coordinator)
    for act in (
        lambda: Meeting.objects.filter(pk=place.held.pk).update(minutes="Annat"),
        lambda: AgendaItem.objects.filter(pk=place.item.pk).update(said="Annat"),
        lambda: AgendaItem.objects.create(meeting=place.held, title="En till"),
        lambda: Attendance.objects.create(meeting=place.held, seat=place.seats[0], presence="present"),
        lambda: AttendanceGuest.objects.create(meeting=place.held, who="rektor"),
        lambda: Decision.objects.filter(pk=decision.pk).update(text="Annat"),
        lambda: Decision.objects.filter(pk=decision.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="stand"), transaction.atomic():
            act()
    actions.finish_decision(decision=decision, by=coordinator, at=NOW, version=1, note="Gjort.")
    assert AgendaItem.objects.create(meeting=place.coming, title="En till").pk


def test_approved_minutes_read_the_same_whatever_is_renamed_afterwards(place, client, coordinator, decision):
    Attendance.objects.create(meeting=place.held, seat=place.seats[0], presence="present")
    Decision.objects.filter(pk=decision.pk).update(organisation=make.organisation(name="Räddningstjänsten"))
    holder = place.people[Role.MEMBER].name

    def shown():
        meeting = Meeting.objects.get(pk=place.held.pk)
        page = client.get(at(place.held)).content.decode()
        return re.sub(r"<head>.*?</header>", "", page, flags=re.S), minutes_paper(meeting_page(meeting, FOR_ALL))

    rename(place)
    assert all(new in shown()[0] for new in ("Ny funktion", "Nytt namn", "Ny organisation"))
    rename(place, "Skola", holder, "Räddningstjänsten")
    read = minutes.digest_of(Meeting.objects.get(pk=place.held.pk))
    minutes.approve_minutes(meeting=place.held, by=coordinator, at=NOW, read=read)
    client.force_login(place.people[Role.OFFICIAL])
    before = shown()
    assert all(word in before[0] for word in ("Skola", holder, "Räddningstjänsten", coordinator.name))
    rename(place)
    User.objects.filter(pk=coordinator.pk).update(name="Nytt namn")
    Council.objects.filter(pk=place.council.pk).update(name="Nytt råd")
    SeatHolder.objects.update(to_day=date(2019, 1, 1))
    assert shown()[1] == before[1]
    for word in ("Ny funktion", "Nytt namn", "Ny organisation"):
        assert word not in shown()[0]


def rename(place, function="Ny funktion", name="Nytt namn", organisation="Ny organisation"):
    Seat.objects.filter(pk=place.seats[0].pk).update(function=function)
    User.objects.filter(pk=place.people[Role.MEMBER].pk).update(name=name)
    Organisation.objects.filter(decision_of_it(place)).update(name=organisation)


def decision_of_it(place):
    return Q(pk__in=Decision.objects.filter(meeting=place.held).values("organisation"))


def test_minutes_with_other_names_than_were_read_are_not_approved(place, coordinator, decision):
    Attendance.objects.create(meeting=place.held, seat=place.seats[0], presence="present")
    read = minutes.digest_of(Meeting.objects.get(pk=place.held.pk))
    Seat.objects.filter(pk=place.seats[0].pk).update(function="Ny funktion")
    with pytest.raises(StaleEdit):
        minutes.approve_minutes(meeting=place.held, by=coordinator, at=NOW, read=read)
    assert Meeting.objects.get(pk=place.held.pk).as_approved is None


def test_an_official_reads_minutes_and_decisions_only_when_they_are_approved(place, client, coordinator, decision):
    Meeting.objects.filter(pk=place.held.pk).update(minutes="Mötet öppnades.")
    client.force_login(place.people[Role.OFFICIAL])
    for page in (at(place.held), "/overkalix/beslut/", "/att-gora/"):
        said = words(client.get(page))
        assert "Bjud in skolorna" not in said
        assert "Mötet öppnades." not in said
    assert client.get(f"{at(place.held)}anteckningar.pdf").url == at(place.held)
    approve(Meeting.objects.get(pk=place.held.pk), coordinator)
    assert "Mötet öppnades." in words(client.get(at(place.held)))
    assert "Bjud in skolorna" in words(client.get("/overkalix/beslut/"))
    assert client.get(f"{at(place.held)}anteckningar.pdf").content.startswith(b"%PDF")


def test_the_number_of_queries_does_not_grow_with_the_rows(place, client, coordinator, decision):
    def asked(page):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    pages = [at(place.held), at(place.coming, "dagordning"), "/overkalix/beslut/", at(place.held, "anteckningar")]
    few = [asked(page) for page in pages]
    for number in range(2, 22):
        item = AgendaItem.objects.create(meeting=place.held, title=f"Punkt {number}", order=number)
        AgendaItem.objects.create(meeting=place.coming, title=f"Punkt {number}", order=number)
        seat = Seat.objects.create(council=place.council, function=f"Plats {number}", order=number)
        Decision.objects.create(meeting=place.held, item=item, number=number, text="Mer", owner=seat, due_on=COMING)
    assert [asked(page) for page in pages] == few
    assert max(few) < 40
