"""Noting that something promised was not done as meant."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from councils import audit
from followup.models import Deviation
from promises.actions.noted import noted


@transaction.atomic
def note_deviation(*, target, by, organisation, key, occurred_on, reason, text, substitute):
    """When it was, why, and which activity was done instead. Raises NotStanding."""
    if substitute and substitute.council_id != target.promise_set.council_id:
        raise PermissionDenied("an activity of another council")
    facts = {"occurred_on": occurred_on, "reason": reason, "text": text, "substitute": substitute}
    saved = noted(Deviation, target=target, by=by, organisation=organisation, key=key, facts=facts)
    if saved.made:
        audit.record(council=target.promise_set.council, by=by, verb="note_deviation", of=target, note=saved.note.pk)
    return saved
