"""The file that names the organisations' directories: what it may say, and what is answered when it says it wrong."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from councils.oidc_providers import OidcProvider, OidcProvidersError, providers_from_json

ONE = {
    "id": "overkalix",
    "name": "Överkalix kommun",
    "server_url": "https://login.microsoftonline.com/8f1f-tenant/v2.0",
    "client_id": "brapp",
    "client_secret": "mycket hemligt",
    "domains": ["overkalix.se"],
    "second_factor": True,
}


def provider(**fields):
    return providers_from_json(json.dumps([{**ONE, **fields}]))[0]


def test_a_provider_is_read_with_the_careful_defaults():
    found = provider()
    assert found.domains == ("overkalix.se",)
    assert found.second_factor is True
    assert found.email_is_verified_by_directory is False
    assert found.user_id_claim == "sub"


def test_the_secret_is_not_shown_where_the_provider_is():
    assert "hemligt" not in repr(provider())


def test_an_empty_list_is_no_single_sign_on():
    assert providers_from_json("[]") == ()


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"id": "Överkalix"}, "'id'"),
        ({"id": "a/b"}, "'id'"),
        ({"id": 7}, "'id'"),
        ({"name": ""}, "'name'"),
        ({"name": "x" * 41}, "'name'"),
        ({"server_url": "http://login.example/"}, "https"),
        ({"server_url": "login.example"}, "https"),
        ({"server_url": "https://[x/"}, "'server_url'"),
        ({"server_url": "https://login.microsoftonline.com/common/v2.0"}, "tenant"),
        ({"server_url": "https://login.microsoftonline.com/organizations/v2.0"}, "tenant"),
        ({"server_url": "https://login.example/.well-known/openid-configuration"}, "well-known"),
        ({"server_url": "https://login.example/?a=1"}, "'?'"),
        ({"client_secret": " "}, "'client_secret'"),
        ({"domains": []}, "'domains'"),
        ({"domains": "overkalix.se"}, "'domains'"),
        ({"domains": ["Overkalix.se"]}, "lower case"),
        ({"domains": ["@overkalix.se"]}, "'@overkalix.se'"),
        ({"domains": ["*.se"]}, "'*.se'"),
        ({"domains": ["se"]}, "'se'"),
        ({"domains": [None]}, "None"),
        ({"second_factor": "true"}, "'second_factor'"),
        ({"email_is_verified_by_directory": 1}, "'email_is_verified_by_directory'"),
        ({"user_id_claim": "email"}, "'user_id_claim'"),
        ({"domain": ["x.se"]}, "unknown field 'domain'"),
    ],
)
def test_what_is_wrong_is_named(fields, names):
    with pytest.raises(OidcProvidersError) as fault:
        provider(**fields)
    assert "provider 1" in str(fault.value)
    assert names in str(fault.value)
    assert "hemligt" not in str(fault.value)


@pytest.mark.parametrize("missing", sorted(ONE))
def test_what_is_missing_is_named(missing):
    text = json.dumps([{name: value for name, value in ONE.items() if name != missing}])
    with pytest.raises(OidcProvidersError, match=f"'{missing}' is missing"):
        providers_from_json(text)


@pytest.mark.parametrize("text", ["", "{", "{}", "7", "null", "[7]", "[[]]", "[" * 100_000, '[{"id": NaN}]'])
def test_what_is_no_list_of_providers_is_refused(text):
    with pytest.raises(OidcProvidersError):
        providers_from_json(text)


@pytest.mark.parametrize("shared", [{"id": "overkalix"}, {"domains": ["haparanda.se", "overkalix.se"]}])
def test_one_provider_only_answers_for_an_id_and_a_domain(shared):
    other = {**ONE, "id": "haparanda", "domains": ["haparanda.se"], **shared}
    with pytest.raises(OidcProvidersError, match="stands twice"):
        providers_from_json(json.dumps([ONE, other]))


# Addresses


@pytest.mark.parametrize(
    ("claims", "directory_verifies", "address"),
    [
        ({"email": "Anna@Overkalix.se", "email_verified": True}, False, "anna@overkalix.se"),
        ({"email": "anna@overkalix.se"}, True, "anna@overkalix.se"),
        ({"email": "anna@overkalix.se"}, False, None),
        ({"email": "anna@overkalix.se", "email_verified": 1}, False, None),
        ({"email": "anna@haparanda.se", "email_verified": True}, True, None),
        ({"email": "anna@sub.overkalix.se", "email_verified": True}, False, None),
        ({"email": "anna@evil.example@overkalix.se", "email_verified": True}, False, None),
        ({"email": "anna@overkalix.se\n", "email_verified": True}, False, None),
        ({"email": "ann\u0430@overkalix.se", "email_verified": True}, False, None),
        ({"email": "@overkalix.se", "email_verified": True}, False, None),
        ({"email": None, "email_verified": True}, True, None),
        ({}, True, None),
    ],
)
def test_an_address_counts_when_it_is_vouched_for_and_the_provider_s(claims, directory_verifies, address):
    assert provider(email_is_verified_by_directory=directory_verifies).proven_address(claims) == address


@given(st.text())
def test_no_text_is_an_address_of_the_provider_s_unless_it_ends_in_the_domain(text):
    found = OidcProvider(**{**ONE, "domains": ("overkalix.se",)})
    if found.covers(text):
        assert text.lower().endswith("@overkalix.se")
        assert text.count("@") == 1


@pytest.mark.parametrize(
    ("value", "name"), [("a1", "a1"), ("", None), (7, None), (None, None), ("x" * 191, "x" * 191), ("x" * 192, None)]
)
def test_what_a_person_is_called_can_be_kept(value, name):
    assert provider().person_id({"sub": value}) == name


def test_entra_s_object_id_can_name_the_person():
    assert provider(user_id_claim="oid").person_id({"sub": "pairwise", "oid": "8f1f"}) == "8f1f"


# At start


@pytest.mark.parametrize(
    ("text", "says"),
    [(None, "No such file"), ("{", "is not JSON"), (json.dumps([{**ONE, "domains": []}]), "'domains'")],
)
def test_the_site_does_not_start_with_a_wrong_file_and_says_why(tmp_path, text, says):
    path = tmp_path / "providers.json"
    if text is not None:
        path.write_text(text)
    done = start(tmp_path, path)
    assert done.returncode != 0
    assert "OIDC_PROVIDERS_FILE" in done.stderr
    assert says in done.stderr


def test_the_site_starts_with_a_right_file(tmp_path):
    path = tmp_path / "providers.json"
    path.write_text(json.dumps([ONE]))
    assert start(tmp_path, path).returncode == 0


def start(folder, path):
    environment = {"PATH": os.environ["PATH"], "BRAPP_DATA_DIR": str(folder), "OIDC_PROVIDERS_FILE": str(path)}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
