"""What the councils' action plans ask for now: follow-ups whose day is near or passed, and measures that are."""

from datetime import timedelta

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from councils.models import Measure, PlanFollowUp
from followup.things import Thing, ThingKind

NEAR = timedelta(days=14)


def plan_things(councils, *, today):
    """(thing, who owes it: gate → bool) of plans that hold. `councils`: id → council. Three queries, however many."""
    yield from _follow_ups(councils, today)
    yield from _measures(councils, today)


def _follow_ups(councils, today):
    rows = PlanFollowUp.objects.followed(today).left().filter(plan__council__in=councils)
    days = rows.annotate(held_or_due_on=Coalesce("meeting__held_on", "due_on")).filter(held_or_due_on__lte=today + NEAR)
    for row in days.select_related("plan", "meeting"):
        council = councils[row.plan.council_id]
        thing = Thing(
            key=f"plan_follow_up:{row.pk}",
            kind=ThingKind.PLAN,
            council=council,
            day=row.day,
            text=_("%(plan)s ska följas upp.") % {"plan": row.plan.title},
            url=f"{reverse('councils:action_plan', args=[council.slug, row.plan.slug])}#uppfoljning",
        )
        yield thing, lambda gate: gate.can_edit_plan


def _measures(councils, today):
    rows = Measure.objects.followed(today).left()
    rows = rows.filter(problem__plan__council__in=councils, to_day__lte=today + NEAR)
    for row in rows.select_related("problem__plan").prefetch_related("owners"):
        council = councils[row.problem.plan.council_id]
        thing = Thing(
            key=f"measure:{row.pk}",
            kind=ThingKind.PLAN,
            council=council,
            day=row.to_day,
            text=_("Åtgärd i handlingsplanen: %(measure)s") % {"measure": Truncator(row.text).words(16)},
            url=reverse("councils:plan_measures", args=[council.slug, row.problem.plan.slug]),
            owed_by=frozenset(owner.pk for owner in row.owners.all()),
        )
        yield thing, lambda gate, thing=thing: gate.can_contribute and thing.is_owed_by(gate.organisations)
