"""Headings of a draft: put in, renamed, moved and taken away, with no promise lost on the way."""

import pytest

from councils.models import AuditEntry
from promises.actions.sections import NotEmpty, remove_section
from promises.models import Section
from tests import factories as make
from tests.promises.drafting import council_with_a_draft, hub, page, wordings

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client):
    world = council_with_a_draft()
    client.force_login(world.people["coordinator"])
    return world


def titles(world):
    return [section.title for section in world.draft.sections.all()]


def move(client, section, direction):
    return client.post(page("move_section", section.pk), {"direction": direction})


def test_a_section_is_put_last_and_the_page_leads_to_it(client, world):
    answer = client.post(page("add_section", "2020"), {"heading": " Skola "})
    made = Section.objects.latest("pk")
    assert answer.headers["Location"] == f"{hub()}#avsnitt-{made.pk}"
    assert titles(world) == ["Trafik", "Närvaro", "Skola"]


def test_a_double_click_is_one_section(client, world):
    for _ in range(2):
        assert client.post(page("add_section", "2020"), {"heading": "Skola"}).status_code == 302
    assert titles(world) == ["Trafik", "Närvaro", "Skola"]


def test_a_section_needs_no_title(client, world):
    assert client.post(page("add_section", "2020"), {"heading": ""}).status_code == 302
    assert "Utan rubrik" in client.get(hub()).content.decode()


def test_a_section_gets_another_title(client, world):
    client.post(page("edit_section", world.section.pk), {"heading": "Trafik och vägar"})
    assert titles(world) == ["Trafik och vägar", "Närvaro"]
    entry = AuditEntry.objects.get(verb="change_section")
    assert entry.details == {}


@pytest.mark.parametrize("title", ["x" * 161, "Ring 19121212-1212"])
def test_a_title_that_cannot_be_stored_is_refused_and_kept(client, world, title):
    for path in (page("add_section", "2020"), page("edit_section", world.section.pk)):
        answer = client.post(path, {"heading": title})
        assert answer.status_code == 422
        assert title in answer.content.decode()
    assert titles(world) == ["Trafik", "Närvaro"]


def test_sections_move_one_step_and_stay_at_the_ends(client, world):
    third = make.section(promise_set=world.draft, title="Skola", order=7)
    assert move(client, third, "up").headers["Location"] == f"{hub()}#avsnitt-{third.pk}"
    assert titles(world) == ["Trafik", "Skola", "Närvaro"]
    move(client, third, "up")
    move(client, third, "up")
    assert titles(world) == ["Skola", "Trafik", "Närvaro"]
    move(client, third, "down")
    move(client, world.other, "down")
    assert titles(world) == ["Trafik", "Skola", "Närvaro"]
    assert AuditEntry.objects.filter(verb="change_section").count() == 3


@pytest.mark.parametrize("direction", ["", "sideways", "10" * 3000])
def test_a_move_that_leads_nowhere_is_a_bad_request(client, world, direction):
    assert move(client, world.section, direction).status_code == 400
    assert titles(world) == ["Trafik", "Närvaro"]


def test_an_empty_section_is_taken_away(client, world):
    assert "Det står inga löften" in client.get(page("remove_section", world.other.pk)).content.decode()
    assert client.post(page("remove_section", world.other.pk)).headers["Location"] == hub()
    assert titles(world) == ["Trafik"]


def test_promises_are_moved_before_their_section_is_taken_away(client, world):
    make.promise(section=world.section, wording="Sist.", order=9)
    make.promise(section=world.other, wording="Redan där.", order=1)
    path = page("remove_section", world.section.pk)
    refused = client.post(path)
    assert refused.status_code == 422
    assert "Välj vart löftena ska flyttas." in refused.content.decode()
    client.post(path, {"move_to": world.other.pk})
    assert titles(world) == ["Närvaro"]
    assert wordings(world.other) == ["Redan där.", "Vi kontrollerar farten på E10.", "Sist."]
    assert world.promise.targets.get() == world.target


def test_promises_are_not_moved_out_of_their_set(client, world):
    elsewhere = [make.section(promise_set=make.promise_set(council=world.council)), make.section()]
    for section in [*elsewhere, world.section]:
        answer = client.post(page("remove_section", world.section.pk), {"move_to": section.pk})
        assert answer.status_code == 422, section
        with pytest.raises(NotEmpty):
            remove_section(section=world.section, by=world.people["coordinator"], move_to=section)
    assert titles(world) == ["Trafik", "Närvaro"]


def test_the_only_section_with_promises_tells_what_to_do_first(client, world):
    world.other.delete()
    answer = client.get(page("remove_section", world.section.pk))
    assert "Lägg till ett avsnitt först" in answer.content.decode()
    assert "<button" not in answer.content.decode().partition("<main")[2].partition("</main>")[0]
