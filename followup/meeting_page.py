"""What one meeting's page shows, to whom: the agenda once one is invited, the minutes once they are approved.

Whoever reads drafts reads both from the beginning.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from councils.codes import Presence
from councils.minutes_names import names_of
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

    @property
    def holders(self):
        return ", ".join(holder.display_name for holder in self.seat.holders.all())


@dataclass(frozen=True)
class Noted:
    """That somebody came from a seat, or did not: what the seat is called and who holds it, as the minutes say."""

    function: str
    holders: str
    several: bool
    attendance: object


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as it is read or printed. Lists are empty where the reader may not see them.

    `noted`: seats of which it is noted whether somebody came.
    """

    meeting: object
    council: str
    approved_by: str
    items: list
    noted: list
    decisions: list
    shows_agenda: bool
    shows_minutes: bool

    @property
    def persons(self):
        """How many came, substitutes too."""
        return sum(one.attendance.persons for one in self.noted if one.attendance.presence != Presence.ABSENT)

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
        left = {"agenda": self.items, "attendance": self.noted, "minutes": said}
        return [name for name, there in left.items() if not there]


def meeting_page(meeting, gate):
    """The meeting with what one may read of it. A constant number of queries."""
    shows_agenda, shows_minutes = may_read_agenda(gate, meeting), may_read_minutes(gate, meeting)
    names = names_of(meeting) if shows_minutes else {"council": meeting.council.name, "approved_by": ""}
    return MeetingPage(
        meeting=meeting,
        council=names["council"],
        approved_by=names["approved_by"],
        items=list(meeting.agenda.all()) if shows_agenda else [],
        noted=_noted(meeting, names) if shows_minutes else [],
        decisions=_decisions(meeting, names) if shows_minutes else [],
        shows_agenda=shows_agenda,
        shows_minutes=shows_minutes,
    )


def _noted(meeting, names):
    there = {row.seat_id: row for row in meeting.attendances.all()}
    return [
        Noted(one["function"], one["holders"], one["several"], there[one["seat"]])
        for one in names["seats"]
        if one["seat"] in there
    ]


def _decisions(meeting, names):
    """The decisions, each told by whom it is done."""
    rows = list(meeting.decisions.select_related("meeting"))
    for row in rows:
        row.owned_by = ", ".join(filter(None, names["owners"].get(str(row.pk), ())))
    return rows


def seats_at(meeting):
    """Every seat there was on the day of the meeting, and whether it was filled."""
    there = {row.seat_id: row for row in meeting.attendances.all()}
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=meeting.held_on) | Q(pk__in=there)
    holders = SeatHolder.objects.on(meeting.held_on)
    rows = Seat.objects.filter(still, council=meeting.council).with_holders(holders).order_by("order", "pk")
    return [Present(seat, there.get(seat.pk)) for seat in rows]


def tally(page):
    """Presence → how many seats, for a summary in words."""
    return Counter(one.attendance.presence for one in page.noted)
