"""Correcting what both parties have approved: a summary of its own, which names the one it corrects and why."""

from django.db import transaction
from django.db.models import IntegerField
from simple_history.utils import bulk_create_with_history

from councils.asked_together import Question
from councils.prepared import Told, prepared
from followup.actions.summary_texts import locked, require_standing, told
from followup.codes import OF_A_PROMISE, OF_THE_WHOLE
from followup.models import Summary, SummaryText
from followup.summary_addresses import new_address
from promises.models import Promise


class NotFrozen(Exception):
    """It is still a draft: it is changed, and not corrected."""


class AlreadyCorrected(Exception):
    """Somebody has begun to correct it. Carries the correction."""

    def __init__(self, correction):
        super().__init__("there is a correction")
        self.correction = correction


@transaction.atomic
def begin_correction(*, summary, reason, by):
    """Begin a new version of a frozen summary, with its texts as they stand there, open to all who write.

    It looks from the same day, so that its numbers differ only by what has been mended since. Its way to approval is
    that of any summary; the old one stands until then. Returns the correction. Raises NotFrozen, AlreadyCorrected, or
    Superseded.
    """
    summary = locked(summary)
    if not summary.is_frozen:
        raise NotFrozen
    require_standing(summary)
    if begun := Summary.objects.filter(corrects=summary).first():
        begun.promise_set = summary.promise_set
        raise AlreadyCorrected(begun)
    correction = _next_edition(summary, reason)
    correction.save()
    rows = _texts_as_in(summary, correction)
    bulk_create_with_history(rows, SummaryText, default_user=by)
    told(correction, by=by, verb="correct_summary", of=correction, edition=correction.edition)
    return correction


def correction_asked(summary):
    """What `correction_of` asks, to be asked with other questions."""
    return Question(_correction_of, summary=summary.pk)


def correction_of(summary, asked=None):
    """The summary that corrects this one, approved or on its way; None when nobody has begun any."""
    return next(iter((asked or correction_asked(summary)).rows), None) if summary.is_frozen else None


@prepared
def _correction_of():
    return Summary.objects.filter(corrects=Told("summary", IntegerField())).defer("snapshot").order_by("pk")[:1]


def _next_edition(summary, reason):
    kept = ("promise_set", "kind", "name", "as_of", "registry_number", "police_registry_number", "retention")
    edition = summary.edition + 1
    slug = new_address(summary.promise_set, kind=summary.kind, as_of=summary.as_of, edition=edition)
    said = {"slug": slug, "edition": edition, "corrects": summary, "correction_reason": reason}
    return Summary(**{name: getattr(summary, name) for name in kept}, **said)


def _texts_as_in(summary, correction):
    """Every part as the frozen one has it, blank ones too: nothing new is proposed in what was read and approved."""
    saved = {(row.promise_id, row.part): row.text for row in summary.texts.all()}
    promises = Promise.objects.filter(section__promise_set=summary.promise_set).values_list("pk", flat=True)
    keys = [(None, part) for part in OF_THE_WHOLE]
    keys += [(pk, part) for pk in promises.order_by("pk") for part in OF_A_PROMISE]
    return [
        SummaryText(summary=correction, promise_id=promise, part=part, text=saved.get((promise, part), ""))
        for promise, part in keys
    ]
