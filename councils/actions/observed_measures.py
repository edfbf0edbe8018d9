"""Makes a measure in a plan of what somebody saw in a dialogue."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from councils import audit
from councils.codes import WorkStatus
from councils.models import ActionPlan, Measure, Observation, PlanProblem
from councils.querysets import readable_documents


class NotOpen(Exception):
    """The plan has been decided or is gone since the page was read."""


@dataclass(frozen=True)
class Made:
    """The measure of an observation and whether this call made it."""

    measure: Measure
    made: bool


def open_plans(gate):
    """Plans in the council that the reader may read and that take measures: drafts, for what is decided stands."""
    plans = ActionPlan.objects.filter(council=gate.council, status=WorkStatus.DRAFT)
    return plans.filter(readable_documents(gate))


@transaction.atomic
def make_measure(*, observation, problem, text, owner, by):
    """A measure about a problem in a plan, and the observation tied to it; never more than one. Raises NotOpen."""
    rows = Observation.objects.select_for_update(of=("self",)).select_related("dialogue__council", "measure")
    row = rows.get(pk=observation.pk)
    if row.measure:
        return Made(row.measure, made=False)
    plan = ActionPlan.objects.select_for_update(of=("self",), no_key=True).get(pk=problem.plan_id)
    problem = PlanProblem.objects.filter(pk=problem.pk, plan__council=row.dialogue.council_id).first()
    if problem is None or plan.is_decided:
        raise NotOpen
    last = problem.measures.aggregate(last=Max("order"))["last"] or 0
    measure = Measure.objects.create(problem=problem, text=text, order=last + 1)
    measure.owners.set([owner])
    row.measure = measure
    row.version += 1
    row.save()
    council = row.dialogue.council
    audit.record(council=council, by=by, verb="make_measure_of_observation", of=row, measure=measure.pk, plan=plan.pk)
    return Made(measure, made=True)
