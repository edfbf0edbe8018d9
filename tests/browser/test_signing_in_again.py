"""An organisation's own login, and coming back to a form after the session has ended, in a real browser."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from playwright.sync_api import expect

from councils.roles import Role
from promises.models import Activity
from tests import factories as make
from tests.identity_provider import identity_provider

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "en lång mening om snö"
NOTE = "Vi gick en runda vid skolan.\n\nMånga ville prata om <belysningen> & snön."
ANNA = {"email": "anna@overkalix.se", "email_verified": True}


@pytest.fixture
def clock():
    with time_machine.travel("2019-11-20T12:00:00+01:00") as clock:
        yield clock


@pytest.fixture
def world():
    council = make.council(short_name="Överkalix", slug="overkalix")
    target = make.target(council=council, label="Fotpatrull")
    user = make.user(email="anna@overkalix.se", name="Anna Lindgren", password=PASSWORD)
    make.person(Role.COORDINATOR, council=council, user=user)
    return SimpleNamespace(council=council, target=target, anna=user)


@pytest.fixture
def directory(settings, console):
    with identity_provider() as directory:
        settings.OIDC_PROVIDERS = (
            directory.as_provider(),
            directory.as_provider(id="haparanda", name="Haparanda stad", domains=("haparanda.se",)),
        )
        console.expect("cdn.jsdelivr.net")  # the provider's own style
        yield directory


def at_the_provider(page, sub):
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_through_the_organisation_and_back(browser, live_server, directory, world, scripts):
    directory.knows("a1", **ANNA)
    context = browser.new_context(java_script_enabled=scripts, locale="sv-SE")
    page = context.new_page()
    page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
    blocked = []
    page.on("console", lambda message: blocked.append(message.text) if "Security" in message.text else None)
    page.goto(f"{live_server.url}/overkalix/loften/")
    page.get_by_role("button", name="Logga in med Överkalix kommun").click()
    at_the_provider(page, "a1")
    expect(page).to_have_url(f"{live_server.url}/overkalix/loften/")
    expect(page.get_by_text("Anna Lindgren").first).to_be_visible()
    assert blocked == []
    context.close()


def test_the_login_page_and_the_refusal_look_right(
    page, visit, console, directory, world, assert_accessible, assert_fits
):
    console.expect("status of 403")
    page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
    visit("/konto/login/")
    assert_accessible(page)
    assert_fits(page)
    directory.knows("x1", email="x@overkalix.se", email_verified=True)
    page.get_by_role("button", name="Logga in med Haparanda stad").click()
    at_the_provider(page, "x1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggningen gick inte igenom")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("link", name="Till inloggningen").click()
    page.get_by_role("button", name="Logga in med Haparanda stad").click()
    page.get_by_role("button", name="Deny").wait_for()


@pytest.mark.parametrize("way", ["password", "organisation"])
def test_what_was_typed_before_the_coffee_is_saved_after_it(
    page, visit, log_in, directory, world, clock, way, assert_accessible, assert_fits
):
    directory.knows("a1", **ANNA)
    page.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
    # Where the phone keeps what is logged until the login (test_offline.py), the server need not.
    page.add_init_script("Object.defineProperty(window, 'indexedDB', { value: undefined })")
    log_in(world.anna)
    visit("/overkalix/logga/")
    page.get_by_label("Fotpatrull").check()
    page.get_by_text("Fler uppgifter", exact=True).click()
    page.get_by_label("Anteckning").fill(NOTE)
    page.get_by_label("Antal", exact=True).fill("2")
    clock.shift(timedelta(hours=2, minutes=1))
    page.get_by_role("button", name="Spara aktivitet").click()
    expect(page.get_by_role("status")).to_have_text("Du har varit borta en stund. Logga in, så finns din text kvar.")
    assert_accessible(page)
    if way == "password":
        page.get_by_label("E-postadress").fill(world.anna.email)
        page.get_by_label("Lösenord").fill(PASSWORD)
        page.get_by_role("button", name="Logga in", exact=True).click()
    else:
        page.get_by_role("button", name="Logga in med Överkalix kommun").click()
        at_the_provider(page, "a1")
    expect(page.get_by_role("heading", level=1)).to_have_text("Din text finns kvar")
    expect(page.get_by_text("Många ville prata om <belysningen> & snön.")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    assert not Activity.objects.exists()
    page.get_by_role("button", name="Skicka det jag skrev").click()
    expect(page.get_by_role("status").first).to_contain_text("Sparat:")
    activity = Activity.objects.get()
    assert (activity.note, activity.count, activity.occurred_on) == (NOTE, 2, date(2019, 11, 20))
    expect(page.get_by_text("Du har text som inte är sparad.")).to_have_count(0)
