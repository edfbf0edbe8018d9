"""One's own list in every council."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.roles import Role
from tests import factories as make
from tests.followup.test_deadline_pages import NOW, words

pytestmark = pytest.mark.django_db
TODAY = date(2019, 9, 17)  # a Tuesday


@pytest.fixture(autouse=True)
def in_september():
    with time_machine.travel(NOW, tick=False):
        yield


def sections(answer):
    """Heading → the links under it."""
    found = re.split(r"<h2[^>]*>(.*?)</h2>", answer.content.decode().split("</main>")[0], flags=re.S)[1:]
    pairs = zip(found[::2], found[1::2], strict=True)
    link = r'class="list-title"><a href="([^"]+)">'
    return {unescape(heading): re.findall(link, rest) for heading, rest in pairs}


def test_what_waits_for_oneself_comes_first_and_then_what_is_coming(client):
    one, other = make.council(short_name="Överkalix", slug="overkalix"), make.council(slug="haparanda")
    person = make.person(Role.COORDINATOR, council=one)
    make.member(Role.FIELD_USER, council=other, user=person)
    rows = [make.deadline(council=one, due_on=TODAY + timedelta(days=days), by=person) for days in (-1, 2, 10, 60)]
    meeting = make.meeting(council=other, held_on=TODAY + timedelta(days=3))
    make.deadline(council=other, due_on=TODAY - timedelta(days=5), by=person)  # who plans there has it to do
    client.force_login(person)
    answer = client.get("/att-gora/")
    ways = [f"/overkalix/tidsgranser/{row.pk}/klart/" for row in rows]
    assert sections(answer) == {
        "Passerat": ways[:1],
        "Den här veckan": ways[1:2],
        "Senare": ways[2:3],
        "På gång i dina råd": [f"/haparanda/moten/{meeting.pk}/", ways[3]],
    }
    assert "3 saker väntar på dig." in words(answer)
    assert "Överkalix" in words(answer)


def test_who_has_nothing_is_told_so(client):
    client.force_login(make.person(Role.OFFICIAL))
    assert "Inget väntar på dig just nu" in words(client.get("/att-gora/"))
    client.force_login(make.user())
    assert "Du är inte med i något råd." in words(client.get("/att-gora/"))


def test_who_follows_figures_is_told_of_them_and_is_led_to_no_empty_calendar(client):
    overseer = make.user()
    make.oversight(user=overseer)
    client.force_login(overseer)
    for path in ("/att-gora/", "/konto/"):
        answer = client.get(path)
        assert "Du följer siffrorna för hela landet" in words(answer)
        assert "Be samordnaren" not in words(answer)
        assert reverse("councils:calendar_addresses") not in answer.content.decode()


def test_every_page_leads_to_the_list(client):
    client.force_login(make.person(Role.MEMBER))
    assert 'href="/att-gora/"' in client.get("/konto/").content.decode()


def test_the_number_of_queries_is_the_same_for_one_council_and_for_four(client):
    def filled(person):
        council = make.council()
        make.member(Role.COORDINATOR, council=council, user=person)
        promise_set = make.promise_set(council=council, summary_due_on=TODAY)
        make.target(promise_set=promise_set, kind="deliverable", due_on=TODAY)
        for number in range(3):
            make.deadline(promise_set=promise_set, due_on=TODAY + timedelta(days=number), by=person)
            make.meeting(council=council, held_on=TODAY + timedelta(days=number))

    few, many = make.user(), make.user()
    filled(few)
    for _number in range(4):
        filled(many)
    asked = []
    for person in (few, many):
        client.force_login(person)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/att-gora/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
