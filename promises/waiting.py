"""Which promises wait for a person's own signature."""

from django.db.models import Exists, OuterRef, Subquery

from councils.gathered import Gathered, row_of, whole
from councils.models import Organisation
from councils.prepared import Ids, prepared
from promises.life import may_sign
from promises.models import Promise, PromiseSet, Signature


def waiting_for_signature(gates):
    """Council id → the drafts open to the whole group that the person may sign for a party that has not signed.

    One query, however many councils and drafts; none for somebody who signs nowhere.
    """
    by_council = {gate.council.pk: gate for gate in gates if gate.can_edit_promises}
    found = {}
    for draft in drafts_to_sign(by_council) if by_council else ():
        if waits_for(draft, by_council[draft.council_id]):
            found.setdefault(draft.council_id, []).append(draft)
    return found


def waits_for(promise_set, gate):
    """May the person sign it, which comes `with_unsigned`, for a party that has not signed?"""
    is_open = promise_set.is_written and not promise_set.is_decided and not promise_set.is_own_draft
    unsigned = (row_of(Organisation, found) for found in promise_set.unsigned or ())
    return is_open and gate.can_edit_promises and any(may_sign(gate, party) for party in unsigned)


def drafts_to_sign(councils):
    """Drafts open to the whole group with something to sign, with the parties that have not signed."""
    return _drafts_of(councils=[getattr(council, "pk", council) for council in councils])


@prepared
def _drafts_of():
    drafts = PromiseSet.objects.filter(council__among=Ids("councils")).undecided().shared()
    return with_unsigned(drafts).filter(is_written=True).latest_first()


def with_unsigned(sets):
    """The sets with `unsigned`, parties that have not signed, as JSON; and `is_written`, that there is any promise."""
    signed = Signature.objects.filter(promise_set=OuterRef(OuterRef("pk")), organisation=OuterRef("pk"))
    parties = Organisation.objects.filter(~Exists(signed), party_to=OuterRef("pk")).order_by().values("party_to")
    return sets.annotate(
        unsigned=Subquery(parties.annotate(all=Gathered(whole(Organisation))).values("all")),
        is_written=Exists(Promise.objects.filter(section__promise_set=OuterRef("pk"))),
    )
