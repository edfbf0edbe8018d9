"""Noting that something promised was not done as meant."""

from django.core.exceptions import PermissionDenied

from followup.models import Deviation
from promises.actions.noted import noted


def note_deviation(*, target, by, organisation, key, occurred_on, reason, text, substitute):
    """When it was, why, and which activity was done instead. Raises NotStanding."""
    if substitute and substitute.council_id != target.promise_set.council_id:
        raise PermissionDenied("an activity of another council")
    facts = {"occurred_on": occurred_on, "reason": reason, "text": text, "substitute": substitute}
    return noted(
        Deviation, verb="note_deviation", target=target, by=by, organisation=organisation, key=key, facts=facts
    )
