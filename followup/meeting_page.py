"""What one meeting's page shows, to whom: the agenda once one is invited, the minutes once they are approved.

Whoever reads drafts reads both from the beginning.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from councils.codes import Presence
from councils.models import Seat, SeatHolder


def may_read_agenda(gate, meeting):
    return gate.can_view_drafts or meeting.invited_at is not None or meeting.is_locked


def may_read_minutes(gate, meeting):
    return gate.can_view_drafts or meeting.is_locked


@dataclass(frozen=True)
class Present:
    """One seat at the meeting, and whether it was filled."""

    seat: Seat
    attendance: object = None
    stand_in: str = ""

    @property
    def holders(self):
        return ", ".join(holder.display_name for holder in self.seat.holders.all())

    @property
    def is_vacant(self):
        """Nobody held it on that day, so that it can be filled by a stand-in alone."""
        return not self.holders and (self.attendance is None or self.attendance.presence == Presence.SUBSTITUTE)


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as it is read or printed. Lists are empty where the reader may not see them."""

    meeting: object
    items: list
    present: list
    decisions: list
    shows_agenda: bool
    shows_minutes: bool
    guests: list = field(default_factory=list)

    @cached_property
    def seats(self):
        """What is told of who came: the seats it is noted of, and those that nobody held."""
        return [one for one in self.present if one.attendance or (one.is_vacant and self.is_noted)]

    @property
    def is_noted(self):
        return bool(self.noted or self.guests)

    @cached_property
    def noted(self):
        """Seats of which it is noted whether somebody came."""
        return [one for one in self.present if one.attendance]

    @property
    def persons(self):
        """How many came, substitutes and guests too."""
        seated = sum(one.attendance.persons for one in self.noted if one.attendance.presence != Presence.ABSENT)
        return seated + len(self.guests)

    @cached_property
    def items_with_decisions(self):
        """(number, item, its decisions)"""
        return [
            (number, item, [row for row in self.decisions if row.item_id == item.pk])
            for number, item in enumerate(self.items, start=1)
        ]

    @property
    def decisions_of_no_item(self):
        known = {item.pk for item in self.items}
        return [row for row in self.decisions if row.item_id not in known]

    @property
    def lacking(self):
        """What minutes usually have and these have not: codes for the page."""
        said = self.meeting.minutes or any(item.said for item in self.items)
        left = {"agenda": self.items, "attendance": self.is_noted, "minutes": said}
        return [name for name, there in left.items() if not there]


def meeting_page(meeting, gate):
    """The meeting with what one may read of it. A constant number of queries."""
    shows_agenda, shows_minutes = may_read_agenda(gate, meeting), may_read_minutes(gate, meeting)
    return MeetingPage(
        meeting=meeting,
        items=list(meeting.agenda.all()) if shows_agenda else [],
        present=seats_at(meeting) if shows_minutes else [],
        guests=list(meeting.guests.filter(seat=None)) if shows_minutes else [],
        decisions=list(meeting.decisions.with_owners()) if shows_minutes else [],
        shows_agenda=shows_agenda,
        shows_minutes=shows_minutes,
    )


def seats_at(meeting):
    """Every seat there was on the day of the meeting, and whether it was filled."""
    there = {row.seat_id: row for row in meeting.attendances.all()}
    stood_in = dict(meeting.guests.filter(seat__isnull=False).values_list("seat", "who"))
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=meeting.held_on) | Q(pk__in=there)
    holders = SeatHolder.objects.on(meeting.held_on)
    rows = Seat.objects.filter(still, council=meeting.council).with_holders(holders).order_by("order", "pk")
    return [Present(seat, there.get(seat.pk), stood_in.get(seat.pk, "")) for seat in rows]


def tally(page):
    """Presence → how many seats, for a summary in words."""
    return Counter(one.attendance.presence for one in page.noted)
