"""The council's seats: added, changed, put in order, ended and taken up again, and who sits on them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.forms.members import InviteForm
from councils.models import Attendance, AuditEntry, Seat, SeatHolder
from councils.roles import Role
from councils.seating import seating
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


@pytest.fixture
def read(client, council, coordinator):
    def read(name="council", *ids):
        answer = client.get(reverse(f"councils:{name}", args=[council.slug, *ids]))
        return " ".join(answer.content.decode().split())

    return read


def values(**changed):
    return {"seat_function": "Skola", "seat_duty": "member", **changed}


def today():
    return timezone.localdate()


def functions(council):
    return [one.seat.function for one in seating(council, day=today())[0]]


def test_a_seat_is_added_once_and_stands_last(send, council):
    make.seat(council=council, function="Polis", order=4)
    for _ in range(2):
        assert "Platsen är tillagd." in send("add_seat", **values(is_senior="on"))[1]
    assert functions(council) == ["Polis", "Skola"]
    assert Seat.objects.of(council).get(function="Skola").is_senior
    assert AuditEntry.objects.filter(verb="change_seats").count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"seat_function": ""}, "Skriv vilken funktion platsen är till för."),
        ({"seat_function": "polis"}, "Rådet har redan en plats med den funktionen."),
        ({"seat_function": "Räddningstjänst"}, "Rådet har en avslutad plats med den funktionen. Öppna den igen"),
        ({"seat_duty": "chair"}, "Rådet har redan en ordförande: platsen Polis."),
        ({"seat_duty": "kung"}, "Välj uppgift i listan."),
        ({"seat_organisation": "9" * 30}, "Organisationen finns inte i rådet."),
        ({"seat_function": "Skola 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"seat_function": "å" * 121}, "120 tecken (den har 121)"),
        ({"seat_function": "Sko\x00la"}, "ledamot"),
    ],
)
def test_what_cannot_be_a_seat_is_refused_with_what_was_typed(send, council, changed, sentence):
    make.seat(council=council, function="Polis", duty="chair")
    make.seat(council=council, function="Räddningstjänst", ended_on=date(2019, 1, 1))
    before = Seat.objects.of(council).count()
    status, words = send("add_seat", **values(**changed))
    assert sentence.lower() in words.lower()
    assert status in (200, 422)
    assert Seat.objects.of(council).count() == before or "\x00" in changed.get("seat_function", "")


def test_another_councils_organisation_fills_no_seat_here(send, council):
    foreign = make.organisation(name="Främmande")
    status, words = send("add_seat", **values(seat_organisation=foreign.pk))
    assert (status, "Organisationen finns inte i rådet." in words) == (422, True)
    assert not Seat.objects.of(council).exists()


def test_two_may_be_vice_chairs_and_an_ended_chair_makes_room(send, council):
    make.seat(council=council, duty="vice_chair")
    make.seat(council=council, duty="chair", ended_on=date(2019, 1, 1))
    assert send("add_seat", **values(seat_duty="vice_chair"))[0] == 200
    assert send("add_seat", **values(seat_function="KSO", seat_duty="chair"))[0] == 200


def test_a_seat_is_changed_and_nobody_saves_over_another(send, council):
    seat = make.seat(council=council, function="Skola")
    assert "Platsen är ändrad." in send("edit_seat", seat.pk, **values(seat_function="Elevhälsa", version=1))[1]
    assert send("edit_seat", seat.pk, **values(seat_function="Elevhälsa", version=1))[0] == 200  # sent twice
    status, words = send("edit_seat", seat.pk, **values(seat_function="Skolan", version=1))
    assert status == 409
    assert "Elevhälsa" in words and "Skolan" in words
    seat.refresh_from_db()
    assert (seat.function, seat.version) == ("Elevhälsa", 2)


def test_a_seat_where_several_sit_stays_one_of_several(send, council, coordinator):
    seat = make.seat(council=council, several_persons=True, holder=coordinator)
    SeatHolder.objects.create(seat=seat, name="Britt Ek")
    status, words = send("edit_seat", seat.pk, **values(version=1))
    assert (status, "Avsluta alla utom en först." in words) == (422, True)


def test_seats_change_places(send, council):
    first, second = (make.seat(council=council, function=name, order=1) for name in ("Skola", "Polis"))
    send("move_seat", second.pk, direction="up")
    assert functions(council) == ["Polis", "Skola"]
    send("move_seat", second.pk, direction="up")  # it is first already
    send("move_seat", first.pk, direction="down")
    assert functions(council) == ["Polis", "Skola"]


def test_a_seat_with_history_is_ended_and_one_without_is_removed(send, read, council):
    used, unused = make.seat(council=council, function="Skola"), make.seat(council=council, function="Tull")
    Attendance.objects.create(meeting=make.meeting(council=council), seat=used, presence="present")
    assert "Platsen har använts" in send("remove_seat", used.pk)[1]
    assert "Platsen är borttagen." in send("remove_seat", unused.pk)[1]
    assert "Dagen har inte varit än." in send("end_seat", used.pk, last_day=today() + timedelta(days=1))[1]
    assert "Platsen är avslutad." in send("end_seat", used.pk, last_day=today())[1]
    assert functions(council) == []
    assert "1 avslutad plats" in read()
    assert "Öppna den igen först" in send("edit_seat", used.pk, **values(version=2))[1]
    assert "Öppna den igen först" in send("fill_seat", used.pk, holder_name="Bo Ek", from_day=today())[1]


def test_who_sits_on_a_seat_that_ends_leaves_it(send, read, council, coordinator):
    seat = make.seat(council=council, holder=coordinator)
    coming = today() + timedelta(days=9)
    SeatHolder.objects.create(seat=seat, name="Britt Ek", from_day=coming)
    send("end_seat", seat.pk, last_day=today())
    assert [row.to_day for row in seat.holders.all()] == [today()]  # she never came to sit there
    assert f"plats: {seat.function}" not in read("members")
    assert "Platsen är öppen igen." in send("reopen_seat", seat.pk)[1]
    assert functions(council) == [seat.function]


def test_nobody_can_have_taken_a_seat_after_its_last_day(send, council):
    seat = make.seat(council=council)
    SeatHolder.objects.create(seat=seat, name="Britt Ek", from_day=today())
    status, words = send("end_seat", seat.pk, last_day=today() - timedelta(days=9))
    assert (status, "Någon fick platsen efter den dagen." in words) == (422, True)


def test_a_duty_that_another_has_got_is_not_taken_back(send, council):
    old = make.seat(council=council, duty="chair", ended_on=date(2019, 1, 1))
    make.seat(council=council, duty="chair")
    assert "en annan plats har uppgiften nu" in send("reopen_seat", old.pk)[1]
    old.refresh_from_db()
    assert (old.duty, old.ended_on) == ("member", None)


def test_an_ended_seat_is_nobodys_to_be_asked_into(council):
    make.seat(council=council, function="Skola")
    make.seat(council=council, function="Tull", ended_on=date(2019, 1, 1))
    offered = InviteForm(council=council, today=today()).fields["seat"].queryset
    assert [seat.function for seat in offered] == ["Skola"]


def test_only_who_runs_the_council_changes_its_seats(client, council):
    seat = make.seat(council=council)
    client.force_login(make.person(Role.POLICE_MANAGER, council=council))
    assert client.post(reverse("councils:add_seat", args=[council.slug]), values()).status_code == 403
    words = client.get(reverse("councils:seat", args=[council.slug, seat.pk])).content.decode()
    assert "Avsluta platsen" not in words and "Tillsätt" not in words
    assert "Vakant" in words


def test_the_councils_page_asks_as_much_for_twenty_seats_as_for_one(client, council, coordinator):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(reverse("councils:council", args=[council.slug]))
        return len(found)

    make.seat(council=council, holder=coordinator, organisation=make.organisation())
    queries()
    of_one = queries()
    for _ in range(19):
        seat = make.seat(council=council, holder=make.person(Role.MEMBER, council=council))
        SeatHolder.objects.create(seat=seat, name="Britt Ek", to_day=date(2019, 1, 1))
        council.partners.add(make.organisation())
    assert queries() == of_one
