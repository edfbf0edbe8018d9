"""What a phone sends from its outbox, and what it may keep: one entry is one row, and the page it keeps is nobody's."""

import json
import re
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from councils.roles import Role
from followup import offline
from promises.models import Activity
from tests import factories as make

pytestmark = pytest.mark.django_db

SEND = "/overkalix/logga/skicka/"
JSON = {"accept": "application/json"}
KEPT = ("offline_log", "log_worker", "log_manifest")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2019-11-20T12:00:00+01:00", tick=False) as clock:
        yield clock
    cache.clear()


@pytest.fixture
def world(client):
    council = make.council(slug="overkalix")
    target = make.target(council=council, label="Fotpatrull", minimum=2)
    user = make.person(Role.FIELD_USER, council=council)
    client.force_login(user)
    return SimpleNamespace(council=council, target=target, user=user)


def entry(world, **fields):
    return {
        "targets": world.target.pk,
        "occurred_on": "2019-11-19",
        "count": 1,
        "key": str(uuid.uuid4()),
        "written_by": offline.outbox_user(world.user),
        **fields,
    }


def send(client, sent, **headers):
    return client.post(SEND, sent, headers=JSON | headers)


def test_an_entry_is_saved_and_acknowledged_with_its_key(client, world):
    sent = entry(world, count=2)
    answer = send(client, sent)
    activity = Activity.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {
        "id": activity.pk,
        "key": sent["key"],
        "page": f"/overkalix/logga/?loggat={activity.pk}",
        "sentence": "Sparat: fotpatrullering 2019-11-19. Fotpatrull: 2 av 2, uppfyllt.",
        "url": activity.get_absolute_url(),
    } | {"sentence": answer.json()["sentence"]}
    assert answer.json()["sentence"].endswith("Fotpatrull: 2 av 2, uppfyllt.")


def test_sent_again_it_is_known_and_counted_once(client, world):
    sent = entry(world)
    first, second = send(client, sent), send(client, sent)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert second.json()["sentence"] == "Aktiviteten var redan sparad. Den räknas en gång."
    assert Activity.objects.count() == 1


def test_a_known_key_with_something_else_is_refused(client, world):
    sent = entry(world)
    send(client, sent)
    answer = send(client, sent | {"count": 7})
    assert answer.status_code == 422 and "__all__" in answer.json()["errors"]
    assert Activity.objects.get().count == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("occurred_on", "2019-11-21", "2019-11-21 ligger i framtiden. Ange dagen då det gjordes, senast i dag."),
        ("occurred_on", "2018-12-31", "2018-12-31 ligger utanför löftets period"),
        ("count", "-1", "Antal kan inte vara mindre än 0."),
        ("targets", "999999999", "Ett av målen finns inte i rådet. Välj bland målen i listan."),
        ("key", "", "Formuläret kom inte fram helt."),
        ("key", "inte en nyckel", "Formuläret kom inte fram helt."),
        ("note", "Ring 19121212-1212.", "personnummer"),
    ],
)
def test_an_entry_with_a_fault_is_refused_with_a_sentence_and_nothing_is_saved(client, world, field, value, sentence):
    answer = send(client, entry(world, **{field: value}))
    assert answer.status_code == 422
    assert sentence in " ".join(answer.json()["errors"][field])
    assert not Activity.objects.exists()


def test_a_refusal_is_plain_text_that_keeps_what_was_typed(client, world):
    answer = send(client, entry(world, note="Ring <Kim> & 19121212-1212 i kväll."))
    (sentence,) = answer.json()["errors"]["note"]
    assert sentence.startswith("Texten innehåller ett personnummer: ”Ring <Kim> & 19121212-1212 i kväll.”")
    assert "mark>" not in sentence and "&amp;" not in sentence


def test_a_refusal_that_quotes_what_was_typed_leaves_it_alone(client, world):
    place = make.place(council=world.council, name="Centrum")
    answer = send(client, entry(world, place=place.pk, place_text="<b>Bränna"))
    assert "skrivit <b>Bränna." in answer.json()["errors"]["place_text"][0]


def test_what_does_not_count_says_so(client, world):
    target = make.target(promise=world.target.promise, label="Riskkvällar", tags=["riskkväll"])
    answer = send(client, entry(world, targets=target.pk))
    assert answer.status_code == 201
    assert "Räknas inte: Riskkvällar:" in answer.json()["sentence"]


def test_where_the_other_party_s_part_is_missing_it_is_told_as_on_the_log_page(client, world):
    own, other = make.parties_of(world.council)
    walk = make.target(
        promise=make.promise(section=world.target.promise.section, responsible=[own, other]),
        label="Vandring",
        jointly="all",
    )
    answer = send(client, entry(world, targets=walk.pk, parties=own.pk))
    assert (
        f"Vandring: er del är sparad. Det räknas när {other.short_name} bekräftar sin del." in answer.json()["sentence"]
    )
    assert "Räknas inte" not in answer.json()["sentence"]


def test_an_entry_that_somebody_else_typed_is_not_taken_in_ones_own_name(client, world):
    other = make.person(Role.FIELD_USER, council=world.council)
    answer = send(client, entry(world, written_by=offline.outbox_user(other)))
    assert answer.status_code == 403
    assert answer.json() == {
        "code": "another",
        "message": "Det här skrevs av någon annan. Det skickas när den loggar in.",
    }
    assert not Activity.objects.exists()


def test_no_two_people_are_the_same_on_a_phone_and_nobody_is_nobody(world, rf):
    other = make.person(Role.FIELD_USER, council=world.council)
    assert offline.outbox_user(world.user) != offline.outbox_user(other)
    assert str(world.user.pk) != offline.outbox_user(world.user)


# Errors are JSON with a sentence, for a script alone


def sentence_of(answer):
    assert answer.headers["Content-Type"] == "application/json"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert "Location" not in answer.headers
    return answer.json()["message"]


def test_a_session_that_is_over_is_a_401_and_no_text_is_kept_twice(client, world, clock):
    clock.shift(timedelta(hours=2, minutes=1))
    answer = send(client, entry(world, note="Kvar på telefonen."))
    assert answer.status_code == 401
    assert answer.json()["login"] == reverse("account_login")
    assert sentence_of(answer) == "Du är inte längre inloggad."
    assert "kept_text" not in client.session
    assert "Clear-Site-Data" not in answer.headers


def test_nobody_logged_in_is_a_401_for_a_script_and_the_login_page_for_a_form(world):
    assert send(Client(), entry(world)).status_code == 401
    answer = Client().post(SEND, entry(world))
    assert (answer.status_code, answer.headers["Location"][:13]) == (302, "/konto/login/")


def test_a_missing_second_factor_is_a_403_that_says_so(client, world, settings):
    settings.MFA_REQUIRED = True
    answer = send(client, entry(world))
    assert answer.status_code == 403
    assert sentence_of(answer) == "Du behöver lägga till en andra faktor innan du kan spara."
    assert answer.json()["page"] == reverse("mfa_index")


def test_who_may_not_log_a_foreign_council_and_a_wrong_method_are_told_in_a_sentence(client, world):
    make.council(slug="haparanda")
    foreign, missing = (client.post(f"/{slug}/logga/skicka/", headers=JSON) for slug in ("haparanda", "finns-inte"))
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert sentence_of(foreign) == "Det finns inte, eller så har du inte tillgång till det."
    assert sentence_of(client.get(SEND, headers=JSON)) == "Adressen tar bara emot det som ett formulär skickar."
    client.force_login(make.person(Role.OFFICIAL, council=world.council))
    answer = send(client, entry(world))
    assert (answer.status_code, sentence_of(answer)) == (403, "Du har inte behörighet att göra det här.")


def test_too_large_a_body_is_a_413_with_what_to_do(client, world, settings):
    answer = send(client, entry(world, note="x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)))
    assert answer.status_code == 413
    assert sentence_of(answer) == "Det är för mycket text för att skickas. Korta ner den och försök igen."


def test_without_the_token_a_script_is_told_and_given_one(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.user)
    answer = send(strict, entry(world))
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert sentence_of(answer) == "Det gick inte att skicka säkert. Försök igen."
    token = {"x-csrftoken": answer.cookies["csrftoken"].value}
    assert send(strict, entry(world), **token).status_code == 201


def test_a_form_is_answered_with_a_page_as_before(client, world):
    answer = client.get("/finns-inte/", headers={"accept": "text/html,application/json"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")


# What is kept is nobody's


@pytest.mark.parametrize("name", KEPT)
def test_what_a_phone_keeps_is_the_same_for_everybody_and_every_council(client, world, name, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = [
            one.get(reverse(f"followup:{name}", args=[slug]))
            for one in (client, Client())
            for slug in ("overkalix", "finns-inte")
        ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-cache"
        assert not answer.cookies and "Cookie" not in answer.headers.get("Vary", "")
        assert "Service-Worker-Allowed" not in answer.headers


def test_the_worker_keeps_each_file_that_the_page_asks_for_and_no_page_of_a_council(client):
    script = client.get("/overkalix/logga/sw.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    kept = json.loads(re.search(r"const KEPT = (\{.*\});", script.content.decode())[1])
    shell = client.get("/overkalix/logga/utan-tackning/").content.decode()
    assert set(kept["files"]) == set(re.findall(r'(?:href|src)="(/static/[^"]+)"', shell))
    assert kept["page"] == "utan-tackning/"
    assert all(path.startswith("/static/") for path in kept["files"])


def test_another_page_or_file_is_another_worker(monkeypatch):
    before, shell = offline.worker_script(), offline.shell_html()
    monkeypatch.setattr(offline, "shell_html", lambda: f"{shell} ")
    assert offline.worker_script() != before


def test_the_manifest_makes_an_app_of_the_log_page_alone(client):
    answer = client.get("/overkalix/logga/app.webmanifest")
    says = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (says["name"], says["display"]) == ("Brapp – logga", "standalone")
    assert says["start_url"] == says["scope"] == "./"
    assert {icon["sizes"] for icon in says["icons"]} == {"192x192", "512x512"}
    for icon in says["icons"]:
        assert client.get(icon["src"]).status_code == 200


# Logging out


@pytest.mark.parametrize(
    ("form", "cleared"), [({}, '"cache", "storage"'), ({"vantar": "1"}, '"cache"')], ids=["nothing", "entries"]
)
def test_logging_out_leaves_what_waits_on_the_phone(client, world, form, cleared):
    assert client.post(reverse("account_logout"), form).headers["Clear-Site-Data"] == cleared


def test_the_phone_is_told_the_council_s_name_and_the_tags_that_targets_ask_for(client, world):
    for tags in (["riskkväll"], ["riskkväll", "skola"]):
        make.target(promise=world.target.promise, tags=tags)
    page = client.get("/overkalix/logga/").content.decode()
    assert re.findall(r'<option data-kind="tags" value="([^"]+)">', page) == ["riskkväll", "skola"]
    assert f'data-name="{world.council.short_name}"' in page


def test_the_log_page_gives_the_phone_what_may_be_logged_and_nothing_of_a_draft(client, world):
    draft = make.promise_set(council=world.council, status="draft", slug="utkast")
    make.target(promise=make.promise(promise_set=draft), label="Hemligt")
    page = client.get("/overkalix/logga/").content.decode()
    # The script takes the targets from the boxes: the value, and the first words of what stands after it.
    box = f'<label class="choice"><input type="checkbox" name="targets" value="{world.target.pk}"'
    assert f'{box}><span class="choice-text">Fotpatrull<span' in page
    assert "Hemligt" not in page
    assert f'data-user="{offline.outbox_user(world.user)}"' in page
