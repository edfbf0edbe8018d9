"""The headings that promises stand under, and their order."""

from django.db import transaction

from promises.actions.editing import open_for_editing, record
from promises.actions.ordering import change_places, last_place
from promises.models import Section


class NotEmpty(Exception):
    """There are promises under the heading, and nobody has said where they go."""


@transaction.atomic
def add_section(*, promise_set, by, title):
    """A heading, last in the set; without a title its promises stand under none. Raises AlreadySigned.

    Sent twice it is made once: the last heading is the same and nothing stands under it yet.
    """
    current = open_for_editing(promise_set, by=by)
    last = current.sections.last()
    if last and last.title == title and not last.promises.exists():
        return last
    section = Section.objects.create(promise_set=current, title=title, order=last_place(current.sections.all()))
    _record(current, by=by, act="add", of=section)
    return section


@transaction.atomic
def change_section(*, section, by, title):
    """Another heading. Raises AlreadySigned."""
    current = open_for_editing(section.promise_set, by=by)
    row = Section.objects.get(pk=section.pk)
    row.title = title
    row.save(update_fields=["title"])
    _record(current, by=by, act="change", of=row)
    return row


@transaction.atomic
def move_section(*, section, by, is_up):
    """One step up or down among the set's headings; at the end of the list it stays. Raises AlreadySigned."""
    current = open_for_editing(section.promise_set, by=by)
    row, rows = Section.objects.get(pk=section.pk), current.sections.all()
    other = rows.filter(order__lt=row.order).last() if is_up else rows.filter(order__gt=row.order).first()
    if other is None:
        return row
    change_places(row, other, rows=rows)
    _record(current, by=by, act="move", of=row)
    return row


@transaction.atomic
def remove_section(*, section, by, move_to=None):
    """Take away a heading; its promises go last under another. Raises AlreadySigned and NotEmpty."""
    current = open_for_editing(section.promise_set, by=by)
    row = Section.objects.get(pk=section.pk)
    moved = list(row.promises.all())
    if moved and (move_to is None or move_to.pk == row.pk or move_to.promise_set_id != current.pk):
        raise NotEmpty
    for promise in moved:
        promise.section, promise.order = move_to, last_place(move_to.promises.all())
        promise.version += 1
        promise.save()
    _record(current, by=by, act="remove", of=row, promises=len(moved))
    row.delete()


def _record(promise_set, *, by, act, of, **details):
    record(promise_set, by=by, verb="change_section", of=of, act=act, **details)
