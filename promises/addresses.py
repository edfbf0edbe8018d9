"""What a promise set's address is called: from its title, and never a word that the site itself answers to. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

LONGEST = 60

# Every word that stands after loften/ or after a set in the site map, and those that a later page may need.
RESERVED = frozenset(
    {
        "avsluta",
        "dela",
        "godkann",
        "granska",
        "historik",
        "kopiera",
        "las-in",
        "ny",
        "ny-utgava",
        "nya",
        "nytt-avsnitt",
        "oversattningar",
        "publicera",
        "redigera",
        "ta-bort",
        "underteckna",
        "uppgifter",
        "utgavor",
    }
)


def address_of(title: str) -> str:
    """The title as an address: small letters without rings and dots, digits and hyphens; at most 60 characters.

    >>> address_of("Medborgarlöften för Överkalix 2020")
    'medborgarloften-for-overkalix-2020'
    """
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    address = "-".join(words)
    if len(address) > LONGEST:
        address = address[: LONGEST + 1].rpartition("-")[0] or address[:LONGEST]
    return address


def addresses_for(title: str) -> Iterator[str]:
    """Addresses to try for a title, best first, without end.

    >>> from itertools import islice
    >>> list(islice(addresses_for("Nya"), 2))
    ['loften-nya', 'loften-nya-2']
    """
    address = address_of(title)
    if not address or address in RESERVED:
        address = f"loften-{address}".rstrip("-")
    yield address
    for number in count(2):
        ending = f"-{number}"
        yield address[: LONGEST - len(ending)].rstrip("-") + ending
