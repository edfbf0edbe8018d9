"""The whole way through an organisation's own login, against a real provider on this machine."""

import json
from types import SimpleNamespace

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse

from councils.actions.sign_on import AlreadyLinkedError, link_identity, unlink_identities
from councils.models import AuditEntry, User
from tests import factories as make
from tests.identity_provider import TOO_OLD, identity_provider

pytestmark = pytest.mark.django_db

ANNA = {"email": "anna@overkalix.se", "email_verified": True, "name": "Anna Annan"}


@pytest.fixture(scope="module")
def directories():
    with identity_provider() as overkalix, identity_provider() as haparanda:
        yield SimpleNamespace(overkalix=overkalix, haparanda=haparanda)


@pytest.fixture
def directory(directories, settings):
    """Överkalix's; Haparanda's is configured beside it."""
    settings.OIDC_PROVIDERS = (
        directories.overkalix.as_provider(),
        directories.haparanda.as_provider(id="haparanda", name="Haparanda stad", domains=("haparanda.se",)),
    )
    yield directories.overkalix
    directories.overkalix.changes_to_token.clear()
    directories.overkalix.calls_itself = ""
    cache.clear()


@pytest.fixture
def anna():
    return make.user(email="anna@overkalix.se", name="Anna Lindgren")


def begin(client, provider="overkalix", **form):
    """Press the button on the login page; gives the address of the provider."""
    answer = client.post(reverse("openid_connect_login", args=[provider]), form)
    assert answer.status_code == 200, answer.status_code
    return answer.context["address"]


def sign_on(client, directory, sub, provider="overkalix", **form):
    return client.get(directory.let_in(begin(client, provider, **form), sub))


def who(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def assert_refused(answer, client, reason=None):
    assert answer.status_code == 403
    assert "Inloggningen gick inte igenom" in answer.content.decode()
    assert who(client) is None
    if reason:
        assert AuditEntry.objects.get(verb="refuse_sign_on").details["reason"] == reason


# Those who come in


def test_the_first_sign_on_ties_who_was_invited_to_the_directory(client, directory, anna):
    directory.knows("a1", **ANNA)
    answer = sign_on(client, directory, "a1")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert who(client) == anna
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.uid) == (anna, "overkalix", "a1")
    line = AuditEntry.objects.get(verb="link_identity")
    assert (line.actor, line.object_id, line.council, line.details) == (anna, anna.pk, None, {"provider": "overkalix"})


def test_afterwards_the_tie_counts_and_not_the_address_in_the_directory(client, directory, anna):
    link_identity(user=anna, provider="overkalix", uid="a1", by=anna)
    directory.knows("a1", email="anna.gift@overkalix.se", email_verified=False)
    sign_on(client, directory, "a1")
    assert who(client) == anna


def test_nothing_that_the_directory_says_of_a_person_is_stored(client, directory, anna):
    directory.knows("a1", **ANNA, phone_number="070-1234567")
    sign_on(client, directory, "a1")
    assert SocialAccount.objects.get().extra_data == {}
    anna.refresh_from_db()
    assert (anna.name, anna.email) == ("Anna Lindgren", "anna@overkalix.se")
    assert "Annan" not in json.dumps(list(AuditEntry.objects.values("details")))


def test_one_comes_back_to_the_page_one_wanted(client, directory, anna):
    directory.knows("a1", **ANNA)
    assert sign_on(client, directory, "a1", next="/overkalix/logga/")["Location"] == "/overkalix/logga/"


def test_one_is_never_sent_on_to_another_site(client, directory, anna):
    directory.knows("a1", **ANNA)
    assert sign_on(client, directory, "a1", next="https://evil.example/")["Location"] == "/"


def test_an_address_is_the_same_in_capitals(client, directory, anna):
    directory.knows("a1", email="Anna@Overkalix.SE", email_verified=True)
    sign_on(client, directory, "a1")
    assert who(client) == anna


def test_a_directory_that_answers_for_its_addresses_need_not_say_so_each_time(client, directory, anna, settings):
    settings.OIDC_PROVIDERS = (directory.as_provider(email_is_verified_by_directory=True, user_id_claim="oid"),)
    directory.knows("pairwise", email="anna@overkalix.se", oid="11111111-2222")
    sign_on(client, directory, "pairwise")
    assert who(client) == anna
    assert SocialAccount.objects.get().uid == "11111111-2222"


def test_the_request_carries_state_nonce_and_a_pkce_challenge(client, directory):
    address = begin(client)
    for part in ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "response_type=code"):
        assert part in address


def test_the_login_page_names_the_organisations(client, directory):
    page = client.get("/konto/login/?next=/overkalix/").content.decode()
    assert "Logga in med Överkalix kommun" in page
    assert "Logga in med Haparanda stad" in page
    assert page.count('name="next" value="/overkalix/"') == 4  # password, two organisations, passkey


def test_without_organisations_the_login_page_is_as_before(client):
    assert "organisation" not in client.get("/konto/login/").content.decode()


# Those who do not


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"email": "anna@haparanda.se", "email_verified": True}, "address_not_proven"),
        ({"email": "anna@overkalix.se.evil.example", "email_verified": True}, "address_not_proven"),
        ({"email": "x@evil.example, anna@overkalix.se", "email_verified": True}, "address_not_proven"),
        ({"email": "anna@overkalix.se", "email_verified": False}, "address_not_proven"),
        ({"email": "anna@overkalix.se", "email_verified": "true"}, "address_not_proven"),
        ({"email": "anna@overkalix.se"}, "address_not_proven"),
        ({"email": ["anna@overkalix.se"], "email_verified": True}, "address_not_proven"),
        ({"email_verified": True}, "address_not_proven"),
        ({"email": "okand@overkalix.se", "email_verified": True}, "nobody_invited"),
    ],
)
def test_refused_because_of_the_address(client, directory, anna, claims, reason):
    make.user(email="anna@haparanda.se")
    directory.knows("a1", **claims)
    assert_refused(sign_on(client, directory, "a1"), client, reason)
    assert not SocialAccount.objects.exists()


def test_nobody_gets_an_account_by_signing_on(client, directory):
    directory.knows("new", email="ny@overkalix.se", email_verified=True)
    sign_on(client, directory, "new")
    assert not User.objects.exists()


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"is_active": False}, "not_active"),
        ({"is_staff": True}, "site_keeper"),
        ({"is_superuser": True}, "site_keeper"),
    ],
)
def test_refused_because_of_the_person(client, directory, anna, tied, fields, reason):
    if tied:
        link_identity(user=anna, provider="overkalix", uid="a1", by=anna)
    User.objects.update(**fields)
    directory.knows("a1", **ANNA)
    assert_refused(sign_on(client, directory, "a1"), client, reason)


def test_who_has_moved_to_another_organisation_is_no_longer_the_old_one_s(client, directory, anna):
    link_identity(user=anna, provider="overkalix", uid="a1", by=anna)
    User.objects.update(email="anna@polisen.example")
    directory.knows("a1", **ANNA)
    assert_refused(sign_on(client, directory, "a1"), client, "address_of_others")


def test_the_same_identity_at_another_provider_is_another_person(client, directory, directories, anna):
    link_identity(user=anna, provider="overkalix", uid="a1", by=anna)
    directories.haparanda.knows("a1", **ANNA)
    assert_refused(sign_on(client, directories.haparanda, "a1", "haparanda"), client, "address_not_proven")


def test_a_provider_does_not_take_over_another_s_tie(client, directory, anna):
    link_identity(user=anna, provider="haparanda", uid="h1", by=anna)
    directory.knows("a1", **ANNA)
    assert_refused(sign_on(client, directory, "a1"), client, "other_identity")
    assert SocialAccount.objects.get().provider == "haparanda"


def test_an_address_given_to_somebody_new_does_not_open_the_old_account(client, directory, anna):
    link_identity(user=anna, provider="overkalix", uid="a1", by=anna)
    directory.knows("a2", **ANNA)
    assert_refused(sign_on(client, directory, "a2"), client, "other_identity")


def test_every_refusal_looks_the_same(client, directory, anna):
    User.objects.update(is_active=False)
    directory.knows("a1", **ANNA)
    directory.knows("a2", email="okand@overkalix.se", email_verified=True)
    pages = {
        sign_on(client, directory, sub).content.decode().split("<main", 1)[1].split("</main")[0] for sub in ("a1", "a2")
    }
    assert len(pages) == 1


# Answers that do not hold


def test_a_code_with_another_state_is_refused(client, directory, anna):
    directory.knows("a1", **ANNA)
    back = directory.let_in(begin(client), "a1")
    assert_refused(client.get(back.replace("state=", "state=x")), client)


def test_a_code_brought_to_another_browser_is_refused(client, directory, anna):
    directory.knows("a1", **ANNA)
    back = directory.let_in(begin(client), "a1")
    other = type(client)()
    begin(other)
    assert_refused(other.get(back), other)


def test_an_answer_counts_once(client, directory, anna):
    directory.knows("a1", **ANNA)
    back = directory.let_in(begin(client), "a1")
    client.get(back)
    assert client.get(back).status_code == 403


def test_a_state_made_for_one_provider_is_no_good_at_another(client, directory, anna):
    directory.knows("a1", **ANNA)
    back = directory.let_in(begin(client), "a1")
    assert_refused(client.get(back.replace("/overkalix/", "/haparanda/")), client)


def test_a_made_up_code_is_refused(client, directory, anna):
    back = directory.let_in(begin(client), "a1")
    assert_refused(client.get(back.replace("code=", "code=x")), client)


def _claims(token):
    return jwt.decode(token["id_token"], options={"verify_signature": False})


def other_key(token):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    signed = jwt.encode(_claims(token), key, algorithm="RS256")
    return {**token, "id_token": signed}


def other_words(token):
    head, body, signature = token["id_token"].split(".")
    changed = jwt.encode({**_claims(token), "sub": "somebody"}, "x" * 32, algorithm="HS256").split(".")[1]
    assert changed != body
    return {**token, "id_token": ".".join([head, changed, signature])}


def no_signature(token):
    return {**token, "id_token": jwt.encode(_claims(token), None, algorithm="none")}


def shared_secret(token):
    signed = jwt.encode(_claims(token), "hemligt" * 8, algorithm="HS256")
    return {**token, "id_token": signed}


def unknown_key(token):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return {**token, "id_token": jwt.encode(_claims(token), key, algorithm="RS256", headers={"kid": "x"})}


def no_token(token):
    return {name: value for name, value in token.items() if name != "id_token"}


def no_text(token):
    return {**token, "id_token": 7}


@pytest.mark.parametrize(
    "change", [other_key, other_words, no_signature, shared_secret, unknown_key, no_token, no_text]
)
def test_a_changed_id_token_is_refused(client, directory, anna, change):
    directory.knows("a1", **ANNA)
    directory.changes_to_token.append(change)
    assert_refused(sign_on(client, directory, "a1"), client)


def test_an_id_token_used_before_is_refused(client, directory, anna):
    directory.knows("a1", **ANNA)
    sign_on(client, directory, "a1")
    earlier = directory.answers[-1]
    client.post("/konto/logout/")
    directory.changes_to_token.append(lambda token: {**token, "id_token": earlier["id_token"]})
    assert_refused(sign_on(client, directory, "a1"), client, "not_this_attempt")


def test_an_id_token_made_for_another_application_is_refused(client, directory, anna, settings):
    directory.knows("a1", **ANNA)
    settings.OIDC_PROVIDERS = (directory.as_provider(client_id="another"),)
    sign_on(client, directory, "a1")
    theirs = directory.answers[-1]
    client.post("/konto/logout/")
    settings.OIDC_PROVIDERS = (directory.as_provider(),)
    directory.changes_to_token.append(lambda token: {**token, "id_token": theirs["id_token"]})
    assert_refused(sign_on(client, directory, "a1"), client)


def test_an_id_token_that_is_too_old_is_refused(client, settings, anna):
    with identity_provider(access_token_max_age=TOO_OLD) as slow:
        settings.OIDC_PROVIDERS = (slow.as_provider(),)
        slow.knows("a1", **ANNA)
        assert_refused(sign_on(client, slow, "a1"), client)


def test_a_provider_that_calls_itself_something_else_is_refused(client, directory):
    directory.calls_itself = "https://login.haparanda.example"
    assert_refused(client.post(reverse("openid_connect_login", args=["overkalix"])), client)


def test_a_provider_that_is_away_gives_the_page_and_not_a_fault(client, settings):
    with identity_provider() as gone:
        settings.OIDC_PROVIDERS = (gone.as_provider(),)
        back = gone.let_in(begin(client), "a1")
    assert_refused(client.post(reverse("openid_connect_login", args=["overkalix"])), client)
    assert_refused(client.get(back), client)


def test_who_changes_their_mind_at_the_provider_is_told_so(client, directory):
    answer = client.get(directory.turn_away(begin(client)), follow=True)
    assert answer.status_code == 200
    assert "Du avbröt inloggningen" in answer.content.decode()
    assert who(client) is None


def test_another_error_from_the_provider_gives_the_page(client, directory):
    back = directory.turn_away(begin(client)).replace("access_denied", "server_error")
    assert_refused(client.get(back), client)


@pytest.mark.parametrize("name", ["process", "auth_params", "scope"])
def test_the_address_chooses_nothing_about_the_login(client, directory, anna, name):
    value = {"process": "connect", "auth_params": "redirect_uri=https://evil.example", "scope": "admin"}[name]
    path = reverse("openid_connect_login", args=["overkalix"])
    address = client.post(f"{path}?{name}={value}").context["address"]
    assert "evil" not in address
    assert "admin" not in address
    directory.knows("a1", **ANNA)
    client.get(directory.let_in(address, "a1"))
    assert who(client) == anna


def test_another_site_cannot_begin_a_login_here(directory, client):
    strict = type(client)(enforce_csrf_checks=True)
    path = reverse("openid_connect_login", args=["overkalix"])
    assert strict.post(path).status_code == 403
    assert strict.get(path).status_code == 405


def test_who_is_signed_in_as_one_and_signs_on_as_another_becomes_the_other(client, directory, anna):
    client.force_login(make.user())
    directory.knows("a1", **ANNA)
    sign_on(client, directory, "a1")
    assert who(client) == anna
    assert SocialAccount.objects.count() == 1


# Ties


def test_a_tie_that_is_undone_can_be_made_anew(anna):
    link_identity(user=anna, provider="overkalix", uid="a1", by=anna)
    with pytest.raises(AlreadyLinkedError):
        link_identity(user=anna, provider="overkalix", uid="a2", by=anna)
    assert unlink_identities(user=anna, by=None) == 1
    assert unlink_identities(user=anna, by=None) == 0
    link_identity(user=anna, provider="overkalix", uid="a2", by=anna)
    assert AuditEntry.objects.filter(verb="unlink_identities").count() == 1


def test_a_command_undoes_a_tie(client, directory, anna, capsys):
    link_identity(user=anna, provider="overkalix", uid="a0", by=anna)
    call_command("unlink_sign_on", "Anna@overkalix.se")
    directory.knows("a1", **ANNA)
    sign_on(client, directory, "a1")
    assert who(client) == anna


@pytest.mark.parametrize(("email", "says"), [("anna@overkalix.se", "not tied"), ("x@overkalix.se", "Nobody")])
def test_a_command_that_has_nothing_to_undo_says_so(anna, email, says):
    with pytest.raises(CommandError, match=says):
        call_command("unlink_sign_on", email)


def test_the_provider_here_is_a_real_one(directory):
    found = requests.get(f"{directory.url}/.well-known/openid-configuration", timeout=5).json()
    assert found["issuer"] == directory.url
