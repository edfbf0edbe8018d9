"""Who may edit a draft, and what happens when two do it at once or when it is signed meanwhile."""

import pytest
import time_machine
from django.utils import timezone

from councils.models import AuditEntry
from promises.actions.editing import AlreadySigned
from promises.actions.promises import add_promise, change_promise, move_promise, remove_promise
from promises.actions.sections import add_section, change_section, move_section, remove_section
from promises.actions.sharing import share_promise_set
from promises.models import Promise, PromiseSet, Section, Signature
from tests.promises.drafting import council_with_a_draft, details_of, hub, page, promise_of, sign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_20_november():
    with time_machine.travel("2019-11-20T13:00:00+01:00"):
        yield


@pytest.fixture
def world():
    return council_with_a_draft()


def pages(world):
    """Every page that edits, with a form that would be taken."""
    section, promise = world.section.pk, world.promise.pk
    return {
        hub(): None,
        page("edit_set_details", "2020"): details_of(world),
        page("add_section", "2020"): {"heading": "Skola"},
        page("edit_section", section): {"heading": "Skola"},
        page("move_section", section): {"direction": "down"},
        page("remove_section", world.other.pk): {},
        page("add_promise", section): promise_of(world),
        page("edit_promise", promise): promise_of(world),
        page("move_promise", promise): {"direction": "down"},
        page("remove_promise", promise): {},
        page("share_promise_set", "2020"): {"is_read": "on"},
        page("remove_promise_set", "2020"): {},
    }


def snapshot():
    return [list(model.objects.order_by("pk").values()) for model in (PromiseSet, Section, Promise)]


@pytest.mark.parametrize(("who", "status"), [("field_user", 403), ("member", 403), ("official", 403)])
def test_who_does_not_write_promises_is_refused_everywhere(client, world, who, status):
    client.force_login(world.people[who])
    before = snapshot()
    for path, body in pages(world).items():
        assert client.post(path, body or {}).status_code in (status, 405), path
    assert client.get(hub()).status_code == client.get(page("new_promise_set")).status_code == status
    assert snapshot() == before


def test_to_the_other_party_an_unshared_draft_does_not_exist(client, world):
    client.force_login(world.people["police_manager"])
    before = snapshot()
    for path, body in pages(world).items():
        assert client.get(path).status_code in (404, 405), path
        assert client.post(path, body or {}).status_code in (404, 405), path
    assert snapshot() == before


def test_once_shared_both_parties_write_in_it(client, world):
    share_promise_set(promise_set=world.draft, by=world.people["coordinator"], at=timezone.now())
    client.force_login(world.people["police_manager"])
    assert client.get(hub()).status_code == 200
    assert client.post(page("edit_promise", world.promise.pk), promise_of(world)).status_code == 302


def test_links_to_editing_are_for_those_who_may(client, world):
    for who, is_shown in (("coordinator", True), ("field_user", False)):
        client.force_login(world.people[who])
        listed, read = (client.get(page(*one)).content.decode() for one in (("promise_sets",), ("promise_set", "2020")))
        assert (page("new_promise_set") in listed) == is_shown
        assert (hub() in listed) == (hub() in read) == is_shown


def test_a_signed_set_has_no_link_to_editing(client, world):
    sign(world)
    client.force_login(world.people["coordinator"])
    assert hub() not in client.get(page("promise_set", "2020")).content.decode()


# Two at once


def test_who_comes_second_to_the_details_sees_both_texts(client, world):
    client.force_login(world.people["coordinator"])
    client.post(page("edit_set_details", "2020"), details_of(world, aim="Den förstas mål.", recipients="Chefen"))
    answer = client.post(page("edit_set_details", "2020"), details_of(world, aim="Den andras mål."))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Den förstas mål." in text
    assert "Den andras mål." in text
    assert "Chefen" in text
    assert "Rubrik" not in text  # what is alike is not told
    assert PromiseSet.objects.get(pk=world.draft.pk).aim == "Den förstas mål."


def test_who_comes_second_to_a_promise_sees_both_texts(client, world):
    client.force_login(world.people["coordinator"])
    path = page("edit_promise", world.promise.pk)
    client.post(path, promise_of(world, wording="Den förstas löfte.", partners=[world.school.pk]))
    answer = client.post(path, promise_of(world, wording="Den andras löfte.", section=world.other.pk))
    text = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Den förstas löfte.", "Den andras löfte.", "Skolan", "Trafik", "Närvaro"):
        assert words in text
    assert Promise.objects.get(pk=world.promise.pk).wording == "Den förstas löfte."


# Signed meanwhile


@pytest.mark.parametrize("name", ["edit_set_details", "add_section", "edit_section", "add_promise", "edit_promise"])
def test_what_was_typed_when_the_promises_were_signed_is_kept_on_the_page(client, world, name):
    client.force_login(world.people["coordinator"])
    part = {"edit_promise": world.promise.pk, "edit_set_details": "2020", "add_section": "2020"}
    path = page(name, part.get(name, world.section.pk))
    body = {key: "Min text." if key in ("heading", "wording") else value for key, value in pages(world)[path].items()}
    sign(world)
    before = snapshot()
    answer = client.post(path, body)
    assert answer.status_code == 409
    assert "Löftena har undertecknats medan du skrev" in answer.content.decode()
    assert "Min text." in answer.content.decode()
    assert snapshot() == before


def test_moving_and_removing_lead_to_the_signed_promises(client, world):
    client.force_login(world.people["coordinator"])
    sign(world)
    before = snapshot()
    posts = ("move_section", "move_promise", "remove_promise")
    for path, body in pages(world).items():
        if any(path in (page(name, world.section.pk), page(name, world.promise.pk)) for name in posts):
            answer = client.post(path, body, follow=True)
            assert "Löftena är undertecknade och kan inte ändras." in answer.content.decode(), path
    assert snapshot() == before


def test_every_action_refuses_what_is_signed(world):
    sign(world)
    by, section, promise = world.people["coordinator"], world.section, world.promise
    values = {"wording": "Nytt.", "responsible": [world.municipal], "partners": [], "problem_areas": [], "theme": ""}
    acts = [
        lambda: add_section(promise_set=world.draft, by=by, title=""),
        lambda: change_section(section=section, by=by, title=""),
        lambda: move_section(section=section, by=by, is_up=False),
        lambda: remove_section(section=world.other, by=by),
        lambda: add_promise(section=section, by=by, **values),
        lambda: change_promise(promise=promise, by=by, version=1, section=section, **values),
        lambda: move_promise(promise=promise, by=by, is_up=False),
        lambda: remove_promise(promise=promise, by=by),
    ]
    for act in acts:
        with pytest.raises(AlreadySigned):
            act()


def test_a_change_after_one_party_has_signed_lets_its_signature_fall(client, world):
    by = world.people["coordinator"]
    signed = {"name": "Eva Ek", "title": "kommunalråd", "signed_on": timezone.localdate(), "sha256": "0" * 64}
    Signature.objects.create(promise_set=world.draft, organisation=world.municipal, recorded_by=by, **signed)
    client.force_login(by)
    assert "Ändrar du något här faller underskriften" in client.get(hub()).content.decode()
    client.post(page("edit_promise", world.promise.pk), promise_of(world))
    assert not Signature.objects.exists()
    assert AuditEntry.objects.filter(verb="withdraw_signatures").count() == 1
