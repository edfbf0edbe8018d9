"""The way of a summary to approval: begun, taking over what is proposed, said to be ready, sent back."""

from django.db import transaction
from django.utils import timezone

from followup.actions.sharing import require_all_shared
from followup.actions.summaries import day_seen
from followup.actions.summary_texts import Superseded, open_summary, take_back, told
from followup.codes import Party, SummaryKind
from followup.drafting.proposals import proposals_of
from followup.models import Summary, SummaryReturn, SummaryText
from followup.progress import set_progress
from followup.summary_addresses import new_address
from promises.models import PromiseSet


class AlreadyBegun(Exception):
    """There is one already that looks from the same day. Carries it."""

    def __init__(self, summary):
        super().__init__("there is a summary of that day")
        self.summary = summary


class NotSigned(Exception):
    """The promises do not hold yet, so nothing can have been done for them."""


class NothingToSendBack(Exception):
    """Nobody has said that the summary is ready, so those who write have it already."""


class ProposalsLeft(Exception):
    """Some parts are still proposals that nobody has read. Carries their keys: (promise id or None, part)."""

    def __init__(self, keys):
        super().__init__("some parts are proposals")
        self.keys = keys


@transaction.atomic
def start_summary(*, promise_set, kind, name, as_of, by):
    """Begin a summary on the way to the final one, of how it stands on a day.

    Returns the summary. Raises NotSigned, Superseded, or AlreadyBegun.
    """
    sets = PromiseSet.objects.select_for_update(of=("self",)).select_related("council")
    promise_set = sets.get(pk=promise_set.pk)
    if promise_set.is_superseded:
        raise Superseded
    if not promise_set.is_decided:
        raise NotSigned
    kind = SummaryKind(kind)
    slug = new_address(promise_set, kind=kind, as_of=as_of)
    if begun := promise_set.summaries.filter(slug=slug).first():
        begun.promise_set = promise_set
        raise AlreadyBegun(begun)
    summary = Summary(promise_set=promise_set, kind=kind, name=name, as_of=as_of, slug=slug)
    summary.save()
    told(summary, by=by, verb="start_summary", of=summary, kind=kind.value, as_of=as_of.isoformat())
    return summary


@transaction.atomic
def accept_proposals(*, summary, by, day):
    """Save every proposal that nobody has touched as it stands; nobody's text in particular, so open to all.

    Returns the summary. Raises AlreadyFrozen or Superseded.
    """
    summary = open_summary(summary)
    kept = []
    for (promise, part), text in untouched_proposals(summary, day=day).items():
        row = SummaryText(summary=summary, promise_id=promise, part=part, text=text)
        row.save()
        kept.append(row)
    if kept:
        told(summary, by=by, verb="accept_proposals", of=summary, count=len(kept))
    return summary


@transaction.atomic
def mark_ready(*, summary, by, at):
    """Say that the summary is ready to be approved. Saying it twice is once.

    Raises AlreadyFrozen, Superseded, NotShared, or ProposalsLeft.
    """
    summary = open_summary(summary)
    require_all_shared(summary)
    if left := untouched_proposals(summary, day=timezone.localdate(at)):
        raise ProposalsLeft(sorted(left, key=str))
    if not summary.is_ready:
        summary.ready_at, summary.ready_by = at, by
        summary.save()
        told(summary, by=by, verb="mark_summary_ready", of=summary)
    return summary


@transaction.atomic
def send_back(*, summary, party, reason, by, at):
    """Give the summary back to those who write, with the reason: it is not ready, and no approval stands.

    Returns the row that tells of it. Raises AlreadyFrozen, Superseded, or NothingToSendBack.
    """
    summary = open_summary(summary)
    if not summary.is_ready:
        raise NothingToSendBack
    take_back(summary, by)
    row = SummaryReturn(summary=summary, party=Party(party), reason=reason, returned_by=by, returned_at=at)
    row.save()
    told(summary, by=by, verb="send_back_summary", of=summary, party=row.party)
    return row


def untouched_proposals(summary, *, day):
    """(promise id or None, part) → what is proposed there and nobody has saved or changed."""
    progress = set_progress(summary.promise_set, as_of=day_seen(summary, day))
    saved = set(summary.texts.values_list("promise_id", "part")) if summary.pk else set()
    return {key: text for key, text in proposals_of(summary, progress).items() if key not in saved}
