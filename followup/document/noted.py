"""What a summary says of what was noted beside the activities. Left out where there is none: it is read as before."""

from django.utils.translation import gettext as _

from followup.notes import in_short, substitute_text
from promises.codes import ActivityType
from promises.wording import measure


def deviations_of_promise(promise, deviations):
    """What was not done as meant, target by target."""
    rows = [
        {
            "target": facts.target.label,
            "day": row.occurred_on.isoformat(),
            "reason": str(row.get_reason_display()),
            "text": row.text,
            "substitute": substitute_text(row.substitute),
        }
        for facts in promise.targets
        for row in deviations[facts.target.pk]
    ]
    return {"deviations": rows} if rows else {}


def deviation_judged(facts):
    """The deviation of the latest judgement, and what was done instead."""
    target = facts.target
    said = ": ".join(str(text) for text in (facts.deviation_name, target.deviation_text) if text)
    if not target.substitute:
        return said
    what = str(ActivityType(target.substitute_type).label)
    instead = in_short(activity_type=what, day=target.substitute_day, number=target.substitute)
    return " ".join(filter(None, (said and f"{said.rstrip('.')}.", _("I stället: %(what)s.") % {"what": instead})))


def measured_figure(measurement):
    """The figure with its day and source."""
    if measurement is None:
        return {}
    said = {"value": measure(measurement.value), "on": measurement.measured_on.isoformat()}
    return {"measured": {**said, "source": measurement.source}}
