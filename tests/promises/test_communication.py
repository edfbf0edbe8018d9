"""What residents were told: noted once, changed by whoever told it, counted by year, channel and promise."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from promises.models import Communication
from promises.told import told_in
from tests import factories as make

pytestmark = pytest.mark.django_db

KEY = "0b1f7a52-2a3e-4c39-8f5c-00000000000b"


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def municipal(council):
    return make.parties_of(council)[1]


@pytest.fixture
def promise(council):
    section = make.section(promise_set=make.promise_set(council=council))
    return make.promise(section=section, wording="Polisen ska gå på torget.")


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"promises:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


@pytest.fixture
def look(client, council):
    def look(name, *ids, **query):
        answer = client.get(reverse(f"promises:{name}", args=[council.slug, *ids]), query)
        return answer.status_code, " ".join(answer.content.decode().split())

    return look


def form(organisation, **values):
    said = {"told_on": "2019-05-14", "channel": "meeting", "told_title": "Möte", "key": KEY}
    return {**said, "sender": organisation.pk, **values}


def tell(council, sender, by, *promises, **values):
    said = {"told_on": date(2019, 5, 14), "channel": "meeting", "title": "Möte", **values}
    row = Communication.objects.create(council=council, organisation=sender, recorded_by=by, **said)
    row.promises.set(promises)
    return row


def test_it_is_noted_changed_and_removed(send, council, coordinator, municipal, promise):
    said = form(municipal, promises=promise.pk, reach=40, link="https://haparanda.example/brev")
    assert "Sparat." in send("add_communication", **said)[1]
    row = Communication.objects.of(council).get()
    assert (row.reach, list(row.promises.all())) == (40, [promise])
    assert "Ändringen är sparad." in send("change_communication", row.pk, **form(municipal, reach=50, version=1))[1]
    assert "Läs den igen" in send("remove_communication", row.pk, version=1)[1]
    assert "Noteringen är borttagen." in send("remove_communication", row.pk, version=2)[1]
    assert not Communication.objects.of(council).exists()


def test_the_same_form_twice_is_one_row_and_another_with_its_key_is_told(send, council, coordinator, municipal):
    send("add_communication", **form(municipal))
    assert "Det var redan sparat." in send("add_communication", **form(municipal))[1]
    status, words = send("add_communication", **form(municipal, told_title="Annat"))
    assert status == 422
    assert "skiljer sig från det du nyss sparade" in words
    assert [row.title for row in Communication.objects.of(council)] == ["Möte"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"told_on": "2100-01-01"}, "Dagen har inte varit än."),
        ({"channel": "brevduva"}, "Välj en kanal i listan."),
        ({"told_title": ""}, "Skriv en rubrik."),
        ({"text": "Kalle 19121212-1212"}, "Texten innehåller ett personnummer"),
        ({"text": "å" * 10_001}, "10000 tecken (den har 10001)"),
        ({"link": "javascript:alert(1)"}, "Skriv hela adressen"),
        ({"reach": "9" * 5000}, "Antalet ska vara ett heltal"),
        ({"sender": "1" + "0" * 30}, "Organisationen hör inte till rådet."),
        ({"promises": "1" + "0" * 30}, "Ett av löftena finns inte i rådet"),
        ({"key": "nej"}, "Formuläret kom inte fram helt."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(send, council, coordinator, municipal, wrong, sentence):
    status, words = send("add_communication", **form(municipal, **wrong))
    assert status == 422
    assert sentence in words
    assert not Communication.objects.of(council).exists()


def test_a_draft_is_nothing_to_tell_of(send, look, council, coordinator, municipal):
    draft = make.promise(
        section=make.section(promise_set=make.promise_set(council=council, status="draft")), wording="Hemligt löfte."
    )
    assert "Hemligt löfte." not in look("add_communication")[1]
    assert send("add_communication", **form(municipal, promises=draft.pk))[0] == 422


def test_a_member_tells_for_the_own_organisation(client, send, council, municipal, coordinator):
    row = tell(council, municipal, coordinator)
    school = make.organisation(short_name="Skolan")
    client.force_login(make.person(Role.MEMBER, council=council, organisation=school))
    assert send("add_communication", **form(municipal))[0] == 422
    assert send("add_communication", **form(school))[0] == 200
    assert send("change_communication", row.pk, **form(school, version=1))[0] == 403
    assert send("remove_communication", row.pk, version=1)[0] == 403


def test_who_comes_late_sees_both_texts(send, council, coordinator, municipal):
    row = tell(council, municipal, coordinator)
    send("change_communication", row.pk, **form(municipal, told_title="Först", version=1))
    status, words = send("change_communication", row.pk, **form(municipal, told_title="Sist", version=1))
    assert status == 409
    assert "Först" in words
    assert "Sist" in words


def test_a_year_is_counted_by_channel_and_promise_and_what_nobody_told_of_is_named(
    look, council, coordinator, municipal, promise
):
    silent = make.promise(section=promise.section, order=2, wording="Ingen talar om detta.")
    tell(council, municipal, coordinator, promise)
    tell(council, municipal, coordinator, promise, channel="weekly_letter", key=uuid.uuid4())
    tell(council, municipal, coordinator, told_on=date(2018, 5, 1), title="I fjol")
    told = told_in(council, 2019)
    assert [(code, times) for code, _name, times in told.channels] == [("weekly_letter", 1), ("meeting", 1)]
    assert told.told_of == [(promise, 2)]
    assert told.not_told_of == [silent]
    words = look("communications")[1]
    assert "Ingen har berättat om" in words
    assert "I fjol" not in words
    assert "I fjol" in look("communications", ar="2018")[1]
    assert "Möte</a>" in look("communications", lofte=promise.pk)[1]
    assert "Inget stämmer med urvalet." in look("communications", kanal="press")[1]
    assert "Välj i listan." in look("communications", ar="2099")[1]


def test_what_was_told_of_an_earlier_edition_was_told_of_the_promise(look, council, coordinator, municipal, promise):
    old = promise.section.promise_set
    tell(council, municipal, coordinator, promise, title="Före utgåva två")
    old.status, old.superseded_on = "superseded", date(2019, 6, 1)
    old.save()
    new_set = make.promise_set(council=council, replaces=old, edition=2)
    new = make.promise(section=make.section(promise_set=new_set))
    new.origin = promise
    new.save()
    assert told_in(council, 2019).promises == [(new, 1)]
    assert "Före utgåva två" in look("communications", lofte=new.pk)[1]


def test_the_list_asks_as_much_for_twenty_as_for_one(client, council, coordinator, municipal, promise):
    page = reverse("promises:communications", args=[council.slug])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    tell(council, municipal, coordinator, promise)
    asked()
    few = asked()
    for order in range(2, 21):
        tell(council, municipal, coordinator, make.promise(section=promise.section, order=order), key=uuid.uuid4())
    assert asked() == few
    assert few <= 20
