"""Writing the summary in a real browser: it saves itself, two can write at once, and no word is lost on the way."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from councils.roles import Role
from followup.models import SummaryText
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "en lång mening om snö"
POLICE, MUNICIPALITY, EFFECT = "Vad polisen gjorde", "Vad kommunen gjorde", "Effekt"
SAVED = "Sparat kl."


@pytest.fixture
def clock():
    with time_machine.travel("2020-01-15T12:00:00+01:00") as clock:
        yield clock


@pytest.fixture
def world(clock):
    council = make.council(short_name="Överkalix", slug="overkalix")
    promise_set = make.promise_set(council=council, slug="2019", introduction="Det här lovade vi.")
    promise = make.promise(promise_set=promise_set, wording="Vi ska synas varje vecka.")
    make.activity(targets=[make.target(promise=promise, label="Synas")])
    anna = make.user(email="anna@overkalix.se", name="Anna Lind", password=PASSWORD)
    return SimpleNamespace(
        promise_set=promise_set,
        promise=promise,
        anna=make.person(Role.COORDINATOR, council=council, user=anna),
        karin=make.person(Role.POLICE_MANAGER, council=council, user=make.user(name="Karin Ek")),
        text=reverse("followup:summary_text", args=["overkalix", "2019", promise.pk]),
    )


@pytest.fixture
def open_as(browser, browser_context_args, live_server, console):
    """A window of somebody's own, at an address."""
    contexts = []

    def open_as(user, path):
        client, name = Client(), settings.SESSION_COOKIE_NAME
        client.force_login(user)
        context = browser.new_context(**browser_context_args)
        contexts.append(context)
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        context.on("page", console.listen_to)
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield open_as
    for context in contexts:
        context.close()


def write(page, label, text):
    """Type in a part, and go on to something else."""
    page.get_by_label(label).fill(text)
    page.get_by_label(label).blur()


def state(page, label):
    """What the page says beneath a part of how it is saved."""
    return page.locator(".summary-part", has=page.get_by_label(label)).get_by_role("status")


def saved(world):
    return dict(SummaryText.objects.filter(promise=world.promise).values_list("part", "text"))


def test_two_people_write_in_the_same_promise_at_once_and_both_keep_every_letter(
    open_as, world, assert_accessible, assert_fits
):
    anna, karin = open_as(world.anna, world.text), open_as(world.karin, world.text)
    for page, label, text in ((anna, MUNICIPALITY, "Kommunen bjöd in."), (karin, POLICE, "Polisen gick med.")):
        page.get_by_label(label).fill("")  # in place of what is proposed
        page.get_by_label(label).press_sequentially(text)
    expect(state(anna, MUNICIPALITY)).to_contain_text(SAVED)  # by itself, three seconds after the last key
    expect(state(karin, POLICE)).to_contain_text(SAVED)
    write(anna, MUNICIPALITY, "Kommunen bjöd in, två gånger.")
    expect(state(anna, MUNICIPALITY)).to_contain_text(SAVED)
    karin.get_by_role("button", name="Spara texten").click()
    expect(karin.get_by_text("Texten är sparad.")).to_be_visible()
    assert saved(world) == {"municipality_did": "Kommunen bjöd in, två gånger.", "police_did": "Polisen gick med."}
    anna.goto(anna.url)
    expect(anna.get_by_text("inte delad")).to_be_visible()
    assert_accessible(anna)
    assert_fits(anna)


def test_two_people_write_the_same_part_and_the_second_chooses(open_as, console, world, assert_accessible, assert_fits):
    make.text(promise=world.promise, by=world.anna, effect="Lugnt.")
    make.all_shared(world.promise_set, by=world.anna)
    console.expect("status of 409")
    anna, karin = open_as(world.anna, world.text), open_as(world.karin, world.text)
    write(anna, EFFECT, "Lugnare på torget.")
    expect(state(anna, EFFECT)).to_contain_text(SAVED)
    write(karin, EFFECT, "Lugnare vid skolan.")
    expect(karin.get_by_role("heading", name="Någon annan hann före")).to_be_visible()
    expect(karin.locator("[data-saved]")).to_have_text("Lugnare på torget.")
    expect(karin.get_by_label(EFFECT)).to_have_value("Lugnare vid skolan.")
    assert saved(world)["effect"] == "Lugnare på torget."
    assert_accessible(karin)
    assert_fits(karin)
    karin.get_by_role("button", name="Spara min text i stället").click()
    expect(state(karin, EFFECT)).to_contain_text(SAVED)
    assert saved(world)["effect"] == "Lugnare vid skolan."
    write(anna, EFFECT, "Lugnare överallt.")
    anna.get_by_role("button", name="Använd den sparade texten").click()
    expect(anna.get_by_label(EFFECT)).to_have_value("Lugnare vid skolan.")
    assert saved(world)["effect"] == "Lugnare vid skolan."


def test_what_was_typed_when_the_session_ended_is_saved_after_the_login(open_as, console, world, clock):
    console.expect("status of 401")
    page = open_as(world.anna, world.text)
    page.get_by_label(EFFECT).fill("Skrivet före kaffet.")
    clock.shift(timedelta(hours=2, minutes=1))
    page.get_by_label(EFFECT).blur()
    expect(state(page, EFFECT)).to_contain_text("du är inte längre inloggad")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    login = opened.value
    login.get_by_label("E-postadress").fill(world.anna.email)
    login.get_by_label("Lösenord").fill(PASSWORD)
    login.get_by_role("button", name="Logga in", exact=True).click()
    login.get_by_role("link", name="Logga", exact=True).first.wait_for()
    login.close()
    write(page, EFFECT, "Skrivet före kaffet, och efter.")
    expect(state(page, EFFECT)).to_contain_text(SAVED)
    assert saved(world) == {"effect": "Skrivet före kaffet, och efter."}


def test_what_could_not_be_sent_is_there_again_after_a_reload_but_not_for_somebody_else(open_as, console, world):
    console.expect("ERR_FAILED")
    page = open_as(world.anna, world.text)
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/spara/", lambda route: route.abort())
    write(page, EFFECT, "Skrivet utan täckning.")
    expect(state(page, EFFECT)).to_contain_text("ingen kontakt med servern")
    page.unroute("**/spara/")
    page.reload()
    expect(page.get_by_label(EFFECT)).to_have_value("Skrivet utan täckning.")
    expect(state(page, EFFECT)).to_contain_text(SAVED)
    assert saved(world) == {"effect": "Skrivet utan täckning."}
    page.evaluate(
        "key => sessionStorage.setItem(key, JSON.stringify({ text: 'Annas', version: 1, user: 'x' }))", stored(world)
    )
    page.reload()
    expect(page.get_by_label(EFFECT)).to_have_value("Skrivet utan täckning.")


def stored(world):
    saves = reverse("followup:save_summary_text", args=["overkalix", "2019"])
    return f"brapp-summary {saves} {world.promise.pk} effect"


def test_a_personal_number_is_not_saved_and_the_page_says_why(open_as, console, world):
    console.expect("status of 422")
    page = open_as(world.anna, world.text)
    write(page, EFFECT, "Talade med 19121212-1212.")
    expect(state(page, EFFECT)).to_contain_text("Inte sparat: Texten innehåller ett personnummer")
    page.get_by_role("button", name="Spara texten").click()
    page.get_by_label("Det här är inget personnummer").check()
    page.get_by_label(EFFECT).press("End")
    page.get_by_label(EFFECT).blur()
    page.get_by_role("button", name="Spara texten").click()
    expect(page.get_by_text("Texten är sparad.")).to_be_visible()
    assert saved(world) == {"effect": "Talade med 19121212-1212."}


def test_a_proposal_is_marked_until_it_is_touched(open_as, world):
    page = open_as(world.anna, reverse("followup:summary_whole", args=["overkalix", "2019"]))
    part = page.locator(".summary-part", has=page.get_by_label("Inledning"))
    expect(part.get_by_text("Förslag ur underlaget")).to_be_visible()
    write(page, "Inledning", "Det här lovade vi, och det höll vi.")
    expect(part.get_by_text("Förslag ur underlaget")).to_be_hidden()
    expect(state(page, "Inledning")).to_contain_text(SAVED)
    assert SummaryText.objects.get().text == "Det här lovade vi, och det höll vi."


def test_whoever_goes_on_at_once_has_saved_what_was_typed(open_as, world):
    page = open_as(world.anna, world.text)
    page.get_by_label(EFFECT).press_sequentially("Skrivet i förbifarten.")
    page.get_by_role("link", name="Till sammanställningen").click()
    page.get_by_role("heading", level=1, name="Sammanställning av").wait_for()
    # The answer to what is sent on leaving reaches nobody: what is stored is asked.
    for _attempt in range(100):
        if saved(world).get("effect") == "Skrivet i förbifarten.":
            break
        page.wait_for_timeout(100)
    page.reload()
    expect(page.get_by_text("Skrivet i förbifarten.")).to_be_visible()
