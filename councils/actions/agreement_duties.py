"""Writes what the parties of an agreement have promised each other to do every year, and that a council has done it."""

import hashlib

from django.db import IntegrityError, transaction

from councils import audit
from councils.actions.agreements import holders, locked, next_version
from councils.models import AgreementDuty, DutyDone


class AlreadyDone(Exception):
    """Some year has been marked as done, so the duty stays as it was."""


class MarkedOtherwise(Exception):
    """Somebody else has marked the year since the page was read. Carries the mark, or None where it was taken back."""

    def __init__(self, current):
        super().__init__("the year is marked otherwise")
        self.current = current


@transaction.atomic
def save_duty(*, agreement, by, version, text, month, duty=None):
    """A new yearly duty, or another wording or month of one. A form sent twice changes nothing. Raises StaleEdit."""
    locked(agreement)
    known = AgreementDuty.objects.filter(agreement=agreement, text=text, month=month)
    if known.exclude(pk=duty.pk if duty else None).exists():
        return None
    row = locked(agreement, version)
    act = "change" if duty else "add"
    duty = duty or AgreementDuty(agreement=row)
    duty.text, duty.month = text, month
    duty.save()
    next_version(row)
    for council in holders(row):
        audit.record(council=council, by=by, verb="change_duties", of=row, act=act)
    return duty


@transaction.atomic
def remove_duty(*, duty, by):
    """Take away a duty that no council has marked as done in any year. Raises AlreadyDone."""
    row = locked(duty.agreement)
    if DutyDone.objects.filter(duty=duty).exists() or row.councils.count() > 1:
        raise AlreadyDone
    row.duties.get(pk=duty.pk).delete()  # by two at once: only the first finds it
    next_version(row)
    for council in holders(row):
        audit.record(council=council, by=by, verb="change_duties", of=row, act="remove")


@transaction.atomic
def mark_duty(*, duty, council, by, year, read, done_on, note):
    """That the council has done the duty for a year. `read`: the mark as the person read it. Raises MarkedOtherwise.

    A form sent twice changes nothing the second time.
    """
    row = _mark_of(duty, council, year)
    if row and (row.done_on, row.note) == (done_on, note):
        return row
    if mark_as_read(row) != read:
        raise MarkedOtherwise(row)
    row = row or DutyDone(duty=duty, council=council, year=year)
    row.done_on, row.note, row.by = done_on, note, by
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise MarkedOtherwise(_mark_of(duty, council, year)) from None
    audit.record(council=council, by=by, verb="mark_duty", of=duty.agreement, year=year, done_on=done_on)
    return row


@transaction.atomic
def unmark_duty(*, duty, council, by, year):
    """The year was not done after all. Twice is once."""
    row = _mark_of(duty, council, year)
    if row:
        row.delete()
        audit.record(council=council, by=by, verb="unmark_duty", of=duty.agreement, year=year)


def mark_as_read(row):
    """A mark in a few letters, to tell whether it is the one that was read. Empty where the year is not marked."""
    return hashlib.sha256(f"{row.done_on}|{row.note}".encode()).hexdigest()[:16] if row else ""


def _mark_of(duty, council, year):
    rows = DutyDone.objects.of(council).select_for_update(of=("self",))
    return rows.filter(duty=duty, year=year).first()
