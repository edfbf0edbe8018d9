"""The summaries of all one's councils: which are approved, and who lacks what. A constant number of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from councils.access import Gate
from councils.text import swedish_key
from followup.codes import DocumentKind, Party
from followup.models import Summary, SummaryDocument
from followup.zipping import Part
from promises.models import PromiseSet
from promises.wording import both

NOT_BEGUN, DRAFT, READY, APPROVED, NOT_TOLD = "not_begun", "draft", "ready", "approved", "not_told"


@dataclass(frozen=True)
class Line:
    """One summary in the list, or one that is due and that nobody has begun: then it has no row.

    `approved`: the parties that have. `is_being_corrected`: a correction is on its way, which only writers read.
    """

    gate: Gate
    promise_set: PromiseSet
    summary: Summary | None = None
    approved: frozenset = frozenset()
    is_being_corrected: bool = False

    @property
    def council(self):
        return self.gate.council

    @property
    def is_approved(self):
        return self.summary is not None and self.summary.is_frozen

    @property
    def year(self):
        """The year that it speaks of: when its days end, or began where they have no end."""
        on_the_way = self.summary and not self.summary.is_final
        return (self.summary.as_of if on_the_way else self.promise_set.last_day or self.promise_set.first_day).year

    @property
    def address(self):
        return self.summary.address if self.summary else self.promise_set.slug

    @property
    def is_open_to(self):
        """May the reader follow the line to its page? Of drafts only those who read drafts."""
        return self.is_approved or self.gate.can_view_drafts

    @cached_property
    def state(self):
        if self.is_approved:
            return APPROVED
        if not self.gate.can_view_drafts:
            return NOT_TOLD
        if self.summary is None:
            return NOT_BEGUN
        return READY if self.summary.is_ready else DRAFT

    @property
    def lacks(self):
        """Who has not approved what is ready, in words; blank where nobody is waited for."""
        waiting = [party.label.lower() for party in Party if party.value not in self.approved]
        return _("Väntar på att %(parties)s godkänner.") % {"parties": both(waiting)} if self.state == READY else ""

    @property
    def due_on(self):
        """When the final one is due, as long as it is not approved."""
        is_final = self.summary is None or self.summary.is_final
        return self.promise_set.summary_due_on if is_final and not self.is_approved else None


@dataclass(frozen=True)
class Year:
    """The summaries of a year, and how far they have come."""

    year: int
    lines: list[Line]

    @property
    def approved(self):
        return sum(line.is_approved for line in self.lines)


def every_summary(gates):
    """A line for each summary in these councils, by year, newest first, and then by council.

    What has been replaced by an approved correction or a new edition is not a summary to wait for.
    """
    own = {gate.council.pk: gate for gate in gates}
    sets = PromiseSet.objects.filter(council__in=own).decided()
    rows = Summary.objects.filter(promise_set__council__in=own).standing().defer("snapshot")
    by_set, corrected = {}, set()
    for row in rows.prefetch_related("approvals"):
        if row.corrects_id and not row.is_frozen:
            corrected.add(row.corrects_id)
        else:
            by_set.setdefault(row.promise_set_id, []).append(row)
    lines = [
        line
        for one in sets
        for line in _lines_of(one, own[one.council_id], by_set.get(one.pk, []), corrected)
        if line.is_approved or not one.is_superseded
    ]
    return sorted(lines, key=_in_order)


def by_year(lines):
    """The lines under their years, in the order they come."""
    found = {}
    for line in lines:
        found.setdefault(line.year, []).append(line)
    return [Year(year, of_year) for year, of_year in found.items()]


def kept_papers(lines):
    """The kept PDF of each approved summary among the lines, one at a time: one query, and one PDF in memory."""
    approved = {line.summary.pk: line for line in lines if line.is_approved}
    names = _names(approved.values())
    rows = SummaryDocument.objects.filter(kind=DocumentKind.FULL, summary__in=approved).order_by("summary")
    for pk, content in rows.values_list("summary", "content").iterator(chunk_size=1):
        at = timezone.localtime(approved[pk].summary.frozen_at)
        yield Part(names[pk], bytes(content), at)


def _lines_of(promise_set, gate, rows, corrected):
    promise_set.council = gate.council
    lines = []
    for row in rows:
        row.promise_set = promise_set
        approved = frozenset(approval.party for approval in row.approvals.all())
        # That a correction is being written is, as any draft, told to those who read drafts.
        lines.append(Line(gate, promise_set, row, approved, row.pk in corrected and gate.can_view_drafts))
    # Who reads no drafts is not told whether one has been begun.
    lines = [line for line in lines if line.is_open_to]
    if not any(line.summary.is_final for line in lines):
        lines.append(Line(gate, promise_set))
    return lines


def _in_order(line):
    as_of = line.summary.as_of if line.summary and line.summary.as_of else date.max
    return -line.year, swedish_key(line.council.short_name), line.council.pk, line.promise_set.pk, as_of


def _names(lines):
    """Summary id → file name: which council, and which days; the address as well where that is not enough."""
    plain = {line.summary.pk: _name(line) for line in lines}
    often = Counter(plain.values())
    by_pk = {line.summary.pk: line for line in lines}
    return {pk: f"{name}.pdf" if often[name] == 1 else f"{name}_{by_pk[pk].address}.pdf" for pk, name in plain.items()}


def _name(line):
    """Such as: overkalix_2019-01-01_2019-12-31."""
    summary = line.summary
    last_day = line.promise_set.last_day if summary.is_final else summary.as_of
    days = (line.promise_set.first_day, last_day or summary.as_of)
    return "_".join([line.council.slug, *(day.isoformat() for day in days)])
