"""The picture that promises build on: chosen among those open to the council, and a part of what is signed."""

from datetime import date

import pytest

from councils.models import Picture
from promises.content_differences import content_differences
from promises.contents import content_of, digest_of
from promises.models import PromiseSet
from tests import factories as make
from tests.promises.drafting import council_with_a_draft, details_of, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    return world


def picture(council, number=1, **values):
    values = {"title": f"Lägesbild {number}", "status": "decided", "adopted_on": date(2019, 2, 1), **values}
    return Picture.objects.create(council=council, number=number, **values)


def drafted(council, number, **values):
    return picture(council, number, status="draft", adopted_on=None, **values)


def choose(client, world, pk):
    return client.post(page("edit_set_details", "2020"), details_of(world, set_picture=pk))


def test_it_is_chosen_and_shown_where_the_promises_are_read(client, world):
    chosen = picture(world.council)
    assert choose(client, world, chosen.pk).status_code == 302
    assert PromiseSet.objects.get(pk=world.draft.pk).picture == chosen
    assert "Lägesbild 1" in client.get(page("promise_set", "2020")).content.decode()
    assert PromiseSet.objects.get(pk=world.draft.pk).version == 2


def test_only_those_that_are_open_to_the_council_can_be_chosen(client, world):
    together, own = drafted(world.council, 2), drafted(world.council, 3, organisation=world.police)
    assert choose(client, world, together.pk).status_code == 302
    foreign = picture(make.council())
    for pk in (own.pk, foreign.pk, 10**30, "x"):
        answer = client.post(page("edit_set_details", "2020"), details_of(world, set_picture=pk, version=2))
        assert answer.status_code == 422, pk
        assert "Lägesbilden finns inte i rådet." in answer.content.decode()


def test_officials_are_not_told_of_a_draft_that_decided_promises_build_on(client, world):
    decided = make.promise_set(council=world.council, slug="2019", picture=drafted(world.council, 2))
    assert "Lägesbild 2" in client.get(page("promise_set", "2019")).content.decode()
    client.force_login(world.people["official"])
    assert "Lägesbild 2" not in client.get(page("promise_set", "2019")).content.decode()
    assert decided.is_decided


def test_promises_without_one_have_the_content_they_always_had(world):
    assert "picture" not in content_of(world.draft)


def test_which_one_it_is_is_signed_and_its_title_stands_beside(world):
    without = content_of(world.draft)
    world.draft.picture = picture(world.council)
    content = content_of(world.draft)
    assert digest_of(content) != digest_of(without)
    (changed,) = content_differences(without, content)
    assert [(str(one.label), one.before, one.after) for one in changed.differences] == [
        ("lägesbild", "", "Lägesbild 1")
    ]
    world.draft.picture.title = "Ett annat namn"
    assert digest_of(content_of(world.draft)) == digest_of(content)
