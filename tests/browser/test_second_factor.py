"""The second factor in a browser: an app, a passkey on a made-up security key, and every page of it."""

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from councils.models import User
from councils.roles import Role
from tests import factories as make
from tests.browser.test_every_page import faults
from tests.second_factors import code_of, give_app, give_passkey

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "en lång mening om snö"


@pytest.fixture
def coordinator(settings):
    settings.MFA_REQUIRED = True
    council = make.council(slug="overkalix", short_name="Överkalix")
    return make.person(Role.COORDINATOR, council=council, user=make.user(name="Anna Ek", password=PASSWORD))


@pytest.fixture
def security_key(page):
    """A key plugged in, which always says that its holder is there and has shown a finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = kind | {"isUserVerified": True, "automaticPresenceSimulation": True}
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def type_password(page, visit, user):
    visit("/konto/login/")
    page.get_by_label("E-postadress").fill(user.email)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def log_out(page):
    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("heading", name="Logga in", exact=True).wait_for()


def enrol_app(page):
    page.get_by_role("link", name="Lägg till en app").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Kod från appen").fill(code_of(secret))
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("heading", name="Reservkoder").wait_for()
    return secret


def test_an_app_is_set_up_before_the_council_opens_and_then_asked_for(page, visit, coordinator):
    type_password(page, visit, coordinator)
    page.get_by_role("heading", name="Lägg till tvåstegsinloggning först").wait_for()
    secret = enrol_app(page)
    assert page.locator(".codes li").count() == 10
    page.get_by_role("link", name="Klart").click()
    page.get_by_role("link", name="Till BRÅ").click()
    page.get_by_role("navigation", name="Huvudmeny").wait_for()
    log_out(page)
    type_password(page, visit, coordinator)
    page.get_by_role("heading", name="Ett steg till").wait_for()
    page.get_by_label("Kod", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Logga in", exact=True).click()
    page.get_by_role("navigation", name="Huvudmeny").wait_for()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_app_is_set_up_without_javascript(page, visit, coordinator):
    type_password(page, visit, coordinator)
    enrol_app(page)
    visit("/konto/2fa/passkeys/add/")
    assert page.get_by_text("Passkeys behöver JavaScript").is_visible()
    assert not page.get_by_role("button", name="Lägg till").is_visible()


def test_a_passkey_lets_in_after_the_password(page, visit, coordinator, security_key):
    type_password(page, visit, coordinator)
    page.get_by_role("link", name="Lägg till en passkey").click()
    page.get_by_label("Namn").fill("Jobbmobilen")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("heading", name="Reservkoder").wait_for()
    visit("/konto/2fa/passkeys/")
    assert page.locator(".list-title").inner_text() == "Jobbmobilen"
    log_out(page)
    type_password(page, visit, coordinator)
    page.get_by_role("button", name="Använd en passkey").wait_for()
    assert not faults(page)
    page.get_by_role("button", name="Använd en passkey").click()
    page.get_by_role("navigation", name="Huvudmeny").wait_for()


def test_a_passkey_lets_in_alone_and_confirms_who_it_is(page, visit, coordinator, security_key, log_in):
    type_password(page, visit, coordinator)
    page.get_by_role("link", name="Lägg till en passkey").click()
    page.get_by_label("Logga in med enbart den här").check()
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("heading", name="Reservkoder").wait_for()
    visit("/konto/2fa/passkeys/")
    assert page.get_by_text("Räcker ensam för att logga in").is_visible()
    log_out(page)
    page.get_by_role("button", name="Logga in med en passkey").click()
    page.get_by_role("navigation", name="Huvudmeny").wait_for()
    log_out(page)
    coordinator.refresh_from_db()  # the new passkey ended the sessions of before
    log_in(coordinator, long_ago=True)
    visit("/konto/2fa/recovery-codes/")
    page.get_by_role("link", name="Använd en passkey").click()
    page.get_by_role("button", name="Använd en passkey").wait_for()
    assert not faults(page)
    page.get_by_role("button", name="Använd en passkey").click()
    page.get_by_role("heading", name="Reservkoder").wait_for()


def test_a_passkey_that_is_not_used_leaves_the_page_with_a_word(page, visit, coordinator, security_key):
    visit("/konto/login/")
    page.get_by_role("button", name="Logga in med en passkey").click()
    page.get_by_text("Det gick inte att använda en passkey").wait_for()
    assert page.get_by_label("Lösenord").is_enabled()


def test_every_page_of_the_second_factor(page, visit, log_in, context, coordinator):
    found = []

    def look_at(path):
        visit(path)
        found.extend(faults(page))

    log_in(coordinator)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"):
        look_at(reverse(name))
    page.get_by_role("contentinfo").get_by_role("link", name="Inloggning och säkerhet").wait_for()
    visit(reverse("mfa_activate_totp"))
    page.get_by_label("Kod från appen").fill("12")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    give_app(coordinator)
    key = give_passkey(coordinator, name="Brottsförebyggandesamordningsfunktionsutvecklingsplanensmobil")
    for name in ("mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"):
        look_at(reverse(name))
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        look_at(reverse(name, args=[key.pk]))
    for name in ("mfa_list_webauthn", "account_reauthenticate", "mfa_reauthenticate"):
        look_at(reverse(name))
    context.clear_cookies()
    look_at("/konto/login/")
    key.delete()
    type_password(page, visit, coordinator)
    page.get_by_role("heading", name="Ett steg till").wait_for()
    found += faults(page)
    User.objects.filter(pk=coordinator.pk).update(password=make_password(None))
    coordinator.authenticator_set.all().delete()
    log_in(User.objects.get(pk=coordinator.pk))
    for name in ("sign_in_again", "account_set_password"):
        look_at(reverse(name))
    assert not found, "\n".join(found)
