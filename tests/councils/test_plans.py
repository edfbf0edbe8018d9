"""Action plans: written in small forms by police and municipality, own drafts until shared, locked once decided."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import ActionPlan, AuditEntry, Measure, PlanGoal, PlanLink, PlanProblem, ProblemArea
from councils.roles import Role
from tests import factories as make
from tests.councils import plan_rows as rows

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
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


def read(client, council, name, *ids):
    answer = client.get(reverse(f"councils:{name}", args=[council.slug, *ids]))
    return answer.status_code, " ".join(answer.content.decode().split())


def new_plan(**values):
    about = {"plan_title": "Handlingsplan 2016–2017", "plan_kind": "joint", "plan_draft_of": "own"}
    return {**about, "plan_first_day": "2016-01-01", "plan_last_day": "2017-12-31", **values}


def test_a_plan_is_begun_as_the_own_organisations_draft(send, council, coordinator):
    assert send("start_plan", **new_plan())[0] == 200
    plan = ActionPlan.objects.get(council=council)
    assert (plan.slug, plan.is_own_draft, plan.status) == ("handlingsplan-20162017", True, "draft")
    send("start_plan", **new_plan())
    assert ActionPlan.objects.count() == 1, "the same form twice is one plan"


def test_another_plan_with_the_same_title_gets_an_address_of_its_own(send, council):
    send("start_plan", **new_plan())
    send("start_plan", **new_plan(plan_first_day="2018-01-01", plan_last_day="", plan_draft_of="together"))
    slugs = set(ActionPlan.objects.values_list("slug", flat=True))
    assert slugs == {"handlingsplan-20162017", "handlingsplan-20162017-2"}
    send("start_plan", **new_plan(plan_title="Ny"))
    assert ActionPlan.objects.filter(slug="ny-2").exists(), "the address of the form is not a plan's"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"plan_title": ""}, "Skriv vad planen heter."),
        ({"plan_title": "Om 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"plan_first_day": "9999-01-01"}, "för långt fram"),
        ({"plan_first_day": "0001-01-01"}, "för långt tillbaka"),
        ({"plan_last_day": "2015-12-31"}, "Sista dagen kan inte ligga före den första."),
        ({"plan_introduction": "å" * 30_000}, "10000 tecken"),
        ({"plan_kind": "annan"}, "Välj vad det är för plan."),
        ({"plan_picture": "1" + "0" * 30}, "Det finns inte i rådet."),
        ({"plan_agreement": "999999"}, "Det finns inte i rådet."),
        ({"plan_draft_of": "polisen"}, "Välj om utkastet är din organisations eller gruppens."),
    ],
)
def test_what_cannot_be_a_plan_is_said_and_nothing_is_stored(send, values, sentence):
    status, page = send("start_plan", **new_plan(**values))
    assert status == 422
    assert sentence in page
    assert not ActionPlan.objects.exists()


def test_an_own_draft_is_read_by_its_organisation_alone_until_it_is_shared(send, client, council, coordinator):
    send("start_plan", **new_plan())
    plan = ActionPlan.objects.get()
    assert "bara din organisation" in read(client, council, "share_plan", plan.slug)[1]
    police, _municipal = make.parties_of(council)
    officer = make.person(Role.POLICE_MANAGER, council=council, organisation=police)
    client.force_login(officer)
    assert read(client, council, "action_plan", plan.slug)[0] == 404
    assert plan.title not in read(client, council, "action_plans")[1]
    client.force_login(coordinator)
    assert send("share_plan", plan.slug)[0] == 422
    assert send("share_plan", plan.slug, is_read="on")[0] == 200
    client.force_login(officer)
    assert read(client, council, "action_plan", plan.slug)[0] == 200
    entry = AuditEntry.objects.get(verb="share_plan")
    assert police.pk in entry.details["readers"]


def test_an_official_reads_decided_plans_only(client, council):
    plan = rows.plan(council)
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert read(client, council, "action_plan", plan.slug)[0] == 404
    rows.decided(plan)
    status, page = read(client, council, "action_plan", plan.slug)
    assert status == 200
    assert "Kommunstyrelsen 2019-01-15, § 4" in page
    assert "KS 2019-01-09" in page
    assert "Rapportera" not in page


def test_problem_areas_goals_and_measures_are_lifted_in_changed_moved_and_out(send, client, council):
    plan = rows.plan(council, is_ready=False)
    areas = [rows.area(council, name) for name in ("Trafik", "Narkotika")]
    for area in areas:
        send("add_plan_problem", plan.slug, plan_area=area.pk, plan_reason="Många klagar.")
    send("add_plan_problem", plan.slug, plan_area=areas[0].pk)
    assert [str(row) for row in plan.problems.all()] == ["Trafik", "Narkotika"]
    first, second = plan.problems.all()
    send("move_plan_problem", second.pk, direction="up")
    assert [str(row) for row in plan.problems.all()] == ["Narkotika", "Trafik"]
    send("edit_plan_problem", first.pk, plan_reason="Alla klagar.", version=1)
    goal = {"goal_text": "Färre olyckor", "goal_kind": "effect", "goal_baseline": "12", "goal_aim": "8"}
    send("add_plan_goal", first.pk, **goal)
    send("add_plan_goal", first.pk, **goal)
    kept = PlanGoal.objects.get()
    send("edit_plan_goal", kept.pk, **{**goal, "goal_aim": "6"}, version=1)
    police, _municipal = make.parties_of(council)
    measure = {"measure_text": "Kontroller", "measure_owners": [police.pk], "measure_goal": kept.pk}
    send("add_measure", first.pk, **measure, measure_to="2019-10-01", measure_beyond="on")
    page = read(client, council, "action_plan", plan.slug)[1]
    for words in ("Alla klagar.", "Målvärde: 6", "klart senast 2019-10-01", "Vid sidan av ordinarie uppdrag"):
        assert words in page
    send("remove_plan_goal", kept.pk)
    assert Measure.objects.get().goal is None
    send("remove_measure", Measure.objects.get().pk)
    send("remove_plan_problem", first.pk)
    assert PlanProblem.objects.get() == second
    assert ProblemArea.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"measure_text": ""}, "Skriv vad som ska göras."),
        ({"measure_from": "2019-05-01", "measure_to": "2019-04-01"}, "innan den har börjat"),
        ({"measure_owners": ["999999"]}, "hör inte till rådet"),
        ({"measure_owners": ["1" + "0" * 30]}, "hör inte till rådet"),
        ({"measure_goal": "999999"}, "Det finns inte i rådet."),
        ({"measure_text": "Ring 19121212-1212"}, "Texten innehåller ett personnummer"),
    ],
)
def test_a_measure_that_cannot_be_is_refused_with_what_was_typed(send, council, values, sentence):
    problem = rows.plan(council).problems.get()
    before = Measure.objects.count()
    status, page = send(
        "add_measure", problem.pk, **{"measure_text": "Kontroller", "measure_cooperation": "SSPF", **values}
    )
    assert status == 422
    assert sentence in page
    assert "SSPF" in page
    assert Measure.objects.count() == before


def test_who_saves_last_has_read_what_the_other_saved(send, council):
    measure = Measure.objects.get(problem=rows.plan(council).problems.get())
    assert send("edit_measure", measure.pk, measure_text="Den första", version=1)[0] == 200
    status, page = send("edit_measure", measure.pk, measure_text="Den andra", version=1)
    assert status == 409
    assert "Den första" in page
    assert "Den andra" in page
    measure.refresh_from_db()
    assert measure.text == "Den första"


def test_a_link_leads_to_a_web_address_and_nowhere_else(send, council):
    plan = rows.plan(council)
    assert send("add_plan_link", plan.slug, link_title="Plan", link_address="javascript:alert(1)")[0] == 422
    for _twice in range(2):
        send("add_plan_link", plan.slug, link_title="Folkhälsoplan", link_address="https://exempel.se/plan")
    link = PlanLink.objects.get()
    send("remove_plan_link", link.pk)
    assert not PlanLink.objects.exists()


def test_a_draft_is_removed_with_all_that_stands_in_it(send, council):
    plan = rows.plan(council)
    assert send("remove_plan", plan.slug)[0] == 200
    assert not ActionPlan.objects.exists()
    assert not PlanGoal.objects.exists()


def test_the_page_asks_equally_often_however_much_there_is(client, council, coordinator):
    def asked(name, plan):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert read(client, council, name, plan.slug)[0] == 200
        return len(queries)

    plan = rows.decided(rows.plan(council))
    one = {name: asked(name, plan) for name in ("action_plan", "plan_measures")}
    big = rows.plan(council)
    for number in range(20):
        rows.fill(big, f"Problem {number}")
    rows.decided(big)
    assert {name: asked(name, big) for name in one} == one
    assert one["action_plan"] <= 22
    assert one["plan_measures"] <= 16
