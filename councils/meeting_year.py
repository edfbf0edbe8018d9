"""How a year's meetings went: how many there were, who came and what became of what was decided.

What was not noted is told as not noted. It is neither presence nor absence, and a day that has passed is all that is
known of whether a meeting was held.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from councils.codes import Presence
from councils.models import Attendance, Decision, Meeting, Seat, SeatHolder


@dataclass(frozen=True)
class SeatAttendance:
    """How often a seat was filled, at the meetings where attendance was noted at all."""

    function: str
    present: int
    substitute: int
    absent: int
    not_noted: int

    @property
    def filled(self):
        """In person or by a substitute."""
        return self.present + self.substitute

    @property
    def meetings(self):
        return self.filled + self.absent + self.not_noted


@dataclass(frozen=True)
class DecisionCount:
    """What became of the year's decisions. Each is in one of these."""

    in_time: int = 0
    late: int = 0
    done_without_day: int = 0
    overdue: int = 0
    waiting: int = 0

    @property
    def all(self):
        return self.done + self.overdue + self.waiting

    @property
    def done(self):
        return self.in_time + self.late + self.done_without_day


@dataclass(frozen=True)
class MeetingYear:
    """One year as seen on a day. `expected`: how often the council has said that it meets; None when it has not."""

    year: int
    expected: int | None
    held: int
    coming: int
    cancelled: int
    noted: int
    seats: list[SeatAttendance]
    decisions: DecisionCount

    @property
    def planned(self):
        """Those put in and not called off, whether they have been or are to come."""
        return self.held + self.coming


def meeting_year(council, year, *, today):
    """The council's meetings of a calendar year, in five queries."""
    meetings = list(Meeting.objects.of(council).filter(held_on__year=year))
    called = [one for one in meetings if one.cancelled_at is None]
    held = {one.pk: one.held_on for one in called if one.held_on <= today}
    rows = list(Attendance.objects.filter(meeting__in=held))
    noted = {row.meeting_id: held[row.meeting_id] for row in rows}
    return MeetingYear(
        year=year,
        expected=council.meetings_per_year,
        held=len(held),
        coming=len(called) - len(held),
        cancelled=len(meetings) - len(called),
        noted=len(noted),
        seats=_by_seat(council, rows, noted) if noted else [],
        decisions=_counted(Decision.objects.filter(meeting__in=held), today),
    )


def _by_seat(council, rows, noted):
    """Every seat of today, and those ended since that were noted that year. `noted`: meeting → its day."""
    found, there = defaultdict(Counter), defaultdict(set)
    for row in rows:
        found[row.seat_id][row.presence] += 1
        there[row.seat_id].add(row.meeting_id)
    holders = Prefetch("holders", queryset=SeatHolder.objects.order_by("pk"))
    seats = [
        seat for seat in Seat.objects.of(council).prefetch_related(holders) if not seat.is_ended or seat.pk in found
    ]
    return [
        _of_seat(seat, found[seat.pk], [day for pk, day in noted.items() if pk not in there[seat.pk]]) for seat in seats
    ]


def _of_seat(seat, counted, others):
    """`others`: the days of the meetings at which nothing was noted of the seat."""
    # An ended seat was perhaps not there at all meetings: of it only what was noted is told. Where nobody held a seat
    # there was nothing to note.
    not_noted = 0 if seat.is_ended else sum(any(one.holds(day) for one in seat.holders.all()) for day in others)
    present, substitute, absent = (counted[one] for one in (Presence.PRESENT, Presence.SUBSTITUTE, Presence.ABSENT))
    return SeatAttendance(seat.function, present, substitute, absent, not_noted)


def _counted(decisions, today):
    return DecisionCount(**Counter(_became(one, today) for one in decisions))


def _became(decision, today):
    due_on = decision.due_on
    if decision.done_at is None:
        return "overdue" if due_on and due_on < today else "waiting"
    if due_on is None:
        return "done_without_day"
    return "in_time" if timezone.localdate(decision.done_at) <= due_on else "late"
