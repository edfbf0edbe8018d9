"""Writes what a meeting is to talk about: items added, taken from what is proposed, changed, moved and removed."""

import hashlib

from django.db import transaction

from councils import audit
from councils.actions.meetings import locked_open
from councils.actions.versions import StaleEdit
from councils.codes import AgendaKind
from councils.models import AgendaItem

MOST_ITEMS = 100


class AgendaFull(Exception):
    """No meeting has time for more."""


def mark_of(item):
    """What an item said when it was read; another mark means that somebody has changed it since."""
    return hashlib.sha256(f"{item.title}\0{item.background}".encode()).hexdigest()[:20]


@transaction.atomic
def add_agenda_item(*, meeting, by, title, background=""):
    """An item of the council's own, last. A form sent twice adds it once. Raises MeetingClosed and AgendaFull."""
    row = locked_open(meeting)
    known = row.agenda.filter(kind=AgendaKind.OWN, title=title, background=background).first()
    return known or _added(row, by, [AgendaItem(meeting=row, title=title, background=background)])[0]


@transaction.atomic
def take_proposals(*, meeting, by, proposals):
    """What is proposed becomes items, each once however often it is taken. Returns the new ones.

    Raises MeetingClosed and AgendaFull.
    """
    row = locked_open(meeting)
    known = set(row.agenda.exclude(source="").values_list("source", flat=True))
    new = {one.source: one for one in proposals if one.source not in known}
    texts = ("kind", "title", "background", "source")
    return _added(
        row, by, [AgendaItem(meeting=row, **{name: getattr(one, name) for name in texts}) for one in new.values()]
    )


@transaction.atomic
def change_agenda_item(*, item, by, mark, title, background):
    """Other words for an item. Raises StaleEdit, MeetingClosed, and DoesNotExist when somebody has removed it."""
    meeting = locked_open(item.meeting)
    row = meeting.agenda.get(pk=item.pk)
    if (row.title, row.background) == (title, background):
        return row
    if mark_of(row) != mark:
        raise StaleEdit(row)
    row.title, row.background = title, background
    row.save(update_fields=["title", "background"])
    audit.record(council=meeting.council, by=by, verb="change_agenda", of=meeting, act="change")
    return row


@transaction.atomic
def move_agenda_item(*, item, by, up):
    """One step up or down; the first and the last stay where they are. Raises MeetingClosed."""
    meeting = locked_open(item.meeting)
    rows = list(meeting.agenda.all())
    place = next((number for number, row in enumerate(rows) if row.pk == item.pk), None)
    other = None if place is None else place - 1 if up else place + 1
    if other is None or not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows, start=1):
        row.order = order
    AgendaItem.objects.bulk_update(rows, ["order"])
    audit.record(council=meeting.council, by=by, verb="change_agenda", of=meeting, act="move")


@transaction.atomic
def remove_agenda_item(*, item, by):
    """Take an item away, with what was noted of it; decisions stay. Raises MeetingClosed."""
    meeting = locked_open(item.meeting)
    if meeting.agenda.filter(pk=item.pk).delete()[0]:
        audit.record(council=meeting.council, by=by, verb="change_agenda", of=meeting, act="remove")


def _added(meeting, by, items):
    """New items after those that are there."""
    known = list(meeting.agenda.values_list("order", flat=True))
    if len(known) + len(items) > MOST_ITEMS:
        raise AgendaFull
    for order, item in enumerate(items, start=max(known, default=0) + 1):
        item.order = order
    rows = AgendaItem.objects.bulk_create(items)
    if rows:
        audit.record(council=meeting.council, by=by, verb="change_agenda", of=meeting, act="add", number=len(rows))
    return rows
