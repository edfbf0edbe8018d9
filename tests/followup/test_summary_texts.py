"""Writing the summary: part by part, so that two can write at once and neither loses a word."""

import pytest
import time_machine

from councils.models import AuditEntry
from followup.actions.summary_texts import StaleText, Written, write_texts
from followup.models import SummaryText
from followup.summary_addresses import final_summary
from tests import factories as make
from tests.followup.summing_up import NOW, TEXTS, a_year_that_is_over, page, sent, text_page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_january():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def world():
    return a_year_that_is_over()


def typed(**texts):
    """The form of the first promise, with what is saved of it beside what this person typed."""
    return sent({**dict.fromkeys(TEXTS, ""), **texts})


def saved(promise=None):
    """Part → what is saved of a promise, or of the whole."""
    return {row.part: row.text for row in SummaryText.objects.filter(promise=promise)}


def test_what_is_written_is_kept_and_shown(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(text_page(world), sent(TEXTS), follow=True)
    assert answer.redirect_chain == [(page("summary", world), 302)]
    shown = answer.content.decode()
    assert all(text in shown for text in TEXTS.values())
    assert "Texten är sparad." in shown
    row = SummaryText.objects.get(part="police_did")
    assert (row.promise, row.version, row.text) == (world.promise, 1, TEXTS["police_did"])
    assert AuditEntry.objects.get(verb="write_summary_text").details["parts"] == sorted(set(TEXTS) - {"why_not"})


def test_the_form_of_a_saved_text_carries_the_version_of_each_part(client, world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    make.text(promise=world.promise, by=world.coordinator, effect="Det är lugnare.")
    sign_in(client, world.coordinator)
    form = client.get(text_page(world)).context["form"]
    assert (form["police_did_version"].value(), form["effect_version"].value()) == (1, 2)
    assert form["effect"].value() == "Det är lugnare."


def test_two_who_write_different_parts_of_a_promise_at_once_both_keep_every_word(client, world):
    for person, part in ((world.coordinator, "municipality_did"), (world.police_manager, "police_did")):
        sign_in(client, person)
        assert client.post(text_page(world), typed(**{part: f"Av {person.name}."})).status_code == 302
    assert saved(world.promise) == {
        "municipality_did": "Av Namn coordinator.",
        "police_did": "Av Namn police_manager.",
    }
    owners = {row.part: row.organisation.kind for row in SummaryText.objects.all()}
    assert owners == {"municipality_did": "municipality", "police_did": "police"}


def test_of_two_who_write_the_same_at_once_the_second_sees_both_texts_and_loses_none(client, world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    make.all_shared(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    answer = client.post(text_page(world), sent({**TEXTS, "police_did": "Min <b>egna</b> text."}))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert TEXTS["police_did"] in shown
    assert "Min &lt;b&gt;egna&lt;/b&gt; text." in shown
    assert TEXTS["effect"] not in shown  # what both agree on is not in dispute
    assert saved(world.promise)["police_did"] == TEXTS["police_did"]


def test_whose_change_came_first_is_said(client, world):
    sign_in(client, world.coordinator)
    client.post(text_page(world), sent(TEXTS))
    make.all_shared(world.promise_set, by=world.coordinator)
    sign_in(client, world.police_manager)
    answer = client.post(text_page(world), typed(effect="Annat."))
    assert "Namn coordinator sparade en ändring medan du skrev." in answer.content.decode()


def test_a_version_of_a_part_that_nobody_has_saved_is_a_conflict_and_stores_nothing(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(text_page(world), sent({"effect": "Tryggare."}, version=7))
    assert answer.status_code == 409
    assert "Tryggare." in answer.content.decode()
    assert not SummaryText.objects.exists()


def test_an_old_version_is_refused_also_behind_the_page(world):
    summary, by = final_summary(world.promise_set), world.coordinator
    make.text(promise=world.promise, by=by, effect="Först.")
    row = make.text(promise=world.promise, by=by, effect="Sedan.")["effect"]
    for version in (0, 1, 3):
        with pytest.raises(StaleText) as stale:
            lost = [Written("effect", "Borttappat", version)]
            write_texts(summary=summary, promise=world.promise, written=lost, by=by)
        assert stale.value.current == {"effect": row}
    assert saved(world.promise) == {"effect": "Sedan."}


def test_all_parts_of_a_form_are_saved_or_none(client, world):
    make.text(promise=world.promise, by=world.coordinator, effect="Sedan.")
    sign_in(client, world.coordinator)
    assert client.post(text_page(world), typed(effect="För sent.", why_not="Det blev regn.")).status_code == 409
    assert saved(world.promise) == {"effect": "Sedan."}


def test_what_is_said_of_the_whole_has_versions_too(client, world):
    sign_in(client, world.coordinator)
    address = page("summary_whole", world)
    assert client.get(address).context["form"]["introduction"].value() == "Det här lovade vi."
    assert client.post(address, sent({"introduction": "Så blev året."})).status_code == 302
    answer = client.post(address, sent({"introduction": "Så blev det inte."}))
    assert answer.status_code == 409
    assert "Så blev året." in answer.content.decode()
    assert "Så blev det inte." in answer.content.decode()
    assert saved() == {"introduction": "Så blev året."}


def test_a_part_that_was_not_on_the_page_is_left_alone(client, world):
    make.text(promise=world.promise, by=world.coordinator, **TEXTS)
    sign_in(client, world.coordinator)
    assert client.post(text_page(world), sent({"effect": "Annat."}, version=1)).status_code == 302
    assert saved(world.promise) == {**TEXTS, "effect": "Annat."}


def test_a_personal_identity_number_is_stopped_and_the_text_kept_in_the_form(client, world):
    sign_in(client, world.coordinator)
    answer = client.post(text_page(world), sent({**TEXTS, "effect": "Talade med 19121212-1212."}))
    assert answer.status_code == 422
    assert "19121212-1212" in answer.content.decode()
    assert TEXTS["next_step"] in answer.content.decode()
    assert not SummaryText.objects.exists()


def test_the_longest_text_is_taken_and_one_letter_more_is_refused_with_the_text_kept(client, world):
    sign_in(client, world.coordinator)
    too_long = "å" * 30_001
    answer = client.post(text_page(world), typed(effect=too_long))
    assert (answer.status_code, too_long in answer.content.decode()) == (422, True)
    assert not SummaryText.objects.exists()
    assert client.post(text_page(world), typed(effect=too_long[:-1])).status_code == 302
    assert saved(world.promise)["effect"] == too_long[:-1]


@pytest.mark.parametrize("role", ["field_user", "member", "official"])
def test_only_coordinator_and_police_manager_write(client, world, role):
    sign_in(client, getattr(world, role))
    for address in (text_page(world), page("summary_whole", world)):
        assert client.get(address).status_code == 403
        assert client.post(address, sent({**TEXTS, "introduction": "Nej."})).status_code == 403
    assert not SummaryText.objects.exists()


def test_a_promise_of_another_set_is_none_of_the_summary_s(client, world):
    other = make.promise(promise_set=make.promise_set(council=world.council, slug="2018"))
    sign_in(client, world.coordinator)
    assert client.get(text_page(world, other)).status_code == 404
    assert client.post(text_page(world, other), typed(effect="Nej.")).status_code == 404
    assert not SummaryText.objects.exists()


def test_the_figures_of_the_promise_stand_beside_what_one_writes_of_it(client, world):
    make.target(promise=world.other, label="Ett annat mål")
    sign_in(client, world.coordinator)
    shown = client.get(text_page(world)).content.decode()
    assert "Trygghetsvandring" in shown and "1 av 1" in shown
    assert "Ett annat mål" not in shown
    assert "Ett annat mål" in client.get(text_page(world, world.other)).content.decode()
