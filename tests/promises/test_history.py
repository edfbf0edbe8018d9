"""Who changed what, and when: in promise sets, promises, targets and activities."""

from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from hypothesis import given
from hypothesis import strategies as st

from councils.differences import CONTEXT, Part, differing_words, shortened
from councils.roles import Role
from followup.models import Summary, SummaryText
from promises.actions.sharing import share_promise_set
from promises.history import changes, told, told_fields
from promises.models import Activity, Promise, PromiseSet, Target, Translation
from promises.set_history import opening
from tests import factories as make

TRACKED = (Activity, Promise, PromiseSet, Summary, SummaryText, Target, Translation)

# Words


def texts(parts, *kinds):
    return " ".join(" ".join(part.text for part in parts if part.kind in kinds).split())


def test_words_that_went_and_came_are_told_apart():
    assert differing_words("Vi gick två gånger i maj.", "Vi gick tre gånger i maj.") == [
        Part("same", "Vi gick "),
        Part("out", "två"),
        Part("in", "tre"),
        Part("same", " "),
        Part("same", "gånger i maj."),
    ]


@given(st.text(alphabet="ab \n.", max_size=60), st.text(alphabet="ab \n.", max_size=60))
def test_what_stands_and_came_in_is_the_new_text_and_what_stands_and_went_out_the_old(before, after):
    parts = differing_words(before, after)
    assert texts(parts, "same", "in") == " ".join(after.split())
    assert texts(parts, "same", "out") == " ".join(before.split())


def test_equal_texts_have_no_difference():
    assert [part.kind for part in differing_words("Samma text.", "Samma text.")] == ["same"]
    assert differing_words("", "") == []


def test_long_stretches_that_stand_are_shortened_around_the_change():
    words = [f"ord{n}" for n in range(200)]
    before, after = " ".join(words), " ".join([*words[:100], "nytt", *words[100:]])
    told_parts = shortened(differing_words(before, after))
    shown = "".join(part.text for part in told_parts)
    assert "ord0 " not in shown
    assert "ord199" not in shown
    assert f"ord{100 - CONTEXT} " in shown
    assert Part("in", "nytt") in told_parts
    assert shown.count("[…]") == 2


# Any tracked model


@pytest.mark.parametrize("model", TRACKED)
def test_every_field_that_a_history_tells_of_has_its_own_label(model):
    fields = told_fields(model.history.model)
    assert fields
    for field in fields:
        assert isinstance(field.verbose_name, LazyText), f"{model.__name__}.{field.name}"


pytest_db = pytest.mark.django_db


@contextmanager
def at(moment, by=None, *rows):
    """Saved at a moment by a person, as the middleware would note it."""
    for row in rows:
        row._history_user = by
    with time_machine.travel(moment):
        yield


@pytest.fixture
def world():
    council = make.council(slug="overkalix")
    police, municipal = make.parties_of(council)
    with at("2019-01-10T09:00:00+01:00"):
        promise_set = make.promise_set(
            council=council, slug="2020", status="draft", organisation=municipal, introduction="Vi lovar en sak."
        )
        promise = make.promise(promise_set=promise_set, wording="Vi ska ses på torget varje vecka.")
        places = [make.place(council=council, name=name) for name in ("Torget", "Parken")]
        target = make.target(promise=promise, label="Möten", places=places[:1], tags=["risk"])
    people = {
        "coordinator": make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind")),
        "police_manager": make.person(Role.POLICE_MANAGER, council=council),
        "official": make.person(Role.OFFICIAL, council=council),
    }
    return SimpleNamespace(
        council=council,
        police=police,
        promise_set=promise_set,
        promise=promise,
        target=target,
        places=places,
        people=people,
    )


def edit(row, moment, by=None, **values):
    for name, value in values.items():
        setattr(row, name, value)
    with at(moment, by, row):
        row.save()


def of_target(world):
    return changes(told(Target.history.filter(id=world.target.pk)), what=lambda row: row.label)


def page(name, world, *args):
    return reverse(f"promises:{name}", args=["overkalix", *(args or [world.promise_set.slug])])


@pytest_db
def test_a_row_and_its_ties_saved_together_are_one_change(world):
    (made,) = of_target(world)
    assert (made.kind, made.what, made.differences) == ("made", "Möten", [])


@pytest_db
def test_fields_are_told_by_label_in_words(world):
    edit(
        world.target,
        "2019-02-01T13:00:00+01:00",
        world.people["coordinator"],
        kind="count",
        jointly="lead",
        lead=world.police,
        tags=["risk", "kväll"],
        activity_types=["foot_patrol", "training"],
        only_beyond_ordinary=True,
        due_on=date(2019, 6, 30),
        minimum=3,
    )
    _, change = of_target(world)
    assert {one.label: (one.before, one.after) for one in change.differences} == {
        "deltagande parter": ("någon av de ansvariga", "en utpekad part"),
        "utpekad part": ("", world.police.short_name),
        "märkningar": ("risk", "risk, kväll"),
        "slag av aktivitet": ("", "fotpatrullering, utbildning"),
        "utöver ordinarie verksamhet": ("nej", "ja"),
        "senast": ("", "2019-06-30"),
        "minst": ("1", "3"),
    }
    assert change.by == world.people["coordinator"]


@pytest_db
def test_a_change_of_ties_alone_is_told(world):
    with at("2019-02-01T13:00:00+01:00", world.people["coordinator"], world.target):
        world.target.places.set(world.places)
    _, change = of_target(world)
    (one,) = change.differences
    assert (one.label, one.before, one.after) == ("platser", "Torget", "Parken, Torget")


@pytest_db
def test_a_save_that_changes_nothing_is_not_told(world):
    edit(world.target, "2019-02-01T13:00:00+01:00")
    assert len(of_target(world)) == 1


@pytest_db
def test_what_is_gone_is_told_as_removed(world):
    pk = world.target.pk
    with at("2019-02-01T13:00:00+01:00"):
        world.target.delete()
    found = changes(told(Target.history.filter(id=pk)), what=lambda row: row.label)
    assert [change.kind for change in found] == ["made", "removed"]


@pytest_db
def test_a_name_that_is_gone_does_not_break_the_history(world):
    edit(world.target, "2019-02-01T13:00:00+01:00", lead=make.organisation(name="Föreningen"))
    edit(world.target, "2019-02-02T13:00:00+01:00", lead=None)
    type(world.police).objects.get(name="Föreningen").delete()
    assert len(of_target(world)) >= 1


# Pages


@pytest_db
def test_the_set_its_promises_and_targets_are_one_timeline(client, world):
    by = world.people["coordinator"]
    edit(world.promise_set, "2019-02-01T13:00:00+01:00", by, introduction="Vi lovar två saker.")
    edit(world.promise, "2019-02-02T13:05:00+01:00", by, wording="Vi ska ses i parken varje vecka.")
    edit(world.target, "2019-02-03T14:00:00+01:00", by, minimum=2)
    client.force_login(by)
    text = client.get(page("promise_set_history", world)).content.decode()
    places = [text.index(day) for day in ("2019-02-03 kl. 14.00", "2019-02-02 kl. 13.05", "2019-02-01 kl. 13.00")]
    assert places == sorted(places)
    assert text.count("Anna Lind") >= 3
    assert "[borttaget:" in text
    assert "[tillagt:" in text
    assert "<del>1</del> → <ins>2</ins>" in text
    for word in ("torget", "parken"):
        assert word in text


@pytest_db
def test_a_target_has_its_own_history(client, world):
    edit(world.target, "2019-02-03T14:00:00+01:00", world.people["coordinator"], minimum=2)
    client.force_login(world.people["coordinator"])
    text = client.get(page("target_history", world, world.target.pk)).content.decode()
    assert "Minst: <del>1</del> → <ins>2</ins>" in text
    assert "Målet Möten" in text


@pytest_db
def test_code_in_a_text_is_shown_as_text(client, world):
    edit(world.promise_set, "2019-02-01T13:00:00+01:00", introduction="<script>alert(1)</script>")
    client.force_login(world.people["coordinator"])
    text = client.get(page("promise_set_history", world)).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


@pytest_db
def test_versions_from_before_the_share_stay_with_those_who_wrote_them(client, world):
    by = world.people["coordinator"]
    edit(world.promise, "2019-02-01T13:00:00+01:00", by, wording="Ett hugskott.")
    edit(world.promise, "2019-02-02T13:00:00+01:00", by, wording="Det vi står för.")
    with time_machine.travel("2019-02-03T13:00:00+01:00"):
        share_promise_set(promise_set=world.promise_set, by=by, at=timezone.now())
    edit(world.promise, "2019-02-04T13:00:00+01:00", by, wording="Det vi alla står för.")
    for who, reads in (("coordinator", True), ("police_manager", False)):
        client.force_login(world.people[who])
        text = client.get(page("promise_set_history", world)).content.decode()
        assert ("hugskott" in text) is reads
        assert "alla" in text
        assert "torget" in text or not reads


@pytest_db
def test_officials_read_no_version_from_before_the_decision(client, world):
    edit(world.promise, "2019-02-01T13:00:00+01:00", wording="Ett hugskott.")
    edit(world.promise, "2019-02-02T13:00:00+01:00", wording="Det vi lovar.")
    edit(world.promise_set, "2019-02-03T13:00:00+01:00", status="published")
    edit(world.promise, "2019-02-04T13:00:00+01:00", wording="Det vi alla lovar.")
    for who in ("official", "police_manager"):
        client.force_login(world.people[who])
        text = client.get(page("promise_set_history", world)).content.decode()
        assert "hugskott" not in text
        assert "alla" in text


@pytest_db
def test_a_target_removed_before_the_share_is_not_named_to_others(client, world):
    with time_machine.travel("2019-02-01T13:00:00+01:00"):
        world.target.delete()
    with time_machine.travel("2019-02-03T13:00:00+01:00"):
        share_promise_set(promise_set=world.promise_set, by=world.people["coordinator"], at=timezone.now())
    for who, reads in (("coordinator", True), ("police_manager", False)):
        client.force_login(world.people[who])
        assert ("Målet Möten" in client.get(page("promise_set_history", world)).content.decode()) is reads


@pytest_db
@pytest.mark.parametrize("name", ["promise_set_history", "target_history"])
def test_as_many_queries_for_many_changes_as_for_few(client, world, name, django_assert_num_queries):
    client.force_login(world.people["coordinator"])
    path = page(name, world, *([world.target.pk] if name == "target_history" else []))
    edit(world.target, "2019-02-01T13:00:00+01:00", minimum=2, lead=world.police)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for n in range(3, 23):
        edit(world.target, f"2019-03-{n:02}T13:00:00+01:00", world.people["coordinator"], minimum=n)
        make.target(promise=world.promise, places=world.places)
    with django_assert_num_queries(len(few)):
        client.get(path)


@pytest_db
def test_older_changes_are_on_further_pages_and_a_strange_page_is_the_first(client, world):
    for n in range(60):
        edit(world.target, f"2019-03-01T{n // 60 + 10}:{n % 60:02}:00+01:00", minimum=n + 2)
    client.force_login(world.people["coordinator"])
    path = page("target_history", world, world.target.pk)
    first = client.get(path).content.decode()
    assert "?sida=2" in first
    assert "Tillagt" not in first
    assert "Tillagt" in client.get(path, {"sida": "2"}).content.decode()
    for strange in ("x", "-1", "٣", "9" * 30):
        assert client.get(path, {"sida": strange}).status_code == 200


@pytest_db
def test_the_pages_lead_to_the_history(client, world):
    client.force_login(world.people["coordinator"])
    assert page("promise_set_history", world) in client.get(page("promise_set", world)).content.decode()
    evidence = reverse("followup:evidence", args=["overkalix", world.target.pk])
    assert page("target_history", world, world.target.pk) in client.get(evidence).content.decode()


@pytest_db
def test_an_activity_s_long_note_is_told_word_by_word(client, world):
    activity = make.activity(council=world.council, note="Vi gick två varv.")
    client.force_login(world.people["coordinator"])
    values = {"occurred_on": "2019-03-14", "count": 1, "parties": world.police.pk, "version": 1}
    shown = make.target(council=world.council)
    path = reverse("promises:correct_activity", args=["overkalix", activity.pk])
    assert client.post(path, {**values, "targets": shown.pk, "note": "Vi gick tre varv."}).status_code == 302
    text = client.get(activity.get_absolute_url()).content.decode()
    assert "[borttaget: </span>två<" in text
    assert "[tillagt: </span>tre<" in text
    assert "Anna Lind" in text


def test_the_opening_of_a_promise_ends_with_a_whole_word():
    assert opening("Kort  löfte.") == "Kort löfte."
    assert opening("ordet " * 40).endswith("ordet …")


def test_every_tracked_model_is_looked_at():
    with_history = {model for model in _models() if hasattr(model, "history") and not hasattr(model, "history_id")}
    assert with_history == set(TRACKED)


def _models():
    return [
        model
        for model in models.Model.__subclasses__()
        if model.__module__.split(".")[0] in ("promises", "followup", "councils")
    ]
