"""The fuller log form: the chosen day in words, places and tags to choose, and what it counts towards before saving."""

import re
import uuid
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry
from councils.roles import Role
from followup.counted import read_counted
from followup.progress import target_progress
from followup.would_become import Doing, would_become
from promises.matching import Deed
from promises.models import Activity, Target
from tests import factories as make

pytestmark = pytest.mark.django_db

LUCIA = date(2019, 12, 13)


@pytest.fixture(autouse=True)
def in_december():
    with time_machine.travel("2019-12-20T12:00:00+01:00"):
        yield


@pytest.fixture
def world(client):
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(council=council, title="Medborgarlöften 2019", slug="2019")
    section = make.section(promise_set=promise_set)

    def target(label, **fields):
        fields = {"unit": "insats", "units": "insatser", **fields}
        return make.target(promise=make.promise(section=section), label=label, **fields)

    police, municipal = make.parties_of(council)
    user = make.person(Role.FIELD_USER, council=council)
    client.force_login(user)
    return SimpleNamespace(
        council=council,
        promise_set=promise_set,
        walks=target("Vandringar", minimum=4, usual_type="safety_walk"),
        nights=target("Riskkvällar", minimum=2, jointly="all", tags=["riskkväll"]),
        weekly=target("Veckopass", minimum=2, per="week", counting="each", usual_type="foot_patrol"),
        target=target,
        police=police,
        municipal=municipal,
        user=user,
    )


def words(answer):
    body = answer.content.decode()
    body = body.split("<main", 1)[1].split("</main>", 1)[0] if "<main" in body else body
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def sent(world, **changes):
    both = [world.police.pk, world.municipal.pk]
    form = {"targets": world.walks.pk, "occurred_on": "2019-11-20", "count": "1", "parties": both, **changes}
    return {name: value for name, value in form.items() if value is not None}


@pytest.fixture
def preview(client, world):
    def ask(**changes):
        answer = client.post(reverse("followup:log_preview", args=["overkalix"]), sent(world, **changes))
        assert answer.status_code == 200
        return answer

    return ask


@pytest.fixture
def save(client, world):
    def post(**changes):
        form = {"key": str(uuid.uuid4()), **sent(world, **changes)}
        return client.post(reverse("followup:log", args=["overkalix"]), form, follow=True)

    return post


def log_page(client, **query):
    return client.get(reverse("followup:log", args=["overkalix"]), query)


# The chosen day


def test_the_chosen_day_is_said_with_weekday_and_week(client, preview):
    assert "I dag, fredag 20 december 2019, v. 51" in words(log_page(client))
    assert "onsdag 20 november 2019, v. 47" in words(preview())
    assert "I dag" not in words(preview())


@pytest.mark.parametrize("typed", ["", "20 november", "2019-02-30", "9" * 30])
def test_what_is_no_day_is_not_said_as_one(preview, typed):
    shown = words(preview(occurred_on=typed))
    assert "v. " not in shown
    assert "Datum:" in shown


def test_a_day_in_the_calendar_is_proposed_as_a_risk_evening_and_saved_when_ticked(world, preview, save):
    make.occasion(council=world.council, day=LUCIA, name="Lucia")
    page = preview(occurred_on="2019-12-13").content.decode()
    assert "2019-12-13 står i kalendern som Lucia. Märk som riskkväll?" in page
    assert 'name="mark" value="2019-12-13" id="id_mark" checked' in page
    # What is ticked on the page is what the panel reckons with, and what is unticked is not.
    assert "0 av 2 → blir 1 av 2" in words(preview(targets=world.nights.pk, occurred_on="2019-12-13"))
    unticked = preview(targets=world.nights.pk, occurred_on="2019-12-13", mark_seen="2019-12-13")
    assert "inte märkt riskkväll" in words(unticked)
    save(targets=world.nights.pk, occurred_on="2019-12-13", mark="2019-12-13", mark_seen="2019-12-13")
    activity = Activity.objects.get()
    assert activity.tags == ["riskkväll"]
    assert activity.credits.get().window_start is not None


def test_whoever_has_unticked_the_proposal_is_not_asked_again_the_same_day(world, preview, save):
    make.occasion(council=world.council, day=LUCIA, name="Lucia")
    page = preview(occurred_on="2019-12-13", mark_seen="2019-12-13").content.decode()
    assert 'id="id_mark">' in page
    save(occurred_on="2019-12-13", mark_seen="2019-12-13")
    assert Activity.objects.get().tags == []


@pytest.mark.parametrize(("day", "mark"), [("2019-12-12", "2019-12-13"), ("2019-12-12", "2019-12-12")])
def test_a_mark_holds_only_for_a_day_that_stands_in_the_calendar(world, save, day, mark):
    make.occasion(council=world.council, day=LUCIA, name="Lucia")
    make.occasion(council=make.council(), day=date(2019, 12, 12), name="Någon annans")
    save(occurred_on=day, mark=mark, mark_seen=mark)
    assert Activity.objects.get().tags == []


def test_another_council_s_calendar_is_not_told(world, preview):
    make.occasion(council=make.council(), day=LUCIA, name="Någon annans dag")
    assert "Någon annans dag" not in words(preview(occurred_on="2019-12-13"))


# Tags


def test_tags_that_targets_ask_for_can_be_ticked_and_others_typed(client, world, save):
    assert 'name="tags" value="riskkväll"' in log_page(client).content.decode()
    save(tags=["riskkväll", "Torget, sommar"])
    assert Activity.objects.get().tags == ["riskkväll", "sommar", "torget"]


def test_a_refused_form_keeps_ticked_and_typed_tags_apart(save):
    page = save(tags=["riskkväll", "torget"], count="").content.decode()
    assert re.search(r'name="tags" value="riskkväll" id="id_tag_0" checked', page)
    assert re.search(r'<input type="text" name="tags" value="torget"', page)


# Places


def test_the_eight_places_used_most_can_be_chosen_and_the_others_typed(client, world, save):
    places = [make.place(council=world.council, name=f"Torg {number:02}") for number in range(10)]
    make.activity(targets=[world.walks], place=places[9])
    shown = words(log_page(client)).split("Annan plats")[0]
    assert [f"Torg {number:02}" in shown for number in range(10)] == [True] * 7 + [False, False, True]
    save(place=places[9].pk)
    save(place_text="torg 08")
    save(place_text="Bakom skolan")
    stored = Activity.objects.order_by("pk").values_list("place", "place_text")[1:]
    assert list(stored) == [(places[9].pk, ""), (places[8].pk, ""), (None, "Bakom skolan")]


def test_a_place_both_chosen_and_typed_is_asked_about_and_nothing_is_lost(world, save):
    place = make.place(council=world.council, name="Folkets hus")
    answer = save(place=place.pk, place_text="Torget")
    assert answer.status_code == 422
    assert "Du har valt Folkets hus och skrivit Torget." in words(answer)
    assert 'value="Torget"' in answer.content.decode()
    assert not Activity.objects.exists()


def test_a_foreign_place_is_refused_as_a_missing_one(world, save):
    foreign = make.place(council=make.council(), name="Deras torg")
    answers = [save(place=pk) for pk in (foreign.pk, 999_999_999, "x", 10**30)]
    assert {answer.status_code for answer in answers} == {422}
    assert all("Platsen finns inte i rådet." in words(answer) for answer in answers)
    assert not any("Deras torg" in words(answer) for answer in answers)
    assert not Activity.objects.exists()


# What it counts towards


def test_each_chosen_target_is_shown_now_and_as_it_becomes_and_nothing_is_stored(world, preview):
    make.activity(targets=[world.walks], count=3)
    before = Activity.objects.count(), AuditEntry.objects.count()
    assert "Vandringar: 3 av 4 → blir 4 av 4" in words(preview())
    assert (Activity.objects.count(), AuditEntry.objects.count()) == before


def test_every_reason_against_is_said_and_whose_part_is_missing(world, preview):
    shown = words(preview(targets=world.nights.pk, parties=world.police.pk))
    assert "Riskkvällar: räknas inte Aktiviteten är inte märkt riskkväll." in shown
    assert "Saknas: Kommunen i Överkalix." in shown
    ticked = words(preview(targets=world.nights.pk, tags="riskkväll"))
    assert "Riskkvällar: 0 av 2 → blir 1 av 2" in ticked


def test_where_only_the_other_party_s_part_is_missing_one_s_own_is_said_to_be_saved(client, world, preview):
    half = {"targets": world.nights.pk, "parties": world.police.pk, "tags": "riskkväll"}
    assert "Saknas: Kommunen i Överkalix." in words(preview(**half))  # her own: it is not there
    client.force_login(make.person(Role.FIELD_USER, council=world.council, organisation=world.police))
    shown = words(preview(**half))
    assert "Riskkvällar: Er del sparas. Det räknas när Kommunen i Överkalix bekräftar sin del." in shown
    assert "räknas inte" not in shown


def test_the_bucket_it_falls_in_is_named_with_how_far_that_has_come(world, preview):
    shown = words(preview(targets=world.weekly.pk))
    assert "(ändras inte) Faller i v. 47: 1 av 2." in shown
    assert "Faller i v. 47: 2 av 2." in words(preview(targets=world.weekly.pk, count="2"))


def test_a_day_outside_the_period_of_a_chosen_target_is_a_reason_and_not_silence(world, preview):
    later = make.promise_set(council=world.council, first_day=date(2019, 12, 1), last_day=date(2020, 11, 30))
    target = make.target(promise=make.promise(promise_set=later), label="Nästa år")
    shown = words(preview(targets=[world.walks.pk, target.pk]))
    assert "Vandringar: 0 av 4 → blir 1 av 4" in shown
    assert "Nästa år: räknas inte Dagen ligger utanför perioden 2019-12-01–2020-11-30." in shown


def test_further_targets_it_would_count_for_are_proposed_and_saved_when_ticked(world, preview, save):
    both = world.target("Båda slagen", minimum=9)
    shown = words(preview()).split("Räknas också mot")[1]
    assert "Båda slagen: 0 av 9 → blir 1 av 9" in shown
    assert "Riskkvällar" not in shown  # would not count: the tag is missing
    assert "Veckopass" not in shown  # another kind of thing
    ticked = preview(also=both.pk).content.decode()
    assert re.search(rf'name="also" value="{both.pk}" id="id_also_{both.pk}" checked', ticked)
    save(also=both.pk)
    assert set(Activity.objects.get().credits.values_list("target", flat=True)) == {world.walks.pk, both.pk}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("count", "", "Antal: Ange antal."),
        ("occurred_on", "2019-12-21", "ligger i framtiden"),
        ("place_text", "Hos 19121212-1212", "personnummer"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_counted(preview, field, typed, sentence):
    shown = words(preview(**{field: typed}))
    assert sentence in shown and "mark>" not in shown
    assert "→" not in shown


def test_without_a_target_there_is_nothing_to_say(preview):
    assert "När du har valt mål" in words(preview(targets=None))


def test_a_foreign_target_is_told_as_a_missing_one(world, preview):
    foreign = make.target(label="Deras mål")
    answers = [words(preview(targets=[world.walks.pk, pk])) for pk in (foreign.pk, 999_999_999)]
    assert answers[0] == answers[1]
    assert "Ett av målen finns inte i rådet." in answers[0]
    assert "Deras mål" not in words(preview(also=foreign.pk))


def test_without_script_a_button_shows_the_same_and_stores_nothing(world, save):
    answer = save(show="1", note="Det jag skrev")
    assert answer.status_code == 200
    assert "Vandringar: 0 av 4 → blir 1 av 4" in words(answer)
    assert "Det jag skrev" in answer.content.decode()
    assert not Activity.objects.exists()


def test_officials_and_passers_by_get_no_preview(client, world):
    address = reverse("followup:log_preview", args=["overkalix"])
    client.force_login(make.person(Role.OFFICIAL, council=world.council))
    assert client.post(address, sent(world)).status_code == 403
    client.force_login(make.person(Role.COORDINATOR))
    assert client.post(address, sent(world)).status_code == 404
    assert client.get(address).status_code == 405


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("count", {"minimum": 4}),
        ("count", {"minimum": 1, "per": "week", "counting": "average"}),
        ("count", {"minimum": 1, "per": "month", "counting": "each"}),
        ("coverage", {"minimum": 1}),
        ("deliverable", {"due_on": date(2019, 12, 31)}),
        ("on_demand", {}),
        ("qualitative", {}),
    ],
)
@pytest.mark.parametrize("count", [0, 2])
def test_what_is_foretold_is_what_the_saved_activity_makes_of_it(world, rule, fields, count):
    place = make.place(council=world.council)
    made = make.target(promise_set=world.promise_set, kind=rule, **fields)
    if rule == "coverage":
        made.places.add(place)
    if rule == "on_demand":
        make.request(target=made, count=3)
    make.activity(targets=[made], occurred_on=date(2019, 3, 1), place=place, count_quality="about")
    day, today = date(2019, 11, 20), date(2019, 12, 20)
    target = Target.objects.with_rules().get(pk=made.pk)
    deed = Deed(day, "other", parties=frozenset({world.police.pk, world.municipal.pk}), place=place.pk)
    foretold = would_become(
        target, read_counted([target], as_of=today), Doing(deed, count, "at_least"), as_of=today
    ).after
    make.activity(targets=[target], occurred_on=day, place=place, count=count, count_quality="at_least")
    became = target_progress(Target.objects.with_rules().get(pk=made.pk), as_of=today)
    assert (foretold.figure, foretold.sentence, foretold.verdict) == (became.figure, became.sentence, became.verdict)
    assert (foretold.first_on, foretold.latest_on, foretold.quality) == (
        became.first_on,
        became.latest_on,
        became.quality,
    )


def test_as_many_queries_for_many_targets_as_for_few(world, preview):
    def taken():
        with CaptureQueriesContext(connection) as queries:
            preview(targets=list(Target.objects.values_list("pk", flat=True)))
        return len(queries)

    preview()
    few = taken()
    place = make.place(council=world.council)
    for number in range(5):
        target = world.target(f"Mål {number}", tags=["torget"])
        make.activity(targets=[target], place=place)
    assert taken() == few


# After saving


def test_the_message_says_what_each_target_became_and_why_not(world, save):
    shown = words(save(targets=[world.walks.pk, world.nights.pk], parties=world.police.pk, tags="riskkväll"))
    assert "Vandringar: 1 av 4" in shown
    assert "Riskkvällar: er del är sparad. Det räknas när" in shown


def test_whoever_logs_after_the_approval_is_told_that_it_goes_to_the_addendum(client, world, save):
    told = "Sammanställningen är godkänd. Aktiviteten hamnar i tillägget."
    with time_machine.travel("2020-01-25T12:00:00+01:00"):
        client.force_login(world.user)
        assert told not in words(save())
        make.frozen(world.promise_set, at=timezone.now())
        address = reverse("followup:log_preview", args=["overkalix"])
        assert told in words(client.post(address, sent(world)))
        assert told in words(save())
