"""What an action plan asks for stands in one's list: near or late, of plans that hold, for those who owe it."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import ActionPlan, Measure, PlanFollowUp
from councils.roles import Role
from followup.plan_things import plan_things
from tests import factories as make
from tests.councils import plan_rows as rows

pytestmark = pytest.mark.django_db

TODAY = date(2019, 5, 20)


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def plan(council):
    plan = rows.plan(council)
    Measure.objects.update(to_day=date(2019, 5, 1))
    PlanFollowUp.objects.create(plan=plan, due_on=date(2019, 5, 28))
    PlanFollowUp.objects.create(plan=plan, due_on=date(2019, 12, 1))
    return rows.decided(plan)


def days(council):
    return [thing.day for thing, _owes in plan_things({council.pk: council}, today=TODAY)]


def test_what_is_near_or_late_waits_and_what_is_far_away_does_not(council, plan):
    assert days(council) == [date(2019, 5, 28), date(2019, 5, 1)]


def test_what_is_done_and_plans_that_do_not_hold_ask_for_nothing(council, plan):
    Measure.objects.update(status="done")
    assert days(council) == [date(2019, 5, 28)]
    ActionPlan.objects.update(status="replaced")
    assert days(council) == []


def test_a_measure_is_its_owners_to_do(client, council, plan):
    police, municipal = make.parties_of(council)
    with time_machine.travel("2019-05-20T12:00:00+02:00"):
        for organisation, count in ((police, 1), (municipal, 0)):
            client.force_login(make.person(Role.MEMBER, council=council, organisation=organisation))
            page = client.get(reverse("followup:to_do")).content.decode()
            assert page.count("Åtgärd i handlingsplanen:") == count
            assert "ska följas upp" not in page


def test_as_many_questions_for_many_plans_as_for_one(council, plan):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            days(council)
        return len(queries)

    once = asked()
    for number in range(20):
        rows.fill(ActionPlan.objects.get(pk=rows.plan(council, title=f"Plan {number}").pk), f"Problem {number}")
    Measure.objects.update(to_day=date(2019, 5, 1))
    ActionPlan.objects.update(status="decided", decided_on=rows.ON)
    assert len(days(council)) > 20
    assert asked() == once == 3
