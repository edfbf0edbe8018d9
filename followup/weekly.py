"""A week of what was counted in a council, and the letter that is drafted of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone, translation

from followup.drafting.proposals import LANGUAGE
from followup.drafting.weekly import HELD_IN_CONFIDENCE, WeekDeed, letter, week_name
from followup.progress import targets_progress
from promises.models import Credit, Target
from promises.querysets import TELLABLE

COLUMNS = (
    "activity_id",
    "target_id",
    "activity__activity_type",
    "activity__occurred_on",
    "activity__place__name",
    "activity__reach",
    "activity__parties__short_name",
)


@dataclass(frozen=True)
class WeeklyDraft:
    """The letter of a week, blank when nothing was counted, and ids of the promises that it tells of."""

    monday: date
    text: str
    promises: list
    activities: int

    @property
    def name(self):
        return week_name(self.monday)


def last_week(today):
    """The Monday of the week before today's."""
    return today - timedelta(days=today.weekday() + 7)


@translation.override(LANGUAGE)
def weekly_draft(council, monday):
    """A constant number of queries, however much was done. It is Swedish, whoever writes."""
    sunday = monday + timedelta(days=6)
    deeds, kinds = _deeds(council, monday, sunday)
    rows = Target.objects.filter(pk__in=kinds).with_rules().in_reading_order()
    told = list(targets_progress(list(rows), as_of=min(sunday, timezone.localdate()))) if kinds else []
    promises = list(dict.fromkeys(facts.target.promise_id for facts in told))
    # Few talks held in confidence are not to be counted out either.
    figures = [(one.target.label, one.figure) for one in told if not kinds[one.target.pk] <= set(HELD_IN_CONFIDENCE)]
    text = letter(place=council.short_name, monday=monday, deeds=deeds, figures=figures)
    return WeeklyDraft(monday, text, promises, len(deeds))


def _deeds(council, monday, sunday):
    """[WeekDeed] of what counts towards promises that can be told of, and target id → its kinds. One query."""
    credits = (
        Credit.objects.of(council)
        .counting()
        .filter(
            activity__occurred_on__range=(monday, sunday),
            activity__withdrawn_at__isnull=True,
            target__promise__section__promise_set__status__in=TELLABLE,
        )
    )
    facts, parties, kinds = {}, {}, {}
    for activity, target, kind, *said, party in credits.order_by("activity_id").values_list(*COLUMNS):
        facts[activity] = (kind, *said)
        parties.setdefault(activity, set()).update([party] if party else [])
        kinds.setdefault(target, set()).add(kind)
    deeds = [
        WeekDeed(kind, day, place or "", tuple(sorted(parties[activity])), reach)
        for activity, (kind, day, place, reach) in facts.items()
    ]
    return deeds, kinds
