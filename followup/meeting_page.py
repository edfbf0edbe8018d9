"""What one meeting's page shows, to whom: the agenda once one is invited, the minutes once they are approved.

Whoever reads drafts reads both from the beginning.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from councils.codes import Presence
from councils.minutes_names import names_of


def may_read_agenda(gate, meeting):
    return gate.can_view_drafts or meeting.invited_at is not None or meeting.is_locked


def may_read_minutes(gate, meeting):
    return gate.can_view_drafts or meeting.is_locked


@dataclass(frozen=True)
class Noted:
    """That somebody came from a seat, or did not: what the seat is called and who holds it, as the minutes say.

    Without attendance nobody held it that day, and nobody stood in.
    """

    function: str
    holders: str
    stand_in: str
    several: bool
    attendance: object


@dataclass(frozen=True)
class MeetingPage:
    """One meeting as it is read or printed. Lists are empty where the reader may not see them.

    `seats`: those of which it is noted whether somebody came, and those that nobody held. `guests`: who holds none.
    """

    meeting: object
    council: str
    approved_by: str
    items: list
    seats: list
    decisions: list
    shows_agenda: bool
    shows_minutes: bool
    guests: list = field(default_factory=list)

    @cached_property
    def noted(self):
        """Seats of which it is noted whether somebody came."""
        return [one for one in self.seats if one.attendance]

    @property
    def is_noted(self):
        return bool(self.noted or self.guests)

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
    names = names_of(meeting) if shows_minutes else {"council": meeting.council.name, "approved_by": ""}
    return MeetingPage(
        meeting=meeting,
        council=names["council"],
        approved_by=names["approved_by"],
        items=list(meeting.agenda.all()) if shows_agenda else [],
        seats=_seats(meeting, names) if shows_minutes else [],
        guests=list(meeting.guests.filter(seat=None)) if shows_minutes else [],
        decisions=_decisions(meeting, names) if shows_minutes else [],
        shows_agenda=shows_agenda,
        shows_minutes=shows_minutes,
    )


def _seats(meeting, names):
    there = {row.seat_id: row for row in meeting.attendances.all()}
    return [
        Noted(one["function"], one["holders"], one.get("stand_in", ""), one["several"], there.get(one["seat"]))
        for one in names["seats"]
    ]


def _decisions(meeting, names):
    """The decisions, each told by whom it is done."""
    rows = list(meeting.decisions.select_related("meeting"))
    for row in rows:
        row.owned_by = ", ".join(filter(None, names["owners"].get(str(row.pk), ())))
    return rows


def tally(page):
    """Presence → how many seats, for a summary in words."""
    return Counter(one.attendance.presence for one in page.noted)
