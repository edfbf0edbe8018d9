"""Writes the council's seats. A seat that has been used is ended and stays, for meetings and decisions name it."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from councils import audit
from councils.actions.seat_holders import leave_when_ended
from councils.actions.versions import write
from councils.models import Attendance, Council, Decision, Invitation, Seat, SeatHolder

ONE_AT_A_TIME = (Seat.Duty.CHAIR, Seat.Duty.CONVENER, Seat.Duty.SECRETARY)


class FunctionTaken(Exception):
    """The council has another seat with that function. Carries it."""

    def __init__(self, seat):
        super().__init__("another seat has that function")
        self.seat = seat


class DutyTaken(FunctionTaken):
    """Another seat has the duty, which only one can have at a time. Carries it."""


class SeveralSit(Exception):
    """Several persons sit there, so it is a seat of several."""


class InUse(Exception):
    """The seat has been used, so it is ended and not removed."""


class SitsLonger(Exception):
    """Somebody took the seat after that day."""


class IsEnded(Exception):
    """The seat has been ended: it is taken up again before anything else is done with it."""


@transaction.atomic
def add_seat(*, council, by, **values):
    """A new seat, last in order; the same one again when the form comes twice. Raises FunctionTaken and DutyTaken."""
    hold(council)
    rows = Seat.objects.of(council)
    known = rows.current().filter(**values).first()
    if known:
        return known
    _refuse_taken(rows, **values)
    last = rows.order_by("-order").values_list("order", flat=True).first() or 0
    seat = Seat.objects.create(council=council, order=last + 1, **values)
    audit.record(council=council, by=by, verb="change_seats", of=seat, act="add", function=seat.function)
    return seat


@transaction.atomic
def change_seat(*, seat, by, version, day, **values):
    """Say otherwise what a seat is for. Raises StaleEdit, FunctionTaken, DutyTaken, SeveralSit and IsEnded."""
    row = _held(seat)
    _refuse_ended(row)
    before = row.function
    changed = write(row, version=version, **values)
    if changed is None:
        return row
    _refuse_taken(Seat.objects.of(row.council).exclude(pk=row.pk), **values)
    if not row.several_persons and row.holders.on(day).count() > 1:
        raise SeveralSit
    row.save()
    said = {"before": {"function": before}, "after": {"function": row.function}} if before != row.function else {}
    audit.record(council=row.council, by=by, verb="change_seats", of=row, act="change", changed=changed, **said)
    return row


@transaction.atomic
def move_seat(*, seat, by, up):
    """One place up or down among the council's seats. At the end of the list nothing changes."""
    row = _held(seat)
    rows = list(Seat.objects.of(row.council).current())
    at = rows.index(row) if row in rows else None
    to = None if at is None else at - 1 if up else at + 1
    if to is None or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for order, one in enumerate(rows, start=1):
        one.order = order
    Seat.objects.bulk_update(rows, ["order"])
    audit.record(council=row.council, by=by, verb="change_seats", of=row, act="move", function=row.function)


@transaction.atomic
def end_seat(*, seat, by, on):
    """End a seat with a day; who sits there leaves it. A second time changes nothing. Raises SitsLonger."""
    row = _held(seat)
    if row.is_ended:
        return row
    if row.holders.filter(from_day__gt=on, from_day__lte=timezone.localdate()).exists():
        raise SitsLonger
    leave_when_ended(seat=row, by=by, on=on)
    row.ended_on = on
    row.version += 1
    row.save(update_fields=["ended_on", "version"])
    audit.record(council=row.council, by=by, verb="change_seats", of=row, act="end", function=row.function)
    return row


@transaction.atomic
def reopen_seat(*, seat, by):
    """Take up an ended seat again, last in order; as an ordinary one where another has got its duty since."""
    row = _held(seat)
    if not row.is_ended:
        return row
    rows = Seat.objects.of(row.council).exclude(pk=row.pk)
    if row.duty in ONE_AT_A_TIME and rows.current().filter(duty=row.duty).exists():
        row.duty = Seat.Duty.MEMBER
    row.ended_on = None
    row.order = (rows.order_by("-order").values_list("order", flat=True).first() or 0) + 1
    row.version += 1
    row.save()
    audit.record(council=row.council, by=by, verb="change_seats", of=row, act="reopen", function=row.function)
    return row


@transaction.atomic
def remove_seat(*, seat, by):
    """Take away a seat that was never used. Raises InUse."""
    row = _held(seat)
    if has_been_used(row):
        raise InUse
    audit.record(council=row.council, by=by, verb="change_seats", of=row, act="remove", function=row.function)
    try:
        row.delete()
    except ProtectedError:
        raise InUse from None  # something was tied to it at the same moment


def has_been_used(seat):
    """Has anybody sat there, been asked there, been noted at a meeting or answered for a decision?"""
    rows = (
        SeatHolder.objects.filter(seat=seat),
        Attendance.objects.filter(seat=seat),
        Decision.objects.filter(owner=seat),
        Invitation.objects.filter(seat=seat),
    )
    return any(one.exists() for one in rows)


def hold(council):
    """Two acts on one council's seats wait for each other."""
    return Council.objects.select_for_update().get(pk=council.pk)


def _held(seat):
    hold(seat.council)
    return Seat.objects.select_related("council", "organisation").get(pk=seat.pk)


def _refuse_ended(row):
    if row.is_ended:
        raise IsEnded


def _refuse_taken(others, *, function, duty, **values):
    if other := others.filter(function__iexact=function).first():
        raise FunctionTaken(other)
    if duty in ONE_AT_A_TIME and (other := others.current().filter(duty=duty).first()):
        raise DutyTaken(other)
