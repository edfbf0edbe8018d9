"""One council with people of every kind, a meeting that has been and one to come, for the tests of meetings."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from councils.models import Seat, SeatHolder
from councils.roles import Role
from tests import factories as make

NOW = datetime(2019, 9, 17, 8, tzinfo=UTC)
TODAY, PAST, COMING = date(2019, 9, 17), date(2019, 9, 3), date(2019, 11, 20)
BEFORE = datetime(2019, 9, 1, 8, tzinfo=UTC)


def council_that_meets():
    council = make.council(slug="overkalix", meetings_per_year=4)
    people = {role: make.person(role, council=council) for role in Role}
    seats = [
        Seat.objects.create(council=council, order=1, function="Skola"),
        Seat.objects.create(council=council, order=2, function="Fältassistenter", several_persons=True),
    ]
    SeatHolder.objects.create(seat=seats[0], user=people[Role.MEMBER])
    SeatHolder.objects.create(seat=seats[1], name="Fältgruppen")
    return SimpleNamespace(
        council=council,
        people=people,
        seats=seats,
        held=make.meeting(council=council, held_on=PAST, title="Höststart"),
        coming=make.meeting(council=council, held_on=COMING, title="Höstmöte"),
    )


def at(meeting, *parts):
    return "/".join(["/overkalix/moten", str(meeting.pk), *parts]) + "/"


def approve(meeting, by):
    """The minutes of the meeting, approved."""
    meeting.approved_at, meeting.approved_by = NOW, by
    meeting.save()
