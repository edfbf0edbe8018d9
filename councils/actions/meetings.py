"""Writes the days on which a council meets. What hangs on a meeting lies above: see followup/actions/deadlines.py.

Whatever is written of one meeting locks the meeting first, here and in the actions of its agenda, minutes and
decisions.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import audit
from councils.actions.versions import StaleEdit
from councils.models import Council, Meeting


class DayTaken(Exception):
    """The council has another meeting on that day. Carries it, where it is known."""

    def __init__(self, meeting=None):
        super().__init__("another meeting is on that day")
        self.meeting = meeting


class MeetingClosed(Exception):
    """The minutes are approved or the meeting has been called off: nothing more is written in it."""


class AlreadyInvited(Exception):
    """The invitation has been sent, and nobody has said that it is to be sent again."""


@transaction.atomic
def add_meeting(*, council, by, held_on, title, **values):
    """A day on which the council is to meet, or the same meeting when it is there already. Raises DayTaken."""
    known = Meeting.objects.of(council).planned().filter(held_on=held_on).first()
    if known and known.title == title:
        return known
    if known:
        raise DayTaken(known)
    row = _saved(Meeting(council=council, held_on=held_on, title=title, **values))
    audit.record(council=council, by=by, verb="add_meeting", of=row, held_on=held_on)
    return row


@transaction.atomic
def plan_meetings(*, council, by, meetings, **values):
    """A year's meetings at once, given as (day, title). A day on which the council meets already stays as it is.

    Returns the rows it made, so that a form sent twice makes none the second time.
    """
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)  # who plans waits for who is planning
    wanted = dict(meetings)
    known = set(Meeting.objects.of(council).planned().filter(held_on__in=wanted).values_list("held_on", flat=True))
    new = [Meeting(council=council, held_on=day, title=wanted[day], **values) for day in sorted(wanted.keys() - known)]
    made = [_saved(row) for row in new]
    if made:
        days = [row.held_on.isoformat() for row in made]
        audit.record(council=council, by=by, verb="plan_meetings", of=council, days=days)
    return made


@transaction.atomic
def change_meeting(*, meeting, by, version, **values):
    """Another day, name, time, place or invitation. Raises StaleEdit, DayTaken and MeetingClosed.

    A form sent twice changes nothing the second time.
    """
    row = locked(meeting)
    same = all(getattr(row, name) == value for name, value in values.items())
    if not row.cancelled_at and row.version == version + 1 and same:
        return row
    row = _as_read(row, version)
    _others_on(row, values["held_on"])
    before, after = {"held_on": row.held_on.isoformat()}, {"held_on": values["held_on"].isoformat()}
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    _saved(row)
    audit.record(council=row.council, by=by, verb="change_meeting", of=row, before=before, after=after)
    return row


@transaction.atomic
def cancel_meeting(*, meeting, by, version):
    """Call off a meeting; it stays, as what it was. Raises StaleEdit and MeetingClosed."""
    row = _as_read(locked(meeting), version)
    row.cancelled_at, row.cancelled_by = timezone.now(), by
    row.version += 1
    row.save()
    audit.record(council=row.council, by=by, verb="cancel_meeting", of=row, held_on=row.held_on)
    return row


@transaction.atomic
def invite_to_meeting(*, meeting, by, at, version, mails, again=False):
    """Note that the invitation is sent now, to so many. Raises AlreadyInvited, StaleEdit and MeetingClosed."""
    row = _as_read(locked(meeting), version)
    if row.invited_at and not again:
        raise AlreadyInvited
    row.invited_at, row.invited_by = at, by
    row.save(update_fields=["invited_at", "invited_by"])
    audit.record(council=row.council, by=by, verb="invite_to_meeting", of=row, mails=mails)
    return row


@transaction.atomic
def take_back_invitation(*, meeting, by, earlier):
    """No mail could be sent after all: `earlier` is when and by whom it had been sent before, if it had.

    Minutes that have been approved meanwhile stand as they are.
    """
    row = locked(meeting)
    if row.is_locked:
        return
    row.invited_at, row.invited_by = earlier
    row.save(update_fields=["invited_at", "invited_by"])
    audit.record(council=row.council, by=by, verb="take_back_invitation", of=row)


@transaction.atomic
def tell_of_cancellation(*, meeting, by, mails):
    """Note that the members are told that the meeting is called off."""
    row = locked(meeting)
    audit.record(council=row.council, by=by, verb="tell_of_cancellation", of=row, mails=mails)


def locked(meeting):
    """The meeting as it is now; nobody else writes in it before this transaction has ended."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)


def locked_open(meeting):
    """The same, of a meeting that may still be written in. Raises MeetingClosed."""
    row = locked(meeting)
    if not row.is_open:
        raise MeetingClosed
    return row


def _others_on(row, day):
    others = Meeting.objects.of(row.council).planned().filter(held_on=day).exclude(pk=row.pk)
    if other := others.first():
        raise DayTaken(other)


def _as_read(row, version):
    """The row, as the person read it and still to be held. Raises StaleEdit and MeetingClosed."""
    if row.is_locked:
        raise MeetingClosed
    if row.version != version or row.cancelled_at:
        raise StaleEdit(row)
    return row


def _saved(row):
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise DayTaken from None  # somebody put another there at the same moment
    return row
