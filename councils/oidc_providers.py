"""The organisations whose own directories may sign people in, and what of their word we take. Pure.

The list is a JSON file kept with the secrets:

    [{"id": "overkalix", "name": "Överkalix kommun", "server_url": "https://login.microsoftonline.com/<tenant>/v2.0",
      "client_id": "…", "client_secret": "…", "domains": ["overkalix.se"], "second_factor": true}]
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_ADDRESS = re.compile(r"[!-?A-~]{1,64}@([A-Za-z0-9.-]{1,253})")  # ASCII without a second @
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
_TENANT_OF_ANYBODY = ("common", "organizations", "consumers")
LONGEST_NAME = 40
LONGEST_UID = 191  # characters; what the table of links holds


class OidcProvidersError(ValueError):
    """The list cannot be used. The message says which entry and what to do."""


@dataclass(frozen=True)
class OidcProvider:
    """One organisation's directory. `id` is in the addresses and in every link made: it never changes.

    `email_is_verified_by_directory`: its addresses hold although it does not say `email_verified`, as in Entra ID.
    `user_id_claim`: which claim names a person for good; Entra's `oid` is the same in all of a tenant's applications.
    """

    id: str
    name: str
    server_url: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: tuple[str, ...]
    second_factor: bool
    email_is_verified_by_directory: bool = False
    user_id_claim: str = "sub"

    def covers(self, address: str) -> bool:
        """Is this one of the provider's addresses?

        >>> OVERKALIX.covers("anna@overkalix.se"), OVERKALIX.covers("anna@overkalix.se.evil.example")  # doctest: +SKIP
        (True, False)
        """
        match = _ADDRESS.fullmatch(address)
        return match is not None and match[1].lower() in self.domains

    def proven_address(self, claims: Mapping[str, Any]) -> str | None:
        """The e-mail address in lower case, if the provider vouches for it and may; else None."""
        address = claims.get("email")
        verified = self.email_is_verified_by_directory or claims.get("email_verified") is True
        return address.lower() if verified and isinstance(address, str) and self.covers(address) else None

    def person_id(self, claims: Mapping[str, Any]) -> str | None:
        """What the person is called in the directory for good, or None when it cannot be kept."""
        name = claims.get(self.user_id_claim)
        return name if isinstance(name, str) and 0 < len(name) <= LONGEST_UID else None


def providers_from_json(text: str) -> tuple[OidcProvider, ...]:
    """The providers in a file's text. Raises OidcProvidersError, which says what to correct."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OidcProvidersError(f"is not JSON: {error}") from error
    if not isinstance(rows, list):
        raise OidcProvidersError("must be a list of providers: [{…}, {…}]")
    found = tuple(_provider(row, number) for number, row in enumerate(rows, 1))
    _once("id", (one.id for one in found))
    _once("domain", (domain for one in found for domain in one.domains))
    return found


def _once(what: str, values: Iterable[str]) -> None:
    twice = [value for value, times in Counter(values).items() if times > 1]
    if twice:
        raise OidcProvidersError(f"{what} {twice[0]!r} stands twice; one provider only may answer for it")


def _provider(row: Any, number: int) -> OidcProvider:
    where = f"provider {number}"
    if not isinstance(row, dict):
        raise OidcProvidersError(f"{where} must be an object: {{…}}")
    known = {one.name for one in fields(OidcProvider)}
    optional = {"email_is_verified_by_directory", "user_id_claim"}
    for name in sorted(row.keys() - known):
        raise OidcProvidersError(f"{where}: unknown field {name!r}; known are {', '.join(sorted(known))}")
    for name in sorted(known - optional - row.keys()):
        raise OidcProvidersError(f"{where}: {name!r} is missing")
    for name, value in row.items():
        fault = _fault(name, value)
        if fault:
            raise OidcProvidersError(f"{where}: {name!r} {fault}")
    return OidcProvider(**{**row, "domains": tuple(row["domains"])})


def _fault(name: str, value: Any) -> str:
    if name in ("second_factor", "email_is_verified_by_directory"):
        return "" if isinstance(value, bool) else "must be true or false"
    if name == "domains":
        return _fault_of_domains(value)
    if not isinstance(value, str) or not value.strip():
        return "must be a text that is not empty"
    if name == "id" and not _ID.fullmatch(value):
        return "may hold a–z, 0–9 and hyphens, at most 60 characters"
    if name == "name" and len(value) > LONGEST_NAME:
        return f"may hold at most {LONGEST_NAME} characters"
    if name == "user_id_claim" and value not in ("sub", "oid"):
        return "must be 'sub' or 'oid'"
    return _fault_of_address(value) if name == "server_url" else ""


def _fault_of_domains(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return "must be a list with at least one domain"
    wrong = [one for one in value if not isinstance(one, str) or not _DOMAIN.fullmatch(one)]
    return f"holds {wrong[0]!r}; write a domain in lower case, such as 'overkalix.se'" if wrong else ""


def _fault_of_address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        return "is not an address"
    own = parts.hostname in _THIS_MACHINE
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and own)):
        return "must begin with https://"
    if parts.query or parts.fragment or "/.well-known/" in value:
        return "is the issuer's address, without '/.well-known/…', '?' or '#'"
    if set(parts.path.split("/")).intersection(_TENANT_OF_ANYBODY):
        return "names no tenant; with 'common' or 'organizations' anybody's directory could sign in"
    return ""
