"""Problem areas: why the problem is there, how much it matters, and what is promised and planned about it."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from councils.models import ActionPlan, Picture, PlanProblem, ProblemArea
from councils.priorities import by_priority, lacks
from councils.roles import Role
from tests import factories as make
from tests.councils.picturing import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council(slug="overkalix")


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


def page(name, *ids):
    return reverse(f"councils:{name}", args=["overkalix", *ids])


def read(client, name, *ids):
    return " ".join(client.get(page(name, *ids)).content.decode().split())


def row(name="Fart", **values):
    causes = {"cause_offender": "", "cause_target": "", "cause_place": ""}
    return SimpleNamespace(**{"name": name, "priority": None, "picture_id": None, **causes, **values})


def test_the_order_is_that_of_priority_and_then_of_names():
    rows = [row("Öl"), row("Ån", priority=2), row("Bus", priority=10), row("Apa")]
    assert [one.name for one in by_priority(rows)] == ["Ån", "Bus", "Apa", "Öl"]


def test_what_is_not_said_yet_is_told():
    assert lacks(row()) == ["orsaksanalys", "lägesbild", "prioritet"]
    assert lacks(row(cause_place="Mörkt", picture_id=1)) == [
        "orsak hos gärningspersonen",
        "orsak hos objektet eller den utsatta",
        "prioritet",
    ]
    assert lacks(row(cause_place="a", cause_target="b", cause_offender="c", picture_id=1, priority=1)) == []


def test_everything_about_a_problem_is_stored_and_read_by_all(client, council, coordinator, send):
    place = make.place(council=council, name="Torget")
    picture = Picture.objects.create(council=council, number=1, title="Bilden")
    said = {
        "area_name": "Langning",
        "background": "Ökar.",
        "area_theme": "alcohol",
        "area_picture": picture.pk,
        "area_places": place.pk,
        "area_times": "Helger",
        "cause_offender": "Pengar",
        "cause_target": "Unga",
        "cause_place": "Mörkt",
        "area_priority": 1,
        "priority_reason": "Störst skada",
    }
    for _ in range(2):  # sent twice
        assert send("add_problem_area", **said)[0] == 200
    area = ProblemArea.objects.get()
    Picture.objects.update(status="decided", adopted_on=date(2026, 1, 1))
    client.force_login(make.person(Role.OFFICIAL, council=council))
    text = read(client, "problem_area", area.pk)
    for words in ("Ökar.", "Alkohol", "Bilden", "Torget", "Helger", "Pengar", "Unga", "Mörkt", "Störst skada"):
        assert words in text
    assert "Saknar" not in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"area_priority": "0"}, "Prioriteten ska vara 1 eller mer."),
        ({"area_priority": "9" * 30}, "Prioriteten ska vara högst 99."),
        ({"area_priority": "1", "priority_reason": ""}, "Skriv varför problemet prioriteras"),
        ({"area_theme": "weather"}, "Temat finns inte."),
        ({"area_picture": "9" * 30}, "Lägesbilden finns inte bland rådets utkast."),
        ({"area_places": "9" * 30}, "En av platserna finns inte i rådet."),
        ({"cause_offender": "Bilen ABC123"}, "registreringsnummer"),
        ({"cause_place": "a" * 30000}, "3000 tecken"),
    ],
)
def test_a_bad_form_stores_nothing(council, coordinator, send, changed, sentence):
    status, text = send("add_problem_area", **{"area_name": "Fart", "area_times": "Helger", **changed})
    assert status == 422
    assert sentence in text
    assert "Helger" in text
    assert not ProblemArea.objects.exists()


def test_whoever_saves_second_sees_both_texts(council, coordinator, send):
    area = make.problem_area(council=council, name="Fart")
    assert send("edit_problem_area", area.pk, area_name="Fart genom byn", version=1)[0] == 200
    status, text = send("edit_problem_area", area.pk, area_name="Hastigheter", version=1)
    assert status == 409
    assert "Fart genom byn" in text
    assert "Hastigheter" in text
    area.refresh_from_db()
    assert (area.name, area.version) == ("Fart genom byn", 2)


def test_a_picture_that_is_somebodys_own_draft_is_not_offered(client, council, coordinator, send):
    police, municipal = make.parties_of(council)
    own = Picture.objects.create(council=council, number=1, title="Polisens egen", organisation=police)
    assert "Polisens egen" not in read(client, "add_problem_area")
    assert send("add_problem_area", area_name="Fart", area_picture=own.pk)[0] == 422


def test_promises_and_plans_about_it_are_shown_to_whoever_may_read_them(client, council, coordinator):
    area = make.problem_area(council=council, name="Fart")
    police, municipal = make.parties_of(council)
    decided = make.promise_set(council=council, title="Löften 2026", status="published")
    drafted = make.promise_set(council=council, title="Utkast 2027", status="draft")
    hidden = make.promise_set(council=council, title="Polisens egna", status="draft", organisation=police)
    for one in (decided, drafted, hidden):
        promise = make.promise(section=make.section(promise_set=one), wording=f"Vi lovar {one.title}")
        promise.problem_areas.add(area)
    days = {"first_day": date(2026, 1, 1), "council": council}
    plans = [
        ActionPlan.objects.create(slug="a", title="Plan 2026", **days),
        ActionPlan.objects.create(slug="b", title="Nästa plan", **days),
        ActionPlan.objects.create(slug="c", title="Polisens plan", organisation=police, **days),
    ]
    for plan in plans:
        PlanProblem.objects.create(plan=plan, problem_area=area)
    ActionPlan.objects.filter(slug="a").update(status="decided", decided_on=date(2026, 1, 1))
    for role, shown, not_shown in (
        (Role.COORDINATOR, ("Löften 2026", "Utkast 2027", "Plan 2026", "Nästa plan"), ("Polisens",)),
        (Role.OFFICIAL, ("Löften 2026", "Plan 2026"), ("Polisens", "Utkast 2027", "Nästa plan")),
    ):
        client.force_login(make.person(role, council=council))
        text = read(client, "problem_area", area.pk)
        assert all(words in text for words in shown)
        assert not any(words in text for words in not_shown)


def test_what_a_plan_takes_up_stays(council, coordinator, send):
    area = make.problem_area(council=council)
    plan = ActionPlan.objects.create(council=council, slug="a", title="Plan", first_day=date(2026, 1, 1))
    PlanProblem.objects.create(plan=plan, problem_area=area)
    assert "så det måste finnas kvar" in send("remove_problem_area", area.pk)[1]


def test_the_list_asks_as_often_however_many_there_are(client, council, coordinator):
    def add():
        area = make.problem_area(council=council)
        area.places.add(make.place(council=council))
        promise = make.promise(section=make.section(promise_set=make.promise_set(council=council)))
        promise.problem_areas.add(first or area)
        return area

    first = None
    first = add()
    few = queries(client, page("problem_areas")), queries(client, page("problem_area", first.pk))
    for _ in range(19):
        add()
    assert (queries(client, page("problem_areas")), queries(client, page("problem_area", first.pk))) == few
    print("queries:", few)
