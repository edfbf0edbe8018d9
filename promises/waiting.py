"""Which promises wait for a person's own signature."""

from promises.life import has_right_to_sign
from promises.models import Promise, PromiseSet


def waiting_for_signature(gates):
    """Council id → the drafts open to the whole group that the person may sign for a party that has not signed.

    A constant number of queries, however many councils and drafts; none for somebody who signs nowhere.
    """
    by_council = {gate.council.pk: gate for gate in gates if gate.can_edit_promises}
    if not by_council:
        return {}
    own = {(row.council_id, row.organisation_id) for row in gates[0].all_memberships}
    found = {}
    for draft in _shared_drafts(by_council):
        gate, signed = by_council[draft.council_id], {row.organisation_id for row in draft.signatures.all()}
        waiting = [party for party in draft.parties.all() if party.pk not in signed]
        if any((draft.council_id, party.pk) in own and has_right_to_sign(gate, party) for party in waiting):
            found.setdefault(draft.council_id, []).append(draft)
    return found


def _shared_drafts(councils):
    """Those with something to sign."""
    rows = PromiseSet.objects.filter(council__in=councils).undecided().shared()
    written = Promise.objects.filter(section__promise_set__council__in=councils).values("section__promise_set")
    return rows.filter(pk__in=written).latest_first().prefetch_related("parties", "signatures")
