"""Places and tags named in a promise: "i Centrum och på Norrby", riskkväll, tisdag, utöver ordinarie."""

import re
from functools import lru_cache

from promises.reader.party_labels import party_of
from promises.reader.time_words import MONTHS, SEASONS, WEEKDAY_WORDS, WEEKDAYS

_NAME = r"[A-ZÅÄÖ][\wåäöÅÄÖ-]{1,40}"
# What belongs to a name though it is written in small letters: "Stora torget", "Kalmar centrum".
_TAIL = r"(?:\s+(?:torget|torg|stan|centrum|station|stationen|skola|skolan|parken|centralstation|resecentrum|udde))?"
_PREPOSITION = r"(?:[Ii]|[Pp]å|[Vv]id|[Kk]ring|[Rr]unt|[Ll]ängs|[Uu]tanför|[Mm]ellan|[Gg]enom|[Ii]nom)"
_PLACE = re.compile(
    rf"\b{_PREPOSITION}\s+(?:(?:centrala|norra|södra|östra|västra|området|stadsdelen|stadsdelarna|orten|byn)\s+)?"
    rf"({_NAME}(?:\s+{_NAME}){{0,2}}{_TAIL}"
    rf"(?:(?:,| och| samt)\s+(?:(?:i|på|vid)\s+)?{_NAME}(?:\s+{_NAME}){{0,1}}{_TAIL}){{0,8}})"
)
_ROAD = re.compile(r"\b(?:[Rr]iks|[Ll]äns)?[Vv]äg\s\d{1,4}\b|\bE\d{1,3}\b|\b[Rr]v\s?\d{1,3}\b")
_JOINT = re.compile(r",\s*|\s+och\s+|\s+samt\s+")
_LEADING = re.compile(r"^(?:i|på|vid)\s+")
_NO_PLACES = ("medborgarlöft", "löft", "samverkansöverens", "överenskommelse", "handlingsplan", "andts", "sspf", "est")

# Tag → how it shows in the text, in small letters.
TAGS = {
    "riskkväll": r"riskkväll",
    "lönehelg": r"lönehelg|lönefredag",
    "storhelg": r"storhelg",
    "skolavslutning": r"skolavslutning",
    "valborg": r"valborg",
    "skolstart": r"skolstart",
    "nattetid": r"nattetid|\bnätter\b|\bvarje natt\b",
    "kvällstid": r"kvällstid|\bkvällar\b|\bkväll\b",
    "helg": r"\bhelg(?:en|er|erna|kväll|kvällar)?\b",
    "utöver ordinarie": r"\butöver (?:det |den |de |sitt |sin )?(?:ordinarie|daglig|vanliga|löpande|normala)",
    "riktad": r"\briktad",
    "gemensam": r"\bgemensam",
    "oanmäld": r"oanmäld",
    "midsommar": r"midsommar",
    "lucia": r"\blucia",
    "halloween": r"halloween",
}
_TAGS = {tag: re.compile(sign) for tag, sign in TAGS.items()}
_WEEKDAYS = {day: re.compile(rf"\b{day}(?:s|en|ar|arna|skväll|skvällar|snatt|snätter)?\b") for day in WEEKDAYS}


@lru_cache(maxsize=1_024)
def find_places(text: str) -> tuple[str, ...]:
    """Return the named places and roads of a promise, each once.

    >>> find_places("Två vandringar i Centrum och på Norrby"), find_places("kontroller på väg 26 i Mars")
    (('Centrum', 'Norrby'), ('väg 26',))
    """
    places: list[str] = []
    for match in _PLACE.finditer(text):
        for name in _JOINT.split(match.group(1)):
            places.append(_LEADING.sub("", name).strip())
    places += [match.group() for match in _ROAD.finditer(text)]
    return tuple(dict.fromkeys(place for place in places if _is_place_name(place)))


def _is_place_name(name: str) -> bool:
    """Leave out months, days, parties and the names of papers and methods."""
    low = name.lower()
    first = low.split(" ", 1)[0]
    if not low or first in MONTHS or first in SEASONS or first in WEEKDAY_WORDS:
        return False
    return party_of(first) is None and party_of(first.removesuffix("s")) is None and not first.startswith(_NO_PLACES)


@lru_cache(maxsize=1_024)
def find_tags(text: str) -> tuple[str, ...]:
    """Return what sets the promised activity apart, the named weekdays last.

    >>> find_tags("två riktade insatser under riskkvällar"), find_tags("på torget varje tisdag")
    (('riskkväll', 'riktad'), ('tisdag',))
    """
    low = text.lower()
    tags = [tag for tag, sign in _TAGS.items() if sign.search(low)]
    return tuple(tags + [day for day, sign in _WEEKDAYS.items() if sign.search(low)])
