"""Writing, approving and freezing the written summary."""

from django.db import transaction
from django.utils import timezone

from councils import audit
from followup.actions.sharing import organisations_of, require_all_shared, require_open
from followup.codes import Party
from followup.document.pdf import summary_pdf
from followup.document.snapshot import content_digest, digest, snapshot_of
from followup.models import Approval, Summary, SummaryText
from followup.progress import set_progress
from followup.sharing import NARRATIVE


class StaleText(Exception):
    """Somebody else saved the text after this person read it. Carries the row as it is now."""

    def __init__(self, current):
        super().__init__("the text has a newer version")
        self.current = current


class AlreadyFrozen(Exception):
    """Both parties have approved: texts and numbers stand."""


class Superseded(Exception):
    """A new edition has replaced the promises: what is written now is written there."""


class ChangedSinceRead(Exception):
    """The summary is no longer what the person read."""


class NotOverYet(Exception):
    """The period runs: no verdict is final, so there is nothing to approve for good."""


class SamePerson(Exception):
    """The same person has approved for the other party: two parties are two people."""


@transaction.atomic
def write_text(*, promise, by, version, **texts):
    """Save what is said about one promise. `version` is 0 for a text nobody has saved yet.

    The text belongs to the organisation of whoever saves it first. Raises AlreadyFrozen, Superseded, StaleText, or
    NotShared when it is another organisation's own.
    """
    summary = _open_summary(promise.section.promise_set)
    row = SummaryText.objects.select_for_update(of=("self",)).filter(summary=summary, promise=promise).first()
    own = organisations_of(by, summary.promise_set.council)
    # Before the versions are compared: whoever comes too late would be shown the other's text.
    require_open(summary, row and row.organisation, own)
    if (row.version if row else 0) != version:
        raise StaleText(row or SummaryText(summary=summary, promise=promise))
    row = row or SummaryText(summary=summary, promise=promise, organisation=next(iter(own), None))
    for name in NARRATIVE:
        setattr(row, name, texts[name])
    row.version = version + 1
    row.save()
    _withdraw_approvals(summary, by)
    _record(promise.section.promise_set, by=by, verb="write_summary_text", of=row, promise=promise.pk)
    return row


@transaction.atomic
def write_introduction(*, promise_set, by, version, introduction):
    """Save the text before the first promise. Raises as write_text does."""
    summary = _open_summary(promise_set)
    own = organisations_of(by, summary.promise_set.council)
    require_open(summary, summary.introduction_organisation, own)
    if summary.version != version:
        raise StaleText(summary)
    if summary.version == 1:
        summary.introduction_organisation = next(iter(own), None)
    summary.introduction = introduction
    summary.version += 1
    summary.save()
    _withdraw_approvals(summary, by)
    _record(promise_set, by=by, verb="write_summary_introduction", of=summary)
    return summary


def approve_summary(*, promise_set, party, by, at, read):
    """Approve for one party what that person has read; when both have, freeze it for good. Approving twice is once.

    `read` is the content_digest of the page. If texts, judgements or activities have changed since, nothing is
    approved and an earlier approval of the old content falls: nobody stands behind what they have not seen.
    Raises ChangedSinceRead, Superseded, NotOverYet, SamePerson, or NotShared while some text is its organisation's own.
    """
    with transaction.atomic():
        summary = _locked_summary(promise_set)
        if summary.is_frozen:
            return summary
        _require_standing(summary)
        if promise_set.last_day is not None and not promise_set.period.is_over(timezone.localdate(at)):
            raise NotOverYet
        require_all_shared(summary)
        progress = set_progress(promise_set, as_of=timezone.localdate(at))
        content = content_digest(snapshot_of(summary, progress))
        _withdraw_approvals(summary, by, unless_of=content)
        if content == read:
            return _approve(summary, Party(party), by=by, at=at, content=content, progress=progress)
    raise ChangedSinceRead


def content_on(promise_set, *, day):
    """Digest of what a person reads in the summary on a day: what an approval is of."""
    summary = Summary.objects.filter(promise_set=promise_set).first() or Summary(promise_set=promise_set)
    summary.promise_set = promise_set
    return content_digest(snapshot_of(summary, set_progress(promise_set, as_of=day)))


def _approve(summary, party, *, by, at, content, progress):
    others = summary.approvals.exclude(party=party)
    if others.filter(approved_by=by).exists():
        raise SamePerson
    _, made = Approval.objects.get_or_create(
        summary=summary, party=party, defaults={"approved_by": by, "approved_at": at, "sha256": content}
    )
    if made:
        told = {"party": party.value, "sha256": content}
        _record(summary.promise_set, by=by, verb="approve_summary", of=summary, **told)
    if summary.approvals.count() == len(Party):
        _freeze(summary, by=by, at=at, progress=progress)
    return summary


def _freeze(summary, *, by, at, progress):
    """Keep the numbers and texts as they are on that day, with their hash. What cannot be printed is not frozen."""
    summary.as_of = progress.as_of
    summary.frozen_at = at
    # The head goes into what is printed, so that a log rewritten later can be told from paper.
    summary.snapshot = {**snapshot_of(summary, progress), "log_head": audit.head(summary.promise_set.council)}
    summary.sha256 = digest(summary.snapshot)
    summary_pdf(summary.snapshot)
    summary.save()
    _record(summary.promise_set, by=by, verb="freeze_summary", of=summary, sha256=summary.sha256)


def _locked_summary(promise_set):
    summary, _ = Summary.objects.get_or_create(promise_set=promise_set)
    return Summary.objects.select_for_update().select_related("promise_set__council").get(pk=summary.pk)


def _open_summary(promise_set):
    summary = _locked_summary(promise_set)
    if summary.is_frozen:
        raise AlreadyFrozen
    _require_standing(summary)
    return summary


def _require_standing(summary):
    if summary.promise_set.is_superseded:
        raise Superseded


def _withdraw_approvals(summary, by, *, unless_of=""):
    """An approval is of a content; what has changed must be approved again, by both."""
    withdrawn = summary.approvals.exclude(sha256=unless_of)
    parties = [approval.party for approval in withdrawn]
    if parties:
        withdrawn.delete()
        _record(summary.promise_set, by=by, verb="withdraw_approvals", of=summary, parties=parties)


def _record(promise_set, **said):
    """The set's slug is the summary's address, so that the log can lead there. Of an own draft the log tells less."""
    if promise_set.is_own_draft:
        said = {name: said[name] for name in ("by", "verb", "of")}
    else:
        said["promise_set"] = promise_set.slug
    audit.record(council=promise_set.council, **said)
