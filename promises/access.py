"""Rights that depend on the row and not only on the role."""

from django.db.models import Q
from django.utils import timezone

from councils.models import Organisation
from promises.models import Promise, Responsibility
from promises.querysets import DECIDED


def may_correct(gate, activity):
    """Coordinators and police managers correct anything in the council, others what their own organisation logged."""
    if gate.can_correct_any_activity:
        return True
    return gate.can_log_activity and activity.organisation_id in gate.organisations


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
    owner = promise_set.organisation_id
    if gate.can_view_drafts and (owner is None or owner in gate.organisations):
        return None
    decided = promise_set.history.filter(status__in=DECIDED).order_by("history_date", "history_id").first()
    opened = [decided.history_date] if decided else []
    if gate.can_view_drafts and promise_set.shared_at:
        opened.append(promise_set.shared_at)
    return min(opened, default=timezone.now())
