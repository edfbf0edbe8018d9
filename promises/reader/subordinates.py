"""Subordinate clauses: what they say is background or purpose, not the promise itself."""

from dataclasses import dataclass

from promises.reader.conditions import clause_condition
from promises.reader.number_words import AT_LEAST
from promises.reader.tokens import Token, phrase_at
from promises.reader.verb_words import EFFECT_VERBS, PURPOSE_STARTS, SUBORDINATORS
from promises.reader.verbs import is_supine_after_have

_VERB_ENDINGS = ("er", "ar", "år", "or", "ts", "des", "at", "it")
_OPENING = frozenset({"modal", "pres", "pass"})
_FINITE = frozenset({"modal", "pres", "pass", "past", "have", "stative", "can"})


# "ett råd som möts fyra gånger per år" promises the meetings.
_MEETING = frozenset("träffas möts ses samlas sammanträder".split())
# "undersöker om fler bulor kan anläggas": a question, not a condition.
_INQUIRING = ("undersök", "utred", "pröva", "prövar", "kartlägg", "avgör", "bedöm", "fråga", "inventer", "testa")
# "som skulle vara minst två" keeps its number, "handlare som säljer tobak minst två gånger" does not.
_TELLING = frozenset({"past", "modal"})
# Reservations: what they say about "är möjligt" is no description of the promise.
_RESERVATIONS = (
    ("i", "den", "mån"),
    ("så", "länge"),
    ("så", "snart", "det"),
    ("så", "långt"),
    ("om", "det", "är"),
    ("om", "så", "är"),
    ("när", "det", "är"),
    ("om", "det", "finns"),
    ("i", "den", "utsträckning"),
)
_FIRST_WORDS = SUBORDINATORS | {"om", "när", "ifall"} | {p[0] for p in (*PURPOSE_STARTS, *_RESERVATIONS)}
# Modals by which the main clause goes on after a relative one.
_TAKES_UP = frozenset("ska skall kommer lovar skulle".split())


@dataclass(frozen=True, slots=True)
class Region:
    """Tokens `first` up to `last` (not included); `sort` is purpose or relative."""

    first: int
    last: int
    sort: str
    promised: bool  # holds a modal: "som ska genomföras två gånger per år"


def find_regions(tokens: list[Token], tags: list[frozenset[str]]) -> list[Region]:
    """Return the subordinate regions of a sentence, in order and without overlap.

    >>> from promises.reader.tagging import tag_verbs
    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("Antalet kontroller, som i fjol var 35, ska vara minst 40")
    >>> [(region.first, region.last) for region in find_regions(words, tag_verbs(words))]
    [(3, 8)]
    """
    lows = [token.low for token in tokens]
    found: list[Region] = []
    index = 0
    while index < len(tokens):
        sort = _starts(lows, index)
        if not sort:
            index += 1
            continue
        last = _end(lows, tags, index, sort)
        promised = any("modal" in tags[i] or lows[i] in _MEETING for i in range(index, last))
        found.append(Region(index, last, sort, promised))
        index = max(last, index + 1)
    return found


def _starts(lows: list[str], index: int) -> str:
    if lows[index] not in _FIRST_WORDS:
        return ""
    if lows[index] == "för" and index and lows[index - 1].startswith(("ansvar", "svara")):
        return ""
    if any(phrase_at(lows, index, phrase) for phrase in PURPOSE_STARTS):
        return "purpose"
    if any(phrase_at(lows, index, phrase) for phrase in _RESERVATIONS):
        return "relative"
    if lows[index] == "om" and index and lows[index - 1].startswith(_INQUIRING):
        return "relative"
    if lows[index] in ("om", "när", "ifall") and clause_condition(lows, index):
        return "condition"
    if lows[index] not in SUBORDINATORS:
        return ""
    if lows[index] == "som" and (
        index == 0
        or lows[index - 1] in ("så", "såväl", "liksom", "likväl")
        or lows[index + 1 : index + 2]
        in (["en"], ["ett"], ["t"], ["ex"], ["mål"], ["målsättning"], ["ambition"], ["löfte"])
    ):
        return ""
    if lows[index] == "när" and lows[index + 1 : index + 2] == ["behov"]:
        return ""
    if lows[index] == "medan" or lows[index : index + 2] == ["tills", "vidare"]:
        return ""
    return "relative"


def _end(lows: list[str], tags: list[frozenset[str]], first: int, sort: str) -> int:
    if sort == "condition":
        return clause_condition(lows, first) or first + 1
    return _purpose_end(lows, tags, first) if sort == "purpose" else _relative_end(lows, tags, first)


def _purpose_end(lows: list[str], tags: list[frozenset[str]], first: int) -> int:
    """A purpose ends at a stop, a comma before a new verb, or an "och" that takes up the promise."""
    start = first + (3 if phrase_at(lows, first, ("i", "syfte", "att")) else 2)
    for index in range(start, len(lows)):
        if lows[index] in (".", ";", "(") or (lows[index] == "," and not _goes_on(lows, tags, index)):
            return index
        if lows[index] in ("och", "samt", "genom") and index + 1 < len(lows) and _resumes(lows, tags, index):
            return index
        # "För att öka tryggheten sätter kommunen upp ...": the main clause opens with its verb.
        if first == 0 and tags[index] & _OPENING and "inf" not in tags[index]:
            return index
    return len(lows)


def _goes_on(lows: list[str], tags: list[frozenset[str]], index: int) -> bool:
    """Tell whether the comma only separates items of the purpose: "öka tryggheten, trivseln och ..."."""
    return index + 1 < len(lows) and lows[index + 1] in EFFECT_VERBS


def _resumes(lows: list[str], tags: list[frozenset[str]], index: int) -> bool:
    if lows[index] == "genom":
        return True
    for position in range(index + 1, min(index + 4, len(lows))):
        if "modal" in tags[position]:
            return True
        if tags[position] & {"inf", "pres"}:
            return lows[position] not in EFFECT_VERBS and not lows[position].startswith(("upptäck", "förhindr"))
    return False


def _relative_end(lows: list[str], tags: list[frozenset[str]], first: int) -> int:
    """A relative clause ends at a comma or at the second finite verb: "trots att två gjordes ska ..."."""
    # Whatever stands behind "som" is a verb, known or not: "alla som anmäler inbrott ska få stöd".
    unknown = lows[first] == "som" and first + 1 < len(lows) and not tags[first + 1]
    finite = 1 if unknown and lows[first + 1].endswith(_VERB_ENDINGS) else 0
    for index in range(first + 1, len(lows)):
        if lows[index] in (",", ".", ";", ")"):
            return index
        # A count behind a relative clause is the promise's: "handlare som säljer tobak minst två gånger".
        if lows[index] in AT_LEAST and index > first + 2 and not any(tag & _TELLING for tag in tags[first:index]):
            return index
        supine = "supine" in tags[index] or (index == first + 1 and is_supine_after_have(lows[index]))
        elided_have = supine and not {"har", "hade", "ha"}.intersection(lows[first:index])
        own = index == first + 1 and lows[first] == "som"  # right behind "som" a passive is finite
        # Behind a whole relative clause "lagas" is the main verb; behind "vill" it would be an infinitive.
        main = finite and "pass" in tags[index] and not tags[index - 1] & {"modal", "stative", "can"}
        if (tags[index] & _FINITE or elided_have) and (own or main or "inf" not in tags[index]):
            finite += 1
            if finite > 1 and (lows[index] in _TAKES_UP or first == 0 or "pass" in tags[index]):
                return _joint_before(lows, index)
    return len(lows)


def _joint_before(lows: list[str], index: int) -> int:
    """Give the joint "och" back to the clause that follows it."""
    for position in range(index - 1, max(index - 4, 0), -1):
        if lows[position] in ("och", "samt", "men"):
            return position
    return index
