"""Rights that depend on the row and not only on the role."""

from django.db.models import Min, Q
from django.utils import timezone

from councils.models import Organisation
from promises.models import Promise, PromiseSet, Responsibility
from promises.querysets import DECIDED


def may_correct(gate, activity):
    """Coordinators and police managers correct anything in the council, others what their own organisation logged."""
    if gate.can_correct_any_activity:
        return True
    return gate.can_log_activity and activity.organisation_id in gate.organisations


def may_change_communication(gate, communication):
    """Whoever edits the plan changes any; others what their own organisation told."""
    if gate.can_edit_plan:
        return True
    return gate.can_contribute and communication.organisation_id in gate.organisations


def may_read_reasons(gate):
    """Why something was corrected, withdrawn or restored is told to those who may read drafts, so not to officials."""
    return gate.can_view_drafts


def choosable_parties(gate):
    """Who may have taken part: those with members in the council and those of the promises that one may read."""
    promises = Promise.objects.of(gate.council).readable_by(gate)
    of_promises = Responsibility.objects.filter(promise__in=promises).values("organisation")
    members = gate.council.memberships.values("organisation")
    return Organisation.objects.filter(Q(pk__in=of_promises) | Q(pk__in=members)).main_parties_first()


def readable_since(gate, promise_set):
    """The moment from which one may read a set's versions, or None for all of them.

    What was written before an organisation shared its draft, or before a set was decided, stays with those who wrote.
    """
    return readable_since_of([(gate, promise_set)])[promise_set.pk]


def readable_since_of(pairs):
    """The same for many sets, each with the gate of its council: set id → moment or None. One query at the most."""
    narrowed = [promise_set.pk for gate, promise_set in pairs if not _reads_all(gate, promise_set)]
    decided = PromiseSet.history.filter(id__in=narrowed, status__in=DECIDED).order_by().values_list("id")
    decided_at = dict(decided.annotate(Min("history_date"))) if narrowed else {}
    found = {promise_set.pk: None for _, promise_set in pairs}
    for gate, promise_set in pairs:
        if promise_set.pk in narrowed:
            shared_at = promise_set.shared_at if gate.can_view_drafts else None
            opened = [moment for moment in (decided_at.get(promise_set.pk), shared_at) if moment]
            found[promise_set.pk] = min(opened, default=timezone.now())
    return found


def _reads_all(gate, promise_set):
    owner = promise_set.organisation_id
    return gate.can_view_drafts and (owner is None or owner in gate.organisations)
