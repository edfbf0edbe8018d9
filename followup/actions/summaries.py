"""Writing, approving and freezing the written summary."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from followup.codes import Party
from followup.document.snapshot import digest, snapshot_of
from followup.models import Approval, Summary, SummaryText
from followup.progress import set_progress

NARRATIVE = ("police_did", "municipality_did", "why_not", "effect", "next_step")


class StaleText(Exception):
    """Somebody else saved the text after this person read it. Carries the row as it is now."""

    def __init__(self, current):
        super().__init__("the text has a newer version")
        self.current = current


class AlreadyFrozen(Exception):
    """Both parties have approved: texts and numbers stand."""


@transaction.atomic
def write_text(*, promise, by, version, **texts):
    """Save what is said about one promise. `version` is 0 for a text nobody has saved yet."""
    summary = _open_summary(promise.section.promise_set)
    row = SummaryText.objects.select_for_update().filter(summary=summary, promise=promise).first()
    if (row.version if row else 0) != version:
        raise StaleText(row or SummaryText(summary=summary, promise=promise))
    row = row or SummaryText(summary=summary, promise=promise)
    for name in NARRATIVE:
        setattr(row, name, texts[name])
    row.version = version + 1
    row.save()
    _withdraw_approvals(summary, by)
    audit.record(council=promise.section.promise_set.council, by=by, verb="write_summary_text", of=row)
    return row


@transaction.atomic
def write_introduction(*, promise_set, by, version, introduction):
    """Save the text before the first promise."""
    summary = _open_summary(promise_set)
    if summary.version != version:
        raise StaleText(summary)
    summary.introduction = introduction
    summary.version += 1
    summary.save()
    _withdraw_approvals(summary, by)
    audit.record(council=promise_set.council, by=by, verb="write_summary_introduction", of=summary)
    return summary


@transaction.atomic
def approve_summary(*, promise_set, party, by, at):
    """Approve for one party; when both have, freeze the numbers for good. Approving twice is once."""
    summary = _locked_summary(promise_set)
    if summary.is_frozen:
        return summary
    _, made = Approval.objects.get_or_create(
        summary=summary, party=Party(party), defaults={"approved_by": by, "approved_at": at}
    )
    if made:
        audit.record(council=promise_set.council, by=by, verb="approve_summary", of=summary, party=Party(party).value)
    if summary.approvals.count() == len(Party):
        _freeze(summary, by=by, at=at)
    return summary


def _freeze(summary, *, by, at):
    """Keep the numbers and texts as they are on that day, with their hash. Runs in the approving transaction."""
    promise_set = summary.promise_set
    summary.as_of = timezone.localdate(at)
    summary.frozen_at = at
    summary.snapshot = snapshot_of(summary, set_progress(promise_set, as_of=summary.as_of))
    summary.sha256 = digest(summary.snapshot)
    summary.save()
    audit.record(council=promise_set.council, by=by, verb="freeze_summary", of=summary, sha256=summary.sha256)


def _locked_summary(promise_set):
    summary, _ = Summary.objects.get_or_create(promise_set=promise_set)
    return Summary.objects.select_for_update().select_related("promise_set__council").get(pk=summary.pk)


def _open_summary(promise_set):
    summary = _locked_summary(promise_set)
    if summary.is_frozen:
        raise AlreadyFrozen
    return summary


def _withdraw_approvals(summary, by):
    """An approval is of a text; a changed text must be approved again, by both."""
    withdrawn = [approval.party for approval in summary.approvals.all()]
    if withdrawn:
        summary.approvals.all().delete()
        audit.record(
            council=summary.promise_set.council, by=by, verb="withdraw_approvals", of=summary, parties=withdrawn
        )
