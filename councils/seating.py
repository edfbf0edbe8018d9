"""Who sits on each of a council's seats, who is to, and who did before, in a constant number of queries."""

from dataclasses import dataclass

from councils.models import Seat, SeatHolder


@dataclass(frozen=True)
class Seating:
    """One seat as seen on a day. Those who have left it come with the latest first."""

    seat: Seat
    now: list[SeatHolder]
    coming: list[SeatHolder]
    before: list[SeatHolder]

    @property
    def is_vacant(self):
        return not self.seat.is_ended and not self.now


def seating(council, *, day):
    """(the seats of today in order, those that have been ended)"""
    found = [_seen(seat, day) for seat in Seat.objects.of(council).with_holders(SeatHolder.objects.all())]
    return [one for one in found if not one.seat.is_ended], [one for one in found if one.seat.is_ended]


def seating_of(seat, *, day):
    """One seat of the council's."""
    return _seen(Seat.objects.filter(pk=seat.pk).with_holders(SeatHolder.objects.all()).get(), day)


def _seen(seat, day):
    rows = list(seat.holders.all())
    before = [row for row in rows if seat.is_ended or (row.to_day and row.to_day < day)]
    coming = [row for row in rows if row not in before and row.from_day and row.from_day > day]
    now = [row for row in rows if row not in before and row not in coming]
    before.sort(key=lambda row: (row.to_day or day, row.pk), reverse=True)
    return Seating(seat, now, coming, before)
