"""Begins the next plan with what remains of the one before it, each goal and measure tied to what it was."""

from django.db import transaction

from councils.actions.plans import add_plan, locked, record
from councils.codes import GoalOutcome
from councils.models import ActionPlan, Measure, Picture, PlanGoal, PlanProblem
from councils.plan_reading import read_plan

CARRIED_GOAL = ("kind", "text", "indicator", "baseline", "aim")
CARRIED_MEASURE = ("text", "cooperation", "is_beyond_ordinary", "follow_up")


class NotNow(Exception):
    """A draft, or a plan that has been replaced, is not what the next one follows."""


@transaction.atomic
def revise_plan(*, plan, by, organisation, title, first_day, last_day, problem_areas):
    """The next plan: problems with goals not reached and measures not done, and these new problem areas.

    It builds on the picture in force now; another can be chosen in the draft.

    A plan has one successor: asked again, that one is given. Raises NotNow.
    """
    old = locked(plan)
    known = ActionPlan.objects.filter(predecessor=old).first()
    if known:
        return known
    if not old.is_decided or old.is_replaced:
        raise NotNow
    values = {name: getattr(old, name) for name in ("kind", "agreement", "introduction", "follow_up")}
    values["picture"] = Picture.objects.of(old.council).in_force().latest_first().first()
    new = add_plan(
        council=old.council,
        organisation=organisation,
        predecessor=old,
        title=title,
        first_day=first_day,
        last_day=last_day,
        **values,
    )
    _carry_over(read_plan(old), new, problem_areas)
    record(new, by=by, verb="revise_plan", follows=old.pk)
    return new


def _carry_over(reading, new, problem_areas):
    order = 0
    for row in reading.problems:
        goals = [goal for goal in row.goals.all() if goal.outcome != GoalOutcome.REACHED]
        measures = [measure for measure in row.measures.all() if not measure.is_over]
        if not goals and not measures:
            continue
        order += 1
        problem = PlanProblem.objects.create(plan=new, problem_area=row.problem_area, order=order, reason=row.reason)
        _carry_problem(problem, goals, measures)
    taken = set(PlanProblem.objects.filter(plan=new).values_list("problem_area", flat=True))
    fresh = [area for area in problem_areas if area.pk not in taken]
    for place, area in enumerate(fresh, start=order + 1):
        PlanProblem.objects.create(plan=new, problem_area=area, order=place)


def _carry_problem(problem, goals, measures):
    now = {}
    for goal in goals:
        values = {name: getattr(goal, name) for name in CARRIED_GOAL}
        now[goal.pk] = PlanGoal.objects.create(problem=problem, order=goal.order, carried_from=goal, **values)
    for measure in measures:
        values = {name: getattr(measure, name) for name in CARRIED_MEASURE}
        values |= {"goal": now.get(measure.goal_id), "order": measure.order, "carried_from": measure}
        Measure.objects.create(problem=problem, **values).owners.set(measure.owners.all())
