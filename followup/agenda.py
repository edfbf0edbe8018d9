"""What has a day in some councils: summaries, deliverables, checkpoints, meetings and whatever else is to be done.

The days stay where they are kept; here they become one list, in a constant number of queries.
"""

from collections import defaultdict
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from councils.asked_together import Question, ask_together
from councils.models import Decision, Meeting
from councils.prepared import Ids, prepared
from followup.codes import DeadlineKind
from followup.council_sets import sets_asked, sets_of
from followup.duties import duties_asked, duties_of
from followup.models import Assessment, Deadline, Summary
from followup.things import Thing, ThingKind, in_order
from promises.codes import Jointly, TargetKind
from promises.models import Credit, Responsibility, Target
from promises.querysets import IN_FORCE, readable
from promises.rules_at_once import answered_for, gathered_responsibilities

LONGEST_NAME = 160
SET_OF_TARGET = "promise__section__promise_set"


class AgendaQuestions(NamedTuple):
    """What the agenda of some councils asks, beside their sets."""

    deliveries: Question
    deadlines: Question
    meetings: Question
    duties: Question
    decisions: Question


def agenda_asked(gates, today):
    """What `agenda` asks, to be asked with other questions."""
    gates = {gate.council.pk: gate for gate in gates}
    return AgendaQuestions(
        deliveries=Question(_deliverables_in, councils=gates),
        deadlines=_deadlines_asked(gates),
        meetings=Question(_meetings_in, councils=gates),
        duties=duties_asked(gates, _years_around(today)),
        decisions=Question(_decisions_in, councils=gates),
    )


def agenda(gates, *, today, until=None, with_done=False, sets=None, asked=None):
    """Everything with a day that these gates let one see, in order; `until` is the last day asked for.

    What is not done stays however long ago its day was; what is done, and meetings that have been held, are given only
    `with_done`. `sets`: what `sets_of` gives, where it has been read already; `asked`: what `agenda_asked` gives, the
    same. Call it with the scope of the councils open. One query, however many councils and rows.
    """
    gates = {gate.council.pk: gate for gate in gates}
    if not gates:
        return []
    if asked is None:
        asked = agenda_asked(gates.values(), today)
        of_sets = sets_asked(gates.values()) if sets is None else None
        ask_together(*asked, of_sets)
        sets = sets_of(gates.values(), of_sets) if sets is None else sets
    found = [
        *_summaries(gates, sets),
        *_deliveries(gates, asked.deliveries.rows),
        *_deadlines(gates, asked.deadlines.rows),
        *_meetings(gates, asked.meetings.rows, today),
        *duties_of(gates, years=_years_around(today), today=today, only_near=True, asked=asked.duties),
        *_decisions(gates, asked.decisions.rows),
    ]
    return in_order(
        thing
        for thing in found
        if (with_done or not thing.is_done) and (until is None or thing.day is None or thing.day <= until)
    )


def _years_around(today):
    return [today.year + step for step in (-1, 0, 1)]


def readable_in(gates, promise_set=""):
    """Which promise sets several gates together let one read: `readable`, each council by its own gate."""
    alike = _alike(gates)
    way = f"{promise_set}__" if promise_set else ""
    rules = (Q(**{f"{way}council__in": ids}) & readable(gates[ids[0]], promise_set) for ids in alike.values())
    return reduce(or_, rules)


def _alike(gates):
    """(sees drafts, ids of organisations) → ids of the councils where it is so."""
    alike = defaultdict(list)
    for council, gate in gates.items():
        alike[gate.can_view_drafts, gate.organisations].append(council)
    return alike


def deadlines_readable_in(gates):
    """Deadlines that these gates let one see: those of no promise set, and those of sets that one reads."""
    return Deadline.objects.filter(Q(promise_set__isnull=True) | readable_in(gates, "promise_set"), council__in=gates)


def _summaries(gates, sets):
    for row in sets:
        if row.summary_due_on is None or not row.is_decided or row.is_superseded:
            continue
        has_summary = row.approved_at is not None
        gate = gates[row.council_id]
        page = "followup:summary" if gate.can_view_drafts or has_summary else "promises:promise_set"
        yield Thing(
            key=f"summary:{row.pk}",
            kind=ThingKind.SUMMARY,
            council=gate.council,
            day=row.summary_due_on,
            text=_("Sammanställningen av %(promises)s ska vara klar.") % {"promises": row.heading},
            name=_("Sammanställningen av %(promises)s") % {"promises": row.heading},
            url=reverse(page, args=[gate.council.slug, row.slug]),
            is_done=has_summary,
        )


def _deliveries(gates, rows):
    """Deliverables of promises in force. Done: something counts, somebody has judged it, or the summary is approved."""
    organisations = {}
    for row in rows:
        answered_for(row.promise, row.answering, organisations)
        gate = gates[row.promise_set.council_id]
        page = reverse("followup:evidence", args=[gate.council.slug, row.pk])
        logs = f"{reverse('followup:log', args=[gate.council.slug])}?mal={row.pk}"
        yield Thing(
            key=f"delivery:{row.pk}",
            kind=ThingKind.DELIVERY,
            council=gate.council,
            day=row.due_on,
            text=_("Ska vara klart: %(what)s.") % {"what": row.label.rstrip(".")},
            name=row.label.rstrip("."),
            url=logs if gate.can_log_activity and not row.is_finished else page,
            owed_by=(frozenset([row.lead_id]) if row.jointly == Jointly.LEAD else row.responsible_ids) or None,
            is_done=row.is_finished,
        )


@prepared
def _deliverables_in():
    counted = Credit.objects.counting().filter(target=OuterRef("pk"), amount__gt=0)
    judged = Assessment.objects.filter(target=OuterRef("pk"))
    frozen = Summary.objects.final().decided().filter(promise_set=OuterRef(SET_OF_TARGET))
    answering = Responsibility.objects.filter(promise=OuterRef("promise"))
    rows = Target.objects.filter(
        kind=TargetKind.DELIVERABLE,
        **{f"{SET_OF_TARGET}__council__among": Ids("councils"), f"{SET_OF_TARGET}__status__in": IN_FORCE},
    )
    return rows.select_related(SET_OF_TARGET).annotate(
        is_finished=Exists(counted) | Exists(judged) | Exists(frozen),
        answering=Subquery(gathered_responsibilities(answering)),
    )


class _AnyGate(NamedTuple):
    """Stands for a gate in a statement that is made before the gates are known."""

    can_view_drafts: bool
    organisations: Ids


def _deadlines_asked(gates):
    """Which one reads depends on the gate, so the statement has a part for each kind of gate there is."""
    alike = _alike(gates)
    told = {f"councils_{n}": councils for n, councils in enumerate(alike.values())}
    told |= {f"organisations_{n}": organisations for n, (_drafts, organisations) in enumerate(alike)}
    return Question(_deadlines_in, *(drafts for drafts, _organisations in alike), **told)


@prepared
def _deadlines_in(*can_view_drafts):
    rules = Q()
    for n, drafts in enumerate(can_view_drafts):
        gate = _AnyGate(drafts, Ids(f"organisations_{n}"))
        reads = Q(promise_set__isnull=True) | readable(gate, "promise_set")
        rules |= Q(council__among=Ids(f"councils_{n}")) & reads
    return Deadline.objects.filter(rules).select_related("promise_set").defer("standing")


def _deadlines(gates, rows):
    for row in rows:
        gate, is_checkpoint = gates[row.council_id], row.kind == DeadlineKind.CHECKPOINT
        name = f"{row.title} ({row.promise_set.heading})" if is_checkpoint else row.title
        yield Thing(
            key=f"deadline:{row.pk}",
            kind=ThingKind.CHECKPOINT if is_checkpoint else ThingKind.TASK,
            council=gate.council,
            day=row.due_on,
            text=_sentence(name),
            name=name.rstrip("."),
            url=_page_of(row, gate),
            owed_by=frozenset([row.organisation_id]) if row.organisation_id else None,
            is_done=row.is_done,
        )


def _page_of(deadline, gate):
    """Where it is done, or read when it is; who may not do it reads it in the list."""
    if gate.can_edit_promises or deadline.is_done:
        return reverse("followup:finish_deadline", args=[gate.council.slug, deadline.pk])
    return reverse("followup:deadlines", args=[gate.council.slug])


@prepared
def _meetings_in():
    return Meeting.objects.planned().filter(council__among=Ids("councils")).defer("invitation", "minutes")


def _meetings(gates, rows, today):
    for row in rows:
        council = gates[row.council_id].council
        yield Thing(
            key=f"meeting:{row.pk}",
            kind=ThingKind.MEETING,
            council=council,
            day=row.held_on,
            text=meeting_text(row),
            name=row.name,
            url=reverse("followup:meeting", args=[council.slug, row.pk]),
            is_done=row.held_on < today,
        )


def decisions_readable_by(gate):
    """The council's decisions; for those who read no drafts only what stands in approved minutes."""
    rows = Decision.objects.of(gate.council).filter(meeting__cancelled_at__isnull=True)
    return rows if gate.can_view_drafts else rows.filter(meeting__approved_at__isnull=False)


@prepared
def _decisions_in():
    rows = Decision.objects.filter(meeting__council__among=Ids("councils"), due_on__isnull=False).open()
    return rows.select_related("meeting").defer("meeting__invitation", "meeting__minutes")


def _decisions(gates, rows):
    """What has a day of what the councils have decided and is not done. The rest waits for its owner: see owed.py."""
    for row in rows:
        gate = gates[row.meeting.council_id]
        if gate.can_view_drafts or row.meeting.is_locked:
            yield decision_thing(row, gate.council)


def decision_thing(decision, council):
    """A decision as something to do."""
    return Thing(
        key=f"decision:{decision.pk}",
        kind=ThingKind.DECISION,
        council=council,
        day=decision.due_on,
        text=_sentence(_("Beslut § %(number)s: %(text)s") % {"number": decision.number, "text": _short(decision.text)}),
        name=_("Beslut § %(number)s") % {"number": decision.number},
        url=reverse("followup:decisions", args=[council.slug]),
        owed_by=frozenset([decision.organisation_id]) if decision.organisation_id else None,
    )


def meeting_text(meeting):
    """What a meeting is called, as a sentence."""
    return _("Möte: %(title)s") % {"title": _sentence(meeting.title)} if meeting.title else _("BRÅ-gruppen har möte.")


def _short(text):
    return Truncator(" ".join(text.split())).chars(LONGEST_NAME, truncate=" …")


def _sentence(text):
    return text if text.endswith((".", "!", "?")) else f"{text}."
