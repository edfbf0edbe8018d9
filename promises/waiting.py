"""Which promises wait for a person's own signature."""

from promises.life import may_sign
from promises.models import Promise, PromiseSet


def waiting_for_signature(gates):
    """Council id → the drafts open to the whole group that the person may sign for a party that has not signed.

    A constant number of queries, however many councils and drafts; none for somebody who signs nowhere.
    """
    by_council = {gate.council.pk: gate for gate in gates if gate.can_edit_promises}
    if not by_council:
        return {}
    found = {}
    for draft in drafts_to_sign(by_council):
        if waits_for(draft, by_council[draft.council_id]):
            found.setdefault(draft.council_id, []).append(draft)
    return found


def waits_for(draft, gate):
    """May the person sign the draft, which comes with parties and signatures, for a party that has not signed?"""
    signed = {row.organisation_id for row in draft.signatures.all()}
    waiting = [party for party in draft.parties.all() if party.pk not in signed]
    return gate.can_edit_promises and any(may_sign(gate, party) for party in waiting)


def drafts_to_sign(councils):
    """Drafts open to the whole group with something to sign, with parties and signatures."""
    rows = PromiseSet.objects.filter(council__in=councils).undecided().shared()
    written = Promise.objects.filter(section__promise_set__council__in=councils).values("section__promise_set")
    return rows.filter(pk__in=written).latest_first().prefetch_related("parties", "signatures")
