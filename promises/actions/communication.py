"""Writes what residents were told."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from councils import audit
from councils.actions.versions import StaleEdit
from promises.models import Communication


@dataclass(frozen=True)
class Saved:
    """A row, whether this call made it, and whether it says what was sent: a form edited after Back does not."""

    row: Communication
    made: bool
    is_same: bool = True


@transaction.atomic
def add_communication(*, council, by, key, promises, **values):
    """That something was told, once for each key."""
    _of_council(council, promises)
    row = Communication(council=council, recorded_by=by, key=key, **values)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = Communication.objects.of(council).filter(key=key).first()
        if known is None:
            raise
        return Saved(known, made=False, is_same=_has(known, promises, values))
    row.promises.set(promises)
    audit.record(council=council, by=by, verb="add_communication", of=row, channel=row.channel)
    return Saved(row, made=True)


@transaction.atomic
def change_communication(*, communication, by, version, promises, **values):
    """Say otherwise what was told. Sent twice it changes nothing the second time. Raises StaleEdit."""
    row = _locked(communication)
    _of_council(row.council, promises)
    if row.version in (version, version + 1) and _has(row, promises, values):
        return row
    if row.version != version:
        raise StaleEdit(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    row.promises.set(promises)
    audit.record(council=row.council, by=by, verb="change_communication", of=row)
    return row


@transaction.atomic
def remove_communication(*, communication, by, version):
    """Take away what was noted by mistake. Raises StaleEdit."""
    row = _locked(communication)
    if row.version != version:
        raise StaleEdit(row)
    audit.record(council=row.council, by=by, verb="remove_communication", of=row, channel=row.channel)
    row.delete()


def _locked(communication):
    rows = Communication.objects.select_for_update(of=("self",)).select_related("council")
    return rows.get(pk=communication.pk)


def _has(row, promises, values):
    return set(row.promises.all()) == set(promises) and all(getattr(row, name) == one for name, one in values.items())


def _of_council(council, promises):
    if any(one.section.promise_set.council_id != council.pk for one in promises):
        raise PermissionDenied("a promise of another council")
