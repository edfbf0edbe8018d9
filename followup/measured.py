"""A measured figure in words, with its day and where it comes from, and what it is compared with.

Plain values in, text out; of Django only the translations are used.
"""

from django.utils.translation import gettext as _

from promises.codes import EffectDirection
from promises.wording import measure


def effect_sentence(facts):
    """The figure beside what it is compared with, or which of the two is missing."""
    target = facts.target
    if facts.measurement is None:
        return _("Inget uppmätt värde finns ännu.") + _baseline(target)
    values = {"indicator": target.indicator or target.label, "measured": measured(facts.measurement)}
    if target.direction in (EffectDirection.AT_LEAST, EffectDirection.AT_MOST):
        if target.threshold is None:
            return shown_alone(facts) + " " + _("Inget gränsvärde finns att jämföra med.")
        return _("%(indicator)s: %(measured)s, %(direction)s %(threshold)s.") % {
            **values,
            "direction": EffectDirection(target.direction).label,
            "threshold": measure(target.threshold),
        }
    if target.baseline is None:
        return shown_alone(facts) + " " + _("Inget utgångsvärde finns att jämföra med.")
    return _("%(indicator)s: %(baseline)s före, %(measured)s.") % {**values, "baseline": measure(target.baseline)}


def measured(measurement):
    """A figure with its day and where it comes from: "68 uppmätt 2019-11-20 (trygghetsmätningen)"."""
    return _("%(value)s uppmätt %(day)s (%(source)s)") % {
        "value": measure(measurement.value),
        "day": measurement.measured_on.isoformat(),
        "source": measurement.source,
    }


def shown_alone(facts):
    """A figure that is compared with nothing."""
    target = facts.target
    return f"{target.indicator or target.label}: {measured(facts.measurement)}."


def _baseline(target):
    if target.baseline is None:
        return ""
    value = {"baseline": measure(target.baseline), "source": target.source or _("källa saknas")}
    return " " + _("Utgångsvärdet är %(baseline)s (%(source)s).") % value
