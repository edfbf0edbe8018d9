"""Dialogues: added by those who contribute, changed by those who held them, kept while something hangs on them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from councils.models import AuditEntry, Dialogue, Observation, Picture
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

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


def form(organiser, **values):
    said = {
        "kind": "citizens",
        "dialogue_title": "Medborgardialog",
        "held_on": "2019-05-14",
        "organisers": organiser.pk,
    }
    return {**said, **values}


def test_a_dialogue_is_added_changed_and_removed(send, council, coordinator, municipal):
    assert "Dialogen är sparad." in send("add_dialogue", **form(municipal, participants=34, location="Folkets hus"))[1]
    row = Dialogue.objects.of(council).get()
    assert (row.title, row.participants, list(row.organisers.all())) == ("Medborgardialog", 34, [municipal])
    assert "Dialogen är ändrad." in send("change_dialogue", row.pk, **form(municipal, kind="survey", version=1))[1]
    assert "Dialogen är borttagen." in send("remove_dialogue", row.pk)[1]
    verbs = [entry.verb for entry in AuditEntry.objects.filter(object_type="dialogue").order_by("sequence")]
    assert verbs == ["add_dialogue", "change_dialogue", "remove_dialogue"]


def test_a_form_sent_twice_is_one_dialogue(send, council, coordinator, municipal):
    send("add_dialogue", **form(municipal))
    assert "Dialogen fanns redan. Den är sparad en gång." in send("add_dialogue", **form(municipal))[1]
    assert Dialogue.objects.of(council).count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "sabotage"}, "Välj ett slag i listan."),
        ({"dialogue_title": ""}, "Skriv en rubrik"),
        ({"held_on": "9999-01-01"}, "för långt fram"),
        ({"held_on": "0001-01-01"}, "för långt tillbaka"),
        ({"participants": "9" * 5000}, "heltal"),
        ({"participants": "-1"}, "kan inte vara mindre än 0"),
        ({"findings": "Ring 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"findings": "å" * 10_001}, "10000 tecken (den har 10001)"),
        ({"organisers": "1" + "0" * 30}, "Organisationen hör inte till rådet."),
        ({"picture": "1" + "0" * 30}, "Lägesbilden finns inte bland rådets utkast."),
        ({"dialogue_title": "\0"}, "Skriv en rubrik"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(send, council, coordinator, municipal, wrong, sentence):
    status, words = send("add_dialogue", **form(municipal, **wrong))
    assert status == 422
    assert sentence in words
    assert not Dialogue.objects.of(council).exists()


def test_a_member_changes_what_the_own_organisation_held_and_nothing_else(client, send, council, municipal, walk):
    school = make.organisation(short_name="Skolan")
    client.force_login(make.person(Role.MEMBER, council=council, organisation=school))
    assert send("change_dialogue", walk.pk, **form(municipal, version=1))[0] == 403
    assert send("add_observation", walk.pk, text="Mörkt")[0] == 403
    assert "Kryssa i er egen organisation också" in send("add_dialogue", **form(municipal))[1]
    assert "Dialogen är sparad." in send("add_dialogue", **form(school))[1]
    own = Dialogue.objects.of(council).get(organisers=school)
    assert "Dialogen är ändrad." in send("change_dialogue", own.pk, **form(school, version=1, participants=3))[1]


def test_a_field_user_reads_and_does_not_write(client, send, look, council, municipal, walk):
    client.force_login(make.person(Role.FIELD_USER, council=council))
    assert look("dialogue", walk.pk)[0] == 200
    assert "Ny dialog" not in look("dialogues")[1]
    assert send("add_dialogue", **form(municipal))[0] == 403


def test_who_comes_late_sees_both_texts(send, coordinator, municipal, walk):
    send("change_dialogue", walk.pk, **form(municipal, dialogue_title="Först", version=1))
    status, words = send("change_dialogue", walk.pk, **form(municipal, dialogue_title="Sist", version=1))
    assert status == 409
    assert "Först" in words
    assert "Sist" in words
    walk.refresh_from_db()
    assert walk.title == "Först"


def test_the_same_change_sent_twice_is_no_conflict(send, coordinator, municipal, walk):
    for _ in range(2):
        assert "Dialogen är ändrad." in send("change_dialogue", walk.pk, **form(municipal, version=1))[1]
    walk.refresh_from_db()
    assert walk.version == 2


def test_a_dialogue_in_which_something_was_seen_stays(send, coordinator, walk):
    Observation.objects.create(dialogue=walk, text="Mörkt")
    assert "den måste finnas kvar" in send("remove_dialogue", walk.pk)[1]
    assert Dialogue.objects.filter(pk=walk.pk).exists()


def test_anothers_draft_of_the_picture_is_neither_offered_nor_told(client, look, council, municipal, walk):
    police, _ = make.parties_of(council)
    draft = {"council": council, "number": 1, "title": "Polisens utkast", "organisation": police}
    walk.picture = Picture.objects.create(**draft)
    walk.save()
    client.force_login(make.person(Role.COORDINATOR, council=council))
    assert "Polisens utkast" not in look("dialogue", walk.pk)[1] + look("add_dialogue")[1]
    client.force_login(make.person(Role.POLICE_MANAGER, council=council))
    assert "Polisens utkast" in look("dialogue", walk.pk)[1]
    assert "Polisens utkast" in look("add_dialogue")[1]


def test_a_walk_leads_to_the_log_form_until_it_is_logged(look, council, coordinator, walk):
    words = look("dialogue", walk.pk)[1]
    assert f"{reverse('followup:log', args=[council.slug])}?slag=safety_walk&amp;dag=2019-05-14" in words
    make.activity(council=council, activity_type="safety_walk", occurred_on=HELD_ON)
    words = look("dialogue", walk.pk)[1]
    assert "En trygghetsvandring är loggad den dagen" in words
    assert "Logga vandringen" not in words


def test_the_log_form_begins_with_what_the_address_says(client, council, coordinator):
    make.target(promise=make.promise(section=make.section(promise_set=make.promise_set(council=council))))
    page = reverse("followup:log", args=[council.slug])
    asked = {"slag": "safety_walk", "dag": "2019-05-14", "var": " Torget\u200b "}
    form = client.get(page, asked).context["form"]
    values = [form[name].value() for name in ("activity_type", "occurred_on", "place_text")]
    assert [str(value) for value in values] == ["safety_walk", "2019-05-14", "Torget"]
    wrong = client.get(page, {"slag": "x", "dag": "9999-99-99"}).context["form"]
    assert wrong["occurred_on"].value() == timezone.localdate()
    assert not wrong["activity_type"].value()


def test_pages_ask_as_much_for_twenty_as_for_one(client, council, coordinator, municipal, walk):
    pages = [reverse("councils:dialogues", args=[council.slug]), walk.get_absolute_url()]
    pages += [reverse(f"councils:{name}", args=[council.slug]) for name in ("observations", "observations_csv")]

    def asked():
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    def fill(number):
        for n in range(number):
            row = Dialogue.objects.create(council=council, kind="survey", title=f"Enkät {n}", held_on=HELD_ON)
            row.organisers.add(municipal)
            place = make.place(council=council)
            for dialogue in (row, walk):
                Observation.objects.create(dialogue=dialogue, text="Mörkt", place=place, fixed_by=municipal)

    fill(1)
    asked()
    few = asked()
    fill(19)
    assert asked() == few
    assert max(few) <= 20
