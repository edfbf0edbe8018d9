"""What was seen in a dialogue: written on a phone, settled by whoever puts it right, taken into a plan, listed."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from councils.actions.observed_measures import make_measure, open_plans
from councils.models import ActionPlan, Dialogue, Measure, Observation, Place, PlanProblem
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
HELD_ON = date(2019, 5, 14)


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def municipal(council):
    return make.parties_of(council)[1]


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def walk(council, municipal):
    row = Dialogue.objects.create(council=council, kind="safety_walk", title="Vandring", held_on=HELD_ON)
    row.organisers.add(municipal)
    return row


@pytest.fixture
def send(client, council):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


@pytest.fixture
def look(client, council):
    def look(name, *ids, **query):
        answer = client.get(reverse(f"councils:{name}", args=[council.slug, *ids]), query)
        return answer.status_code, " ".join(answer.content.decode().split())

    return look


@pytest.fixture
def seen(walk, municipal):
    return Observation.objects.create(dialogue=walk, text="Trasig lampa", fixed_by=municipal)


@pytest.fixture
def problem(council):
    plan = ActionPlan.objects.create(council=council, slug="plan", title="Planen", first_day=TODAY)
    return PlanProblem.objects.create(plan=plan, problem_area=make.problem_area(council=council, name="Mörker"))


def test_after_saving_the_form_is_ready_for_the_next_at_the_same_place(client, council, coordinator, municipal, walk):
    place = make.place(council=council, name="Torget")
    page = reverse("councils:add_observation", args=[council.slug, walk.pk])
    answer = client.post(page, {"place": place.pk, "text": "Mörkt", "fixed_by": municipal.pk})
    assert answer.url == f"{page}?plats={place.pk}&ansvar={municipal.pk}"
    form = client.get(answer.url).context["form"]
    assert [form[name].value() for name in ("place", "text", "fixed_by")] == [str(place.pk), None, str(municipal.pk)]


def test_a_new_place_is_made_once_and_known_by_its_name(send, council, coordinator, walk):
    for text, name in (("Mörkt", "Gångtunneln"), ("Klotter", "gångtunneln"), ("Mörkt", "Gångtunneln")):
        send("add_observation", walk.pk, text=text, new_place=name)
    assert [place.name for place in Place.objects.of(council)] == ["Gångtunneln"]
    assert [row.text for row in walk.observations.order_by("pk")] == ["Mörkt", "Klotter"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Skriv vad ni såg"),
        ({"text": "Kalle 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"text": "å" * 1001}, "1000 tecken (den har 1001)"),
        ({"place": "1" + "0" * 30}, "Platsen finns inte i rådet."),
        ({"fixed_by": "0"}, "Organisationen hör inte till rådet."),
    ],
)
def test_what_is_wrong_is_said(send, coordinator, walk, wrong, sentence):
    status, words = send("add_observation", walk.pk, **{"text": "Mörkt", **wrong})
    assert status == 422
    assert sentence in words
    assert not walk.observations.exists()


def test_a_place_is_chosen_or_typed_and_not_both(send, council, coordinator, walk):
    place = make.place(council=council, name="Torget")
    status, words = send("add_observation", walk.pk, text="Mörkt", place=place.pk, new_place="Parken")
    assert status == 422
    assert "Du har valt Torget och skrivit Parken." in words


def test_it_is_done_with_a_day_and_what_was_done(send, coordinator, seen):
    status, words = send("settle_observation", seen.pk, status="done", version=1)
    assert status == 422
    assert "Ange vilken dag det blev klart" in words
    assert "Skriv vad som gjordes." in words
    said = {"status": "done", "settled_on": "2019-05-20", "answer": "Bytt", "version": 1}
    assert "Läget är sparat." in send("settle_observation", seen.pk, **said)[1]
    assert "Läget är sparat." in send("settle_observation", seen.pk, **said)[1]
    seen.refresh_from_db()
    assert (seen.status, seen.settled_on, seen.version) == ("done", date(2019, 5, 20), 2)
    assert send("settle_observation", seen.pk, **{**said, "answer": "Något annat"})[0] == 409
    send("settle_observation", seen.pk, status="open", version=2)
    seen.refresh_from_db()
    assert (seen.status, seen.settled_on) == ("open", None)


def test_it_is_declined_with_a_reason_and_not_tomorrow(send, coordinator, seen):
    tomorrow = TODAY + timedelta(days=1)
    words = send("settle_observation", seen.pk, status="declined", settled_on=tomorrow, version=1)[1]
    assert "Skriv varför det inte åtgärdas." in words
    assert "Dagen har inte varit än." in words


def test_whoever_is_to_put_it_right_says_how_it_went(client, send, council, walk):
    school = make.organisation(short_name="Skolan")
    client.force_login(make.person(Role.MEMBER, council=council, organisation=school))
    ours = Observation.objects.create(dialogue=walk, text="Staket", fixed_by=school)
    theirs = Observation.objects.create(dialogue=walk, text="Lampa")
    said = {"status": "done", "settled_on": "2019-05-20", "answer": "Lagat", "version": 1}
    assert send("settle_observation", ours.pk, **said)[0] == 200
    assert send("settle_observation", theirs.pk, **said)[0] == 403
    assert send("change_observation", ours.pk, text="Annat", version=1)[0] == 403


def test_what_was_written_by_mistake_is_removed_and_what_is_settled_stays(send, coordinator, seen, walk):
    done = {"status": "done", "settled_on": date(2019, 5, 20), "answer": "Bytt"}
    kept = Observation.objects.create(dialogue=walk, text="Klar", **done)
    assert "måste finnas kvar" in send("remove_observation", kept.pk)[1]
    assert "Iakttagelsen är borttagen." in send("remove_observation", seen.pk)[1]
    assert list(walk.observations.all()) == [kept]


def test_it_becomes_one_measure_in_a_plan_that_is_a_draft(send, look, coordinator, municipal, seen, problem):
    said = {"problem": problem.pk, "measure_text": "Byt lampan", "owner": municipal.pk}
    assert "Iakttagelsen är nu en åtgärd i planen." in send("observed_measure", seen.pk, **said)[1]
    assert "Iakttagelsen är redan en åtgärd i en plan." in send("observed_measure", seen.pk, **said)[1]
    measure = Measure.objects.get()
    assert (measure.problem, list(measure.owners.all())) == (problem, [municipal])
    assert list(measure.observations.all()) == [seen]
    assert "Åtgärd i planen:" in look("dialogue", seen.dialogue_id)[1]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "decided", "decided_on": TODAY},
        {"status": "replaced", "decided_on": TODAY},
        {"organisation": "police"},
    ],
)
def test_no_other_plan_takes_it(send, council, coordinator, municipal, seen, problem, fields):
    if "organisation" in fields:
        fields = {**fields, "organisation": make.parties_of(council)[0]}
    ActionPlan.objects.filter(pk=problem.plan_id).update(**fields)
    status, words = send("observed_measure", seen.pk, problem=problem.pk, measure_text="Byt", owner=municipal.pk)
    assert status == 422
    assert "Ingen plan att lägga den i" in words
    assert not Measure.objects.exists()


def test_a_draft_plan_of_ones_own_takes_it(council, coordinator, municipal, seen, problem):
    ActionPlan.objects.update(organisation=municipal)
    made = make_measure(observation=seen, problem=problem, text="Byt", owner=municipal, by=coordinator)
    assert made.made


def test_the_list_tells_what_is_open_and_for_how_long(look, council, coordinator, municipal, seen):
    new = Dialogue.objects.create(council=council, kind="survey", title="Enkät", held_on=TODAY)
    place = make.place(council=council, name="Parken")
    Observation.objects.create(dialogue=new, text="Nyss sett", place=place)
    words = look("observations")[1]
    assert "Trasig lampa" in words
    assert "varav 1 inte åtgärdad på 90 dagar" in words
    assert words.index(municipal.name) < words.index("Ingen har den ännu")
    assert "Nyss sett" not in look("observations", lage="lange")[1]
    assert "Trasig lampa" not in look("observations", plats=place.pk)[1]
    assert "Nyss sett" not in look("observations", ansvar=municipal.pk)[1]
    assert "Platsen finns inte i rådet." in look("observations", plats="1" + "0" * 30)[1]
    assert "Inget stämmer med urvalet" in look("observations", lage="done")[1]


def test_the_file_holds_what_was_asked_for_and_no_formula(client, council, coordinator, seen):
    Observation.objects.create(dialogue=seen.dialogue, text="=HYPERLINK(1)")
    answer = client.get(reverse("councils:observations_csv", args=[council.slug]))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("datum;dialog;slag;plats;iakttagelse;")
    assert len(lines) == 3
    assert ";'=HYPERLINK(1);" in lines[2]
    assert len(client.get(answer.request["PATH_INFO"], {"lage": "done"}).content.splitlines()) == 1


def test_plans_that_take_measures_are_drafts(council, problem):
    gate = type("Gate", (), {"council": council, "can_view_drafts": True, "organisations": frozenset()})()
    assert list(open_plans(gate)) == [problem.plan]
    ActionPlan.objects.update(status="decided", decided_on=TODAY)
    assert not open_plans(gate)
