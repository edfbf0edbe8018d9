"""What nearly counts towards a target: what is tied to it in vain, and what is of its kind and not tied at all."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from promises.access import may_correct
from promises.codes import TargetKind
from promises.matching import reasons_against
from promises.models import Activity, Credit
from promises.querysets import IN_FORCE
from promises.wording import both, reason_sentence

SHOWN = 30
LOOKED_AT = 100  # of what is not tied, the newest: most of a town's activities are no business of one target
MOST_REASONS = 1  # with more than one thing in the way it is not nearly
LOOKED_FOR = (TargetKind.COUNT, TargetKind.COVERAGE, TargetKind.ON_DEMAND)


@dataclass(frozen=True)
class Near:
    """An activity that does not count, with every reason in words, and whether this person may correct it.

    `counted_for`: the labels of other targets, standing ones, that it counts towards already.
    """

    activity: Activity
    reasons: list[str]
    may_correct: bool
    counted_for: str = ""


@dataclass(frozen=True)
class Almost:
    """`tied` to the target without counting; `untied`: of the kind it asks for; `withdrawn`: the same, taken back."""

    tied: list[Near]
    untied: list[Near]
    withdrawn: list[Near]

    def __bool__(self):
        return bool(self.tied or self.untied or self.withdrawn)


def almost_counted(gate, target, credits, counted):
    """What nearly counts, seen by one person. `credits`: of the target with activities; `counted`: those that do."""
    tied = [_near(gate, target, credit.activity) for credit in credits.filter(window_start__isnull=True)[:SHOWN]]
    rows = [_near(gate, target, one, _counted_for(one)) for one in _of_its_kind(gate, target, counted)]
    untied = [one for one in rows if not one.activity.is_withdrawn and len(one.reasons) <= MOST_REASONS]
    # What would count as it is comes first, the newest of it; what is another target's already comes last.
    untied.sort(key=lambda one: (bool(one.counted_for), len(one.reasons)))
    withdrawn = [one for one in rows if one.activity.is_withdrawn and not one.reasons]
    return Almost(tied, untied[:SHOWN], withdrawn[:SHOWN])


def _of_its_kind(gate, target, counted):
    """Activities inside the period, of the kinds that the target asks for, that are not tied to it."""
    kinds = target.activity_types or [target.usual_type] * bool(target.usual_type)
    kinds = kinds or {credit.activity.activity_type for credit in counted}
    period = target.promise_set.period
    if not kinds or target.kind not in LOOKED_FOR or target.promise_set.status not in IN_FORCE:
        return []
    rows = Activity.objects.of(gate.council).readable_by(gate).filter(activity_type__in=kinds)
    rows = rows.filter(occurred_on__gte=period.first_day)
    if period.last_day:
        rows = rows.filter(occurred_on__lte=period.last_day)
    if target.kind == TargetKind.COVERAGE:
        rows = rows.filter(place__in=[place.pk for place in target.places.all()])
    rows = rows.filter(~Exists(Credit.objects.filter(activity=OuterRef("pk"), target=target)))
    return rows.select_related("place").prefetch_related("parties", _elsewhere(gate)).latest_first()[:LOOKED_AT]


def _elsewhere(gate):
    """What the activities count towards in promises that stand, as far as one may read of it."""
    standing = {"target__promise__section__promise_set__status__in": IN_FORCE}
    credits = Credit.objects.counting().readable_by(gate).filter(**standing).select_related("target")
    return Prefetch("credits", queryset=credits.order_by("target"), to_attr="elsewhere")


def _counted_for(activity):
    return both(list(dict.fromkeys(credit.target.label for credit in activity.elsewhere)))


def _near(gate, target, activity, counted_for=""):
    deed = activity.deed
    reasons = [reason_sentence(reason, target, deed) for reason in reasons_against(target.filters, deed)]
    return Near(activity, reasons, may_correct(gate, activity) and not activity.is_withdrawn, counted_for)
