"""Places and tags named in a promise: "i Centrum och på Norrby", riskkväll, utöver ordinarie."""

import re

_PLACE = re.compile(
    r"\b(?:i|på|vid|kring|runt|längs)\s+((?:[A-ZÅÄÖ][\wåäöÅÄÖ-]{1,40})(?:\s+[A-ZÅÄÖ][\w-]{1,40}){0,2}"
    r"(?:(?:,| och| samt)\s+(?:(?:i|på|vid)\s+)?[A-ZÅÄÖ][\w-]{1,40}){0,8})"
)
_JOINT = re.compile(r",\s*|\s+och\s+|\s+samt\s+")
_LEADING = re.compile(r"^(?:i|på|vid)\s+")

# Tag → how it shows in the text.
TAGS = {
    "riskkväll": "riskkväll",
    "lönehelg": "lönehelg",
    "storhelg": "storhelg",
    "skolavslutning": "skolavslutning",
    "valborg": "valborg",
    "skolstart": "skolstart",
    "nattetid": "nattetid",
    "kvällstid": "kvällstid",
    "helg": "helger",
    "utöver ordinarie": "utöver",
    "riktad": "riktad",
    "gemensam": "gemensam",
    "oanmäld": "oanmäld",
    "midsommar": "midsommar",
    "lucia": "lucia",
    "halloween": "halloween",
}


def find_places(text: str) -> tuple[str, ...]:
    """Return the named places of a promise, each once.

    >>> find_places("Två vandringar i Centrum och på Norrby")
    ('Centrum', 'Norrby')
    """
    places: list[str] = []
    for match in _PLACE.finditer(text):
        for name in _JOINT.split(match.group(1)):
            places.append(_LEADING.sub("", name).strip())
    return tuple(dict.fromkeys(place for place in places if place))


def find_tags(text: str) -> tuple[str, ...]:
    """Return what sets the promised activity apart.

    >>> find_tags("två riktade insatser under riskkvällar")
    ('riskkväll', 'riktad')
    """
    low = text.lower()
    return tuple(tag for tag, sign in TAGS.items() if sign in low)
