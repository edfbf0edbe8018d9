"""Writes the days on which a council meets. What hangs on a meeting lies above: see followup/actions/deadlines.py."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import audit
from councils.models import Meeting


class DayTaken(Exception):
    """The council has another meeting on that day. Carries it, where it is known."""

    def __init__(self, meeting=None):
        super().__init__("another meeting is on that day")
        self.meeting = meeting


class Changed(Exception):
    """Somebody else has changed the meeting or called it off since the page was read. Carries it as it is now."""

    def __init__(self, current):
        super().__init__("the meeting has another version")
        self.current = current


@transaction.atomic
def add_meeting(*, council, by, held_on, title):
    """A day on which the council is to meet, or the same meeting when it is there already. Raises DayTaken."""
    known = Meeting.objects.of(council).planned().filter(held_on=held_on).first()
    if known and known.title == title:
        return known
    if known:
        raise DayTaken(known)
    row = _saved(Meeting(council=council, held_on=held_on, title=title))
    audit.record(council=council, by=by, verb="add_meeting", of=row, held_on=held_on)
    return row


@transaction.atomic
def change_meeting(*, meeting, by, version, held_on, title):
    """Another day or name for a meeting. Raises Changed and DayTaken.

    A form sent twice changes nothing the second time.
    """
    row = _locked(meeting)
    if not row.cancelled_at and (row.version, row.held_on, row.title) == (version + 1, held_on, title):
        return row
    row = _as_read(row, version)
    others = Meeting.objects.of(row.council).planned().filter(held_on=held_on).exclude(pk=row.pk)
    if other := others.first():
        raise DayTaken(other)
    before, after = {"held_on": row.held_on.isoformat()}, {"held_on": held_on.isoformat()}
    row.held_on, row.title = held_on, title
    row.version += 1
    _saved(row)
    audit.record(council=row.council, by=by, verb="change_meeting", of=row, before=before, after=after)
    return row


@transaction.atomic
def cancel_meeting(*, meeting, by, version):
    """Call off a meeting; it stays, as what it was. Raises Changed."""
    row = _current(meeting, version)
    row.cancelled_at, row.cancelled_by = timezone.now(), by
    row.version += 1
    row.save()
    audit.record(council=row.council, by=by, verb="cancel_meeting", of=row, held_on=row.held_on)
    return row


def _current(meeting, version):
    return _as_read(_locked(meeting), version)


def _locked(meeting):
    return Meeting.objects.select_for_update(of=("self",)).select_related("council").get(pk=meeting.pk)


def _as_read(row, version):
    """The row, as the person read it and still to be held. Raises Changed."""
    if row.version != version or row.cancelled_at:
        raise Changed(row)
    return row


def _saved(row):
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise DayTaken from None  # somebody put another there at the same moment
    return row
