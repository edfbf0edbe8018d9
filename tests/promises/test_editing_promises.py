"""The promises of a draft: their wording, who stands behind them, where they stand, and taking one away."""

import pytest
from django.utils import timezone

from councils.models import AuditEntry, ProblemArea
from promises.models import Promise, Target
from tests import factories as make
from tests.promises.drafting import council_with_a_draft, hub, page, promise_of, wordings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    return world


def add(client, world, **changed):
    return client.post(page("add_promise", world.section.pk), promise_of(world, **changed))


def change(client, world, **changed):
    return client.post(page("edit_promise", world.promise.pk), promise_of(world, **changed))


def move(client, promise, direction):
    return client.post(page("move_promise", promise.pk), {"direction": direction})


def parts(promise):
    return {row.organisation.name: row.part for row in promise.responsibilities.all()}


# Writing


def test_a_promise_is_stored_word_for_word_last_in_its_section(client, world):
    wording = "Vi lovar:\n– att komma\n– att   lyssna"
    answer = add(client, world, wording=wording, partners=[world.school.pk], problem_areas=[world.problem.pk])
    made = Promise.objects.latest("pk")
    assert answer.headers["Location"] == f"{hub()}#lofte-{made.pk}"
    assert wordings(world.section) == ["Vi kontrollerar farten på E10.", wording]
    assert parts(made) == {world.municipal.name: "responsible", "Skolan": "partner"}
    assert list(made.problem_areas.all()) == [world.problem]
    entry = AuditEntry.objects.get(verb="add_promise")
    assert (entry.object_id, entry.details) == (made.pk, {})


def test_a_double_click_is_one_promise_but_another_of_the_same_words_is_two(client, world):
    for _ in range(2):
        assert add(client, world).status_code == 302
    assert wordings(world.section).count("Vi vandrar med invånarna.") == 1
    add(client, world, responsible=[world.police.pk])
    assert wordings(world.section).count("Vi vandrar med invånarna.") == 2


def test_a_new_promise_begins_with_those_who_sign(client, world):
    form = client.get(page("add_promise", world.other.pk)).context["form"]
    assert set(form.initial["responsible"]) == {world.police.pk, world.municipal.pk}
    assert form.initial["section"] == world.other.pk


def test_a_promise_is_changed_and_its_history_tells_how(client, world):
    responsible, problem_areas = [world.municipal.pk, world.police.pk], [world.problem.pk]
    change(client, world, section=world.other.pk, responsible=responsible, problem_areas=problem_areas)
    row = Promise.objects.get(pk=world.promise.pk)
    assert (row.wording, row.section, row.version) == ("Vi vandrar med invånarna.", world.other, 2)
    assert [one.wording for one in row.history.all()][0] == "Vi vandrar med invånarna."
    entry = AuditEntry.objects.get(verb="change_promise")
    assert entry.details == {}


def test_activities_count_anew_when_somebody_else_answers(client, world):
    target = make.target(promise=world.promise)
    by_police = make.activity(
        targets=[target], council=world.council, parties=[world.police], occurred_on=world.draft.first_day
    )
    assert by_police.credits.get().window_start is not None
    change(client, world, responsible=[world.municipal.pk])
    assert by_police.credits.get().window_start is None


@pytest.mark.parametrize("send", [add, change])
@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"wording": ""}, "Skriv löftet."),
        ({"wording": "x" * 5001}, "5000"),
        ({"wording": "Ring Bo 19121212-1212"}, "personnummer"),
        ({"responsible": []}, "Kryssa i minst en som ansvarar för löftet."),
        ({"responsible": [10**30]}, "hör inte till rådet"),
        ({"section": ""}, "Välj avsnitt."),
        ({"section": 999_999}, "Avsnittet finns inte bland de här löftena."),
        ({"version": ""}, "Formuläret kom inte fram helt."),
    ],
)
def test_what_is_wrong_with_a_promise_is_said_and_nothing_is_stored(client, world, send, changed, sentence):
    answer = send(client, world, **changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert wordings(world.section) == ["Vi kontrollerar farten på E10."]


def test_nobody_is_both_responsible_and_a_partner(client, world):
    answer = add(client, world, partners=[world.municipal.pk])
    assert answer.status_code == 422
    assert f"{world.municipal.name} är kryssad både som ansvarig och som partner." in answer.content.decode()


def test_what_belongs_to_another_council_or_set_is_as_if_it_did_not_exist(client, world):
    foreign = make.council()
    fields = {
        "responsible": make.parties_of(foreign)[0],
        "partners": make.parties_of(foreign)[1],
        "problem_areas": ProblemArea.objects.create(council=foreign, name="Deras"),
        "section": make.section(promise_set=make.promise_set(council=world.council, status="draft")),
    }
    for name, row in fields.items():
        answers = [change(client, world, **{name: value}) for value in (row.pk, row.pk + 10_000)]
        assert [answer.status_code for answer in answers] == [422, 422], name
        assert answers[0].context["form"].errors == answers[1].context["form"].errors, name
    assert Promise.objects.get(pk=world.promise.pk).version == 1


# Order


def test_promises_move_within_their_section_and_over_into_the_one_beside(client, world):
    """Up from the first place leads last into the section above, down from the last first into the one below."""
    second = make.promise(section=world.section, wording="Två.", order=5)
    third = make.promise(section=world.other, wording="Tre.", order=0)
    first = world.promise.wording
    assert move(client, second, "up").headers["Location"] == f"{hub()}#lofte-{second.pk}"
    assert (wordings(world.section), wordings(world.other)) == (["Två.", first], ["Tre."])
    move(client, world.promise, "down")
    assert (wordings(world.section), wordings(world.other)) == (["Två."], [first, "Tre."])
    move(client, second, "down")
    assert (wordings(world.section), wordings(world.other)) == ([], ["Två.", first, "Tre."])
    move(client, second, "up")
    assert (wordings(world.section), wordings(world.other)) == (["Två."], [first, "Tre."])
    for promise, direction in ((second, "up"), (third, "down")):
        move(client, promise, direction)
    assert (wordings(world.section), wordings(world.other)) == (["Två."], [first, "Tre."])
    assert AuditEntry.objects.filter(verb="move_promise").count() == 4


def test_moving_tells_nothing_in_the_history_and_makes_no_other_edit_stale(client, world):
    make.promise(section=world.section, wording="Två.", order=5)
    before = client.get(page("promise_set_history", "2020")).content.decode().count("<li")
    move(client, world.promise, "down")
    assert client.get(page("promise_set_history", "2020")).content.decode().count("<li") == before
    assert change(client, world).status_code == 302


# Taking away


def test_a_promise_is_taken_away_with_its_targets(client, world):
    text = client.get(page("remove_promise", world.promise.pk)).content.decode()
    assert "1 mål följer med" in text
    assert "Fartkontroller" in text
    assert client.post(page("remove_promise", world.promise.pk)).headers["Location"] == hub()
    assert not Promise.objects.exists()
    assert not Target.objects.exists()
    assert AuditEntry.objects.get(verb="remove_promise").details == {}


def test_a_promise_that_something_has_been_logged_for_stays(client, world):
    make.activity(targets=[world.target], council=world.council)
    answer = client.post(page("remove_promise", world.promise.pk), follow=True)
    assert "Löftet kan inte tas bort" in answer.content.decode()
    assert Target.objects.filter(pk=world.target.pk).exists()
    assert not AuditEntry.objects.filter(verb="remove_promise").exists()


def test_the_log_tells_what_was_changed_in_a_shared_draft_and_only_the_act_in_an_own(client, world):
    change(client, world)
    world.draft.shared_at, world.draft.shared_by = timezone.now(), world.people["coordinator"]
    world.draft.save()
    change(client, world, wording="Vi vandrar oftare.", version=2)
    own, shared = AuditEntry.objects.filter(verb="change_promise").order_by("sequence")
    assert own.details == {}
    assert shared.details == {"changed": ["wording"]}
