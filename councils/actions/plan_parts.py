"""Writes what stands in an action plan: problem areas, goals, measures, follow-ups and links. Only drafts are edited.

The days on which a plan is followed up are not its text: they can be added as long as the plan holds.
"""

from django.db import transaction
from django.db.models import Max

from councils.actions.plans import InUse, locked, open_plan, record
from councils.actions.versions import StaleEdit
from councils.models import Measure, PlanFollowUp, PlanGoal, PlanLink, PlanProblem


class DayTaken(Exception):
    """The plan is followed up on that day already."""


@transaction.atomic
def lift_in(*, plan, by, problem_area, reason):
    """Take up a problem area in the plan; the same row when it is there already. Raises Decided."""
    current = open_plan(plan)
    known = PlanProblem.objects.filter(plan=current, problem_area=problem_area).first()
    if known:
        return known
    row = PlanProblem(plan=current, problem_area=problem_area, reason=reason)
    row.order = _last_place(PlanProblem.objects.filter(plan=current))
    row.save()
    record(current, by=by, verb="change_plan", of=row, act="add")
    return row


@transaction.atomic
def lift_out(*, problem, by):
    """Take a problem area out of the plan with its goals and measures; the area itself stays. Raises Decided."""
    _remove(problem, problem.plan, by)


@transaction.atomic
def explain_problem(*, problem, by, version, reason):
    """Say otherwise why the problem area is taken up. Raises Decided and StaleEdit."""
    return _saved(PlanProblem, problem, problem.plan, by, version, reason=reason)


@transaction.atomic
def add_goal(*, problem, by, **values):
    """A goal last among the problem's; the same one when the form was sent twice. Raises Decided."""
    return _added(PlanGoal, problem, by, **values)


@transaction.atomic
def edit_goal(*, goal, by, version, **values):
    """Raises Decided and StaleEdit."""
    return _saved(PlanGoal, goal, goal.problem.plan, by, version, **values)


@transaction.atomic
def remove_goal(*, goal, by):
    """Raises Decided. The measures meant for it stay."""
    _remove(goal, goal.problem.plan, by)


@transaction.atomic
def add_measure(*, problem, by, owners, **values):
    """A measure last among the problem's, and who answers for it. Raises Decided."""
    open_plan(problem.plan)
    problem = _still_there(problem)
    for known in Measure.objects.filter(problem=problem, **values).prefetch_related("owners"):
        if set(known.owners.all()) == set(owners):
            return known  # the same form, sent twice
    row = _made(Measure, problem, by, **values)
    row.owners.set(owners)
    return row


@transaction.atomic
def edit_measure(*, measure, by, version, owners, **values):
    """Raises Decided and StaleEdit."""
    before = set(measure.owners.values_list("pk", flat=True))
    is_other = before != {one.pk for one in owners}
    row = _saved(Measure, measure, measure.problem.plan, by, version, is_other=is_other, **values)
    row.owners.set(owners)
    return row


@transaction.atomic
def remove_measure(*, measure, by):
    """Raises Decided."""
    _remove(measure, measure.problem.plan, by)


@transaction.atomic
def move(*, row, plan, siblings, by, up):
    """Let a part change places with the one before or after it; at the end nothing happens. Raises Decided."""
    current = open_plan(plan)
    row, rows = _still_there(row), list(siblings)
    at = rows.index(row)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    # Numbered afresh: rows from before may share a number.
    for place, one in enumerate(rows):
        one.order = place
        one.save(update_fields=["order"])
    record(current, by=by, verb="change_plan", of=row, act="move")


@transaction.atomic
def add_link(*, plan, by, title, url):
    """Another plan or programme that this one goes with. Raises Decided."""
    current = open_plan(plan)
    row, is_new = PlanLink.objects.get_or_create(plan=current, title=title, url=url)
    if is_new:
        record(current, by=by, verb="change_plan", of=row, act="add")
    return row


@transaction.atomic
def remove_link(*, link, by):
    """Raises Decided."""
    _remove(link, link.plan, by)


@transaction.atomic
def plan_follow_up(*, plan, by, meeting, due_on):
    """A day, or a meeting, on which the plan is to be followed up. Raises DayTaken."""
    current = locked(plan)
    day = meeting.held_on if meeting else due_on
    known = PlanFollowUp.objects.filter(plan=current, due_on=day).first()
    if known and known.meeting_id == (meeting and meeting.pk):
        return known
    if known:
        raise DayTaken
    row = PlanFollowUp.objects.create(plan=current, meeting=meeting, due_on=day)
    record(current, by=by, verb="change_plan", of=row, act="add", due_on=day)
    return row


@transaction.atomic
def remove_follow_up(*, follow_up, by):
    """Take away a day on which nothing has been followed up yet. Raises InUse."""
    current = locked(follow_up.plan)
    row = PlanFollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if row.is_done:
        raise InUse
    record(current, by=by, verb="change_plan", of=row, act="remove", due_on=row.day)
    row.delete()


def _added(model, problem, by, **values):
    open_plan(problem.plan)
    problem = _still_there(problem)
    return model.objects.filter(problem=problem, **values).first() or _made(model, problem, by, **values)


def _made(model, problem, by, **values):
    current = open_plan(problem.plan)
    row = model(problem=problem, order=_last_place(model.objects.filter(problem=problem)), **values)
    row.save()
    record(current, by=by, verb="change_plan", of=row, act="add")
    return row


def _saved(model, row, plan, by, version, *, is_other=False, **values):
    """The row with these values, locked first. The same form sent twice changes nothing the second time."""
    plan = open_plan(plan)
    current = model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not is_other and all(getattr(current, name) == value for name, value in values.items()):
        return current
    if current.version != version:
        raise StaleEdit(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    record(plan, by=by, verb="change_plan", of=current, act="change")
    return current


def _remove(row, plan, by):
    current = open_plan(plan)
    row = _still_there(row)
    record(current, by=by, verb="change_plan", of=row, act="remove")
    row.delete()


def _still_there(row):
    """The part as it is now that its plan is locked. Raises DoesNotExist of what somebody has taken away."""
    return type(row).objects.get(pk=row.pk)


def _last_place(rows):
    return (rows.aggregate(last=Max("order"))["last"] or 0) + 1
