"""Places, groups of places and problem areas: written by few, read by all, and kept while something rests on them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditEntry, Place, PlaceSet, ProblemArea
from councils.roles import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make.council()


@pytest.fixture
def coordinator(client, council):
    user = make.person(Role.COORDINATOR, council=council)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, council, coordinator):
    def send(name, *ids, **values):
        answer = client.post(reverse(f"councils:{name}", args=[council.slug, *ids]), values, follow=True)
        return answer.status_code, " ".join(answer.content.decode().split())

    return send


@pytest.fixture
def place(council):
    return make.place(council=council, name="Centralskolan")


def test_a_place_is_added_renamed_and_removed(send, council):
    assert "Platsen är tillagd." in send("add_place", place_name="  Torget ")[1]
    place = Place.objects.of(council).get()
    assert place.name == "Torget"
    assert "Platsen har fått ett nytt namn." in send("edit_place", place.pk, place_name="Stora torget")[1]
    assert "Platsen är borttagen." in send("remove_place", place.pk)[1]
    assert not Place.objects.of(council).exists()
    acts = [row.details["act"] for row in AuditEntry.objects.filter(verb="change_places").order_by("sequence")]
    assert acts == ["add", "change", "remove"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Skriv vad platsen heter."),
        ("centralskolan", "Namnet finns redan. Välj ett annat."),
        ("hos 19121212-1212", "Texten innehåller ett personnummer"),
        ("å" * 121, "120 tecken (den har 121)"),
    ],
)
def test_a_place_needs_a_name_of_its_own(send, council, place, name, sentence):
    other = make.place(council=council, name="Torget")
    for page, ids in (("add_place", []), ("edit_place", [other.pk])):
        status, words = send(page, *ids, place_name=name)
        assert status == 422
        assert sentence in words
    assert {row.name for row in Place.objects.of(council)} == {"Centralskolan", "Torget"}


def test_two_councils_may_use_one_name(send, council, place):
    make.place(name="Torget")
    assert send("add_place", place_name="Torget")[0] == 200


def test_a_place_where_something_was_done_stays(send, council, place):
    make.activity(council=council, place=place)
    assert "Platsen används av aktiviteter eller mål och måste finnas kvar." in send("remove_place", place.pk)[1]
    assert Place.objects.filter(pk=place.pk).exists()


def test_a_place_that_a_target_covers_stays(send, council, place):
    make.target(council=council, kind="coverage", places=[place])
    assert "måste finnas kvar" in send("remove_place", place.pk)[1]
    assert list(place.targets.all())


def test_a_place_that_signed_promises_name_keeps_its_name(send, council, place):
    make.target(council=council, kind="coverage", places=[place])
    status, page = send("edit_place", place.pk, place_name="Byskolan")
    assert status == 422
    assert "Undertecknade löften nämner platsen" in page
    place.refresh_from_db()
    assert place.name == "Centralskolan"


def test_a_place_of_a_draft_is_renamed_until_somebody_has_signed(send, council, place, coordinator):
    target = make.target(council=council, status="draft", kind="coverage", places=[place])
    assert send("edit_place", place.pk, place_name="Byskolan")[0] == 200
    police, _ = make.parties_of(council)
    target.promise_set.signatures.create(
        organisation=police,
        name="K",
        title="chef",
        signed_on=date(2019, 1, 1),
        recorded_by=coordinator,
        sha256="0" * 64,
    )
    assert send("edit_place", place.pk, place_name="Storskolan")[0] == 422


def test_a_group_is_made_changed_and_removed(send, council, place):
    other = make.place(council=council, name="Byskolan")
    send("add_place_set", set_name="skolor", set_places=[place.pk])
    group = PlaceSet.objects.of(council).get()
    page = send("edit_place_set", group.pk, set_name="alla skolor", set_places=[place.pk, other.pk])[1]
    assert "Mål som redan finns behåller sina platser." in page
    group.refresh_from_db()
    assert (group.name, group.places.count()) == ("alla skolor", 2)
    assert "Platserna finns kvar." in send("remove_place_set", group.pk)[1]
    assert Place.objects.of(council).count() == 2


@pytest.mark.parametrize("chosen", [[], ["9" * 30], ["foreign"]])
def test_a_group_has_places_of_its_own_council(send, council, place, chosen):
    foreign = make.place()
    values = {"set_name": "skolor", "set_places": [foreign.pk if one == "foreign" else one for one in chosen]}
    status, page = send("add_place_set", **values)
    assert status == 422
    assert ("Välj minst en plats." if not chosen else "En av platserna finns inte i rådet.") in page
    assert not PlaceSet.objects.exists()


def test_a_problem_area_is_added_changed_and_removed(send, council):
    send("add_problem_area", area_name="Buller", background="Sedan i våras.")
    area = ProblemArea.objects.of(council).get()
    send("edit_problem_area", area.pk, area_name="Buller om natten", background="", version=1)
    area.refresh_from_db()
    assert (area.name, area.background) == ("Buller om natten", "")
    assert send("add_problem_area", area_name="buller om natten")[0] == 422
    assert send("add_problem_area", area_name="")[0] == 422
    assert "Problemområdet är borttaget." in send("remove_problem_area", area.pk)[1]
    assert not ProblemArea.objects.exists()


def test_a_problem_area_with_promises_stays(send, council):
    area = make.problem_area(council=council)
    make.promise(council=council).problem_areas.add(area)
    assert "så det måste finnas kvar" in send("remove_problem_area", area.pk)[1]
    assert ProblemArea.objects.exists()


@pytest.mark.parametrize("role", [Role.FIELD_USER, Role.MEMBER, Role.OFFICIAL])
def test_everybody_reads_them_and_few_change_them(client, council, place, role):
    group = make.place_set(council=council, places=[place])
    area = make.problem_area(council=council)
    client.force_login(make.person(role, council=council))
    for name, text in (("places", place.name), ("problem_areas", area.name)):
        page = client.get(reverse(f"councils:{name}", args=[council.slug])).content.decode()
        assert text in page
        assert "Ändra" not in page
    for name, row in (("edit_place", place), ("edit_place_set", group), ("edit_problem_area", area)):
        assert client.get(reverse(f"councils:{name}", args=[council.slug, row.pk])).status_code == 403
    for name, row in (("remove_place", place), ("remove_place_set", group), ("remove_problem_area", area)):
        assert client.post(reverse(f"councils:{name}", args=[council.slug, row.pk])).status_code == 403


def test_the_page_asks_the_database_as_often_for_many_places(client, council, coordinator):
    address = reverse("councils:places", args=[council.slug])
    make.place_set(council=council, places=[make.place(council=council)])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _ in range(10):
        make.place_set(council=council, places=[make.place(council=council) for _ in range(3)])
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
