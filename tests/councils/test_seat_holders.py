"""Who sits on the council's seats: by account or by name, from a day to a day, and nobody twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry, SeatHolder
from councils.roles import Role
from councils.seating import seating_of
from councils.wall import inside
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def seat(council):
    return make.seat(council=council, function="Skola")


@pytest.fixture
def member(council):
    return make.person(Role.MEMBER, council=council, user=make.user(name="Maria Aho"))


@pytest.fixture
def send(client, council):
    client.force_login(make.person(Role.COORDINATOR, council=council))

    def send(name, row, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, row.pk]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


def today():
    return timezone.localdate()


def names(rows):
    return [row.display_name for row in rows]


def seen(seat):
    with inside(seat.council):
        return seating_of(seat, day=today())


def test_a_member_and_a_name_alone_sit_on_seats(send, seat, member, council):
    other = make.seat(council=council)
    assert "Maria Aho" in send("fill_seat", seat, holder_user=member.pk, from_day=today())[1]
    assert "utan konto i Brapp" in send("fill_seat", other, holder_name="Britt Ek", from_day=today())[1]
    assert names(seen(seat).now) == ["Maria Aho"]
    assert AuditEntry.objects.filter(verb="take_seat").count() == 2


def test_the_same_form_twice_is_one_holder(send, seat, member):
    for _ in range(2):
        send("fill_seat", seat, holder_user=member.pk, from_day=today())
    assert SeatHolder.objects.filter(seat=seat).count() == 1


def test_who_comes_lets_who_sat_there_before_leave_the_day_before(send, seat, member):
    SeatHolder.objects.create(seat=seat, name="Britt Ek", from_day=date(2019, 1, 1))
    send("fill_seat", seat, holder_user=member.pk, from_day=today())
    found = seen(seat)
    assert names(found.now) == ["Maria Aho"]
    assert [(row.name, row.to_day) for row in found.before] == [("Britt Ek", today() - timedelta(days=1))]
    assert AuditEntry.objects.get(verb="leave_seat").details["holder"] == "Britt Ek"


def test_a_seat_of_several_has_several(send, council, member):
    seat = make.seat(council=council, several_persons=True)
    for values in ({"holder_user": member.pk}, {"holder_name": "Britt Ek"}):
        send("fill_seat", seat, from_day=today(), **values)
    assert sorted(names(seen(seat).now)) == ["Britt Ek", "Maria Aho"]


def test_what_has_been_is_written_down_without_moving_anybody(send, seat, member):
    SeatHolder.objects.create(seat=seat, user=member)
    days = {"from_day": "2018-01-01", "to_day": "2018-12-31"}
    status, words = send("fill_seat", seat, holder_name="Britt Ek", **days)
    assert (status, "Maria Aho har platsen under de dagarna." in words) == (422, True)
    SeatHolder.objects.update(from_day=date(2019, 1, 1))
    assert send("fill_seat", seat, holder_name="Britt Ek", **days)[0] == 200
    assert names(seen(seat).before) == ["Britt Ek"]


def test_somebody_who_comes_later_is_not_written_over(send, seat, member):
    later = today() + timedelta(days=30)
    SeatHolder.objects.create(seat=seat, name="Britt Ek", from_day=later)
    assert send("fill_seat", seat, holder_user=member.pk, from_day=today())[0] == 422
    last = {"from_day": today(), "to_day": later - timedelta(days=1)}
    assert send("fill_seat", seat, holder_user=member.pk, **last)[0] == 200
    assert (names(seen(seat).now), names(seen(seat).coming)) == (["Maria Aho"], ["Britt Ek"])


def test_a_member_moves_from_one_seat_to_another(send, seat, member, council):
    old = make.seat(council=council, function="Elevhälsa", holder=member)
    send("fill_seat", seat, holder_user=member.pk, from_day=today(), leaves_others="on")
    assert (names(seen(old).now), names(seen(seat).now)) == ([], ["Maria Aho"])


def test_somebody_leaves_and_the_seat_is_vacant(send, seat, member):
    holder = SeatHolder.objects.create(seat=seat, user=member, from_day=date(2019, 1, 1))
    yesterday = today() - timedelta(days=1)
    for _ in range(2):
        assert "Vakant" in send("end_seat_holder", holder, last_day=yesterday)[1]
    assert seen(seat).is_vacant
    assert AuditEntry.objects.filter(verb="leave_seat").count() == 1


def test_who_was_put_in_by_mistake_today_is_taken_back(send, seat):
    holder = SeatHolder.objects.create(seat=seat, name="Brit Ek", from_day=today())
    send("end_seat_holder", holder, last_day=today() - timedelta(days=1))
    assert not SeatHolder.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Välj en medlem, eller skriv ett namn."),
        ({"holder_user": "9" * 30}, "Personen är inte med i rådet."),
        ({"holder_name": "Britt 19121212-1212"}, "Skriv bara namnet."),
        ({"holder_name": "B" * 30_000}, "120 tecken"),
        ({"holder_name": "Britt Ek", "from_day": "9999-12-31"}, "för långt fram"),
        ({"holder_name": "Britt Ek", "from_day": "0001-01-01"}, "för långt tillbaka"),
        ({"holder_name": "Britt Ek", "to_day": "2018-01-01"}, "samma dag som den första eller senare"),
    ],
)
def test_what_cannot_be_a_holder_is_refused(send, seat, values, sentence):
    status, words = send("fill_seat", seat, **{"from_day": "2019-01-01", **values})
    assert (status, sentence in words) == (422, True)
    assert not SeatHolder.objects.exists()


def test_only_members_of_the_council_sit_there_by_account(send, seat, member):
    foreign = make.person(Role.MEMBER)
    assert send("fill_seat", seat, holder_user=foreign.pk, from_day=today())[0] == 422
    both = {"holder_user": member.pk, "holder_name": "Britt Ek"}
    assert "inte båda" in send("fill_seat", seat, from_day=today(), **both)[1]


def test_a_last_day_comes_after_the_first(send, seat):
    holder = SeatHolder.objects.create(seat=seat, name="Britt Ek", from_day=date(2019, 1, 1))
    status, words = send("end_seat_holder", holder, last_day="2018-12-31")
    assert (status, "2019-01-01" in words) == (422, True)
