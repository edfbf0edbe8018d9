"""Writing a summary: one part at a time, so that two people can write different parts at once."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from councils import audit
from councils.models import AuditEntry
from followup.actions.sharing import organisations_of, require_open
from followup.codes import TextPart
from followup.models import Summary, SummaryText

ONE_SITTING = timedelta(minutes=15)


@dataclass(frozen=True)
class Written:
    """What somebody typed in one part, and the version they had read: 0 for a part that nobody had saved."""

    part: str
    text: str
    version: int
    is_proposal: bool = False  # taken over as it stood: nobody's words in particular


class StaleText(Exception):
    """Somebody else saved the same parts after this person read them. Carries the rows as they are now, by part."""

    def __init__(self, current):
        super().__init__("the text has a newer version")
        self.current = current


class AlreadyFrozen(Exception):
    """Both parties have approved: texts and numbers stand."""


class Superseded(Exception):
    """A new edition has replaced the promises: what is written now is written there."""


@transaction.atomic
def write_texts(*, summary, written, by, promise=None, while_writing=False):
    """Save what is said of a promise, or of the whole where none is given; parts that say what they said are left.

    A part belongs to the organisation of whoever writes in it first, a proposal taken over to nobody. All parts are
    saved or none. What is saved by itself `while_writing` is one line in the log for each sitting; every version has
    its row in the history. Returns part → row.
    Raises AlreadyFrozen, Superseded, StaleText, or NotShared when a part is another organisation's own.
    """
    summary = open_summary(summary)
    own = organisations_of(by, summary.promise_set.council)
    rows = {row.part: row for row in summary.texts.select_for_update(of=("self",)).filter(promise=promise)}
    changed = [one for one in written if one.part not in rows or rows[one.part].text != one.text]
    # Before the versions are compared: whoever comes too late would be shown the other's text.
    for one in changed:
        require_open(summary, rows[one.part].organisation if one.part in rows else None, own)
    stale = {one.part: rows.get(one.part) for one in changed if _version(rows, one.part) != one.version}
    if stale:
        raise StaleText(stale)
    for one in changed:
        rows[one.part] = _save(rows.get(one.part), one, summary=summary, promise=promise, own=own)
    if changed:
        take_back(summary, by)
        row = rows[changed[0].part]
        if not (while_writing and _is_told(summary, row, by)):
            parts = sorted(one.part for one in changed)
            of = {"promise": promise.pk} if promise else {}
            told(summary, by=by, verb="write_summary_text", of=row, parts=parts, **of)
    return rows


def open_summary(summary):
    """The summary's row, locked, made if there is none. Raises AlreadyFrozen or Superseded."""
    summary = locked(summary)
    if summary.is_frozen:
        raise AlreadyFrozen
    require_standing(summary)
    return summary


def locked(summary):
    """The summary's row, locked and made if there is none, with its promise set and council."""
    if summary.pk is None:
        summary, _made = Summary.objects.get_or_create(promise_set=summary.promise_set, slug="")
    return Summary.objects.select_for_update(of=("self",)).select_related("promise_set__council").get(pk=summary.pk)


def require_standing(summary):
    """Superseded when a new edition has replaced the promises."""
    if summary.promise_set.is_superseded:
        raise Superseded


def take_back(summary, by, *, unless_of=""):
    """An approval is of a content: what has changed is not ready any more, and must be approved again, by both."""
    if not unless_of and summary.is_ready:
        summary.ready_at = summary.ready_by = None
        summary.save()
    withdrawn = summary.approvals.exclude(sha256=unless_of)
    parties = [approval.party for approval in withdrawn]
    if parties:
        withdrawn.delete()
        told(summary, by=by, verb="withdraw_approvals", of=summary, parties=parties)


def told(summary, **said):
    """The line in the log. The address lets the log lead there; of an own draft the log tells less."""
    if summary.promise_set.is_own_draft:
        said = {name: said[name] for name in ("by", "verb", "of")}
    else:
        said["summary"] = summary.address
    audit.record(council=summary.promise_set.council, **said)


def _is_told(summary, row, by):
    """Has the log told within this sitting that the person writes here?"""
    said = {"object_type": row._meta.model_name, "object_id": row.pk, "verb": "write_summary_text", "actor": by}
    since = timezone.now() - ONE_SITTING
    return AuditEntry.objects.filter(council=summary.promise_set.council, at__gte=since, **said).exists()


def _version(rows, part):
    return rows[part].version if part in rows else 0


def _save(row, one, *, summary, promise, own):
    row = row or SummaryText(
        summary=summary,
        promise=promise,
        part=TextPart(one.part),
        organisation=None if one.is_proposal else next(iter(own), None),
        version=0,
    )
    row.text = one.text
    row.version += 1
    row.save()
    return row
