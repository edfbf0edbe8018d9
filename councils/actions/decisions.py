"""Writes what a council decides at its meetings, and that it has been done. Doing goes on after the minutes stand."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from councils import audit
from councils.actions.meetings import locked, locked_open
from councils.actions.versions import StaleEdit
from councils.models import Decision


class NumberTaken(Exception):
    """The meeting has another decision with that number."""


def next_number(meeting):
    """Paragraphs run on through the year, from meeting to meeting."""
    year = Decision.objects.of(meeting.council).filter(meeting__held_on__year=meeting.held_on.year)
    return (year.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def add_decision(*, meeting, by, number, **values):
    """What was decided. A form sent twice adds it once. Raises NumberTaken and MeetingClosed."""
    row = locked_open(meeting)
    known = row.decisions.filter(number=number).first()
    if known and all(getattr(known, name) == value for name, value in values.items()):
        return known
    decision = _saved(Decision(meeting=row, number=number, **values))
    audit.record(council=row.council, by=by, verb="add_decision", of=decision, number=number)
    return decision


@transaction.atomic
def change_decision(*, decision, by, version, **values):
    """Other words, owner or day. Raises StaleEdit, NumberTaken, MeetingClosed, and DoesNotExist of what is removed."""
    meeting = locked_open(decision.meeting)
    row = meeting.decisions.get(pk=decision.pk)
    if row.version == version + 1 and all(getattr(row, name) == value for name, value in values.items()):
        return row
    if row.version != version:
        raise StaleEdit(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    _saved(row)
    audit.record(council=meeting.council, by=by, verb="change_decision", of=row, number=row.number)
    return row


@transaction.atomic
def remove_decision(*, decision, by):
    """Take away what was not decided after all. Raises MeetingClosed."""
    meeting = locked_open(decision.meeting)
    row = meeting.decisions.filter(pk=decision.pk).first()
    if row:
        audit.record(council=meeting.council, by=by, verb="remove_decision", of=row, number=row.number)
        row.delete()


@transaction.atomic
def finish_decision(*, decision, by, at, version, note):
    """It is done, and what was done. Raises StaleEdit, and DoesNotExist of what is removed.

    A form sent twice changes nothing the second time.
    """
    meeting = locked(decision.meeting)
    row = meeting.decisions.get(pk=decision.pk)
    if row.done_at and (row.done_by_id, row.done_note) == (by.pk, note):
        return row
    if row.version != version or row.done_at:
        raise StaleEdit(row)
    row.done_at, row.done_by, row.done_note = at, by, note
    row.version += 1
    row.save(update_fields=["done_at", "done_by", "done_note", "version"])
    audit.record(council=meeting.council, by=by, verb="finish_decision", of=row, number=row.number)
    return row


def _saved(row):
    if row.meeting.decisions.filter(number=row.number).exclude(pk=row.pk).exists():
        raise NumberTaken
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NumberTaken from None  # somebody gave another that number at the same moment
    return row
