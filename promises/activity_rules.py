"""What an activity must be like to be logged, whichever way it comes: a form, a row of a table or of a file."""

from django.utils.translation import gettext as _

from promises.codes import ActivityType
from promises.wording import period_text


def why_not_on(day, today):
    """Why nothing can have been done on a day, or blank: what is logged has been done."""
    if day <= today:
        return ""
    return _("%(day)s ligger i framtiden. Ange dagen då det gjordes, senast i dag.") % {"day": day.isoformat()}


def why_outside(day, targets):
    """Why a day is none that the targets count, or blank; the first of them that does not count it."""
    for target in targets:
        period = target.promise_set.period
        if day not in period:
            text = _("%(day)s ligger utanför löftets period %(period)s. Ändra datum eller välj ett annat mål.")
            return text % {"day": day.isoformat(), "period": period_text(period)}
    return ""


def why_not_alone(targets, own):
    """Why somebody must say who took part, or blank when it goes without saying."""
    if len(implied_parties(targets, own)) > 1:
        return _("Kryssa i vilka som deltog: målen du har valt har olika ansvariga.")
    return ""


def implied_parties(targets, own):
    """Who is meant when nobody is named: for each target the own organisation, or the only one responsible."""
    answering = {row.organisation for target in targets for row in target.promise.responsibilities.all()}
    by_id = {organisation.pk: organisation for organisation in answering}
    meant = set()
    for target in targets:
        responsible = target.responsible_ids
        alone = len(responsible) == 1 and own.pk not in responsible
        meant.add(by_id[next(iter(responsible))] if alone else own)
    return meant


def type_of(targets):
    """Nobody should have to say twice what the target already says."""
    for target in targets:
        first, *_others = *target.activity_types, target.usual_type
        if first:
            return first
    return ActivityType.OTHER.value
