"""What is adopted and decided reads the same whatever is renamed and rewritten afterwards, and is what was read."""

import re
from datetime import date

import pytest
import time_machine
from django.db.models import F

from councils.actions import pictures, plan_parts, plans
from councils.actions.dialogues import add_dialogue, change_dialogue
from councils.actions.problem_areas import add_problem_area, change_problem_area, remove_problem_area
from councils.actions.versions import StaleEdit
from councils.models import (
    ActionPlan,
    Council,
    Dialogue,
    Indicator,
    IndicatorValue,
    Meeting,
    Organisation,
    Picture,
    PlanGoal,
    ProblemArea,
)
from councils.picture_reading import mark_of_picture, read_picture
from councils.plan_reading import mark_of, read_plan
from councils.roles import Role
from followup.document.picture_paper import picture_paper
from followup.document.plan_paper import plan_paper
from tests import factories as make
from tests.councils import plan_rows
from tests.councils.picturing import NOON, TEXTS, council_with_a_picture, page, queries, read, sent
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel("2026-03-12T12:00:00+01:00"):
        yield


@pytest.fixture
def world():
    """A draft of a picture with everything in it."""
    world = council_with_a_picture()
    world.by = world.people["coordinator"]
    shared = {"shared_at": NOON, "shared_by": world.by}
    world.shared = world.draft.contributions.create(organisation=world.police, crime="Få brott", **shared)
    world.draft.observations.create(organisation=world.school, text="Mörkt")
    world.indicator = Indicator.objects.create(council=world.council, name="Rån", unit="antal", source="Brå")
    IndicatorValue.objects.create(indicator=world.indicator, year=2024, level="place", geography="Torget", value=7)
    world.draft.indicators.create(indicator=world.indicator, comment="Färre")
    world.area = plan_rows.area(world.council, "Fart", theme="traffic", cause_place="Rakt", picture=world.draft)
    world.area.places.add(make.place(council=world.council, name="Bron"))
    days = {"kind": "survey", "held_on": date(2026, 2, 1), "picture": world.draft}
    world.dialogue = Dialogue.objects.create(council=world.council, title="Enkäten", **days)
    world.meeting = make.meeting(council=world.council, held_on=date(2026, 3, 10), title="Marsmötet")
    return world


def adopt(world, mark=None, **values):
    mark = mark or mark_of_picture(Picture.objects.get(pk=world.draft.pk))
    said = {"on": date(2026, 3, 10), "body": "Rådet", "meeting": world.meeting, **values}
    return pictures.adopt_picture(picture=world.draft, by=world.by, at=NOON, mark=mark, **said)


def rewrite_everything(council):
    """Whatever is named anywhere is called something else."""
    Council.objects.filter(pk=council.pk).update(name="Nytt råd")
    Organisation.objects.update(name=F("kind"))
    for area in ProblemArea.objects.all():
        area.places.clear()
        area.name, area.theme, area.picture, area.priority = f"Nytt {area.pk}", "alcohol", None, 9
        area.background = area.times = area.cause_place = area.priority_reason = "Nytt"
        area.save()
    Indicator.objects.update(name="Nytt", unit="nytt", source="Nytt")
    IndicatorValue.objects.update(value=99)
    Dialogue.objects.update(title="Nytt", picture=None)
    Meeting.objects.update(title="Nytt", held_on=date(2020, 1, 1))


def main_of(text):
    return text[text.index("<main") : text.index("</main>")]


def picture_on_paper(picture):
    return picture_paper(read_picture(Picture.objects.get(pk=picture.pk)), today=TODAY)


def plan_on_paper(plan):
    return plan_paper(read_plan(ActionPlan.objects.get(pk=plan.pk)), tells_picture=True, today=TODAY)


def test_an_adopted_picture_reads_the_same_whatever_is_rewritten(client, world):
    adopt(world)
    client.force_login(world.people["official"])
    before, paper = main_of(read(client, page("picture", world.draft.pk))), picture_on_paper(world.draft)
    for words in ("Fart", "Bron", "Rakt", "Rån", "Torget", "Enkäten", "Marsmötet 2026-03-10", world.police.name):
        assert words in before
    rewrite_everything(world.council)
    assert main_of(read(client, page("picture", world.draft.pk))) == before
    assert picture_on_paper(world.draft) == paper


def test_it_reads_the_same_when_a_problem_area_or_a_dialogue_is_gone(client, world):
    adopt(world)
    links = page("problem_area", world.area.pk), page("dialogue", world.dialogue.pk)
    remove_problem_area(problem_area=world.area, by=world.by)
    world.dialogue.delete()
    client.force_login(world.people["official"])
    text = main_of(read(client, page("picture", world.draft.pk)))
    assert "Fart" in text
    assert "Enkäten" in text
    assert not any(link in text for link in links)


def test_a_draft_shows_what_is_so_now(client, world):
    client.force_login(world.by)
    rewrite_everything(world.council)
    ProblemArea.objects.update(picture=world.draft)
    text = main_of(read(client, page("picture", world.draft.pk)))
    assert "Rån" not in text
    assert "Fart" not in text
    assert "Nytt" in text


def test_the_page_of_an_adopted_picture_asks_no_more_for_more(client, world):
    adopt(world)
    client.force_login(world.people["official"])
    asked = queries(client, page("picture", world.draft.pk))
    world.draft = Picture.objects.create(council=world.council, number=8, title="Nästa", **TEXTS)
    for number in range(9):
        world.draft.observations.create(organisation=world.police, text=f"Mörkt {number}")
        indicator = Indicator.objects.create(council=world.council, name=f"{number}", unit="antal", source="Brå")
        world.draft.indicators.create(indicator=indicator)
        plan_rows.area(world.council, f"Problem {number}", picture=world.draft)
    adopt(world)
    assert queries(client, page("picture", world.draft.pk)) <= asked


def seen_by_the_police(picture):
    picture.observations.create(organisation=picture.contributions.get().organisation, text="Ljust")


CHANGES_OF_A_PICTURE = {
    "seen since": (
        lambda world: seen_by_the_police(world.draft),
        "iakttagelserna",
    ),
    "seen no more": (lambda world: world.draft.observations.all().delete(), "iakttagelserna"),
    "contributed otherwise": (lambda world: world.draft.contributions.update(crime="Många"), "parternas bidrag"),
    "told otherwise": (lambda world: world.draft.indicators.update(comment="Fler"), "siffrorna"),
    "counted otherwise": (lambda world: IndicatorValue.objects.update(value=8), "siffrorna"),
    "prioritised": (lambda world: ProblemArea.objects.update(priority=1), "problemområdena"),
    "a problem gone": (lambda world: ProblemArea.objects.update(picture=None), "problemområdena"),
    "a dialogue gone": (lambda world: Dialogue.objects.update(picture=None), "dialogerna"),
}


@pytest.mark.parametrize(("change", "said"), CHANGES_OF_A_PICTURE.values(), ids=CHANGES_OF_A_PICTURE)
def test_what_was_not_read_is_not_adopted_and_the_page_says_what_it_is(client, world, change, said):
    sign_in(client, world.by)
    answer = client.get(page("adopt_picture", world.draft.pk))
    for words in ("Få brott", "Mörkt", "Rån", "Fart", "Enkäten"):
        assert words in answer.content.decode()
    form = {"adopted_on": "2026-03-10", "adopted_by_body": "Rådet vid mötet", "read": answer.context["read"]}
    change(world)
    status, text = sent(client, "adopt_picture", world.draft.pk, **form)
    assert status == 409
    assert f"Det här är ändrat sedan du läste: {said}." in text
    assert "Rådet vid mötet" in text  # what was typed is there
    assert Picture.objects.get(pk=world.draft.pk).is_draft
    form["read"] = mark_of_picture(Picture.objects.get(pk=world.draft.pk))
    assert sent(client, "adopt_picture", world.draft.pk, **form)[0] == 200
    assert not Picture.objects.get(pk=world.draft.pk).is_draft


def test_what_somebody_keeps_for_itself_stops_nobody(world):
    mark = mark_of_picture(Picture.objects.get(pk=world.draft.pk))
    world.draft.contributions.create(organisation=world.school, crime="Vårt utkast")
    adopt(world, mark)
    assert "Vårt utkast" not in str(picture_on_paper(world.draft))


def test_nothing_new_is_tied_to_what_is_adopted(client, world):
    adopt(world)
    picture = Picture.objects.get(pk=world.draft.pk)
    other = make.problem_area(council=world.council, name="Bus")
    about = {"council": world.council, "by": world.by}
    said = {"kind": "survey", "title": "Ny", "held_on": TODAY, "location": "", "picture": picture, "organisers": []}
    for act in (
        lambda: add_problem_area(**about, name="Nytt", picture=picture),
        lambda: change_problem_area(problem_area=other, by=world.by, version=1, picture=picture),
        lambda: add_dialogue(**about, **said),
        lambda: change_dialogue(dialogue=lone_dialogue(world), by=world.by, version=1, organisers=[], picture=picture),
    ):
        with pytest.raises(pictures.Adopted):
            act()
    client.force_login(world.by)
    status, text = sent(client, "add_problem_area", area_name="Klotter", area_picture=picture.pk)
    assert (status, "bland rådets utkast" in text) == (422, True)
    # What was tied before may stay so, and be rewritten.
    change_problem_area(problem_area=world.area, by=world.by, version=1, picture=picture, name="Höga hastigheter")
    form = read(client, page("edit_problem_area", world.area.pk))
    assert f'value="{picture.pk}" selected' in form


def lone_dialogue(world):
    return Dialogue.objects.create(council=world.council, title="Ensam", kind="survey", held_on=TODAY)


@pytest.fixture
def plan(world):
    world.draft = adopt(world)
    plan = plan_rows.plan(world.council, picture=world.draft, agreement=make.agreement(councils=[world.council]))
    problem = plan_rows.fill(plan, "Fart")
    plan_parts.add_goal(problem=problem, by=world.by, text="Färre rån", kind="effect", indicator=world.indicator)
    return plan


def test_a_decided_plan_reads_the_same_whatever_is_rewritten(client, world, plan):
    plan_rows.decided(plan)
    plan.agreement.title = "Nytt avtal"
    client.force_login(make.person(Role.COORDINATOR, council=world.council))
    address = page("action_plan", plan.slug)
    before, paper = without_tokens(main_of(read(client, address))), plan_on_paper(plan)
    for words in ("Fart", "Trafik", "Rakt", "Rån", world.police.name, world.draft.title):
        assert words in before
    rewrite_everything(world.council)
    plan.agreement.save()
    assert without_tokens(main_of(read(client, address))) == before
    assert plan_on_paper(plan) == paper
    assert "Fart" in read(client, page("plan_measures", plan.slug))


def without_tokens(text):
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_what_a_plan_carried_on_stands_as_it_was_told(world, plan):
    plan_rows.decided(plan)
    new = plan_rows.plan(world.council, predecessor=plan)
    old = plan.problems.first().goals.first()
    PlanGoal.objects.filter(problem__plan=new).update(carried_from=old)
    decided = plan_rows.decided(new)
    PlanGoal.objects.filter(pk=old.pk).update(outcome="reached", result="Sent berättat")
    carried = [goal.carried for goal in read_plan(ActionPlan.objects.get(pk=decided.pk)).goals]
    assert [(one.plan, one.said, one.result) for one in carried] == [(plan.title, "", "")]


def swap_goals(plan):
    problem = plan.problems.last()
    rows = problem.goals.all()
    plan_parts.move(row=rows.last(), plan=plan, siblings=rows, by=make.user(), up=True)


def follow_up(plan):
    plan_parts.plan_follow_up(plan=plan, by=make.user(), meeting=None, due_on=TODAY)


CHANGES_OF_A_PLAN = {
    "another cause": (lambda plan: ProblemArea.objects.update(cause_place="Krokigt"), "problems"),
    "an indicator renamed": (lambda plan: Indicator.objects.update(name="Stöld"), "goals"),
    "goals moved": (swap_goals, "goals"),
    "an owner renamed": (lambda plan: Organisation.objects.update(name=F("kind")), "measures"),
    "a link": (lambda plan: plan_parts.add_link(plan=plan, by=make.user(), title="Hälsa", url=""), "links"),
    "a follow-up": (follow_up, "follow_ups"),
    "an introduction": (lambda plan: plans.edit_plan(plan=plan, by=make.user(), version=1, introduction="Ny"), "texts"),
}


@pytest.mark.parametrize(("change", "said"), CHANGES_OF_A_PLAN.values(), ids=CHANGES_OF_A_PLAN)
def test_what_was_not_read_is_not_decided(world, plan, change, said):
    mark = mark_of(read_plan(plan))
    change(plan)
    with pytest.raises(StaleEdit) as stale:
        plans.decide_plan(
            plan=plan, by=world.by, at=plan_rows.AT, mark=mark, decided_on=plan_rows.ON, body="KS", paragraph=""
        )
    assert stale.value.changed == (said,)


def test_the_page_says_what_has_changed_in_the_plan(client, world, plan):
    sign_in(client, world.by)
    answer = client.get(page("decide_plan", plan.slug))
    form = {"plan_body": "KS", "plan_decided_on": "2026-03-10", "plan_paragraph": "", "read": answer.context["read"]}
    assert "Rakt" in answer.content.decode()
    ProblemArea.objects.update(cause_place="Krokigt")
    status, text = sent(client, "decide_plan", plan.slug, **form)
    assert status == 409
    assert "Det här är ändrat sedan du läste: problemområdena." in text
