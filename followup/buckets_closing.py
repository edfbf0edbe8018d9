"""Weeks, fortnights and months that close within days and are not met: targets that are promised in each of them."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from followup.assessment import State
from followup.progress import targets_progress
from followup.things import Thing, ThingKind
from promises.codes import CountingChoice, Jointly, PerChoice, TargetKind
from promises.models import Target
from promises.querysets import IN_FORCE

DAYS = timedelta(days=2)
SHORT = (PerChoice.WEEK, PerChoice.FORTNIGHT, PerChoice.MONTH)


def buckets_closing(councils, *, today):
    """A thing for each bucket that is open, not met and closes within two days. `councils`: id → council.

    A constant number of queries; none but the first where nothing is promised in each bucket.
    """
    targets = list(_targets(councils, today))
    found = targets_progress(targets, as_of=today) if targets else []
    return [
        _thing(progress.target, part, councils[progress.target.promise_set.council_id])
        for progress in found
        for part in progress.outcome.parts
        if part.state is State.OPEN and part.last_day is not None and part.last_day - today <= DAYS
    ]


def _targets(councils, today):
    of_set = "promise__section__promise_set"
    running = {f"{of_set}__status__in": IN_FORCE, f"{of_set}__first_day__lte": today}
    rows = Target.objects.filter(kind=TargetKind.COUNT, counting=CountingChoice.EACH, per__in=SHORT)
    rows = rows.filter(**{f"{of_set}__council__in": councils}, **running)
    return rows.select_related(of_set).prefetch_related("promise__responsibilities").order_by("pk")


def _thing(target, part, council):
    answering = frozenset([target.lead_id]) if target.jointly == Jointly.LEAD else target.responsible_ids
    return Thing(
        key=f"bucket:{target.pk}:{part.first_day.isoformat()}",
        kind=ThingKind.BUCKET,
        council=council,
        day=part.last_day,
        text=_sentence(target, part.count),
        url=f"{reverse('followup:log', args=[council.slug])}?mal={target.pk}",
        owed_by=answering or None,
    )


def _sentence(target, done):
    words = {"what": target.label.rstrip("."), "done": done, "required": target.minimum}
    return {
        PerChoice.WEEK: _("%(what)s: %(done)s av %(required)s är gjort den här veckan."),
        PerChoice.FORTNIGHT: _("%(what)s: %(done)s av %(required)s är gjort de här två veckorna."),
        PerChoice.MONTH: _("%(what)s: %(done)s av %(required)s är gjort den här månaden."),
    }[PerChoice(target.per)] % words
