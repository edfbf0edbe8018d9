"""The second factor: who must have one, how one signs in with it, and what is kept of it."""

import logging
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from councils.models import AuditEntry, User
from councils.roles import PERMISSIONS_OF, Role, writes
from councils.second_factor_adapter import SecondFactorAdapter
from tests import factories as make
from tests.access.addresses import address
from tests.access.fingerprints import fingerprint
from tests.access.pages import CouncilPage
from tests.access.rules import ROUTES
from tests.conftest import PASSWORD
from tests.second_factors import SECRET, code_of, give_app, give_passkey, wrong_code
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SET_UP = "/konto/2fa/"
WRITERS = [role for role in Role if role != Role.OFFICIAL]
COUNCIL_PAGES = sorted(name for name, rule in ROUTES.items() if isinstance(rule, CouncilPage))


@pytest.fixture(autouse=True)
def attempts_are_counted_anew():
    cache.clear()


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


@pytest.fixture
def council():
    return make.council(slug="overkalix", short_name="Överkalix")


@pytest.fixture
def coordinator(council):
    user = make.user(email="anna@overkalix.example", password=PASSWORD)
    return make.person(Role.COORDINATOR, council=council, user=user)


def first_step(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_signed_in(client):
    return "_auth_user_id" in client.session


# Who must have one


def test_every_role_but_the_official_writes():
    assert [role for role in Role if writes(PERMISSIONS_OF[role])] == WRITERS


@pytest.mark.parametrize("role", WRITERS)
def test_who_writes_and_has_none_is_led_to_the_set_up(client, required, council, role):
    client.force_login(make.person(role, council=council))
    for path in ("/", "/overkalix/", "/overkalix/logga/", "/overkalix/bra-gruppen/"):
        answer = client.get(path)
        assert (answer.status_code, answer.get("Location")) == (302, SET_UP), path
    assert "Lägg till tvåstegsinloggning först" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("route", COUNCIL_PAGES)
def test_no_page_of_a_council_opens_or_writes_without_it(client, required, world, route):
    sign_in(client, world.a.people[Role.COORDINATOR])
    path, before = address(route, "own", world.a, world.b), fingerprint(world.a)
    answers = [client.get(path), client.post(path, ROUTES[route].body(world.a))]
    led_on = [answer.get("Location") for answer in answers if answer.status_code != 405]
    assert led_on
    assert set(led_on) == {SET_UP}
    assert fingerprint(world.a) == before


def test_an_official_who_only_reads_needs_none(client, required, council):
    client.force_login(make.person(Role.OFFICIAL, council=council))
    assert client.get("/overkalix/bra-gruppen/").status_code == 200
    page = client.get(SET_UP).content.decode()
    assert "Lägg till tvåstegsinloggning först" not in page


def test_a_role_that_writes_in_one_council_asks_for_it_in_all(client, required, council):
    official = make.person(Role.OFFICIAL, council=council)
    make.member(Role.MEMBER, council=make.council(), user=official)
    client.force_login(official)
    assert client.get("/overkalix/bra-gruppen/")["Location"] == SET_UP


def test_a_role_that_has_ended_asks_for_nothing(client, required, council):
    official = make.person(Role.OFFICIAL, council=council)
    make.member(Role.MEMBER, council=council, user=official, to_day=make.LAST_DAY)
    client.force_login(official)
    assert client.get("/overkalix/bra-gruppen/").status_code == 200


def test_a_foreign_council_is_missing_also_to_who_has_none(client, required, coordinator):
    make.council(slug="haparanda")
    client.force_login(coordinator)
    foreign, missing = client.get("/haparanda/"), client.get("/finns-inte/")
    assert (foreign.status_code, foreign.content) == (404, missing.content)


def test_the_demo_asks_nobody(client, council, coordinator):
    client.force_login(coordinator)
    assert client.get("/overkalix/bra-gruppen/").status_code == 200


def test_account_language_and_log_out_stay_open(client, required, coordinator):
    sign_in(client, coordinator)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password", "account_logout"):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.post(reverse("set_language"), {"language": "en"})["Location"] == "/"
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize("give", [give_app, give_passkey])
def test_an_app_or_a_passkey_opens_the_council_and_removing_it_closes_it(client, required, coordinator, give):
    client.force_login(coordinator)
    give(coordinator)
    assert client.get("/overkalix/bra-gruppen/").status_code == 200
    Authenticator.objects.filter(user=coordinator).delete()
    assert client.get("/overkalix/bra-gruppen/")["Location"] == SET_UP


def test_recovery_codes_alone_are_no_second_factor(client, required, coordinator):
    give_app(coordinator)
    Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).delete()
    client.force_login(coordinator)
    assert client.get("/overkalix/bra-gruppen/")["Location"] == SET_UP


@pytest.mark.parametrize(
    ("trusted", "record", "status"),
    [
        (["kommunen"], {"method": "socialaccount", "provider": "kommunen"}, 200),
        ([], {"method": "socialaccount", "provider": "kommunen"}, 302),
        (["kommunen"], {"method": "socialaccount", "provider": "annan"}, 302),
        (["kommunen"], {"method": "password", "provider": "kommunen"}, 302),
    ],
)
def test_signing_in_at_a_trusted_provider_counts_for_that_session(
    client, required, settings, coordinator, trusted, record, status
):
    settings.MFA_TRUSTED_PROVIDERS = trusted
    sign_in(client, coordinator, **record)
    assert client.get("/overkalix/bra-gruppen/").status_code == status


def test_a_trusted_sign_in_of_somebody_else_in_the_same_browser_does_not_count(client, required, settings, coordinator):
    settings.MFA_TRUSTED_PROVIDERS = ["kommunen"]
    sign_in(client, coordinator, method="socialaccount", provider="kommunen")
    session = client.session
    session["account_authentication_methods_user"] = str(make.user().pk)
    session.save()
    assert client.get("/overkalix/bra-gruppen/").status_code == 302


def test_asking_for_it_costs_one_query_a_page(client, settings, coordinator):
    give_app(coordinator)
    client.force_login(coordinator)
    counts = []
    for required in (False, True):
        settings.MFA_REQUIRED = required
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/overkalix/bra-gruppen/").status_code == 200
        counts.append(len(queries))
    assert counts[1] - counts[0] == 1


# Signing in


def test_without_a_second_factor_the_password_is_enough_where_none_is_required(client, coordinator):
    first_step(client, coordinator)
    assert is_signed_in(client)


def test_with_an_app_the_password_is_not_enough(client, required, coordinator):
    give_app(coordinator)
    assert first_step(client, coordinator)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.get("/overkalix/")["Location"].startswith("/konto/login/")


def test_password_and_code_let_in(client, required, coordinator):
    give_app(coordinator)
    first_step(client, coordinator)
    assert second_step(client, code_of()).status_code == 302
    assert is_signed_in(client)
    assert client.get("/overkalix/bra-gruppen/").status_code == 200


def test_a_wrong_code_does_not(client, coordinator):
    give_app(coordinator)
    first_step(client, coordinator)
    answer = second_step(client, wrong_code())
    assert "Koden stämmer inte" in answer.content.decode()
    assert not is_signed_in(client)


def test_the_code_of_somebody_else_does_not(client, coordinator):
    give_app(coordinator)
    give_app(make.user(), "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    first_step(client, coordinator)
    second_step(client, code_of("KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"))
    assert not is_signed_in(client)


def test_an_old_code_does_not(client, coordinator):
    give_app(coordinator)
    first_step(client, coordinator)
    second_step(client, code_of(at=time.time() - 60))
    assert not is_signed_in(client)


def test_a_code_works_once(client, coordinator):
    give_app(coordinator)
    with time_machine.travel("2019-11-20T12:00:05+01:00", tick=False):
        first_step(client, coordinator)
        second_step(client, code_of())
        assert is_signed_in(client)
        client.post(reverse("account_logout"))
        first_step(client, coordinator)
        second_step(client, code_of())
        assert not is_signed_in(client)


def test_a_recovery_code_works_once(client, coordinator):
    code, *_ = give_app(coordinator)
    for works in (True, False):
        first_step(client, coordinator)
        second_step(client, code)
        assert is_signed_in(client) is works
        client.post(reverse("account_logout"))


def test_after_five_wrong_codes_the_right_one_is_refused_for_a_while(client, coordinator):
    give_app(coordinator)
    first_step(client, coordinator)
    for _ in range(5):
        second_step(client, wrong_code())
    answer = second_step(client, code_of())
    assert "För många försök" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_wrong_code_after_the_right_password_is_logged(client, coordinator):
    give_app(coordinator)
    first_step(client, coordinator)
    second_step(client, wrong_code())
    line = AuditEntry.objects.get(verb="second_factor_failed")
    assert (line.actor, line.object_type, line.object_id) == (None, "user", coordinator.pk)


def test_the_second_step_cannot_be_reached_without_the_first(client, coordinator):
    give_app(coordinator)
    assert client.get(reverse("mfa_authenticate"))["Location"] == reverse("account_login")
    assert second_step(client, code_of())["Location"] == reverse("account_login")


RUBBISH = [
    "",
    "x",
    "[]",
    "1",
    "null",
    "{}",
    '{"id": 1}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA", '
    '"authenticatorData": "AA", "signature": "AA", "userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"authenticatorData": "' + "A" * 50 + '", "signature": "AA", "userHandle": null}}',
    '{"response": {"clientDataJSON": "e30", "attestationObject": "o2NmbXRk"}, "id": "AA", "type": "public-key"}',
    "[" * 100_000,
    '"' + "A" * 30_000 + '"',
    "\x00",
]


@pytest.mark.parametrize("credential", RUBBISH)
def test_a_made_up_passkey_is_refused_and_never_a_fault(client, coordinator, credential):
    client.raise_request_exception = True
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert not is_signed_in(client)
    give_app(coordinator)
    first_step(client, coordinator)
    client.post(reverse("mfa_authenticate"), {"credential": credential})
    assert not is_signed_in(client)
    sign_in(client, coordinator)
    client.get(reverse("mfa_add_webauthn"))
    client.post(reverse("mfa_add_webauthn"), {"credential": credential, "passwordless": "on"})
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()


def test_a_password_chosen_by_mail_does_not_get_round_the_second_factor(
    client, coordinator, django_capture_on_commit_callbacks
):
    give_app(coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_reset_password"), {"email": coordinator.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    form = client.get(link)["Location"]
    client.post(form, {"password1": "en ny lång mening om is", "password2": "en ny lång mening om is"})
    assert not is_signed_in(client)
    client.post(reverse("account_login"), {"login": coordinator.email, "password": "en ny lång mening om is"})
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    assert not is_signed_in(client)


# Managing one's own


def enrol(client):
    """The whole way through the page: read the key, type the code."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    return secret, client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})


def test_an_app_is_added_with_a_code_from_it(client, required, coordinator, django_capture_on_commit_callbacks):
    sign_in(client, coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        secret, answer = enrol(client)
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/overkalix/bra-gruppen/").status_code == 200
    coordinator.refresh_from_db()
    assert coordinator.sessions_ended == 1  # the others: begun with a password alone
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([coordinator.email], "Brapp: En autentiseringsapp är tillagd")
    assert "Var det inte du?" in sent.body
    lines = AuditEntry.objects.filter(verb="add_authenticator", actor=coordinator)
    assert sorted(line.details["kind"] for line in lines) == ["recovery_codes", "totp"]
    assert not any(secret in str(line.details) for line in lines)


def test_with_a_wrong_code_nothing_is_added(client, coordinator):
    sign_in(client, coordinator)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    answer = client.post(reverse("mfa_activate_totp"), {"code": wrong_code(secret)})
    assert "Koden stämmer inte" in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert not AuditEntry.objects.filter(verb="add_authenticator").exists()


def test_the_page_shows_the_key_as_picture_and_as_text_with_nothing_inline(client, coordinator):
    sign_in(client, coordinator)
    answer = client.get(reverse("mfa_activate_totp"))
    page = answer.content.decode()
    secret = client.session["mfa.totp.secret"]
    assert f"<span>{secret[:4]}</span><wbr><span>{secret[4:8]}</span>" in page
    assert secret in page.replace("</span><wbr><span>", "")
    assert "<svg" in page
    assert "data:image" not in page
    assert "style=" not in page
    assert answer["Cache-Control"] == "no-store"


def test_removing_the_last_factor_closes_the_council_and_is_logged(
    client, required, coordinator, django_capture_on_commit_callbacks
):
    give_app(coordinator)
    sign_in(client, coordinator)
    page = client.get(reverse("mfa_deactivate_totp")).content.decode()
    assert "måste du då lägga till ett nytt" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert client.get("/overkalix/")["Location"] == SET_UP
    kinds = [line.details["kind"] for line in AuditEntry.objects.filter(verb="remove_authenticator")]
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert [sent.subject for sent in mail.outbox] == ["Brapp: Autentiseringsappen är borttagen"]


def test_new_recovery_codes_replace_the_old(client, coordinator):
    old = give_app(coordinator)
    sign_in(client, coordinator)
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in page for code in old)
    new = client.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    assert len(new) == 10
    assert all(code in page for code in new)


def test_another_s_passkey_is_a_missing_one(client, coordinator):
    other = give_passkey(make.user())
    sign_in(client, coordinator)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        foreign, missing = client.post(reverse(name, args=[other.pk])), client.post(reverse(name, args=[999_999]))
        assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert Authenticator.objects.filter(pk=other.pk).exists()


def test_a_passkey_is_renamed_and_its_name_is_free_text(client, coordinator):
    key = give_passkey(coordinator)
    sign_in(client, coordinator)
    path = reverse("mfa_edit_webauthn", args=[key.pk])
    for refused in ("", "x" * 61, "19121212-1212"):
        assert client.post(path, {"name": refused}).status_code == 200
        key.refresh_from_db()
        assert key.data["name"] == "Jobbmobilen"
    client.post(path, {"name": "Surfplattan"})
    key.refresh_from_db()
    assert key.data["name"] == "Surfplattan"


def test_passkeys_are_listed_with_what_they_are(client, coordinator):
    give_passkey(coordinator)
    sign_in(client, coordinator)
    page = client.get(reverse("mfa_list_webauthn")).content.decode()
    assert "Jobbmobilen" in page
    assert "Räcker ensam för att logga in" in page


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"]
)
def test_who_signed_in_long_ago_is_asked_first(client, coordinator, name):
    if name != "mfa_activate_totp":
        give_app(coordinator)
    client.force_login(coordinator)
    assert client.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))


def test_a_changed_password_is_logged_and_told(client, coordinator, django_capture_on_commit_callbacks):
    sign_in(client, coordinator)
    new = "en annan lång mening om renar"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert User.objects.get(pk=coordinator.pk).check_password(new)
    assert AuditEntry.objects.get(verb="change_password").actor == coordinator
    assert [sent.subject for sent in mail.outbox] == ["Brapp: Lösenordet är bytt"]


def test_who_has_no_password_here_is_told_so(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(password=make_password(None))
    client.force_login(User.objects.get(pk=coordinator.pk))
    answer = client.get(reverse("account_change_password"), follow=True)
    assert answer.status_code == 200
    assert "Du har inget lösenord här" in answer.content.decode()


# The person's other sessions


@pytest.fixture
def elsewhere(coordinator):
    """Another browser, signed in with the password alone."""
    other = Client()
    first_step(other, coordinator)
    assert other.get("/overkalix/bra-gruppen/").status_code == 200
    return other


def is_let_in(client):
    """The council's page, and not the way back to the login."""
    answer = client.get("/overkalix/bra-gruppen/")
    assert answer.status_code == 200 or answer["Location"].startswith("/konto/login/")
    return answer.status_code == 200


def test_an_added_app_ends_the_other_sessions_and_not_one_s_own(client, coordinator, elsewhere):
    sign_in(client, coordinator)
    enrol(client)
    assert Authenticator.objects.filter(user=coordinator, type=Authenticator.Type.TOTP).exists()
    assert (is_let_in(client), is_let_in(elsewhere)) == (True, False)


def test_a_removed_app_ends_the_other_sessions_and_not_one_s_own(client, coordinator, elsewhere):
    give_app(coordinator)
    sign_in(client, coordinator)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert (is_let_in(client), is_let_in(elsewhere)) == (True, False)


def test_a_removed_passkey_ends_the_other_sessions_and_not_one_s_own(client, coordinator, elsewhere):
    key = give_passkey(coordinator)
    sign_in(client, coordinator)
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.exists()
    assert (is_let_in(client), is_let_in(elsewhere)) == (True, False)


def test_what_is_no_change_of_factors_ends_no_session(client, coordinator, elsewhere):
    give_app(coordinator)
    sign_in(client, coordinator)
    client.post(reverse("mfa_generate_recovery_codes"))
    client.get(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_add_webauthn"), {"credential": "{}"})
    assert (is_let_in(client), is_let_in(elsewhere)) == (True, True)


def test_somebody_else_s_new_factor_ends_no_session_of_mine(client, elsewhere):
    sign_in(client, make.person(Role.COORDINATOR, council=make.council()))
    enrol(client)
    assert is_let_in(elsewhere)


def test_a_reset_factor_ends_every_session(client, coordinator, elsewhere):
    give_app(coordinator)
    sign_in(client, coordinator)
    call_command("reset_second_factor", "--email", coordinator.email, "--reason", "lost-device")
    assert (is_let_in(client), is_let_in(elsewhere)) == (False, False)


# At rest


def test_secrets_are_encrypted_at_rest(coordinator):
    codes = give_app(coordinator)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not any(code in kept for code in codes)


def test_a_new_key_reads_what_the_old_one_wrote(settings, coordinator):
    codes = give_app(coordinator)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "en ny nyckel " * 5, [settings.SECRET_KEY]
    app = Authenticator.objects.get(type="totp")
    assert app.wrap().validate_code(code_of())
    assert Authenticator.objects.get(type="recovery_codes").wrap().generate_codes() == codes


def test_without_the_old_key_no_code_fits_and_it_is_no_fault(settings, caplog, client, coordinator):
    code, *_ = give_app(coordinator)
    settings.SECRET_KEY = "en ny nyckel " * 5
    with caplog.at_level(logging.WARNING):
        first_step(client, coordinator)
        for tried in (code_of(), code):
            second_step(client, tried)
    assert not is_signed_in(client)
    assert "SECRET_KEY" in caplog.text


def test_the_same_secret_is_encrypted_anew_each_time():
    adapter = SecondFactorAdapter()
    assert adapter.encrypt(SECRET) != adapter.encrypt(SECRET)
    assert adapter.decrypt(adapter.encrypt(SECRET)) == SECRET


# When the phone is lost


def test_a_lost_factor_is_reset_told_and_logged(coordinator, django_capture_on_commit_callbacks):
    give_app(coordinator)
    others = make.user()
    give_app(others)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_second_factor", "--email", "Anna@overkalix.example", "--reason", "lost-device")
    assert not Authenticator.objects.filter(user=coordinator).exists()
    assert Authenticator.objects.filter(user=others).count() == 2
    coordinator.refresh_from_db()
    assert coordinator.sessions_ended == 1
    line = AuditEntry.objects.get(verb="reset_second_factor")
    assert (line.object_id, line.actor, line.council) == (coordinator.pk, None, None)
    assert line.details == {"reason": "lost-device", "kinds": ["recovery_codes", "totp"]}
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([coordinator.email], "Brapp: Din tvåstegsinloggning är borttagen")


@pytest.mark.parametrize(
    "arguments", [["--email", "ingen@example.org", "--reason", "lost-device"], ["--email", "anna@overkalix.example"]]
)
def test_nothing_is_reset_for_nobody_or_without_a_reason(coordinator, arguments):
    give_app(coordinator)
    with pytest.raises(CommandError):
        call_command("reset_second_factor", *arguments)
    assert Authenticator.objects.count() == 2
