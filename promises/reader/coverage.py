"""Promises of nothing and of everything: zero in disguise, and "alla", "samtliga", "varje"."""

from promises.reader.conditions import Marker
from promises.reader.nouns import is_abstract, is_activity, is_place, is_receiver
from promises.reader.numbers import whole_number
from promises.reader.tokens import Token

# "ska vara drogfria" promises zero without saying so.
FREE_OF = frozenset(
    "borta narkotikafri narkotikafria narkotikafritt alkoholfri alkoholfria våldsfri våldsfria rökfritt "
    "klotterfritt vapenfri drogfri drogfria drogfritt rökfri rökfria klotterfri klotterfria upphöra vapenfria "
    "tobaksfria tobaksfri mobbningsfri".split()
)
_BEFORE_NONE = frozenset("ska skall att : vara".split())
_NOT_COVERED = frozenset(
    "andra typer delar former tider sätt ska skall som nivåer sina våra berörda inblandade fall tillfällen "
    "åldrar dessa parter aktörer håll dagar tänkbara är har kan kommer".split()
)


def find_zero(tokens: list[Token], indexes: list[int], promised: bool) -> Marker | None:
    """Return a promise of zero: "nollvision", "inget barn ska", "fri från", "ska vara borta".

    >>> from promises.reader.tokens import tokenize
    >>> find_zero(tokenize("Parken ska vara fri från skräp"), [0, 1, 2, 3, 4, 5], True)
    Marker(first=3, last=5)
    """
    lows = [token.low for token in tokens]
    for place, index in enumerate(indexes):
        low = lows[index]
        if low.startswith(("nollvision", "nolltolerans")):
            return Marker(index, index + 1)
        if low == "noll" and lows[index + 1 : index + 2] == ["tolerans"]:
            return Marker(index, index + 2)
        refused = lows[index - 1].startswith(("accepter", "tolerer"))
        if (promised or refused) and _zero_at(lows, index, place, len(indexes)):
            return Marker(index, min(index + 2, len(lows)))
    return None


def _zero_at(lows: list[str], index: int, place: int, length: int) -> bool:
    low = lows[index]
    after = lows[index + 1] if index + 1 < len(lows) else ""
    if low in ("fri", "fritt", "fria", "fritt") and after == "från":
        return True
    if low == "noll" and lows[index - 1] in ("är", "till", "vara", "på"):
        return True
    if low == "inte" and lows[index - 1].startswith(("accepter", "tolerer")):
        return index > 0
    if low in ("inget", "ingen", "inga") and lows[index - 1].startswith(("accepter", "tolerer", "tillåt")):
        return index > 0
    if low in ("ingen", "inget", "inga", "noll"):
        return place < 2 or lows[index - 1] in _BEFORE_NONE
    if low in FREE_OF:
        before = lows[max(0, index - 4) : index]
        return "vara" in before or low == "upphöra" or ("målet" in before and "är" in before)
    return low in ("inte", "aldrig") and bool(
        {
            "acceptera",
            "tolerera",
            "tillåta",
            "förekomma",
            "ske",
            "tolereras",
            "tillåtas",
            "accepteras",
            "finnas",
            "serveras",
            "säljas",
            "utsättas",
        }.intersection(lows[index : index + 6])
    )


def find_universal(tokens: list[Token], indexes: list[int]) -> int | None:
    """Return the index of the noun that "alla", "samtliga" or "varje" covers wholly.

    >>> from promises.reader.tokens import tokenize
    >>> find_universal(tokenize("Samtliga kommunala skolor ska besökas"), [0, 1, 2, 3, 4])
    2
    """
    for index in indexes:
        if tokens[index].low not in ("alla", "samtliga", "samtlig", "varje", "varenda", "all"):
            continue
        if (
            index
            and tokens[index - 1].low in ("med", "av", "framför", "i", "av", "mot")
            and not (
                tokens[index - 1].low == "i"
                and whole_number(tokens[min(index + 1, len(tokens) - 1)]) is None
                and _covers(tokens, index) is not None
                and _is_reached(tokens[_covers(tokens, index) or 0].low)
            )
        ):
            continue
        covered = _covers(tokens, index)
        if covered is not None:
            return covered
    return None


def _is_reached(word: str) -> bool:
    return is_receiver(word) or is_place(word)


def _covers(tokens: list[Token], index: int) -> int | None:
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if following in _NOT_COVERED:
        return index + 1 if following == "som" else None
    for position in range(index + 1, min(index + 5, len(tokens))):
        low = tokens[position].low
        if tokens[position].kind != "word":
            break
        if is_receiver(low) or is_place(low):
            return position
    plain = tokens[index].low in ("alla", "samtliga", "varje") and following.isalpha()
    if index == 0 and plain and tokens[index].low != "varje" and is_activity(following):
        return index + 1  # "alla aktiviteter följs upp"
    return index + 1 if plain and not is_abstract(following) and not is_activity(following) else None
