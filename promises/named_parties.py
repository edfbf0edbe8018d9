"""Which organisations a promise means by "polisen", "kommunen" or "tullen"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from councils.models import Organisation

KINDS = {
    "police": Organisation.Kind.POLICE,
    "municipality": Organisation.Kind.MUNICIPALITY,
    "region": Organisation.Kind.REGION,
}
# How a promise and the name of an organisation both begin a word, where the name is seldom written out.
STEMS = (
    "bostadsbolag",
    "försäkringskassa",
    "hälsocentral",
    "kronofogd",
    "kustbevakning",
    "länsstyrelse",
    "primärvård",
    "räddningstjänst",
    "skatteverk",
    "trafikverk",
    "tull",
    "vårdcentral",
    "åklagar",
)
SHORTEST_NAME = 4


def named_by_kind(codes: Iterable[str], signing: Sequence[Organisation], others: Sequence[Organisation]):
    """The organisations behind the reader's codes, each once: of a kind those that sign, else those in the council."""
    found: dict[int, Organisation] = {}
    for kind in (KINDS[code] for code in codes if code in KINDS):
        rows = [one for one in signing if one.kind == kind] or [one for one in others if one.kind == kind]
        found |= {one.pk: one for one in rows}
    return list(found.values())


def named_in(wording: str, others: Sequence[Organisation]) -> list[Organisation]:
    """The organisations besides police and municipality that a promise calls by name, or as people call them."""
    text = wording.casefold()
    main = (Organisation.Kind.POLICE, Organisation.Kind.MUNICIPALITY)
    return [one for one in others if one.kind not in main and _is_named(one, text)]


def _is_named(organisation: Organisation, text: str) -> bool:
    names = {organisation.name.casefold(), organisation.short_name.casefold()}
    if any(len(name) >= SHORTEST_NAME and re.search(rf"\b{re.escape(name)}", text) for name in names):
        return True
    return any(re.search(rf"\b{stem}", text) and any(re.search(rf"\b{stem}", name) for name in names) for stem in STEMS)
