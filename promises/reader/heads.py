"""The noun that a number counts, found behind its adjectives."""

from promises.reader.noun_words import OCCASION_COUNTERS, PIECES
from promises.reader.nouns import is_activity, is_adjective, is_deliverable, is_place, is_receiver
from promises.reader.tokens import Token
from promises.reader.verbs import verb_tags

_STOP = frozenset(
    "per i på om av vid under för med till från mot som att där inom hos och eller samt ska skall varje "
    "är var "
    "har kan över efter före kring längs genom enligt varav vara".split()
)
_QUOTES = frozenset({".", '"', "”", "“", "'", ")"})
_MEASURES = frozenset({"minuters", "timmars", "dagars", "veckors"})
_REACH = 7


def is_noun_like(word: str) -> bool:
    """Tell whether the ending names a thing people promise or count."""
    return word in OCCASION_COUNTERS or is_activity(word) or is_deliverable(word) or is_receiver(word) or is_place(word)


def find_head(tokens: list[Token], start: int) -> int | None:
    """Return the index of the noun counted by the number that ends before `start`.

    >>> from promises.reader.tokens import tokenize
    >>> words = tokenize("två stycken väl synliga hastighets- och nykterhetskontroller på väg 26")
    >>> words[find_head(words, 1)].text
    'nykterhetskontroller'
    """
    fallback = None
    for index in range(start, min(start + _REACH, len(tokens))):
        low = tokens[index].low
        if _is_inside_phrase(tokens, index, start) or (fallback is None and _continues(tokens, index)):
            continue
        if _measures(tokens, index):
            continue
        if tokens[index].kind != "word" or low in _STOP or "modal" in verb_tags(low):
            break
        if is_noun_like(low):
            return index
        if is_adjective(low) and fallback is None:
            continue
        if fallback is not None or (verb_tags(low) & {"pass", "pres"} and index > start):
            break
        fallback = index
    return fallback


def _measures(tokens: list[Token], index: int) -> bool:
    """Skip the "20 minuters" of "200 stycken 20 minuters kontroller"."""
    at_number = tokens[index].kind == "number" and index + 1 < len(tokens)
    return tokens[index].low in _MEASURES or (at_number and tokens[index + 1].low in _MEASURES)


def _is_inside_phrase(tokens: list[Token], index: int, start: int) -> bool:
    """Skip "st.", quotation marks and the first half of "hastighets- och nykterhetskontroller"."""
    low = tokens[index].low
    if low in PIECES or (low in _QUOTES and index < start + 3):
        return True
    return low.endswith("-") or _joins_truncated(tokens, index)


def _joins_truncated(tokens: list[Token], index: int) -> bool:
    """The "och" of "hastighets- och nykterhetskontroller" stands inside the noun phrase."""
    return tokens[index].low in ("och", "eller", "samt") and index > 0 and tokens[index - 1].text.endswith("-")


def _continues(tokens: list[Token], index: int) -> bool:
    """The "och" of "två brottsförebyggande och trygghetsskapande insatser" joins two adjectives."""
    if tokens[index].low not in ("och", "eller") or index + 1 >= len(tokens) or index == 0:
        return False
    return is_adjective(tokens[index - 1].low) and is_adjective(tokens[index + 1].low)
