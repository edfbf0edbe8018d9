"""When the summary is due is said in the words that are published; addresses are never the site's own words."""

from datetime import date
from itertools import islice

import pytest
import time_machine
from django.utils.translation import override

from promises.addresses import LONGEST, RESERVED, address_of, addresses_for
from promises.due import due_wording
from promises.models import PromiseSet
from tests.access.addresses import site_map
from tests.promises.drafting import council_with_a_draft, details_of, page


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T13:00:00+01:00"):
        yield


@pytest.mark.parametrize(
    ("kind", "due_on", "meeting", "words"),
    [
        ("date", date(2020, 1, 31), "", "senast 31 januari 2020"),
        ("month", date(2020, 2, 29), "", "under februari 2020"),
        ("meeting", date(2020, 3, 3), "vid rådets vårmöte", "vid rådets vårmöte"),
        ("meeting", None, "vid rådets vårmöte", "vid rådets vårmöte"),
        ("date", None, "", ""),
    ],
)
def test_the_words_of_a_deadline(kind, due_on, meeting, words):
    assert due_wording(kind, due_on, meeting) == words


def test_the_words_are_swedish_also_when_the_page_is_english():
    with override("en"):
        assert due_wording("month", date(2020, 2, 29)) == "under februari 2020"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"summary_due_kind": ""}, ("date", None, "")),
        ({"summary_due_kind": "date", "due_day": "2021-01-31"}, ("date", date(2021, 1, 31), "senast 31 januari 2021")),
        ({"summary_due_kind": "month", "due_month": "2021-02"}, ("month", date(2021, 2, 28), "under februari 2021")),
        ({"summary_due_kind": "meeting", "due_meeting": "vid vårmötet"}, ("meeting", None, "vid vårmötet")),
        (
            {"summary_due_kind": "meeting", "due_meeting": "vid vårmötet", "due_meeting_on": "2021-03-03"},
            ("meeting", date(2021, 3, 3), "vid vårmötet"),
        ),
        # What is typed for a choice that is not made is neither read nor refused.
        ({"summary_due_kind": "date", "due_day": "2021-01-31", "due_month": "strunt"}, None),
    ],
)
@pytest.mark.django_db
def test_a_deadline_is_a_day_a_month_or_a_meeting(client, typed, stored):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    assert client.post(page("edit_set_details", "2020"), details_of(world, **typed)).status_code == 302
    row = PromiseSet.objects.get(pk=world.draft.pk)
    expected = stored or ("date", date(2021, 1, 31), "senast 31 januari 2021")
    assert (row.summary_due_kind, row.summary_due_on, row.summary_due_wording) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"summary_due_kind": "date"}, "Ange dagen, eller välj att ingen tidpunkt är bestämd."),
        ({"summary_due_kind": "month", "due_month": "2021-13"}, "Skriv månaden som år-månad, till exempel 2020-02."),
        ({"summary_due_kind": "month", "due_month": "0001-01"}, "för långt tillbaka"),
        ({"summary_due_kind": "meeting"}, "Skriv vilket möte"),
        ({"summary_due_kind": "nyår"}, "Välj dag, månad eller möte."),
        ({"summary_due_kind": "date", "due_day": "2019-12-31"}, "kan inte vara klar före löftenas första dag"),
    ],
)
@pytest.mark.django_db
def test_half_a_deadline_is_refused(client, typed, sentence):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    answer = client.post(page("edit_set_details", "2020"), details_of(world, **typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert PromiseSet.objects.get(pk=world.draft.pk).summary_due_on is None


@pytest.mark.django_db
def test_words_that_were_published_stay_until_the_deadline_is_another(client):
    world = council_with_a_draft()
    world.draft.summary_due_on, world.draft.summary_due_wording = date(2021, 1, 31), "senast den sista januari"
    world.draft.save()
    client.force_login(world.people["coordinator"])
    due = {"summary_due_kind": "date", "due_day": "2021-01-31"}
    client.post(page("edit_set_details", "2020"), details_of(world, aim="Lugn.", **due))
    assert PromiseSet.objects.get(pk=world.draft.pk).summary_due_wording == "senast den sista januari"
    client.post(page("edit_set_details", "2020"), details_of(world, version=2, **{**due, "due_day": "2021-02-01"}))
    assert PromiseSet.objects.get(pk=world.draft.pk).summary_due_wording == "senast 1 februari 2021"


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Medborgarlöften 2020", "medborgarloften-2020"),
        ("  Åre – ÄLVSBYN & Örnsköldsvik! ", "are-alvsbyn-ornskoldsvik"),
        ("redigera", "loften-redigera"),
        ("??? 🎉", "loften"),
        ("ord " * 40, "-".join(["ord"] * 15)),
    ],
)
def test_an_address_is_made_of_the_title(title, address):
    assert next(addresses_for(title)) == address


@pytest.mark.parametrize("title", ["x" * 200, "Nya", "ord " * 40])
def test_the_next_addresses_are_different_and_never_too_long(title):
    found = list(islice(addresses_for(title), 12))
    assert len(set(found)) == 12
    assert all(len(one) <= LONGEST and one not in RESERVED for one in found)
    assert address_of(found[0]) == found[0]


def test_no_word_of_the_site_map_can_be_a_sets_address():
    """A set called "redigera" would answer where the page that copies a set should."""
    below = [route.pattern.partition("/loften/")[2] for route in site_map() if "/loften/" in route.pattern]
    words = {part for pattern in below for part in pattern.split("/") if part and not part.startswith("<")}
    assert "redigera" in words
    assert words <= RESERVED
