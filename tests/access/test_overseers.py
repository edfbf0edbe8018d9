"""Above the councils while promises hold: figures of all to who follows all, to everybody else of one's own alone."""

import re

import pytest
import time_machine
from django.urls import reverse

from councils.models import Council, Municipality, PoliceRegion
from councils.roles import Role
from promises.models import Promise
from tests import factories as make
from tests.access.layers import typed_words_in
from tests.conftest import rolled_back

pytestmark = pytest.mark.django_db
OVERSEERS_PAGES = ("", "?tema=traffic", "?lage=uppmarksamhet", "?lan=25&ordning=lage", "?ordning=senast&tema=inget")


@pytest.fixture(autouse=True)
def while_promises_hold():
    with time_machine.travel("2019-06-10T12:00:00+02:00"):
        yield


@pytest.fixture
def overseer(client):
    user = make.user(name="Nils")
    make.oversight(user=user)
    client.force_login(user)
    return user


def page(client, name, *args, query=""):
    answer = client.get(reverse(f"followup:{name}", args=args) + query)
    assert answer.status_code == 200, answer.status_code
    return content_of(answer)


def content_of(answer):
    """The page without head and foot, whose forms hold a new key each time and the address that was asked for."""
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("query", OVERSEERS_PAGES)
def test_an_overseer_reads_nothing_that_anybody_has_typed_in_a_council(world, client, overseer, query):
    Promise.objects.filter(section__promise_set__council=world.a.council).update(theme="traffic")
    for name, args in (("nation", ()), ("region", (world.a.rows.region.pk,))):
        text = page(client, name, *args, query=query)
        assert not list(typed_words_in(world, text))
        people = [user.name for side in (world.a, world.b) for user in side.people.values()]
        assert not [one for one in people if one in text]


def test_the_search_for_typed_words_sees_them(world):
    names = f"{world.a.council.short_name} /{world.b.council.slug}/medborgarloften/"
    assert not list(typed_words_in(world, names))
    assert list(typed_words_in(world, f"{names} {world.a.rows.promise.wording}"))


def test_both_councils_are_in_the_figures_with_what_is_decided_alone(world, client, overseer):
    text = page(client, "nation")
    for side in (world.a, world.b):
        row = re.search(rf"<tr>(?:(?!</tr>).)*{side.council.short_name}.*?</tr>", text, re.S)[0]
        numbers = [int(one) for one in re.findall(r'numeric">(?:<span class="soft">)?(\d+)(?:</span>)?<', row)]
        assert numbers[0] == 3  # the draft's target is not among them


def test_no_way_leads_into_a_council_but_to_what_is_published(world, client, overseer):
    links = re.findall(r'href="(/[^"]+)"', page(client, "nation"))
    into = [one for one in links if re.match(r"/(qalfaq|qbetaq)/", one)]
    assert into
    assert all(one.endswith("/medborgarloften/") for one in into)
    for side in (world.a, world.b):
        assert (
            client.get(reverse("followup:overview", args=[side.council.slug, side.rows.promise_set.slug])).status_code
            == 404
        )


@pytest.mark.parametrize("role", Role)
def test_no_role_in_a_council_opens_the_overseers_pages(world, client, role):
    client.force_login(world.a.people[role])
    assert client.get(reverse("followup:nation")).status_code == 404
    there, missing = (
        client.get(reverse("followup:region", args=[region])) for region in (world.a.rows.region.pk, 999_999_999)
    )
    assert there.status_code == missing.status_code == 404
    assert content_of(there) == content_of(missing)


def test_who_follows_one_region_sees_no_other_and_not_the_country(world, client):
    user = make.user()
    make.oversight(user=user, region=world.a.rows.region)
    client.force_login(user)
    south = PoliceRegion.objects.exclude(pk=world.a.rows.region.pk).first() or PoliceRegion.objects.create(name="Syd")
    assert world.a.council.short_name in page(client, "region", world.a.rows.region.pk)
    assert client.get(reverse("followup:region", args=[south.pk])).status_code == 404
    assert client.get(reverse("followup:nation")).status_code == 404


def test_a_region_shows_the_councils_of_its_own_municipalities(world, client, overseer):
    south = PoliceRegion.objects.create(name="Längst i söder")
    Municipality.objects.filter(councils=world.b.council).update(police_region=south)
    shown = page(client, "region", south.pk)
    assert world.b.council.short_name in shown
    assert world.a.council.short_name not in shown


def test_the_page_is_gone_at_the_next_request_when_the_appointment_has_ended(world, client, overseer):
    page(client, "nation")
    overseer.oversight_appointments.update(to_day="2019-06-09")
    assert client.get(reverse("followup:nation")).status_code == 404


# A local police area that holds both councils


@pytest.fixture
def shared_area(world):
    with rolled_back():
        codes = [side.council.municipalities.get() for side in (world.a, world.b)]
        yield make.police_area(name="Gemensamma", municipalities=[*codes, make.municipality("0114")])


@pytest.fixture
def manager(world, client):
    client.force_login(world.a.people[Role.POLICE_MANAGER])


@pytest.mark.parametrize("query", ["", "?lage=alla", "?lage=alla&ordning=senast"])
def test_a_police_manager_sees_no_figure_of_a_council_without_a_role_in_it(world, client, shared_area, manager, query):
    text = page(client, "area", shared_area.pk, query=query)
    assert world.a.rows.target.label in text or not query
    assert world.b.token.casefold() not in text.casefold()


def test_a_stranger_s_council_in_the_area_is_as_none_at_all(world, client, shared_area, manager):
    with_it = page(client, "area", shared_area.pk, query="?lage=alla")
    name = world.b.council.municipalities.get().name
    Council.objects.filter(pk=world.b.council.pk).get().municipalities.clear()
    assert page(client, "area", shared_area.pk, query="?lage=alla") == with_it
    assert "du är inte med i något råd där." in with_it
    assert name in with_it


def test_a_stranger_s_council_in_the_filter_is_as_a_missing_one(world, client, shared_area, manager):
    path = reverse("followup:area", args=[shared_area.pk])
    foreign, missing = (client.get(path, {"rad": slug}) for slug in (world.b.council.slug, "finns-inte"))
    assert foreign.status_code == missing.status_code == 422
    assert content_of(foreign) == content_of(missing)


def test_an_area_with_only_strangers_councils_is_as_a_missing_one(world, client, manager):
    foreign = client.get(reverse("followup:area", args=[world.b.rows.area.pk]))
    missing = client.get(reverse("followup:area", args=[999_999_999]))
    assert foreign.status_code == missing.status_code == 404
