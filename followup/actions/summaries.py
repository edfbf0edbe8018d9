"""Approving and freezing the written summary."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from followup.actions.sharing import require_all_shared
from followup.actions.summary_texts import locked, require_standing, take_back, told
from followup.codes import Party
from followup.document.codes import code_of
from followup.document.kept import documents_of
from followup.document.snapshot import content_digest, digest, printed, sha256_of, snapshot_of
from followup.models import Approval, SummaryDocument
from followup.progress import set_progress


class ChangedSinceRead(Exception):
    """The summary is no longer what the person read."""


class NotOverYet(Exception):
    """The days it speaks of are not over: no number is final, so there is nothing to approve for good."""


class NotReady(Exception):
    """Nobody has said that the summary is ready to be approved."""


class SamePerson(Exception):
    """The same person has approved for the other party: two parties are two people."""


def approve_summary(*, summary, party, by, at, read):
    """Approve for one party what that person has read; when both have, freeze it for good. Approving twice is once.

    `read` is the content_digest of the page. If texts, judgements or activities have changed since, nothing is
    approved and an earlier approval of the old content falls: nobody stands behind what they have not seen.
    Raises ChangedSinceRead, Superseded, NotOverYet, NotReady, SamePerson, or NotShared while some text is its
    organisation's own.
    """
    with transaction.atomic():
        summary = locked(summary)
        if summary.is_frozen:
            return summary
        require_standing(summary)
        if not is_over(summary, timezone.localdate(at)):
            raise NotOverYet
        require_all_shared(summary)
        if not summary.is_ready:
            raise NotReady
        progress = set_progress(summary.promise_set, as_of=day_seen(summary, timezone.localdate(at)))
        content = content_digest(snapshot_of(summary, progress))
        take_back(summary, by, unless_of=content)
        if content == read:
            return _approve(summary, Party(party), by=by, at=at, content=content, progress=progress)
    raise ChangedSinceRead


def content_on(summary, *, day):
    """Digest of what a person reads in the summary on a day: what an approval is of."""
    return content_digest(snapshot_of(summary, set_progress(summary.promise_set, as_of=day_seen(summary, day))))


def day_seen(summary, today):
    """The day that a summary looks from: its own, if it has one, else today while the promises hold."""
    return summary.as_of or summary.promise_set.seen_on(today)


def is_over(summary, today):
    """Are the days that the summary speaks of over, so that it can be approved?"""
    if summary.as_of:
        return summary.as_of < today
    promise_set = summary.promise_set
    return promise_set.last_day is None or promise_set.period.is_over(today)


def _approve(summary, party, *, by, at, content, progress):
    others = summary.approvals.exclude(party=party)
    if others.filter(approved_by=by).exists():
        raise SamePerson
    _, made = Approval.objects.get_or_create(
        summary=summary, party=party, defaults={"approved_by": by, "approved_at": at, "sha256": content}
    )
    if made:
        told(summary, by=by, verb="approve_summary", of=summary, party=party.value, sha256=content)
    if summary.approvals.count() == len(Party):
        _freeze(summary, by=by, at=at, progress=progress)
    return summary


def _freeze(summary, *, by, at, progress):
    """Keep numbers, texts and the printed pages as they are on that day. What cannot be printed is not frozen."""
    summary.as_of = progress.as_of
    summary.frozen_at = at
    # The head goes into what is printed, so that a log rewritten later can be told from paper.
    summary.snapshot = {**snapshot_of(summary, progress), "log_head": audit.head(summary.promise_set.council)}
    summary.sha256 = digest(summary.snapshot)
    summary.code = code_of(summary.sha256)
    if summary.corrects and summary.corrects.published_at:
        # What anybody can read must not be what both parties know to be wrong.
        summary.published_at, summary.published_by = at, by
    summary.save()
    for kind, content in _printed(summary):
        row = SummaryDocument(summary=summary, kind=kind, content=content, sha256=sha256_of(content), made_at=at)
        row.save()
    told(summary, by=by, verb="freeze_summary", of=summary, sha256=summary.sha256)
    if summary.published_at:
        told(summary, by=by, verb="publish_summary", of=summary)


def _printed(summary):
    """(kind, bytes) of every document that is kept."""
    return documents_of(printed(summary))
