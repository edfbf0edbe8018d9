"""A plan's parts when two say much the same: nobody's words or owners are taken over by another's form."""

import pytest
from django.urls import reverse

from councils.actions import plan_parts
from councils.models import Measure, Picture
from councils.plan_reading import mark_of, read_plan
from councils.roles import Role
from tests import factories as make
from tests.councils import plan_rows

pytestmark = pytest.mark.django_db


def test_a_measure_with_the_same_words_and_another_owner_is_another_measure():
    council, by = make.council(), make.user()
    police, municipal = make.parties_of(council)
    plan = plan_rows.plan(council, is_ready=False)
    problem = plan_parts.lift_in(plan=plan, by=by, problem_area=plan_rows.area(council), reason="")
    first = plan_parts.add_measure(problem=problem, by=by, owners=[police], text="Samma")
    again = plan_parts.add_measure(problem=problem, by=by, owners=[police], text="Samma")
    other = plan_parts.add_measure(problem=problem, by=by, owners=[municipal], text="Samma")
    assert first == again != other
    assert list(Measure.objects.get(pk=first.pk).owners.all()) == [police]


def test_what_has_been_read_is_told_apart_by_its_links_and_follow_ups_too():
    plan, by = plan_rows.plan(make.council()), make.user()
    marks = {mark_of(read_plan(plan))}
    plan_parts.add_link(plan=plan, by=by, title="Folkhälsoplan", url="")
    marks.add(mark_of(read_plan(plan)))
    plan_parts.plan_follow_up(plan=plan, by=by, meeting=None, due_on=plan_rows.ON)
    marks.add(mark_of(read_plan(plan)))
    assert len(marks) == 3


def test_a_picture_that_only_its_organisation_reads_is_not_named_in_the_plan_s_form(client):
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    hidden = Picture.objects.create(council=council, number=1, title="Hemlig rubrik", organisation=municipal)
    plan = plan_rows.plan(council, picture=hidden)
    address = reverse("councils:edit_plan", args=["overkalix", plan.slug])
    for role, organisation, said in (
        (Role.COORDINATOR, municipal, "Hemlig rubrik"),
        (Role.POLICE_MANAGER, police, "En lägesbild som inte är delad"),
    ):
        client.force_login(make.person(role, council=council, organisation=organisation))
        page = client.get(address).content.decode()
        assert said in page
        assert page.count("Hemlig rubrik") == (said == "Hemlig rubrik")
