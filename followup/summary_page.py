"""Everything that the page of one summary shows, read once."""

from dataclasses import dataclass, field

from django.db.models import IntegerField
from django.utils.translation import get_language

from councils.asked_together import Question, ask_together
from councils.gathered import hold
from councils.prepared import Told, prepared
from councils.roles import Permission
from followup.actions.corrections import correction_asked, correction_of
from followup.actions.summaries import content_on, day_seen
from followup.addendum import addendum_of
from followup.codes import Party
from followup.document.asked import snapshot_asked
from followup.document.snapshot import LANGUAGE, content_digest, printed, snapshot_of
from followup.models import Delivery, SummaryText
from followup.notes import noted_asked
from followup.progress import set_progress
from followup.readiness import what_is_missing
from followup.sharing import Sharing, sharing_of
from followup.summary_around import around_asked, read_around
from followup.summary_documents import documents_listed, sizes_asked
from followup.summary_life import Seen, SummaryLife, life_of_summary
from followup.summary_reading import Reading, reading
from promises.models import PromiseSet
from promises.parts import lacking_asked, number_lacking

MAY_APPROVE = {
    Party.MUNICIPALITY: Permission.APPROVE_FOR_MUNICIPALITY,
    Party.POLICE: Permission.APPROVE_FOR_POLICE,
}


@dataclass(frozen=True)
class SummaryPage:
    """What the page shows. `read` is the digest of what an approval from this page is of.

    `correction`: the summary that corrects this one, of which only writers read while it is a draft.
    `returned`: the last time it was sent back, while it is being mended.
    """

    snapshot: dict
    reading: Reading
    life: SummaryLife
    approvals: list
    sharing: Sharing
    missing: list = field(default_factory=list)
    deliveries: list = field(default_factory=list)
    returned: object = None
    correction: object = None
    corrects: object = None
    replaced_by: object = None
    read: str = ""
    open_comments: int = 0
    documents: list = field(default_factory=list)
    addendum: object = None

    @property
    def blocking(self):
        """What must be there before the summary can be said to be ready."""
        return [one for one in self.missing if one.blocks]

    @property
    def has_proposals(self):
        """Is anything here only proposed, so that somebody may take all of it over at once?"""
        promises = [promise for section in self.snapshot["sections"] for promise in section["promises"]]
        return any(row.get("proposed") for row in (self.snapshot, *promises))

    @property
    def remarks(self):
        """What one should think of first, and can leave."""
        return [one for one in self.missing if not one.blocks]


def page_of_summary(summary, gate, *, today):
    """The page as somebody reads it through a gate: a constant number of queries."""
    if summary.is_frozen:
        return _frozen(summary, gate, today)
    as_of, is_written = day_seen(summary, today), _is_written(summary, gate)
    around, beside = around_asked(summary), snapshot_asked(summary, as_of=as_of)
    lacking = lacking_asked(summary.promise_set) if is_written else []
    progress = set_progress(summary.promise_set, as_of=as_of, beside=[around, *beside, *lacking])
    comments = read_around(summary, around)
    sharing = sharing_of(summary, gate.organisations)
    parties = parties_of(gate)
    shown = {"language": get_language(), "sharing": sharing, "with_evidence": bool(parties and summary.is_ready)}
    snapshot = snapshot_of(summary, progress, asked=beside, **shown)
    missing = _missing(summary, snapshot, sharing, comments, lacking) if is_written else []
    blocking = [one for one in missing if one.blocks]
    seen = Seen(_approved(snapshot), parties, blocking=blocking, unshared=bool(sharing.unshared))
    life = life_of_summary(summary, gate, seen, today=today)
    return SummaryPage(
        snapshot,
        reading(snapshot, comments),
        life,
        approvals=_of_parties(snapshot),
        sharing=sharing,
        missing=missing,
        returned=_returned(summary),
        corrects=_corrected(summary),
        replaced_by=_new_edition(summary),
        read=_read(summary, snapshot, today) if life.to_approve else "",
        open_comments=sum(comments.values()),
        documents=documents_listed(summary),
    )


def _frozen(summary, gate, today):
    snapshot = printed(summary)
    of_deliveries, of_texts = (Question(one, summary=summary.pk) for one in (_deliveries_of, _texts_of))
    of_correction, of_sizes = correction_asked(summary), sizes_asked(summary)
    of_notes = noted_asked(summary.promise_set, summary.frozen_at)
    ask_together(of_deliveries, of_texts, of_correction, of_sizes, *of_notes)
    hold(summary, "texts", of_texts.rows)
    deliveries, correction = of_deliveries.rows, correction_of(summary, of_correction)
    if correction:
        correction.promise_set = summary.promise_set
    is_corrected = bool(correction and correction.is_frozen)
    seen = Seen(_approved(snapshot), parties_of(gate), deliveries, is_corrected=is_corrected)
    return SummaryPage(
        snapshot,
        reading(snapshot),
        life_of_summary(summary, gate, seen, today=today),
        approvals=_of_parties(snapshot),
        sharing=Sharing(is_frozen=True),
        deliveries=deliveries,
        documents=documents_listed(summary, of_sizes),
        addendum=addendum_of(summary, gate, of_notes),
        correction=correction if is_corrected or gate.can_view_drafts else None,
        corrects=_corrected(summary),
        replaced_by=_new_edition(summary),
    )


@prepared
def _deliveries_of():
    rows = Delivery.objects.filter(summary=Told("summary", IntegerField()))
    return rows.select_related("delivered_by", "acknowledged_by")


@prepared
def _texts_of():
    return SummaryText.objects.filter(summary=Told("summary", IntegerField()))


def parties_of(gate):
    """The parties that somebody may approve for."""
    return [party for party, permission in MAY_APPROVE.items() if gate.allows(permission)]


def _is_written(summary, gate):
    """Is it a draft that this person writes in? Only those are told what is missing."""
    return gate.can_write_summary and not summary.is_ready and not summary.promise_set.is_superseded


def _missing(summary, snapshot, sharing, comments, lacking):
    number = number_lacking(summary.promise_set, lacking)
    return what_is_missing(summary, snapshot, sharing, open_comments=sum(comments.values()), unconfirmed=number)


def _of_parties(snapshot):
    # As the snapshot has them: who signed is not renamed afterwards.
    return list(zip(Party, snapshot["approvals"], strict=True))


def _approved(snapshot):
    return {party.value: row for party, row in _of_parties(snapshot) if row["on"]}


def _read(summary, snapshot, today):
    """What is approved is Swedish: of a page in Swedish it is what one reads, and need not be made again."""
    return content_digest(snapshot) if get_language() == LANGUAGE else content_on(summary, day=today)


def _returned(summary):
    if not summary.pk or summary.is_ready:
        return None
    return max(summary.returns.all(), key=lambda row: row.pk, default=None)


def _corrected(summary):
    if summary.corrects:
        summary.corrects.promise_set = summary.promise_set
    return summary.corrects


def _new_edition(summary):
    if not summary.promise_set.is_superseded:
        return None
    return PromiseSet.objects.filter(replaces=summary.promise_set).decided().first()
