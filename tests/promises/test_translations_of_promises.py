"""Promises in other languages: translated by people, as far as they have come, with the Swedish as what holds."""

import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.actions.versions import StaleEdit
from councils.models import AuditEntry
from councils.roles import Role
from promises.actions.translations import remove_translation, save_translation
from promises.forms.translations import Translated
from promises.models import PromiseTranslation, Signature, Translation
from tests import factories as make

pytestmark = pytest.mark.django_db

FINNISH = "Poliisi kävelee torilla joka viikko."
OTHER = "Kunta sytyttää valot."


@pytest.fixture
def world(client):
    council = make.council(slug="haparanda")
    police, municipal = make.parties_of(council)
    anna = make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Lind"))
    karin = make.person(Role.POLICE_MANAGER, council=council, user=make.user(name="Karin Ek"))
    promise_set = make.promise_set(council=council, slug="2019", title="Medborgarlöften 2019", introduction="Vi lovar.")
    section = make.section(promise_set=promise_set, title="Torget")
    first, second = (
        make.promise(section=section, order=n, wording=wording)
        for n, wording in enumerate(["Polisen går på torget varje vecka.", "Kommunen tänder lamporna."])
    )
    client.force_login(anna)
    return SimpleNamespace(**locals())


def list_of(world):
    return reverse("promises:translations", args=["haparanda", world.promise_set.slug])


def page_of(world, language="fi"):
    return reverse("promises:edit_translation", args=["haparanda", world.promise_set.slug, language])


def form(world, *, version=0, first="", second="", **fields):
    """What the page sends."""
    return {
        "translator": "Haparanda stad",
        "translated_title": "",
        "translated_introduction": "",
        "version": version,
        f"translation_{world.first.pk}": first,
        f"seen_{world.first.pk}": world.first.version,
        f"translation_{world.second.pk}": second,
        f"seen_{world.second.pk}": world.second.version,
        **fields,
    }


def words(response):
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def change_the_swedish(promise, wording):
    promise.wording = wording
    promise.version += 1
    promise.save()


# Saving


def test_one_saves_as_far_as_one_has_come(client, world):
    assert client.post(page_of(world), form(world, first=FINNISH)).status_code == 302
    row = Translation.objects.get()
    assert (row.language, row.translator, row.version, row.updated_by) == ("fi", "Haparanda stad", 1, world.anna)
    assert [(one.promise_id, one.wording) for one in row.promises.all()] == [(world.first.pk, FINNISH)]
    assert "1 av 2 löften översatta" in words(client.get(list_of(world)))


def test_a_text_that_is_emptied_is_no_longer_translated(client, world):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH, world.second: OTHER})
    client.post(page_of(world), form(world, version=1, first="", second="Kunta sytyttää lamput."))
    assert [one.wording for one in PromiseTranslation.objects.all()] == ["Kunta sytyttää lamput."]


def test_who_has_translated_must_be_said_and_nothing_typed_is_lost(client, world):
    response = client.post(page_of(world), form(world, first=FINNISH, translator=" "))
    assert response.status_code == 422
    assert "Skriv vilken organisation eller enhet som har översatt." in words(response)
    assert FINNISH in response.content.decode()
    assert not Translation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"translated_title": "x" * 161}, "160"),
        ({"translated_introduction": "Soita 19811218-9876"}, "personnummer"),
        ({"version": "x"}, "Formuläret kom inte fram helt"),
        ({"version": 10**30}, "Formuläret kom inte fram helt"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_nothing_is_stored(client, world, fields, said):
    response = client.post(page_of(world), form(world, first=FINNISH, **fields))
    assert response.status_code == 422
    assert said in words(response)
    assert not Translation.objects.exists()


def test_a_personal_number_in_a_promise_is_refused_by_that_promise_s_name(client, world):
    response = client.post(page_of(world), form(world, second="Soita 19811218-9876"))
    assert response.status_code == 422
    assert "Löfte 2 på finska" in words(response) and "personnummer" in words(response)
    assert not Translation.objects.exists()


def test_a_language_that_is_not_in_the_list_is_a_missing_page(client, world):
    assert client.get(page_of(world, "de")).status_code == 404
    assert client.get(page_of(world, "sv")).status_code == 404


# Two at once


def test_who_comes_second_sees_both_texts_and_stores_nothing(client, world):
    make.translation(promise_set=world.promise_set, by=world.karin, wordings={world.first: "Ensin."})
    typed = form(
        world,
        version=0,
        first=FINNISH,
        second=OTHER,
        translated_title="Lupaukset",
        translated_introduction="Lue\nlisää.",
    )
    response = client.post(page_of(world), typed)
    assert response.status_code == 409
    said = words(response)
    assert all(text in said for text in (FINNISH, OTHER, "Lupaukset", "Ensin.", "Karin Ek sparade en ändring"))
    assert re.search(r"Lue<br>\s*lisää\.", response.content.decode())
    assert [one.wording for one in PromiseTranslation.objects.all()] == ["Ensin."]
    assert AuditEntry.objects.filter(verb="translate_promises").count() == 1


def test_a_translation_that_somebody_has_removed_is_not_written_back(client, world):
    response = client.post(page_of(world), form(world, version=3, first=FINNISH))
    assert response.status_code == 409
    assert FINNISH in words(response)
    assert not Translation.objects.exists()


def test_text_for_a_promise_that_has_gone_is_shown_and_nothing_is_stored(client, world):
    typed = form(world, first=FINNISH, second=OTHER)
    world.second.delete()
    response = client.post(page_of(world), typed)
    assert response.status_code == 409
    assert OTHER in words(response) and "Löftet finns inte längre" in words(response)
    assert not Translation.objects.exists()


def test_a_promise_that_goes_in_the_last_moment_stops_the_save(world):
    gone = Translated(world.second.pk, OTHER, 1, False)
    world.second.delete()
    with pytest.raises(StaleEdit):
        save_translation(
            promise_set=world.promise_set,
            language="fi",
            by=world.anna,
            version=0,
            wordings=[gone],
            translator="H",
            title="",
            introduction="",
        )
    assert not Translation.objects.exists()


def test_another_council_s_promise_is_as_one_that_has_gone(client, world):
    foreign = make.promise()
    missing = foreign.pk + 1000
    answers = [
        client.post(page_of(world), {**form(world), f"translation_{pk}": OTHER, f"seen_{pk}": 1})
        for pk in (foreign.pk, missing)
    ]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert words(answers[0]) == words(answers[1])
    assert not PromiseTranslation.objects.exists()


def test_a_promise_that_has_come_since_is_left_as_it_is(client, world):
    typed = form(world, first=FINNISH)
    make.promise(section=world.section, wording="Ett nytt löfte.")
    assert client.post(page_of(world), typed).status_code == 302
    assert "1 av 3 löften översatta" in words(client.get(list_of(world)))


# When the Swedish changes


def test_a_translation_of_an_older_wording_is_said_to_be_so(client, world):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH, world.second: OTHER})
    change_the_swedish(world.first, "Polisen går på torget varje dag.")
    assert "1 löfte har ändrats på svenska sedan det översattes" in words(client.get(list_of(world)))
    page = client.get(page_of(world)).content.decode()
    assert "Polisen går på torget varje vecka." in page and "Polisen går på torget varje dag." in page
    shown = words(client.get(world.promise_set.get_absolute_url(), {"sprak": "fi"}))
    assert f"{FINNISH} Den svenska texten har ändrats sedan löftet översattes." in shown


def test_one_may_say_that_the_translation_still_holds(client, world):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH, world.second: OTHER})
    for promise in (world.first, world.second):
        change_the_swedish(promise, f"{promise.wording} Nu.")
    typed = form(world, version=1, first=FINNISH, second=OTHER, **{f"still_{world.first.pk}": "on"})
    assert client.post(page_of(world), typed).status_code == 302
    kept = {row.promise_id: row.is_of_today for row in PromiseTranslation.objects.select_related("promise")}
    assert kept == {world.first.pk: True, world.second.pk: False}


def test_what_was_translated_from_an_older_swedish_on_the_screen_is_kept_and_known_as_such(client, world):
    typed = form(world, first=FINNISH)
    change_the_swedish(world.first, "Polisen går på torget varje dag.")
    assert client.post(page_of(world), typed).status_code == 302
    row = PromiseTranslation.objects.get()
    assert (row.wording, row.of_wording) == (FINNISH, "Polisen går på torget varje vecka.")


# Removing


def test_a_translation_is_removed_and_who_translated_and_its_title_stay_in_the_history(client, world):
    make.translation(promise_set=world.promise_set, title="Lupaukset", wordings={world.first: FINNISH})
    address = reverse("promises:remove_translation", args=["haparanda", "2019", "fi"])
    assert "Ta bort översättningen till finska?" in words(client.get(address))
    assert client.post(address, {"version": 1}).status_code == 302
    assert not Translation.objects.exists() and not PromiseTranslation.objects.exists()
    assert [row.history_type for row in Translation.history.filter(title="Lupaukset")] == ["-", "+"]
    assert client.get(address).status_code == 404


def test_what_somebody_has_worked_on_since_is_not_removed(client, world):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH})
    address = reverse("promises:remove_translation", args=["haparanda", "2019", "fi"])
    assert "Läs igenom den först" in words(client.post(address, {"version": 0}, follow=True))
    assert client.post(address, {}).status_code == 422
    assert Translation.objects.exists()
    with pytest.raises(StaleEdit):
        remove_translation(promise_set=world.promise_set, language="fi", by=world.anna, version=7)


def test_who_translated_and_who_removed_is_in_the_log(world):
    make.translation(promise_set=world.promise_set, by=world.anna, wordings={world.first: FINNISH})
    remove_translation(promise_set=world.promise_set, language="fi", by=world.karin, version=1)
    lines = AuditEntry.objects.filter(object_type="translation").order_by("pk")
    assert [(line.verb, line.actor, line.details) for line in lines] == [
        ("translate_promises", world.anna, {"language": "fi", "translated": 1}),
        ("remove_translation", world.karin, {"language": "fi", "translated": 1}),
    ]


def test_the_set_s_history_tells_of_its_translations(client, world):
    client.post(page_of(world), form(world, first=FINNISH, translated_title="Lupaukset"))
    client.force_login(world.karin)
    client.post(page_of(world), form(world, version=1, first=FINNISH, translated_title="Kansalaislupaukset"))
    said = words(client.get(reverse("promises:promise_set_history", args=["haparanda", "2019"])))
    assert "Översättningen till finska Ändrat Karin Ek" in said
    assert "Rubrik: Lupaukset → Kansalaislupaukset" in said
    assert "Översättningen till finska Tillagt Anna Lind" in said


# Which sets


@pytest.mark.parametrize("status", ["draft", "shared", "signed", "published", "closed"])
def test_promises_are_translated_before_and_after_they_are_signed(client, world, status):
    type(world.promise_set).objects.filter(pk=world.promise_set.pk).update(status=status)
    Signature.objects.create(
        promise_set=world.promise_set,
        organisation=world.police,
        name="Karin Ek",
        title="chef",
        signed_on=make.FIRST_DAY,
        recorded_by=world.anna,
        sha256="0" * 64,
    )
    assert client.post(page_of(world), form(world, first=FINNISH)).status_code == 302
    assert Signature.objects.count() == 1  # a translation is no part of what is signed


def test_the_other_organisation_s_draft_is_not_there_to_translate(client, world):
    own = make.promise_set(council=world.council, slug="2020", status="draft", organisation=world.municipal)
    client.force_login(world.karin)
    for name, *more in (("translations",), ("edit_translation", "fi"), ("remove_translation", "fi")):
        assert client.get(reverse(f"promises:{name}", args=["haparanda", own.slug, *more])).status_code == 404


def test_who_may_not_write_promises_may_read_them_in_finnish_and_not_translate(client, world):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH})
    client.force_login(make.person(Role.OFFICIAL, council=world.council))
    assert FINNISH in words(client.get(world.promise_set.get_absolute_url(), {"sprak": "fi"}))
    assert client.get(page_of(world)).status_code == 403
    assert "Översättningar" not in words(client.get(world.promise_set.get_absolute_url()))


# Reading


def test_the_promises_are_read_in_the_chosen_language_with_the_swedish_where_it_is_missing(client, world):
    make.translation(
        promise_set=world.promise_set, translator="Haparanda stad", title="Lupaukset", wordings={world.first: FINNISH}
    )
    response = client.get(world.promise_set.get_absolute_url(), {"sprak": "fi"})
    page, said = response.content.decode(), words(response)
    assert '<h1 lang="fi">Lupaukset</h1>' in page
    assert f'lang="fi">{FINNISH}' in page
    assert 'lang="sv">Kommunen tänder lamporna.' in page
    assert "Översatt till finska av Haparanda stad. Den svenska texten gäller." in said
    assert "Kommunen tänder lamporna. Inte översatt, visas på svenska." in said
    assert 'href="?sprak=fi" lang="fi" hreflang="fi" aria-current="true">Suomi</a>' in page


@pytest.mark.parametrize("asked", ["en", "sv", "xx", "FI", "fi'--", "x" * 500])
def test_a_language_that_is_not_there_changes_nothing(client, world, asked):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH})
    address = world.promise_set.get_absolute_url()

    def shown(query):
        return re.sub(
            r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", client.get(address, query).content.decode()
        )

    assert shown({"sprak": asked}) == shown({})


def test_a_translation_with_nothing_in_it_is_not_offered(client, world):
    make.translation(promise_set=world.promise_set)
    assert "Suomi" not in client.get(world.promise_set.get_absolute_url()).content.decode()


def test_every_field_says_which_language_is_typed_in_it(client, world):
    page = client.get(page_of(world, "smj")).content.decode()
    assert len(re.findall(r'<(?:textarea|input)[^>]* lang="smj"', page)) == 4
    assert 'lang="sv">Polisen går på torget varje vecka.' in page


# Queries


def queries(client, address, **query):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address, query).status_code == 200
    return len(captured)


def test_the_pages_ask_as_many_questions_of_twenty_promises_as_of_one(client, world):
    make.translation(promise_set=world.promise_set, wordings={world.first: FINNISH})
    addresses = [(list_of(world), {}), (page_of(world), {}), (world.promise_set.get_absolute_url(), {"sprak": "fi"})]
    before = [queries(client, address, **query) for address, query in addresses]
    more = [make.promise(section=world.section) for _ in range(20)]
    for language in ("en", "fit", "se"):
        wordings = dict.fromkeys(more, "text")
        make.translation(promise_set=world.promise_set, language=language, wordings=wordings)
    assert [queries(client, address, **query) for address, query in addresses] == before


def test_saving_twenty_is_as_many_questions_as_saving_one(client, world):
    with CaptureQueriesContext(connection) as one:
        client.post(page_of(world), form(world, first=FINNISH, second=OTHER))
    more = [make.promise(section=world.section) for _ in range(20)]
    fields = {f"translation_{row.pk}": "Lisää" for row in more} | {f"seen_{row.pk}": 1 for row in more}
    with CaptureQueriesContext(connection) as twenty:
        response = client.post(page_of(world, "en"), form(world, first=FINNISH, second=OTHER, **fields))
    assert response.status_code == 302
    assert len(twenty) == len(one)
