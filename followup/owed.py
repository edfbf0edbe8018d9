"""What is somebody's own to do now, by role and organisation: on the person's page, and in the reminder by mail.

Everything that waits in some councils is read at once, as claims: a thing, and who owes it. For one person the claims
are read with the person's own gates, for all people with gates that see everything (`claims_of_everybody`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.access import Gate
from councils.models import Decision
from councils.roles import Permission
from followup.actions.summaries import is_over
from followup.agenda import agenda, decision_thing
from followup.buckets_closing import buckets_closing
from followup.codes import Party
from followup.deciding import owes as owes_decision
from followup.models import Deadline, Summary
from followup.plan_things import plan_things
from followup.things import Thing, ThingKind, in_order
from promises.life import RIGHTS
from promises.models import PromiseSet
from promises.parts import numbers_by_organisation
from promises.waiting import drafts_to_sign, waits_for
from promises.wording import both

# How many days before its day a thing becomes somebody's to do. A meeting is nobody's.
NEAR = {ThingKind.SUMMARY: 30, ThingKind.DELIVERY: 30, ThingKind.CHECKPOINT: 14, ThingKind.TASK: 14, ThingKind.DUTY: 30}


@dataclass(frozen=True)
class Claim:
    """A thing that waits in a council, and whether a person who comes through a gate owes it.

    `readers`: organisations that alone may read of it, where it belongs to somebody's own draft; None is everybody.
    """

    thing: Thing
    owes: Callable[[Gate], bool]
    readers: frozenset[int] | None = None

    def is_owed(self, gate):
        return self.is_open_to(gate) and self.owes(gate)

    def is_open_to(self, gate):
        """Is it of the gate's council, and may one read of it there?"""
        here = self.thing.council.pk == gate.council.pk
        return here and (self.readers is None or not self.readers.isdisjoint(gate.organisations))


@dataclass
class _SeesEverything(Gate):
    """A gate for reading on behalf of everybody. What each may know is asked of each one's own gate afterwards."""

    parties: frozenset[int] = frozenset()

    @property
    def organisations(self):
        return self.parties


def owed(gates, *, today):
    """What the person whose gates these are has to do, in order: what has no day first, then by day.

    A constant number of queries. Call it with the scope of the councils open.
    """
    return owed_of(claims_in(gates, today=today), gates)


def owed_of(claims, gates):
    """Of claims that have been read already, the things that one person owes, in order."""
    return in_order(
        {claim.thing.key: claim.thing for gate in gates for claim in claims if claim.is_owed(gate)}.values()
    )


def claims_of_everybody(gates_of, *, today):
    """Council id → every claim there. `gates_of`: user → gates, as `gates_of_everybody` gives them."""
    gates = [gate for own in gates_of.values() for gate in own]
    parties = frozenset().union(*(gate.organisations for gate in gates))
    councils = {gate.council.pk: gate.council for gate in gates}
    all_seeing = [_SeesEverything(one, frozenset(Permission), None, parties=parties) for one in councils.values()]
    found = {pk: [] for pk in councils}
    for claim in claims_in(all_seeing, today=today):
        found[claim.thing.council.pk].append(claim)
    return found


def claims_in(gates, *, today):
    """Everything that waits for somebody in the councils of these gates. A constant number of queries."""
    councils = {gate.council.pk: gate.council for gate in gates}
    if not councils:
        return []
    approvals = [row for row in _approvals(councils) if row.approvals.all() or is_over(row, today)]
    return [
        *_signatures(councils),
        *_parts(councils, today),
        *(claim for row in approvals for claim in _asked(row, councils)),
        *_decisions(councils),
        *_with_a_day(gates, _in_place_of(approvals), today),
        *(Claim(thing, _may_log_for(thing)) for thing in buckets_closing(councils, today=today)),
        *(Claim(thing, owes) for thing, owes in plan_things(councils, today=today)),
    ]


def _with_a_day(gates, left_out, today):
    readers = _readers_of_own_drafts([gate.council.pk for gate in gates])
    for thing in agenda(gates, today=today, until=today + timedelta(days=max(NEAR.values()))):
        near = NEAR.get(thing.kind)
        if near is None or thing.day is None or (thing.day - today).days > near or thing.key in left_out:
            continue
        yield Claim(thing, _OWES[thing.kind](thing), readers.get(thing.key))


def _may_write(thing):
    return lambda gate: gate.can_write_summary


def _may_plan_for(thing):
    return lambda gate: gate.can_edit_promises and thing.is_owed_by(gate.organisations)


def _may_log_for(thing):
    return lambda gate: gate.can_log_activity and thing.is_owed_by(gate.organisations)


def _may_mark(thing):
    return lambda gate: gate.can_edit_plan


_OWES = {
    ThingKind.DUTY: _may_mark,
    ThingKind.SUMMARY: _may_write,
    ThingKind.CHECKPOINT: _may_plan_for,
    ThingKind.TASK: _may_plan_for,
    ThingKind.DELIVERY: _may_log_for,
}


def _readers_of_own_drafts(councils):
    """Key → the organisation that alone reads of it, for deadlines of drafts that nobody else has been shown."""
    own = PromiseSet.objects.filter(council__in=councils, organisation__isnull=False, shared_at__isnull=True)
    rows = Deadline.objects.open().filter(promise_set__in=own.undecided())
    pairs = rows.order_by().values_list("pk", "promise_set__organisation")
    return {f"deadline:{pk}": frozenset([organisation]) for pk, organisation in pairs}


def _signatures(councils):
    for draft in drafts_to_sign(councils):
        council = councils[draft.council_id]
        thing = Thing(
            key=f"signature:{draft.pk}",
            kind=ThingKind.SIGNATURE,
            council=council,
            day=None,
            text=_("%(promises)s väntar på din underskrift.") % {"promises": draft.heading},
            url=reverse("followup:sign_promise_set", args=[council.slug, draft.slug]),
        )
        yield Claim(thing, lambda gate, draft=draft: waits_for(draft, gate))


def _parts(councils, today):
    for (council, organisation), number in numbers_by_organisation(councils, today).items():
        text = ngettext(
            "%(number)s aktivitet väntar på att ni bekräftar er del.",
            "%(number)s aktiviteter väntar på att ni bekräftar er del.",
            number,
        )
        thing = Thing(
            key=f"parts:{council}",
            kind=ThingKind.PARTS,
            council=councils[council],
            day=None,
            text=text % {"number": number},
            url=reverse("followup:parts", args=[councils[council].slug]),
            owed_by=frozenset([organisation]),
        )
        yield Claim(thing, lambda gate, own=organisation: _confirms_for(gate, own))


def _confirms_for(gate, organisation):
    """One says the part of the organisation that one acts for first of all."""
    return gate.can_log_activity and gate.organisation is not None and gate.organisation.pk == organisation


def _approvals(councils):
    """The open summaries that wait for an approval: ready and over, or approved by one party."""
    waiting = Q(ready_at__isnull=False) | Q(approvals__isnull=False)
    rows = Summary.objects.open().filter(waiting, promise_set__council__in=councils)
    standing = PromiseSet.objects.filter(council__in=councils).standing()
    rows = rows.filter(promise_set__in=standing).select_related("promise_set").prefetch_related("approvals").distinct()
    return list(rows)


def _decisions(councils):
    """What the councils have decided and nobody has done yet, however far away its day is. Two queries."""
    rows = Decision.objects.filter(meeting__council__in=councils).open().select_related("meeting", "owner")
    for row in rows.prefetch_related("owner__holders"):
        thing = decision_thing(row, councils[row.meeting.council_id])
        yield Claim(thing, lambda gate, row=row: owes_decision(row, gate))


def _in_place_of(approvals):
    """Keys of the summaries' own things that the approvals stand for: the work that is left is to approve."""
    return {f"summary:{row.promise_set_id}" for row in approvals if not row.slug}


def _asked(summary, councils):
    """One claim for each party that has not approved. Who has approved for the one does not owe it for the other."""
    given = {approval.party: approval for approval in summary.approvals.all()}
    by = {approval.approved_by_id for approval in given.values()}
    for party in Party:
        if party.value not in given:
            thing = _approval(summary, party, given, councils[summary.promise_set.council_id])
            yield Claim(thing, lambda gate, party=party: gate.allows(RIGHTS[party]) and gate.user.pk not in by)


def _approval(summary, party, given, council):
    promise_set = summary.promise_set
    words = {"promises": _named(summary), "party": both(Party(one).label for one in given)}
    ready = _("Sammanställningen av %(promises)s är klar. Den väntar på ditt godkännande.")
    approved = _("%(party)s har godkänt sammanställningen av %(promises)s. Den väntar på ditt godkännande.")
    return Thing(
        # The final one keeps the key it had when it was the only one that a set could have.
        key=f"approval:{promise_set.pk}{f'.{summary.pk}' if summary.slug else ''}:{party.value}",
        kind=ThingKind.APPROVAL,
        council=council,
        day=promise_set.summary_due_on if summary.is_final else None,
        text=(approved if given else ready) % words,
        url=reverse("followup:summary", args=[council.slug, summary.address]),
    )


def _named(summary):
    """What is summed up: the promises, and of one on the way also what it covers."""
    heading = summary.promise_set.heading
    return f"{heading}, {summary.name}" if summary.name else heading
