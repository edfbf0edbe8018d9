"""Writes targets of promises that nobody has signed. What is signed stands: a change there is a new edition."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from councils.actions.versions import StaleEdit
from promises.actions.credits import recredit
from promises.actions.editing import open_for_editing, record
from promises.models import Promise, Proposal, Target


class LabelTaken(Exception):
    """The promise has another target with that name, and where one logs they could not be told apart."""


@transaction.atomic
def add_target(*, promise, by, values, places):
    """A new target, last among the promise's. Raises AlreadySigned and LabelTaken.

    `values` are the target's own columns by name, `places` the rows it covers. The same form sent twice makes one.
    """
    promise_set = open_for_editing(promise.promise_set, by=by)
    promise = Promise.objects.get(pk=promise.pk)  # it may have been removed meanwhile
    twin = _called(values["label"], promise)
    if twin and _says(twin, values, places):
        return twin
    _require_own_label(twin)
    last = promise.targets.aggregate(last=Max("order"))["last"]
    target = Target(promise=promise, order=0 if last is None else last + 1, **values)
    target.save()
    target.places.set(places)
    details = {"promise_set": promise_set.pk, "promise": promise.pk, "kind": target.kind}
    record(promise_set, by=by, verb="add_target", of=target, **details)
    return target


@transaction.atomic
def edit_target(*, target, by, version, values, places):
    """Change a target that is still as the person read it. Raises AlreadySigned, LabelTaken, StaleEdit.

    One that came from the promise reader is thereby confirmed: a person has said what it should be.
    """
    promise_set = open_for_editing(target.promise_set, by=by)
    current = _current(target)
    if current.version != version:
        if _says(current, values, places):
            return current  # the same form, sent twice
        raise StaleEdit(current)
    _require_own_label(_called(values["label"], current.promise, besides=current))
    changed = sorted(name for name, value in values.items() if getattr(current, name) != value)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    # Places first: the history row is written by save() and takes a copy of them.
    current.places.set(places)
    current.save()
    confirm_proposal(current, by=by)
    recredit([current])
    record(promise_set, by=by, verb="edit_target", of=current, fields=changed)
    return current


@transaction.atomic
def remove_target(*, target, by):
    """Take a target out of promises that nobody has signed. Raises AlreadySigned."""
    promise_set = open_for_editing(target.promise_set, by=by)
    current = _current(target)
    details = {"promise_set": promise_set.pk, "promise": current.promise_id, "kind": current.kind}
    record(promise_set, by=by, verb="remove_target", of=current, **details)
    current.delete()


def confirm_proposal(target, *, by):
    """That a person stands behind what the reader proposed; once is enough. Part of an action's transaction."""
    proposal = Proposal.objects.filter(target=target, confirmed_at__isnull=True).first()
    if proposal:
        proposal.confirmed_at, proposal.confirmed_by = timezone.now(), by
        proposal.save(update_fields=["confirmed_at", "confirmed_by"])


def _current(target):
    return (
        Target.objects.select_for_update(of=("self",)).select_related("promise__section__promise_set").get(pk=target.pk)
    )


def _called(label, promise, besides=None):
    rows = Target.objects.filter(promise=promise, label=label)
    return (rows.exclude(pk=besides.pk) if besides else rows).first()


def _require_own_label(twin):
    if twin:
        raise LabelTaken


def _says(target, values, places):
    same = all(getattr(target, name) == value for name, value in values.items())
    return same and {place.pk for place in target.places.all()} == {place.pk for place in places}
