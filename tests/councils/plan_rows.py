"""Plans for tests: a valid one that is ready to be decided, and what can be sent in its forms."""

from datetime import date

from councils.actions import plan_parts
from councils.actions.plans import decide_plan
from councils.models import ActionPlan, ProblemArea
from councils.plan_reading import mark_of, read_plan
from tests import factories as make

ON, AT = date(2019, 1, 15), "2019-01-15T12:00:00+00:00"


def area(council, name="Narkotika bland unga", **values):
    return ProblemArea.objects.create(council=council, name=name, **values)


def plan(council, *, is_ready=True, **values):
    """A plan of the council together; ready, with one problem area, a goal and a measure of the police's."""
    anchored = {"anchored_municipality": "KS 2019-01-09", "anchored_police": "LPO 2019-01-10"} if is_ready else {}
    values = {"slug": f"plan-{make.number()}", "title": "Handlingsplan 2019", **anchored, **values}
    row = ActionPlan.objects.create(council=council, first_day=date(2019, 1, 1), last_day=date(2019, 12, 31), **values)
    if is_ready:
        fill(row)
    return row


def fill(row, name="Narkotika bland unga"):
    """A problem area with a goal and a measure."""
    council, by = row.council, make.user()
    known = ProblemArea.objects.filter(council=council, name=name).first() or area(council, name)
    problem = plan_parts.lift_in(plan=row, by=by, problem_area=known, reason="Många klagar.")
    goal = plan_parts.add_goal(problem=problem, by=by, text=f"Färre, {name}", kind="effect")
    police, _municipal = make.parties_of(council)
    plan_parts.add_measure(problem=problem, by=by, owners=[police], text=f"Insatser, {name}", goal=goal)
    return problem


def decided(row, by=None):
    by = by or make.user()
    mark = mark_of(read_plan(row))
    return decide_plan(plan=row, by=by, at=AT, mark=mark, decided_on=ON, body="Kommunstyrelsen", paragraph="§ 4")
