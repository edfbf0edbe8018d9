"""Who was at a meeting: the seats there were on its day, who held them then, and whether they were filled."""

from dataclasses import dataclass

from django.db.models import Q

from councils.codes import Presence
from councils.models import Seat, SeatHolder


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


def seats_at(meeting):
    """Every seat there was on the day of the meeting, and whether it was filled. Four queries."""
    there = {row.seat_id: row for row in meeting.attendances.all()}
    stood_in = dict(meeting.guests.filter(seat__isnull=False).values_list("seat", "who"))
    still = Q(ended_on__isnull=True) | Q(ended_on__gte=meeting.held_on) | Q(pk__in=there)
    holders = SeatHolder.objects.on(meeting.held_on)
    rows = Seat.objects.filter(still, council=meeting.council).with_holders(holders).order_by("order", "pk")
    return [Present(seat, there.get(seat.pk), stood_in.get(seat.pk, "")) for seat in rows]
