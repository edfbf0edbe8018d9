"""What is somebody's own to do now, by role and organisation: on the person's page, and in the reminder by mail.

Everything that waits in some councils is read at once, as claims: a thing, and who owes it. For one person the claims
are read with the person's own gates, for all people with gates that see everything (`claims_of_everybody`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from councils.access import Gate
from councils.roles import Permission
from followup.agenda import agenda
from followup.buckets_closing import buckets_closing
from followup.codes import Party
from followup.models import Deadline, Summary
from followup.things import Thing, ThingKind, in_order
from promises.life import RIGHTS
from promises.models import PromiseSet
from promises.parts import numbers_by_organisation
from promises.waiting import drafts_to_sign, waits_for

# How many days before its day a thing becomes somebody's to do. A meeting is nobody's.
NEAR = {ThingKind.SUMMARY: 30, ThingKind.DELIVERY: 30, ThingKind.CHECKPOINT: 14, ThingKind.TASK: 14}


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
    approvals = _approvals(councils)
    return [
        *_signatures(councils),
        *_parts(councils, today),
        *(_approval(row, councils) for row in approvals.values()),
        *_with_a_day(gates, approvals, today),
        *(Claim(thing, _may_log_for(thing)) for thing in buckets_closing(councils, today=today)),
    ]


def _with_a_day(gates, approvals, today):
    readers = _readers_of_own_drafts([gate.council.pk for gate in gates])
    for thing in agenda(gates, today=today, until=today + timedelta(days=max(NEAR.values()))):
        near = NEAR.get(thing.kind)
        if near is None or thing.day is None or (thing.day - today).days > near or thing.key in approvals:
            continue
        yield Claim(thing, _OWES[thing.kind](thing), readers.get(thing.key))


def _may_write(thing):
    return lambda gate: gate.can_write_summary


def _may_plan_for(thing):
    return lambda gate: gate.can_edit_promises and thing.is_owed_by(gate.organisations)


def _may_log_for(thing):
    return lambda gate: gate.can_log_activity and thing.is_owed_by(gate.organisations)


_OWES = {
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
    """Key of the summary's own thing → the open summary that one party has approved and the other has not."""
    rows = Summary.objects.final().open().filter(promise_set__council__in=councils, approvals__isnull=False)
    standing = PromiseSet.objects.filter(council__in=councils).standing()
    rows = rows.filter(promise_set__in=standing).select_related("promise_set").prefetch_related("approvals").distinct()
    return {f"summary:{row.promise_set_id}": row for row in rows}


def _approval(summary, councils):
    """Two parties are two people: whoever has approved for the one does not owe it for the other."""
    promise_set, council = summary.promise_set, councils[summary.promise_set.council_id]
    [approval, *_more] = summary.approvals.all()
    [waiting] = [party for party in Party if party != approval.party]
    words = {"party": approval.get_party_display(), "promises": promise_set.heading}
    thing = Thing(
        key=f"approval:{promise_set.pk}:{waiting.value}",
        kind=ThingKind.APPROVAL,
        council=council,
        day=promise_set.summary_due_on,
        text=_("%(party)s har godkänt sammanställningen av %(promises)s. Den väntar på ditt godkännande.") % words,
        url=reverse("followup:summary", args=[council.slug, promise_set.slug]),
    )
    return Claim(thing, lambda gate: gate.allows(RIGHTS[waiting]) and gate.user.pk != approval.approved_by_id)
