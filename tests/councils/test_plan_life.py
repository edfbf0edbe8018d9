"""A plan's life: decided, reported on, followed up, revised; and what became of each goal and measure."""

import re
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from councils.actions import plan_parts, plans
from councils.actions.plan_revision import NotNow, revise_plan
from councils.actions.versions import StaleEdit
from councils.forms.fields import ParagraphField
from councils.models import ActionPlan, Measure, Meeting, PlanFollowUp, PlanGoal
from councils.plan_differences import differences
from councils.plan_reading import mark_of, read_plan, what_is_missing
from councils.roles import Role
from tests import factories as make
from tests.councils import plan_rows as rows
from tests.councils.test_plans import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    _police, municipal = make.parties_of(council)
    user = make.person(Role.COORDINATOR, council=council, organisation=municipal)
    client.force_login(user)
    return user


@pytest.fixture
def plan(council):
    return rows.plan(council)


def send(client, council, name, *ids, **values):
    answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
    return answer.status_code, " ".join(answer.content.decode().split())


def decision(plan, **values):
    said = {"plan_body": "Kommunstyrelsen", "plan_decided_on": "2019-01-15", "plan_paragraph": "§ 4"}
    return {**said, "read": mark_of(read_plan(plan)), **values}


def test_a_decision_tells_who_when_and_by_whom_it_was_registered(coordinator, plan):
    row = rows.decided(plan, coordinator)
    assert (row.status, row.decided_by, row.decided_by_body) == ("decided", coordinator, "Kommunstyrelsen")


def test_deciding_asks_again_who_it_is(client, council, coordinator, plan):
    url = reverse("councils:decide_plan", args=[council.slug, plan.slug])
    answer = client.post(url, decision(plan))
    assert answer.status_code == 302
    assert "next=" in answer["Location"]
    plan.refresh_from_db()
    assert plan.status == "draft"


def test_what_is_missing_is_said_before_the_decision(council):
    plan = rows.plan(council, is_ready=False)
    missing = " ".join(what_is_missing(read_plan(plan)))
    assert "Lyft in minst ett" in missing
    assert "Polismyndigheten" in missing
    row = plan_parts.lift_in(plan=plan, by=make.user(), problem_area=rows.area(council, "Trafik"), reason="")
    assert "Trafik har inget mål." in what_is_missing(read_plan(plan))
    plan_parts.add_measure(problem=row, by=make.user(), owners=[], text="Något")
    assert "Trafik har en åtgärd som ingen ansvarar för." in what_is_missing(read_plan(plan))
    with pytest.raises(plans.NotReady):
        rows.decided(plan)


def test_nobody_decides_on_another_text_than_was_read(plan):
    mark = mark_of(read_plan(plan))
    plan_parts.add_goal(problem=plan.problems.get(), by=make.user(), text="Ett mål till", kind="vision")
    said = {"decided_on": rows.ON, "body": "KS", "paragraph": ""}
    with pytest.raises(StaleEdit):
        plans.decide_plan(plan=plan, by=make.user(), at=rows.AT, mark=mark, **said)


def test_an_own_draft_is_shared_before_it_is_decided(council):
    _police, municipal = make.parties_of(council)
    plan = rows.plan(council, organisation=municipal)
    with pytest.raises(plans.NotReady):
        rows.decided(plan)


def test_a_decided_plans_text_stands(client, council, coordinator, plan):
    measure = Measure.objects.get()
    rows.decided(plan)
    by = make.user()
    for act in (
        lambda: plans.edit_plan(plan=plan, by=by, version=2, title="Ny"),
        lambda: plan_parts.remove_measure(measure=measure, by=by),
        lambda: plan_parts.add_goal(problem=plan.problems.get(), by=by, text="Mer", kind="effect"),
        lambda: plans.remove_plan(plan=plan, by=by),
    ):
        with pytest.raises(plans.Decided):
            act()
    status, page = send(client, council, "edit_measure", measure.pk, measure_text="Det jag skrev", version=1)
    assert status == 422
    assert "Planen har beslutats medan du skrev" in page
    assert "Det jag skrev" in page
    assert (
        "Planen är beslutad"
        in client.get(reverse("councils:edit_measure", args=[council.slug, measure.pk]), follow=True).content.decode()
    )


def test_an_owner_reports_and_others_do_not(client, council, plan):
    measure = Measure.objects.get()
    rows.decided(plan)
    police, _municipal = make.parties_of(council)
    said = {"report_status": "ongoing", "report_result": "Två insatser.", "version": 1}
    client.force_login(make.person(Role.MEMBER, council=council, organisation=make.organisation()))
    assert send(client, council, "report_measure", measure.pk, **said)[0] == 403
    client.force_login(make.person(Role.MEMBER, council=council, organisation=police))
    assert "Inte rapporterad" in read(client, council, "plan_measures", plan.slug)[1]
    for _twice in range(2):
        assert send(client, council, "report_measure", measure.pk, **said)[0] == 200
    measure.refresh_from_db()
    assert (measure.status, measure.version) == ("ongoing", 2)
    assert send(client, council, "report_measure", measure.pk, **{**said, "report_status": "done"})[0] == 409
    stopped = {"report_status": "stopped", "report_result": "", "version": 2}
    assert "Skriv varför åtgärden avbröts." in send(client, council, "report_measure", measure.pk, **stopped)[1]


def test_a_goal_is_reported_by_whoever_answers_for_a_measure_towards_it(client, council, plan):
    goal = PlanGoal.objects.get()
    rows.decided(plan)
    police, municipal = make.parties_of(council)
    said = {"goal_outcome": "reached", "goal_result": "Färre.", "version": 1}
    client.force_login(make.person(Role.MEMBER, council=council, organisation=municipal))
    assert send(client, council, "report_goal", goal.pk, **said)[0] == 403
    assert (
        reverse("councils:report_goal", args=[council.slug, goal.pk])
        not in read(client, council, "action_plan", plan.slug)[1]
    )
    client.force_login(make.person(Role.MEMBER, council=council, organisation=police))
    assert (
        reverse("councils:report_goal", args=[council.slug, goal.pk])
        in read(client, council, "action_plan", plan.slug)[1]
    )
    assert send(client, council, "report_goal", goal.pk, **said)[0] == 200
    goal.refresh_from_db()
    assert goal.outcome == "reached"


def test_what_a_follow_up_showed_is_written_by_those_who_keep_the_plan(client, council, plan):
    row = PlanFollowUp.objects.create(plan=plan, due_on="2019-02-12")
    rows.decided(plan)
    police, _municipal = make.parties_of(council)
    said = {"follow_up_note": "Det går bra.", "version": 1}
    client.force_login(make.person(Role.MEMBER, council=council, organisation=police))
    assert send(client, council, "record_follow_up", row.pk, **said)[0] == 403
    client.force_login(make.person(Role.POLICE_MANAGER, council=council, organisation=police))
    assert send(client, council, "record_follow_up", row.pk, **said)[0] == 200


def test_not_begun_is_a_report_and_not_the_want_of_one(client, council, coordinator, plan):
    measure = Measure.objects.get()
    rows.decided(plan)
    send(client, council, "report_measure", measure.pk, report_status="planned", report_result="Snö.", version=1)
    page = read(client, council, "plan_measures", plan.slug)[1]
    assert "Inte påbörjad" in page
    assert "Inte rapporterad" not in page


def test_a_draft_is_not_reported_on(client, council, coordinator, plan):
    said = {"report_status": "done", "report_result": "Klart.", "version": 1}
    status, page = send(client, council, "report_measure", Measure.objects.get().pk, **said)
    assert status == 422
    assert "Rapportera när den är beslutad." in page


def test_a_plan_is_followed_up_at_a_meeting_that_can_move(client, council, coordinator, plan):
    meeting = Meeting.objects.create(council=council, held_on="2019-02-12", title="Vårens första möte")
    for _twice in range(2):
        send(client, council, "add_follow_up", plan.slug, follow_up_meeting=meeting.pk)
    row = PlanFollowUp.objects.get()
    both = {"follow_up_meeting": meeting.pk, "follow_up_day": "2019-03-01"}
    assert "inte båda" in send(client, council, "add_follow_up", plan.slug, **both)[1]
    assert "Välj ett möte eller ange en dag." in send(client, council, "add_follow_up", plan.slug)[1]
    assert "redan upp den dagen" in send(client, council, "add_follow_up", plan.slug, follow_up_day="2019-02-12")[1]
    rows.decided(plan)
    Meeting.objects.filter(pk=meeting.pk).update(held_on="2019-02-19")
    assert "2019-02-19 – Vårens första möte" in read(client, council, "action_plan", plan.slug)[1]
    send(client, council, "record_follow_up", row.pk, follow_up_note="Det går bra.", version=1)
    row.refresh_from_db()
    assert row.is_done
    assert "finns kvar" in send(client, council, "remove_follow_up", row.pk)[1]


def revised(plan, areas=()):
    said = {"title": "Nästa", "first_day": "2020-01-01", "last_day": None, "problem_areas": areas}
    return revise_plan(plan=plan, by=make.user(), organisation=None, **said)


def test_the_next_plan_begins_with_what_remains(council, plan):
    other = rows.fill(plan, "Trafik")
    Measure.objects.filter(problem=other).update(status="done", result="Klart.")
    PlanGoal.objects.filter(problem=other).update(outcome="reached")
    Measure.objects.exclude(problem=other).update(status="ongoing", result="Halvvägs.")
    rows.decided(plan)
    fraud = rows.area(council, "Bedrägeri")
    new = revised(plan, [fraud])
    assert revised(plan) == new, "a plan has one successor"
    assert [str(row) for row in new.problems.all()] == ["Narkotika bland unga", "Bedrägeri"]
    carried = Measure.objects.get(problem__plan=new)
    assert carried.carried_from.result == "Halvvägs."
    assert (carried.status, carried.reported_at, carried.result) == ("planned", None, "")
    assert carried.goal.carried_from == PlanGoal.objects.get(problem__plan=plan, text__contains="Narkotika")
    found = {fate.area.name: fate for fate in differences(read_plan(plan), read_plan(new))}
    assert found["Bedrägeri"].is_new
    assert found["Trafik"].is_dropped
    assert [one.became for one in found["Trafik"].measures] == ["finished"]
    assert [one.became for one in found["Narkotika bland unga"].goals] == ["carried"]


def test_the_next_plan_builds_on_the_picture_in_force(council, plan):
    for number, status in enumerate(("replaced", "decided", "draft"), start=1):
        adopted = None if status == "draft" else f"201{number}-11-01"
        council.pictures.create(number=number, title=f"Lägesbild {number}", status=status, adopted_on=adopted)
    rows.decided(plan)
    assert revised(plan).picture.title == "Lägesbild 2"


def test_the_form_of_the_next_plan_begins_with_the_period_after(client, council, coordinator, plan):
    ActionPlan.objects.filter(pk=plan.pk).update(title="Plan 2019", first_day="2019-01-01", last_day="2019-12-31")
    rows.decided(ActionPlan.objects.get(pk=plan.pk))
    form = read(client, council, "revise_plan", plan.slug)[1]
    for value in ("Plan 2020", "2020-01-01", "2020-12-31"):
        assert f'value="{value}"' in form


def test_a_decided_successor_replaces_the_plan_before(client, council, coordinator, plan):
    rows.decided(plan)
    new = revised(plan, [rows.area(council, "Bedrägeri")])
    plan_parts.lift_out(problem=new.problems.last(), by=coordinator)
    plan_parts.add_goal(problem=new.problems.get(), by=coordinator, text="Ett nytt mål", kind="vision")
    page = read(client, council, "plan_differences", new.slug)[1]
    for words in ("Följer med", "Ett nytt mål", "Inte rapporterad"):
        assert words in page
    ActionPlan.objects.filter(pk=new.pk).update(anchored_municipality="KS", anchored_police="LPO")
    rows.decided(ActionPlan.objects.get(pk=new.pk))
    plan.refresh_from_db()
    assert plan.status == "replaced"


@pytest.mark.parametrize(
    ("day", "stand", "follow_ups"),
    [
        ("2018-12-31", ["Beslutad, gäller från 2020-01-01", "Gäller till och med 2019-12-31"], 1),
        ("2019-12-31", ["Beslutad, gäller från 2020-01-01", "Gäller till och med 2019-12-31"], 1),
        ("2020-01-01", ["Beslutad", "Ersatt"], 0),
    ],
)
def test_the_plan_before_holds_until_the_next_begins(client, council, coordinator, plan, day, stand, follow_ups):
    plan.follow_ups.create(due_on="2018-12-20")
    rows.decided(plan)
    new = revised(plan)
    ActionPlan.objects.filter(pk=new.pk).update(anchored_municipality="KS", anchored_police="LPO")
    rows.decided(ActionPlan.objects.get(pk=new.pk))
    with time_machine.travel(f"{day}T12:00:00+01:00", tick=False):
        client.force_login(coordinator)
        shown = re.findall(r'data-tone="[a-z]+">([^<]+)<', read(client, council, "action_plans")[1])
        assert shown == stand
        assert PlanFollowUp.objects.of(council).followed(date.fromisoformat(day)).count() == follow_ups


def test_a_paragraph_typed_as_a_number_gets_its_sign():
    for typed, kept in (("14", "§ 14"), ("14 b", "§ 14 b"), ("§ 3", "§ 3"), ("Dnr 3", "Dnr 3")):
        assert ParagraphField().clean(typed) == kept


def test_a_plan_that_has_been_replaced_is_not_revised_again(plan):
    rows.decided(plan)
    ActionPlan.objects.filter(pk=plan.pk).update(status="replaced")
    with pytest.raises(NotNow):
        revised(plan)


def test_plan_and_promises_from_one_picture_are_said_to_be(client, council, coordinator, plan):
    picture = council.pictures.create(number=1, title="Lägesbild 2018", status="decided", adopted_on="2018-11-01")
    ActionPlan.objects.filter(pk=plan.pk).update(picture=picture)
    promise_set = make.promise_set(council=council, picture=picture, title="Löften 2019")
    area = plan.problems.get().problem_area
    make.promise(section=make.section(promise_set=promise_set)).problem_areas.add(area)
    draft = make.promise_set(council=council, picture=picture, title="Hemligt utkast", status="draft")
    make.promise(section=make.section(promise_set=draft)).problem_areas.add(area)
    page = read(client, council, "action_plan", plan.slug)[1]
    assert "utgår från samma lägesbild" in page
    assert "Löften om samma problem:" in page
    assert page.count("Löften 2019") == 2
    assert "Hemligt utkast" not in page
