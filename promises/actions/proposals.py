"""What a person does with a proposed target: answers what only a person can know, confirms, divides or drops it."""

from django.db import transaction
from django.utils import timezone

from promises.actions.editing import open_for_editing, record
from promises.actions.reading import kept_if_in_use, remove_promises
from promises.codes import TargetKind
from promises.models import Promise, Proposal, Target
from promises.proposing import OF_VERSION, calendars_for, is_by_hand, proposed
from promises.review import review_of


class ChangedMeanwhile(Exception):
    """The target is another than the one that was read."""


class ChangedByHand(Exception):
    """The target is no longer what was proposed: an answer would undo what somebody wrote."""


@transaction.atomic
def answer_question(*, proposal, by, about, answer, places=None):
    """Keep an answer and make the target anew from all that have been given; it must then be confirmed again.

    `places`: a place set that the answer names; its places are copied. Raises ChangedByHand or AlreadySigned.
    """
    promise_set, current = _opened(proposal, by)
    target = current.target
    if is_by_hand(current):
        raise ChangedByHand
    current.answers = {**current.answers, about: answer}
    for name, value in proposed(current, calendars_for(current.source.promise_set)).draft.values().items():
        setattr(target, name, value)
    # Places first: the history row is written by save() and takes a copy of them.
    if target.kind != TargetKind.COVERAGE:
        target.places.clear()
    elif places is not None:
        target.places.set(places.places.all())
    target.version += 1
    target.save()
    current.commitment = {**current.commitment, OF_VERSION: target.version}
    current.confirmed_at = current.confirmed_by = None
    current.save()
    record(promise_set, by=by, verb="answer_question", of=target)
    return current


@transaction.atomic
def confirm_target(*, proposal, by, version):
    """Say that a proposed target is right, as it was read. Raises ChangedMeanwhile or AlreadySigned."""
    promise_set, current = _opened(proposal, by)
    if current.confirmed_at:
        return current  # the same form, sent twice
    if current.target.version != version:
        raise ChangedMeanwhile
    current.confirmed_at, current.confirmed_by = timezone.now(), by
    current.save()
    record(promise_set, by=by, verb="confirm_target", of=current.target)
    return current


@transaction.atomic
def confirm_settled(*, source, by):
    """Confirm every proposal of a text that has neither an open question nor a warning; returns how many.

    Raises AlreadySigned.
    """
    current = open_for_editing(source.promise_set, by=by)
    settled = [card.row for card in review_of(source, current)["settled"]]
    for proposal in settled:
        proposal.confirmed_at, proposal.confirmed_by = timezone.now(), by
    Proposal.objects.bulk_update(settled, ["confirmed_at", "confirmed_by"])
    if settled:
        targets = sorted(proposal.target_id for proposal in settled)
        record(current, by=by, verb="confirm_targets", of=source, targets=targets)
    return len(settled)


@transaction.atomic
def split_target(*, proposal, by):
    """One more target like this one, last of its promise, with a proposal of its own. Raises AlreadySigned."""
    promise_set, current = _opened(proposal, by)
    original = current.target
    last = original.promise.targets.order_by("order").last()
    target = Target(order=last.order + 1, **{field.attname: getattr(original, field.attname) for field in _copied()})
    target.save()
    if places := list(original.places.all()):
        target.places.set(places)
    copied = {"source": current.source, "start": current.start, "end": current.end}
    copy = Proposal.objects.create(target=target, commitment=current.commitment, answers=current.answers, **copied)
    record(promise_set, by=by, verb="split_target", of=original, target=target.pk)
    return copy


@transaction.atomic
def drop_target(*, proposal, by, whole_promise):
    """Delete a target, and its promise where that is asked for and holds no other target.

    Returns the proposal that comes next in the text, if any. Raises InUse or AlreadySigned.
    """
    promise_set, current = _opened(proposal, by)
    target, promise = current.target, current.target.promise
    others = current.source.proposals.exclude(pk=current.pk)
    following = others.filter(start__gte=current.start).order_by("start", "pk").first() or others.last()
    record(promise_set, by=by, verb="drop_target", of=target, promise=promise.pk)
    with kept_if_in_use():
        target.delete()
        if whole_promise and not promise.targets.exists():
            remove_promises(Promise.objects.filter(pk=promise.pk))
    return following


def _opened(proposal, by):
    """The set, locked, and the proposal as it is now. Raises Proposal.DoesNotExist."""
    opened = open_for_editing(proposal.source.promise_set, by=by)
    rows = Proposal.objects.select_related("source__promise_set", "target__promise")
    return opened, rows.get(pk=proposal.pk)


def _copied():
    """The columns of a target that a copy has too."""
    own = ("id", "order", "origin")
    return [field for field in Target._meta.concrete_fields if field.name not in own]
