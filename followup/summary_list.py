"""Every summary of a council, year by year: where it is, its earlier versions, and who has acknowledged it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.models import Delivery, Summary, SummaryDocument
from followup.sharing import Sharing, sharing_by_summary
from promises.models import PromiseSet
from promises.wording import both


@dataclass(frozen=True)
class ListedSummary:
    """One summary with its corrections: the row that stands, else the draft.

    `next_one`: the correction that is being written, for those who read drafts. `earlier`: what it has replaced, the
    latest first. `kept`: which documents are kept with it. `is_closed`: it is a draft of which this reader may only
    know when it was due.
    """

    row: Summary
    sharing: Sharing | None = None
    next_one: Summary | None = None
    earlier: list = field(default_factory=list)
    deliveries: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    due_on: object = None
    is_overdue: bool = False
    is_closed: bool = False

    @property
    def named(self):
        """The promises, and what it covers: what tells its links from those of the others."""
        return ", ".join(filter(None, [self.row.promise_set.heading, self.row.name]))

    @property
    def offices(self):
        """Office → whether it has acknowledged, also where it was handed the summary more than once."""
        found = {}
        for row in self.deliveries:
            found[row.office] = found.get(row.office, False) or row.acknowledged_on is not None
        return found

    @property
    def waits_for_receipt(self):
        return not all(self.offices.values())

    @property
    def delivered(self):
        """To how many it has been handed over and who has acknowledged it, in a sentence; empty before it was."""
        number = len(self.offices)
        if not number:
            return ""
        to = ngettext("Överlämnad till %(number)s mottagare.", "Överlämnad till %(number)s mottagare.", number)
        return " ".join([to % {"number": number}, *_receipts(self.offices)])


def _receipts(offices):
    for words, wanted in ((_("Kvitterad av %(offices)s."), True), (_("Inte kvitterad av %(offices)s."), False)):
        if chosen := [office for office, has_got in offices.items() if has_got is wanted]:
            yield words % {"offices": both(chosen)}


@dataclass(frozen=True)
class ListedSet:
    """The summaries of one promise set: the final one first, then those on the way there, the latest first."""

    promise_set: PromiseSet
    summaries: list
    may_begin: bool = False


def listed_summaries(gate, *, today):
    """The council's summaries by promise set, newest first, as somebody reads them through a gate.

    Who reads no drafts is told of a draft only that it is late. Of an edition that has been replaced there is what
    was approved. Six queries at most, however many they are.
    """
    sets = list(PromiseSet.objects.of(gate.council).decided().latest_first())
    chains = _chains(gate, sets)
    sharing = _sharing(gate, [chain[-1] for found in chains.values() for chain in found])
    around = _deliveries(gate), _kept(gate)
    listed = []
    for promise_set in sets:
        found = [_listed(chain, gate, sharing, around, today) for chain in chains[promise_set.pk]]
        rows = [one for one in found if one]
        may_begin = gate.can_write_summary and not promise_set.is_superseded and promise_set.first_day <= today
        if rows:
            listed.append(ListedSet(promise_set, rows, may_begin=may_begin and not rows[0].row.is_frozen))
    return listed


def _chains(gate, sets):
    """Promise set id → its summaries, each a list of the first version and its corrections in order."""
    chains, chain_of = {promise_set.pk: [] for promise_set in sets}, {}
    by_pk = {promise_set.pk: promise_set for promise_set in sets}
    rows = Summary.objects.of(gate.council).filter(promise_set__in=by_pk).defer("snapshot")
    for row in rows.order_by("edition", "pk"):
        row.promise_set = by_pk[row.promise_set_id]
        chain = chain_of[row.pk] = chain_of.get(row.corrects_id, [])
        if not chain:
            chains[row.promise_set_id].append(chain)
        chain.append(row)
    for promise_set in sets:
        promise_set.council = gate.council
        if not any(chain[0].is_final for chain in chains[promise_set.pk]):
            chains[promise_set.pk].append([Summary(promise_set=promise_set)])
        chains[promise_set.pk].sort(key=_place)
    return chains


def _place(chain):
    first = chain[0]
    return (0, 0) if first.is_final else (1, -first.as_of.toordinal())


def _sharing(gate, rows):
    if not gate.can_view_drafts:
        return {}
    return sharing_by_summary([row for row in rows if row.pk and not row.is_frozen], gate.organisations)


def _deliveries(gate):
    rows = Delivery.objects.filter(summary__promise_set__council=gate.council)
    by_summary = defaultdict(list)
    for row in rows.order_by("delivered_on", "pk"):
        by_summary[row.summary_id].append(row)
    return by_summary


def _kept(gate):
    by_summary = defaultdict(list)
    for summary, kind in SummaryDocument.objects.of(gate.council).values_list("summary", "kind"):
        by_summary[summary].append(kind)
    return by_summary


def _listed(chain, gate, sharing, around, today):
    """One summary as the reader may know of it, or None. `around`: deliveries and kept documents, by summary."""
    frozen, last = [row for row in chain if row.is_frozen], chain[-1]
    if frozen:
        next_one = last if gate.can_view_drafts and not last.is_frozen else None
        *earlier, row = frozen
        deliveries, kept = (found[row.pk] for found in around)
        return ListedSummary(row, next_one=next_one, earlier=earlier[::-1], deliveries=deliveries, kept=kept)
    due_on = last.promise_set.summary_due_on if last.is_final else None
    is_overdue = due_on is not None and due_on < today
    if last.promise_set.is_superseded or not (gate.can_view_drafts or is_overdue):
        return None
    days = {"due_on": due_on, "is_overdue": is_overdue}
    if not gate.can_view_drafts:
        return ListedSummary(Summary(promise_set=last.promise_set), **days, is_closed=True)
    return ListedSummary(last, sharing.get(last.pk), **days)
