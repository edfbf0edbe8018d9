"""Notes on a target that are no activities: what somebody asked for, what was measured, and taking such a note back.

A note is never changed. What turned out wrong is withdrawn with a reason, and noted anew.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from councils import audit
from promises.codes import SetStatus
from promises.models import Measurement, NotedOnTarget, PromiseSet, Request
from promises.querysets import DECIDED


class NotStanding(Exception):
    """The promises are a draft, or a later edition has replaced them: nothing is noted on their targets."""


@dataclass(frozen=True)
class Noted:
    """A note and whether this call made it; a repeated post finds the one from the first time.

    `is_same`: what was sent now is what is stored. A form edited after Back carries the old key and other content.
    """

    note: NotedOnTarget
    made: bool
    is_same: bool = True


@transaction.atomic
def note_request(*, target, by, organisation, key, asked_on, count, note):
    """Somebody asked for what the target offers. Raises NotStanding."""
    facts = {"asked_on": asked_on, "count": count, "note": note}
    saved = noted(Request, target=target, by=by, organisation=organisation, key=key, facts=facts)
    if saved.made:
        audit.record(council=target.promise_set.council, by=by, verb="note_request", of=target, note=saved.note.pk)
    return saved


@transaction.atomic
def note_measurement(*, target, by, organisation, key, measured_on, value, source, note):
    """Somebody has measured what the target is about. Raises NotStanding."""
    facts = {"measured_on": measured_on, "value": value, "source": source, "note": note}
    saved = noted(Measurement, target=target, by=by, organisation=organisation, key=key, facts=facts)
    if saved.made:
        audit.record(council=target.promise_set.council, by=by, verb="note_measurement", of=target, note=saved.note.pk)
    return saved


def noted(model, *, target, by, organisation, key, facts):
    """Save a note of any kind, once for each key: sent again, it answers with the same row. Raises NotStanding.

    Call it in a transaction; whoever calls writes the line in the log when it was made.
    """
    _standing_set(target)
    known = model.objects.filter(target=target, key=key).first()
    if known:
        same = known.noted_by_id == by.pk and all(getattr(known, name) == value for name, value in facts.items())
        return Noted(known, made=False, is_same=same)
    note = model.objects.create(target=target, noted_by=by, organisation=organisation, key=key, **facts)
    return Noted(note, made=True)


@transaction.atomic
def withdraw_note(*, note, by, reason):
    """Take a note out of every count; the row stays, with the reason. Twice is once. Raises NotStanding."""
    target = note.target
    _standing_set(target)
    current = type(note).objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.is_withdrawn:
        return current
    current.withdrawn_at, current.withdrawn_by, current.withdrawn_reason = timezone.now(), by, reason
    current.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    audit.record(
        council=target.promise_set.council,
        by=by,
        verb="withdraw_note",
        of=target,
        note=current.pk,
        noted=note._meta.model_name,
    )
    return current


def takes_notes(promise_set):
    """May anything be noted on the set's targets: is it decided, and no later edition in its place?"""
    return promise_set.status in DECIDED and promise_set.status != SetStatus.SUPERSEDED


def _standing_set(target):
    """Whoever signs an edition locks the one it replaces: it copies this note, or this note finds it replaced."""
    rows = PromiseSet.objects.select_for_update(of=("self",))
    if not takes_notes(rows.get(pk=target.promise.section.promise_set_id)):
        raise NotStanding
