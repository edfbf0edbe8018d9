"""A decided plan stands in the database too; how it goes and when it is followed up can still be written."""

import pytest
from django.db import IntegrityError, connection, transaction

from councils import decided_plans
from councils.actions import plan_parts
from councils.models import ActionPlan, Measure, PlanFollowUp, PlanGoal, PlanLink, PlanProblem
from tests import factories as make
from tests.councils import plan_rows as rows

pytestmark = pytest.mark.django_db
MODELS = {decided_plans.PLAN: ActionPlan, decided_plans.GOAL: PlanGoal, decided_plans.MEASURE: Measure}


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def plan(council):
    row = rows.plan(council)
    PlanLink.objects.create(plan=row, title="Folkhälsoplanen")
    return rows.decided(row)


def refused(act):
    with pytest.raises(IntegrityError, match=decided_plans.REFUSAL), transaction.atomic():
        act()


def test_every_column_stands_or_is_left_open():
    for table, model in MODELS.items():
        columns = {field.column for field in model._meta.concrete_fields}
        assert columns == {*decided_plans.STANDS[table], *decided_plans.LEFT_OPEN[table]}, table


def test_no_column_of_the_plan_changes(plan):
    row = ActionPlan.objects.filter(pk=plan.pk)
    for change in ({"title": "Ny"}, {"status": "draft"}, {"as_decided": {}}, {"as_decided": None}):
        refused(lambda change=change: row.update(**change))
    refused(lambda: row._raw_delete("default"))


def test_nor_a_problem_a_goal_a_measure_an_owner_or_a_link(plan):
    for model, change in (
        (PlanProblem, {"reason": "Annat"}),
        (PlanProblem, {"order": 9}),
        (PlanGoal, {"text": "Annat"}),
        (PlanGoal, {"order": 9}),
        (Measure, {"text": "Annat"}),
        (Measure.owners.through, {"organisation": make.organisation()}),
        (PlanLink, {"title": "Annat"}),
    ):
        refused(lambda model=model, change=change: model.objects.update(**change))
        refused(lambda model=model: model.objects.all()._raw_delete("default"))


def test_nothing_is_added_to_it(council, plan):
    problem, area = plan.problems.get(), rows.area(council, "Bedrägeri")
    refused(lambda: PlanProblem.objects.create(plan=plan, problem_area=area))
    refused(lambda: PlanGoal.objects.create(problem=problem, text="Ett till"))
    refused(lambda: Measure.objects.create(problem=problem, text="En till"))
    refused(lambda: Measure.objects.get().owners.add(make.organisation()))
    refused(lambda: PlanLink.objects.create(plan=plan, title="En till"))


def test_how_it_goes_and_when_it_is_followed_up_is_left_open(plan):
    Measure.objects.update(status="done", result="Gjort", reported_at=rows.AT, reported_by=make.user(), version=2)
    PlanGoal.objects.update(outcome="reached", result="Färre", version=2)
    by = make.user()
    day = plan_parts.plan_follow_up(plan=plan, by=by, meeting=None, due_on=rows.ON)
    PlanFollowUp.objects.update(note="Bra")
    plan_parts.remove_follow_up(follow_up=day, by=by)
    row = ActionPlan.objects.get(pk=plan.pk)
    row.status, row.version = "replaced", row.version + 1
    row.save()  # every column is written again, as it was
    refused(lambda: ActionPlan.objects.filter(pk=plan.pk).update(status="decided"))


def test_a_draft_is_written_in_and_thrown_away(council, plan):
    draft = rows.plan(council, predecessor=plan)
    Measure.objects.filter(problem__plan=draft).update(text="Annat")
    draft.delete()
    assert ActionPlan.objects.get() == plan


def test_every_trigger_stands_after_all_migrations():
    assert decided_plans.missing(connection) == []


def test_a_trigger_that_is_gone_is_missed():
    decided_plans.remove(connection)
    assert len(decided_plans.missing(connection)) >= 5
    decided_plans.install(connection)
    assert decided_plans.missing(connection) == []
