"""Parties named beside the sentence: "(Polis)", "Ansvarig: kommunen", "Polis: ...", a cell of a table."""

from functools import lru_cache

from promises.reader.party_words import PARTY_ENDINGS, PARTY_WORDS
from promises.reader.tokens import Token

_JOINTS = ("och", ",", "/", "samt", "&")


@lru_cache(maxsize=20_000)
def party_of(word: str) -> str | None:
    """Return the party a word names, or None.

    >>> party_of("kommunpolisen"), party_of("kommunens")
    ('police', None)
    """
    known = PARTY_WORDS.get(word)
    if known or word.startswith("poliskontor"):
        return known or "police"
    for ending, party in PARTY_ENDINGS.items():
        if party and word.endswith(ending) and len(word) > len(ending) + 2:
            return party
    return None


def is_beside(tokens: list[Token], index: int) -> bool:
    """Tell whether the party at `index` stands in a bracket, a label or a cell of its own.

    >>> from promises.reader.tokens import tokenize
    >>> is_beside(tokenize("Två besök (polis)"), 3), is_beside(tokenize("Polis ska komma"), 0)
    (True, False)
    """
    return _in_bracket(tokens, index) or _after_responsible(tokens, index) or _labels(tokens, index)


def _in_bracket(tokens: list[Token], index: int) -> bool:
    """Tell "(Polis)" and "(kommunen, polisen och räddningstjänsten)" from "(en del av polisen)"."""
    position = index - 1
    while position >= 0 and (
        tokens[position].low in ("och", ",", "/", "samt", "&", "+", "ansvarig", "ansvariga", ":")
        or party_of(tokens[position].low)
        or tokens[position].text[:1].isupper()
    ):
        position -= 1
    if position >= 0 and tokens[position].low == "|":
        return _fills_cell(tokens, index)
    return position >= 0 and tokens[position].low in ("(", "[")


def _fills_cell(tokens: list[Token], index: int) -> bool:
    """Tell whether only parties stand in the rest of the cell of a table."""
    for token in tokens[index + 1 : index + 8]:
        if token.low == "|":
            return True
        if token.low not in ("och", ",", "/", "samt", "&") and party_of(token.low) is None:
            return False
    return True


def _labels(tokens: list[Token], index: int) -> bool:
    """Tell the label of "Polis och kommun: två kontroller per år"."""
    if index > 4 or not all(party_of(t.low) or t.low in ("och", ",", "/", "samt") for t in tokens[:index]):
        return False
    for token in tokens[index + 1 : index + 5]:
        if token.low == ":":
            return True
        if party_of(token.low) is None and token.low not in ("och", ",", "/", "samt"):
            return False
    return False


def _after_responsible(tokens: list[Token], index: int) -> bool:
    lows = [token.low for token in tokens[max(0, index - 8) : index]]
    if ":" not in lows:
        return False
    colon = len(lows) - 1 - lows[::-1].index(":")
    return any(low.startswith(("ansvar", "utförare")) for low in lows[:colon]) and "." not in lows[colon:]
