"""One tap for one target: what would be logged, whether it would count, and what it needs when it would not."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from promises.codes import ActivityType, TargetKind
from promises.matching import Deed, Reason, reasons_against
from promises.wording import both, either, month_names, weekday_name

# What is measured, and what nobody can do once: there is nothing to tap.
NEVER_TAPPED = (TargetKind.EFFECT, TargetKind.VISION)


@dataclass(frozen=True)
class Tap:
    """What one tap for a target says, and why it would not count. `lacking`: parties that must say their own part."""

    deed: Deed
    reasons: list[Reason]
    lacking: frozenset[int]

    @property
    def counts(self):
        """Whether it counts now, or will as soon as the other parties have said their part."""
        return not self.reasons

    @property
    def needs_only_a_place(self):
        return self.reasons == [Reason.PLACE_MISSING]


def tap(target, *, organisation, day, place=None):
    """One tap by somebody of this organisation: the target's usual type, and the own part only.

    Where several parties must take part, each says its own: that the others are not there yet does not stop a tap.
    """
    filters = target.filters
    deed = Deed(
        day=day,
        activity_type=usual_type(target),
        parties=frozenset({organisation.pk}),
        place=place.pk if place else None,
    )
    reasons = reasons_against(filters, deed)
    takes_part = organisation.pk in target.responsible_ids
    lacking = filters.all_parties - deed.parties if takes_part else frozenset()
    if lacking:
        reasons = [reason for reason in reasons if reason is not Reason.PARTY_MISSING]
    return Tap(deed, reasons, lacking)


def usual_type(target):
    """The type that is logged when nobody says: the usual one where it counts, else the first that does."""
    if target.usual_type and (not target.activity_types or target.usual_type in target.activity_types):
        return target.usual_type
    return target.activity_types[0] if target.activity_types else ActivityType.OTHER.value


def needs(target, reasons):
    """What the fuller form must say for it to count, in a few words each: "Behöver plats"."""
    return [_NEEDS[reason](target) for reason in reasons if reason in _NEEDS]


def _party(target):
    answering = [row.organisation for row in target.promise.responsibilities.all() if row.part == "responsible"]
    names = [target.lead] if target.lead else answering
    return _("Räknas när %(parties)s deltar") % {"parties": either([party.short_name for party in names])}


_NEEDS = {
    Reason.PLACE_MISSING: lambda target: _("Behöver plats"),
    Reason.TAG_MISSING: lambda target: _("Behöver märkningen %(tags)s") % {"tags": both(target.tags)},
    Reason.ORDINARY_DUTY: lambda target: _("Räknas bara utöver ordinarie verksamhet"),
    Reason.WRONG_WEEKDAY: lambda target: (
        _("Räknas bara %(days)s") % {"days": either([weekday_name(day) for day in target.weekdays])}
    ),
    Reason.WRONG_MONTH: lambda target: _("Räknas bara %(months)s") % {"months": month_names(target.months, _("eller"))},
    Reason.PARTY_MISSING: _party,
}
