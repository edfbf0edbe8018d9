"""Who sits on a council's seats: somebody takes one, and leaves it with a day. What has been stays to be read."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from councils import audit
from councils.models import Council, Seat, SeatHolder


class SeatTaken(Exception):
    """Somebody else sits there on some of those days. Carries who."""

    def __init__(self, holder):
        super().__init__("somebody else holds the seat")
        self.holder = holder


class SeatEnded(Exception):
    """The seat has been ended."""


@transaction.atomic
def fill_seat(*, seat, by, from_day, user=None, name="", to_day=None, leaves_others=False):
    """Somebody takes a seat: with an account in the council, or by name alone. The same person is not there twice.

    Of a seat for one person the one who sits there leaves the day before. Raises SeatTaken and SeatEnded.
    """
    Council.objects.select_for_update().get(pk=seat.council_id)
    seat = Seat.objects.select_related("council").get(pk=seat.pk)
    if seat.is_ended:
        raise SeatEnded
    same_days = list(_overlapping(seat.holders.all(), from_day, to_day))
    if known := next((row for row in same_days if (row.user, row.name) == (user, name)), None):
        return known
    if not seat.several_persons:
        _give_way(same_days, from_day, to_day, by)
    if leaves_others and user:
        others = SeatHolder.objects.of(seat.council).filter(user=user).exclude(seat=seat)
        for row in _overlapping(others, from_day, None):
            _leave(row, from_day - timedelta(days=1), by)
    row = SeatHolder.objects.create(seat=seat, user=user, name=name, from_day=from_day, to_day=to_day)
    audit.record(council=seat.council, by=by, verb="take_seat", of=seat, **_who(row), from_day=from_day)
    return row


@transaction.atomic
def end_holder(*, holder, by, on):
    """Somebody leaves a seat with a day; who was to take it later never does. A second time changes nothing."""
    Council.objects.select_for_update().get(pk=holder.seat.council_id)
    row = SeatHolder.objects.select_related("seat__council", "user").filter(pk=holder.pk).first()
    if row is not None and row.to_day != on:
        _leave(row, on, by)


def leave_when_ended(*, seat, by, on):
    """Who holds a seat that is ended leaves it that day. For the action that ends it."""
    for row in seat.holders.select_related("seat__council", "user").filter(Q(to_day__isnull=True) | Q(to_day__gt=on)):
        _leave(row, on, by)


def _give_way(rows, from_day, to_day, by):
    """The one before makes room, if what comes is later and still holds. What has been is not written over."""
    is_over = to_day is not None and to_day < timezone.localdate()
    for row in rows:
        if is_over or (row.from_day is not None and row.from_day >= from_day):
            raise SeatTaken(row)
    for row in rows:
        _leave(row, from_day - timedelta(days=1), by)


def _leave(row, last_day, by):
    audit.record(council=row.seat.council, by=by, verb="leave_seat", of=row.seat, **_who(row), to_day=last_day)
    if row.from_day and row.from_day > last_day:
        row.delete()
    else:
        row.to_day = last_day
        row.save(update_fields=["to_day"])


def _overlapping(rows, from_day, to_day):
    """Those who hold a seat on some day of the period; no last day means until further notice."""
    rows = rows.select_related("seat__council", "user").filter(Q(to_day__isnull=True) | Q(to_day__gte=from_day))
    return rows.filter(Q(from_day__isnull=True) | Q(from_day__lte=to_day)) if to_day else rows


def _who(row):
    return {"user": row.user_id} if row.user_id else {"holder": row.name}
