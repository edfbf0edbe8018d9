"""Writes what happened at a meeting: who came, what was said, and that the minutes are approved, which closes it."""

import hashlib
import json

from django.db import transaction

from councils import audit
from councils.actions.meetings import locked, locked_open
from councils.actions.versions import StaleEdit
from councils.minutes_names import names_now
from councils.models import AgendaItem, Attendance, AttendanceGuest


class NotHeldYet(Exception):
    """The meeting is still to come, so that there is nothing to approve."""


def attendance_mark(meeting):
    """Who came, as it was read; another mark means that somebody has changed it since."""
    seats = list(meeting.attendances.order_by("seat").values_list("seat", "presence", "persons"))
    guests = list(meeting.guests.values_list("seat", "who"))
    # Where nobody came without a seat it is the mark it was before such were noted.
    return _digest([seats, guests] if guests else seats)[:20]


def minutes_mark(meeting):
    """The same of what was said."""
    return _digest([meeting.minutes, meeting.registry_number, _said(meeting)])[:20]


def digest_of(meeting, names=None):
    """Everything that approval makes stand, as one SHA-256: also what is named is as it was read.

    `names`: what the minutes name, where that has been read.
    """
    facts = ("held_on", "title", "starts_at", "ends_at", "location", "invitation", "minutes", "registry_number")
    items = meeting.agenda.order_by("pk").values_list("pk", "order", "kind", "title", "background", "said")
    decisions = meeting.decisions.order_by("pk").values_list(
        "pk", "item", "number", "text", "owner", "organisation", "due_on"
    )
    said = [getattr(meeting, name) for name in facts]
    return _digest([said, list(items), attendance_mark(meeting), list(decisions), names or names_now(meeting)])


@transaction.atomic
def save_attendance(*, meeting, by, mark, present, guests=()):
    """Who came. `present`: seat → (presence, persons); a seat that is not in it is not told of.

    `guests`: (the seat they stood in at, or None; who it was) of those who hold no seat.
    Raises StaleEdit and MeetingClosed.
    """
    row = locked_open(meeting)
    before = {one.seat_id: (one.presence, one.persons) for one in row.attendances.all()}
    after = {seat.pk: said for seat, said in present.items()}
    others = [(seat.pk if seat else None, who) for seat, who in guests]
    if before == after and others == list(row.guests.values_list("seat", "who")):
        return
    if attendance_mark(row) != mark:
        raise StaleEdit(row)
    row.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=row, seat=seat, presence=presence, persons=persons)
        for seat, (presence, persons) in present.items()
    )
    row.guests.all().delete()
    AttendanceGuest.objects.bulk_create(
        AttendanceGuest(meeting=row, seat_id=seat, order=order, who=who) for order, (seat, who) in enumerate(others)
    )
    audit.record(council=row.council, by=by, verb="note_attendance", of=row, seats=len(present))


@transaction.atomic
def save_minutes(*, meeting, by, mark, minutes, registry_number, said):
    """What was said. `said`: id of an item → its text. Raises StaleEdit and MeetingClosed."""
    row = locked_open(meeting)
    items = [item for item in row.agenda.all() if item.pk in said and item.said != said[item.pk]]
    if not items and (row.minutes, row.registry_number) == (minutes, registry_number):
        return
    if minutes_mark(row) != mark:
        raise StaleEdit(row)
    for item in items:
        item.said = said[item.pk]
    AgendaItem.objects.bulk_update(items, ["said"])
    row.minutes, row.registry_number = minutes, registry_number
    row.save(update_fields=["minutes", "registry_number"])
    audit.record(council=row.council, by=by, verb="write_minutes", of=row)


@transaction.atomic
def approve_minutes(*, meeting, by, at, read):
    """Approve the minutes as they were read: after it nothing of the meeting is written any more.

    What they name is copied, so that nothing that is renamed later changes them either.

    A form sent twice approves once. Raises NotHeldYet, StaleEdit and MeetingClosed.
    """
    row = locked(meeting)
    if row.approved_at and row.approved_by_id == by.pk:
        return row
    row = locked_open(meeting)
    if not row.may_be_over(at):
        raise NotHeldYet
    names = names_now(row)  # once, so that what is copied is what was digested
    sha256 = digest_of(row, names)
    if sha256 != read:
        raise StaleEdit(row)
    row.approved_at, row.approved_by = at, by
    row.as_approved = {**names, "approved_by": by.name}
    row.save(update_fields=["approved_at", "approved_by", "as_approved"])
    audit.record(council=row.council, by=by, verb="approve_minutes", of=row, sha256=sha256)
    return row


def _said(meeting):
    return list(meeting.agenda.order_by("pk").values_list("pk", "said"))


def _digest(value):
    return hashlib.sha256(json.dumps(value, default=str, ensure_ascii=False).encode()).hexdigest()
