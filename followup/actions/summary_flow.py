"""The way of a summary to approval: taking over what is proposed, and saying that it is ready."""

from django.db import transaction
from django.utils import timezone

from followup.actions.sharing import require_all_shared
from followup.actions.summary_texts import open_summary, told
from followup.drafting.proposals import proposals_of
from followup.models import SummaryText
from followup.progress import set_progress


class ProposalsLeft(Exception):
    """Some parts are still proposals that nobody has read. Carries their keys: (promise id or None, part)."""

    def __init__(self, keys):
        super().__init__("some parts are proposals")
        self.keys = keys


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


def untouched_proposals(summary, *, day):
    """(promise id or None, part) → what is proposed there and nobody has saved or changed."""
    progress = set_progress(summary.promise_set, as_of=summary.as_of or summary.promise_set.seen_on(day))
    saved = set(summary.texts.values_list("promise_id", "part")) if summary.pk else set()
    return {key: text for key, text in proposals_of(summary, progress).items() if key not in saved}
