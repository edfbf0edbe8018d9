"""Every promise set of some councils, with what the pages beside it say: approved when, and waiting for whom."""

from django.db.models import OuterRef, Subquery

from councils.asked_together import Question
from councils.prepared import Ids, prepared
from followup.models import Summary
from promises.models import PromiseSet
from promises.waiting import waits_for, with_unsigned

# Read on the page of the set itself, and long.
TEXTS = ("introduction", "aim", "implementation", "communication", "follow_up", "edition_reason")


def sets_asked(gates):
    """What `sets_of` asks, to be asked with other questions."""
    return Question(_sets_of, councils=[gate.council.pk for gate in gates])


def sets_of(gates, asked=None):
    """The sets of these gates' councils, drafts too, the latest first, each with `approved_at`. One query."""
    councils = {gate.council.pk: gate.council for gate in gates}
    found = (asked or sets_asked(gates)).rows
    for promise_set in found:
        promise_set.council = councils[promise_set.council_id]
    return found


def other_sets(promise_set, gate, today, asked=None):
    """What the council's other sets and this one's summary say of it.

    What stands of the other periods; of this one's other editions only the one that replaced it is named.
    """
    sets = sets_of([gate], asked)
    approved_at = next((one.approved_at for one in sets if one.pk == promise_set.pk), None)
    others = [one for one in sets if one.pk != promise_set.pk and one.is_decided]
    return {
        "approved_at": approved_at,
        "shows_summary": bool(approved_at) or gate.can_view_drafts,
        "waiting": [one for one in sets if waits_for(one, gate)],
        "other_sets": [one for one in others if not one.is_superseded],
        "late": [one for one in others if _is_late(one, today)],
        "replaced_by": next((one for one in others if one.replaces_id == promise_set.pk), None),
    }


@prepared
def _sets_of():
    frozen = Summary.objects.final().decided().filter(promise_set=OuterRef("pk")).order_by("pk").values("frozen_at")[:1]
    rows = with_unsigned(PromiseSet.objects.filter(council__among=Ids("councils"))).latest_first()
    return rows.annotate(approved_at=Subquery(frozen)).defer(*TEXTS)


def _is_late(promise_set, today):
    """Has the day of its summary passed without one that both parties have approved?"""
    due = promise_set.summary_due_on
    return due is not None and due < today and not promise_set.approved_at and not promise_set.is_superseded
