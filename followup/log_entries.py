"""What is logged, whichever way it comes: the form that reads it and the action that saves it, put together once."""

import uuid

from promises.access import choosable_parties
from promises.actions.activities import log_activity
from promises.forms.activities import ActivityForm
from promises.models import Target
from promises.rules_at_once import with_rules_at_once


def log_form(gate, data=None, *, initial=None, today):
    """The form for one activity in the gate's council, with the targets that take activities on this day."""
    return ActivityForm(
        data,
        initial=initial,
        council=gate.council,
        own=gate.organisation,
        targets=loggable(gate, today=today).in_reading_order(),
        parties=choosable_parties(gate),
        today=today,
    )


def loggable(gate, *, today):
    """The targets of the gate's council that take activities on a day, with their rules, in one statement."""
    return with_rules_at_once(Target.objects.of(gate.council).open_for_logging(on=today))


def save_entry(form, gate):
    """Save what a valid form says, once for its key. Returns what `log_activity` does."""
    return log_activity(
        council=gate.council,
        by=gate.user,
        organisation=gate.organisation,
        key=form.cleaned_data["key"] or uuid.uuid4(),
        targets=form.cleaned_data["targets"],
        parties=form.took_part(),
        standing=gate.standing,
        **form.facts(),
    )
